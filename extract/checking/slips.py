"""Whether two numbers are one slip of the pen apart: a digit changed, lost or doubled, or two changed about."""

from __future__ import annotations

from decimal import Decimal

from extract.checking import rewriting
from extract.checking.quantities import Fact

_FEWEST = 2
"""Numbers of one digit are a digit apart by chance."""


def one_slip_apart(one: Fact, other: Fact) -> bool:
    """Whether two values of one unit look like one number, misprinted once: €677 million and €577 million, 340 and 430.

    The finer of the two is rounded as the other is: $8.059 billion is a digit from $9.06 billion.
    """
    if one.value <= 0 or other.value <= 0 or one.value == other.value:
        return False
    if one.stated.low != one.stated.high or other.stated.low != other.stated.high:
        return False
    written = [_number(fact) for fact in (one, other)]
    if all(written) and _lost_digit(*(number for number in written if number)):
        return True
    step = max(_step(one), _step(other))
    if _step(one) != _step(other) and min(one.value, other.value) < 100 * step:
        # Rounded to two digits, different numbers come near each other.
        return False
    digits = [str(int((fact.value / step).to_integral_value())) for fact in (one, other)]
    while digits[0].endswith("0") and digits[1].endswith("0"):
        digits = [text[:-1] for text in digits]
    return _alike(*digits)


def _number(fact: Fact) -> str:
    """The digits of a value as it is written; empty where it isn't one number."""
    found = rewriting.parts(fact.figure.text) if fact.figure is not None else []
    if len(found) != 1 or fact.figure is None:
        return ""
    return "".join(mark for mark in fact.figure.text[found[0].start : found[0].end] if mark.isdigit())


def _step(fact: Fact) -> Decimal:
    """One unit of the last digit stated."""
    tolerance = fact.stated.tolerance
    return 2 * tolerance if tolerance else Decimal(1)


def _alike(one: str, other: str) -> bool:
    """Whether two numbers of as many digits differ in one of them, or in two neighbours that changed places."""
    if len(one) != len(other) or len(one) < _FEWEST:
        return False
    places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) == 1:
        return True
    swapped = len(places) == 2 and places[1] - places[0] == 1
    return swapped and one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]]


def _lost_digit(one: str, other: str) -> bool:
    """Whether one is the other with a digit left out that isn't its first: 206 and 26."""
    short, long = sorted((one, other), key=len)
    if len(long) != len(short) + 1 or len(short) < _FEWEST:
        return False
    return any(long[:place] + long[place + 1 :] == short for place in range(1, len(long)))
