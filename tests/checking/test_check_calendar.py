"""Weekdays, intervals and spans."""

from __future__ import annotations

from datetime import date
from typing import Optional

import pytest
from check_builder import Article

from extract.checking import check_record
from extract.model import Finding, Period


def dated(
    text: str, *mentions: tuple[str, str], published: Optional[str] = "2020-05-27"
) -> tuple[Finding, ...]:
    """A mention is its words and its value: a day, a span of days (``a/b``) or a duration."""
    article = Article(text, published=published)
    for words, value in mentions:
        if "/" in value:
            first, last = (date.fromisoformat(day) for day in value.split("/"))
            article.date(words, value, kind="period", first=first, last=last)
        else:
            article.date(words, value, kind="duration" if value.startswith("P") else "date")
    return check_record(article.record)


@pytest.mark.parametrize(
    ("text", "mention", "weekday", "day"),
    [
        (
            "It opened on Monday, May 27, 2020.",
            "Monday, May 27, 2020",
            "Wednesday, May 27, 2020",
            "Monday, May 25, 2020",
        ),
        (
            "It opened on Monday, May 27, 2020.",
            "May 27, 2020",
            "Wednesday, May 27, 2020",
            "Monday, May 25, 2020",
        ),
        (
            "It opened on May 27, 2020 (Friday).",
            "May 27, 2020",
            "May 27, 2020 (Wednesday",
            "May 29, 2020 (Friday",
        ),
        ("It opened on Mon. 27 May 2020.", "27 May 2020", "Wed. 27 May 2020", "Mon. 25 May 2020"),
        ("2020年5月27日星期一开业", "2020年5月27日星期一", "2020年5月27日星期三", "2020年5月25日星期一"),
    ],
)
def test_a_weekday_that_its_date_was_not(text: str, mention: str, weekday: str, day: str) -> None:
    (finding,) = dated(text, (mention, "2020-05-27"))
    assert (finding.check, finding.severity) == ("calendar", "error")
    assert finding.dates == (("a", 0),) and "Wednesday" in finding.message
    assert [repair.text for repair in finding.repairs] == [weekday, day]
    assert (finding.repairs[0].field, finding.repairs[0].to) == ("weekday", "Wednesday")
    assert finding.repairs[1].from_ == "2020-05-27"


@pytest.mark.parametrize(
    ("text", "mention", "value"),
    [
        ("It opened on Wednesday, May 27, 2020.", "Wednesday, May 27, 2020", "2020-05-27"),
        ("It opened on Wednesday.", "Wednesday", "2020-05-27"),
        ("It said on Monday that May 27, 2020 would do.", "May 27, 2020", "2020-05-27"),
        ("After Black Friday, sales on May 27, 2020 fell.", "May 27, 2020", "2020-05-27"),
        ("In the sun 27 May 2020 was fine.", "27 May 2020", "2020-05-27"),
    ],
)
def test_a_weekday_that_is_right_or_of_something_else(text: str, mention: str, value: str) -> None:
    assert dated(text, (mention, value)) == ()


def test_without_a_year_the_article_must_be_near() -> None:
    mention = ("Monday, May 27", "2020-05-27")
    assert [f.severity for f in dated("Monday, May 27", mention)] == ["warning"]
    # In 2019 May 27 was a Monday.
    assert dated("Monday, May 27", mention, published="2020-11-27") == ()


def test_an_interval_that_runs_backwards() -> None:
    mentions = (("June 20, 2020", "2020-06-20"), ("June 16, 2020", "2020-06-16"))
    (finding,) = dated("from June 20, 2020 to June 16, 2020", *mentions)
    assert (finding.check, finding.severity) == ("calendar", "error")
    assert finding.dates == (("a", 0), ("a", 1)) and "backwards" in finding.message
    assert dated("from June 16, 2020 to June 20, 2020", mentions[1], mentions[0]) == ()
    assert dated("June 20, 2020, not June 16, 2020", *mentions) == ()


def test_over_the_turn_of_the_year_a_year_may_be_left_out() -> None:
    mentions = (("December 20", "2020-12-20"), ("January 5", "2020-01-05"))
    assert dated("from December 20 to January 5", *mentions) == ()


def test_a_period_of_another_tool_that_ends_before_it_begins() -> None:
    article = Article("Revenue of $5 billion.")
    period = Period(first=date(2020, 12, 31), last=date(2020, 1, 1))
    article.claim("Acme", "revenue", article.figure("$5 billion", "USD"), period=period)
    (finding,) = check_record(article.record)
    assert (finding.check, finding.claims) == ("calendar", ("a#c1",))


@pytest.mark.parametrize(
    ("span", "value", "fits"),
    [
        ("five-day", "P5D", True),
        ("four-day", "P4D", True),
        ("three-day", "P3D", False),
        ("two-week", "P2W", False),
    ],
)
def test_a_stated_span_and_its_dates(span: str, value: str, fits: bool) -> None:
    text = f"a {span} sale from June 16, 2020 to June 20, 2020"
    mentions = ((span, value), ("June 16, 2020", "2020-06-16"), ("June 20, 2020", "2020-06-20"))
    findings = dated(text, *mentions)
    assert (findings == ()) == fits
    if not fits:
        assert findings[0].check == "calendar" and "5 days" in findings[0].message


def test_a_company_is_no_older_than_its_founding() -> None:
    def aged(years: int) -> tuple[Finding, ...]:
        article = Article(f"The {years}-year-old company was founded in 2010.")
        period = Period(first=date(2010, 1, 1), last=date(2010, 12, 31))
        article.claim("Acme", "founded", kind="event", period=period)
        return check_record(article.record)

    assert aged(10) == () == aged(9)
    assert [finding.check for finding in aged(5)] == ["calendar"]


def test_days_of_one_month_that_run_backwards_whatever_year_was_read_into_them() -> None:
    text = "from Nov. 24 to Nov. 11, 2024"
    (finding,) = dated(text, (text, "2023-11-24/2024-11-11"), published="2024-11-12")
    assert (finding.check, finding.severity) == ("calendar", "warning")
    mentions = (("Nov. 24", "2023-11-24"), ("Nov. 11, 2024", "2024-11-11"))
    assert len(dated(text, *mentions, published="2024-11-12")) == 1
    text = "from Nov. 24, 2023 to Nov. 11, 2024"
    assert dated(text, (text, "2023-11-24/2024-11-11"), published="2024-11-12") == ()
