"""A value far from what it is stated against: a firm's earlier worth, what was reached of a goal."""

from __future__ import annotations

import pytest
from check_builder import YEAR_2019, YEAR_2020, Article

from extract.checking import check_record


def found(article: Article) -> list[tuple[str, str]]:
    return [(finding.check, finding.repairs[0].text) for finding in check_record(article.record)]


@pytest.mark.parametrize(("old", "repairs"), [("$8.3 million", ["$8.3 billion"]), ("$830 million", [])])
def test_a_worth_on_the_exchange_and_before_it(old: str, repairs: list[str]) -> None:
    article = Article(f"The listing values Acme at $26 billion, after {old} in its last round.")
    first, second = article.figure("$26 billion", "USD"), article.figure(old, "USD")
    base = article.claim("Acme", "valuation", second, period=YEAR_2019)
    article.claim("Acme", "market_cap", first, period=YEAR_2020, baseline=base)
    assert [text for _, text in found(article)] == repairs


@pytest.mark.parametrize(
    ("goal", "period", "findings"),
    [
        ("RMB 6.8 million", YEAR_2020, [("magnitude", "RMB 6.8 billion")]),
        ("RMB 16.8 billion", YEAR_2020, []),
        ("RMB 6.8 million", YEAR_2019, []),
    ],
)
def test_a_goal_and_what_was_reached(goal: str, period: object, findings: list[tuple[str, str]]) -> None:
    article = Article(f"Acme sold bricks for RMB 6.31 billion. It had a goal of {goal}.")
    article.claim("Acme", "sales", article.figure("RMB 6.31 billion", "CNY"), period=YEAR_2020)
    article.claim("Acme", "sales", article.figure(goal, "CNY"), period=period, status="target")
    assert found(article) == findings
