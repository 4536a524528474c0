"""What a bare number counts: "up from 9,000", "Dell shipped 15.54 million", a column of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Optional

from msgspec.structs import replace

from extract.mentions import Mentions
from extract.model import Claim


def with_units(claims: Sequence[Claim], mentions: Mentions) -> tuple[Claim, ...]:
    """Claims whose number says no unit get that of what they are compared with, else of the nearest number of the same metric."""
    made = list(claims)
    # What is compared passes its unit on in both directions, perhaps over several steps; then the rest of the metric.
    for place, claim in enumerate(made):
        if _is_bare(claim, mentions):
            unit = _compared(claim, made)
            made[place] = claim if unit is None else replace(claim, unit=unit)
    for place, claim in enumerate(made):
        if _is_bare(claim, mentions):
            unit = _alike(place, made, mentions)
            made[place] = claim if unit is None else replace(claim, unit=unit)
    return tuple(made)


def _is_bare(claim: Claim, mentions: Mentions) -> bool:
    return (
        claim.unit is None
        and claim.figure is not None
        and claim.kind == "level"
        and mentions.figures[claim.figure].kind == "count"
    )


def _compared(claim: Claim, claims: Sequence[Claim]) -> Optional[str]:
    """The unit of the claim's baseline, or of a level that has it as baseline."""
    linked = (
        other
        for other in claims
        if other.kind == "level" and (other.id == claim.baseline or other.baseline == claim.id)
    )
    return _first_unit(linked)


def _alike(place: int, claims: Sequence[Claim], mentions: Mentions) -> Optional[str]:
    """The unit of the nearest level of the same metric, those before it first; money only from its own sentence."""
    claim = claims[place]
    before, after = claims[:place][::-1], claims[place + 1 :]
    return _first_unit(
        other
        for other in (*before, *after)
        if other.metric == claim.metric
        and other.kind == "level"
        and other.figure is not None
        and (
            mentions.figures[other.figure].kind == "count"
            or (
                mentions.figures[other.figure].kind == "money"
                and other.sentence_start == claim.sentence_start
            )
        )
    )


def _first_unit(claims: Iterable[Claim]) -> Optional[str]:
    return next((claim.unit for claim in claims if claim.unit is not None), None)
