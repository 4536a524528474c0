"""How well a value is borne out by its own article: the claims that name or imply it, and those it can't stand beside."""

from __future__ import annotations

from decimal import Decimal
from typing import Optional

from extract.checking.quantities import MONEY, Fact, scope_of, subject_id
from extract.model import Claim
from extract.quantity import ZERO, Interval

_NEARBY = Decimal(30)
WORTH = ("valuation", "market_cap")
_PAID_IN = ("funding", "investment", "ipo_proceeds")
_HUNDRED = Decimal(100)


def backing(fact: Fact) -> tuple[int, float, int]:
    """How well a value is borne out by its own article; the least backed is suspected first.

    A restatement in another currency counts most, then a change or share that leads to the value, then other claims of
    the metric that are of its order. Of equals the later is suspected: it repeats what the earlier tells.
    """
    points = 3 * _is_restated(fact) + 2 * is_implied(fact) - 2 * _is_below_a_round(fact)
    return (points + min(_alike(fact), 2), fact.claim.confidence, -fact.claim.start)


def _is_restated(fact: Fact) -> bool:
    index = fact.claim.figure
    return index is not None and any(
        index == figure.converts or (place == index and figure.converts is not None)
        for place, figure in enumerate(fact.record.figures)
    )


def _alike(fact: Fact) -> int:
    """How many other claims of the metric are of the value's order."""
    index = fact.claim.figure
    near = 0
    value = abs(fact.stated.value or ZERO)
    for claim in fact.record.claims:
        other = claim.low if claim.low is not None else claim.high
        if index is not None and claim.figure == index:
            # The claim itself, or a comparison that repeats the figure of its other side.
            continue
        if (
            claim.id == fact.claim.id
            or claim.unit != fact.unit
            or claim.metric != fact.claim.metric
            or not other
        ):
            continue
        if value and value / _NEARBY <= abs(other) <= value * _NEARBY:
            near += 1
    return near


def is_implied(fact: Fact) -> bool:
    """Whether a change or share of the quantity, and the value it is taken of, come to this value."""
    if fact.claim.kind != "level":
        return False
    claims = {claim.id: claim for claim in fact.record.claims}
    for claim in claims.values():
        base = claims.get(claim.baseline) if claim.baseline is not None else None
        if base is None or base.id == fact.claim.id or claim.unit != "percent" or not _of(claim, fact):
            continue
        come_to = _come_to(claim, base)
        if base.unit == fact.unit and come_to is not None and come_to.meets(fact.reading.tight):
            return True
        if claim.kind == "share" and come_to is not None and come_to.meets(fact.reading.tight):
            return True
    return False


def is_met_elsewhere(ratio: Fact, base: Fact, held: Fact) -> bool:
    """Whether a change or share of ``base`` comes to another level that the article gives than the one it would be ``held`` against.

    Then that one is likelier of a part, or of another line, whose name was missed.
    """
    come_to = _come_to(ratio.claim, base.claim)
    if come_to is None or come_to.meets(held.reading.tight):
        return False
    return any(
        claim.kind == "level"
        and claim.id not in (base.claim.id, held.claim.id)
        and (claim.metric, claim.unit, claim.period) == (held.claim.metric, held.unit, held.claim.period)
        and subject_id(claim) == held.quantity.subject
        and claim.low is not None
        and claim.high is not None
        and come_to.meets(
            Interval(claim.low - (claim.tolerance or ZERO), claim.high + (claim.tolerance or ZERO))
        )
        for claim in ratio.record.claims
    )


def _of(claim: Claim, fact: Fact) -> bool:
    same = claim.period == fact.claim.period and claim.status == fact.claim.status
    same = same and (claim.metric, subject_id(claim)) == (fact.claim.metric, fact.quantity.subject)
    return same and scope_of(claim) == fact.quantity.scope and claim.kind in ("change", "share")


def _come_to(claim: Claim, base: Claim) -> Optional[Interval]:
    if claim.low is None or claim.high is None or base.low is None or base.high is None or base.low <= 0:
        return None
    rounding = claim.tolerance or ZERO
    low, high = (claim.low - rounding) / _HUNDRED, (claim.high + rounding) / _HUNDRED
    if claim.kind == "change":
        low, high = low + 1, high + 1
    return Interval(base.low * low, base.high * high) if low > 0 else None


def _is_below_a_round(fact: Fact) -> bool:
    """Whether a firm is said to be worth less than somebody paid into it."""
    if fact.quantity.metric not in WORTH or fact.quantity.unit != MONEY:
        return False
    firm = fact.quantity.subject
    return any(
        claim.metric in _PAID_IN
        and claim.kind == "level"
        and claim.unit == fact.unit
        and not claim.negated
        and claim.low is not None
        and claim.low > fact.value
        and firm in (subject_id(claim), None if claim.object is None else claim.object.id)
        for claim in fact.record.claims
    )
