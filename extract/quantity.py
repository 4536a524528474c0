"""Exact intervals and stated precision, in ``Decimal``. Pure functions, no rounding of their own."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from functools import lru_cache
from typing import Optional

from msgspec import Struct

# Wide enough that sums and products of news figures stay exact; quotients are rounded at 50 digits.
_CONTEXT = Context(prec=50)

ZERO = Decimal(0)


def plain(value: Decimal | int | str) -> Decimal:
    """``value`` in plain notation without needless zeros, so that it prints as ``35200000000``, not ``3.52E+10``.

    >>> str(plain(Decimal("3.520E+10"))), str(plain("0.50"))
    ('35200000000', '0.5')
    """
    number = Decimal(value)
    # A hostile text may hold a number of a thousand digits; it stays exact all the same.
    digits = max(_CONTEXT.prec, number.adjusted() + 1, len(number.as_tuple().digits))
    with localcontext(Context(prec=digits)):
        if number == number.to_integral_value():
            return number.quantize(Decimal(1)) + ZERO
        return number.normalize()


def half_unit(digits: str, scale: Decimal = Decimal(1)) -> Decimal:
    """Half a unit in the last digit stated: the rounding tolerance of ``digits`` times ``scale``.

    ``digits`` is a bare number such as ``35.2`` or ``1,250``.

    >>> half_unit("35.2", Decimal(10) ** 9)
    Decimal('50000000')
    """
    exponent = Decimal(digits.replace(",", "").replace(" ", "")).as_tuple().exponent
    assert isinstance(exponent, int)
    return plain(Decimal(5).scaleb(exponent - 1) * scale)


def half_significant_unit(value: Decimal) -> Decimal:
    """Half a unit of the last non-zero digit of ``value``: the loose reading of "RMB 300 billion" is ± 50 billion.

    >>> half_significant_unit(Decimal(300_000_000_000))
    Decimal('50000000000')
    """
    if not value:
        return ZERO
    exponent = value.normalize(_CONTEXT).as_tuple().exponent
    assert isinstance(exponent, int)
    return _half_of(exponent)


@lru_cache(maxsize=1024)
def _half_of(exponent: int) -> Decimal:
    return plain(Decimal(5).scaleb(exponent - 1))


class Interval(Struct, frozen=True):
    """A closed interval; ``None`` is an open end.

    >>> Interval(Decimal(1), Decimal(2)) + Interval(Decimal(3), None)
    Interval(low=Decimal('4'), high=None)
    """

    low: Optional[Decimal]
    high: Optional[Decimal]

    @classmethod
    def around(cls, value: Decimal, tolerance: Decimal) -> Interval:
        """``value`` ± ``tolerance``."""
        return cls(value - tolerance, value + tolerance)

    @property
    def empty(self) -> bool:
        """Whether no number lies in it."""
        return self.low is not None and self.high is not None and self.low > self.high

    @property
    def middle(self) -> Optional[Decimal]:
        """The middle, or the one end there is."""
        if self.low is None or self.high is None:
            return self.low if self.high is None else self.high
        return (self.low + self.high) / 2

    def contains(self, value: Decimal) -> bool:
        """Whether ``value`` lies within, ends included."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def meet(self, other: Interval) -> Interval:
        """The common part; ``empty`` when there is none."""
        return Interval(_extreme(self.low, other.low, max), _extreme(self.high, other.high, min))

    def meets(self, other: Interval) -> bool:
        """Whether the two share a number."""
        low, high, least, most = self.low, self.high, other.low, other.high
        if (low is not None and most is not None and low > most) or (
            least is not None and high is not None and least > high
        ):
            return False
        return not (self.empty or other.empty)

    def widen(self, by: Decimal) -> Interval:
        """Both ends moved outwards by ``by``."""
        return Interval(
            None if self.low is None else self.low - by, None if self.high is None else self.high + by
        )

    def scale(self, factor: Decimal) -> Interval:
        """Every value times ``factor``."""
        low, high = (None if end is None else end * factor for end in (self.low, self.high))
        return Interval(low, high) if factor >= 0 else Interval(high, low)

    def __add__(self, other: Interval) -> Interval:
        return Interval(_sum(self.low, other.low), _sum(self.high, other.high))

    def __neg__(self) -> Interval:
        return self.scale(Decimal(-1))

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def times(self, other: Interval) -> Interval:
        """The products of two intervals of non-negative numbers.

        Raises ``ValueError`` where one reaches below zero: a growth factor or a share can't.
        """
        if (self.low or ZERO) < 0 or (other.low or ZERO) < 0:
            raise ValueError("times() is for non-negative intervals")
        high = None if self.high is None or other.high is None else self.high * other.high
        return Interval((self.low or ZERO) * (other.low or ZERO), high)

    def over(self, other: Interval) -> Interval:
        """The quotients of two intervals of non-negative numbers; a divisor of zero leaves the upper end open, and where it can be
        nothing but zero there are none: the interval is empty.

        Raises ``ValueError`` where one reaches below zero.
        """
        if (self.low or ZERO) < 0 or (other.low or ZERO) < 0:
            raise ValueError("over() is for non-negative intervals")
        if self.low and other.high is not None and not other.high:
            return _NOTHING
        with localcontext(_CONTEXT):
            low = ZERO if other.high is None or not self.low else self.low / other.high
            high = None if self.high is None or not other.low else self.high / other.low
        return Interval(low, high)


_NOTHING = Interval(Decimal(1), ZERO)


def _extreme(
    one: Optional[Decimal], two: Optional[Decimal], choose: Callable[[Decimal, Decimal], Decimal]
) -> Optional[Decimal]:
    if one is None or two is None:
        return two if one is None else one
    return choose(one, two)


def _sum(one: Optional[Decimal], two: Optional[Decimal]) -> Optional[Decimal]:
    return None if one is None or two is None else one + two
