"""What shares brought in: "raised $861 million, selling 33 million shares at $17 each" doesn't add up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Optional

from extract.checking.drafts import Draft, extent
from extract.checking.explain import interval_words, percent_apart
from extract.checking.grading import gap_between, sureness
from extract.checking.readings import Stated, read
from extract.lexicon.check_words import check_words
from extract.model import Extent, Figure, Record
from extract.quantity import Interval

_BEFORE, _AFTER = 20, 120
_COSTS = Decimal("0.08")
"""Proceeds may be told after fees."""
_FAR = Decimal(3)
"""Beyond this factor the sum is mostly of something else."""


def find(record: Record, order: int = 0) -> list[Draft]:
    """Sums raised that differ from shares sold times their price in the same sentence; the figures alone decide."""
    drafts = (_draft(record, order, places) for places in _sales(record))
    return [draft for draft in drafts if draft is not None]


def _sales(record: Record) -> Iterator[tuple[int, int, int]]:
    """Places of a number of shares, the price right behind, and the sum said to be raised by it."""
    words, text, figures = check_words(), record.text, record.figures
    for count, shares in enumerate(figures[:-1]):
        price = figures[count + 1]
        if shares.unit != "share" or price.kind != "money":
            continue
        if not words.shares_at.fullmatch(text[shares.end : price.start]):
            continue
        if not words.apiece.match(text, price.end):
            continue
        raised = [
            place
            for place, figure in enumerate(figures)
            if figure.unit == price.unit
            and place not in (count, count + 1)
            and shares.start - _AFTER < figure.start < price.end + _AFTER
            and words.raised.search(text, max(0, figure.start - _BEFORE), figure.start)
            and "." not in _prose(text, figures, min(figure.end, price.end), max(figure.start, shares.start))
        ]
        if len(raised) == 1:
            yield count, count + 1, raised[0]


def _prose(text: str, figures: tuple[Figure, ...], start: int, end: int) -> str:
    """The words between two figures, without the figures in between, whose points end no sentence."""
    inside = [figure for figure in figures if start <= figure.start and figure.end <= end]
    for figure in reversed(inside):
        text = text[: figure.start] + " " * (figure.end - figure.start) + text[figure.end :]
    return text[start:end]


def _draft(record: Record, order: int, places: tuple[int, int, int]) -> Optional[Draft]:
    shares, price, raised = (record.figures[place] for place in places)
    one, each, said = (read(_stated(figure)) for figure in (shares, price, raised))
    value = _stated(raised).value
    if one is None or each is None or said is None or value is None:
        return None
    product = one.tight.times(each.tight)
    middle = product.middle
    if middle is None or product.low is None or value <= 0:
        return None
    asked = Interval(product.low * (1 - _COSTS), product.high)
    if asked.meets(said.tight) or not 1 / _FAR < value / middle < _FAR:
        return None
    return Draft(
        check="arithmetic",
        severity="warning",
        confidence=sureness((), gap_between(middle, value)),
        message=(
            f"{shares.text} shares at {price.text} each bring in {interval_words(product, price.unit)}, "
            f"not {raised.text}: they are {percent_apart(value, middle)}."
        ),
        place=(order, min(shares.start, raised.start)),
        claims=tuple(claim.id for claim in record.claims if claim.figure in places),
        figures=tuple((record.id, place) for place in places),
        expected=extent(product, price.unit),
        observed=Extent(low=raised.low, high=raised.high, unit=raised.unit),
    )


def _stated(figure: Figure) -> Stated:
    return Stated(figure.low, figure.high, figure.modifier, figure.tolerance)
