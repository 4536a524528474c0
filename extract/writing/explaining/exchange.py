"""The steps of a conversion: the rate that two figures imply, the market's rates with their days, and the gap."""

from __future__ import annotations

from decimal import Decimal
from typing import Optional

from extract.checking.implied_rates import (
    HINT,
    SLIP,
    SPREAD,
    Pair,
    distance,
    pair_at,
    power_of_ten,
    windows,
)
from extract.lexicon.rates import Rates
from extract.model import Finding, Period, Record
from extract.quantity import Interval
from extract.writing.explaining.parts import Step, apart_words, span_words
from extract.writing.periods import period_words

_ONE = Interval(Decimal(1), Decimal(1))


def pair_of(finding: Finding, record: Record, rates: Rates) -> Optional[Pair]:
    """The figure and its restatement that ``finding`` is about; null where it is about something else."""
    places = [index for article, index in finding.figures if article == record.id]
    for index in places:
        if index < len(record.figures) and record.figures[index].converts in places:
            return pair_at(record, index, rates)
    return None


def steps_of(record: Record, pair: Pair, rates: Rates, letters: tuple[str, str]) -> tuple[Step, ...]:
    """What ``pair`` implies and what the market was; ``letters`` name the figure and its restatement."""
    one, other = letters
    # The rate is shown the way round in which it is above one, as newspapers give it.
    turned = pair.middle < 1
    units = (pair.original.unit or "", pair.restated.unit or "")
    base, quoted = units[::-1] if turned else units
    steps = [
        Step(
            f"the rate that they imply, {quoted} for 1 {base}: {one if turned else other} ÷ {other if turned else one}",
            (
                f"in the middle {span_words(_shown(Interval(pair.middle, pair.middle), turned))}",
                f"with the rounding of both {span_words(_shown(pair.implied, turned))}",
            ),
        ),
        Step(
            f"the market's {quoted} for 1 {base} when it may have been written, {apart_words(SPREAD)} more or less",
            tuple(_market_lines(record, pair, rates, turned)),
        ),
    ]
    power = power_of_ten(pair)
    if power:
        size = f"{Decimal(10) ** abs(power):,f} times too {'small' if power > 0 else 'large'}"
        steps.append(Step(f"that is a power of ten: {other} is {size} beside {one}"))
    return tuple(steps)


def fits_of(finding: Finding, letters: tuple[str, str]) -> tuple[str, ...]:
    """What the restatement would have to be at the market's rate."""
    expected = finding.expected
    if expected is None:
        return ()
    span = span_words(Interval(expected.low, expected.high), expected.unit)
    return (f"{letters[1]} would have to be {span}: {letters[0]} at the market's rate",)


def gap_of(pair: Pair) -> tuple[str, ...]:
    """How far the implied rate is from the nearest of the market's, and how grave that is."""
    if not pair.gap:
        return ("the market's rate explains it, but the article's other restatements share another rate",)
    silent, hint, warning = (apart_words(part) for part in (HINT / 2, HINT, SLIP))
    return (
        f"the implied rate is {apart_words(pair.gap)} away from the nearest of the market's",
        f"to {silent} nothing is said; to {hint} it is for information, to {warning} a warning, beyond it an error",
    )


def _market_lines(record: Record, pair: Pair, rates: Rates, turned: bool) -> list[str]:
    lines = []
    units = (pair.original.unit or "", pair.restated.unit or "")
    for first, last, average in dict.fromkeys(windows(record, (pair.first, pair.second), rates)):
        named = rates.average(*units, first, last) if average else rates.rate(*units, last)
        ends = rates.range(*units, first, last)
        if named is None or ends is None:
            continue
        market = Interval(named.value, named.value) if average else Interval(*ends)
        market = Interval(_end(market.low, -SPREAD), _end(market.high, SPREAD))
        gap = distance(pair.implied, market)
        days = period_words(Period(first=first, last=last))
        apart = f"{apart_words(gap)} away" if gap else "it fits"
        source = named.source if average else f"{named.source}, lowest to highest"
        lines.append(f"{days} ({source}): {span_words(_shown(market, turned))}; {apart}")
    return lines


def _end(value: Optional[Decimal], by: Decimal) -> Decimal:
    assert value is not None
    return value * (1 + by)


def _shown(rate: Interval, turned: bool) -> Interval:
    """The rate the way round in which it is shown."""
    return _ONE.over(rate) if turned else rate
