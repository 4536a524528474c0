"""Shares, their parts and their wholes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from check_builder import YEAR_2019, YEAR_2020, Article

from extract.checking import check_record
from extract.model import Company, Finding


def share(percent: str, part: str = "$4.0 billion", scope: tuple[str, ...] = ("advertising",), **fields: Any):
    article = Article(f"Advertising brought in {part}, {percent} of its revenue of $10.0 billion.")
    amount, ratio = article.figure(part, "USD"), article.figure(percent, "percent", **fields)
    whole = article.claim("Acme", "revenue", article.figure("$10.0 billion", "USD"), period=YEAR_2020)
    article.claim("Acme", "revenue", amount, period=YEAR_2020, scope=scope)
    article.claim("Acme", "revenue", ratio, kind="share", period=YEAR_2020, scope=scope, baseline=whole)
    return check_record(article.record)


def test_a_share_that_is_part_over_whole() -> None:
    assert share("40%") == ()
    (finding,) = share("60%")
    assert (finding.check, set(finding.claims)) == ("share", {"a#c1", "a#c2", "a#c3"})
    assert finding.repairs[0].text == "40%"


def test_the_whole_is_told_from_the_part_even_without_a_scope() -> None:
    assert share("40%", scope=()) == ()
    assert [finding.check for finding in share("60%", scope=())] == ["share"]


def test_a_share_in_words_is_rough() -> None:
    third = {"low": Decimal("33.3"), "high": Decimal("33.3"), "tolerance": Decimal("0.5")}
    assert share("a third", "$3.5 billion", **third) == ()
    assert len(share("a third", "$4.5 billion", **third)) == 1


def test_a_scale_word_gone_wrong() -> None:
    (finding,) = share("40%", "$4.0 million")
    assert (finding.check, finding.repairs[0].text) == ("magnitude", "$4.0 billion")


def market(*shares: tuple[str, str], scope: tuple[str, ...] = ("china", "cloud"), owned: bool = False):
    article = Article("; ".join(f"{name} has {percent}" for name, percent in shares))
    for name, percent in shares:
        start, end = article.span(name)
        parent = "alpha" if owned and name != "Alpha" else None
        article.companies.append(
            Company(start=start, end=end, text=name, id=name.casefold(), name=name, parent=parent)
        )
        article.claim(name, "market_share", article.figure(percent, "percent"), scope=scope, period=YEAR_2020)
    return check_record(article.record)


def checks(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.check, finding.severity) for finding in findings]


def test_market_shares_of_one_market_sum_to_100_percent_at_most() -> None:
    assert market(("Alpha", "46%"), ("Beta", "30%"), ("Gamma", "23.9%")) == ()
    assert market(("Alpha", "33.4%"), ("Beta", "33.3%"), ("Gamma", "33.3%")) == ()
    findings = market(("Alpha", "46%"), ("Beta", "38%"), ("Gamma", "28%"), ("Delta", "3%"))
    assert checks(findings) == [("share", "error")]
    # Delta's 3% isn't needed for the conflict.
    assert findings[0].claims == ("a#c1", "a#c2", "a#c3")


def test_a_brand_within_its_owner_counts_once() -> None:
    assert market(("Alpha", "70%"), ("Beta", "45%"), owned=True) == ()


def test_shares_of_markets_that_are_not_named_may_be_of_two() -> None:
    article = Article("Alpha has 60% of it. In the other, Beta has 55%.")
    for name, percent in (("Alpha", "60%"), ("Beta", "55%")):
        article.claim(name, "market_share", article.figure(percent, "percent"), period=YEAR_2020)
    assert checks(check_record(article.record)) == [("share", "warning")] or checks(
        check_record(article.record)
    ) == [("share", "info")]


def test_groups_of_people_may_overlap() -> None:
    article = Article("Of its users 60% are women, 70% are young.")
    for percent, scope in (("60%", ("women",)), ("70%", ("young",))):
        article.claim("Acme", "users", article.figure(percent, "percent"), kind="share", scope=scope)
    assert check_record(article.record) == ()


def market_share(own: str, percent: str = "20%", baseline: bool = False) -> list[Finding]:
    """A market's total, a company's share of it, and what the company itself sold, counted in another noun."""
    text = f"Vendors shipped 378 million handsets in China in 2020. Acme held {percent} of the market: it shipped {own} phones."
    article = Article(text)
    total, ratio = article.figure("378 million", "handset"), article.figure(percent, "percent")
    sold = article.figure(own, "phone")
    whole = article.claim("market:china_handset", "shipments", total, period=YEAR_2020, status="estimate")
    against = {"baseline": whole} if baseline else {}
    article.claim("Acme", "market_share", ratio, kind="share", period=YEAR_2020, status="estimate", **against)
    article.claim("Acme", "shipments", sold, period=YEAR_2020)
    return [finding for finding in check_record(article.record) if finding.check == "share"]


def test_a_share_of_the_market_is_held_against_what_the_company_sold() -> None:
    for baseline in (False, True):
        assert market_share("75.6 million", baseline=baseline) == []
        (finding,) = market_share("175.6 million", baseline=baseline)
        assert set(finding.claims) == {"a#c1", "a#c2", "a#c3"}
    assert market_share("76 million", "20.1%") == []


def test_restated_values_are_no_part_and_a_slight_miss_is_no_finding() -> None:
    article = Article("Revenue was $391 million in 2020, restated from $402 million.")
    now, before = article.figure("$391 million", "USD"), article.figure("$402 million", "USD")
    article.claim("Acme", "revenue", now, period=YEAR_2020)
    article.claim("Acme", "revenue", before, period=YEAR_2020, scope=("before restatement",))
    assert check_record(article.record) == ()
    article = Article("It shipped 312,000 phones, 15.3% fewer than 368,000 a year earlier.")
    numbers = [article.figure(words, "phone") for words in ("312,000", "368,000")]
    old = article.claim("Acme", "shipments", numbers[1], period=YEAR_2019)
    change = article.figure("15.3%", "percent")
    article.claim("Acme", "shipments", numbers[0], period=YEAR_2020)
    less = {"low": Decimal("-15.3"), "high": Decimal("-15.3"), "direction": "down", "basis": "yoy"}
    article.claim("Acme", "shipments", change, kind="change", period=YEAR_2020, baseline=old, **less)
    assert check_record(article.record) == ()


def listed(scopes: tuple[str, str], metric: str = "production") -> list[tuple[str, str]]:
    article = Article("Wendel took 58% of Acme's output and Orlo took 61% of it.")
    for words, scope in zip(("58%", "61%"), scopes, strict=True):
        figure = article.figure(words, "percent")
        article.claim("Acme", metric, figure, kind="share", scope=(scope,), period=YEAR_2019)
    for name in ("Wendel", "Orlo"):
        start, end = article.span(name)
        article.companies.append(Company(start=start, end=end, text=name, id=name.casefold(), name=name))
    return checks(check_record(article.record))


def test_goods_that_go_to_one_firm_do_not_go_to_another() -> None:
    assert listed(("Wendel", "Orlo")) == [("share", "error")]
    # Bricks for export may be red ones.
    assert listed(("export", "red")) == []


def test_the_largest_customers_are_among_those_named() -> None:
    assert listed(("Wendel", "Orlo"), "revenue") == [("share", "error")]
    assert listed(("Wendel", "top five customers"), "revenue") == []


def of_market(scope: tuple[str, ...], noun: str) -> list[tuple[str, str]]:
    article = Article(f"Of the 400,000 kilns sold in Peru Acme has 20%. It says it sold 150,000 {noun}s.")
    market = {"period": YEAR_2019}
    total = article.claim("market:peru_kiln", "sales", article.figure("400,000", "kiln"), **market)
    share_of = article.figure("20%", "percent")
    article.claim("Acme", "market_share", share_of, kind="share", baseline=total, **market)
    article.claim("Acme", "sales", article.figure("150,000", noun), scope=scope, **market)
    return checks(check_record(article.record))


def test_what_a_company_sold_in_a_market() -> None:
    assert [check for check, _ in of_market((), "kiln")] == ["share"]
    assert [check for check, _ in of_market(("kiln",), "kiln")] == ["share"]
    assert of_market(("oven",), "oven") == []
    assert of_market(("worldwide",), "kiln") == []


def test_a_part_said_twice_is_one() -> None:
    article = Article(
        "Acme sold for $18.6 billion, online for $6.5 billion, or 53%; of the $6.5 billion toys had half."
    )
    whole = article.claim("Acme", "sales", article.figure("$18.6 billion", "USD"))
    for nth in (0, 1):
        article.claim("Acme", "sales", article.figure("$6.5 billion", "USD", nth), scope=("online",))
    percent = article.figure("53%", "percent")
    article.claim("Acme", "sales", percent, kind="share", scope=("online",), baseline=whole)
    assert [check for check, _ in checks(check_record(article.record))] == ["share"]
