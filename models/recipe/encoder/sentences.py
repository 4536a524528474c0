"""The entity sentences of ``shared/training`` as texts with spans."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tags import kinds_of, unseen_kinds

# Social media is sampled: it is far from news, and one source of it outweighs all others.
SAMPLE = {"ner_btc": 0.3, "ner_wnut17": 0.3}


class Tagged(NamedTuple):
    """A text; its spans with the kinds each may be of; the kinds that may hide in the rest of it."""

    text: str
    spans: tuple[tuple[int, int, tuple[str, ...]], ...]
    unseen: tuple[str, ...]


def tagged_sentences(folder: Path, seed: int = 0) -> Iterator[Tagged]:
    """All sentences, in the order of the files."""
    chance = random.Random(seed)
    for path in sorted(folder.glob("ner_*.jsonl.gz")):
        share = SAMPLE.get(path.name.split(".")[0], 1.0)
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                if chance.random() < share:
                    yield _tagged(json.loads(line))


def _tagged(row: dict) -> Tagged:  # type: ignore[type-arg]
    text, starts, ends = "", [], []
    for token, blank in zip(row["tokens"], row["spaces"], strict=True):
        starts.append(len(text))
        text += token
        ends.append(len(text))
        text += " " if blank else ""
    spans = []
    for first, end, label in row["ents"]:
        start, last = starts[first], ends[end - 1]
        spans.append((start, last, kinds_of(label, text[start:last])))
    return Tagged(text.rstrip(), tuple(spans), unseen_kinds(row["labels"]))
