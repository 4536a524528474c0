"""A stated comparison or rank must agree with the figures: "exceeding …", "second-largest behind …"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Optional

from extract.checking.arithmetic import growth_factor
from extract.checking.conflicts import Statement
from extract.checking.ledger import Ledger, is_level
from extract.checking.network import Ratio
from extract.checking.part_whole import AT_MOST_ALL, is_market
from extract.checking.quantities import Fact, figure_of, quantity_of, subject_id
from extract.checking.readings import Reading, Stated, read
from extract.lexicon.check_words import check_words
from extract.model import Claim, Record
from extract.quantity import ZERO, Interval


def statements(ledger: Ledger) -> list[Statement]:
    """What comparisons and ranks tie together."""
    found: list[Statement] = []
    for record in ledger.records:
        for claim in record.claims:
            if claim.negated:
                continue
            if claim.kind == "comparison":
                found += _comparison(record, claim, ledger)
            elif claim.kind == "rank":
                found += _rank(record, claim, ledger)
    return found


def _comparison(record: Record, claim: Claim, ledger: Ledger) -> Iterator[Statement]:
    one, other = _subject_level(claim, ledger), _other_side(claim, ledger)
    above = _direction(record, claim)
    if one is None or other is None or one is other or above is None or one.unit != other.unit:
        return
    fact = _as_fact(record, claim, one)
    if claim.unit in ("times", "percent") and claim.low is not None and claim.low > 0:
        stated = Stated(claim.low, claim.high, claim.modifier, claim.tolerance)
        if claim.unit == "percent" and not above:
            stated = Stated(-claim.low, None if claim.high is None else -claim.high, "=", claim.tolerance)
        factor = growth_factor(stated, claim.unit)
        if factor is not None and claim.modifier in ("=", "~"):
            tight, loose = (
                Ratio(one.variable, other.variable, span) for span in (factor.tight, factor.loose)
            )
            yield Statement(tight=tight, loose=loose, facts=(fact,), check="ordering")
            return
    greater, less = (one, other) if above else (other, one)
    ratio = Ratio(less.variable, greater.variable, AT_MOST_ALL)
    yield Statement(tight=ratio, loose=ratio, facts=(fact,), check="ordering")


def _rank(record: Record, claim: Claim, ledger: Ledger) -> Iterator[Statement]:
    """Second means: at most what the one it is behind has, and at least what the next but one has."""
    one = _subject_level(claim, ledger)
    if one is None or claim.low is None or claim.low != claim.high or is_market(one.quantity):
        return
    fact = _as_fact(record, claim, one)
    ahead = _other_side(claim, ledger)
    if ahead is not None and ahead is not one and claim.low > 1 and ahead.unit == one.unit:
        ratio = Ratio(one.variable, ahead.variable, AT_MOST_ALL)
        yield Statement(tight=ratio, loose=ratio, facts=(fact,), check="ordering")
    rivals = _rivals(one, record, ledger)
    place = int(claim.low)
    if place <= len(rivals):
        # If this many rivals have more, the place is wrong.
        ratio = Ratio(rivals[place - 1].variable, one.variable, AT_MOST_ALL)
        yield Statement(
            tight=ratio, loose=ratio, facts=(fact, *rivals[: place - 1]), check="ordering", weak=True
        )


def _subject_level(claim: Claim, ledger: Ledger) -> Optional[Fact]:
    """The level of the side that a comparison or rank is about."""
    quantity = ledger.level_of(quantity_of(claim)._replace(per=""))
    if quantity is None:
        return None
    for option in (quantity, quantity._replace(variant="")):
        found = ledger.levels.get(option)
        if found:
            return found[0]
    same = [
        fact
        for fact in ledger.facts
        if is_level(fact)
        and not fact.replaced
        and fact.quantity.subject == subject_id(claim)
        and fact.quantity.metric == claim.metric
        and fact.quantity.status == claim.status
        and fact.claim.sentence_start == claim.sentence_start
    ]
    return same[0] if len(same) == 1 else None


def _other_side(claim: Claim, ledger: Ledger) -> Optional[Fact]:
    """The level it is compared with: the claim named, or the other side's own for the same time."""
    if claim.baseline is not None:
        base = ledger.by_id.get(claim.baseline)
        return base if base is not None and is_level(base) else None
    if claim.object is None:
        return None
    quantity = ledger.level_of(quantity_of(claim)._replace(subject=claim.object.id, per=""))
    found = ledger.levels.get(quantity) if quantity is not None else None
    return found[0] if found else None


def _direction(record: Record, claim: Claim) -> Optional[bool]:
    """Whether the subject is said to have more; null where that isn't clear."""
    if claim.modifier != "=":
        return None if claim.modifier == "~" else claim.modifier in (">", ">=")
    words = check_words()
    text = record.text[claim.start : claim.end]
    if words.says("unsure", text):
        return None
    above, below = words.says("above", text), words.says("below", text)
    if above != below:
        return above
    return None if claim.direction is None else claim.direction == "up"


def _rivals(one: Fact, record: Record, ledger: Ledger) -> list[Fact]:
    """Other companies' values for the same thing, the largest first; owners and brands of each other are no rivals."""
    parents = {company.id: company.parent for company in record.companies}
    found: dict[str, Fact] = {}
    for quantity, facts in ledger.levels.items():
        subject = quantity.subject
        if subject == one.quantity.subject or is_market(quantity):
            continue
        if quantity._replace(subject="") != one.quantity._replace(subject="") or facts[0].unit != one.unit:
            continue
        if parents.get(subject) == one.quantity.subject or parents.get(one.quantity.subject) == subject:
            continue
        if facts[0].reading.tight.low is not None:
            found.setdefault(subject, facts[0])
    return sorted(found.values(), key=lambda fact: (-(fact.reading.tight.low or ZERO), fact.claim.start))


def _as_fact(record: Record, claim: Claim, one: Fact) -> Fact:
    """The comparison itself as something that may be wrong; it has no value to mend."""
    stated = Stated(claim.low, claim.high, claim.modifier, claim.tolerance)
    nothing = Interval(Decimal(0), None)
    reading = read(stated) or Reading(nothing, nothing, nothing, nothing)
    figure = figure_of(record, claim)
    return Fact(one.order, record, claim, figure, quantity_of(claim, figure), stated, reading, claim.unit)
