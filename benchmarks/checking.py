"""Speed of the checks: components decided a second, and a million claims from many articles held against each other.

    python -m benchmarks.checking [--articles 100000]

*Components* are networks of 18 claims: a year's revenue with its quarters, those of the year before, growth, profits, margin; one in twenty has a
slip. *Articles* are made (``benchmarks.made_records``), ten claims each, checked by ``crossfoot check`` in a process of its own, from the
file to the findings. Seconds are CPU seconds. The yardstick is ``json.loads`` of the standard library on the same records, in the same run:
ratios to it hold on any machine, seconds don't.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from benchmarks.made_records import made_records, quarter
from extract.checking import arithmetic, part_whole
from extract.checking.conflicts import Statement, bounds, conflicts
from extract.checking.ledger import Ledger
from extract.checking.quantities import facts_of
from extract.model import Claim, Entity, Period, Record
from extract.quantity import half_unit
from extract.writing.jsonl import encode

PASSES = 5
COMPONENTS = 400
SLIPPED = 20
CLAIMS = 18


def component(number: int) -> Record:
    """One record whose 18 claims are all tied to each other; every twentieth has a growth that doesn't lead there."""
    chance = random.Random(number)
    subject = Entity(id=f"firm_{number}", name=f"Firm {number}")
    claims: list[Claim] = []

    def say(metric: str, period: Period, value: float, unit: str = "USD", **fields: object) -> None:
        digits = f"{value:.1f}"
        claims.append(
            Claim(
                id=f"c{number}#c{len(claims) + 1}",
                start=0,
                end=1,
                sentence_start=0,
                sentence_end=1,
                subject=subject,
                metric=metric,
                low=Decimal(digits),
                high=Decimal(digits),
                unit=unit,
                tolerance=half_unit(digits),
                period=period,
                confidence=0.9,
                **{"kind": "level", **fields},  # type: ignore[arg-type]
            )
        )

    quarters = [round(chance.uniform(1000, 9000), 1) for _ in range(8)]
    whole = [sum(quarters[:4]), sum(quarters[4:])]
    years = [Period(first=date(year, 1, 1), last=date(year, 12, 31)) for year in (2017, 2018)]
    for place, value in enumerate(quarters):
        say("revenue", quarter(place), value)
    for period, value in zip(years, whole, strict=True):
        say("revenue", period, value)
    for place in range(4, 8):
        rise = 100 * (quarters[place] / quarters[place - 4] - 1) + 30 * (place == 4 and number % SLIPPED == 0)
        say("revenue", quarter(place), rise, "percent", kind="change", basis="yoy")
    say("revenue", years[1], 100 * (whole[1] / whole[0] - 1), "percent", kind="change", basis="yoy")
    say("gross_profit", years[1], whole[1] * 0.4)
    say("net_profit", years[1], whole[1] * 0.1)
    say("margin", years[1], 10.0, "percent", scope=("net",))
    return Record(id=f"c{number}", text=" ", claims=tuple(claims))


def component_rows() -> dict[str, float]:
    """Components decided a second, sound ones alone and with slips, and ratios to the yardstick."""
    records = [component(number) for number in range(COMPONENTS)]
    assert all(len(record.claims) == CLAIMS for record in records)
    lines = [encode(record) for record in records]
    stories: list[list[Statement]] = []
    for record in records:
        ledger = Ledger(facts_of(record), [record])
        stories.append([*bounds(ledger), *arithmetic.statements(ledger), *part_whole.statements(ledger)])
    sound = [story for number, story in enumerate(stories) if number % SLIPPED]
    best = _best(
        {
            "json.loads": lambda: [json.loads(line) for line in lines],
            "sound": lambda: [list(conflicts(story)) for story in sound],
            "with slips": lambda: [list(conflicts(story)) for story in stories],
        }
    )
    found = {
        "sound": len(sound) / best["sound"],
        "with slips": len(stories) / best["with slips"],
    }
    yardstick = len(lines) / best["json.loads"]
    return {**found, **{f"{name}, ratio": rate / yardstick for name, rate in found.items()}}


def _best(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The fewest CPU seconds of several passes; the sides take turns."""
    best = dict.fromkeys(works, float("inf"))
    for _ in range(PASSES):
        for name, work in works.items():
            gc.collect()
            start = time.process_time()
            work()
            best[name] = min(best[name], time.process_time() - start)
    return best


def checked(folder: Path, count: int) -> dict[str, float]:
    """CPU seconds and the highest resident memory (MB) of ``crossfoot check`` on that many articles, and the yardstick's seconds."""
    path = folder / f"{count}.jsonl"
    with path.open("wb") as stream:
        for record in made_records(count):
            stream.write(encode(record) + b"\n")
    code = "import sys; from extract.cli import main; sys.argv[0] = 'crossfoot'; main()"
    command = [sys.executable, "-c", code, "check", str(path), "--quiet"]
    with (folder / "findings.jsonl").open("wb") as out:
        process = subprocess.Popen(command, stdout=out)
        _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"the check ended with {status}")
    start = time.process_time()
    with path.open("rb") as stream:
        for line in stream:
            json.loads(line)
    yardstick = time.process_time() - start
    path.unlink()
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1024 if sys.platform != "darwin" else 1
    memory = used.ru_maxrss * unit / 1e6
    return {"seconds": used.ru_utime + used.ru_stime, "memory": memory, "yardstick": yardstick}


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checking", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    options = parser.parse_args()
    rows = component_rows()
    print("| components of 18 claims | a second | json.loads' time over ours |")
    print("| --- | --: | --: |")
    for name in ("sound", "with slips"):
        print(f"| {name} | {rows[name]:,.0f} | {rows[f'{name}, ratio']:.2f} |", flush=True)
    print("\n| articles | claims | CPU s | × json.loads | memory, MB | CPU, times half as many |")
    print("| --: | --: | --: | --: | --: | --: |")
    half = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for count in (options.articles // 2, options.articles):
            found = checked(Path(folder), count)
            growth = f"{found['seconds'] / half:.2f}" if half else ""
            half = found["seconds"]
            print(
                f"| {count:,} | {10 * count:,} | {found['seconds']:.1f} | {found['seconds'] / found['yardstick']:.1f} "
                f"| {found['memory']:.0f} | {growth} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
