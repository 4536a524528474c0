"""Shares times price against the sum raised."""

from __future__ import annotations

import pytest
from check_builder import Article

from extract.checking import check_record


def found(text: str, raised: str, shares: str, price: str) -> list[str]:
    article = Article(text)
    places = sorted(
        ((raised, "USD"), (shares, "share"), (price, "USD")), key=lambda item: text.index(item[0])
    )
    for words, unit in places:
        article.figure(words, unit)
    return [finding.check for finding in check_record(article.record)]


@pytest.mark.parametrize(
    ("raised", "findings"),
    [("$861 million", ["arithmetic"]), ("$561 million", []), ("$540 million", []), ("$5.6 billion", [])],
)
def test_shares_times_price(raised: str, findings: list[str]) -> None:
    text = f"Vireo raised {raised} in New York, selling 33 million shares at $17 each."
    assert found(text, raised, "33 million", "$17") == findings


def test_a_sum_of_another_sentence() -> None:
    text = "Vireo raised $861 million last year. It now sold 33 million shares at $17 each."
    assert found(text, "$861 million", "33 million", "$17") == []
