from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_records import kuaishou, revenue_pair

from extract.model import Extent, Finding
from extract.writing.axis import axis
from extract.writing.evidence import Archive, difference


def drawn(records, finding):
    return axis(finding, Archive(records).evidence(finding))


def test_powers_of_ten_apart_get_a_logarithmic_axis_with_the_repair_among_the_rest():
    record = kuaishou()
    made = drawn([record], record.findings[0])
    assert made.factor == 10
    slip, goal, implied, repair = made.rows
    assert [row.kind for row in made.rows] == ["stated", "stated", "expected", "repair"]
    assert slip.inner_left < implied.inner_left < repair.inner_left < implied.inner_right
    assert goal.inner_left == pytest.approx(implied.inner_right)
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
