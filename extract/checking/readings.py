"""What a stated value allows: the intervals behind "RMB 300 billion", "about 40%", "over 300 million".

The conventions and the reasons for them are in ``docs/semantics.md``.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Optional

from msgspec import Struct

from extract.model import Modifier
from extract.quantity import ZERO, Interval, half_significant_unit

ABOUT = Decimal("0.05")
"""How far "about" may be off, either way."""
NEARLY = Decimal("0.93")
"""The least that "nearly" and "almost" stand for, as a part of the number said."""
NEARLY_LOOSE = Decimal("0.9")
FAR_OVER = Decimal("1.5")
"""Beyond this many times the number said, "over" is an odd way to put it."""
CAP = Decimal("0.05")
"""Rounding taken into account in conversions and growth, at most: "$1 billion" there is not anything up to 1.5."""
DOUBLED = Decimal("0.1")
"""How far "doubled" may be off, either way."""
WORDED_SHARE = Decimal("2.5")
"""How many points "a third" or "half" may be off, either way."""


class Reading(Struct, frozen=True, gc=False):
    """The intervals of one stated value.

    ``tight`` takes every digit written as meant, ``loose`` only those up to the last that is not zero, ``capped`` is
    ``tight`` with at most 5% of rounding, and ``likely`` is ``tight`` without the far end of "over".
    """

    tight: Interval
    loose: Interval
    capped: Interval
    likely: Interval

    def map(self, change: Callable[[Interval], Interval]) -> Reading:
        """The reading with ``change`` applied to each interval."""
        return Reading(change(self.tight), change(self.loose), change(self.capped), change(self.likely))


class Stated(Struct, frozen=True, gc=False):
    """A value as a record states it."""

    low: Optional[Decimal]
    high: Optional[Decimal]
    modifier: Modifier = "="
    tolerance: Optional[Decimal] = None

    @property
    def value(self) -> Optional[Decimal]:
        """The number said: the middle of a range, the one end of an open interval."""
        return Interval(self.low, self.high).middle

    def times(self, factor: Decimal) -> Stated:
        """The same statement with every number times ``factor``, which must be above zero."""
        low, high, tolerance = (
            None if number is None else number * factor for number in (self.low, self.high, self.tolerance)
        )
        return Stated(low, high, self.modifier, tolerance)


def read(stated: Stated) -> Optional[Reading]:
    """The intervals of a stated value; null where it states none.

    A fall is read by its size and mirrored, so "fell more than 8%" is 8 or more downwards.
    """
    low, high = stated.low, stated.high
    if low is None and high is None:
        return None
    if low is not None and high is not None and low != high:
        return _range(min(low, high), max(low, high), stated)
    value = low if low is not None else high
    assert value is not None
    if value < 0:
        mirrored = _point(-value, stated.modifier, stated.tolerance)
        return mirrored.map(lambda interval: -interval)
    if stated.modifier in ("=", "~") and (low is None or high is None):
        # Another tool's open interval without a modifier says what it says.
        open_ended = Interval(low, high)
        return Reading(open_ended, open_ended, open_ended, open_ended)
    return _point(value, stated.modifier, stated.tolerance)


def read_share(stated: Stated, worded: bool) -> Optional[Reading]:
    """The intervals of a percentage; ``worded`` for one said without a digit, such as "half" or "a third"."""
    if not worded or stated.modifier != "=":
        return read(stated)
    tolerance = max(stated.tolerance or ZERO, WORDED_SHARE)
    return read(Stated(stated.low, stated.high, "=", tolerance))


def read_factor(stated: Stated) -> Optional[Reading]:
    """What something grew by as a factor: "doubled" is 1.8 to 2.2, "more than doubled" at least 2.

    "Grew three times" is used for three and for four times as much; the loose reading allows both.
    """
    reading = read(stated)
    value = stated.value
    if reading is None or value is None or value < 0:
        return None
    if stated.modifier not in ("=", "~"):
        return reading
    tight = Interval(value * (1 - DOUBLED), value * (1 + DOUBLED))
    ambiguous = value if value == 2 else value + 1
    loose = Interval(tight.low, ambiguous * (1 + DOUBLED))
    return Reading(tight, loose, tight, tight)


def _point(value: Decimal, modifier: Modifier, tolerance: Optional[Decimal]) -> Reading:
    significant = half_significant_unit(value)
    # Without a stated precision only the digits that are not zero are known to be meant.
    rounding = significant if tolerance is None else tolerance
    loosely = max(rounding, significant)
    if modifier == "~":
        tight = Interval.around(value, max(rounding, value * ABOUT))
        capped = Interval.around(value, value * ABOUT)
        return Reading(tight, Interval.around(value, max(loosely, value * ABOUT)), capped, tight)
    if modifier == "<":
        tight = Interval(value * NEARLY, value)
        return Reading(tight, Interval(value * NEARLY_LOOSE, value + rounding), tight, tight)
    if modifier in (">", ">="):
        tight = Interval(value, None)
        likely = Interval(value, value * FAR_OVER) if modifier == ">" else tight
        return Reading(tight, Interval(value - rounding, None), tight, likely)
    if modifier == "<=":
        tight = Interval(None, value)
        return Reading(tight, Interval(None, value + rounding), tight, tight)
    tight = Interval.around(value, rounding)
    loose = tight if loosely == rounding else Interval.around(value, loosely)
    most = value * CAP
    return Reading(tight, loose, tight if rounding <= most else Interval.around(value, most), tight)


def _range(low: Decimal, high: Decimal, stated: Stated) -> Reading:
    significant = max(half_significant_unit(low), half_significant_unit(high))
    rounding = significant if stated.tolerance is None else stated.tolerance
    if stated.modifier == "~":
        rounding = max(rounding, ABOUT * max(abs(low), abs(high)))
    loosely = max(rounding, significant)
    span = Interval(low, high)
    tight = span.widen(rounding)
    capped = span.widen(min(rounding, CAP * max(abs(low), abs(high))))
    return Reading(tight, span.widen(loosely), capped, tight)
