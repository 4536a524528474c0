"""Conversions at the rate of the claim's own time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from extract.claims.conversion import with_conversions
from extract.lexicon.rates import Rates
from extract.model import Claim, Figure, Period

DAY = date(2020, 5, 27)
YEAR = Period(first=date(2019, 1, 1), last=date(2019, 12, 31))


@pytest.fixture(scope="module")
def rates() -> Rates:
    return Rates()


def money(unit: str = "CNY", converts: int | None = None) -> Figure:
    value = Decimal(300_000_000_000)
    return Figure(
        start=0, end=5, text="money", kind="money", low=value, high=value, unit=unit, converts=converts
    )


def claim(metric: str, period: Period | None) -> Claim:
    return Claim(
        id="a#c1",
        start=0,
        end=5,
        sentence_start=0,
        sentence_end=5,
        metric=metric,
        kind="level",
        figure=0,
        period=period,
    )


def test_a_flow_takes_the_average_of_its_period(rates: Rates) -> None:
    (figure,) = with_conversions([money()], [claim("gmv", YEAR)], DAY, rates)
    average = rates.average("CNY", "USD", date(2019, 1, 1), date(2019, 12, 31))
    assert average is not None and figure.usd is not None
    assert (figure.usd.rate, figure.usd.rate_date) == (average.value, "2019-01-01/2019-12-31")
    assert figure.usd.low == Decimal(300_000_000_000) * average.value


def test_a_stock_takes_the_last_day(rates: Rates) -> None:
    (figure,) = with_conversions([money()], [claim("cash", YEAR)], DAY, rates)
    assert figure.usd is not None and figure.usd.rate_date == "2019-12-31"


def test_without_a_period_the_day_of_publication(rates: Rates) -> None:
    (figure,) = with_conversions([money()], [claim("gmv", None)], DAY, rates)
    (unclaimed,) = with_conversions([money()], [], DAY, rates)
    assert figure.usd is not None and figure.usd.rate_date == "2020-05-27"
    assert unclaimed.usd == figure.usd


def test_without_any_day_nothing(rates: Rates) -> None:
    (figure,) = with_conversions([money()], [claim("gmv", None)], None, rates)
    assert figure.usd is None and figure.cny is None


def test_a_period_to_come_takes_no_rate_of_the_future(rates: Rates) -> None:
    ahead = Period(first=date(2021, 1, 1), last=date(2021, 12, 31))
    (figure,) = with_conversions([money()], [claim("gmv", ahead)], DAY, rates)
    assert figure.usd is not None and figure.usd.rate_date == "2020-05-27"


def test_a_restatement_takes_the_time_of_its_original(rates: Rates) -> None:
    both = with_conversions([money(), money("USD", converts=0)], [claim("gmv", YEAR)], DAY, rates)
    assert both[1].cny is not None and both[1].cny.rate_date == "2019-01-01/2019-12-31"
    assert both[0].cny is not None and both[0].cny.rate == 1


def test_only_money_is_converted(rates: Rates) -> None:
    share = Figure(
        start=0, end=3, text="12%", kind="percent", low=Decimal(12), high=Decimal(12), unit="percent"
    )
    assert with_conversions([share], [], DAY, rates) == (share,)
