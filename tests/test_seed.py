"""The article that started this, and its retelling in our corpus: what must come out of them.

The original is read where the training material lies beside the checkout; the retelling is read everywhere.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import extract
from extract.model import Claim, Figure, Record

ROOT = Path(__file__).parent.parent
ORIGINAL = sorted((ROOT.parent / "shared" / "seed").glob("*.txt"))
RETELLING = sorted((ROOT / "corpus" / "articles").glob("kuaishou-jd-livestreaming.*"))
BILLION, MILLION = 10**9, 10**6

both = pytest.mark.parametrize("path", RETELLING + ORIGINAL, ids=lambda path: path.stem[:20])


def test_the_retelling_is_there() -> None:
    assert len(RETELLING) == 1


@cache
def record_of(path: Path) -> Record:
    text = path.read_text(encoding="utf-8")
    if text.startswith("---"):
        text = text.split("---", 2)[2].strip()
    return extract.extract(text, published="2020-05-27", id="seed")


def figures(record: Record, low: int | None, high: int | None, unit: str) -> list[Figure]:
    return [f for f in record.figures if (f.low, f.high, f.unit) == (low, high, unit)]


def claims(record: Record, **fields: object) -> list[Claim]:
    """Claims with these fields; ``subject`` is compared by id, ``period`` by its days."""
    found = []
    for claim in record.claims:
        view = {name: getattr(claim, name) for name in fields}
        if "subject" in fields:
            view["subject"] = claim.subject.id if claim.subject else None
        if "period" in fields:
            view["period"] = (claim.period.first, claim.period.last) if claim.period else None
        if view == fields:
            found.append(claim)
    return found


def year(number: int) -> tuple[date, date]:
    return date(number, 1, 1), date(number, 12, 31)


@both
@pytest.mark.parametrize(
    ("low", "high", "usd_low", "usd_high"),
    [
        (300 * BILLION, 300 * BILLION, "42e9", "42e9"),
        (250 * BILLION, 250 * BILLION, "35.2e9", "35.2e9"),
        (200 * BILLION, 250 * BILLION, "28.2e9", "35.2e9"),
    ],
)
def test_amounts_and_their_restatements(path: Path, low: int, high: int, usd_low: str, usd_high: str) -> None:
    record = record_of(path)
    restated = figures(record, Decimal(usd_low), Decimal(usd_high), "USD")
    assert restated, "the dollars are found"
    assert any(
        (source.low, source.high, source.unit) == (low, high, "CNY")
        for figure in restated
        if figure.converts is not None
        for source in [record.figures[figure.converts]]
    )


@both
def test_the_other_figures(path: Path) -> None:
    record = record_of(path)
    assert figures(record, 100 * MILLION, 100 * MILLION, "CNY")
    assert figures(record, 200 * BILLION, 200 * BILLION, "CNY")
    assert [f.modifier for f in figures(record, 300 * MILLION, None, "user")] == [">"]
    assert [f.modifier for f in figures(record, 200 * BILLION, 250 * BILLION, "CNY")] == ["~"]
    assert figures(record, 88, 88, "percent")
    assert [f.modifier for f in figures(record, 100, None, "percent")] == [">"]
    assert [f.low for f in record.figures if f.kind == "rank" and f.text != "largest"] == [2]
    assert not [f for f in record.figures if f.text in ("618", "36", "36Kr")]


@both
def test_every_offset_points_at_its_text(path: Path) -> None:
    record = record_of(path)
    for span in (*record.companies, *record.figures, *record.dates):
        assert record.text[span.start : span.end] == span.text


@both
def test_the_dates(path: Path) -> None:
    record = record_of(path)
    spans = {date_.text.lower(): date_ for date_ in record.dates}
    days = {text: (d.first, d.last) for text, d in spans.items()}
    day = date(2020, 5, 27)
    assert days["wednesday"] == (day, day)
    assert days["june 16"] == (date(2020, 6, 16),) * 2
    assert days["june 18"] == (date(2020, 6, 18),) * 2
    assert days["2019"] == days["last year"] == year(2019)
    assert days["2020"] == year(2020)
    assert days["2016"] == year(2016)
    quarter = [d for text, d in spans.items() if "march 31, 2020" in text]
    assert [(d.first, d.last) for d in quarter] == [(date(2020, 1, 1), date(2020, 3, 31))]
    fiscal = [d for text, d in spans.items() if "fiscal year" in text]
    assert [(d.first, d.last, d.fiscal) for d in fiscal] == [(date(2019, 4, 1), date(2020, 3, 31), True)]


@both
def test_the_companies(path: Path) -> None:
    record = record_of(path)
    parents = {company.id: company.parent for company in record.companies}
    for name in ("kuaishou", "jd.com", "alibaba", "bytedance", "36kr"):
        assert name in parents
    names = {company.name: company.id for company in record.companies}
    assert {"Taobao Live", "Douyin", "China Merchants Securities"} <= set(names)
    assert parents[names["Taobao Live"]] == "alibaba" and parents[names["Douyin"]] == "bytedance"


STAND_FOR = {
    "kuaishou-jd-livestreaming": {
        ("both", "kuaishou"),
        ("both", "jd.com"),
        ("the app", "kuaishou"),
        ("the retailer", "jd.com"),
        ("the company", "alibaba"),
        ("it", "kuaishou"),
        ("its", "kuaishou"),
        ("its", "jd.com"),
        ("its", "taobao_live"),
    },
    "original": {
        ("the two companies", "kuaishou"),
        ("the two companies", "jd.com"),
        ("the company", "kuaishou"),
        ("the firm", "jd.com"),
        ("the company", "alibaba"),
        ("its", "kuaishou"),
        ("its", "jd.com"),
        ("its", "taobao_live"),
    },
}


@both
def test_words_that_stand_for_a_company(path: Path) -> None:
    record = record_of(path)
    coreferent = {(company.text.lower(), company.id) for company in record.companies if company.coref}
    assert STAND_FOR.get(path.stem, STAND_FOR["original"]) <= coreferent


@both
def test_the_market_is_not_the_company(path: Path) -> None:
    record = record_of(path)
    found = claims(
        record, metric="gmv", low=300 * BILLION, high=300 * BILLION, status="estimate", period=year(2019)
    )
    assert len(found) == 1
    assert found[0].attribution == "China Merchants Securities"
    assert found[0].subject is None or found[0].subject.id.startswith("market:")


@both
def test_the_claims_of_kuaishou_and_douyin(path: Path) -> None:
    record = record_of(path)
    assert claims(record, subject="kuaishou", metric="dau", low=300 * MILLION, high=None, modifier=">")
    goal = claims(
        record, subject="kuaishou", kind="level", status="target", low=250 * BILLION, period=year(2020)
    )
    earlier = claims(
        record, subject="kuaishou", kind="level", status="target", low=100 * MILLION, period=year(2020)
    )
    assert len(goal) == len(earlier) == 1
    assert goal[0].metric == earlier[0].metric == "gmv"
    assert goal[0].baseline == earlier[0].id
    assert claims(record, subject="douyin", status="target", low=200 * BILLION, kind="level")
    comparison = claims(record, subject="kuaishou", kind="comparison")
    assert [c.baseline for c in comparison] == [
        c.id for c in claims(record, subject="douyin", status="target", low=200 * BILLION, kind="level")
    ]
    assert claims(record, subject="kuaishou", kind="rank", low=2)


@both
def test_the_claims_of_taobao_live(path: Path) -> None:
    record = record_of(path)
    live = {c.name: c.id for c in record.companies}["Taobao Live"]
    level = claims(
        record, subject=live, metric="gmv", low=200 * BILLION, high=250 * BILLION, period=year(2019)
    )
    assert [(c.modifier, c.status, c.attribution) for c in level] == [("~", "estimate", "36Kr")]
    quarter = (date(2020, 1, 1), date(2020, 3, 31))
    growth = claims(
        record, subject=live, metric="merchants", kind="change", low=88, basis="yoy", period=quarter
    )
    assert [c.direction for c in growth] == ["up"]
    fiscal = (date(2019, 4, 1), date(2020, 3, 31))
    assert claims(
        record, subject=live, metric="gmv", kind="change", low=100, high=None, basis="yoy", period=fiscal
    )
    assert claims(record, subject=live, metric="founded", kind="event", period=year(2016))


@both
def test_exactly_one_finding_and_its_mend(path: Path) -> None:
    record = record_of(path)
    serious = [finding for finding in record.findings if finding.severity != "info"]
    assert [finding.check for finding in serious] == ["magnitude"]
    (finding,) = serious
    by_id = {claim.id: claim for claim in record.claims}
    assert {by_id[id_].low for id_ in finding.claims} == {100 * MILLION, 250 * BILLION}
    assert finding.repairs[0].text == "RMB 100 billion"
    assert (finding.repairs[0].from_, finding.repairs[0].to) == (100 * MILLION, 100 * BILLION)
    assert "RMB 250 billion" in finding.message and "RMB 100 million" in finding.message
    assert not [f for f in record.findings if f.check == "conversion"]
