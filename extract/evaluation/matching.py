"""Which of a system's mentions and claims are about the same thing as which of the gold's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Optional, Protocol, TypeVar

from extract.model import Claim, Entity, Record

_PLAIN_UNITS = {
    **{"dau": "user", "mau": "user", "people": "person", "staff": "employee"},
    **{
        "mw": "megawatt",
        "gw": "gigawatt",
        "kw": "kilowatt",
        "mwh": "megawatt hour",
        "gwh": "gigawatt hour",
        "kwh": "kilowatt hour",
    },
    **{
        "km": "kilometer",
        "kilometre": "kilometer",
        "metre": "meter",
        "nm": "nanometer",
        "kg": "kilogram",
        "gb": "gigabyte",
    },
}
_SAME = Decimal("0.000001")


class Span(Protocol):
    """A stretch of the text; ``end`` is exclusive."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Mention = TypeVar("Mention", bound=Span)
Other = TypeVar("Other", bound=Span)


def overlaps(one: Span, two: Span) -> bool:
    """Whether the two share a character."""
    return one.start < two.end and two.start < one.end


def matched(
    gold: Sequence[Mention], system: Sequence[Other], alike: Callable[[Mention, Other], float]
) -> list[tuple[int, int]]:
    """Pairs of places, each used once, those most alike first; ``alike`` gives 0 for what is no match at all."""
    scored = [
        (alike(one, two), place, other)
        for place, one in enumerate(gold)
        for other, two in enumerate(system)
        if alike(one, two) > 0
    ]
    pairs, taken_gold, taken_system = [], set[int](), set[int]()
    for _, place, other in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if place not in taken_gold and other not in taken_system:
            taken_gold.add(place)
            taken_system.add(other)
            pairs.append((place, other))
    return sorted(pairs)


def covered(one: Span, two: Span) -> float:
    """The share of characters that two stretches have in common: 1 for the same stretch, 0 for none."""
    common = min(one.end, two.end) - max(one.start, two.start)
    whole = max(one.end, two.end) - min(one.start, two.start)
    return max(0.0, common / whole) if whole else 0.0


def same_number(one: Optional[Decimal], two: Optional[Decimal]) -> bool:
    """Whether both are the same number, up to a millionth of it (a third has no last digit)."""
    if one is None or two is None:
        return one is two
    return abs(one - two) <= _SAME * max(abs(one), abs(two))


def same_unit(one: Optional[str], two: Optional[str]) -> bool:
    """Whether two units are one, however they are written ("users", "user"; "DAU" counts users)."""
    return plain_unit(one) == plain_unit(two)


def plain_unit(unit: Optional[str]) -> Optional[str]:
    """A unit in one spelling."""
    if unit is None:
        return None
    word = unit.casefold().replace("-", " ")
    word = re.sub(r"(?<=[^s\W]{3})s$", "", word)
    return _PLAIN_UNITS.get(word, word)


class Companies:
    """Which of a system's ids stand for which of the gold's in one article.

    A company of the registry has to have its own id. An invented one has any id that is used for it alone.
    """

    def __init__(self, gold: Record, system: Record, invented: Sequence[str]) -> None:
        self.invented = frozenset(invented)
        known = {company.id for company in gold.companies} - self.invented
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        spans = {(company.start, company.end): company.id for company in system.companies}
        for company in gold.companies:
            found = spans.get((company.start, company.end))
            if company.id in self.invented and found is not None and found not in known:
                votes[company.id][found] += 1 if company.coref else 3
        self.alias: dict[str, str] = {}
        for id_, counter in sorted(votes.items()):
            free = [(count, found) for found, count in counter.items() if found not in self.alias.values()]
            if free:
                self.alias[id_] = max(free, key=lambda item: (item[0], item[1] == id_))[1]

    def same(self, gold: Optional[str], system: Optional[str]) -> bool:
        """Whether the system's id stands for the gold's company."""
        if gold is None or system is None:
            return gold is system
        return system == self.alias.get(gold, gold)

    def same_entity(self, gold: Optional[Entity], system: Optional[Entity]) -> bool:
        """The same for a subject. Markets have no ids that everyone shares: half of their words in common will do."""
        if gold is None or system is None:
            return gold is system
        if gold.id.startswith("market:") and system.id.startswith("market:"):
            return _alike_words(gold.id, system.id)
        return self.same(gold.id, system.id)


def _alike_words(one: str, two: str) -> bool:
    words, others = (
        {re.sub(r"s$", "", word) for word in re.split(r"[_\W]+", id_.partition(":")[2]) if word}
        - {"market", "the"}
        for id_ in (one, two)
    )
    return bool(words) and len(words & others) * 2 >= max(len(words), len(others))


def matched_claims(gold: Record, system: Record, companies: Companies) -> list[tuple[int, int]]:
    """Claims about the same figure, or events about the same date; of several the one that agrees in most."""

    def alike(one: Claim, two: Claim) -> float:
        if (one.kind == "event") != (two.kind == "event"):
            return 0.0
        here, there = _place(gold, one), _place(system, two)
        if here is None or there is None or not overlaps(here, there):
            return 0.0
        return (
            1.0
            + 4.0 * (one.kind == two.kind)
            + 2.0 * companies.same_entity(one.subject, two.subject)
            + 1.0 * (one.metric == two.metric)
            + 0.5 * covered(here, there)
        )

    return matched(gold.claims, system.claims, alike)


def _place(record: Record, claim: Claim) -> Optional[Span]:
    if claim.figure is not None and claim.figure < len(record.figures):
        return record.figures[claim.figure]
    if claim.kind == "event" and claim.date is not None and claim.date < len(record.dates):
        return record.dates[claim.date]
    return claim if claim.kind == "event" else None
