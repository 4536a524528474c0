"""Findings: claims that can't all be true, within an article and across articles.

``check_record`` looks within one article, ``check_records`` at any number of them and across. Nothing here needs spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional

from extract.checking import across, within
from extract.checking.drafts import across_id, order
from extract.checking.quantities import metrics_known
from extract.lexicon.metrics import MetricLexicon
from extract.lexicon.rates import Rates
from extract.model import Finding, Record

__all__ = ["check_record", "check_records"]


def check_record(
    record: Record, *, rates: Optional[Rates] = None, metrics: Optional[MetricLexicon] = None
) -> tuple[Finding, ...]:
    """The findings within one article, the gravest first, with the ids ``<article id>#f1`` and so on.

    ``rates`` are the exchange rates that conversions are held against, ``metrics`` what is known of metrics; by default
    the shipped ones.
    """
    with metrics_known(metrics):
        drafts = within.check(record, 0, rates or _shipped()).drafts
    return tuple(draft.finding(f"{record.id}#f{number}") for number, draft in enumerate(drafts, 1))


def check_records(
    records: Iterable[Record], *, rates: Optional[Rates] = None, metrics: Optional[MetricLexicon] = None
) -> list[Finding]:
    """The findings within each article and across all of them, the gravest first, then in the order of the articles.

    A record that comes twice counts once. Ids of findings across articles are made of the claims' ids.
    """
    with metrics_known(metrics):
        return _found(records, rates or _shipped())


def _found(records: Iterable[Record], book: Rates) -> list[Finding]:
    found = []
    checked: list[within.Checked] = []
    seen: dict[str, list[Record]] = {}
    for record in records:
        if record in seen.setdefault(record.id, []):
            continue
        seen[record.id].append(record)
        result = within.check(record, len(checked), book)
        checked.append(result)
        found += [
            (order(draft), draft.finding(f"{record.id}#f{number}"))
            for number, draft in enumerate(result.drafts, 1)
        ]
    found += [(order(draft), draft.finding(across_id(draft))) for draft in across.check(checked, book)]
    found.sort(key=lambda entry: entry[0])
    return [finding for _, finding in found]


def _shipped() -> Rates:
    from extract.lexicon.conversion import default_rates

    return default_rates()
