"""Cutting a text at the edges of overlapping spans, and finding the sentences around one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

Mark = TypeVar("Mark")

# A sentence ends at a full stop, its closing quotes, and white space; a line break always ends one.
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]{0,3}(?=\s)|[。！？][”’」』）]{0,3}|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Inc|Ltd|Co|Corp|vs|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K)|\b[A-Z])\.$"
)


@dataclass(frozen=True)
class Span(Generic[Mark]):
    """``[start, end)`` of a text, with whatever is to be said about it."""

    start: int
    end: int
    mark: Mark


@dataclass(frozen=True)
class Segment(Generic[Mark]):
    """A stretch over which the same marks hold; ``opens`` and ``closes`` are those that begin and end here."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]
    closes: tuple[Mark, ...]


def segments(
    text: str, spans: Sequence[Span[Mark]], start: int = 0, end: int | None = None
) -> list[Segment[Mark]]:
    """``text[start:end]`` cut at every edge of ``spans``; spans may overlap, nest and reach outside.

    Longer spans come first in ``marks``, equal ones in the order given. Empty spans are left out.
    """
    stop = len(text) if end is None else min(end, len(text))
    start = max(0, min(start, stop))
    clipped = [
        (max(span.start, start), min(span.end, stop), span)
        for span in spans
        if max(span.start, start) < min(span.end, stop)
    ]
    edges = sorted({start, stop, *(edge for low, high, _ in clipped for edge in (low, high))})
    clipped.sort(key=lambda item: (item[0], -item[1]))
    pieces: list[Segment[Mark]] = []
    active: list[tuple[int, int, Span[Mark]]] = []
    upcoming = 0
    for low, high in pairwise(edges):
        active = [item for item in active if item[1] > low]
        while upcoming < len(clipped) and clipped[upcoming][0] == low:
            active.append(clipped[upcoming])
            upcoming += 1
        pieces.append(
            Segment(
                text[low:high],
                tuple(item[2].mark for item in active),
                tuple(item[2].mark for item in active if item[0] == low and item[2].start == low),
                tuple(item[2].mark for item in active if item[1] == high and item[2].end == high),
            )
        )
    return pieces


def sentence_bounds(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The sentences of ``text[start:end]``, without the white space around them. For display alone."""
    stop = len(text) if end is None else end
    first = start
    for match in _SENTENCE_END.finditer(text, start, stop):
        if _ABBREVIATION.search(text, max(first, match.start() - 6), match.start() + 1):
            continue
        yield from _trimmed(text, first, match.end())
        first = match.end()
    yield from _trimmed(text, first, stop)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def sentence(text: str, start: int, end: int, reach: int = 400) -> tuple[int, int]:
    """``[start, end)`` widened to whole sentences, looking no further than twice ``reach`` and one paragraph."""
    bounds, inside = _near(text, start, end, reach)
    return (min(start, bounds[inside[0]][0]), max(end, bounds[inside[-1]][1])) if inside else (start, end)


def context(text: str, start: int, end: int, reach: int = 400) -> tuple[int, int]:
    """``[start, end)`` widened to whole sentences and one neighbour of at most ``reach`` characters on either side."""
    bounds, inside = _near(text, start, end, reach)
    if not inside:
        return start, end
    first, last = bounds[inside[0]][0], bounds[inside[-1]][1]
    if inside[0] > 0 and first - bounds[inside[0] - 1][0] <= reach:
        first = bounds[inside[0] - 1][0]
    if inside[-1] + 1 < len(bounds) and bounds[inside[-1] + 1][1] - last <= reach:
        last = bounds[inside[-1] + 1][1]
    return min(first, start), max(last, end)


def _near(text: str, start: int, end: int, reach: int) -> tuple[list[tuple[int, int]], list[int]]:
    """The sentences of the paragraph around ``[start, end)``, and which of them it touches."""
    before, after = text.rfind("\n\n", 0, start), text.find("\n\n", end)
    low = max(0 if before < 0 else before + 2, start - 2 * reach)
    high = min(len(text) if after < 0 else after, end + 2 * reach)
    bounds = list(sentence_bounds(text, low, high))
    return bounds, [i for i, (first, last) in enumerate(bounds) if first < end and start < last]
