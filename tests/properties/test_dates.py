"""Properties of the date finder: every style reads back, offsets hold, values agree with days, no text breaks it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.mentions.dates import find_dates
from extract.model import Date

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}

STYLES = {
    "June 16, 2020": lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    "Jun. 16, 2020": lambda d: f"{MONTHS[d.month - 1][:3]}{'' if d.month == 5 else '.'} {d.day}, {d.year}",
    "16 June 2020": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "June 16th, 2020": lambda d: f"{MONTHS[d.month - 1]} {d.day}{ORDINALS.get(d.day, 'th')}, {d.year}",
    "the 16th of June 2020": lambda d: (
        f"the {d.day}{ORDINALS.get(d.day, 'th')} of {MONTHS[d.month - 1]} {d.year}"
    ),
    "2020-06-16": lambda d: d.isoformat(),
    "2020/06/16": lambda d: d.isoformat().replace("-", "/"),
    "06/16/2020": lambda d: f"{d.month:02}/{d.day:02}/{d.year}",
    "2020年6月16日": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "16-Jun-2020": lambda d: f"{d.day}-{MONTHS[d.month - 1][:3]}-{d.year}",
}
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))
PUBLISHED = st.dates(date(1990, 1, 1), date(2035, 12, 31))
NOISE = st.text(alphabet="京东📈é\u0301\r\n ,。“”٣Ⅳ\u200d", max_size=12)


@pytest.mark.parametrize("style", list(STYLES))
@settings(deadline=None)
@given(day=DAYS, published=PUBLISHED)
def test_a_full_date_reads_back_in_every_style(style: str, day: date, published: date) -> None:
    written = STYLES[style](day)
    found = find_dates(f"It was signed on {written} in Beijing.", published)
    assert [(d.text.removeprefix("the "), d.first, d.last, d.value, d.kind) for d in found] == [
        (written.removeprefix("the "), day, day, day.isoformat(), "date")
    ]


@settings(deadline=None)
@given(
    published=PUBLISHED,
    name=st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
)
def test_a_weekday_with_a_past_verb_is_within_the_last_week(published: date, name: str) -> None:
    (found,) = find_dates(f"The company said on {name} that it was profitable.", published)
    assert found.first is not None and timedelta(0) <= published - found.first < timedelta(7)
    assert found.first.strftime("%A") == name


@settings(deadline=None)
@given(published=PUBLISHED, day=DAYS)
def test_a_yearless_day_is_within_a_year_of_publication(published: date, day: date) -> None:
    written = f"{MONTHS[day.month - 1]} {day.day}"
    (found,) = find_dates(f"The app opens on {written}.", published)
    assert found.first is not None and (found.first.month, found.first.day) == (day.month, day.day)
    assert abs((found.first - published).days) <= 366 * 4


SNIPPETS = st.sampled_from(
    [
        "June 16, 2020", "last year", "the third quarter", "Q3 FY2021", "a year earlier", "from 2016 to 2020",
        "the three months ended March 31, 2020", "Double 11", "late March", "mid-2020", "two weeks ago", "Wednesday",
        "the first nine months of 2019", "5月27日", "every Friday", "three-year", "now", "2019–20", "by the end of 2022",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(SNIPPETS, NOISE, st.text(max_size=8)), max_size=8).map(" ".join)


def consistent(found: Date) -> bool:
    """Whether a value that names calendar days names just the days given."""
    if found.first is None or found.last is None or found.fiscal:
        return (found.first is None and found.last is None) or found.fiscal
    if re.fullmatch(r"\d{4}-\d\d-\d\d(T\w\w)?", found.value):
        return found.first == found.last == date.fromisoformat(found.value[:10])
    if found.value[:4].isdecimal():
        # Parts of a period ("late March") keep its value and span some of its days.
        return found.value[:3] == f"{found.first.year:04}"[:3] or "-W" in found.value
    return True


@settings(deadline=None)
@given(text=TEXTS, published=st.one_of(st.none(), PUBLISHED))
def test_offsets_order_and_values_hold_in_any_text(text: str, published: date | None) -> None:
    end = 0
    for found in find_dates(text, published):
        assert text[found.start : found.end] == found.text and found.text == found.text.strip()
        assert end <= found.start < found.end
        assert (found.first is None) == (found.last is None)
        assert found.first is None or found.last is None or found.first <= found.last
        assert found.kind in ("date", "period") or found.first is None
        assert found.kind != "date" or found.first == found.last
        assert consistent(found)
        end = found.end


@settings(deadline=None)
@given(text=TEXTS, before=NOISE, published=PUBLISHED)
def test_text_before_moves_offsets_only(text: str, before: str, published: date) -> None:
    lead = before + "\n\n"
    moved = [(d.start - len(lead), d.value, d.first) for d in find_dates(lead + text, published)]
    assert moved == [(d.start, d.value, d.first) for d in find_dates(text, published)]


@settings(deadline=None)
@given(text=st.text(max_size=200), published=st.one_of(st.none(), st.dates()))
def test_no_text_and_no_day_breaks_it(text: str, published: date | None) -> None:
    find_dates(text, published)


@settings(deadline=None)
@given(words=st.lists(SNIPPETS, min_size=1, max_size=6), published=st.dates())
def test_no_publication_day_breaks_it(words: list[str], published: date) -> None:
    find_dates(" and ".join(words), published)


@settings(deadline=None)
@given(text=TEXTS)
def test_without_a_publication_day_relative_dates_have_no_days(text: str) -> None:
    for found in find_dates(text, None):
        if found.text.lower() in ("last year", "wednesday", "two weeks ago"):
            assert found.first is None and found.last is None


@settings(deadline=None)
@given(text=TEXTS, published=PUBLISHED)
def test_same_input_same_output(text: str, published: date) -> None:
    assert find_dates(text, published) == find_dates(text, published)


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "2020 ",
        "RMB",
        "9",
        "June 16, ",
        "from 2016 to ",
        "the ",
        "a year earlier ",
        "- ",
        "年月日",
        "1/",
        "may ",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    # By the work done, not by the clock: twice the text may take little more than twice the calls.
    import sys

    def calls(text: str) -> int:
        count = 0

        def tracer(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(tracer)
        try:
            find_dates(text, date(2020, 5, 27))
        finally:
            sys.setprofile(None)
        return count

    find_dates(piece * 10, date(2020, 5, 27))
    small, large = calls(piece * 400), calls(piece * 1600)
    assert large < 6 * small + 2000
