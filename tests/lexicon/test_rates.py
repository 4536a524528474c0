"""Exchange rates through the public names."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extract
from extract.errors import CrossfootError
from extract.lexicon.rates import Rates

RATES = Rates()
DAYS = st.dates(date(2006, 1, 1), date(2026, 10, 30))
CODES = st.sampled_from(["CNY", "USD", "EUR", "JPY", "KRW", "HKD", "GBP"])


def test_a_weekend_takes_the_last_working_day_before() -> None:
    saturday, friday = date(2020, 5, 30), date(2020, 5, 29)
    assert RATES.rate("CNY", "USD", saturday) == RATES.rate("CNY", "USD", friday)
    assert RATES.rate("CNY", "USD", saturday).day == friday


def test_the_rate_of_a_known_day() -> None:
    # The ECB's euro rates of 27 May 2020: USD 1.0991, CNY 7.8682.
    rate = RATES.rate("USD", "CNY", date(2020, 5, 27))
    assert abs(rate.value - Decimal("7.8682") / Decimal("1.0991")) < Decimal("0.00001")
    assert rate.source == "ECB" and not rate.stale


@given(DAYS, CODES, CODES)
def test_there_and_back_is_one(day: date, one: str, two: str) -> None:
    there, back = RATES.rate(one, two, day), RATES.rate(two, one, day)
    assert abs(there.value * back.value - 1) < Decimal("0.00002")


@given(DAYS, st.integers(0, 400), CODES, CODES)
def test_an_average_lies_in_the_range(first: date, length: int, one: str, two: str) -> None:
    last = min(first + timedelta(days=length), date(2026, 10, 30))
    low, high = RATES.range(one, two, first, last)
    mean = RATES.average(one, two, first, last).value
    margin = mean * Decimal("0.00001")
    assert low - margin <= mean <= high + margin


def test_a_rate_after_the_history_is_called_stale() -> None:
    rate = RATES.rate("CNY", "USD", RATES.last_day + timedelta(days=30))
    assert rate.stale and "stale" in rate.source and rate.day == RATES.last_day


def test_currencies_the_central_bank_lacks_name_their_source() -> None:
    taiwan = RATES.rate("TWD", "USD", date(2019, 8, 1))
    assert Decimal("0.031") < taiwan.value < Decimal("0.034")
    assert "average" in taiwan.source and taiwan.dates.startswith("2019-01-01/")
    assert RATES.rate("AED", "USD", date(2021, 3, 3)).source == "dollar peg"
    assert RATES.rate("CNY", "USD", date(2004, 3, 3)) is not None


def test_an_unknown_currency_has_no_rate() -> None:
    assert RATES.rate("XAU", "USD", date(2020, 5, 27)) is None
    assert RATES.range("XAU", "USD", date(2020, 5, 1), date(2020, 5, 27)) is None
    with pytest.raises(CrossfootError, match="E402"):
        extract.convert(1, "XAU", "USD", on="2020-05-27")


def test_the_users_own_file_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("date,currency,rate\n2026-11-20,CNY,7.00\n2026-11-20,XAU,0.00025\n", encoding="utf-8")
    rates = Rates(path)
    assert rates.rate("USD", "CNY", date(2026, 11, 21)).value == 7
    assert rates.rate("XAU", "USD", date(2026, 11, 20)).value == 4000
    assert rates.rate("USD", "CNY", date(2020, 5, 27)).source == "ECB"


@pytest.mark.parametrize(
    "line",
    ["2026-13-01,CNY,7", "2026-11-20,CNY,seven", "2026-11-20,CNY", "2026-11-20,CNY,-7", "2026-11-20,CNY,NaN"],
)
def test_a_bad_line_of_it_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(f"date,currency,rate\n2026-11-19,CNY,7.00\n{line}\n", encoding="utf-8")
    with pytest.raises(CrossfootError) as caught:
        Rates(path)
    assert caught.value.code == "E401" and caught.value.line == 3


def test_convert_answers_with_its_rate_and_day() -> None:
    dollars = extract.convert(250_000_000_000, "CNY", "USD", on=date(2020, 5, 30))
    assert dollars == dollars.rate * 250_000_000_000
    assert dollars.rate_date == "2020-05-29" and dollars.rate_source == "ECB"
    assert Decimal("34.5e9") < dollars < Decimal("35.5e9")


def test_convert_wants_a_date() -> None:
    with pytest.raises(CrossfootError, match="YYYY-MM-DD"):
        extract.convert(1, "CNY", "USD", on="27/5/2020")
