"""What the yardstick counts as right, on records that are right but for one thing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from extract.evaluation import GoldArticle, evaluate
from extract.evaluation.gold import About, Control
from extract.model import Claim, Company, Date, Entity, Figure, Finding, Period, Record, Repair

TEXT = "Lanmu Robotics said revenue rose 12% to RMB 5 billion (about $700 million) in 2019. The company had 3 million users."


def at(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def company(words: str, id_: str = "lanmu_robotics", coref: bool = False) -> Company:
    return Company(**at(words), id=id_, name="Lanmu Robotics", coref=coref)  # type: ignore[arg-type]


def claim(number: int, **given: object) -> Claim:
    whole = {"start": 0, "end": len(TEXT), "sentence_start": 0, "sentence_end": len(TEXT)}
    lanmu = Entity(id="lanmu_robotics", name="Lanmu Robotics")
    return Claim(**{"id": f"a#c{number}", "subject": lanmu, **whole, **given})  # type: ignore[arg-type]


FIVE, TWELVE, THREE = Decimal(5_000_000_000), Decimal(12), Decimal(3_000_000)
YEAR = Period(first=date(2019, 1, 1), last=date(2019, 12, 31))
FIGURES = (
    Figure(**at("12%"), kind="percent", low=TWELVE, high=TWELVE, unit="percent"),  # type: ignore[arg-type]
    Figure(**at("RMB 5 billion"), kind="money", low=FIVE, high=FIVE, unit="CNY"),  # type: ignore[arg-type]
    Figure(**at("3 million"), kind="count", low=THREE, high=THREE, unit="user"),  # type: ignore[arg-type]
)
CLAIMS = (
    claim(1, metric="revenue", kind="change", figure=0, low=TWELVE, high=TWELVE, unit="percent", direction="up", period=YEAR, basis="yoy"),
    claim(2, metric="revenue", kind="level", figure=1, low=FIVE, high=FIVE, unit="CNY", period=YEAR, attribution="36Kr"),
    claim(3, metric="users", kind="level", figure=2, low=THREE, high=THREE, unit="user"),
)  # fmt: skip
RECORD = Record(
    id="a",
    text=TEXT,
    companies=(company("Lanmu Robotics"), company("The company", coref=True)),
    figures=FIGURES,
    dates=(Date(**at("2019"), kind="period", value="2019", first=YEAR.first, last=YEAR.last),),  # type: ignore[arg-type]
    claims=CLAIMS,
)
GOLD = [GoldArticle(record=RECORD, about=About(invented=("lanmu_robotics",)))]


def changed(place: int, **fields: object) -> Record:
    claims = list(CLAIMS)
    claims[place] = replace(claims[place], **fields)
    return replace(RECORD, claims=tuple(claims))


def test_the_gold_itself_is_all_right() -> None:
    for one in evaluate(GOLD, [RECORD]).measures:
        if one.kind in ("f1", "accuracy") and one.gold and "by confidence" not in one.name:
            assert (one.value, one.low, one.high) == (1.0, 1.0, 1.0), one.name


@pytest.mark.parametrize(
    ("place", "fields", "wrong"),
    [
        (1, {"subject": None}, {"subject", "STRICT"}),
        (1, {"metric": "sales"}, {"metric", "STRICT"}),
        (1, {"status": "target"}, {"status", "STRICT"}),
        (1, {"period": None}, {"period", "STRICT"}),
        (1, {"unit": "USD"}, {"unit", "STRICT"}),
        (1, {"low": FIVE * 10, "high": FIVE * 10}, {"value", "STRICT"}),
        (1, {"attribution": "Reuters"}, {"source"}),
        (1, {"scope": ("cloud",)}, {"scope"}),
        (0, {"direction": "down"}, {"direction"}),
        (0, {"basis": "qoq"}, {"basis"}),
        (2, {"modifier": ">"}, {"modifier"}),
        (2, {"period": YEAR}, {"no period"}),
    ],
)
def test_one_wrong_field_lowers_its_own_measure_alone(
    place: int, fields: dict[str, object], wrong: set[str]
) -> None:
    measures = evaluate(GOLD, [changed(place, **fields)], intervals=False).measures
    fallen = {
        one.name.partition(": ")[2]
        for one in measures
        if one.kind in ("f1", "accuracy") and one.gold and one.value != 1.0 and " by " not in one.name
    }
    assert fallen == wrong


def test_less_sure_claims_left_out_cost_recall_and_give_precision() -> None:
    confidences = zip(changed(1, subject=None).claims, (0.8, 0.6, 0.6), strict=True)
    claims = tuple(replace(one, confidence=confidence) for one, confidence in confidences)
    measures = evaluate(GOLD, [replace(RECORD, claims=claims)], intervals=False)
    half, surer, surest = (measures[f"claims by confidence: {least} or more"] for least in (0.5, 0.7, 0.9))
    assert (half.precision, half.recall) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert (surer.precision, surer.recall) == (1.0, pytest.approx(1 / 3))
    assert (surest.system, surest.recall) == (0, 0.0)


def test_claims_are_counted_by_story_too() -> None:
    gold = [
        GoldArticle(record=replace(RECORD, id=id_), about=About(invented=("lanmu_robotics",), story=story))
        for id_, story in (("a", "earnings"), ("b", "funding"), ("c", "earnings"))
    ]
    records = [RECORD, replace(changed(1, subject=None), id="b"), replace(RECORD, id="c", claims=())]
    measures = evaluate(gold, records, intervals=False)
    assert measures["claims by story: earnings"].recall == 0.5
    assert measures["claims by story: funding"].recall == pytest.approx(2 / 3)


def test_an_invented_company_may_have_any_id_that_is_its_own() -> None:
    renamed = replace(
        RECORD,
        companies=tuple(replace(one, id="lanmu") for one in RECORD.companies),
        claims=tuple(replace(one, subject=Entity(id="lanmu", name="Lanmu")) for one in CLAIMS),
    )
    assert evaluate(GOLD, [renamed], intervals=False)["claims: STRICT"].value == 1.0
    known = [GoldArticle(record=RECORD, about=About())]
    assert evaluate(known, [renamed], intervals=False)["claims: STRICT"].value == 0.0


def test_a_claim_too_many_costs_precision_and_one_too_few_recall() -> None:
    more = replace(RECORD, claims=(*CLAIMS, replace(CLAIMS[2], id="a#c4")))
    fewer = replace(RECORD, claims=CLAIMS[:2])
    found = [evaluate(GOLD, [record], intervals=False)["claims: found"] for record in (more, fewer)]
    assert (found[0].precision, found[0].recall) == (0.75, 1.0)
    assert (found[1].precision, found[1].recall) == (1.0, pytest.approx(2 / 3))


def test_a_missing_record_and_one_of_another_text_are_empty() -> None:
    other = replace(RECORD, text=TEXT + " ")
    for records in ([], [other]):
        evaluation = evaluate(GOLD, records, intervals=False)
        assert evaluation.missing == ("a",)
        assert evaluation["claims: found"].recall == 0.0


REPAIR = Repair(
    figure=("a", 1), field="value", from_=FIVE, to=FIVE * 10, text="RMB 50 billion", why="planted"
)
PLANTED = Finding(
    id="a#f1", check="magnitude", severity="error", confidence=1.0, figures=(("a", 0), ("a", 1)), message="", repairs=(REPAIR,)
)  # fmt: skip
SLIP = [GoldArticle(record=replace(RECORD, findings=(PLANTED,)), about=About())]
SOUND = [GoldArticle(record=RECORD, about=About(controls=(Control(name="rounding", relation="same a b"),)))]


@pytest.mark.parametrize(
    ("finding", "place", "check", "repair"),
    [
        (PLANTED, 1.0, 1.0, 1.0),
        (replace(PLANTED, check="arithmetic"), 1.0, 0.0, 1.0),
        (replace(PLANTED, repairs=(replace(REPAIR, text="RMB 6 billion", to=FIVE + 1),)), 1.0, 1.0, 0.0),
        (replace(PLANTED, repairs=(replace(REPAIR, text="50 billion yuan"),)), 1.0, 1.0, 1.0),
        (replace(PLANTED, figures=(("a", 2),)), 0.0, 0.0, None),
        (replace(PLANTED, severity="info"), 0.0, 0.0, None),
    ],
)
def test_findings(finding: Finding, place: float, check: float, repair: float | None) -> None:
    evaluation = evaluate(SLIP, [replace(RECORD, findings=(finding,))], intervals=False)
    assert evaluation["findings: at the right place"].recall == place
    assert evaluation["findings: under the right check"].recall == check
    assert evaluation["findings: right repair first"].value == repair


def test_false_alarms_are_counted_per_hundred_articles() -> None:
    evaluation = evaluate(
        SOUND, [replace(RECORD, findings=(PLANTED, replace(PLANTED, id="a#f2", severity="info")))]
    )
    assert evaluation["findings: false alarms in controls"].value == 100.0


@pytest.mark.parametrize(
    ("confidences", "error"),
    [((1.0, 1.0, 1.0), 0.0), ((0.5, 0.5, 0.5), 0.5), ((0.95, 0.85, 0.25), 0.3166667)],
)
def test_calibration_error_of_claims_that_are_all_right(confidences: tuple[float, ...], error: float) -> None:
    claims = tuple(replace(one, confidence=sure) for one, sure in zip(CLAIMS, confidences, strict=True))
    evaluation = evaluate(GOLD, [replace(RECORD, claims=claims)])
    assert evaluation["claims: calibration error"].value == pytest.approx(error)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.booleans(), min_size=2, max_size=12))
def test_an_interval_holds_its_value(rights: list[bool]) -> None:
    gold = [GoldArticle(record=replace(RECORD, id=str(place)), about=About()) for place in range(len(rights))]
    bad = replace(CLAIMS[1], metric="sales")
    records = [
        replace(RECORD, id=str(place), claims=CLAIMS if right else (CLAIMS[0], bad, CLAIMS[2]))
        for place, right in enumerate(rights)
    ]
    one = evaluate(gold, records)["claims: metric"]
    assert one.low is not None and one.high is not None and one.value is not None
    assert 0.0 <= one.low <= one.value <= one.high <= 1.0
