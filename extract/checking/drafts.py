"""A finding before it has its place in the list: what every check hands in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Optional

from msgspec import Struct

from extract.checking.quantities import Fact
from extract.model import SEVERITIES, Extent, Finding, Pointer, Repair, Severity
from extract.quantity import Interval, plain


class Draft(Struct, kw_only=True, eq=False):
    """A finding without its id. ``place`` orders findings of one severity: article by article, then by offset."""

    check: str
    severity: Severity
    confidence: float
    message: str
    place: tuple[int, int]
    claims: tuple[str, ...] = ()
    figures: tuple[Pointer, ...] = ()
    dates: tuple[Pointer, ...] = ()
    expected: Optional[Extent] = None
    observed: Optional[Extent] = None
    repairs: tuple[Repair, ...] = ()

    @property
    def subjects(self) -> tuple[object, ...]:
        """What it is about: two findings of one check about the same claims or spans are one."""
        return (self.check, frozenset(self.claims), frozenset(self.figures), frozenset(self.dates))

    def finding(self, identity: str) -> Finding:
        """The finding with its id."""
        return Finding(
            id=identity,
            check=self.check,
            severity=self.severity,
            confidence=self.confidence,
            claims=self.claims,
            figures=self.figures,
            dates=self.dates,
            message=self.message,
            expected=self.expected,
            observed=self.observed,
            repairs=self.repairs,
        )


def order(draft: Draft) -> tuple[object, ...]:
    """The order findings are listed in: the gravest first, then as the articles and their text run."""
    return (
        SEVERITIES.index(draft.severity),
        draft.place,
        draft.check,
        draft.claims,
        draft.figures,
        draft.dates,
    )


def unique(drafts: Iterable[Draft]) -> list[Draft]:
    """``drafts`` in their order, nothing twice."""
    found: dict[tuple[object, ...], Draft] = {}
    for draft in sorted(drafts, key=order):
        found.setdefault(draft.subjects, draft)
    return list(found.values())


def across_id(draft: Draft) -> str:
    """An id made of the check and the ids of the claims, the same in every run."""
    text = "\n".join([draft.check, *sorted(draft.claims)])
    return "across#" + hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def extent(interval: Interval, unit: Optional[str]) -> Extent:
    """An interval as findings state it, rounded to nine significant digits."""
    low, high = (None if end is None else _short(end) for end in (interval.low, interval.high))
    return Extent(low=low, high=high, unit=unit)


def stated_extent(fact: Fact) -> Extent:
    """What a claim states, as it stands in the record."""
    return Extent(low=fact.stated.low, high=fact.stated.high, unit=fact.unit)


def figures_of(facts: Sequence[Fact]) -> tuple[Pointer, ...]:
    """Pointers at the figures of the facts, each once."""
    found: dict[Pointer, None] = {}
    for fact in facts:
        if fact.claim.figure is not None and fact.figure is not None:
            found[(fact.record.id, fact.claim.figure)] = None
    return tuple(found)


def place_of(facts: Sequence[Fact]) -> tuple[int, int]:
    """Where a reader meets the conflict: at the first of its claims."""
    return min((fact.order, fact.figure.start if fact.figure else fact.claim.start) for fact in facts)


def _short(value: Decimal) -> Decimal:
    digits = value.as_tuple().digits
    if len(digits) <= 9:
        return plain(value)
    return plain(value.quantize(Decimal(1).scaleb(value.adjusted() - 8)))
