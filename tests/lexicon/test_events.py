"""Named events and fiscal years: rules against calendars everyone can check."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from extract.lexicon.events import easter, load_events, nth_weekday, words_of
from extract.lexicon.fiscal import FiscalYears


def days(name: str, year: int) -> tuple[date, date] | None:
    return load_events().by_words[words_of(name)].days_in(year)


@pytest.mark.parametrize(
    ("name", "year", "first", "last"),
    [
        ("Singles’ Day", 2019, "2019-11-11", "2019-11-11"),
        ("Double-11", 2020, "2020-11-11", "2020-11-11"),
        ("618", 2020, "2020-06-18", "2020-06-18"),
        ("Black Friday", 2019, "2019-11-29", "2019-11-29"),
        ("Cyber Monday", 2019, "2019-12-02", "2019-12-02"),
        ("Cyber Monday", 2018, "2018-11-26", "2018-11-26"),
        ("Chinese New Year's Eve", 2020, "2020-01-24", "2020-01-24"),
        ("Spring Festival holiday", 2021, "2021-02-12", "2021-02-18"),
        ("Lantern Festival", 2020, "2020-02-08", "2020-02-08"),
        ("Golden Week", 2020, "2020-10-01", "2020-10-07"),
        ("Memorial Day", 2020, "2020-05-25", "2020-05-25"),
        ("Mother's Day", 2021, "2021-05-09", "2021-05-09"),
        ("Good Friday", 2019, "2019-04-19", "2019-04-19"),
        ("CES", 2020, "2020-01-07", "2020-01-10"),
        ("Mobile World Congress", 2019, "2019-02-25", "2019-02-28"),
        ("WWDC", 2020, "2020-06-22", "2020-06-26"),
    ],
)
def test_event_days(name: str, year: int, first: str, last: str) -> None:
    assert days(name, year) == (date.fromisoformat(first), date.fromisoformat(last))


def test_an_unknown_year_is_declined() -> None:
    assert days("CES", 1950) is None and days("Lunar New Year", 2099) is None


def test_the_lunar_new_year_is_known_from_2000_to_2035() -> None:
    for year in range(2000, 2036):
        found = days("Lunar New Year", year)
        # Between 21 January and 20 February, as the second new moon after the winter solstice is.
        assert found is not None and date(year, 1, 21) <= found[0] <= date(year, 2, 20)


def test_lunar_new_years_lie_twelve_or_thirteen_moons_apart() -> None:
    firsts = [found[0] for year in range(2000, 2036) if (found := days("Lunar New Year", year))]
    assert {(later - earlier).days for earlier, later in pairwise(firsts)} <= {
        353,
        354,
        355,
        383,
        384,
        385,
    }


def test_every_event_has_its_days_in_2019() -> None:
    for words, event in load_events().by_words.items():
        found = event.days_in(2019)
        assert found is not None and found[0] <= found[1], words


@pytest.mark.parametrize("day", ["2000-04-23", "2008-03-23", "2019-04-21", "2020-04-12", "2038-04-25"])
def test_easter(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day


def test_nth_weekday() -> None:
    assert nth_weekday(2020, 5, 1, -1) == date(2020, 5, 25)
    assert nth_weekday(2020, 2, 6, 5) == date(2020, 2, 29)


def test_fiscal_years() -> None:
    years = FiscalYears()
    assert (years.end("alibaba"), years.end("apple"), years.end("microsoft")) == (3, 9, 6)
    assert years.end("no such company") is None
    assert years.named_after_start("sony") and not years.named_after_start("apple")
