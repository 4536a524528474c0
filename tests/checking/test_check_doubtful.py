"""Findings that hang on a doubtful reading, each beside the nearest one that doesn't."""

from __future__ import annotations

from datetime import date

import pytest
from check_builder import Article, quarter

from extract.checking import check_record
from extract.model import Finding, Period

QUARTER = quarter(2020, 3)
NOVEMBER = Period(first=date(2020, 11, 1), last=date(2020, 11, 30))
ITS_END = Period(first=date(2020, 11, 30), last=date(2020, 11, 30))


def shipped(status: str) -> list[str]:
    article = Article("The market took 1,000,000 phones. Acme had 20% of it. Acme shipped 100,000 phones.")
    total = article.figure("1,000,000", "phone", kind="count")
    article.claim("market:phones", "shipments", total, period=QUARTER, status="estimate")
    share = article.figure("20%", "percent")
    article.claim("Acme", "market_share", share, kind="share", period=QUARTER, status="estimate")
    own = article.figure("100,000 phones", "phone", kind="count")
    article.claim("Acme", "shipments", own, period=QUARTER, status=status)
    return [finding.check for finding in check_record(article.record)]


def test_a_counter_s_share_is_held_to_the_counter_s_number_and_not_to_the_company_s() -> None:
    assert shipped("estimate") == ["share"]
    assert shipped("actual") == []


def delivered(sentence: str) -> list[str]:
    article = Article(f"In November Acme delivered 26,600 cars. {sentence}")
    article.claim("Acme", "deliveries", article.figure("26,600", "car", kind="count"), period=NOVEMBER)
    article.claim("Acme", "deliveries", article.figure("268,000", "car", kind="count"), period=ITS_END)
    return [finding.check for finding in check_record(article.record)]


def test_what_has_come_together_by_a_day_is_no_part_of_its_month() -> None:
    assert delivered("By the end of November it had managed 268,000.") == []
    assert delivered("On November 30 alone it delivered 268,000.") == ["part_whole"]


def ridden(share: str, confidence: float) -> tuple[Finding, ...]:
    article = Article(f"The app accounts for {share} of rides.")
    figure = article.figure(share, "percent")
    article.claim("Acme", "orders", figure, kind="share", period=QUARTER, confidence=confidence)
    return check_record(article.record)


@pytest.mark.parametrize("confidence", [0.2, 0.9])
def test_more_than_all_can_not_be_whatever_it_is_a_share_of(confidence: float) -> None:
    (finding,) = ridden("168%", confidence)
    assert finding.check == "bounds"
    assert finding.severity == ("error" if confidence > 0.5 else "warning")
    assert ridden("68%", confidence) == ()


def test_prices_of_many_things_do_not_contradict_each_other() -> None:
    def found(*prices: str) -> list[str]:
        article = Article(f"Phones from $126. Acme sells {', '.join(prices)}.")
        for words in ("$126", *prices):
            article.claim("Acme", "price", article.figure(words, "USD"))
        return [finding.check for finding in check_record(article.record) if finding.severity != "info"]

    assert found("$1,260", "$712") == []
    assert found("$1,260") == ["magnitude"]
