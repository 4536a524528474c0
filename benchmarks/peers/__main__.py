"""Peers from PyPI beside ours, on our own tables of examples, in an environment of their own.

    python -m benchmarks.peers

Prints F1 of the values (low and high, an open end by the value stated) and of money with its currency, failures, and
the time a text takes as a multiple of ours. The examples are ours, and ours was mended on them: the public sets tell
more about quality. What this shows is the writings of this genre that each system reads at all, and the speed.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Optional

from extract.mentions.figures import find_figures

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ENVIRONMENT = ROOT / ".venv" / "peers"
EXAMPLES = ROOT / "tests" / "examples"
SYSTEMS = ("recognizers-text", "quantulum3", "price-parser")

Amount = tuple[float, float, Optional[str]]


def environment() -> Path:
    """The peers' Python, installed on the first call."""
    python = ENVIRONMENT / "bin" / "python"
    installed = ENVIRONMENT / "installed"
    if not installed.exists():
        venv.create(ENVIRONMENT, with_pip=True)
        requirements = str(HERE / "requirements.txt")
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", requirements], check=True)
        installed.touch()
    return python


def rows() -> list[dict[str, Any]]:
    """The figures' examples."""
    names = ("figures_building.jsonl", "figures_unseen.jsonl")
    return [
        json.loads(line)
        for name in names
        for line in (EXAMPLES / name).read_text(encoding="utf-8").splitlines()
    ]


def wanted(row: dict[str, Any]) -> list[Amount]:
    """The example's figures, ranks aside, as point values."""
    found = [fields for fields in row["figures"] if fields["kind"] != "rank"]
    return [amount(fields["low"], fields["high"], fields["unit"], fields["kind"]) for fields in found]


def amount(low: Any, high: Any, unit: Optional[str], kind: str) -> Amount:
    """An open end is the value stated."""
    first, last = low if low is not None else high, high if high is not None else low
    return float(first), float(last), unit if kind == "money" else None


def ours(texts: Sequence[str]) -> tuple[list[list[Amount]], float]:
    """Our answers and the seconds they took."""
    find_figures(texts[0])
    start = time.process_time()
    found = [find_figures(text) for text in texts]
    seconds = time.process_time() - start
    kept = [[figure for figure in figures if figure.kind != "rank"] for figures in found]
    return [[amount(one.low, one.high, one.unit, one.kind) for one in figures] for figures in kept], seconds


def theirs(python: Path, system: str, texts: Sequence[str]) -> tuple[list[list[Amount]], float, int]:
    """A peer's answers, the seconds they took, and on how many texts it failed."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    call = [str(python), str(HERE / "answer.py"), system]
    answer = subprocess.run(call, input=lines, capture_output=True, text=True, check=True)
    *found, last = map(json.loads, answer.stdout.splitlines())
    return [[tuple(one) for one in line["amounts"]] for line in found], last["seconds"], last["failed"]


def f1(gold: Sequence[list[Amount]], answers: Sequence[list[Amount]], money: bool) -> float:
    """F1 in per cent, one to one; ``money``: only amounts with a currency, which must agree."""
    hits = total = given = 0
    for wants, gives in zip(gold, answers, strict=True):
        left = [one for one in gives if not money or one[2]]
        want = [one for one in wants if not money or one[2]]
        total, given = total + len(want), given + len(left)
        for one in want:
            hit = next((other for other in left if alike(one, other, money)), None)
            if hit is not None:
                left.remove(hit)
                hits += 1
    return 200 * hits / (total + given)


def alike(one: Amount, other: Amount, money: bool) -> bool:
    """Whether two amounts have the same ends (fractions may be given as such) and, for money, currency."""
    if money and one[2] != other[2]:
        return False
    return any(
        all(
            math.isclose(abs(a), abs(b) * factor, rel_tol=1e-3)
            for a, b in zip(one[:2], sorted(other[:2]), strict=True)
        )
        for factor in (1, 100)
    )


def main() -> None:
    """Print one JSON object a system."""
    table = rows()
    texts = [row["text"] for row in table]
    gold = [wanted(row) for row in table]
    answers, base = ours(texts)
    report("crossfoot", gold, answers, 1.0, 0)
    python = environment()
    for system in SYSTEMS:
        found, seconds, failed = theirs(python, system, texts)
        report(system, gold, found, seconds / base, failed)


def report(
    system: str, gold: list[list[Amount]], answers: list[list[Amount]], times: float, failed: int
) -> None:
    """One line of results."""
    scores = {
        "value_f1": f1(gold, answers, False),
        "money_f1": f1(gold, answers, True),
        "times_our_seconds": times,
    }
    line = {"system": system, **{name: round(value, 1) for name, value in scores.items()}, "failed": failed}
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
