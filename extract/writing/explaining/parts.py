"""What an explanation is made of, and intervals in words with as many digits as tell their ends apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Optional

from extract.checking.readings import Stated
from extract.model import Finding
from extract.quantity import Interval, plain
from extract.writing import words
from extract.writing.evidence import Archive, Evidence

_DIGITS = 4
_MOST_DIGITS = 12
_EXACT = 9
"""A number with more digits than these is a quotient, which nobody stated."""
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Said:
    """One passage: what it states and how that is read, a line each."""

    evidence: Evidence
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """One step of the arithmetic: a rule or a law in words, and what follows from it, a line each."""

    words: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """The arithmetic of one finding. ``archive`` holds the records it was made from, to show its passages."""

    finding: Finding
    archive: Archive
    said: tuple[Said, ...]
    steps: tuple[Step, ...]
    fits: tuple[str, ...]
    gap: tuple[str, ...]


def brief(span: Interval, like: Decimal) -> Interval:
    """``span`` with no more digits than four, or than ``like`` has."""
    digits = max(_DIGITS, _digits(like))
    low, high = (None if end is None else _rounded(end, digits) for end in (span.low, span.high))
    return Interval(low, high)


def span_words(span: Interval, unit: Optional[str] = None) -> str:
    """An interval in words: "RMB 9.95–10.05 billion", "at least 2 million users", "at most 100%".

    >>> span_words(Interval(Decimal("249500000000"), Decimal("250500000000")), "CNY")
    'RMB 249.5–250.5 billion'
    >>> span_words(Interval(Decimal("3024416.5"), Decimal("3024417.5")), "vehicle")
    '3,024,416.5–3,024,417.5 vehicles'
    """
    low, high = span.low, span.high
    if low is None and high is None:
        return "any value"
    if low == 0 and high is not None and high > 0:
        low = None
    if low is not None and low == high:
        return words.amount(low if _digits(low) <= _EXACT else _rounded(low, _DIGITS), unit)
    if low is None:
        assert high is not None
        return "at most " + words.amount(_rounded(high, _DIGITS), unit)
    if high is None:
        return "at least " + words.amount(_rounded(low, _DIGITS), unit)
    for digits in range(_DIGITS, _MOST_DIGITS + 1):
        one, other = _rounded(low, digits), _rounded(high, digits)
        # One digit more than tells them apart, or the rounding would be as wide as the interval.
        if one != other and abs((other - one) - (high - low)) <= (high - low) / 20:
            break
    return words.interval(one, other, unit)


def value_words(value: Decimal, unit: Optional[str] = None) -> str:
    """One value, rounded to four digits where it has more."""
    return words.amount(_rounded(value, _DIGITS), unit)


def apart_words(part: Decimal) -> str:
    """How far apart two numbers are, as a part of the smaller: 0.2134 is "21%", 8.55 is "9.6-fold"."""
    if part >= 2:
        return f"{plain(Context(prec=2).plus(part + 1)):,f}-fold"
    return f"{plain(Context(prec=2).plus(part * _HUNDRED)):f}%"


def stated_words(stated: Stated, unit: Optional[str]) -> str:
    """What is said, without rounding."""
    return words.interval(stated.low, stated.high, unit, stated.modifier)


def beyond(value: Interval, allowed: Interval, unit: Optional[str]) -> str:
    """How far an interval lies from what is allowed, at the ends that are nearest: "USD 2.5 billion (17%) short".

    Empty where the two meet.
    """
    if allowed.low is not None and value.high is not None and value.high < allowed.low:
        return f"{_distance(allowed.low, value.high, unit)} short of what would fit"
    if allowed.high is not None and value.low is not None and value.low > allowed.high:
        return f"{_distance(allowed.high, value.low, unit)} beyond what would fit"
    return ""


def _distance(end: Decimal, value: Decimal, unit: Optional[str]) -> str:
    apart = abs(value - end)
    by = "percentage_point" if unit == "percent" else unit
    # As in the message: how much larger the larger of the two is.
    small, large = sorted((abs(value), abs(end)))
    relative = f" ({apart_words(large / small - 1)})" if small and (value < 0) == (end < 0) else ""
    return f"{value_words(apart, by)}{relative}"


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _rounded(value: Decimal, digits: int) -> Decimal:
    return plain(Context(prec=digits).plus(value))
