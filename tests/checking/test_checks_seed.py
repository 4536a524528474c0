"""The facts of the article the project began with: one slip of scale, and nothing else."""

from __future__ import annotations

from decimal import Decimal

from check_builder import YEAR_2019, YEAR_2020, Article

from extract.checking import check_record, check_records
from extract.model import Record

TEXT = (
    "Livestreaming had a gross merchandise volume of RMB 300 billion (USD 42 billion) in 2019, a broker says. "
    "Kuaishou, second behind Douyin with over 300 million daily active users, wants to sell goods worth "
    "RMB 250 billion (USD 35.2 billion) in 2020, up from an original goal of RMB 100 million, even exceeding "
    "Douyin's goal of RMB 200 billion. Taobao Live, set up in 2016, had a GMV of about RMB 200 billion to "
    "RMB 250 billion (USD 28.2 billion to USD 35.2 billion) last year. Its merchants grew 88% and GMV over 100%."
)


def seed(confidence: float = 0.8, linked: bool = True) -> Record:
    article = Article(TEXT)
    market = article.figure("RMB 300 billion", "CNY")
    article.figure("USD 42 billion", "USD", converts=market)
    users = article.figure("300 million", "user", modifier=">")
    goal = article.figure("RMB 250 billion", "CNY")
    article.figure("USD 35.2 billion", "USD", converts=goal)
    old = article.figure("RMB 100 million", "CNY")
    rival = article.figure("RMB 200 billion", "CNY")
    span = {"low": Decimal("200e9"), "high": Decimal("250e9"), "modifier": "~"}
    taobao = article.figure("RMB 200 billion to RMB 250 billion", "CNY", **span)
    span = {"low": Decimal("28.2e9"), "high": Decimal("35.2e9"), "modifier": "~"}
    article.figure(
        "USD 28.2 billion to USD 35.2 billion", "USD", converts=taobao, tolerance=Decimal("5e7"), **span
    )
    merchants = article.figure("88%", "percent")
    growth = article.figure("100%", "percent", modifier=">")
    sure = {"confidence": confidence}
    article.claim(None, "gmv", market, scope=("livestreaming",), period=YEAR_2019, status="estimate", **sure)
    article.claim("Kuaishou", "dau", users, **sure)
    target = {"period": YEAR_2020, "status": "target", "scope": ("livestreaming",), **sure}
    first = article.claim("Kuaishou", "gmv", old, **target)
    base = {"basis": "from_figure", "baseline": first} if linked else {}
    article.claim("Kuaishou", "gmv", goal, **target, **base)
    other = article.claim("Douyin", "gmv", rival, **target)
    article.claim("Kuaishou", "gmv", kind="comparison", baseline=other, modifier=">", **target)
    article.claim(
        "Taobao Live", "gmv", taobao, period=YEAR_2019, status="estimate", attribution="36Kr", **sure
    )
    up = {"kind": "change", "direction": "up", "basis": "yoy", **sure}
    article.claim("Taobao Live", "merchants", merchants, **up)
    article.claim("Taobao Live", "gmv", growth, **up)
    article.claim("Taobao Live", "founded", kind="event", **sure)
    return article.record


def test_the_old_goal_is_off_by_a_thousand_and_nothing_else_is_wrong() -> None:
    for linked in (True, False):
        (finding,) = [f for f in check_record(seed(linked=linked)) if f.severity != "info"]
        assert finding.check == "magnitude" and finding.id == "a#f1"
        repair = finding.repairs[0]
        assert (repair.text, repair.from_, repair.to) == (
            "RMB 100 billion",
            Decimal(10) ** 8,
            Decimal(10) ** 11,
        )
        assert repair.claim == "a#c3" and repair.figure == ("a", 5)
        assert "a 2,500-fold rise" in finding.message and "2.5-fold" in finding.message
        assert "up from an original goal of RMB 100 million" in finding.message


def test_nothing_is_said_of_it_as_a_hint_either() -> None:
    assert len(check_record(seed())) == 1


def test_a_claim_that_is_likely_misread_makes_a_lesser_finding() -> None:
    severities = [check_record(seed(confidence))[0].severity for confidence in (0.9, 0.47, 0.2)]
    assert severities == ["error", "warning", "info"]


def test_the_same_article_twice_is_one() -> None:
    assert check_records([seed(), seed()]) == list(check_record(seed()))
