"""Comparisons and ranks of market shares, and words that put one company ahead of another."""

from __future__ import annotations

from decimal import Decimal
from typing import Optional

import pytest
from check_builder import YEAR_2020, Article

from extract.checking import check_record
from extract.model import Company, Entity, Finding

SHARES = {"Alpha": "31.5%", "Beta": "24.2%", "Gamma": "19.8%", "Delta": "17.1%"}


def table(more: str, companies: tuple[str, ...] = (), **shares: str) -> Article:
    values = SHARES | shares
    article = Article(". ".join(f"{name} holds {value}" for name, value in values.items()) + ". " + more)
    market = {"kind": "share", "scope": ("kiln",), "period": YEAR_2020}
    for name, value in values.items():
        article.claim(name, "market_share", article.figure(value, "percent"), **market)
    for name in companies:
        start, end = article.span(name, article.text.count(name) - 1)
        article.companies.append(Company(start=start, end=end, text=name, id=name.casefold(), name=name))
    article.companies.sort(key=lambda company: company.start)
    return article


def ranked(name: str, words: str, place: str, **shares: str) -> list[tuple[str, str]]:
    article = table(f"{name} is {words} in kilns.", **shares)
    figure = article.figure(
        words, "rank", kind="rank", low=Decimal(place), high=Decimal(place), tolerance=None
    )
    article.claim(name, "market_share", figure, kind="rank", scope=("kiln",), period=YEAR_2020)
    return grave(check_record(article.record))


def grave(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.check, finding.severity) for finding in findings if finding.severity != "info"]


def test_a_rank_that_fits_the_shares() -> None:
    assert ranked("Alpha", "largest", "1") == []
    assert ranked("Gamma", "third", "3") == []


def test_a_rank_with_too_many_ahead() -> None:
    assert ranked("Beta", "largest", "1") == [("ordering", "warning")]


def test_a_rank_with_too_few_ahead() -> None:
    # What the four leave over is less than any of them has, so nobody unnamed is ahead of Beta.
    assert ranked("Beta", "third", "3") == [("ordering", "error")]


def test_somebody_unnamed_may_be_ahead() -> None:
    assert ranked("Beta", "third", "3", Alpha="26.5%", Gamma="11.8%", Delta="7.1%") == []


@pytest.mark.parametrize(("less", "findings"), [("Beta", []), ("Alpha", [("ordering", "error")])])
def test_a_share_ahead_of_another(less: str, findings: list[tuple[str, str]]) -> None:
    greater = "Alpha" if less == "Beta" else "Beta"
    article = table(f"So {greater} is ahead of {less}.")
    base = {name: f"a#c{place}" for place, name in enumerate(SHARES, 1)}[less]
    other = Entity(id=less.casefold(), name=less)
    article.claim(
        greater,
        "market_share",
        kind="comparison",
        object=other,
        baseline=base,
        modifier=">",
        scope=("kiln",),
        period=YEAR_2020,
    )
    assert grave(check_record(article.record)) == findings


def led(first: str, words: str, second: str, **shares: str) -> list[tuple[str, str]]:
    return grave(check_record(table(f"{first} {words} {second}.", (first, second), **shares).record))


def test_words_alone_that_put_one_ahead() -> None:
    assert led("Beta", "leads the field, ahead of", "Alpha") == [("ordering", "warning")]
    assert led("Alpha", "leads the field, ahead of", "Beta") == []
    # In something else, perhaps.
    assert led("Beta", "grew fast, ahead of", "Alpha") == []
    assert led("Beta", "leads in Peru with 60 shops, ahead of", "Alpha") == []


def counted(
    one: str, other: str, units: tuple[str, str], subject: Optional[str] = "Beta"
) -> list[tuple[str, str]]:
    article = Article(f"Alpha handed over {one} carts, more than {subject}'s {other}.")
    article.claim("Alpha", "deliveries", article.figure(one, units[0]), period=YEAR_2020)
    figure = article.figure(other, units[1])
    base = article.claim(subject, "deliveries", figure, period=YEAR_2020)
    article.claim(
        "Alpha", "deliveries", figure, kind="comparison", modifier=">", baseline=base, period=YEAR_2020
    )
    return grave(check_record(article.record))


def test_two_nouns_of_one_count() -> None:
    assert counted("7,200", "9,100", ("vehicle", "delivery")) == [("ordering", "error")]
    assert counted("9,200", "7,100", ("vehicle", "delivery")) == []
