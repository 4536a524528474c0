"""The facts of one article, or of one subject across articles, laid out so that related ones are found by key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple, Optional

from extract.checking.quantities import MONEY, Fact, Quantity, semantics
from extract.model import Record

LEVEL = "level"
Spot = tuple[str, str, str, tuple[str, ...], Optional[date], Optional[date], str]
"""A quantity without its unit: a growth rate doesn't say in what the level is counted."""


class Nested(NamedTuple):
    """A period and those directly within it, in the order of time; ``tiles`` when they fill it without a gap."""

    whole: Quantity
    parts: list[Quantity]
    tiles: list[Quantity]


class Ledger:
    """Facts by claim id, levels by quantity and by spot."""

    def __init__(self, facts: Sequence[Fact], records: Iterable[Record]) -> None:
        self.facts = list(facts)
        self.records = list(records)
        self.by_id = {fact.claim.id: fact for fact in facts}
        self.levels: dict[Quantity, list[Fact]] = {}
        self.units: dict[Spot, dict[str, None]] = {}
        self.metrics: set[str] = set()
        for fact in facts:
            if is_level(fact) and not fact.replaced:
                self.levels.setdefault(fact.quantity, []).append(fact)
                self.units.setdefault(spot(fact.quantity), {})[fact.quantity.unit] = None
                self.metrics.add(fact.quantity.metric)
        self._nested: Optional[list[Nested]] = None

    def level_of(self, quantity: Quantity) -> Optional[Quantity]:
        """The level that a change or share speaks of, in the unit it is stated in here or else usually is."""
        units = list(self.units.get(spot(quantity), ()))
        if not units:
            kinds = semantics(quantity.metric).unit_kinds
            units += [kind for kind in kinds if kind in (MONEY, "count", "percent")][:1]
        return quantity._replace(aspect=LEVEL, unit=units[0]) if units else None

    def nested(self) -> list[Nested]:
        """Periods of one flow within each other; each period appears as a part of the smallest around it only."""
        if self._nested is None:
            self._nested = list(self._nest_all())
        return self._nested

    def _nest_all(self) -> Iterator[Nested]:
        groups: dict[tuple[object, ...], list[Quantity]] = {}
        for quantity in self.levels:
            if quantity.first is None or quantity.last is None:
                continue
            if semantics(quantity.metric).nature == "flow" and semantics(quantity.metric).additive:
                groups.setdefault((*quantity[:4], *quantity[6:]), []).append(quantity)
        for quantities in groups.values():
            if len(quantities) > 1:
                yield from _nest(quantities)


def is_level(fact: Fact) -> bool:
    """Whether a fact says how much something is, not by how much it changed."""
    return fact.quantity.aspect == LEVEL


def spot(quantity: Quantity) -> Spot:
    """``quantity`` without unit and aspect."""
    return quantity[:7]


def without_scope(quantity: Quantity) -> tuple[object, ...]:
    """All of ``quantity`` but its scope."""
    return (*quantity[:3], *quantity[4:])


def _nest(quantities: list[Quantity]) -> Iterator[Nested]:
    ordered = sorted(quantities, key=lambda quantity: (quantity.first, _backwards(quantity.last)))
    parts: dict[Quantity, list[Quantity]] = {}
    around: list[Quantity] = []
    for quantity in ordered:
        while around and not _holds(around[-1], quantity):
            around.pop()
        if around:
            parts.setdefault(around[-1], []).append(quantity)
        around.append(quantity)
    for whole, inside in parts.items():
        yield Nested(whole, inside, _tiling(whole, inside))


def _backwards(day: Optional[date]) -> int:
    return 0 if day is None else -day.toordinal()


def _holds(whole: Quantity, part: Quantity) -> bool:
    if whole.last is None or part.first is None or part.last is None:
        return False
    return part.last <= whole.last


def _tiling(whole: Quantity, inside: list[Quantity]) -> list[Quantity]:
    """Parts that follow each other from the first day of the whole to its last; empty where they don't fill it."""
    by_first = {part.first: part for part in inside}
    at, found = whole.first, []
    while at in by_first:
        part = by_first[at]
        found.append(part)
        if part.last is None or part.last == whole.last:
            return found
        at = part.last + timedelta(days=1)
    return []
