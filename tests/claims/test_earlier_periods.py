"""The period of a value that a change is told against."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from extract.claims.learned.earlier import with_earlier_periods
from extract.model import Claim, Period

QUARTER = Period(first=date(2020, 7, 1), last=date(2020, 9, 30))
CHANGE = Claim(
    id="a#c1", start=0, end=1, sentence_start=0, sentence_end=9, metric="revenue", kind="change",
    figure=0, period=QUARTER, basis="yoy", baseline="a#c2",
)  # fmt: skip
EARLIER = replace(CHANGE, id="a#c2", kind="level", figure=1, period=None, basis=None, baseline=None)


def period_of_earlier(*claims: Claim) -> Period | None:
    return next(claim.period for claim in with_earlier_periods(claims) if claim.id == EARLIER.id)


def test_an_undated_value_lies_before_by_the_basis_of_its_change() -> None:
    year_before = Period(first=date(2019, 7, 1), last=date(2019, 9, 30))
    assert period_of_earlier(CHANGE, EARLIER) == year_before
    assert period_of_earlier(replace(CHANGE, basis="qoq"), EARLIER) == Period(
        first=date(2020, 4, 1), last=date(2020, 6, 30)
    )


def test_the_period_of_the_change_itself_is_not_the_earlier_one() -> None:
    assert period_of_earlier(CHANGE, replace(EARLIER, period=QUARTER)) == Period(
        first=date(2019, 7, 1), last=date(2019, 9, 30)
    )


def test_what_is_said_stays() -> None:
    said = Period(first=date(2018, 7, 1), last=date(2018, 9, 30))
    assert period_of_earlier(CHANGE, replace(EARLIER, period=said)) == said
    assert period_of_earlier(replace(CHANGE, basis="from_figure"), EARLIER) is None
    assert period_of_earlier(replace(CHANGE, period=None), EARLIER) is None
