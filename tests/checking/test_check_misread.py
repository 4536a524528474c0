"""Values that seem to contradict each other and are of two things: each beside the nearest text that is a slip indeed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from check_builder import YEAR_2019, YEAR_2020, Article, quarter

import extract
from extract.checking import check_record
from extract.model import Finding, Period

MAY = Period(first=date(2020, 5, 1), last=date(2020, 5, 31))


def grown(base_period: Period) -> tuple[Finding, ...]:
    article = Article("Revenue rose 25% to $10 billion. It had been $31 billion.")
    base = article.claim("Acme", "revenue", article.figure("$31 billion", "USD"), period=base_period)
    article.claim("Acme", "revenue", article.figure("$10 billion", "USD"), period=quarter(2020, 4))
    growth = {"kind": "change", "direction": "up", "basis": "yoy", "baseline": base}
    article.claim("Acme", "revenue", article.figure("25%", "percent"), period=quarter(2020, 4), **growth)
    return check_record(article.record)


def test_a_quarter_has_grown_from_a_quarter_and_from_no_year() -> None:
    assert [finding.check for finding in grown(quarter(2019, 4))] == ["arithmetic"]
    assert grown(YEAR_2019) == ()


def told_from_one_value(changes: dict[str, str]) -> tuple[Finding, ...]:
    article = Article(
        "Revenue was $14 billion, 100% more than a year ago and 88% more than the $7.45 billion before."
    )
    earlier = article.claim(
        "Acme", "revenue", article.figure("$7.45 billion", "USD"), period=quarter(2020, 1)
    )
    article.claim("Acme", "revenue", article.figure("$14 billion", "USD"), period=quarter(2020, 2))
    for words, basis in changes.items():
        growth = {"kind": "change", "direction": "up", "basis": basis, "baseline": earlier}
        article.claim("Acme", "revenue", article.figure(words, "percent"), period=quarter(2020, 2), **growth)
    return check_record(article.record)


def test_of_two_changes_from_one_value_the_nearer_is_held_to_it() -> None:
    assert told_from_one_value({"100%": "yoy", "88%": "qoq"}) == ()
    assert [finding.check for finding in told_from_one_value({"100%": "yoy"})] == ["arithmetic"]


def test_a_part_is_not_held_to_the_whole_of_another_sentence() -> None:
    def found(scope: tuple[str, ...]) -> tuple[Finding, ...]:
        article = Article("A year ago revenue was $9 billion. Cloud revenue rose 22% to $2.4 billion.")
        base = article.claim(
            "Acme", "revenue", article.figure("$9 billion", "USD"), period=YEAR_2019, scope=scope
        )
        cloud = {"period": YEAR_2020, "scope": ("cloud",)}
        growth = {"kind": "change", "direction": "up", "basis": "yoy", "baseline": base}
        article.claim("Acme", "revenue", article.figure("22%", "percent"), **cloud, **growth)
        article.claim("Acme", "revenue", article.figure("$2.4 billion", "USD"), **cloud)
        return check_record(article.record)

    assert found(()) == ()
    assert [finding.check for finding in found(("cloud",))] == ["arithmetic"]


@pytest.mark.parametrize(("opening", "fires"), [("This is growth of", 0), ("Deliveries had growth of", 1)])
def test_what_points_back_is_not_tied_to_what_comes(opening: str, fires: int) -> None:
    article = Article(
        f"{opening} 100% on the year. Acme delivered 11,000 cars. A year ago it was 11,500 cars."
    )
    growth = {"kind": "change", "direction": "up", "basis": "yoy"}
    article.claim("Acme", "deliveries", article.figure("100%", "percent"), period=YEAR_2020, **growth)
    article.claim("Acme", "deliveries", article.figure("11,000", "car"), period=YEAR_2020)
    article.claim("Acme", "deliveries", article.figure("11,500", "car"), period=YEAR_2019)
    assert len(check_record(article.record)) == fires


@pytest.mark.parametrize(
    ("text", "words", "unit", "metric", "fields"),
    [
        ("The loss was $(75) million.", "$(75) million", "USD", "operating_loss", {}),
        ("Sales came to $(20) million.", "$(20) million", "USD", "revenue", {}),
        ("Deliveries: 6,155 (-12.4%)", "(-12.4%)", "percent", "market_share", {"kind": "share"}),
    ],
)
def test_accountants_negatives_are_not_impossible(
    text: str, words: str, unit: str, metric: str, fields: dict[str, str]
) -> None:
    article = Article(text)
    value = Decimal(-75000000 if unit == "USD" else -12)
    index = article.figure(words, unit, low=value, high=value)
    article.claim("Acme", metric, index, period=YEAR_2020, **fields)
    assert check_record(article.record) == ()


@pytest.mark.parametrize(
    ("text", "fires"), [("Sales are up 141% on the quarter.", 0), ("Chips are 141% of sales.", 1)]
)
def test_a_move_above_a_hundred_percent_is_no_share(text: str, fires: int) -> None:
    article = Article(text)
    article.claim("Acme", "revenue", article.figure("141%", "percent"), period=YEAR_2020, kind="share")
    assert len(check_record(article.record)) == fires


@pytest.mark.parametrize(("after", "fires"), [(" in a blistering 85 seconds", 0), (" by December", 1)])
def test_what_is_reached_in_a_moment_is_no_whole(after: str, fires: int) -> None:
    article = Article(f"On Sunday shoppers spent $30 billion. Sales hit $10 billion{after}.")
    sunday = Period(first=date(2020, 11, 11), last=date(2020, 11, 11))
    article.claim("Acme", "sales", article.figure("$30 billion", "USD"), period=sunday)
    article.claim("Acme", "sales", article.figure("$10 billion", "USD"), period=YEAR_2020)
    assert len(check_record(article.record)) == fires


@pytest.mark.parametrize(
    ("before", "after", "fires"),
    [
        ("It surpassed its previous month's delivery record of ", " cars", 0),
        ("India had 31 percent (or ", ") of the deliveries", 0),
        ("Acme's deliveries are ", " cars ahead of those of its rival", 0),
        ("Acme and its rival are separated by about ", " cars", 0),
        ("Acme's deliveries were ", " cars", 1),
    ],
)
def test_values_of_an_earlier_time_or_a_part_contradict_nothing(before: str, after: str, fires: int) -> None:
    article = Article(f"Acme's deliveries were 28,277 cars in May. {before}25,681{after}.")
    for words in ("28,277", "25,681"):
        index = article.figure(words, "car")
        article.claim("Acme", "deliveries", index, period=MAY, metric_text="deliveries")
    assert len(check_record(article.record)) == fires


@pytest.mark.parametrize(("one", "other"), [("Revenue", "Non-game revenue"), ("Revenue per MAU", "Revenue")])
def test_what_is_left_out_or_divided_is_another_quantity(one: str, other: str) -> None:
    def found(first: str, second: str) -> tuple[Finding, ...]:
        article = Article(f"{first} was RMB 15.4 million. {second} was RMB 12.7 million.")
        for words in ("RMB 15.4 million", "RMB 12.7 million"):
            index = article.figure(words, "CNY")
            article.claim("Acme", "revenue", index, period=YEAR_2020, metric_text="revenue")
        return check_record(article.record)

    assert found(one, other) == ()
    assert [finding.check for finding in found("Revenue", "Revenue")] == ["contradiction"]


@pytest.mark.parametrize(("subject", "fires"), [("Acme", 0), ("market:cloud", 1)])
def test_a_markets_size_is_no_companys(subject: str, fires: int) -> None:
    article = Article("The cloud market grew to $12 billion. The cloud market was $18 billion.")
    for words in ("$12 billion", "$18 billion"):
        index = article.figure(words, "USD")
        fields = {"period": YEAR_2020, "metric_text": "market", "scope": ("cloud",)}
        article.claim(subject, "market_size", index, **fields)
    assert len(check_record(article.record)) == fires


@pytest.mark.parametrize(("mark", "fires"), [(";", 0), (",", 1)])
def test_a_value_behind_a_semicolon_is_not_the_part_that_a_share_is_of(mark: str, fires: int) -> None:
    article = Article(f"Gifts made 62% of its revenue of $40 billion{mark} advertising brought $13 billion.")
    whole = article.claim("Acme", "revenue", article.figure("$40 billion", "USD"), period=YEAR_2020)
    share = {"kind": "share", "baseline": whole, "period": YEAR_2020}
    article.claim("Acme", "revenue", article.figure("62%", "percent"), **share)
    article.claim("Acme", "revenue", article.figure("$13 billion", "USD"), period=YEAR_2020)
    assert len(check_record(article.record)) == fires


def test_who_is_followed_by_another_has_more() -> None:
    record = extract.extract(
        "Samsung had revenue of $3.16 billion in the second quarter, followed by SMIC with revenue of $2.21 billion.",
        published="2025-09-02",
        id="x",
    )
    assert record.findings == ()
    assert not [claim for claim in record.claims if claim.kind == "comparison" and claim.modifier == "<"]


@pytest.mark.parametrize(("verb", "fires"), [("crossed", 0), ("recorded", 1)])
def test_what_was_crossed_in_a_month_came_together_over_years(verb: str, fires: int) -> None:
    article = Article(
        f"The app {verb} 1 billion downloads in May, just 1 billion. It had 614 million downloads in the year."
    )
    article.claim("Acme", "downloads", article.figure("1 billion", "download"), period=MAY)
    article.claim("Acme", "downloads", article.figure("just 1 billion", "download"), period=MAY)
    article.claim("Acme", "downloads", article.figure("614 million", "download"), period=YEAR_2020)
    assert len(check_record(article.record)) == fires


@pytest.mark.parametrize(("own", "fires"), [("USD 35.2 billion", 0), ("USD 39.9 billion", 2)])
def test_what_a_rival_made_does_not_restate_an_amount_that_has_its_restatement(own: str, fires: int) -> None:
    article = Article(f"It made RMB 250 billion ({own}), far more than its rival (USD 17 billion) did.")
    first = article.figure("RMB 250 billion", "CNY")
    article.figure(own, "USD", converts=first)
    article.figure("USD 17 billion", "USD", converts=first)
    assert len(check_record(article.record)) == fires
