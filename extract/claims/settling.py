"""What can be said of a claim only when all claims of its article are known: the basis of a change, the noun of a bare number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Optional

from extract.claims.drafts import Draft
from extract.lexicon.metrics import MetricLexicon
from extract.model import Basis, Period

_STEPS: tuple[tuple[int, Basis], ...] = ((12, "yoy"), (3, "qoq"), (1, "mom"))


def settle(drafts: Sequence[Draft], lexicon: MetricLexicon) -> None:
    """Fill in bases and units; whatever is said outright stays."""
    for draft in drafts:
        if draft.kind == "change" and draft.basis in (None, "from_figure") and draft.baseline is not None:
            draft.basis = _basis(draft.period, draft.baseline.period) or draft.basis
        if draft.metric == "price_target" and draft.status in ("actual", "target", "estimate"):
            draft.status = "forecast"
    for draft in drafts:
        if draft.kind == "change" and draft.basis is None and draft.baseline is None:
            draft.basis = _shared_basis(draft, drafts)
    _name_units(drafts, lexicon)


def _basis(later: Optional[Period], earlier: Optional[Period]) -> Optional[Basis]:
    """By the months between two periods: a year, a quarter or a month apart."""
    if later is None or earlier is None or later.last is None or earlier.last is None:
        return None
    apart = _months(later.last) - _months(earlier.last)
    whole_year = later.first is not None and _months(later.last) - _months(later.first) == 11
    for months, basis in _STEPS:
        if apart == months and (basis == "yoy" or not whole_year):
            return basis
    return None


def _months(day: date) -> int:
    return 12 * day.year + day.month


def _shared_basis(draft: Draft, drafts: Sequence[Draft]) -> Optional[Basis]:
    """Of a change that names none ("the margin fell two points"): that of the article's other changes in the same time."""
    if draft.period is None:
        return None
    others = {
        other.basis
        for other in drafts
        if other.kind == "change"
        and other is not draft
        and other.subject == draft.subject
        and other.period == draft.period
        and other.basis not in (None, "from_figure")
    }
    return others.pop() if len(others) == 1 else None


def _name_units(drafts: Sequence[Draft], lexicon: MetricLexicon) -> None:
    """ "3% below the 23.1 million": the noun is that of the metric's other numbers, else the one its metric counts."""
    known: dict[str, str] = {}
    for draft in drafts:
        if draft.unit is not None and _is_count(draft):
            known.setdefault(draft.metric, draft.unit)
    for draft in drafts:
        if draft.unit is None and _is_count(draft):
            noun = _noun(draft.metric, lexicon)
            # Of what is sold or made, a bare number may be of anything; users are users.
            draft.unit = None if noun is None else known.get(draft.metric, noun)


def _noun(name: str, lexicon: MetricLexicon) -> Optional[str]:
    """What a metric counts: its own noun, or that of the metric it is a part of (monthly users are users)."""
    metric = lexicon.metrics.get(name)
    if metric is None or metric.nature != "stock":
        return None
    wider = [lexicon.metrics[other] for other in metric.at_most if other in lexicon.metrics]
    return next((one.units[0] for one in (metric, *wider) if one.units), None)


def _is_count(draft: Draft) -> bool:
    return draft.figure is not None and draft.figure.item.kind == "count"
