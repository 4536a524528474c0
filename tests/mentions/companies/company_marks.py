"""Example texts with their mentions marked: ``[Kuaishou](kuaishou) said [its](~kuaishou) revenue rose``.

Marks may nest; ``~`` marks a word that stands for a company; two ids in one mark are two mentions with one span.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

EXAMPLES = Path(__file__).parents[2] / "examples"


class Mention(NamedTuple):
    """``coref`` is true for words that stand for a company."""

    start: int
    end: int
    text: str
    id: str
    coref: bool


class Example(NamedTuple):
    """One text with what must be found in it, and nothing else."""

    point: str
    text: str
    mentions: list[Mention]


def examples(name: str) -> list[Example]:
    """The examples of ``tests/examples/<name>.jsonl``."""
    lines = (EXAMPLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [read_marked(**json.loads(line)) for line in lines]


def read_marked(point: str, text: str) -> Example:
    plain = ""
    opened: list[int] = []
    mentions: list[Mention] = []
    position = 0
    for mark in re.finditer(r"\[|\]\(([^()]+)\)", text):
        plain += text[position : mark.start()]
        position = mark.end()
        if mark.group() == "[":
            opened.append(len(plain))
            continue
        start = opened.pop()
        for id_ in mark.group(1).split():
            mentions.append(Mention(start, len(plain), plain[start:], id_.lstrip("~"), id_.startswith("~")))
    return Example(point, plain + text[position:], sorted(mentions, key=lambda m: (m.start, -m.end)))
