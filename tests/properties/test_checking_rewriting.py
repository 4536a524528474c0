"""A mended mention says the mended value."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from extract.checking import rewriting
from extract.quantity import plain

NUMBERS = st.decimals(Decimal("0.1"), Decimal("999"), places=1)
STYLES = st.sampled_from(
    ["RMB {} million", "${}bn", "{} billion yuan", "¥{}m", "{}亿元", "USD {}B", "{} million"]
)


@given(STYLES, NUMBERS, st.sampled_from([3, -3, 6, -6, 1, -1, 4]))
def test_a_shifted_mention_says_its_value_times_the_power(style: str, number: Decimal, power: int) -> None:
    text = style.format(number)
    mended = rewriting.shifted(text, power)
    assert mended is not None
    (before,), (after,) = rewriting.parts(text), rewriting.parts(mended)
    assert after.value == before.value.scaleb(power)


@given(STYLES, NUMBERS)
def test_there_and_back_is_the_same_value(style: str, number: Decimal) -> None:
    text = style.format(number)
    there = rewriting.shifted(text, 3)
    assert there is not None
    back = rewriting.shifted(there, -3)
    assert back is not None
    assert rewriting.parts(back)[0].value == rewriting.parts(text)[0].value


@given(STYLES, NUMBERS)
def test_changed_digits_are_the_same_digits_and_another_value(style: str, number: Decimal) -> None:
    text = style.format(number)
    for mended, value in rewriting.transpositions(text):
        assert sorted(mended) == sorted(text) and mended != text
        assert rewriting.parts(mended)[0].value == value


@given(STYLES, NUMBERS, st.decimals(Decimal("0.1"), Decimal("999"), places=3))
def test_a_restated_mention_says_the_value_returned(style: str, number: Decimal, wanted: Decimal) -> None:
    text = style.format(number)
    scale = rewriting.parts(text)[0].power or 0
    for exact in (True, False):
        found = rewriting.restated(text, wanted.scaleb(scale), exact)
        assert found is not None
        mended, value = found
        assert rewriting.parts(mended)[0].value == value
        if exact:
            assert value == plain(wanted.scaleb(scale))
        else:
            assert abs(value - wanted.scaleb(scale)) <= Decimal("0.05").scaleb(scale)
