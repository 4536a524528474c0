"""A stated comparison or rank must agree with the figures: "exceeding …", "second-largest behind …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Optional

from extract.checking.arithmetic import HUNDRED, growth_factor
from extract.checking.conflicts import Statement, bound
from extract.checking.cues import says
from extract.checking.ledger import Ledger, is_level
from extract.checking.network import Ratio, Variable
from extract.checking.part_whole import AT_MOST_ALL, is_market
from extract.checking.quantities import MONEY, Fact, Quantity, figure_of, quantity_of, subject_id
from extract.checking.readings import Reading, Stated, read
from extract.lexicon.check_words import check_words
from extract.model import Claim, Record
from extract.quantity import ZERO, Interval

_LEAD = 90


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
        found += _leads(record, ledger)
    return found


def _leads(record: Record, ledger: Ledger) -> Iterator[Statement]:
    """ "BYD leads the field, ahead of Toyota", of which no claim is made as it holds no figure: their market shares."""
    for one, other in pairwise(record.companies):
        between = record.text[one.end : other.start]
        if len(between) > _LEAD or not says("leads_ahead_of", between):
            continue
        first, second = (
            [fact for fact in ledger.facts if _is_market_share(fact, record, company.id)]
            for company in (one, other)
        )
        if len(first) == len(second) == 1 and first[0].quantity[3:7] == second[0].quantity[3:7]:
            yield from _no_more_than(second[0], first[0], (), weak=1)


def _is_market_share(fact: Fact, record: Record, company: str) -> bool:
    quantity = fact.quantity
    share = quantity.metric == "market_share" and fact.claim.kind == "share" and quantity.unit == "percent"
    return share and fact.record is record and quantity.subject == company


def _comparison(record: Record, claim: Claim, ledger: Ledger) -> Iterator[Statement]:
    one, other = _subject_value(record, claim, ledger), _other_side(record, claim, ledger)
    above = _direction(record, claim)
    if one is None or other is None or one is other or above is None or not _same_unit(one, other):
        return
    fact = _as_fact(record, claim, one)
    if claim.unit in ("times", "percent") and claim.low is not None and claim.low > 0 and is_level(one):
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
    yield from _no_more_than(less, greater, (fact,))


def _no_more_than(less: Fact, greater: Fact, said: tuple[Fact, ...], weak: int = 0) -> Iterator[Statement]:
    """That one value is at most another, by what ``said`` states."""
    ratio = Ratio(value_name(less), value_name(greater), AT_MOST_ALL)
    words = "" if said else "who leads ahead of another has no less"
    yield Statement(tight=ratio, loose=ratio, facts=said, check="ordering", weak=weak, words=words)
    for fact in (less, greater):
        if not is_level(fact):
            yield bound(fact, value_name(fact))


def _rank(record: Record, claim: Claim, ledger: Ledger) -> Iterator[Statement]:
    """Second means: at most what the one it is behind has, and at least what the next but one has."""
    one = _subject_value(record, claim, ledger)
    if one is None or claim.low is None or claim.low != claim.high or is_market(one.quantity):
        return
    fact = _as_fact(record, claim, one)
    ahead = _other_side(record, claim, ledger)
    if ahead is not None and ahead is not one and claim.low > 1 and _same_unit(one, ahead):
        yield from _no_more_than(one, ahead, (fact,))
    rivals = _rivals(one, record, ledger)
    place = int(claim.low)
    if place <= len(rivals):
        # If this many rivals have more, the place is wrong.
        yield from _no_more_than(rivals[place - 1], one, (fact, *rivals[: place - 1]), weak=1)
    if 1 < place <= len(rivals) + 1 and _none_unnamed(one, rivals):
        # Nobody unnamed can have as much, so the one a place above is among those named.
        yield from _no_more_than(one, rivals[place - 2], (fact,))


def value_name(fact: Fact) -> Variable:
    """What the network calls a value; a share has the name it has where the shares of one whole are summed."""
    return fact.variable if is_level(fact) else ("share", fact.claim.id)


def _none_unnamed(one: Fact, rivals: Sequence[Fact]) -> bool:
    """Whether the market left over by all shares named is less than the share ranked."""
    if is_level(one) or one.quantity.unit != "percent":
        return False
    left = HUNDRED - sum((fact.value for fact in rivals), one.value)
    return left < one.value


def _same_unit(one: Fact, other: Fact) -> bool:
    """Whether two values are counted alike: the text may say "vehicles" of one and "deliveries" of the other."""
    if one.quantity.unit != other.quantity.unit:
        return False
    return one.quantity.unit != MONEY or one.unit == other.unit


def _subject_value(record: Record, claim: Claim, ledger: Ledger) -> Optional[Fact]:
    """The level or share of the side that a comparison or rank is about."""
    quantity = ledger.level_of(quantity_of(claim)._replace(per=""))
    for option in (quantity, quantity._replace(variant="")) if quantity is not None else ():
        found = ledger.levels.get(option)
        if found:
            return found[0]
    shares = _shares(quantity_of(claim), record, ledger)
    if shares:
        return shares[0]
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


def _shares(quantity: Quantity, record: Record, ledger: Ledger) -> list[Fact]:
    """The shares of a market that are said of a subject, in the scope, period and status of ``quantity``."""
    wanted = quantity._replace(variant="")[:7]
    return [
        fact
        for fact in ledger.facts
        if fact.claim.kind == "share"
        and fact.record is record
        and fact.quantity.unit == "percent"
        and not fact.replaced
        and bool(quantity.subject)
        and fact.quantity._replace(variant="")[:7] == wanted
    ]


def _other_side(record: Record, claim: Claim, ledger: Ledger) -> Optional[Fact]:
    """The value it is compared with: the claim named, or the other side's own for the same time."""
    if claim.baseline is not None:
        base = ledger.by_id.get(claim.baseline)
        return base if base is not None and (is_level(base) or base.claim.kind == "share") else None
    if claim.object is None:
        return None
    wanted = quantity_of(claim)._replace(subject=claim.object.id, per="")
    quantity = ledger.level_of(wanted)
    found = ledger.levels.get(quantity) if quantity is not None else None
    if found:
        return found[0]
    return next(iter(_shares(wanted, record, ledger)), None)


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
    for fact in _alike(one, ledger):
        subject = fact.quantity.subject
        if subject == one.quantity.subject or is_market(fact.quantity) or not _same_unit(fact, one):
            continue
        if fact.quantity._replace(subject="") != one.quantity._replace(subject=""):
            continue
        if parents.get(subject) == one.quantity.subject or parents.get(one.quantity.subject) == subject:
            continue
        if fact.reading.tight.low is not None:
            found.setdefault(subject, fact)
    return sorted(found.values(), key=lambda fact: (-(fact.reading.tight.low or ZERO), fact.claim.start))


def _alike(one: Fact, ledger: Ledger) -> Iterator[Fact]:
    """The first statement of each level, or all shares of the same whole."""
    if is_level(one):
        yield from (facts[0] for facts in ledger.levels.values())
        return
    for fact in ledger.facts:
        share = fact.claim.kind == "share" and fact.record is one.record and not fact.replaced
        if share and fact.claim.baseline == one.claim.baseline:
            yield fact


def _as_fact(record: Record, claim: Claim, one: Fact) -> Fact:
    """The comparison itself as something that may be wrong; it has no value to mend."""
    stated = Stated(claim.low, claim.high, claim.modifier, claim.tolerance)
    nothing = Interval(Decimal(0), None)
    reading = read(stated) or Reading(nothing, nothing, nothing, nothing)
    figure = figure_of(record, claim)
    return Fact(one.order, record, claim, figure, quantity_of(claim, figure), stated, reading, claim.unit)
