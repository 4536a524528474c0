"""Publication dates: what is written is read, what could be two days is not."""

from __future__ import annotations

from datetime import date
from typing import Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.reading.published import day_of_name, read_dateline, read_day, year_of_name

MAY_27 = date(2020, 5, 27)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_a_day_in_any_usual_writing_reads_back(day: date) -> None:
    months = [
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
    month = months[day.month - 1]
    for text in (
        day.isoformat(),
        f"{day.isoformat()}T23:59:00+08:00",
        f"{day:%Y%m%d}",
        f"{day:%Y/%m/%d}",
        f"{month} {day.day}, {day.year}",
        f"{month[:3]}. {day.day}, {day.year} at 10:00",
        f"{day.day} {month} {day.year}",
        f"{day.year}年{day.month}月{day.day}日",
    ):
        assert read_day(text) == day, text


@pytest.mark.parametrize(
    "text", ["05/06/2020", "2020", "May 2020", "yesterday", "2020-13-01", "2020-02-30", "88%", ""]
)
def test_what_is_no_single_day_is_declined(text: str) -> None:
    assert read_day(text) is None


@given(st.text(max_size=200))
def test_any_text_is_read_or_declined_without_an_error(text: str) -> None:
    for found in (read_day(text), read_dateline(text, 2020), day_of_name(text)):
        assert found is None or isinstance(found, date)


@pytest.mark.parametrize(
    ("text", "year", "day"),
    [
        ("BEIJING, May 27 (Reuters) — Acme said", 2020, MAY_27),
        ("BEIJING, May 27 (Reuters) — Acme said", None, None),
        ("Acme sets a goal\n\nBEIJING, May 27, 2020 (Reuters) - Acme said", None, MAY_27),
        ("SAN FRANCISCO, Calif., May 27, 2020 /PRNewswire/ -- Acme", None, MAY_27),
        ("Hangzhou, May 27 (Xinhua) -- Acme", 2020, MAY_27),
        ("HANGZHOU, China--(BUSINESS WIRE)--May 27, 2020--Acme", None, MAY_27),
        ("LONDON/PARIS (May 27, 2020) - Acme", None, MAY_27),
        ("NEW YORK, Wednesday, May 27, 2020 — Acme", None, MAY_27),
        ("On May 27, 2020 - the day of the launch - Acme said", None, None),
        ("Acme said May 5 - a holiday - would be", 2020, None),
        ("BEIJING (Reuters) - Acme said on May 27, 2020", None, None),
        ("BEIJING, Feb 30, 2020 (Reuters) — Acme said", None, None),
    ],
)
def test_datelines(text: str, year: Optional[int], day: Optional[date]) -> None:
    assert read_dateline(text, year) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2020-05-27-acme.txt", MAY_27),
        ("acme_20200527.html", MAY_27),
        ("acme-20200527093000.txt", MAY_27),
        ("news/2020/05/27/acme.html", MAY_27),
        ("2020.05.27 acme.txt", MAY_27),
        ("2020-05-27_2020-05-28.txt", None),
        ("acme-120200527.txt", None),
        ("acme-2020.txt", None),
        ("2020-13-27-acme.txt", None),
    ],
)
def test_days_in_file_names(name: str, day: Optional[date]) -> None:
    assert day_of_name(name) == day


def test_the_year_of_a_folder_completes_a_dateline() -> None:
    assert year_of_name("2020/reuters/acme.txt") == 2020
    assert year_of_name("2019-2020/acme.txt") is None
