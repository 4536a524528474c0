"""Findings: claims that can't all be true, within an article and across articles.

``check_record`` looks within one article, ``check_records`` at any number of them and across. Nothing here needs spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional

from extract.checking import within
from extract.checking.gathering import Gathering
from extract.checking.quantities import metrics_known
from extract.lexicon.conversion import default_rates
from extract.lexicon.metrics import MetricLexicon
from extract.lexicon.rates import Rates
from extract.model import Finding, Record

__all__ = ["Gathering", "check_record", "check_records"]


def check_record(
    record: Record, *, rates: Optional[Rates] = None, metrics: Optional[MetricLexicon] = None
) -> tuple[Finding, ...]:
    """The findings within one article, the gravest first, with the ids ``<article id>#f1`` and so on.

    ``rates`` are the exchange rates that conversions are held against, ``metrics`` what is known of metrics; by default
    the shipped ones.
    """
    with metrics_known(metrics):
        drafts = within.check(record, 0, rates or default_rates()).drafts
    return tuple(draft.finding(f"{record.id}#f{number}") for number, draft in enumerate(drafts, 1))


def check_records(
    records: Iterable[Record], *, rates: Optional[Rates] = None, metrics: Optional[MetricLexicon] = None
) -> list[Finding]:
    """The findings within each article and across all of them, the gravest first, then in the order of the articles.

    ``records`` are taken one at a time and kept packed, about two kilobytes each. One that comes twice counts once. Ids of findings across
    articles are made of the claims' ids.
    """
    gathering = Gathering(rates or default_rates())
    with metrics_known(metrics):
        for record in records:
            gathering.add(record)
        return gathering.findings()
