"""Speed of figures and dates together, as a ratio to spaCy's blank English tokenizer in the same run.

    python -m benchmarks.figures_dates [FOLDER] [--items 300]

A ratio of 0.25 means that the tokenizer alone would have gone through four times as many articles. Ratios hold on any
machine, seconds don't. Each pass takes every item once; the smallest of several passes counts, and the two sides take
turns, so that a busy machine slows both. Also measured: the time of one line of a megabyte against half of it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

from extract.errors import CrossfootError
from extract.mentions.dates import find_dates
from extract.mentions.figures import find_figures
from extract.model import Article
from extract.reading import read_articles

ARTICLES = Path(__file__).parents[1] / "corpus" / "articles"
PASSES = 7
MEGABYTE = 1_000_000


def items(folder: Path, count: int) -> list[Article]:
    """``count`` articles: those of the folder, from the start again where there are fewer."""
    found = [article for article in read_articles([str(folder)]) if not isinstance(article, CrossfootError)]
    return [found[place % len(found)] for place in range(count)]


def measure(articles: Sequence[Article]) -> dict[str, float]:
    """Ratios of the tokenizer's time to ours, and ours in milliseconds an item."""
    tokenizer = spacy.blank("en").tokenizer

    def dates(article: Article) -> None:
        find_dates(article.text, article.published)

    def both(article: Article) -> None:
        find_figures(article.text, find_dates(article.text, article.published))

    works: dict[str, Callable[[Article], object]] = {
        "tokenizer": lambda article: tokenizer(article.text),
        "figures": lambda article: find_figures(article.text),
        "dates": dates,
        "both": both,
    }
    best = dict.fromkeys(works, float("inf"))
    for _ in range(PASSES):
        for name, work in works.items():
            start = time.process_time()
            for article in articles:
                work(article)
            best[name] = min(best[name], time.process_time() - start)
    each = {f"{name}_ms": 1000 * seconds / len(articles) for name, seconds in best.items()}
    ratios = {f"{name}_ratio": best["tokenizer"] / best[name] for name in ("figures", "dates", "both")}
    return {"characters": sum(len(article.text) for article in articles) / len(articles), **each, **ratios}


def growth() -> float:
    """Time of one line of a megabyte of digits, commas and "RMB", over that of half of it: 2 where it is linear."""
    line = ("1,234.5 RMB, 7 ,,1 RMB12" * 50_000)[:MEGABYTE]
    seconds = []
    for text in (line[: MEGABYTE // 2], line):
        start = time.process_time()
        find_figures(text)
        seconds.append(time.process_time() - start)
    return seconds[1] / seconds[0]


def main() -> None:
    """Print the measurement as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ARTICLES)
    parser.add_argument("--items", type=int, default=300)
    options = parser.parse_args()
    result = {**measure(items(options.folder, options.items)), "megabyte_growth": growth()}
    print(json.dumps({name: round(value, 3) for name, value in result.items()}))


if __name__ == "__main__":
    main()
