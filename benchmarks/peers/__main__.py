"""Peers from PyPI beside ours, on our own tables of examples, in an environment of their own.

    python -m benchmarks.peers

Prints one JSON object a system. Figures: F1 of the values (low and high, an open end by the value stated) and of money
with its currency. Dates: F1 of the days (first and last) of mentions that have any. Also how many texts a system
failed on, and the time as a multiple of ours. The examples are ours, and ours was mended on them: the public sets tell
more about quality. What this shows is the writings of this genre that each system reads at all, and the speed.
A peer that can't be installed or run is named, and the others go on.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.peers import scores
from extract.mentions.dates import find_dates
from extract.mentions.figures import find_figures

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ENVIRONMENT = ROOT / ".venv" / "peers"
EXAMPLES = ROOT / "tests" / "examples"
SYSTEMS = {
    "figures": ("recognizers-text", "quantulum3", "price-parser"),
    "dates": ("recognizers-text", "dateparser"),
}

Row = dict[str, Any]
Result = dict[str, Any]


def requirements() -> dict[str, list[str]]:
    """What pip is told for each peer."""
    lines = (HERE / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(":", 1) for line in lines if not line.startswith("#"))
    return {name: needed.split() for name, needed in pairs}


def install(peer: str) -> Path:
    """The peers' Python, with this one in it.

    Raises ``CalledProcessError`` where pip can't install it.
    """
    python = ENVIRONMENT / "bin" / "python"
    installed = ENVIRONMENT / f"{peer}.installed"
    if not python.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    if not installed.exists():
        call = [
            str(python),
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            *requirements()[peer],
        ]
        subprocess.run(call, check=True, capture_output=True, text=True)
        installed.touch()
    return python


def rows(task: str) -> list[Row]:
    """The examples of a task; for dates those with a day to count from, and companies out of play."""
    found = [
        json.loads(line)
        for part in ("building", "unseen")
        for line in (EXAMPLES / f"{task}_{part}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return (
        found
        if task == "figures"
        else [row for row in found if row["published"] and not row.get("companies")]
    )


def ours(task: str, table: Sequence[Row]) -> tuple[list[Any], float]:
    """Our answers and the seconds they took, after a first pass that fills the caches."""
    if task == "figures":
        texts = [row["text"] for row in table]
        read = [(lambda text=text: find_figures(text)) for text in texts]
    else:
        pairs = [(row["text"], date.fromisoformat(row["published"])) for row in table]
        read = [(lambda text=text, day=day: find_dates(text, day)) for text, day in pairs]
    for answer in read:
        answer()
    start = time.process_time()
    found = [answer() for answer in read]
    seconds = time.process_time() - start
    return [scores.of_ours(task, mentions) for mentions in found], seconds


def theirs(task: str, system: str, table: Sequence[Row]) -> tuple[list[Any], float, int]:
    """A peer's answers, the seconds they took, and on how many texts it failed.

    Raises ``CalledProcessError`` where it can't be installed or doesn't start.
    """
    lines = "".join(
        json.dumps({"text": row["text"], "published": row.get("published")}) + "\n" for row in table
    )
    call = [str(install(system)), str(HERE / "answer.py"), task, system]
    answer = subprocess.run(call, input=lines, capture_output=True, text=True, check=True)
    *found, last = map(json.loads, answer.stdout.splitlines())
    return [line["found"] for line in found], last["seconds"], last["failed"]


def results() -> Iterator[Result]:
    """One result a task and system, ours first; ``passed_over`` says why a peer has none."""
    for task, systems in SYSTEMS.items():
        table = rows(task)
        answers, base = ours(task, table)
        yield {
            "task": task,
            "system": "crossfoot",
            **scores.score(task, table, answers),
            "times": 1.0,
            "failed": 0,
        }
        for system in systems:
            try:
                found, seconds, failed = theirs(task, system, table)
            except subprocess.CalledProcessError as error:
                reason = (error.stderr or "").strip().splitlines()[-1:] or [f"exit status {error.returncode}"]
                yield {"task": task, "system": system, "passed_over": reason[0]}
                continue
            quality = scores.score(task, table, found)
            yield {
                "task": task,
                "system": system,
                **quality,
                "times": round(seconds / base, 1),
                "failed": failed,
            }


def main() -> None:
    """Print one JSON object a task and system."""
    for result in results():
        sys.stdout.write(json.dumps(result) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
