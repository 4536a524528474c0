"""The sample articles: readable in every format, dated, of the length promised, and the planted slips where they are said to be."""

from __future__ import annotations

import json
import re
from calendar import day_name, month_name
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from currency_converter import CurrencyConverter

from extract.model import CHECKS, Article
from extract.reading import read_articles

CORPUS = Path(__file__).parent.parent.parent / "corpus"
ARTICLES = {
    article.id: article
    for article in read_articles([str(CORPUS / "articles")])
    if isinstance(article, Article)
}
PLANTED = [json.loads(line) for line in (CORPUS / "planted.jsonl").read_text(encoding="utf-8").splitlines()]
MONTHS, DAYS = month_name[1:], list(day_name)
FULL_DATE = re.compile(
    rf"\b({'|'.join(DAYS)}), ({'|'.join(month[:3] for month in MONTHS)})[a-z.]* (\d{{1,2}})(?:, (\d{{4}}))?"
)


def test_every_file_is_read_without_an_error() -> None:
    results = list(read_articles([str(CORPUS / "articles")]))
    assert [result for result in results if not isinstance(result, Article)] == []
    assert len(results) == len(ARTICLES) >= 45


def test_every_format_is_there() -> None:
    assert {path.suffix for path in (CORPUS / "articles").iterdir()} == {".txt", ".md", ".html", ".json", ".jsonl", ".csv"}  # fmt: skip


@pytest.mark.parametrize("article", ARTICLES.values(), ids=lambda article: article.id)
def test_an_article_is_dated_and_of_the_length_of_a_news_item(article: Article) -> None:
    assert article.published is not None and 2014 <= article.published.year <= 2026
    assert 120 <= len(article.text.split()) <= 350


@pytest.mark.parametrize(
    "article",
    [article for article in ARTICLES.values() if (article.source or "").find("/") < 0],
    ids=lambda article: article.id,
)
def test_what_surrounds_an_article_is_not_in_it(article: Article) -> None:
    assert article.title
    for boilerplate in (
        "cookies",
        "Subscribe",
        "Most read",
        "All rights reserved",
        "window.readers",
        "published:",
    ):
        assert boilerplate not in article.text


def test_weekdays_fit_their_dates_but_for_the_planted_one() -> None:
    wrong = []
    for article in ARTICLES.values():
        for match in FULL_DATE.finditer(article.text):
            weekday, month, day, year = match.groups()
            number = [name[:3] for name in MONTHS].index(month[:3]) + 1
            assert article.published is not None
            if date(int(year or article.published.year), number, int(day)).strftime("%A") != weekday:
                wrong.append(match.group())
    assert wrong == ["Tuesday, May 17, 2021"]


SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
AMOUNT = r"([\d.]+) (million|billion|trillion)"
RESTATED = {
    "CNY": re.compile(rf"(?<!billion to )RMB {AMOUNT} \((?:about )?USD {AMOUNT}"),
    "HKD": re.compile(rf"HK\${AMOUNT} \(US\${AMOUNT}"),
    "KRW": re.compile(rf"{AMOUNT} won \((?:about )?\${AMOUNT}"),
    "IDR": re.compile(rf"Rp {AMOUNT} \(\${AMOUNT}"),
    "JPY": re.compile(rf"¥{AMOUNT} \((?:about )?\${AMOUNT}"),
}


RATES = CurrencyConverter(
    decimal=True, fallback_on_missing_rate=True, fallback_on_missing_rate_method="last_known"
)


def possible_rates(currency: str, published: date) -> tuple[Decimal, Decimal]:
    """The lowest and highest rate to the dollar from the start of the year before to the publication."""
    first = date(published.year - 1, 1, 1)
    days = [first + timedelta(days) for days in range((published - first).days + 1)]
    rates = [Decimal(RATES.convert(1, "USD", currency, date=day)) for day in days]
    return min(rates), max(rates)


def stated(amount: str, scale: str) -> tuple[Decimal, Decimal]:
    """The bounds within which the amount was rounded."""
    half = Decimal(1).scaleb(-len(amount.partition(".")[2])) / 2
    return (Decimal(amount) - half) * SCALES[scale], (Decimal(amount) + half) * SCALES[scale]


def test_restated_amounts_fit_the_rates_of_their_time_but_for_the_planted_ones() -> None:
    wrong, seen = set(), 0
    for article in ARTICLES.values():
        for currency, pattern in RESTATED.items():
            for match in pattern.finditer(article.text):
                assert article.published is not None
                seen += 1
                least, most = stated(*match.groups()[:2])
                fewest_dollars, most_dollars = stated(*match.groups()[2:])
                lowest, highest = possible_rates(currency, article.published)
                if least / highest > most_dollars or most / lowest < fewest_dollars:
                    wrong.add(article.id)
    assert seen >= 25
    assert wrong == {slip["articles"][0] for slip in PLANTED if slip["check"] == "conversion"}


def test_each_check_has_at_least_two_slips() -> None:
    counts = {check: sum(slip["check"] == check for slip in PLANTED) for check in CHECKS}
    assert min(counts.values()) >= 2, counts


@pytest.mark.parametrize("slip", PLANTED, ids=lambda slip: f"{slip['check']}-{slip['articles'][-1]}")
def test_a_planted_slip_stands_where_it_is_listed(slip: dict[str, object]) -> None:
    assert set(slip) == {"articles", "check", "also", "passages", "repair", "note"}
    for passage in slip["passages"]:
        assert ARTICLES[passage["article"]].text.count(passage["text"]) == 1
    assert slip["articles"] == sorted({p["article"] for p in slip["passages"]}, key=slip["articles"].index)
    assert set(slip["also"]) | {slip["check"]} <= set(CHECKS)


def test_most_articles_hold_no_slip() -> None:
    touched = {article for slip in PLANTED for article in slip["articles"]}
    assert 2 * len(touched) < len(ARTICLES)


def test_the_retold_seed_article_keeps_every_figure_of_its_story() -> None:
    text = ARTICLES["kuaishou-jd-livestreaming.md"].text
    figures = ["June 16", "June 18", "RMB 300 billion (USD 42 billion)", "over 300 million", "RMB 250 billion (USD 35.2 billion)", "RMB 100 million", "RMB 200 billion that Douyin", "RMB 200 billion to RMB 250 billion (USD 28.2 billion to USD 35.2 billion)", "88%", "100%", "second-largest", "2016", "three months ended March 31, 2020", "fiscal year ended March 2020"]  # fmt: skip
    assert [figure for figure in figures if figure not in text] == []
