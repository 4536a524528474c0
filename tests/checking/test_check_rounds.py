"""Rounds of funding against their total and the valuation they are raised at."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from check_builder import Article

from extract.checking import check_record
from extract.model import Finding, Period


def told(text: str, *claims: tuple[str, str, dict[str, Any]]) -> tuple[Finding, ...]:
    article = Article(text)
    for metric, words, fields in claims:
        article.claim("Larch", metric, article.figure(words, "USD"), **fields)
    return check_record(article.record)


def year(number: int) -> dict[str, Any]:
    return {"period": Period(first=date(number, 1, 1), last=date(number, 12, 31))}


def test_a_round_far_above_its_valuation_is_a_slip_of_scale() -> None:
    (finding,) = told(
        "Larch raised $120 billion at a post-money valuation of $1.1 billion.",
        ("funding", "$120 billion", {}),
        ("valuation", "$1.1 billion", {"scope": ("post-money",)}),
    )
    assert finding.check == "magnitude"
    assert {repair.text for repair in finding.repairs} == {"$120 million", "$1.1 trillion"}


def test_a_round_somewhat_above_its_valuation() -> None:
    (finding,) = told(
        "Larch raised $1.9 billion at a valuation of $1.1 billion.",
        ("funding", "$1.9 billion", {}),
        ("valuation", "$1.1 billion", {}),
    )
    assert (finding.check, finding.severity) == ("part_whole", "warning")


def test_rounds_that_do_not_make_the_total() -> None:
    (finding,) = told(
        "Larch raised $85 million in a Series B. That brings its total funding to $190 million. "
        "It took $15 million in a seed round and $60 million in a Series A.",
        ("funding", "$85 million", {}),
        ("funding", "$190 million", {}),
        ("funding", "$15 million", year(2017)),
        ("funding", "$60 million", year(2018)),
    )
    assert finding.check == "arithmetic"
    assert "total funding" in finding.message
    assert "$160 million" in {repair.text for repair in finding.repairs}


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        # Another round may have gone unmentioned.
        (
            "Larch raised $85 million in a Series C. That brings its total funding to $190 million.",
            ("$85", "$190"),
        ),
        # The total is of before.
        ("Larch raised $85 million. It had raised a total of $40 million before.", ("$85", "$40")),
        # A valuation before the money came in may be below it.
        ("Larch raised $85 million at a pre-money valuation of $60 million.", ("$85", "$60")),
    ],
)
def test_what_fits(text: str, sums: tuple[str, str]) -> None:
    one, other = (f"{words} million" for words in sums)
    second = "valuation" if "valuation" in text else "funding"
    fields = {"scope": ("pre-money",)} if second == "valuation" else {}
    assert told(text, ("funding", one, {}), (second, other, fields)) == ()
