"""Measures figures and dates of the development gold by crossfoot and by the packages people use otherwise; prints a table.

Run ``python docs/make_compared.py`` from the root of a checkout; it installs the peers into an environment of their own
(``benchmarks/peers``). What it prints stands in ``compared.md`` with the day it was measured.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.peers import scores  # noqa: E402
from benchmarks.peers.__main__ import SYSTEMS, install, ours, theirs  # noqa: E402

Row = dict[str, Any]
PACKAGES = {"recognizers-text": "recognizers-text-suite"}


def gold() -> list[Row]:
    """The annotated articles of the development split that have a day of publication."""
    lines = (ROOT / "corpus/gold/dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["published"]]


def version(python: Path, peer: str) -> str:
    """The version of a peer that is installed."""
    code = f"import importlib.metadata as m; print(m.version({PACKAGES.get(peer, peer)!r}))"
    return subprocess.run(
        [str(python), "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


def main() -> None:
    """Print a line of Markdown a system."""
    table = gold()
    words = sum(len(row["text"].split()) for row in table)
    print(f"{len(table)} articles, {words} words, Python {sys.version.split()[0]}\n")
    for task, systems in SYSTEMS.items():
        answers, base = ours(task, table)
        quality = scores.score(task, table, answers)
        print(f"{task} | crossfoot | {quality} | {base:.2f} s | 0 failed", flush=True)
        for system in systems:
            python = install(system)
            found, seconds, failed = theirs(task, system, table)
            quality = scores.score(task, table, found)
            named = f"{system} {version(python, system)}"
            print(f"{task} | {named} | {quality} | {seconds / base:.1f} times | {failed} failed", flush=True)


if __name__ == "__main__":
    main()
