"""Tag scores to spans: the likeliest row of tags in which every ``I`` follows its own kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy

if TYPE_CHECKING:
    from extract.language.encoder.model import Encoding


class Tagged(NamedTuple):
    """A stretch of the text of one kind, with its mean probability."""

    start: int
    end: int
    kind: str
    sure: float


def tagged_spans(encoding: Encoding) -> list[Tagged]:
    """The mentions of every kind, in text order."""
    if not len(encoding.offsets):
        return []
    tags = encoding.encoder.tags
    logs = encoding.tags - numpy.logaddexp.reduce(encoding.tags, axis=1, keepdims=True)
    row = _best(logs, _forbidden(tags))
    found: list[Tagged] = []
    first: int | None = None
    for place, tag in enumerate([*(tags[number] for number in row), "O"]):
        if first is not None and not tag.startswith("I-"):
            kind = tags[row[first]][2:]
            sure = float(numpy.exp(logs[range(first, place), row[first:place]]).mean())
            found.append(Tagged(encoding.offsets[first][0], encoding.offsets[place - 1][1], kind, sure))
            first = None
        if tag.startswith("B-"):
            first = place
    return found


def _forbidden(tags: Sequence[str]) -> Any:
    """A cost for each pair of tags: endless where the second can't follow the first."""
    cost = numpy.zeros((len(tags), len(tags)))
    for number, tag in enumerate(tags):
        if tag.startswith("I-"):
            cost[:, number] = -1e9
            for other, before in enumerate(tags):
                if before in (f"B-{tag[2:]}", tag):
                    cost[other, number] = 0.0
    return cost


def _best(logs: Any, cost: Any) -> list[int]:
    # A mention can't begin inside: nothing stands before the first piece.
    start = numpy.array([-1e9 if (cost[:, n] < 0).any() else 0.0 for n in range(len(cost))])
    score = logs[0] + start
    back = []
    for row in logs[1:]:
        ways = score[:, None] + cost
        back.append(ways.argmax(axis=0))
        score = ways.max(axis=0) + row
    best = [int(score.argmax())]
    for pointers in reversed(back):
        best.append(int(pointers[best[-1]]))
    return best[::-1]
