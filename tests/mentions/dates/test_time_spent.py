"""Lengths of time that are measured are figures; those of the calendar are dates."""

from __future__ import annotations

import pytest

import extract


@pytest.mark.parametrize(
    ("text", "figures", "dates"),
    [
        ("TikTok users spend 84 minutes a day in the app, against 71 minutes in 2015.", ["84 minutes", "71 minutes"], ["2015"]),
        ("Visitors to Etsy stayed for 32 minutes a day. A year ago it was 29 minutes.", ["32 minutes", "29 minutes"], ["A year ago"]),
        ("The battery of Sony's earbuds lasts up to 11 hours.", ["11 hours"], []),
        ("Apple took 160,000 orders within 24 hours.", ["160,000"], ["24 hours"]),
        ("In the last 48 hours Tesla sold 3,000 cars.", ["3,000"], ["48 hours"]),
        ("Two hours later Amazon said it had sold 4 million.", ["4 million"], ["Two hours"]),
    ],
)  # fmt: skip
def test_time_that_is_measured_is_a_figure(text: str, figures: list[str], dates: list[str]) -> None:
    record = extract.extract(text)
    assert [figure.text for figure in record.figures] == figures
    assert len(record.dates) == len(dates)
    assert all(date in found.text for date, found in zip(dates, record.dates, strict=True))


def test_time_spent_is_claimed() -> None:
    record = extract.extract("TikTok users spent 84 minutes a day in the app in 2015.")
    (claim,) = record.claims
    assert (claim.metric, claim.unit, claim.low) == ("time_spent", "minute", 84)
