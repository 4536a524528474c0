"""A figure and its restatement in another currency must imply a rate that rounding and that time's market explain."""

from __future__ import annotations

from decimal import Decimal
from typing import Optional

from extract.checking.conversion_repairs import by_rate, repairs_of
from extract.checking.drafts import Draft, extent
from extract.checking.explain import currency_word, days_words, number_words, value_words
from extract.checking.grading import sureness
from extract.checking.implied_rates import HINT, SLIP, Pair, distance, pair_at, power_of_ten
from extract.lexicon.rates import Rates
from extract.model import Record, Repair, Severity
from extract.quantity import Interval, plain

SHARED_RATE = Decimal("0.01")


def find(record: Record, rates: Rates, order: int = 0) -> list[Draft]:
    """Restatements of ``record`` whose rate can't be right."""
    pairs = [
        pair for index in range(len(record.figures)) if (pair := pair_at(record, index, rates)) is not None
    ]
    pairs = [pair for pair in pairs if not _is_of_another(pair, pairs)]
    drafts = []
    slipped: set[tuple[int, int]] = set()
    for pair in pairs:
        # An original off by a power of ten fails against each of its restatements; once is enough.
        slip = pair.first, power_of_ten(pair)
        if slip in slipped:
            continue
        if slip[1]:
            slipped.add(slip)
        siblings = [
            other
            for other in pairs
            if other is not pair
            and (other.original.unit, other.restated.unit) == (pair.original.unit, pair.restated.unit)
            and other.gap == 0
        ]
        grade = _grade(pair)
        if grade is not None:
            repairs = repairs_of(record, pair, siblings, power_of_ten(pair), rates)
            drafts.append(_draft(record, pair, grade, tuple(repairs), order))
        elif len(siblings) > 1 and all(
            distance(pair.implied, other.implied) > SHARED_RATE for other in siblings
        ):
            drafts.append(_draft(record, pair, "info", tuple(by_rate(record, pair, siblings)), order))
    return drafts


def _is_of_another(pair: Pair, pairs: list[Pair]) -> bool:
    """Whether the amount has its restatement already: "the RMB 27 billion ($3.9 billion) it made, more than a rival ($1.7 billion)"."""
    return pair.gap > 0 and any(
        (other.first, other.restated.unit) == (pair.first, pair.restated.unit)
        and other.gap == 0
        and other.restated.start < pair.restated.start
        for other in pairs
    )


def _grade(pair: Pair) -> Optional[Severity]:
    gap = pair.gap
    if gap <= HINT / 2:
        return None
    if gap <= HINT:
        return "info"
    return "warning" if gap <= SLIP else "error"


def _draft(record: Record, pair: Pair, severity: Severity, repairs: tuple[Repair, ...], order: int) -> Draft:
    power = power_of_ten(pair)
    facts = [claim for claim in record.claims if claim.figure in (pair.first, pair.second)]
    expected = Interval(
        pair.original.low or pair.original.high, pair.original.high or pair.original.low
    ).times(pair.market)
    return Draft(
        check="conversion" if power == 0 else "magnitude",
        severity=severity if power == 0 else "error",
        confidence=sureness((), pair.gap),
        message=_message(record, pair, expected),
        place=(order, pair.original.start),
        claims=tuple(claim.id for claim in facts),
        figures=((record.id, pair.first), (record.id, pair.second)),
        expected=extent(expected, pair.restated.unit),
        observed=extent(Interval(pair.restated.low, pair.restated.high), pair.restated.unit),
        repairs=repairs,
    )


def _message(record: Record, pair: Pair, expected: Interval) -> str:
    one, other = (record.text[figure.start : figure.end] for figure in (pair.original, pair.restated))
    market = pair.market
    assert market.low is not None and market.high is not None
    code, other_code = currency_word(pair.original.unit), currency_word(pair.restated.unit)
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
