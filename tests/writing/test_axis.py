from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_records import Draft, kuaishou, revenue_pair

from extract.model import Extent, Finding, Repair
from extract.writing.axis import axis
from extract.writing.evidence import Archive, difference
from extract.writing.jsonl import decode_finding, encode


def drawn(records, finding):
    archive = Archive(records)
    return axis(
        finding, archive.evidence(finding), archive.mended(finding.repairs[0]) if finding.repairs else None
    )


def test_powers_of_ten_apart_get_a_logarithmic_axis_with_the_repair_among_the_rest():
    record = kuaishou()
    made = drawn([record], record.findings[0])
    assert made.factor == 10
    goal, slip, fits, repair = made.rows
    assert [row.kind for row in made.rows] == ["stated", "stated", "expected", "repair"]
    assert slip.inner_left < fits.inner_left < repair.inner_left < fits.inner_right
    assert goal.inner_left == pytest.approx(fits.inner_right)
    assert {"RMB 10 million", "RMB 100 billion"} <= {tick.label for tick in made.ticks}


def test_values_near_each_other_get_a_linear_axis_without_doubled_rows():
    records, (finding,) = revenue_pair()
    made = drawn(records, finding)
    assert made.factor is None
    # "expected" and "observed" are A and B with their rounding: they are not drawn a second time.
    assert [(row.kind, row.letter) for row in made.rows] == [("stated", "A"), ("stated", "B"), ("repair", "")]


def test_open_ends_reach_the_edge():
    record = kuaishou()
    finding = Finding(
        id="f",
        check="bounds",
        severity="info",
        confidence=0.5,
        claims=(record.claims[0].id,),
        message="More users than people.",
        expected=Extent(low=None, high=Decimal(100_000_000), unit="user"),
    )
    stated, expected = drawn([record], finding).rows
    assert stated.open_right and stated.inner_right == 100
    assert expected.open_left and expected.inner_left == 0


def test_one_number_alone_is_no_axis():
    record = kuaishou()
    finding = Finding(
        id="f", check="bounds", severity="info", confidence=0.5, claims=(record.claims[0].id,), message="m"
    )
    assert drawn([record], finding) is None


def test_pointers_that_lead_nowhere_are_left_out():
    finding = Finding(
        id="f",
        check="calendar",
        severity="info",
        confidence=0.5,
        claims=("gone#c1",),
        figures=(("gone", 0), ("kuaishou-jd", 99)),
        dates=(("kuaishou-jd", 99),),
        message="m",
    )
    assert Archive([kuaishou()]).evidence(finding) == []


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30),
)
def test_any_two_values_have_a_place_and_keep_their_order(one, two):
    finding = Finding(
        id="f",
        check="contradiction",
        severity="info",
        confidence=0.5,
        message="m",
        expected=Extent(low=one, high=one, unit="user"),
        observed=Extent(low=two, high=two, unit="user"),
    )
    made = axis(finding, [])
    observed, expected = made.rows
    assert all(0 <= place <= 100 for row in made.rows for place in (row.left, row.right))
    assert (expected.inner_left <= observed.inner_left) == (
        one <= two
    ) or expected.inner_left == observed.inner_left
    assert 1 <= len(made.ticks) <= 6
    assert list(made.lines) == sorted(made.lines)


@given(st.text(alphabet="ab \n", max_size=20), st.text(alphabet="ab \n", max_size=20))
def test_a_diff_has_both_texts_in_it(before, after):
    changes = difference(before, after)
    assert "".join(c.text for c in changes if c.kind != "added") == before
    assert "".join(c.text for c in changes if c.kind != "removed") == after


def test_a_diff_of_chinese_is_by_character():
    pieces = [(c.kind, c.text) for c in difference("42亿美元", "4.2亿美元")]
    assert pieces == [("removed", "42"), ("added", "4.2"), ("same", "亿美元")]


def repaired(**known):
    return Repair(text=known.pop("text", ""), why="", field=known.pop("field", "low"), **known)


def test_a_repair_in_another_unit_is_not_drawn():
    record = revenue_pair()[0][0]
    change = repaired(claim="wire-q1#c2", to=Decimal(11))
    assert Archive([record]).mended(change) == Extent(low=Decimal(11), high=Decimal(11), unit="percent")
    finding = Finding(
        id="f",
        check="arithmetic",
        severity="error",
        confidence=0.5,
        claims=("wire-q1#c1", "wire-q1#c2"),
        message="m",
        expected=Extent(low=Decimal(10**11), high=Decimal(10**11), unit="CNY"),
        repairs=(change,),
    )
    assert [row.kind for row in drawn([record], finding).rows] == ["stated", "expected"]


def test_a_repair_read_back_from_json_is_drawn_as_well():
    record = kuaishou()
    again = decode_finding(encode(record.findings[0]), "findings.jsonl", 1)
    assert drawn([record], again) == drawn([record], record.findings[0])


def test_a_mended_fall_stays_a_fall():
    draft = Draft("a", "Profit fell 8%.")
    claim = draft.claim(
        "fell 8%", "net_profit", None, kind="change", low=Decimal(-8), high=Decimal(-8), unit="percent"
    )
    mended = Archive([draft.record()]).mended(repaired(claim=claim, to=Decimal(80)))
    assert mended == Extent(low=Decimal(-80), high=Decimal(-80), unit="percent")


def test_an_amount_in_another_currency_is_drawn_at_the_rate_of_its_day():
    record = kuaishou()
    finding = Finding(
        id="f",
        check="conversion",
        severity="error",
        confidence=0.5,
        figures=(("kuaishou-jd", 1), ("kuaishou-jd", 2)),
        message="m",
        observed=Extent(low=Decimal(35_200_000_000), high=Decimal(35_200_000_000), unit="USD"),
    )
    stated, restated = drawn([record], finding).rows
    assert stated.value == "RMB 250 billion = USD 34.95 billion" and restated.value == "USD 35.2 billion"
    assert stated.inner_left < restated.inner_left


def test_a_weekday_beside_a_date_is_part_of_what_is_mended():
    draft = Draft("a", "It opens on Tuesday, June 16, 2021, they say.")
    draft.date("June 16, 2021", "2021-06-16")
    weekday = repaired(date=("a", 0), field="weekday", to="Wednesday", text="Wednesday, June 16, 2021")
    record, start, end = Archive([draft.record()]).mention(weekday)
    assert record.text[start:end] == "Tuesday, June 16, 2021"
    day = repaired(date=("a", 0), field="value", to="2021-06-15", text="June 15, 2021")
    _, start, end = Archive([draft.record()]).mention(day)
    assert record.text[start:end] == "June 16, 2021"


def test_evidence_is_lettered_in_reading_order_within_the_articles_of_the_finding():
    record = kuaishou()
    found = Archive([record]).evidence(record.findings[0])
    assert [(item.letter, item.value) for item in found] == [
        ("A", "RMB 250 billion"),
        ("B", "RMB 100 million"),
    ]


def test_what_is_counted_shares_an_axis_whatever_the_noun():
    draft = Draft("a", "BYD sold 3,024,417 vehicles. Another says 1,446 cars, a third 526,409.")
    finding = Finding(
        id="f",
        check="contradiction",
        severity="error",
        confidence=0.9,
        figures=tuple(
            ("a", draft.figure(words, words.replace(",", ""), kind="count", unit=unit))
            for words, unit in (("3,024,417", "vehicle"), ("1,446", "car"), ("526,409", None))
        ),
        message="m",
    )
    made = drawn([draft.record()], finding)
    assert [row.letter for row in made.rows] == ["A", "B", "C"] and made.unit == ""
    assert made.ticks[0].label == "1,000"
