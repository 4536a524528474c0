"""Memory over many articles: does one process need more after 20,000 of them than after 2,000?

    python -m benchmarks.flat [--articles 20000] [--long]

One ``crossfoot run --engine serial`` with the shipped encoder over made articles, each about a company of its own with numbers of its
own, so that whatever is remembered of words, names or companies would pile up. The resident memory is read after each shard and told by
tenths of the articles; the last lines are the second stage, which checks all records against each other and writes the report, and the
most that the process ever held. ``--long`` takes articles of some 230 words in place of one sentence.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.runs import write_articles

_TICK = 0.3
_PARTS = 10


def resident(pid: int) -> float:
    """Megabytes that the process holds; 0 when it is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * resource.getpagesize() / 1e6


def watched(news: Path, out: Path) -> tuple[list[tuple[int, float]], float]:
    """Articles done and megabytes held after each shard, and the most megabytes of the second stage."""
    how = ["--engine", "serial", "--json-log"]
    process = subprocess.Popen(
        [sys.executable, "-m", "extract", "run", str(news), "--out", str(out), *how],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    shards: list[tuple[int, float]] = []
    articles = 0
    for line in process.stderr:
        event = json.loads(line)
        if event["event"] != "shard":
            break
        articles += event["articles"]
        shards.append((articles, resident(process.pid)))
    after = 0.0
    while process.poll() is None:
        after = max(after, resident(process.pid))
        time.sleep(_TICK)
    if process.returncode != 0:
        raise RuntimeError(f"the run ended with {process.returncode}")
    return shards, after


def main() -> None:
    """Print the table, in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.flat", description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--long", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        news = write_articles(Path(folder), options.articles, short=not options.long)
        began = time.perf_counter()
        shards, after = watched(news, Path(folder) / "out")
        seconds = time.perf_counter() - began
    print("| articles | MB, at most |\n| --: | --: |")
    for part in range(_PARTS):
        low, high = (options.articles * number // _PARTS for number in (part, part + 1))
        held = [megabytes for count, megabytes in shards if low < count <= high]
        if held:
            print(f"| {low:,} to {high:,} | {max(held):.0f} |")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6
    print(f"| second stage | {after:.0f} |\n| ever | {most:.0f} |")
    print(f"\n{options.articles / seconds:.0f} articles/s, the second stage included")


if __name__ == "__main__":
    main()
