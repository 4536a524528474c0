"""Restatements in another currency."""

from __future__ import annotations

from decimal import Decimal
from typing import Optional

import pytest
from check_builder import YEAR_2019, Article

from extract.checking import check_record
from extract.model import Finding


def restated(
    *pairs: tuple[str, str], published: Optional[str] = "2020-05-27", dated: bool = False
) -> list[Finding]:
    article = Article(" and ".join(f"{one} ({other})" for one, other in pairs), published=published)
    codes = {"RMB": "CNY", "EUR": "EUR", "HKD": "HKD", "USD": "USD", "JPY": "JPY"}
    for one, other in pairs:
        first = article.figure(one, codes[one[:3]])
        article.figure(other, codes[other[:3]], converts=first)
        if dated:
            article.claim("Acme", "gmv", first, period=YEAR_2019)
    return list(check_record(article.record))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("RMB 300 billion", "USD 42 billion"),
        ("RMB 250 billion", "USD 35.2 billion"),
        ("RMB 100 million", "USD 14 million"),
        ("RMB 7 million", "USD 1 million"),
        ("USD 35.2 billion", "RMB 250 billion"),
        ("EUR 10 million", "USD 11 million"),
    ],
)
def test_a_rounded_restatement_at_the_rate_of_the_time_is_right(one: str, other: str) -> None:
    assert restated((one, other)) == []


def test_a_figure_of_last_year_may_be_restated_at_last_years_rate_or_todays() -> None:
    # 2019: RMB 6.91 to the dollar on average; spring 2020: 7.1.
    assert restated(("RMB 300 billion", "USD 43.4 billion"), dated=True) == []
    assert restated(("RMB 300 billion", "USD 42.3 billion"), dated=True) == []
    assert [f.check for f in restated(("RMB 300 billion", "USD 46.0 billion"), dated=True)] == ["conversion"]


@pytest.mark.parametrize(
    ("other", "severity"),
    [("USD 52 billion", "error"), ("USD 43.5 billion", "warning"), ("USD 43.2 billion", "info")],
)
def test_the_wider_the_gap_the_graver(other: str, severity: str) -> None:
    (finding,) = restated(("RMB 300 billion", other))
    assert (finding.check, finding.severity) == ("conversion", severity)
    assert finding.expected.unit == "USD" and finding.expected.low < Decimal("42.5e9") < finding.expected.high
    assert other in finding.message and "RMB 300 billion" in finding.message
    assert finding.figures == (("a", 0), ("a", 1))


def test_a_power_of_ten_is_a_slip_of_scale_on_either_side() -> None:
    (finding,) = restated(("RMB 300 billion", "USD 42 million"))
    assert (finding.check, finding.severity) == ("magnitude", "error")
    assert [repair.text for repair in finding.repairs] == ["USD 42 billion", "RMB 300 million"]
    assert finding.repairs[0].to == Decimal(42_000_000_000) and finding.repairs[0].figure == ("a", 1)


def test_the_side_that_stands_alone_is_mended_first() -> None:
    pairs = [("RMB 300 million", "USD 42 billion"), ("RMB 250 billion", "USD 35.2 billion")]
    pairs.append(("RMB 210 billion", "USD 29.6 billion"))
    (finding,) = restated(*pairs)
    assert finding.repairs[0].text == "RMB 300 billion"


def test_another_currency_that_fits_is_proposed_first() -> None:
    (finding,) = restated(("RMB 300 billion", "HKD 42 billion"))
    assert (finding.repairs[0].field, finding.repairs[0].to) == ("unit", "USD")
    assert finding.repairs[0].text == "USD 42 billion"


def test_two_digits_changed_about_come_before_a_new_number() -> None:
    (finding,) = restated(("RMB 300 billion", "USD 24 billion"))
    assert finding.repairs[0].text == "USD 42 billion"


def test_the_odd_one_out_gets_the_rate_of_its_siblings() -> None:
    pairs = [("RMB 300 billion", "USD 42.3 billion"), ("RMB 250 billion", "USD 35.2 billion")]
    (finding,) = restated(*pairs, ("RMB 100 billion", "USD 18.8 billion"))
    assert finding.figures == (("a", 4), ("a", 5))
    assert finding.repairs[0].text == "USD 14.1 billion"
    assert "other restatements" in finding.repairs[0].why


def test_without_any_date_only_what_no_time_explains_is_wrong() -> None:
    assert restated(("RMB 100 million", "USD 16 million"), published=None) == []
    (finding,) = restated(("RMB 100 million", "USD 25 million"), published=None)
    assert finding.check == "conversion"


def test_an_approximate_restatement_has_more_room() -> None:
    article = Article("RMB 300 billion (about USD 40 billion)")
    first = article.figure("RMB 300 billion", "CNY")
    article.figure("USD 40 billion", "USD", converts=first, modifier="~")
    assert check_record(article.record) == ()


def test_both_ends_of_a_range_are_restated() -> None:
    def findings(high: str) -> tuple[Finding, ...]:
        article = Article("RMB 200 to 250 billion (USD 28.2 to 35.2 billion)")
        one = {"low": Decimal("200e9"), "high": Decimal("250e9")}
        first = article.figure("RMB 200 to 250 billion", "CNY", **one)
        other = {"low": Decimal("28.2e9"), "high": Decimal(high)}
        article.figure("USD 28.2 to 35.2 billion", "USD", converts=first, tolerance=Decimal("5e7"), **other)
        return check_record(article.record)

    assert findings("35.2e9") == ()
    assert [finding.check for finding in findings("39.2e9")] == ["conversion"]


def test_a_currency_without_rates_says_nothing() -> None:
    article = Article("RMB 300 billion (XYZ 42 billion)")
    article.figure("XYZ 42 billion", "XYZ", converts=article.figure("RMB 300 billion", "CNY"))
    assert check_record(article.record) == ()
