"""The period of an earlier value that the text leaves to the reader: "up 12% from 1.64 million" is 1.64 million a year before."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from extract.claims.shifting import shifted
from extract.model import Claim


def with_earlier_periods(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims; a change's baseline that has no period, or the change's own, gets the one before by the change's basis."""
    periods = {
        claim.baseline: shifted(claim.period, claim.basis, same=False)
        for claim in claims
        if claim.kind == "change" and claim.baseline is not None and claim.basis in ("yoy", "qoq", "mom")
    }
    own = {claim.baseline: claim.period for claim in claims if claim.kind == "change"}
    return tuple(
        replace(claim, period=periods[claim.id], date=None)
        if periods.get(claim.id) is not None and claim.period in (None, own[claim.id])
        else claim
        for claim in claims
    )
