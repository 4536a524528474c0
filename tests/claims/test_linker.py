"""What the linker makes of the constructions of the genre."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import spacy

from extract.model import Claim, Period

Linked = Callable[..., tuple[Claim, ...]]


def only(claims: tuple[Claim, ...], **fields: object) -> Claim:
    found = [
        claim for claim in claims if all(getattr(claim, name) == value for name, value in fields.items())
    ]
    assert len(found) == 1, claims
    return found[0]


def test_a_rise_to_a_level_from_a_level_is_three_claims(linked: Linked) -> None:
    claims = linked("Net profit at Meituan fell 12% to RMB 4.7 billion from RMB 5.3 billion.", "Meituan")
    change = only(claims, kind="change")
    after, before = only(claims, low=Decimal(4_700_000_000)), only(claims, low=Decimal(5_300_000_000))
    assert len(claims) == 3
    assert (change.low, change.high, change.direction, change.unit) == (-12, -12, "down", "percent")
    assert (change.basis, change.baseline) == ("from_figure", before.id)
    assert {claim.metric for claim in claims} == {"net_profit"}
    assert {claim.subject.id for claim in claims if claim.subject} == {"meituan"}
    assert after.kind == before.kind == "level" and after.baseline is None


def test_the_earlier_level_has_the_earlier_period(linked: Linked) -> None:
    text = "Tencent's revenue rose 25% to RMB 135.3 billion in the first quarter of 2021 from RMB 108.1 billion a year earlier."
    claims = linked(text, "Tencent")
    quarter = Period(first=date(2021, 1, 1), last=date(2021, 3, 31))
    assert only(claims, kind="change").period == quarter
    assert only(claims, kind="change").basis == "yoy"
    assert only(claims, low=Decimal(135_300_000_000)).period == quarter
    earlier = only(claims, low=Decimal(108_100_000_000))
    assert earlier.period == Period(first=date(2020, 1, 1), last=date(2020, 3, 31))


def test_an_earlier_goal_is_a_goal_of_the_same_period(linked: Linked) -> None:
    text = "Kuaishou has set a target to sell goods worth RMB 250 billion in 2020, up from an original goal of RMB 100 million."
    claims = linked(text, "Kuaishou", published="2020-05-27")
    goal, original = only(claims, low=Decimal(250_000_000_000)), only(claims, low=Decimal(100_000_000))
    assert goal.status == original.status == "target"
    assert goal.metric == original.metric == "gmv"
    assert goal.period == original.period == Period(first=date(2020, 1, 1), last=date(2020, 12, 31))
    assert goal.baseline == original.id


def test_a_comparison_states_the_other_side_and_the_order(linked: Linked) -> None:
    text = "Kuaishou targets a GMV of RMB 250 billion, exceeding its rival Douyin's goal of RMB 200 billion."
    claims = linked(text, "Kuaishou", "Douyin")
    other = only(claims, kind="level", low=Decimal(200_000_000_000))
    assert other.subject is not None and other.subject.id == "douyin"
    assert (other.metric, other.status) == ("gmv", "target")
    comparison = only(claims, kind="comparison")
    assert comparison.subject is not None and comparison.subject.id == "kuaishou"
    assert (comparison.baseline, comparison.modifier) == (other.id, ">")
    assert comparison.object is not None and comparison.object.id == "douyin"


def test_expectations_are_forecasts_about_the_same_subject(linked: Linked) -> None:
    claims = linked(
        "Zoom's revenue came in at $956 million, beating analysts' estimate of $906 million.", "Zoom"
    )
    expected = only(claims, kind="level", low=Decimal(906_000_000))
    assert (expected.status, expected.metric) == ("forecast", "revenue")
    assert expected.subject is not None and expected.subject.id == "zoom"
    assert only(claims, low=Decimal(956_000_000)).status == "actual"


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "Alibaba and Meituan reported revenue of RMB 9 billion and RMB 8 billion, respectively.",
            ["alibaba", "meituan"],
        ),
        (
            "Samsung shipped 60 million phones, Apple 45 million and Xiaomi 30 million.",
            ["samsung", "apple", "xiaomi"],
        ),
        ("Samsung's market share stood at 21%, while Apple held 17%.", ["samsung", "apple"]),
    ],
)
def test_each_figure_of_a_list_goes_to_its_own_company(
    linked: Linked, text: str, subjects: list[str]
) -> None:
    claims = linked(text, "Alibaba", "Meituan", "Samsung", "Apple", "Xiaomi")
    assert [claim.subject.id for claim in claims if claim.subject] == subjects
    assert len({claim.metric for claim in claims}) == 1


def test_each_figure_of_a_list_goes_to_its_own_metric(linked: Linked) -> None:
    text = "Revenue and net profit at NetEase rose 20% and 15% to RMB 50 billion and RMB 6 billion, respectively."
    found = [(claim.metric, claim.kind, claim.low) for claim in linked(text, "NetEase")]
    assert found == [
        ("revenue", "change", 20),
        ("net_profit", "change", 15),
        ("revenue", "level", 50_000_000_000),
        ("net_profit", "level", 6_000_000_000),
    ]


@pytest.mark.parametrize(
    ("text", "metric", "status"),
    [
        ("Apple plans to invest $1 billion in India.", "investment", "target"),
        ("Apple expects revenue of $90 billion.", "revenue", "forecast"),
        ("Apple's revenue could reach $90 billion.", "revenue", "forecast"),
        ("Apple's revenue reached $90 billion.", "revenue", "actual"),
        ("Apple shipped 50 million phones, IDC estimates.", "shipments", "estimate"),
        ("Apple is in talks to raise $2 billion.", "funding", "rumour"),
        ("Apple said it will lay off 900 employees.", "layoffs", "target"),
    ],
)
def test_status_by_the_words_around(linked: Linked, text: str, metric: str, status: str) -> None:
    (claim,) = linked(text, "Apple", "IDC")
    assert (claim.metric, claim.status) == (metric, status)


def test_a_denial_is_negated_and_the_affirmation_is_not(linked: Linked) -> None:
    (denied,) = linked("Lenovo denied that it would lay off 900 employees.", "Lenovo")
    (stated,) = linked("Lenovo confirmed that it would lay off 900 employees.", "Lenovo")
    assert (denied.negated, stated.negated) == (True, False)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Apple's revenue was $90 billion, according to a report from brokerage Citi.", "Citi"),
        ("Citi data showed that Apple shipped 50 million phones.", "Citi"),
        ("Apple's revenue was $90 billion, according to the Ministry of Commerce.", "Ministry of Commerce"),
        ("Apple's revenue was $90 billion, according to people familiar with the matter.", None),
    ],
)
def test_the_source_that_is_named(linked: Linked, text: str, source: str | None) -> None:
    claims = linked(text, "Apple", "Citi")
    assert [claim.attribution for claim in claims] == [source]
    assert claims[0].subject is not None and claims[0].subject.id == "apple"


def test_a_market_is_its_own_subject(linked: Linked) -> None:
    text = "Global smartphone shipments fell 6.8% to 344.7 million units in 2021, according to IDC."
    claims = linked(text, "IDC", published="2022-02-01")
    assert {claim.subject.id for claim in claims if claim.subject} == {"market:global_smartphone"}
    assert {(claim.metric, claim.status, claim.attribution) for claim in claims} == {
        ("shipments", "estimate", "IDC")
    }


def test_one_market_has_one_name(linked: Linked) -> None:
    one = linked("Smartphone shipments in India fell 6.8%, according to IDC.", "IDC")
    two = linked("India's smartphone shipments fell 6.8%, according to IDC.", "IDC")
    assert one[0].subject == two[0].subject


def test_days_are_events(linked: Linked) -> None:
    claims = linked("Taobao Live, established in 2016, had revenue of $5 billion in 2019.", "Taobao Live")
    founded, revenue = claims
    assert (founded.metric, founded.kind, founded.figure) == ("founded", "event", None)
    assert founded.period == Period(first=date(2016, 1, 1), last=date(2016, 12, 31))
    assert revenue.period == Period(first=date(2019, 1, 1), last=date(2019, 12, 31))


def test_open_intervals_belong_to_the_period(linked: Linked) -> None:
    (until,) = linked("Apple aims for revenue of $90 billion by the end of 2022.", "Apple")
    (since,) = linked("Apple has raised $2 billion since 2018.", "Apple")
    assert until.period == Period(first=None, last=date(2022, 12, 31))
    assert since.period == Period(first=date(2018, 1, 1), last=None)


def test_a_flow_inherits_its_period_and_a_stock_does_not(linked: Linked) -> None:
    text = "Apple's revenue was $90 billion in 2020. Net profit was $20 billion. It has 300 million users."
    revenue, profit, users = linked(text, "Apple")
    assert revenue.period == profit.period == Period(first=date(2020, 1, 1), last=date(2020, 12, 31))
    assert (users.metric, users.period) == ("users", None)


def test_a_restatement_makes_no_claim(linked: Linked) -> None:
    (claim,) = linked("Apple's revenue was RMB 300 billion (USD 42 billion).", "Apple")
    assert claim.unit == "CNY"


def test_the_owner_of_a_share_of_something_known_is_linked_to_its_whole(linked: Linked) -> None:
    text = "Alibaba's revenue was RMB 100 billion in 2020. Cloud computing accounted for 8% of Alibaba's revenue in 2020."
    whole, share = linked(text, "Alibaba")
    assert (share.kind, share.metric, share.scope, share.baseline) == (
        "share",
        "revenue",
        ("cloud",),
        whole.id,
    )


def test_buyer_and_bought(linked: Linked) -> None:
    (claim,) = linked("Microsoft agreed to buy Activision for $68.7 billion.", "Microsoft", "Activision")
    assert claim.metric == "acquisition_price"
    assert claim.subject is not None and claim.subject.id == "microsoft"
    assert claim.object is not None and claim.object.id == "activision"


def test_evidence_and_sentence_hold_the_figure(linked: Linked) -> None:
    text = "In a note.\n\nApple’s revenue was 3 亿元 – $90 billion 🎉 in 2020."
    for claim in linked(text, "Apple"):
        assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end
        assert text[claim.sentence_start : claim.sentence_end].startswith("Apple")


@pytest.mark.parametrize(
    "text", ["", "...", "$5 billion", "12%", "and, of, to", "\n\n\n", "up 5% to from 3%", "respectively"]
)
def test_fragments_make_no_trouble(linked: Linked, text: str) -> None:
    for claim in linked(text):
        assert 0.0 <= claim.confidence <= 1.0


def test_every_move_has_its_own_earlier_value(linked: Linked) -> None:
    text = "Nio delivered 44,246 cars in December, down 24.4% from 58,513, and 406,343 in 2025, 18.8% fewer than the 500,508 of 2024."
    claims = linked(text, "Nio", published="2026-01-02")
    by_id = {claim.id: claim.low for claim in claims}
    moves = {
        claim.low: by_id[claim.baseline] for claim in claims if claim.kind == "change" and claim.baseline
    }
    assert moves == {Decimal("-24.4"): 58_513, Decimal("-18.8"): 500_508}


@pytest.mark.parametrize("opening", ["BEIJING, Aug. 1 (Harbor Ledger) — ", "BEIJING, Aug. 1 — "])
def test_a_dateline_is_no_period(linked: Linked, opening: str) -> None:
    (claim,) = linked(f"{opening}Apple has cash of $35 billion.", "Apple", published="2016-08-01")
    assert claim.period is None


def test_an_aside_does_not_part_a_figure_from_its_metric(linked: Linked) -> None:
    text = "Adjusted net profit, which strips out gains on investments, was RMB 5.7 billion at Meituan."
    (claim,) = linked(text, "Meituan")
    assert (claim.metric, claim.scope) == ("net_profit", ("adjusted",))


def test_the_verbs_of_a_users_metric_reach_the_linker(tmp_path: Path) -> None:
    table = tmp_path / "metrics.toml"
    table.write_text(
        '[parcels_sorted]\nwords = ["parcels sorted"]\nverbs = ["sort"]\nunits = ["parcel"]\nunit_kinds = ["count"]\n',
        encoding="utf-8",
    )
    nlp = spacy.blank("en")
    nlp.add_pipe("crossfoot", config={"metrics": str(table)})
    (claim,) = nlp("Cainiao sorted 40 million parcels in 2021.")._.crossfoot.claims
    assert (claim.metric, claim.low) == ("parcels_sorted", 40_000_000)
