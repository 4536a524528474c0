"""A level, its change and its baseline must fit; parts that fill a whole must sum to it; a margin is profit over revenue."""

from __future__ import annotations

from decimal import Decimal
from typing import Optional

from extract.checking.conflicts import Domain, Made, Statement
from extract.checking.cues import says
from extract.checking.evidence import is_met_elsewhere
from extract.checking.ledger import Ledger, is_level, spot, without_scope
from extract.checking.network import Difference, Ratio, Total, Variable
from extract.checking.quantities import (
    MONEY,
    Fact,
    Quantity,
    earlier_period,
    figure_of,
    in_words,
    semantics,
    subject_id,
)
from extract.checking.readings import Reading, Stated, read, read_factor, read_share
from extract.lexicon.check_words import check_words
from extract.model import Check, Figure
from extract.quantity import ZERO, Interval

HUNDRED = Decimal(100)
_OPENING = 40
_AS_LONG = 1.3
"""Two periods this much apart in length at most are of one kind: the months of a year, quarters with a week more."""
_HUNDREDTH = Decimal("0.01")
_PROFITS = {"gross": "gross_profit", "operating": "operating_profit", "net": "net_profit"}


def statements(ledger: Ledger) -> list[Statement]:
    """What changes, sums and margins tie together."""
    found: list[Statement] = []
    for fact in ledger.facts:
        if fact.claim.kind == "change":
            found += _change(fact, ledger)
        elif fact.quantity.metric == "margin" and fact.quantity.unit == "percent":
            found += _margin(fact)
    return found + _sums(ledger)


def _change(fact: Fact, ledger: Ledger) -> list[Statement]:
    later = ledger.level_of(fact.quantity)
    if later is None or _of_another_level(fact, later, ledger):
        return []
    if semantics(later.metric).nature == "stock":
        later = later._replace(first=later.last)
    earlier = _earlier(fact, later, ledger)
    if earlier is None or earlier == (later,) or _is_met_elsewhere(fact, later, ledger):
        return []
    unit = fact.quantity.unit
    if unit in ("percent", "times") and later.unit not in ("percent", "times"):
        return [_growth(fact, (later,), earlier)]
    if unit == later.unit or (unit, later.unit) == ("percentage_point", "percent"):
        return [_difference(fact, (later,), earlier)]
    return []


def _is_met_elsewhere(fact: Fact, later: Quantity, ledger: Ledger) -> bool:
    base = ledger.by_id.get(fact.claim.baseline or "")
    held = [level for level in ledger.levels.get(later, ()) if level.record is fact.record]
    return base is not None and bool(held) and all(is_met_elsewhere(fact, base, level) for level in held)


def _earlier(fact: Fact, later: Quantity, ledger: Ledger) -> Optional[Variable]:
    """What the change is measured against: the baseline named, or the same stretch a year, quarter or month before."""
    claim = fact.claim
    if claim.baseline is not None:
        base = ledger.by_id.get(claim.baseline)
        if base is None or not is_level(base) or base.quantity.metric != later.metric:
            return None
        if base.quantity.unit != later.unit or not _may_precede(base.quantity, later, claim.status):
            return None
        if base.quantity.scope != later.scope and base.claim.sentence_start != claim.sentence_start:
            return None  # of a part, and held against the whole
        return None if _is_of_another_change(fact, base) else base.variable
    if _points_back(fact, later, ledger):
        return None
    before = earlier_period(later.first, later.last, claim.basis)
    return None if before is None else (later._replace(first=before[0], last=before[1]),)


def _points_back(fact: Fact, later: Quantity, ledger: Ledger) -> bool:
    """Whether a change is of what stands before it ("This is an increase of 100%"), and the level it would be tied to behind."""
    start = fact.claim.sentence_start
    if not says("points_back", fact.record.text[start : start + _OPENING]):
        return False
    levels = [item for item in ledger.levels.get(later, ()) if item.record is fact.record]
    return bool(levels) and all(item.claim.start > fact.claim.start for item in levels)


def _may_precede(base: Quantity, later: Quantity, status: str) -> bool:
    """Whether a value can be what another has grown from: of a flow, one of an earlier time that is as long.

    What was aimed at or foreseen may be of the same time, and was then revised.
    """
    if semantics(later.metric).nature == "stock" or status in ("target", "forecast"):
        return True
    if base.first is None or base.last is None or later.first is None or later.last is None:
        return True
    lengths = sorted(((base.last - base.first).days + 1, (later.last - later.first).days + 1))
    return base.last < later.last and lengths[1] <= lengths[0] * _AS_LONG


def _is_of_another_change(fact: Fact, base: Fact) -> bool:
    """Whether another change of the quantity is taken from the same value, and told nearer to it.

    "101% more than a year earlier and 88% more than in the previous quarter, when it was $7.19 billion".
    """
    if fact.figure is None or base.figure is None:
        return False
    for other in fact.record.claims:
        figure = figure_of(fact.record, other)
        if other.kind != "change" or other.baseline != base.claim.id or figure is None:
            continue
        same = other.unit == fact.unit and other.basis != fact.claim.basis and other.id != fact.claim.id
        if same and _apart(figure, base.figure) < _apart(fact.figure, base.figure):
            return True
    return False


def _apart(one: Figure, other: Figure) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _growth(fact: Fact, later: Variable, earlier: Variable) -> Statement:
    worded = fact.figure is not None and in_words(fact.figure.text)

    def make(stated: Stated) -> Made:
        factor = growth_factor(stated, fact.quantity.unit, worded)
        if factor is None:
            return None
        return Ratio(later, earlier, factor.tight), Ratio(later, earlier, factor.loose)

    def needed(domain: Domain) -> Optional[Interval]:
        new, old = domain(later), domain(earlier)
        if (new.low or ZERO) <= 0 or (old.low or ZERO) <= 0 or new.empty or old.empty:
            return None
        ratio = new.over(old)
        if fact.quantity.unit == "times":
            return ratio
        return (ratio + Interval(Decimal(-1), Decimal(-1))).scale(HUNDRED)

    made = make(fact.stated) or (Ratio(later, earlier, _ANY_FACTOR), Ratio(later, earlier, _ANY_FACTOR))
    implied = fact.claim.baseline is None
    return Statement(
        tight=made[0],
        loose=made[1],
        facts=(fact,),
        check="arithmetic",
        make=make,
        needed=needed,
        weak=int(implied and _in_other_sentence(fact, later)),
    )


def _of_another_level(fact: Fact, later: Quantity, ledger: Ledger) -> bool:
    """Whether the level beside a change is not the one it would be tied to: games grew 10%, not the whole company."""
    claim, figure = fact.claim, fact.figure
    if claim.baseline is not None or figure is None:
        return False
    beside = [
        (min(abs(other.start - figure.end), abs(figure.start - other.end)), other.start, item.id)
        for item in fact.record.claims
        if item.kind == "level"
        and item.sentence_start == claim.sentence_start
        and item.metric == claim.metric
        and subject_id(item) == fact.quantity.subject
        and (other := figure_of(fact.record, item)) is not None
    ]
    if not beside:
        return False
    nearest = ledger.by_id.get(min(beside)[2])
    return nearest is None or spot(nearest.quantity) != spot(later)


def _in_other_sentence(fact: Fact, later: Variable) -> bool:
    """Whether the article states no level beside the change, so that the two may be of different things."""
    quantity = later[0] if isinstance(later, tuple) else None
    return not any(
        claim.kind == "level"
        and claim.sentence_start == fact.claim.sentence_start
        and isinstance(quantity, Quantity)
        and claim.metric == quantity.metric
        for claim in fact.record.claims
    )


_ANY_FACTOR = Interval(ZERO, None)


def growth_factor(stated: Stated, unit: str, worded: bool = False) -> Optional[Reading]:
    """What a change multiplies by: 25% is 1.245 to 1.255 times, "a quarter" 1.225 to 1.275, "doubled" 1.8 to 2.2; null where that is
    below zero.

    >>> growth_factor(Stated(Decimal(25), Decimal(25), "=", Decimal("0.5")), "percent").tight
    Interval(low=Decimal('1.245'), high=Decimal('1.255'))
    """
    if unit == "times":
        return read_factor(stated)
    reading = read_share(stated, worded)
    value = stated.value
    if reading is None or value is None or value < -HUNDRED:
        return None
    return reading.map(_as_factor)


def _as_factor(points: Interval) -> Interval:
    low, high = (None if end is None else end * _HUNDREDTH + 1 for end in (points.low, points.high))
    return Interval(ZERO if low is None or low < 0 else low, high)


def _difference(fact: Fact, later: Variable, earlier: Variable) -> Statement:
    def make(stated: Stated) -> Made:
        reading = read(stated)
        if reading is None:
            return None
        return Difference(later, earlier, reading.tight), Difference(later, earlier, reading.loose)

    made = make(fact.stated)
    assert made is not None
    return Statement(
        tight=made[0],
        loose=made[1],
        facts=(fact,),
        check="arithmetic",
        make=make,
        needed=lambda domain: domain(later) - domain(earlier),
    )


def _margin(fact: Fact) -> list[Statement]:
    """ "A net margin of 12%": net profit is 12% of revenue."""
    words = [word.casefold() for word in fact.claim.scope]
    kind = next((word for word in words if word in _PROFITS), None)
    if kind is None or fact.value <= 0:
        return []
    scope = tuple(word for word in fact.quantity.scope if word != kind)
    level = fact.quantity._replace(scope=scope, unit=MONEY, aspect="level", variant="")
    profit: Variable = (level._replace(metric=_PROFITS[kind]),)
    revenue: Variable = (level._replace(metric="revenue"),)
    return [share_statement(fact, profit, revenue, worded=False)]


def share_statement(fact: Fact, part: Variable, whole: Variable, worded: bool) -> Statement:
    """That ``part`` is the percentage of ``whole`` that ``fact`` states."""

    def make(stated: Stated) -> Made:
        reading = read_share(stated, worded)
        if reading is None:
            return None
        tight, loose = (
            Ratio(part, whole, interval.scale(_HUNDREDTH).meet(Interval(ZERO, None)))
            for interval in (reading.tight, reading.loose)
        )
        return tight, loose

    def needed(domain: Domain) -> Optional[Interval]:
        one, all_ = domain(part), domain(whole)
        if (one.low or ZERO) < 0 or (all_.low or ZERO) <= 0 or one.empty or all_.empty:
            return None
        return one.over(all_).scale(HUNDRED)

    made = make(fact.stated)
    assert made is not None
    check: Check = "arithmetic" if fact.quantity.metric == "margin" else "share"
    return Statement(tight=made[0], loose=made[1], facts=(fact,), check=check, make=make, needed=needed)


def _sums(ledger: Ledger) -> list[Statement]:
    """Quarters that fill a year; parts listed in one sentence with "in total" or the like."""
    found = []
    for whole, _parts, tiles in ledger.nested():
        if len(tiles) > 1:
            total = Total((whole,), tuple((tile,) for tile in tiles))
            found.append(Statement(tight=total, loose=total, check="arithmetic", words=_TILES))
    for whole_fact, parts in listed_parts(ledger):
        sentence = whole_fact.record.text[whole_fact.claim.sentence_start : whole_fact.claim.sentence_end]
        if check_words().says("totalling", sentence):
            total = Total(whole_fact.variable, tuple(part.variable for part in parts))
            found.append(Statement(tight=total, loose=total, check="arithmetic", words=_LISTED, weak=1))
    return found


_TILES = "the parts of a period sum to the whole"
_LISTED = "the parts listed sum to the whole"


def listed_parts(ledger: Ledger) -> list[tuple[Fact, list[Fact]]]:
    """A whole without scope and at least two parts of different scope, in one sentence."""
    if sum(1 for fact in ledger.facts if fact.quantity.scope) < 2:
        return []
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in ledger.facts:
        if is_level(fact) and not fact.replaced and semantics(fact.quantity.metric).additive:
            key = (fact.order, fact.claim.sentence_start, *without_scope(fact.quantity))
            groups.setdefault(key, []).append(fact)
    found = []
    for facts in groups.values():
        wholes = [fact for fact in facts if not fact.quantity.scope]
        parts = {fact.quantity.scope: fact for fact in facts if fact.quantity.scope}
        if len(wholes) == 1 and len(parts) > 1 and not _overlapping(list(parts)):
            found.append((wholes[0], list(parts.values())))
    return found


def _overlapping(scopes: list[tuple[str, ...]]) -> bool:
    """Whether two scopes share a word, or one counts in another way: then they don't add up."""
    words = [word for scope in scopes for word in scope]
    return len(words) != len(set(words)) or any(word in check_words().accounting for word in words)
