"""What is said of a claim in the light of the article's other claims."""

from __future__ import annotations

import pytest

import extract
from extract.model import Claim, Record

TEXT = (
    "Xiaomi's revenue rose 12% to $5.6 billion in the first quarter of 2020 from $5 billion in the first quarter of 2019. "
    "The gross margin fell 0.8 points to 15.2%. "
    "Citi cut its price target on Xiaomi to $1.90."
)


@pytest.fixture(scope="module")
def record() -> Record:
    return extract.extract(TEXT, published="2020-05-27")


def said(record: Record, words: str) -> Claim:
    figure = next(index for index, figure in enumerate(record.figures) if figure.text == words)
    return next(claim for claim in record.claims if claim.figure == figure)


def test_a_change_against_the_same_quarter_a_year_before_is_yoy(record: Record) -> None:
    rise = said(record, "12%")
    assert (rise.basis, rise.baseline) == ("yoy", said(record, "$5 billion").id)


def test_a_change_that_names_no_basis_has_that_of_the_others_in_its_time(record: Record) -> None:
    fall = said(record, "0.8 points")
    assert (fall.unit, str(fall.low), fall.direction, fall.basis) == (
        "percentage_point",
        "-0.8",
        "down",
        "yoy",
    )


def test_a_price_target_is_a_forecast(record: Record) -> None:
    assert said(record, "$1.90").status == "forecast"


def test_a_bare_number_counts_what_its_metric_counts() -> None:
    record = extract.extract(
        "Weibo's monthly active users fell 3% to 511 million, from 527 million.", published="2020-05-27"
    )
    assert {claim.unit for claim in record.claims if claim.kind == "level"} == {"user"}


def test_index_points_are_no_percentage_points() -> None:
    record = extract.extract(
        "The index lost 300 points on Friday. It scored 12 points in the test.", published="2020-05-27"
    )
    assert not [figure for figure in record.figures if figure.unit == "percentage_point"]
