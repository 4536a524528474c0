"""Money of several currencies in one, at the range of its time's rates, so that it can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Optional

from extract.checking.quantities import MONEY, Fact
from extract.lexicon.rates import Rates
from extract.model import Period


def harmonise(facts: Sequence[Fact], rates: Rates) -> list[Fact]:
    """``facts`` with all money in the currency that most are stated in, converted at the range of their time's rates.

    A fact whose currency has no rate is left out.
    """
    counts: dict[str, int] = {}
    for fact in facts:
        if fact.quantity.unit == MONEY and fact.unit is not None:
            counts[fact.unit] = counts.get(fact.unit, 0) + 1
    if len(counts) < 2:
        return list(facts)
    target = max(sorted(counts), key=lambda unit: counts[unit])
    found = []
    for fact in facts:
        if fact.quantity.unit != MONEY or fact.unit == target:
            found.append(fact)
            continue
        converted = _in_currency(fact, target, rates)
        if converted is not None:
            found.append(converted)
    return found


def _in_currency(fact: Fact, target: str, rates: Rates) -> Optional[Fact]:
    first, last = rate_days(fact.claim.period, fact.record.published)
    if first is None or last is None or fact.unit is None or fact.reading.tight.low is None:
        return None
    market = rates.range(fact.unit, target, first, last)
    if market is None or fact.reading.tight.low < 0:
        return None
    low, high = market[0] * Decimal("0.99"), market[1] * Decimal("1.01")
    reading = fact.reading.map(
        lambda span: type(span)(
            None if span.low is None else span.low * (low if span.low >= 0 else high),
            None if span.high is None else span.high * high,
        )
    )
    return Fact(
        fact.order,
        fact.record,
        fact.claim,
        fact.figure,
        fact.quantity,
        fact.stated.times((low + high) / 2),
        reading,
        target,
        fact.replaced,
    )


def rate_days(period: Optional[Period], published: Optional[date]) -> tuple[Optional[date], Optional[date]]:
    """The days whose exchange rates a writer may have used for a figure of ``period`` in an article of ``published``."""
    days = [] if period is None else [day for day in (period.first, period.last) if day is not None]
    if published is not None:
        # Targets and forecasts lie in the future; the writer knew the rates until then.
        days = [min(day, published) for day in days] or [published - timedelta(days=45)]
        days.append(published)
    return (min(days), max(days)) if days else (None, None)
