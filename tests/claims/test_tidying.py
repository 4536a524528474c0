"""What the words around a figure say against its claim: losses, what many firms did together, times told from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import extract
from extract.model import Claim


def claims_of(text: str) -> tuple[Claim, ...]:
    return extract.extract(text, published="2023-08-15", id="x").claims


def test_a_loss_in_parentheses_is_what_was_lost() -> None:
    record = extract.extract(
        "Zorbeta Technologies said its operating loss was $(75) million in the first quarter of 2023.",
        published="2023-05-15",
        id="x",
    )

    (claim,) = record.claims
    assert (claim.metric, claim.low, claim.high) == ("operating_loss", Decimal(75000000), Decimal(75000000))
    assert record.findings == ()


def test_what_ten_firms_sold_together_is_no_one_firms() -> None:
    found = claims_of(
        "TSMC kept its lead in the second quarter. The combined revenue of the top 10 foundry companies reached $36.4 billion "
        "in the second quarter, while TSMC's revenue was $25.5 billion."
    )

    by_value = {claim.low: claim for claim in found if claim.kind == "level"}
    assert by_value[Decimal(36400000000)].subject is None
    own = by_value[Decimal(25500000000)].subject
    assert own is not None and own.id == "tsmc"


def test_the_time_behind_from_is_that_of_the_earlier_value() -> None:
    found = claims_of(
        "Nio delivered 6,155 vehicles in May 2023. The figure was a 7.6% decrease from April 2023, when Nio delivered 6,658 units."
    )

    april = date(2023, 4, 1)
    earlier = next(claim for claim in found if claim.low == 6658)
    change = next(claim for claim in found if claim.kind == "change")
    assert earlier.period is not None and earlier.period.first == april
    assert change.period is not None and change.period.first == date(2023, 5, 1)


def test_the_noun_behind_a_percentage_says_which_way_it_went() -> None:
    found = claims_of(
        "Zorbeta Technologies narrowed its losses and reported a 146% surge to $26 million in the second quarter."
    )

    (change,) = [claim for claim in found if claim.kind == "change"]
    assert (change.direction, change.low) == ("up", Decimal(146))
