"""Runs: articles a second and peak memory by engine, and whether memory stays flat.

    python -m benchmarks.runs [--articles 5000] [--many 50000] [--no-ray]

Articles are made here, each about a company of its own, some 230 words long with sums that add up; those of the flatness run are
two sentences. Memory is the proportional set size (PSS) of the whole process tree, so what processes share counts once. Efficiency is what
two processes do over what one does (2 would be perfect); overhead is the time outside extraction over the whole.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_SYLLABLES = [
    "ba",
    "ke",
    "lo",
    "mi",
    "nu",
    "ra",
    "sa",
    "te",
    "vo",
    "zu",
    "dri",
    "fen",
    "gal",
    "hop",
    "jin",
    "kor",
    "lun",
    "mar",
    "nel",
    "pax",
    "quo",
    "ril",
    "sten",
    "tor",
    "ulm",
    "vek",
]
_TICK = 0.3


def made_articles(count: int, short: bool = False) -> Iterator[dict[str, str]]:
    """Articles that hold together, each with numbers and names of its own."""
    for number in range(count):
        chance = random.Random(number)
        name = _name(number) + f" {chance.choice(['Tech', 'Motors', 'Labs'])}"
        old, growth = chance.randint(20, 400), chance.randint(2, 60)
        new = old * (100 + growth) / 100
        text = f"{name} said on Monday that revenue rose {growth}% to RMB {new:g} million in 2019, from RMB {old} million a year earlier."
        if not short:
            users, margin, staff = chance.randint(2, 90), chance.randint(10, 60), chance.randint(200, 9000)
            text += f"""

The company had {users} million monthly active users at the end of December, of whom {users / 4:g} million paid. Its gross margin was {margin}%,
up two percentage points. Net profit came to RMB {new / 10:g} million. The Hangzhou-based firm, founded in {chance.randint(1998, 2016)}, employs {staff:,} people
and runs {chance.randint(3, 400)} stores in China and abroad.

"We grew faster than the market," its chief executive told reporters, without saying how fast that was. The firm plans to spend about RMB {chance.randint(5, 90)}
million on research and development in 2020, and expects revenue of between RMB {new * 1.1:.0f} million and RMB {new * 1.3:.0f} million, which is in line with what
analysts had forecast before the announcement.

According to a report by the consultancy Quayside Research, the company held {chance.randint(2, 30)}% of its market in the fourth quarter, behind two larger rivals.
Its shares closed {chance.randint(1, 9)}.{chance.randint(0, 9)}% higher on Tuesday. In an earlier round of funding, in 2017, investors had put in $ {chance.randint(5, 80)} million
and valued the startup at $ {chance.randint(100, 900)} million; since then it has opened offices in three more cities and hired a new head of finance."""
        yield {"id": f"a{number}", "text": text, "published": "2020-03-03"}


def _name(number: int) -> str:
    """A name that no other number has."""
    places = (number, number // 26, number // 676, number // 17576)
    return "".join(_SYLLABLES[place % 26] for place in places).capitalize()


def write_articles(folder: Path, count: int, short: bool = False) -> Path:
    """One JSON Lines file of made articles."""
    path = folder / f"{count}{'-short' if short else ''}.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for article in made_articles(count, short):
            stream.write(json.dumps(article) + "\n")
    return path


def measured_run(news: Path, out: Path, *how: str) -> dict[str, Any]:
    """Wall seconds, articles a second, the tree's peak PSS in MB, and what ``run.json`` says."""
    command = [sys.executable, "-m", "extract", "run", str(news), "--out", str(out), "--quiet", *how]
    began = time.perf_counter()
    process = subprocess.Popen(command)
    peak = [0]
    watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watcher.start()
    status = process.wait()
    seconds = time.perf_counter() - began
    watcher.join()
    if status not in (0, 3):
        raise RuntimeError(f"the run ended with {status}")
    run = json.loads((out / "run.json").read_text())
    extracting = run["seconds"]["extract"]
    outside = sum(run["seconds"].values()) - extracting
    return {
        "seconds": seconds,
        "rate": run["counts"]["articles"] / seconds,
        "extract_rate": run["counts"]["articles"] / extracting,
        "peak_mb": peak[0] / 1e6,
        "overhead": outside / (outside + extracting),
        "run": run,
    }


def _watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(_pss(pid) for pid in _tree(process.pid)))
        time.sleep(_TICK)


def _tree(root: int) -> list[int]:
    """The processes of the session that ``root`` belongs to by descent, however they were orphaned in between."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError, IndexError):
                continue
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _pss(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 0


def cpu_seconds(*arguments: str) -> float:
    """CPU seconds of one call of the command line, the best of three."""
    best = float("inf")
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "extract", *arguments],
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.runs", description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--many", type=int, default=50_000)
    parser.add_argument("--no-ray", action="store_true")
    given = parser.parse_args()
    print(
        f"crossfoot --help: {cpu_seconds('--help'):.2f} s CPU; crossfoot check: {cpu_seconds('check', '-'):.2f} s CPU"
    )
    with tempfile.TemporaryDirectory() as folder:
        news = write_articles(Path(folder), given.articles)
        engines: list[tuple[str, tuple[str, ...]]] = [
            ("serial", ("--engine", "serial")),
            ("2 processes", ("--engine", "processes", "--workers", "2")),
        ]
        if not given.no_ray:
            engines.append(("ray, 2 cores", ("--engine", "ray", "--workers", "2")))
        rates = {}
        for name, how in engines:
            found = measured_run(news, Path(folder) / name.replace(" ", "-"), *how)
            rates[name] = found["extract_rate"]
            print(
                f"{name}: {found['rate']:.0f} articles/s ({found['extract_rate']:.0f} while extracting), "
                f"peak {found['peak_mb']:.0f} MB, overhead {found['overhead']:.1%}, {os.cpu_count()} cores",
                flush=True,
            )
        print(f"efficiency of 2 processes: {rates['2 processes'] / rates['serial']:.2f} of serial")
        flat_runs(Path(folder), given.many)


def flat_runs(folder: Path, many: int) -> None:
    """Peak memory for ``many`` short articles against a tenth of them, with a pipeline that only splits words: it is the run that is looked at."""
    import spacy

    blank = folder / "blank"
    spacy.blank("en").to_disk(blank)
    for engine in ("serial", "processes"):
        peaks = []
        for count in (many // 10, many):
            short = write_articles(folder, count, short=True)
            how = (
                "--model",
                str(blank),
                "--engine",
                engine,
                *(("--workers", "2") if engine == "processes" else ()),
            )
            peaks.append(measured_run(short, folder / f"flat-{engine}-{count}", *how)["peak_mb"])
        print(
            f"{engine}: peak {peaks[0]:.0f} MB for {many // 10} short articles, {peaks[1]:.0f} MB for {many}",
            flush=True,
        )


if __name__ == "__main__":
    main()
