"""Parts by scope: an hour of a sale, a year of all years, parts that name their whole or say that they are the rest."""

from __future__ import annotations

from typing import Any

import pytest
from check_builder import YEAR_2019, YEAR_2020, Article, quarter

from extract.checking import check_record
from extract.model import Finding, Period

DAY = Period(first=YEAR_2020.first, last=YEAR_2020.first)
SALE = Period(first=YEAR_2020.first, last=quarter(2020, 1).last)


def found(article: Article) -> list[tuple[str, str]]:
    return [(finding.check, finding.severity) for finding in check_record(article.record)]


def sale(
    hour: str, scope: tuple[str, ...], hour_period: Any, whole_scope: tuple[str, ...] = ("lamp week",)
) -> Article:
    article = Article(f"Shoppers spent $40 million on lamps at Acme. The rush brought in {hour}, it said.")
    article.claim("Acme", "sales", article.figure("$40 million", "USD"), scope=whole_scope, period=SALE)
    article.claim("Acme", "sales", article.figure(hour, "USD"), scope=scope, period=hour_period)
    return article


@pytest.mark.parametrize("scope", [("opening hour",), ("first 30 minutes", "lamp week"), ("first day",)])
@pytest.mark.parametrize("period", [SALE, DAY, None])
def test_an_hour_brings_in_no_more_than_the_sale(scope: tuple[str, ...], period: Any) -> None:
    if period is None and len(scope) > 1:
        period = SALE
    assert found(sale("$52 million", scope, period)) == [("part_whole", "warning")]
    assert found(sale("$12 million", scope, period)) == []


def test_what_is_no_part_of_the_sale() -> None:
    assert found(sale("$52 million", ("cushions",), SALE)) == []
    assert found(sale("$52 million", ("first-time buyers",), SALE)) == []
    assert found(sale("$52 million", ("opening hour",), YEAR_2019)) == []


def test_an_hour_is_of_no_sale_where_the_article_speaks_of_two() -> None:
    article = sale("$52 million", ("opening hour",), SALE)
    article.text += " The chair week brought in $90 million."
    article.claim("Acme", "sales", article.figure("$90 million", "USD"), scope=("chair week",), period=SALE)
    assert found(article) == []


@pytest.mark.parametrize(("year", "findings"), [("9,400", [("part_whole", "warning")]), ("6,400", [])])
def test_a_year_within_all_so_far(year: str, findings: list[tuple[str, str]]) -> None:
    article = Article(f"Acme has delivered 8,100 kilns so far. Last year alone it delivered {year} kilns.")
    article.claim("Acme", "deliveries", article.figure("8,100", "kiln"), scope=("cumulative",))
    article.claim("Acme", "deliveries", article.figure(year, "kiln"), period=YEAR_2019)
    assert found(article) == findings


def test_a_round_within_all_that_was_collected() -> None:
    text = "Acme raised $30 million last week. That takes what it has collected since 2015 to {} million."
    for total, checks in (("$21", ["part_whole"]), ("$51", [])):
        article = Article(text.format(total))
        article.claim("Acme", "funding", article.figure("$30 million", "USD"), period=DAY)
        article.claim("Acme", "funding", article.figure(f"{total} million", "USD"), scope=("cumulative",))
        assert [finding.check for finding in check_record(article.record)] == checks


def cut(parts: tuple[str, str, str], baseline: bool) -> Article:
    article = Article(
        f"Acme is to cut 312 jobs. The plan names {parts[0]} in the mill, {parts[1]} in the yard and {parts[2]} in sales."
    )
    whole = article.claim("Acme", "layoffs", article.figure("312", "job"))
    for words, scope in zip(parts, ("mill", "yard", "sales"), strict=True):
        base = whole if baseline else None
        article.claim("Acme", "layoffs", article.figure(words, "job"), scope=(scope,), baseline=base)
    return article


def test_parts_that_name_their_whole() -> None:
    assert found(cut(("120", "110", "97"), baseline=True)) == [("part_whole", "warning")]
    assert found(cut(("120", "110", "65"), baseline=True)) == []
    # Parts that nobody ties to the whole may be counted twice: the mill's sales staff.
    assert found(cut(("120", "110", "97"), baseline=False)) == []


def segments(last: str, middle: str = "$4.1 billion") -> tuple[Finding, ...]:
    article = Article(
        f"Acme took in $9.8 billion.\nKilns made $3.7 billion. Bricks made {middle} and sand the remaining {last}."
    )
    article.claim("Acme", "revenue", article.figure("$9.8 billion", "USD"), period=YEAR_2019)
    for words, scope in (("$3.7 billion", "kiln"), (middle, "brick"), (last, "sand")):
        article.claim("Acme", "revenue", article.figure(words, "USD"), scope=(scope,), period=YEAR_2019)
    return check_record(article.record)


def test_parts_that_say_they_are_the_rest() -> None:
    (finding,) = segments("$2.0 billion", middle="$7.1 billion")
    assert (finding.check, finding.severity) == ("part_whole", "warning")
    assert "$4.1 billion" in [repair.text for repair in finding.repairs]
    assert segments("$2.0 billion") == ()
    # Too little: a part that wasn't read.
    assert segments("$1.0 billion") == ()
