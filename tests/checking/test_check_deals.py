"""A stake, its price and the firm's worth; a contract over years and its worth a year."""

from __future__ import annotations

import pytest
from check_builder import YEAR_2020, Article, quarter

from extract.checking import check_record
from extract.model import Entity, Period

DAY = Period(first=quarter(2020, 2).first, last=quarter(2020, 2).first)
TARGET = Entity(id="wendel", name="Wendel")


def bought(
    stake: str, metric: str = "stake", buyer: str = "Acme", earlier: bool = False
) -> list[tuple[str, str]]:
    article = Article(
        f"Acme bought {stake} of Wendel for $61 million, which values it at $402 million. It had 5%."
    )
    share = article.figure(stake, "percent")
    article.claim(buyer, "stake", share, kind="share", object=TARGET, period=DAY)
    article.claim(buyer, metric, article.figure("$61 million", "USD"), object=TARGET, period=DAY)
    article.claim("Wendel", "valuation", article.figure("$402 million", "USD"), period=DAY)
    if earlier:
        held = article.figure("5%", "percent")
        article.claim(buyer, "stake", held, kind="share", object=TARGET)
    return [(finding.check, finding.severity) for finding in check_record(article.record)]


def test_a_stake_is_its_price_over_the_worth() -> None:
    assert bought("25%") == [("share", "warning")]
    assert bought("15%") == []
    # The price is of what was added to an earlier stake.
    assert bought("25%", earlier=True) == []


def test_a_round_may_be_counted_in_the_valuation_or_not() -> None:
    assert bought("25%", metric="funding", buyer="Wendel") == [("share", "warning")]
    assert bought("15%", metric="funding", buyer="Wendel") == []
    assert bought("13%", metric="funding", buyer="Wendel") == []
    assert bought("11%", metric="funding", buyer="Wendel") == [("share", "warning")]


@pytest.mark.parametrize(
    ("total", "checks"),
    [
        ("$450 million", []),
        ("$430 million", []),
        ("$980 million", ["arithmetic"]),
        ("$450 thousand", ["magnitude"]),
    ],
)
def test_a_sum_over_years_and_the_sum_a_year(total: str, checks: list[str]) -> None:
    article = Article(f"Acme won an order. Over three years it is worth {total}, or $150 million a year.")
    for words, per in ((total, None), ("$150 million", "year")):
        article.claim("Acme", "other", article.figure(words, "USD", per=per), metric_text="order")
    article.date("three years", "P3Y", kind="duration")
    assert [finding.check for finding in check_record(article.record)] == checks


def test_money_of_each_unit_is_not_the_companys() -> None:
    text = "Acme sold goods for $955 million{} $3.40 remained, a gross margin of 3.4%."
    for between, fires in ((". Out of every $100 taken,", False), (". After direct costs,", True)):
        article = Article(text.format(between))
        article.claim("Acme", "revenue", article.figure("$955 million", "USD"), period=YEAR_2020)
        article.claim("Acme", "gross_profit", article.figure("$3.40", "USD"), period=YEAR_2020)
        margin = article.figure("3.4%", "percent")
        article.claim("Acme", "margin", margin, scope=("gross",), period=YEAR_2020)
        assert bool(check_record(article.record)) == fires
