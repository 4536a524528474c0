"""Measures figures and dates of the development gold by crossfoot and by the packages people use otherwise, and writes ``compared.md``.

``make bench`` runs it; ``python docs/make_compared.py`` from the root of a checkout does so alone. It installs the peers into an environment of
their own (``benchmarks/peers``). The page marks the place of what is measured with ``<!-- measured: NAME -->`` and ``<!-- end of NAME -->``.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.peers import scores  # noqa: E402
from benchmarks.peers.__main__ import SYSTEMS, install, ours, theirs  # noqa: E402
from extract import __version__  # noqa: E402

Row = dict[str, Any]
PAGE = ROOT / "docs/compared.md"
PACKAGES = {"recognizers-text": "recognizers-text-suite"}
NAMES = {
    "recognizers-text": "Recognizers-Text {} (Microsoft)",
    "quantulum3": "quantulum3 {}, without its classifier",
    "price-parser": "price-parser {}",
    "dateparser": "dateparser {}, `search_dates`",
}
HEADS = {
    "figures": ("figures", "value", "money with its currency", "time", "texts it failed on"),
    "dates": ("dates", "first and last day", "time", "texts it failed on"),
}


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


def rows(task: str, table: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """The cells of one task's table, ours first. A peer that can't be installed or run says why in its place."""
    answers, base = ours(task, table)
    quality = scores.score(task, table, answers)
    yield (f"crossfoot {__version__}", *map(str, quality.values()), f"1 ({base:.2f} s)", "0")
    for system in SYSTEMS[task]:
        try:
            found, seconds, failed = theirs(task, system, table)
        except subprocess.CalledProcessError as error:
            reason = (error.stderr or "").strip().splitlines()[-1:] or [f"exit status {error.returncode}"]
            yield (f"{NAMES[system].format('')}: not run ({reason[0]})", *("" for _ in HEADS[task][1:]))
            continue
        quality = scores.score(task, table, found)
        name = NAMES[system].format(version(install(system), system))
        yield (name, *map(str, quality.values()), f"{float(f'{seconds / base:.2g}'):g} times", str(failed))


def measured() -> dict[str, str]:
    """What stands on the page, by its name there."""
    table = gold()
    words = sum(len(row["text"].split()) for row in table)
    parts = {
        "setting": f"Measured on {date.today()}: {len(table)} articles with a day of publication, {words:,} words; "
        f"Python {platform.python_version()}, {os.cpu_count()} cores."
    }
    for task, head in HEADS.items():
        lines = ["| " + " | ".join(head) + " |", "| --- |" + " --: |" * (len(head) - 1)]
        parts[task] = "\n".join((*lines, *("| " + " | ".join(row) + " |" for row in rows(task, table))))
    return parts


def put(text: str, name: str, body: str) -> str:
    """The page's text with ``body`` at the place called ``name``."""
    before, found, rest = text.partition(f"<!-- measured: {name} -->\n")
    _, end, after = rest.partition(f"\n<!-- end of {name} -->")
    assert found and end, f"the page has no place for {name}"
    return before + found + body + end + after


def main() -> None:
    """Measure, and write the page."""
    text = PAGE.read_text(encoding="utf-8")
    for name, body in measured().items():
        print(f"{body}\n")
        text = put(text, name, body)
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
