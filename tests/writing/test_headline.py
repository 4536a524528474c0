from __future__ import annotations

from decimal import Decimal

import pytest
from report_records import Draft, entity, kuaishou, revenue_pair

from extract.model import Extent, Finding
from extract.writing.evidence import Archive
from extract.writing.headline import headline

LONG = "A message that explains itself at length, with every figure that it rests on, " * 2


def of(records, finding):
    return headline(finding, Archive(records).evidence(finding))


def extent(low, high, unit):
    return Extent(
        low=None if low is None else Decimal(low), high=None if high is None else Decimal(high), unit=unit
    )


def finding(check, claims, observed, expected, message=LONG, figures=()):
    return Finding(
        id="f",
        check=check,
        severity="error",
        confidence=0.9,
        claims=claims,
        figures=figures,
        message=message,
        observed=observed,
        expected=expected,
    )


def test_a_value_stands_beside_what_would_fit():
    record = kuaishou()
    assert of([record], record.findings[0]) == (
        "Kuaishou’s GMV (livestreaming), 2020, target: RMB 100 million, where RMB 50–250 billion would fit"
    )


def test_two_values_of_one_thing_are_a_question():
    records, (contradiction,) = revenue_pair()
    assert of(records, contradiction) == "JD.com’s revenue, Q1 2020: RMB 146.2 billion or RMB 164.2 billion?"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [("0", "100", "at most 100%"), (None, "15", "at most 15%"), ("5", None, "at least 5%")],
)
def test_an_open_end_is_a_bound(low, high, words):
    draft = Draft("a", "Ours had 134% of the market.")
    share = draft.figure("134%", 134, kind="percent", unit="percent")
    claim = draft.claim("had 134%", "market_share", share, kind="share", subject=entity("Ours"))
    found = finding("bounds", (claim,), extent("134", "134", "percent"), extent(low, high, "percent"))
    assert of([draft.record()], found) == f"Ours’ market share: 134%, where {words} would fit"


def test_a_restatement_is_named_by_both_figures():
    draft = Draft("a", "It will raise HK$7.8 billion (US$1.6 billion).")
    first = draft.figure("HK$7.8 billion", 7_800_000_000, unit="HKD")
    second = draft.figure("US$1.6 billion", 1_600_000_000, unit="USD", converts=first)
    found = finding(
        "conversion",
        (),
        extent(1_600_000_000, 1_600_000_000, "USD"),
        extent(997_000_000, 1_010_000_000, "USD"),
        figures=(("a", first), ("a", second)),
    )
    assert of([draft.record()], found) == (
        "“US$1.6 billion” for “HK$7.8 billion”: USD 997 million–1.01 billion would fit"
    )


def test_a_short_message_needs_none():
    record = kuaishou()
    short = finding("bounds", record.findings[0].claims, None, None, message="17 May 2021 was a Monday.")
    assert of([record], short) is None


def test_without_a_value_to_fit_the_message_has_to_do():
    record = kuaishou()
    assert of([record], finding("calendar", record.findings[0].claims, None, None)) is None
