"""Any amount, however it is written, reads back exactly; offsets hold in any text; the scanner is linear."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from price_parser import parse_price

from extract.mentions.figures import currency_notes, find_figures
from extract.mentions.figures.digits import read_digits

Style = Callable[[str, str], str]

SCALES = {
    "": 0,
    " thousand": 3,
    " million": 6,
    "m": 6,
    " mn": 6,
    " billion": 9,
    "bn": 9,
    " trillion": 12,
    " crore": 7,
}
WRITINGS: dict[str, list[Style]] = {
    "CNY": [
        lambda number, scale: f"RMB {number}{scale}",
        lambda number, scale: f"RMB{number}{scale}",
        lambda number, scale: f"CNY {number}{scale}",
        lambda number, scale: f"{number}{scale} yuan",
        lambda number, scale: f"{number}{scale} RMB",
        lambda number, scale: f"{number}{scale} renminbi",
    ],
    "USD": [
        lambda number, scale: f"${number}{scale}",
        lambda number, scale: f"US${number}{scale}",
        lambda number, scale: f"USD {number}{scale}",
        lambda number, scale: f"{number}{scale} dollars",
        lambda number, scale: f"{number}{scale} US dollars",
    ],
    "HKD": [
        lambda number, scale: f"HK${number}{scale}",
        lambda number, scale: f"{number}{scale} Hong Kong dollars",
    ],
    "TWD": [lambda number, scale: f"NT${number}{scale}"],
    "GBP": [lambda number, scale: f"£{number}{scale}"],
    "EUR": [lambda number, scale: f"€{number}{scale}", lambda number, scale: f"{number}{scale} euros"],
    "JPY": [lambda number, scale: f"{number}{scale} yen"],
    "INR": [lambda number, scale: f"Rs {number}{scale}", lambda number, scale: f"₹{number}{scale}"],
    "KRW": [
        lambda number, scale: f"₩{number}{scale}",
        lambda number, scale: f"{number}{scale} South Korean won",
    ],
}
CASES = [(code, style) for code, styles in WRITINGS.items() for style in styles]
numbers = st.one_of(
    st.integers(1, 999_999_999).map(Decimal),
    st.integers(1, 9_999_999).map(lambda n: Decimal(n).scaleb(-1)),
    st.integers(1, 9_999_999).map(lambda n: Decimal(n).scaleb(-2)),
)


@given(numbers, st.sampled_from(sorted(SCALES)), st.sampled_from(CASES), st.booleans())
def test_any_amount_reads_back(number: Decimal, scale: str, case: tuple[str, Style], grouped: bool) -> None:
    code, style = case
    written = f"{number:,}" if grouped else f"{number:f}"
    mention = style(written, scale)
    (figure,) = find_figures(f"The sum of {mention} was paid.")
    assert figure.text == mention
    assert (figure.kind, figure.unit, figure.modifier) == ("money", code, "=")
    assert figure.low == figure.high == number.scaleb(SCALES[scale])
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    assert figure.tolerance == Decimal(5).scaleb(exponent - 1 + SCALES[scale])


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int, joint: str) -> str:
    """``number`` below a million in English words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + ("" if number % 10 == 0 else "-" + ONES[number % 10])
    unit, word = (100, "hundred") if number < 1000 else (1000, "thousand")
    rest = "" if number % unit == 0 else joint + spelled(number % unit, joint)
    return f"{spelled(number // unit, joint)} {word}{rest}"


@given(
    st.integers(2, 999_999), st.sampled_from([" ", " and "]), st.sampled_from(["", " million", " billion"])
)
def test_spelled_out_numbers_read_back(number: int, joint: str, scale: str) -> None:
    words = spelled(number, joint if number < 1000 else " ")
    (figure,) = find_figures(f"It has {words}{scale} users.")
    assert figure.text == words + scale
    assert figure.unit == "user"
    assert figure.low == Decimal(number).scaleb(SCALES[scale])


@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.sampled_from([" to ", "-", "–", " to US$"]),
    st.sampled_from(["million", "bn"]),
)
def test_ranges_share_scale_and_currency(low: int, more: int, joint: str, scale: str) -> None:
    (figure,) = find_figures(f"It expects US${low}{joint}{low + more} {scale} in sales.")
    factor = 10**6 if scale == "million" else 10**9
    assert (figure.low, figure.high, figure.unit) == (low * factor, (low + more) * factor, "USD")


@given(st.integers(0, 10**12), st.integers(0, 3))
def test_plain_digits_read_as_price_parser_reads_them(digits: int, places: int) -> None:
    number = Decimal(digits).scaleb(-places)
    for written in (f"{number:f}", f"{number:,f}") if places != 3 else (f"{number:,f}",):
        read = read_digits(written)
        assert read is not None
        if places != 3:  # price-parser takes "1.234" for 1234
            assert read[0] == parse_price("$" + written).amount
        assert read == (number, Decimal(1).scaleb(-places))


PIECES = [
    "RMB", "USD", "$", "¥", "€", "5", "12", "2019", "1.5", "1,250", "0", "one", "twenty", "hundred", "million", "billion", "bn", "m",
    "%", "percent", "basis", "points", "and", "or", "to", "from", "between", "-", "–", "(", ")", ",", ".", "/", "'", "x", "times",
    "half", "a", "third", "of", "in", "out", "about", "more", "than", "up", "+", "odd", "No.", "#", "st", "亿", "万", "元", "½",
    "users", "shares", "km", "per", "year", "\r\n", "\n", "é", "e\u0301", "😀", "👩‍💻", "多", "minus", "36Kr", "tens", "doubled",
    "1/2", "3.2.1", "9" * 30, "٣", "５", "\u00a0", "\u200b", "İ", "ǅ",
]  # fmt: skip


@given(
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "  ", "\t"])), max_size=14),
    st.text(max_size=20),
)
def test_offsets_hold_in_any_text(pieces: list[tuple[str, str]], tail: str) -> None:
    text = "".join(piece + gap for piece, gap in pieces) + tail
    figures = find_figures(text)
    end = 0
    for index, figure in enumerate(figures):
        assert text[figure.start : figure.end] == figure.text == figure.text.strip()
        assert end <= figure.start < figure.end
        end = figure.end
        assert figure.low is not None or figure.high is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        if figure.converts is not None:
            assert figure.converts < index
            assert figures[figure.converts].converts is None
    assert len(currency_notes(text, figures)) <= 1


@given(
    st.sampled_from(["用户突破", "😀😀", "e\u0301te\u0301 ", "line\r\n", "\u200b", "İstanbul "]),
    st.integers(0, 5),
)
def test_offsets_hold_behind_wide_and_combining_characters(before: str, times: int) -> None:
    text = f"{before * times} It paid RMB 3.5 billion.\r\nIt has 8亿元 more."
    assert [figure.text for figure in find_figures(text)] == ["RMB 3.5 billion", "8亿元"]


def calls(text: str) -> int:
    """How many calls, of Python and of C, the scan of a text makes."""
    count = 0

    def tally(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        find_figures(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "1", "1,", "RMB", "RMB 1,2 ", "1-", "1 to ", "1 and ", "RMB 5 (", "RMB 5 (USD 1, ", "$", "one ", "hundred and ", "half a ",
        "million ", "1'000", "'000", "000\u00a0", "tens of ", "one hundred ", "more than ", "or about $1 ", "¥5 ", "a@", "www.", "x.com/",
        "RMB 5 and ", "$5 or €4, ", "5 users, ", "1/", "(1) ", "No. 1 ",
    ],
)  # fmt: skip
def test_work_grows_with_the_text_alone(unit: str) -> None:
    find_figures(unit * 20)  # what is remembered between calls is remembered now
    small, large = (calls((unit * 8000)[:size]) for size in (3000, 12000))
    assert large <= 4.6 * small + 400
