"""A figure and its restatement in another currency must imply a rate that rounding and that time's market explain."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from math import log10
from typing import Optional

from msgspec import Struct

from extract.checking import rewriting
from extract.checking.drafts import Draft, extent
from extract.checking.explain import days_words, number_words, value_words
from extract.checking.readings import ABOUT, CAP, NEARLY
from extract.lexicon.check_words import check_words
from extract.lexicon.rates import Rates
from extract.model import Figure, Pointer, Record, Repair, Severity
from extract.quantity import ZERO, Interval, half_significant_unit, plain

BEFORE_PUBLICATION, AFTER_PUBLICATION = timedelta(days=45), timedelta(days=3)
AROUND_DATE, AROUND_PERIOD_END = timedelta(days=7), timedelta(days=3)
SPREAD = Decimal("0.005")
"""Rates of banks and of the hour differ from the fixing by about this much."""
HINT, SLIP = Decimal("0.01"), Decimal("0.05")
POWER_NEARNESS = 0.05
"""A gap this near a whole power of ten (in decimal digits) is a slip of scale, not of rate."""
_WIDEST = date(2006, 1, 1)
"""Where nothing tells the time, any rate of the daily history will do."""
SHARED_RATE = Decimal("0.01")
_OVER_RESTATED = Decimal("1.1")
_CERTAIN = {"error": 0.95, "warning": 0.8, "info": 0.5}


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


def find(record: Record, rates: Rates, order: int = 0) -> list[Draft]:
    """Restatements of ``record`` whose rate can't be right."""
    pairs = [
        pair for index in range(len(record.figures)) if (pair := pair_at(record, index, rates)) is not None
    ]
    drafts = []
    for pair in pairs:
        siblings = [
            other
            for other in pairs
            if other is not pair
            and (other.original.unit, other.restated.unit) == (pair.original.unit, pair.restated.unit)
            and other.gap == 0
        ]
        grade = _grade(pair)
        if grade is not None:
            repairs = _repairs(record, pair, siblings, power_of_ten(pair), rates)
            drafts.append(_draft(record, pair, grade, tuple(repairs), order))
        elif len(siblings) > 1 and all(
            distance(pair.implied, other.implied) > SHARED_RATE for other in siblings
        ):
            drafts.append(_draft(record, pair, "info", tuple(_by_rate(record, pair, siblings)), order))
    return drafts


def agreeing(record: Record, rates: Rates) -> frozenset[int]:
    """Indices of figures whose restatement fits: a slip in one of the two would have to be in both."""
    found: set[int] = set()
    for index in range(len(record.figures)):
        pair = pair_at(record, index, rates)
        if pair is not None and pair.gap <= SLIP:
            found |= {pair.first, pair.second}
    return frozenset(found)


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
    markets = _markets(record, (original, restated), _windows(record, (first, index), rates), rates)
    if not markets:
        return None
    days = _windows(record, (first, index), rates)[0]
    pairs = [
        Pair(first, index, original, restated, rate, tuple(markets), (days[0], days[1])) for rate in implied
    ]
    return max(pairs, key=lambda pair: pair.gap)


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


def _grade(pair: Pair) -> Optional[Severity]:
    gap = pair.gap
    if gap <= HINT / 2:
        return None
    if gap <= HINT:
        return "info"
    return "warning" if gap <= SLIP else "error"


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


def _windows(record: Record, indices: tuple[int, int], rates: Rates) -> list[tuple[date, date, bool]]:
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
        elif record.published is None or last <= record.published:
            found.append((last - AROUND_PERIOD_END, last + AROUND_PERIOD_END, False))
            found.append((first, last, True))
    return found or [(_WIDEST, rates.last_day, False)]


def _draft(record: Record, pair: Pair, severity: Severity, repairs: tuple[Repair, ...], order: int) -> Draft:
    power = power_of_ten(pair)
    facts = [claim for claim in record.claims if claim.figure in (pair.first, pair.second)]
    expected = Interval(
        pair.original.low or pair.original.high, pair.original.high or pair.original.low
    ).times(pair.market)
    return Draft(
        check="conversion" if power == 0 else "magnitude",
        severity=severity if power == 0 else "error",
        confidence=_CERTAIN[severity],
        message=_message(record, pair, expected),
        place=(order, pair.original.start),
        claims=tuple(claim.id for claim in facts),
        figures=((record.id, pair.first), (record.id, pair.second)),
        expected=extent(expected, pair.restated.unit),
        observed=extent(Interval(pair.restated.low, pair.restated.high), pair.restated.unit),
        repairs=repairs,
    )


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


def _message(record: Record, pair: Pair, expected: Interval) -> str:
    one, other = (record.text[figure.start : figure.end] for figure in (pair.original, pair.restated))
    market = pair.market
    assert market.low is not None and market.high is not None
    code, other_code = _code(pair.original.unit), _code(pair.restated.unit)
    if pair.middle < 1:
        rate = f"{code} {_rate(1 / pair.middle)} to one {other_code}"
        range_ = f"{_rate(1 / market.high)} to {_rate(1 / market.low)}"
    else:
        rate = f"{other_code} {_rate(pair.middle)} to one {code}"
        range_ = f"{_rate(market.low)} to {_rate(market.high)}"
    assert expected.low is not None and expected.high is not None
    low, high = (value_words(end, pair.restated.unit, 3) for end in (expected.low, expected.high))
    amounts = low if low == high else f"{low} to {high}"
    when = days_words(*pair.days)
    return (
        f'"{one}" is restated as "{other}", which implies {rate}; the market\'s rate from {when} was {range_}, '
        f"so {one} is {amounts}."
    )


def _rate(value: Decimal) -> str:
    return number_words(plain(value.quantize(Decimal(1).scaleb(value.adjusted() - 3))))


def _code(unit: Optional[str]) -> str:
    words = check_words().currencies.get(unit or "")
    return words.codes[0] if words is not None else unit or ""


def _repairs(record: Record, pair: Pair, siblings: list[Pair], power: int, rates: Rates) -> list[Repair]:
    found: list[Repair] = []
    if power:
        found += _by_power(record, pair, power)
    found += _by_currency(record, pair, rates)
    found += _by_transposition(record, pair)
    if not power:
        texts = {repair.text for repair in found}
        found += [repair for repair in _by_rate(record, pair, siblings) if repair.text not in texts]
    return found[:4]


def _by_power(record: Record, pair: Pair, power: int) -> list[Repair]:
    sides = [(pair.second, pair.restated, power), (pair.first, pair.original, -power)]
    if _stands_out(record, pair.first, -power):
        sides.reverse()
    found = []
    for index, figure, shift in sides:
        text = rewriting.shifted(_text(record, figure), shift)
        if text is not None:
            value = Interval(figure.low, figure.high).middle or ZERO
            why = f"{_factor(shift)} agrees with the market's rate"
            found.append(_repair(record, index, "low", value, plain(value.scaleb(shift)), (text, why)))
    return found


def _factor(power: int) -> str:
    return f"{10 ** abs(power):,} times {'as much' if power > 0 else 'less'}"


def _stands_out(record: Record, index: int, shift: int) -> bool:
    """Whether a figure is far from the article's others in its currency, and near them once shifted."""
    figure = record.figures[index]
    value = Interval(figure.low, figure.high).middle
    others = sorted(
        float(other.low or other.high or 0)
        for place, other in enumerate(record.figures)
        if place != index and other.unit == figure.unit and (other.low or other.high or 0) > 0
    )
    if not others or value is None or value <= 0:
        return False
    distance_now = log10(float(value)) - log10(others[len(others) // 2])
    return abs(distance_now + shift) + 1 < abs(distance_now)


def _by_currency(record: Record, pair: Pair, rates: Rates) -> list[Repair]:
    """Another currency on one side, or the two changed about, where the rate then fits; no other is said to."""
    met = dict.fromkeys(figure.unit for figure in record.figures if figure.unit is not None)
    found = []
    for index, figure, other in (
        (pair.second, pair.restated, pair.original),
        (pair.first, pair.original, pair.restated),
    ):
        for unit in [*met, *check_words().currencies]:
            if unit in (figure.unit, other.unit) or figure.unit is None or other.unit is None:
                continue
            units = (other.unit, unit) if index == pair.second else (unit, other.unit)
            market = rates.range(*units, *pair.days)
            text = rewriting.in_currency(_text(record, figure), figure.unit, unit)
            if market is None or text is None or not pair.implied.meets(Interval(*market)):
                continue
            why = f"that amount in {_code(unit)} agrees with the market's rate"
            found.append(_repair(record, index, "unit", figure.unit, unit, (text, why)))
            break
    return found


def _by_transposition(record: Record, pair: Pair) -> list[Repair]:
    found = []
    for index, figure in ((pair.second, pair.restated), (pair.first, pair.original)):
        if figure.low is None or figure.low != figure.high:
            continue
        for text, value in rewriting.transpositions(_text(record, figure)):
            ratio = value / figure.low if index == pair.second else figure.low / value
            if pair.fits(ratio):
                why = "two digits changed about; it then agrees with the market's rate"
                found.append(_repair(record, index, "low", figure.low, value, (text, why)))
    return found


def _by_rate(record: Record, pair: Pair, siblings: list[Pair]) -> list[Repair]:
    """The restatement at the rate of the article's other restatements, or at the market's."""
    original = pair.original
    if original.low is None or original.low != original.high or pair.market.middle is None:
        return []
    rates = sorted(sibling.middle for sibling in siblings)
    rate = rates[len(rates) // 2] if rates else pair.market.middle
    mended = rewriting.restated(_text(record, pair.restated), original.low * rate, exact=False)
    value = Interval(pair.restated.low, pair.restated.high).middle
    if mended is None or value is None:
        return []
    why = "at the rate of the article's other restatements" if rates else "at the market's rate of the time"
    return [_repair(record, pair.second, "low", value, mended[1], (mended[0], why))]


def _text(record: Record, figure: Figure) -> str:
    return record.text[figure.start : figure.end]


def _repair(
    record: Record, index: int, field: str, before: object, after: object, words: tuple[str, str]
) -> Repair:
    pointer: Pointer = (record.id, index)
    claim = next((claim.id for claim in record.claims if claim.figure == index), None)
    return Repair(
        claim=claim, figure=pointer, field=field, from_=before, to=after, text=words[0], why=words[1]
    )
