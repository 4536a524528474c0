from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_records import Draft, entity

from extract.model import Claim, Period
from extract.writing import periods, words


@pytest.mark.parametrize(
    ("low", "high", "unit", "modifier", "expected"),
    [
        ("250000000000", "250000000000", "CNY", "=", "RMB 250 billion"),
        ("35200000000", "35200000000", "USD", "=", "USD 35.2 billion"),
        ("300000000", None, "user", ">", "300 million+ users"),
        ("300000000", None, "user", ">=", "at least 300 million users"),
        (None, "2000000000", "CNY", "<", "under RMB 2 billion"),
        (None, "2000000000", "CNY", "<=", "up to RMB 2 billion"),
        ("200000000000", "250000000000", "CNY", "~", "about RMB 200–250 billion"),
        ("900000000", "1100000000", "USD", "=", "USD 900 million–1.1 billion"),
        ("-3500000", "-3500000", "USD", "=", "−USD 3.5 million"),
        ("88", "88", "percent", "=", "88%"),
        ("2", "2", "rank", "=", "no. 2"),
        ("3", "3", "times", "=", "3×"),
        ("1.5", "1.5", "percentage_point", "=", "1.5 percentage points"),
        ("1", "1", "company", "=", "1 company"),
        ("1234567", "1234567", None, "=", "1,234,567"),
        ("1250000000000", "1250000000000", "JPY", "=", "JPY 1.25 trillion"),
        ("0", "0", "order", "=", "0 orders"),
    ],
)
def test_values_read_as_a_newspaper_would_print_them(low, high, unit, modifier, expected):
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert words.interval(*ends, unit, modifier) == expected


def test_a_quotient_of_fifty_digits_is_rounded_and_says_so():
    assert words.number(Decimal("35211267605.633802816901408450704225352112676056338")) == "≈ 35.21 billion"


@given(st.decimals(min_value=-(10**14), max_value=10**14, places=2))
def test_up_to_twelve_digits_nothing_is_lost(value):
    text = words.number(value)
    if text.startswith("≈"):
        assert len(value.normalize().as_tuple().digits) > 12
        return
    digits, _, word = text.replace(words.MINUS, "-").replace(",", "").partition(" ")
    scale = {"": 0, "million": 6, "billion": 9, "trillion": 12}[word]
    assert Decimal(digits) * 10**scale == value


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2019, 1, 1), date(2019, 12, 31), "2019"),
        (date(2020, 1, 1), date(2020, 3, 31), "Q1 2020"),
        (date(2020, 10, 1), date(2020, 12, 31), "Q4 2020"),
        (date(2020, 7, 1), date(2020, 12, 31), "H2 2020"),
        (date(2020, 2, 1), date(2020, 2, 29), "February 2020"),
        (date(2020, 2, 1), date(2020, 2, 28), "1 Feb 2020 – 28 Feb 2020"),
        (date(2019, 4, 1), date(2020, 3, 31), "year to Mar 2020"),
        (date(2023, 5, 1), date(2023, 7, 31), "May–Jul 2023"),
        (date(2022, 11, 1), date(2023, 4, 30), "Nov 2022–Apr 2023"),
        (date(2018, 1, 1), date(2020, 12, 31), "2018–2020"),
        (date(2020, 5, 27), date(2020, 5, 27), "27 May 2020"),
        (date(2018, 1, 1), None, "from 1 Jan 2018"),
        (None, date(2022, 12, 31), "to 31 Dec 2022"),
        (date(9999, 12, 1), date(9999, 12, 31), "December 9999"),
        (None, None, ""),
    ],
)
def test_periods_have_their_own_names(first, last, expected):
    assert periods.period_words(Period(first=first, last=last)) == expected


def claim(**known):
    known.setdefault("metric", "gmv")
    return Claim(
        id="a#c1", start=0, end=1, sentence_start=0, sentence_end=1, kind=known.pop("kind", "level"), **known
    )


@pytest.mark.parametrize(
    ("low", "high", "direction", "modifier", "unit", "expected"),
    [
        ("88", "88", "up", "=", "percent", "up 88%"),
        ("-8", "-8", "down", "=", "percent", "down 8%"),
        ("-12", "-10", "down", "~", "percent", "down about 10–12%"),
        ("100", None, "up", ">", "percent", "up over 100%"),
        (None, "-30", "down", ">", "percent", "down over 30%"),
        ("2000000000", "2000000000", "up", "=", "CNY", "up RMB 2 billion"),
        (None, "3", "up", "<", "times", "up, under 3×"),
        (None, "10", "up", "<=", "percent", "up by up to 10%"),
    ],
)
def test_a_change_says_which_way(low, high, direction, modifier, unit, expected):
    ends = {"low": low and Decimal(low), "high": high and Decimal(high)}
    made = claim(kind="change", direction=direction, modifier=modifier, unit=unit, **ends)
    assert words.claim_words(made) == expected


def test_an_event_is_its_day_and_a_claim_without_value_is_silent():
    day = Period(first=date(2020, 6, 16), last=date(2020, 6, 16))
    assert words.claim_words(claim(kind="event", metric="launch", period=day)) == "16 Jun 2020"
    assert words.claim_words(claim(kind="comparison")) == ""


def test_amounts_are_not_broken_over_lines():
    kept = words.together("a goal of RMB 100 million in 2020")
    assert kept == "a goal of RMB\u00a0100\u00a0million in 2020"
    assert words.together("RMB 25–25.5 billion") == "RMB\u00a025\u2060–\u206025.5\u00a0billion"


def test_confidence_never_reads_as_certain_when_it_is_not():
    assert words.percent_sure(0.999) == "99%"
    assert words.percent_sure(1.0) == "100%"
    assert words.percent_sure(0.29) == "29%"


def test_a_share_and_a_comparison_say_so_in_their_label():
    draft = Draft("a", "Ours fired 22% of its staff, and sold more than the 24,310 of theirs.")
    share = draft.figure("22%", 22, kind="percent", unit="percent")
    cars = draft.figure("24,310", 24310, None, kind="count", unit="car", modifier=">")
    draft.claim("fired 22%", "employees", share, kind="share", subject=entity("Ours"))
    draft.claim("more than the 24,310", "deliveries", cars, kind="comparison", subject=entity("Ours"))
    labels = [words.claim_label(claim) for claim in draft.record().claims]
    assert labels == ["Ours: share of employees", "Ours: deliveries, by comparison"]
