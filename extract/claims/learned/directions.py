"""Which way a change went, by the values that it is told of, where no word says it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from msgspec.structs import replace

from extract.model import Claim

_POINT = Decimal(1)
"""Percentage points that a change may be off the values and still be the one between them."""


def with_fitting_directions(claims: Sequence[Claim], guessed: Collection[str]) -> list[Claim]:
    """The claims; a change of ``guessed`` ids or of a loss is turned round where its two values fit the other way and not this one."""
    by_id = {claim.id: claim for claim in claims}
    return [
        _turned(claim)
        if (claim.id in guessed or claim.metric in _LOSSES) and _fits_other_way(claim, claims, by_id)
        else claim
        for claim in claims
    ]


_LOSSES = ("net_loss", "operating_loss")
"""What "improves" when it falls, so that words say little."""


def _fits_other_way(change: Claim, claims: Sequence[Claim], by_id: dict[str, Claim]) -> bool:
    base = by_id.get(change.baseline or "")
    if base is None or not base.low or change.low is None or change.low != change.high:
        return False
    later = [
        claim
        for claim in claims
        if claim.kind == "level"
        and claim.id != base.id
        and claim.low is not None
        and (claim.metric, claim.unit, claim.subject, claim.period)
        == (base.metric, base.unit, change.subject, change.period)
    ]
    grown = [(claim.low / base.low - 1) * 100 for claim in later if claim.low is not None]
    return len(grown) == 1 and abs(grown[0] + change.low) <= _POINT < abs(grown[0] - change.low)


def _turned(claim: Claim) -> Claim:
    low, high = (None if end is None else -end for end in (claim.high, claim.low))
    return replace(claim, low=low, high=high, direction="down" if claim.direction == "up" else "up")
