"""Which way a change went, where the words leave it to the numbers."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

import extract
from extract.claims.learned.directions import with_fitting_directions
from extract.model import Claim, Entity

ACME = Entity(id="acme", name="Acme")
BEFORE = Claim(
    id="a#c1", start=0, end=1, sentence_start=0, sentence_end=9, subject=ACME, metric="dau", kind="level",
    figure=0, low=Decimal(200), high=Decimal(200), unit="user",
)  # fmt: skip
AFTER = replace(BEFORE, id="a#c2", figure=1, low=Decimal(150), high=Decimal(150))
CHANGE = replace(
    BEFORE, id="a#c3", figure=2, kind="change", direction="up", low=Decimal(25), high=Decimal(25),
    unit="percent", baseline="a#c1",
)  # fmt: skip


def turned(*claims: Claim, guessed: tuple[str, ...] = ("a#c3",)) -> tuple[str | None, Decimal | None]:
    change = next(claim for claim in with_fitting_directions(claims, guessed) if claim.id == "a#c3")
    return change.direction, change.low


def test_a_guessed_rise_that_only_fits_as_a_fall_is_one() -> None:
    assert turned(BEFORE, AFTER, CHANGE) == ("down", Decimal(-25))


def test_what_is_said_or_fits_neither_way_stays() -> None:
    assert turned(BEFORE, AFTER, CHANGE, guessed=()) == ("up", Decimal(25))
    assert turned(BEFORE, replace(AFTER, low=Decimal(120), high=Decimal(120)), CHANGE) == ("up", Decimal(25))
    assert turned(BEFORE, CHANGE) == ("up", Decimal(25))


def test_a_sign_in_the_text_is_not_turned_round() -> None:
    record = extract.extract("Netflix had 9.4 million users in 2020 (minus 6%, from 10 million in 2019).")
    (change,) = [claim for claim in record.claims if claim.kind == "change"]
    assert (change.direction, change.low, change.high) == ("down", -6, -6)
    assert not record.findings
