"""Money figures in US dollars and in yuan, at the rate of the claim's own time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Optional

from msgspec.structs import replace

from extract.lexicon.metrics import load_metrics
from extract.lexicon.rates import Rate, Rates
from extract.model import Claim, Converted, Figure, Period
from extract.quantity import plain

_TARGETS = (("usd", "USD"), ("cny", "CNY"))


def with_conversions(
    figures: Sequence[Figure], claims: Sequence[Claim], published: Optional[date], rates: Rates
) -> tuple[Figure, ...]:
    """The figures with ``usd`` and ``cny`` filled for money.

    The rate is the average over the claim's period for a flow, that of its last day for a stock, that of the day of
    publication where the period isn't known; null where there is no such day either, or no rate. Days after publication
    count as the day of publication. A restatement takes the time of the figure that it restates.
    """
    by_figure: dict[int, Claim] = {}
    for claim in claims:
        if claim.figure is not None and claim.kind != "comparison":
            by_figure.setdefault(claim.figure, claim)
    converted = []
    for index, figure in enumerate(figures):
        if figure.kind != "money" or figure.unit is None:
            converted.append(figure)
            continue
        about = by_figure.get(index if figure.converts is None else figure.converts)
        values = {name: _converted(figure, about, published, code, rates) for name, code in _TARGETS}
        converted.append(replace(figure, **values))
    return tuple(converted)


def _converted(
    figure: Figure, claim: Optional[Claim], published: Optional[date], code: str, rates: Rates
) -> Optional[Converted]:
    assert figure.unit is not None
    rate = _rate(figure.unit, code, claim, published, rates)
    if rate is None:
        return None
    low, high = (None if end is None else plain(end * rate.value) for end in (figure.low, figure.high))
    return Converted(low=low, high=high, rate=rate.value, rate_date=rate.dates, rate_source=rate.source)


def _rate(
    source: str, target: str, claim: Optional[Claim], published: Optional[date], rates: Rates
) -> Optional[Rate]:
    period = None if claim is None else claim.period
    first, last = _known_days(period, published)
    if last is None:
        return None
    stock = claim is not None and load_metrics().nature(claim.metric) == "stock"
    if first is None or first == last or stock:
        return rates.rate(source, target, last)
    return rates.average(source, target, first, last)


def _known_days(period: Optional[Period], published: Optional[date]) -> tuple[Optional[date], Optional[date]]:
    """First and last day to take rates from; a period that has not begun yet is as good as none."""
    if period is None or (period.first is None and period.last is None):
        return None, published
    first, last = period.first, period.last or published
    if published is not None and last is not None and last > published:
        last = published
    if first is not None and last is not None and first > last:
        return None, published
    return first, last
