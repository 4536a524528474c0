"""Market shares told with the rest add up to 100: which share to mend, and to what, where they don't."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Optional

from extract.checking import rewriting
from extract.checking.cues import says
from extract.checking.quantities import Fact, scope_of
from extract.checking.readings import Stated
from extract.checking.repairs import digit_repair
from extract.model import Claim, Figure, Record, Repair
from extract.quantity import ZERO

_ALL = Decimal(100)
_ROUNDING = Decimal("0.5")
"""Shares rounded each for itself miss 100 by no more than this."""
_AROUND = 30
_WHY = "all shares named, with the rest, are then 100%"


def repairs(facts: Sequence[Fact], holds: Callable[[Fact, Stated], bool]) -> Iterator[Repair]:
    """Edits of one digit, or of two changed about, that make the shares of a market add up and after which all ``holds``."""
    for fact in facts:
        asked = _asked(fact)
        if asked is None or fact.figure is None or abs(asked - fact.value) <= _ROUNDING:
            continue
        text = fact.figure.text
        for mended, value in [*rewriting.transpositions(text), *rewriting.one_digit_edits(text)]:
            stated = Stated(value, value, fact.stated.modifier, fact.stated.tolerance)
            if abs(value - asked) <= _ROUNDING and holds(fact, stated):
                yield digit_repair(fact, value, mended, _WHY)
                break


def _asked(fact: Fact) -> Optional[Decimal]:
    """What the other shares of the market and the rest leave for this one; null where the rest isn't told."""
    record, claim = fact.record, fact.claim
    if claim.metric != "market_share" or claim.kind != "share":
        return None
    others = [other for other in record.claims if other.id != claim.id and _of_one_market(other, claim)]
    values = {other.subject.id: other.low for other in others if other.subject is not None and other.low}
    rest = _rest(record, [claim, *others])
    if rest is None or len(values) != len(others) or claim.subject is None or claim.subject.id in values:
        return None
    asked = _ALL - rest - sum(values.values(), ZERO)
    return asked if asked > 0 else None


def _of_one_market(one: Claim, other: Claim) -> bool:
    return (
        (one.kind, one.metric, one.unit, one.status) == (other.kind, other.metric, "percent", other.status)
        and (one.period, one.baseline, scope_of(one)) == (other.period, other.baseline, scope_of(other))
        and not one.negated
    )


def _rest(record: Record, shares: Sequence[Claim]) -> Optional[Decimal]:
    """The one percentage beside "others" in the lines of the shares, of which no claim is made."""
    claimed = {claim.figure for claim in record.claims}
    begin, end = min(claim.start for claim in shares), max(claim.end for claim in shares)
    found = [
        figure.low
        for place, figure in enumerate(record.figures)
        if place not in claimed
        and figure.unit == "percent"
        and begin <= figure.start <= end + 2 * _AROUND
        and _is_the_rest(record, figure)
    ]
    return found[0] if len(found) == 1 else None


def _is_the_rest(record: Record, figure: Figure) -> bool:
    begin, end = max(0, figure.start - _AROUND), figure.end + _AROUND
    before = record.text[begin : figure.start].rpartition("\n")[2]
    after = record.text[figure.end : end].partition("\n")[0]
    return says("others_have", f"{before} … {after}")
