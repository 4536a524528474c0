"""What holds for the checks as a whole: order, ids, repetition, cost, records of other tools."""

from __future__ import annotations

import random
from decimal import Decimal

import msgspec
import pytest
from check_builder import YEAR_2019, Article, quarter
from test_checks_seed import seed

from extract.checking import check_record, check_records, contradiction, network
from extract.model import CHECKS, Finding, Record
from extract.quantity import Interval


def articles(number: int, slips: int = 0) -> list[Record]:
    """Articles of one company, most of which agree; every slip is a value of its own."""
    found = []
    for index in range(number):
        amount = f"${7 + index}.31 billion" if index < slips else "$5.21 billion"
        article = Article(f"Revenue was {amount}.", id=f"a{index}")
        article.claim("Acme", "revenue", article.figure(amount, "USD"), period=YEAR_2019)
        found.append(article.record)
    return found


def test_findings_are_listed_by_severity_and_then_as_the_articles_run() -> None:
    records = [*articles(3, slips=1), seed()]
    found = check_records(records)
    ranks = [("error", "warning", "info").index(finding.severity) for finding in found]
    assert ranks == sorted(ranks) and len(found) > 1
    assert len({finding.id for finding in found}) == len(found)


def test_ids_across_articles_do_not_depend_on_the_order_or_company_of_the_articles() -> None:
    records = articles(3, slips=1)
    first = {finding.id for finding in check_records(records)}
    assert first == {finding.id for finding in check_records([*records, seed()]) if "across" in finding.id}


def test_the_same_records_give_the_same_bytes() -> None:
    records = [*articles(6, slips=2), seed()]
    encoded = [msgspec.json.encode(check_records(list(records))) for _ in range(2)]
    assert encoded[0] == encoded[1]


def test_nothing_is_reported_twice() -> None:
    found = check_records([*articles(8, slips=3), seed()])
    about = [(finding.check, frozenset(finding.claims), finding.figures) for finding in found]
    assert len(about) == len(set(about))
    # Three values of their own, one finding each.
    assert len([finding for finding in found if finding.id.startswith("across#")]) == 3


def test_findings_within_articles_keep_their_ids_when_many_are_checked() -> None:
    (within,) = check_record(seed())
    assert within in check_records([*articles(3), seed()])


def test_a_claim_found_wrong_in_its_article_is_not_held_against_others() -> None:
    wrong = Article("The goal of $250 trillion. Revenue was fine.", id="wrong")
    wrong.claim("Acme", "revenue", wrong.figure("$250 trillion", "USD"), period=YEAR_2019)
    assert [finding.check for finding in check_records([wrong.record, *articles(3)])] == ["bounds"]


@pytest.mark.parametrize("slips", [0, 5])
def test_the_cost_of_a_group_grows_with_its_claims_and_not_with_their_pairs(
    monkeypatch: pytest.MonkeyPatch, slips: int
) -> None:
    def comparisons(number: int) -> int:
        counted = 0
        meets, project = Interval.meets, network.Bound.project

        def counting(self: Interval, other: Interval) -> bool:
            nonlocal counted
            counted += 1
            return meets(self, other)

        monkeypatch.setattr(Interval, "meets", counting)
        check_records(articles(number, slips))
        monkeypatch.setattr(Interval, "meets", meets)
        monkeypatch.setattr(network.Bound, "project", project)
        return counted

    one, two = comparisons(100), comparisons(200)
    assert two <= 2.2 * one


def test_the_values_most_claims_share_are_found_by_one_sweep() -> None:
    from extract.checking.quantities import facts_of

    shuffled = articles(30, slips=10)
    random.Random(7).shuffle(shuffled)
    facts = [fact for order, record in enumerate(shuffled) for fact in facts_of(record, order)]
    region = contradiction.agreed(facts)
    assert region.contains(Decimal("5.21e9"))
    inside = sum(fact.reading.tight.meets(region) for fact in facts)
    best = max(sum(fact.reading.tight.meets(other.reading.tight) for fact in facts) for other in facts)
    assert inside == best == 20


def test_a_record_of_another_tool_may_leave_out_all_that_is_optional() -> None:
    line = (
        '{"id": "x", "text": "Acme has 300 million users and 251 million users.", "claims": ['
        '{"id": "x#c1", "start": 0, "end": 4, "sentence_start": 0, "sentence_end": 40, "metric": "dau",'
        ' "kind": "level", "low": 300000000, "high": 300000000},'
        '{"id": "x#c2", "start": 41, "end": 44, "sentence_start": 41, "sentence_end": 50, "metric": "dau",'
        ' "kind": "level", "subject": {"id": "acme", "name": "Acme"}, "low": null, "high": null},'
        '{"id": "x#c3", "start": 0, "end": 4, "sentence_start": 0, "sentence_end": 40, "metric": "gmv",'
        ' "kind": "change", "low": 25, "high": 25, "unit": "percent", "baseline": "nowhere", "figure": 7, "date": 9},'
        '{"id": "x#c4", "start": 0, "end": 4, "sentence_start": 0, "sentence_end": 40, "metric": "of their own",'
        ' "kind": "comparison", "low": 25, "unit": "gizmo", "baseline": "x#c4"},'
        '{"id": "x#c5", "start": 0, "end": 4, "sentence_start": 0, "sentence_end": 40, "metric": "dau",'
        ' "kind": "rank", "low": 2, "high": 2, "unit": "rank"}]}'
    )
    record = msgspec.json.decode(line, type=Record)
    assert check_record(record) == ()


def test_an_undated_flow_said_twice_differently_is_a_hint() -> None:
    article = Article("Revenue was $5.21 billion. Then it says revenue was $6.91 billion.")
    for words in ("$5.21 billion", "$6.91 billion"):
        article.claim("Acme", "revenue", article.figure(words, "USD"), confidence=0.5)
    assert [finding.severity for finding in check_record(article.record)] == ["info"]


def test_every_finding_keeps_the_contract() -> None:
    article = Article(
        "Revenue: $5.25 billion in a quarter, $3.9 billion in the year; RMB 300 billion (USD 42 million)."
    )
    article.claim("Acme", "revenue", article.figure("$5.25 billion", "USD"), period=quarter(2019, 1))
    article.claim("Acme", "revenue", article.figure("$3.9 billion", "USD"), period=YEAR_2019)
    article.figure("USD 42 million", "USD", converts=article.figure("RMB 300 billion", "CNY"))
    found: list[Finding] = check_records([article.record, seed(), *articles(4, slips=2)])
    for finding in found:
        assert finding.check in CHECKS and 0 < finding.confidence < 1
        assert finding.message.endswith((".", '"')) and "\n" not in finding.message
        assert finding.claims or finding.figures or finding.dates
        for repair in finding.repairs:
            assert repair.text and repair.why and repair.field and repair.from_ != repair.to


def test_parts_whose_names_were_missed_do_not_contradict_each_other() -> None:
    article = Article(
        "The iPhone brought in $65.6 billion. Services: $15.8 billion. Revenue: $111.4 billion."
    )
    for words, name in (
        ("$65.6 billion", "brought in"),
        ("$15.8 billion", None),
        ("$111.4 billion", "Revenue"),
    ):
        article.claim("Apple", "revenue", article.figure(words, "USD"), period=YEAR_2019, metric_text=name)
    assert check_record(article.record) == ()


def test_what_is_counted_in_other_things_is_another_quantity() -> None:
    article = Article("It has 300 million users. They live in 400 cities.")
    article.claim("Acme", "users", article.figure("300 million", "user"))
    article.claim("Acme", "users", article.figure("400", "city"))
    assert check_record(article.record) == ()
