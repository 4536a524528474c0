"""Interval arithmetic holds for every number inside the intervals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.quantity import Interval, half_significant_unit, half_unit, plain

NUMBERS = st.decimals(Decimal("-1e15"), Decimal("1e15"), places=4)
POSITIVE = st.decimals(Decimal("0"), Decimal("1e12"), places=2)


def between(low: Decimal, high: Decimal) -> Interval:
    return Interval(min(low, high), max(low, high))


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.sampled_from([0, 1]), st.sampled_from([0, 1]))
def test_sums_and_differences_hold_their_ends(a, b, c, d, i, j) -> None:
    one, two = between(a, b), between(c, d)
    x, y = (a, b)[i], (c, d)[j]
    assert (one + two).contains(x + y)
    assert (one - two).contains(x - y)


@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE)
def test_products_and_quotients_hold_their_ends(a, b, c, d) -> None:
    one, two = between(a, b), between(c, d)
    assert one.times(two).contains(a * c) and one.times(two).contains(b * d)
    if c:
        quotient = one.over(two)
        margin = abs(a / c) * Decimal("1e-20")
        assert quotient.widen(margin).contains(a / c)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_meeting_is_symmetric_and_means_a_common_number(a, b, c, d) -> None:
    one, two = between(a, b), between(c, d)
    assert one.meets(two) == two.meets(one)
    if one.meets(two):
        common = one.meet(two)
        assert one.contains(common.low) and two.contains(common.low)
    else:
        assert not any(two.contains(end) for end in (one.low, one.high))


def test_open_ends_stay_open() -> None:
    over = Interval(Decimal(5), None)
    assert over.contains(Decimal(10) ** 30) and not over.contains(Decimal("4.99"))
    assert (over + over).high is None and (-over).low is None
    assert over.meets(Interval(None, Decimal(5))) and not over.meets(Interval(None, Decimal(4)))


def test_negative_intervals_have_no_quotient() -> None:
    with pytest.raises(ValueError, match="non-negative"):
        Interval(Decimal(-1), Decimal(1)).over(Interval(Decimal(1), Decimal(2)))


@pytest.mark.parametrize(
    ("digits", "scale", "expected"),
    [
        ("35.2", 10**9, "50000000"),
        ("300", 10**9, "500000000"),
        ("88", 1, "0.5"),
        ("1,250", 1, "0.5"),
        ("0.10", 1, "0.005"),
    ],
)
def test_tolerance_is_half_a_unit_of_the_last_digit(digits: str, scale: int, expected: str) -> None:
    assert half_unit(digits, Decimal(scale)) == Decimal(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("300000000000", "50000000000"), ("42", "0.5"), ("0.25", "0.005"), ("0", "0"), ("1050", "5")],
)
def test_the_loose_reading_is_half_a_unit_of_the_last_digit_that_counts(value: str, expected: str) -> None:
    assert half_significant_unit(Decimal(value)) == Decimal(expected)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1e24"), max_value=Decimal("1e24"))
)
def test_plain_keeps_the_value_and_never_prints_an_exponent_for_whole_numbers(value: Decimal) -> None:
    assert plain(value) == value
    if value == value.to_integral_value():
        assert "E" not in str(plain(value)) and "." not in str(plain(value))
