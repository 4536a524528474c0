"""Counts of what is right, per article, and the ratios and intervals they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Optional

from msgspec import Struct

Kind = Literal["f1", "accuracy", "per hundred", "error"]
_RESAMPLES = 1000


class Count(Struct, frozen=True):
    """What one article adds to a measure: how many were right, of how many the system gave, of how many the gold has."""

    right: float = 0
    system: float = 0
    gold: float = 0


class Measure(Struct, frozen=True, kw_only=True):
    """A measure over all articles.

    ``value`` is F1 for kind ``f1``, the share of right ones for ``accuracy``, a number per hundred gold articles for ``per hundred``,
    a mean distance for ``error``; null where there was nothing to measure. ``low`` and ``high`` are the ends of its 95% interval by
    bootstrap over articles.
    """

    name: str
    kind: Kind
    right: float
    system: float
    gold: float
    precision: Optional[float] = None
    recall: Optional[float] = None
    value: Optional[float] = None
    low: Optional[float] = None
    high: Optional[float] = None


def measure(name: str, kind: Kind, counts: Sequence[Count], weights: Sequence[Sequence[int]] = ()) -> Measure:
    """The measure that the counts of all articles add up to. ``weights``: how often each resample draws each article."""
    rows = [(count.right, count.system, count.gold) for count in counts]
    right, system, gold = (sum(row[place] for row in rows) for place in range(3))
    low = high = None
    value = _value(kind, right, system, gold)
    if value is not None and weights:
        low, high = _interval(kind, rows, weights)
    return Measure(
        name=name,
        kind=kind,
        right=right,
        system=system,
        gold=gold,
        precision=_ratio(right, system) if kind == "f1" else None,
        recall=_ratio(right, gold) if kind == "f1" else None,
        value=value,
        low=low,
        high=high,
    )


def resamples(articles: int, seed: int = 0) -> list[list[int]]:
    """How often each of ``articles`` is drawn, for each of a thousand resamples with replacement; the same every time."""
    import numpy

    generator = numpy.random.Generator(numpy.random.PCG64(seed))
    if not articles:
        return []
    even = numpy.full(articles, 1 / articles)
    drawn: list[list[int]] = generator.multinomial(articles, even, size=_RESAMPLES).tolist()
    return drawn


def _interval(
    kind: Kind, rows: Sequence[tuple[float, float, float]], weights: Sequence[Sequence[int]]
) -> tuple[Optional[float], Optional[float]]:
    import numpy

    totals = numpy.asarray(weights, dtype=float) @ numpy.asarray(rows, dtype=float)
    values = sorted(value for row in totals.tolist() if (value := _value(kind, *row)) is not None)
    if not values:
        return None, None
    return values[int(0.025 * (len(values) - 1))], values[int(0.975 * (len(values) - 1) + 0.5)]


def _value(kind: Kind, right: float, system: float, gold: float) -> Optional[float]:
    if kind == "f1":
        return _ratio(2 * right, system + gold)
    ratio = _ratio(right, gold)
    return ratio if ratio is None or kind != "per hundred" else 100 * ratio


def _ratio(part: float, whole: float) -> Optional[float]:
    return part / whole if whole else None
