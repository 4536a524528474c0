"""Changes, sums, margins and shares against the levels they are stated with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from check_builder import YEAR_2019, YEAR_2020, Article, quarter

from extract.checking import check_record, check_records
from extract.model import Finding


def grown(change: str, new: str, old: str, unit: str = "percent", **fields: Any) -> tuple[Finding, ...]:
    """ "Revenue rose CHANGE to NEW from OLD"."""
    article = Article(f"Acme says revenue rose {change} to {new} in 2020 from {old}.", published="2021-02-01")
    figure, level = article.figure(change, unit, **fields), article.figure(new, "USD")
    base = article.claim("Acme", "revenue", article.figure(old, "USD"), period=YEAR_2019)
    article.claim("Acme", "revenue", level, period=YEAR_2020)
    direction = {"direction": "down" if change.startswith("-") else "up"}
    period = {"period": YEAR_2020, "basis": "yoy", "baseline": base}
    article.claim("Acme", "revenue", figure, kind="change", **direction, **period)
    return check_record(article.record)


@pytest.mark.parametrize(
    ("change", "new", "old"),
    [
        ("25%", "$10 billion", "$8 billion"),
        ("11%", "$10 billion", "$9 billion"),
        ("11.1%", "$10 billion", "$9 billion"),
        ("24.8%", "$10.0 billion", "$8.01 billion"),
        ("900%", "$10 billion", "$1 billion"),
    ],
)
def test_what_fits_within_rounding(change: str, new: str, old: str) -> None:
    assert grown(change, new, old) == ()


def test_a_growth_that_does_not_lead_there() -> None:
    (finding,) = grown("25%", "$10 billion", "$9 billion")
    assert (finding.check, finding.severity) == ("arithmetic", "warning")
    assert set(finding.claims) == {"a#c1", "a#c2", "a#c3"}
    assert finding.observed.low == Decimal(10) ** 10
    assert (
        Decimal("10.6e9")
        < finding.expected.low
        < Decimal("11.25e9")
        < finding.expected.high
        < Decimal("11.9e9")
    )
    for words in ("rose 25%", "$9 billion", "$10 billion", "10.6 billion to USD 11.9 billion"):
        assert words in finding.message
    assert {repair.text for repair in finding.repairs} == {"11%", "$11 billion", "$8 billion"}


def test_even_a_loose_reading_may_not_save_it() -> None:
    (finding,) = grown("25%", "$20.1 billion", "$9.2 billion")
    assert finding.severity == "error"


def test_a_scale_word_gone_wrong() -> None:
    (finding,) = grown("25%", "$10 billion", "$8 million")
    assert (finding.check, finding.repairs[0].text) == ("magnitude", "$8 billion")


def test_two_digits_changed_about() -> None:
    (finding,) = grown("52%", "$12.5 billion", "$10.0 billion")
    assert (finding.check, finding.repairs[0].text, finding.repairs[0].to) == ("arithmetic", "25%", 25)


def test_a_rise_that_was_a_fall() -> None:
    (finding,) = grown("20%", "$8.0 billion", "$10.0 billion")
    assert (finding.repairs[0].field, finding.repairs[0].to) == ("direction", "down")


@pytest.mark.parametrize(
    ("new", "fits"), [("$16.5 billion", True), ("$17.5 billion", True), ("$12.1 billion", False)]
)
def test_doubled_is_roughly_twice(new: str, fits: bool) -> None:
    two = {"low": Decimal(2), "high": Decimal(2), "kind": "multiple"}
    assert (grown("doubled", new, "$8.3 billion", unit="times", **two) == ()) == fits


def test_more_than_doubled_is_at_least_twice() -> None:
    more = {"low": Decimal(2), "high": None, "modifier": ">", "kind": "multiple"}
    assert grown("doubled", "$30.1 billion", "$8.3 billion", unit="times", **more) == ()
    assert len(grown("doubled", "$12.1 billion", "$8.3 billion", unit="times", **more)) == 1


def test_an_amount_of_change_is_a_difference() -> None:
    assert grown("$2.0 billion", "$10.3 billion", "$8.3 billion", unit="USD") == ()
    (finding,) = grown("$3.0 billion", "$10.3 billion", "$8.3 billion", unit="USD")
    assert finding.check == "arithmetic"


def test_points_are_not_percent() -> None:
    def margin(points: str, unit: str) -> tuple[Finding, ...]:
        article = Article(f"Its gross margin rose {points} to 35.0% from 30.0%.")
        move = article.figure(points, unit)
        level = article.figure("35.0%", "percent")
        scope = {"scope": ("gross",)}
        base = article.claim("Acme", "margin", article.figure("30.0%", "percent"), period=YEAR_2019, **scope)
        article.claim("Acme", "margin", level, period=YEAR_2020, **scope)
        change = {"kind": "change", "direction": "up", "basis": "yoy", "baseline": base}
        article.claim("Acme", "margin", move, period=YEAR_2020, **change, **scope)
        return check_record(article.record)

    assert margin("5.0 points", "percentage_point") == ()
    assert [finding.check for finding in margin("7.0 points", "percentage_point")] == ["arithmetic"]
    # Whether "rose 5%" of a margin means points or percent can't be told.
    assert margin("5.0%", "percent") == ()


def test_the_level_before_may_stand_in_another_article() -> None:
    before = Article("Revenue was $9.0 billion in 2019.", id="before", published="2020-02-01")
    before.claim("Acme", "revenue", before.figure("$9.0 billion", "USD"), period=YEAR_2019)
    after = Article("Revenue rose 25% to $10.1 billion in 2020.", id="after", published="2021-02-01")
    growth = {"kind": "change", "direction": "up", "basis": "yoy"}
    after.claim("Acme", "revenue", after.figure("25%", "percent"), period=YEAR_2020, **growth)
    after.claim("Acme", "revenue", after.figure("$10.1 billion", "USD"), period=YEAR_2020)
    (finding,) = check_records([before.record, after.record])
    assert finding.check == "arithmetic" and len(finding.claims) == 3
    assert finding.id.startswith("across#") and "before (2020-02-01)" in finding.message
    assert check_records([after.record]) == []


def quarters(*amounts: str, year: str = "$10.0 billion", metric: str = "revenue") -> tuple[Finding, ...]:
    article = Article(f"Quarters: {'; '.join(amounts)}. The year: {year} in all.")
    for number, amount in enumerate(amounts, 1):
        article.claim("Acme", metric, article.figure(amount, "USD"), period=quarter(2019, number))
    article.claim("Acme", metric, article.figure(year, "USD", nth=0), period=YEAR_2019)
    return check_record(article.record)


def test_quarters_sum_to_their_year() -> None:
    assert quarters("$2.0 billion", "$2.5 billion", "$2.4 billion", "$3.1 billion") == ()
    (finding,) = quarters("$2.0 billion", "$2.5 billion", "$2.4 billion", "$5.1 billion")
    assert finding.check == "arithmetic" and len(finding.claims) == 5
    assert finding.repairs[0].text


def test_three_quarters_only_bound_the_year() -> None:
    assert quarters("$2.0 billion", "$2.5 billion", "$2.4 billion") == ()


def test_cumulative_values_are_no_parts() -> None:
    article = Article("Cumulative: $30.0 billion since 2016. In 2019: $10.0 billion.")
    article.claim(
        "Acme", "gmv", article.figure("$30.0 billion", "USD"), scope=("cumulative",), period=YEAR_2019
    )
    article.claim("Acme", "gmv", article.figure("$10.0 billion", "USD"), period=YEAR_2019)
    assert check_record(article.record) == ()


def test_a_margin_is_profit_over_revenue() -> None:
    def net(margin: str) -> tuple[Finding, ...]:
        article = Article(
            f"Net profit of $1.20 billion on revenue of $10.0 billion; a net margin of {margin}."
        )
        article.claim("Acme", "net_profit", article.figure("$1.20 billion", "USD"), period=YEAR_2019)
        article.claim("Acme", "revenue", article.figure("$10.0 billion", "USD"), period=YEAR_2019)
        article.claim("Acme", "margin", article.figure(margin, "percent"), period=YEAR_2019, scope=("net",))
        return check_record(article.record)

    assert net("12%") == ()
    (finding,) = net("21%")
    assert (finding.check, finding.repairs[0].text) == ("arithmetic", "12%")


def test_a_wrong_value_does_not_spread() -> None:
    article = Article(
        "It had $8.0 billion, $10.0 billion, $12.5 billion, $90.0 billion; up 25%, 25% then 25%."
    )
    amounts = ("$8.0 billion", "$10.0 billion", "$90.0 billion", "$12.5 billion")
    periods = [quarter(2019, number) for number in (1, 2, 3)]
    for amount, period in zip((amounts[0], amounts[1], amounts[3]), periods, strict=True):
        article.claim("Acme", "gmv", article.figure(amount, "USD"), period=period)
    article.claim("Acme", "gmv", article.figure(amounts[2], "USD"), period=quarter(2019, 4))
    for nth, number in enumerate((2, 3, 4)):
        growth = article.figure("25%", "percent", nth=nth)
        fields = {"kind": "change", "direction": "up", "basis": "qoq", "period": quarter(2019, number)}
        article.claim("Acme", "gmv", growth, **fields)
    (finding,) = check_record(article.record)
    assert "a#c4" in finding.claims and len(finding.claims) == 3


def test_growth_in_words_is_rough_and_agrees_with_the_exact_rate_beside_it() -> None:
    article = Article(
        "Revenue was $32.2 billion, 25.8% more than $25.6 billion. So revenue rose by a quarter."
    )
    numbers = [article.figure(words, "USD") for words in ("$32.2 billion", "$25.6 billion")]
    rates = [article.figure("25.8%", "percent")]
    rates.append(article.figure("a quarter", "percent", low=Decimal(25), high=Decimal(25), tolerance=None))
    old = article.claim("Acme", "revenue", numbers[1], period=YEAR_2019)
    article.claim("Acme", "revenue", numbers[0], period=YEAR_2020)
    for rate in rates:
        article.claim(
            "Acme",
            "revenue",
            rate,
            kind="change",
            period=YEAR_2020,
            baseline=old,
            direction="up",
            basis="yoy",
        )
    assert check_record(article.record) == ()


def test_premises_that_fit_nothing_make_no_finding() -> None:
    # Two different rates of one growth, both read of the wrong company: nothing could be said of the level itself.
    article = Article("It made SEK 222 million, up 11% from SEK 200 million, EUR 180 million in all, up 40%.")
    level = article.claim(
        "Acme", "operating_profit", article.figure("SEK 222 million", "SEK"), period=YEAR_2020
    )
    old = article.claim(
        "Acme", "operating_profit", article.figure("SEK 200 million", "SEK"), period=YEAR_2019
    )
    for words in ("11%", "40%"):
        rate = article.figure(words, "percent")
        article.claim(
            "Acme",
            "operating_profit",
            rate,
            kind="change",
            period=YEAR_2020,
            baseline=old,
            direction="up",
            basis="yoy",
        )
    assert level and not [f for f in check_record(article.record) if "at least SEK 0" in f.message]
