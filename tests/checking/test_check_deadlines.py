"""A span and the day it ends on."""

from __future__ import annotations

import pytest
from check_builder import Article

from extract.checking import check_record
from extract.model import Finding


def due(
    start: str, span: tuple[str, str], end: str, between: str = ", by ", published: str = "2021-03-20"
) -> tuple[Finding, ...]:
    days = {"March 3, 2021": "2021-03-03", "March 4, 2021": "2021-03-04", "April 2, 2021": "2021-04-02"}
    days |= {"April 12, 2021": "2021-04-12", "June 3, 2021": "2021-06-03", "March 17, 2021": "2021-03-17"}
    days |= {"April 19, 2021": "2021-04-19"}
    article = Article(
        f"The order is of {start} and must be met within {span[0]}{between}{end}.", published=published
    )
    article.date(start, days[start])
    article.date(span[0], span[1], kind="duration")
    article.date(end, days[end])
    return check_record(article.record)


MONTH = ("30 days", "P30D")


def test_a_day_too_late() -> None:
    (finding,) = due("March 3, 2021", MONTH, "April 12, 2021")
    assert (finding.check, finding.severity) == ("calendar", "warning")
    assert finding.repairs[0].text == "April 2, 2021"
    assert "30 days from 3 March 2021 end on 2 April 2021" in finding.message


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        ("March 3, 2021", MONTH, "April 2, 2021"),
        ("March 4, 2021", MONTH, "April 2, 2021"),
        ("March 3, 2021", ("two weeks", "P2W"), "March 17, 2021"),
        ("March 3, 2021", ("three months", "P3M"), "June 3, 2021"),
        # Counted from the day the article came out.
        ("March 3, 2021", MONTH, "April 19, 2021"),
    ],
)
def test_a_day_in_time(start: str, span: tuple[str, str], end: str) -> None:
    assert due(start, span, end) == ()


def test_a_day_that_isnt_the_end_of_the_span() -> None:
    assert due("March 3, 2021", MONTH, "April 12, 2021", between=" of the hearing on ") == ()
