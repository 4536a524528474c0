"""What a stated value means, line by line of ``docs/semantics.md``, where no check's own tests have it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Optional

import pytest
from check_builder import YEAR_2019, YEAR_2020, Article, quarter

from extract.checking import check_record, check_records
from extract.checking.readings import Stated, read, read_factor, read_share
from extract.model import Finding, Modifier
from extract.quantity import Interval


def stated(value: str, tolerance: str = "0.5", modifier: Modifier = "=") -> Stated:
    low, high = Decimal(value), Decimal(value)
    return Stated(
        None if modifier in ("<", "<=") else low,
        None if modifier in (">", ">=") else high,
        modifier,
        Decimal(tolerance),
    )


def ends(interval: Interval) -> tuple[Optional[float], Optional[float]]:
    low, high = interval.low, interval.high
    return None if low is None else float(low), None if high is None else float(high)


@pytest.mark.parametrize(
    ("said", "tight", "loose"),
    [
        (stated("300"), (299.5, 300.5), (250, 350)),
        (stated("35.2", "0.05"), (35.15, 35.25), (35.15, 35.25)),
        (stated("200", modifier="~"), (190, 210), (150, 250)),
        (stated("200", modifier="<"), (186, 200), (180, 200.5)),
        (stated("200", modifier=">"), (200, None), (199.5, None)),
        (stated("200", modifier=">="), (200, None), (199.5, None)),
        (stated("200", modifier="<="), (None, 200), (None, 200.5)),
    ],
)
def test_a_value_is_an_interval(said: Stated, tight: Any, loose: Any) -> None:
    reading = read(said)
    assert reading is not None
    assert (ends(reading.tight), ends(reading.loose)) == (tight, loose)


def test_a_value_without_a_tolerance_is_read_by_its_digits() -> None:
    reading = read(Stated(Decimal(1200), Decimal(1200), "=", None))
    assert reading is not None and ends(reading.tight) == (1150, 1250)


def test_rounding_is_capped_at_a_twentieth_in_growth() -> None:
    reading = read(stated("1", "0.5"))
    assert reading is not None
    assert (ends(reading.tight), ends(reading.capped)) == ((0.5, 1.5), (0.95, 1.05))


def test_over_has_no_end_but_far_beyond_is_unlikely() -> None:
    reading = read(stated("200", modifier=">"))
    assert reading is not None and ends(reading.likely) == (200, 300)


def test_factors_and_shares_in_words_are_rough() -> None:
    doubled, more, half = (
        read_factor(stated("2", "0")),
        read_factor(stated("2", "0", ">")),
        read_share(stated("50", "0"), worded=True),
    )
    assert doubled is not None and more is not None and half is not None
    assert (ends(doubled.tight), ends(more.tight), ends(half.tight)) == ((1.8, 2.2), (2, None), (47.5, 52.5))


def users(words: str, id_: str, published: str, text: str = "It had {} daily users.") -> Article:
    article = Article(text.format(words), id=id_, published=published)
    article.claim("Acme", "dau", article.figure(words, "user"))
    return article


def revenue(words: str, id_: str, text: str, published: str, **claim: Any) -> Article:
    article = Article(text.format(words), id=id_, published=published)
    article.claim("Acme", "revenue", article.figure(words, "USD"), **{"period": YEAR_2020, **claim})
    return article


def between(*articles: Article) -> list[Finding]:
    return check_records(article.record for article in articles)


def test_undated_stock_values_compare_across_any_thirty_days() -> None:
    first, second = users("250 million", "a", "2020-01-01"), users("251 million", "b", "2020-01-25")
    third = users("310 million", "c", "2020-02-20")
    (finding,) = between(first, second, third)
    assert finding.claims == ("b#c1", "c#c1")
    assert between(first, users("310 million", "c", "2020-02-20")) == []


def test_a_value_that_differs_in_every_stretch_of_days_is_told_once() -> None:
    days = ("2020-01-01", "2020-01-20", "2020-02-10", "2020-03-01")
    amounts = ("250 million", "310 million", "250 million", "310 million")
    articles = [users(words, f"a{day}", day) for words, day in zip(amounts, days, strict=True)]
    assert len(between(*articles)) == 1


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("It revised revenue to {}.", "actual"),
        ("The corrected revenue is {}.", "actual"),
        ("Revenue was restated at {}.", "actual"),
        ("It now expects revenue of {}.", "target"),
    ],
)
def test_a_later_article_that_says_so_replaces_what_earlier_ones_said(words: str, status: str) -> None:
    earlier = revenue("$5.21 billion", "a", "Revenue: {}.", "2020-05-01", status=status)
    later = revenue("$5.92 billion", "b", words, "2020-05-20", status=status)
    silent = revenue("$5.92 billion", "b", "Revenue: {}.", "2020-05-20", status=status)
    assert between(earlier, later) == []
    assert [finding.check for finding in between(earlier, silent)] == ["contradiction"]
    # Only what came before is replaced.
    after = revenue("$6.55 billion", "c", "Revenue: {}.", "2020-05-25", status=status)
    assert [finding.claims for finding in between(earlier, later, after)] == [("b#c1", "c#c1")]


def test_a_markets_figure_is_no_companys() -> None:
    article = Article("The phone market shipped 370 million phones in 2019. Acme shipped 40 million in 2019.")
    for subject, words in (("market:phones", "370 million"), ("Acme", "40 million")):
        article.claim(subject, "shipments", article.figure(words, "phone"), period=YEAR_2019)
    assert check_record(article.record) == ()


def test_a_further_conflict_is_found_after_the_first_and_nothing_twice() -> None:
    article = Article(
        "Acme's revenue rose 52% to $10.1 billion in 2019 from $9.1 billion in 2018. "
        "In the last quarter of 2019 revenue was $14.3 billion."
    )
    year_2018 = YEAR_2019.__class__(
        first=YEAR_2019.first.replace(year=2018), last=YEAR_2019.last.replace(year=2018)
    )
    base = article.claim("Acme", "revenue", article.figure("$9.1 billion", "USD"), period=year_2018)
    whole = article.claim("Acme", "revenue", article.figure("$10.1 billion", "USD"), period=YEAR_2019)
    rise = article.claim(
        "Acme",
        "revenue",
        article.figure("52%", "percent"),
        kind="change",
        direction="up",
        basis="yoy",
        baseline=base,
        period=YEAR_2019,
    )
    part = article.claim("Acme", "revenue", article.figure("$14.3 billion", "USD"), period=quarter(2019, 4))
    found = check_record(article.record)
    assert [(finding.check, set(finding.claims)) for finding in found] == [
        ("arithmetic", {base, whole, rise}),
        ("part_whole", {whole, part}),
    ]


def test_a_share_of_nothing_at_all_does_not_stop_the_check() -> None:
    article = Article("Cloud brought in $3 billion, 0% of revenue.")
    whole = article.claim("Acme", "revenue", article.figure("$3 billion", "USD"), period=YEAR_2019)
    share = article.figure("0%", "percent", tolerance=Decimal(0))
    article.claim("Acme", "revenue", share, kind="share", scope=("cloud",), period=YEAR_2019, baseline=whole)
    article.claim("Acme", "revenue", article.figure("$3 billion", "USD"), scope=("cloud",), period=YEAR_2019)
    assert all(finding.message for finding in check_record(article.record))


def test_a_finding_is_as_sure_as_its_claims() -> None:
    def confidence(sure: float) -> float:
        one, other = (
            revenue(words, words[1], "Revenue: {}.", "2020-05-01", confidence=sure)
            for words in ("$5.21 billion", "$6.92 billion")
        )
        (finding,) = between(one, other)
        return finding.confidence

    assert 0 < confidence(0.3) < confidence(0.7) < confidence(0.95) < 1
