"""Every benchmark, as one table: ``make bench``.

    python -m benchmarks [--items 300] [--no-peers]

First the speed of figures and dates (``benchmarks.figures_dates``) and of the whole extraction (``benchmarks.extraction``) as ratios to
spaCy's blank tokenizer, then quality
and speed beside the peers from PyPI (``benchmarks.peers``), which are installed into an environment of their own.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from benchmarks import extraction, figures_dates
from benchmarks.peers import __main__ as peers

COLUMNS = ("value_f1", "money_f1", "days_f1", "times", "failed")
HEADINGS = ("value F1", "money F1", "days F1", "time / ours", "failed")
CAPTION = (
    "Ratio: the tokenizer's time over ours. F1 on our own examples, on which ours was mended; "
    "one line of a megabyte takes {growth:.1f} times as long as half of it."
)


def speed_rows(count: int) -> Iterable[tuple[str, ...]]:
    """Milliseconds an article, and the tokenizer's time over ours, by task."""
    measured = figures_dates.measure(figures_dates.items(figures_dates.ARTICLES, count))
    yield "tokens", "spaCy, blank", f"{measured['tokenizer_ms']:.2f}", "1.00"
    for name in ("figures", "dates", "both"):
        yield name, "crossfoot", f"{measured[f'{name}_ms']:.2f}", f"{measured[f'{name}_ratio']:.2f}"
    measured = extraction.measure(figures_dates.items(figures_dates.ARTICLES, count))
    for name in ("whole", "encoder", "rules"):
        yield name, "crossfoot", f"{measured[f'{name}_ms']:.2f}", f"{measured[f'{name}_ratio']:.3f}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--items", type=int, default=300, help="articles to time")
    parser.add_argument("--no-peers", action="store_true", help="install and run nothing from PyPI")
    options = parser.parse_args()
    caption = CAPTION.format(growth=figures_dates.growth())
    table = Table(title="Figures and dates", caption=caption)
    for heading in ("task", "system", "ms an article", "ratio", *HEADINGS):
        table.add_column(heading, justify="left" if heading in ("task", "system") else "right", no_wrap=True)
    for row in speed_rows(options.items):
        table.add_row(*row)
    table.add_section()
    passed_over = []
    for result in () if options.no_peers else peers.results():
        if "passed_over" in result:
            passed_over.append(f"{result['system']} ({result['task']}) passed over: {result['passed_over']}")
            continue
        cells = [str(result.get(column, "")) for column in COLUMNS]
        table.add_row(result["task"], result["system"], "", "", *cells)
    console = Console(width=120)
    console.print(table)
    for line in passed_over:
        console.print(line)


if __name__ == "__main__":
    main()
