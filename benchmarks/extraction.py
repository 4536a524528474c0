"""Speed of the whole extraction, and of its parts, as ratios to spaCy's blank English tokenizer in the same run.

    python -m benchmarks.extraction [FOLDER] [--items 300]

*Whole* is an article from text to record, findings within it included; *encoder* reads it alone; *rules* is the whole without the encoder. The
smallest of several passes counts, and the sides take turns.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

import extract
from benchmarks.figures_dates import ARTICLES, items
from extract.language.encoder.model import load_encoder
from extract.model import Article
from extract.running.article import extract_article

PASSES = 3


def measure(articles: Sequence[Article]) -> dict[str, float]:
    """Ratios of the tokenizer's time to ours, and ours in milliseconds an article."""
    tokenizer = spacy.blank("en").tokenizer
    whole = extract.load()
    rules = spacy.blank("en")
    rules.add_pipe("crossfoot")
    encoder = load_encoder()
    works: dict[str, Callable[[Article], object]] = {
        "tokenizer": lambda article: tokenizer(article.text),
        "whole": lambda article: extract_article(article, whole),
        "encoder": lambda article: encoder.read(article.text),
        "rules": lambda article: extract_article(article, rules),
    }
    best = dict.fromkeys(works, float("inf"))
    for _ in range(PASSES):
        for name, work in works.items():
            start = time.process_time()
            for article in articles:
                work(article)
            best[name] = min(best[name], time.process_time() - start)
    each = {f"{name}_ms": 1000 * seconds / len(articles) for name, seconds in best.items()}
    ratios = {f"{name}_ratio": best["tokenizer"] / best[name] for name in ("whole", "encoder", "rules")}
    return {**each, **ratios}


def main() -> None:
    """Print the measurement as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ARTICLES)
    parser.add_argument("--items", type=int, default=300)
    options = parser.parse_args()
    result = measure(items(options.folder, options.items))
    print(json.dumps({name: round(value, 4) for name, value in result.items()}))


if __name__ == "__main__":
    main()
