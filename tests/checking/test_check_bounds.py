"""Values that can't be."""

from __future__ import annotations

from typing import Any

import pytest
from check_builder import YEAR_2020, Article

from extract.checking import check_record
from extract.model import Finding


def said(metric: str, words: str, unit: str, subject: str = "Acme", **fields: Any) -> tuple[Finding, ...]:
    article = Article(f"It is {words}, the report says.")
    article.claim(subject, metric, article.figure(words, unit), period=YEAR_2020, **fields)
    return check_record(article.record)


@pytest.mark.parametrize(
    ("metric", "words", "unit", "fields"),
    [
        ("market_share", "140%", "percent", {}),
        ("penetration", "103%", "percent", {}),
        ("stake", "120%", "percent", {}),
        ("margin", "112%", "percent", {"scope": ("gross",)}),
        ("revenue", "130%", "percent", {"kind": "share"}),
        ("revenue", "130%", "percent", {"kind": "change", "direction": "down"}),
        ("users", "90 billion", "user", {}),
        ("dau", "9.5 billion", "user", {}),
        ("mau", "1.9 billion", "user", {"scope": ("china",)}),
        ("dau", "400 million", "user", {"scope": ("us",)}),
        ("employees", "300 million", "employee", {}),
        ("revenue", "$250 trillion", "USD", {}),
        ("revenue", "RMB 250 trillion", "CNY", {}),
    ],
)
def test_what_can_not_be(metric: str, words: str, unit: str, fields: dict[str, Any]) -> None:
    (finding,) = said(metric, words, unit, **fields)
    assert (finding.check, finding.severity, finding.claims) == ("bounds", "error", ("a#c1",))
    assert finding.figures == (("a", 0),) and words in finding.message
    assert finding.expected is not None and finding.observed is not None


@pytest.mark.parametrize(
    ("metric", "words", "unit", "fields"),
    [
        ("market_share", "100%", "percent", {}),
        ("revenue", "130%", "percent", {"kind": "change", "direction": "up"}),
        ("revenue", "100%", "percent", {"kind": "change", "direction": "down"}),
        ("net_profit", "130%", "percent", {"kind": "change", "direction": "down"}),
        ("mau", "2.9 billion", "user", {}),
        ("mau", "1.2 billion", "user", {"scope": ("china",)}),
        ("users", "1.9 billion", "user", {"scope": ("china",), "metric_text": "registered accounts"}),
        ("subscribers", "1.7 billion", "subscriber", {"scope": ("china",)}),
        ("revenue", "$250 billion", "USD", {}),
        ("revenue", "JPY 30 trillion", "JPY", {}),
        ("market_size", "$25 trillion", "USD", {}),
        ("market_share", "140%", "percent", {"negated": True}),
    ],
)
def test_what_can_be(metric: str, words: str, unit: str, fields: dict[str, Any]) -> None:
    assert said(metric, words, unit, **fields) == ()


def test_a_digit_or_a_scale_word_too_many_is_proposed() -> None:
    assert said("market_share", "140%", "percent")[0].repairs[0].text == "14%"
    assert said("revenue", "$250 trillion", "USD")[0].repairs[0].text == "$250 billion"


def test_more_users_than_people_says_how_many_there_are() -> None:
    assert "1.45 billion people" in said("mau", "1.9 billion", "user", scope=("china",))[0].message
