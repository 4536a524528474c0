"""The rate that a figure and its restatement imply, and the market's rates at the times a writer may have used."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from math import log10
from typing import Optional

from msgspec import Struct

from extract.checking.readings import ABOUT, CAP, NEARLY
from extract.lexicon.rates import Rates
from extract.model import Figure, Record
from extract.quantity import ZERO, Interval, half_significant_unit

BEFORE_PUBLICATION, AFTER_PUBLICATION = timedelta(days=45), timedelta(days=3)
_LATEST_WRITING = timedelta(days=365)
AROUND_DATE, AROUND_PERIOD_END = timedelta(days=7), timedelta(days=3)
SPREAD = Decimal("0.005")
"""Rates of banks and of the hour differ from the fixing by about this much."""
HINT, SLIP = Decimal("0.01"), Decimal("0.05")
POWER_NEARNESS = 0.05
"""A gap this near a whole power of ten (in decimal digits) is a slip of scale, not of rate."""
_WIDEST = date(2006, 1, 1)
"""Where nothing tells the time, any rate of the daily history will do."""
_OVER_RESTATED = Decimal("1.1")


class Pair(Struct, frozen=True):
    """A figure and its restatement; ``implied`` is units of the second currency for one of the first.

    Of a range it is the end that fits worse.
    """

    first: int
    second: int
    original: Figure
    restated: Figure
    implied: Interval
    markets: tuple[Interval, ...]
    days: tuple[date, date]

    @property
    def middle(self) -> Decimal:
        """The rate as a reader would work it out."""
        assert self.implied.middle is not None
        return self.implied.middle

    @property
    def gap(self) -> Decimal:
        """How far the implied rates lie outside the market's, relative to the nearer end; 0 where they meet."""
        return min(distance(self.implied, market) for market in self.markets)

    @property
    def market(self) -> Interval:
        """The market's rates at the time of publication, or else at the claim's."""
        return self.markets[0]

    def fits(self, ratio: Decimal) -> bool:
        """Whether the implied rate times ``ratio`` would be the market's."""
        return any(self.implied.scale(ratio).meets(market) for market in self.markets)


def distance(one: Interval, other: Interval) -> Decimal:
    """How far apart two intervals of positive numbers are, relative to the nearer end; 0 where they meet."""
    assert one.low is not None and one.high is not None and other.low is not None and other.high is not None
    if one.low > other.high:
        return one.low / other.high - 1
    if other.low > one.high:
        return other.low / one.high - 1
    return ZERO


def pair_at(record: Record, index: int, rates: Rates) -> Optional[Pair]:
    """The pair whose restatement is figure ``index``; null where it is none or no market rate is known."""
    restated = record.figures[index]
    first = restated.converts
    if first is None or first >= len(record.figures):
        return None
    original = record.figures[first]
    if original.unit is None or restated.unit is None or original.unit == restated.unit:
        return None
    implied = _implied(original, restated)
    if not implied:
        return None
    times = windows(record, (first, index), rates)
    markets = _markets(record, (original, restated), times, rates)
    if not markets:
        return None
    days = times[0]
    pairs = [
        Pair(first, index, original, restated, rate, tuple(markets), (days[0], days[1])) for rate in implied
    ]
    return pairs[0] if len(pairs) == 1 else max(pairs, key=lambda pair: pair.gap)


def _markets(
    record: Record, pair: tuple[Figure, Figure], windows: list[tuple[date, date, bool]], rates: Rates
) -> list[Interval]:
    """The ranges of rates a writer may have used, widened by the spread between one fixing and another."""
    found = []
    for first, last, average in windows:
        units = (pair[0].unit or "", pair[1].unit or "")
        if average:
            mean = rates.average(*units, first, last)
            market = None if mean is None else (mean.value, mean.value)
        else:
            market = rates.range(*units, first, last)
        if market is not None:
            found.append(Interval(market[0] * (1 - SPREAD), market[1] * (1 + SPREAD)))
    return found


def _implied(original: Figure, restated: Figure) -> list[Interval]:
    """The rates that rounding allows, of each end of a range; empty where there is nothing to divide."""
    ends = [
        (one, other)
        for one, other in ((original.low, restated.low), (original.high, restated.high))
        if one is not None and other is not None
    ]
    if not ends:
        one, other = (Interval(figure.low, figure.high).middle for figure in (original, restated))
        ends = [(one, other)] if one is not None and other is not None else []
    return [
        _rounded(restated, other, original.modifier).over(_rounded(original, one, original.modifier))
        for one, other in dict.fromkeys(ends)
        if one > 0 and other > 0
    ]


def _rounded(figure: Figure, value: Decimal, modifier: str) -> Interval:
    """What a stated number may stand for; a modifier said of both sides is the same on both and drops out."""
    tolerance = half_significant_unit(value) if figure.tolerance is None else figure.tolerance
    interval = Interval.around(value, min(tolerance, value * CAP))
    if figure.modifier == modifier or figure.modifier == "=":
        return interval
    if figure.modifier == "~":
        return Interval.around(value, value * ABOUT)
    if figure.modifier in (">", ">="):
        return Interval(interval.low, value * _OVER_RESTATED)
    return Interval(value * NEARLY, interval.high)


def windows(record: Record, indices: tuple[int, int], rates: Rates) -> list[tuple[date, date, bool]]:
    """Stretches of days whose rates a writer may have used, the likeliest first; true for their average."""
    found = []
    if record.published is not None:
        found.append((record.published - BEFORE_PUBLICATION, record.published + AFTER_PUBLICATION, False))
    for claim in record.claims:
        period = claim.period
        if claim.figure not in indices or period is None:
            continue
        first, last = period.first or period.last, period.last or period.first
        if first is None or last is None or (record.published is not None and first > record.published):
            continue
        if first == last:
            found.append((first - AROUND_DATE, first + AROUND_DATE, False))
        elif record.published is None:
            # When it was written is unknown, but hardly before the period began or years after it.
            found.append((first - BEFORE_PUBLICATION, last + _LATEST_WRITING, False))
        elif last <= record.published:
            found.append((last - AROUND_PERIOD_END, last + AROUND_PERIOD_END, False))
            found.append((first, last, True))
    return found or [(_WIDEST, rates.last_day, False)]


def power_of_ten(pair: Pair) -> int:
    """The power of ten that the restatement is too small by (negative: too large); 0 where it is none."""
    if pair.gap <= SLIP or pair.market.middle is None:
        return 0
    digits = log10(float(pair.market.middle / pair.middle))
    whole = round(digits)
    if whole == 0:
        return 0
    near = abs(digits - whole) <= POWER_NEARNESS
    return whole if near or pair.fits(Decimal(10) ** whole) else 0
