"""What the second stage needs to know of a record, noted by the worker that made it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Optional

from msgspec import Struct

from extract.checking import within
from extract.checking.quantities import metrics_known
from extract.lexicon.conversion import load_rates
from extract.lexicon.currencies import KNOWN_CURRENCIES, Currencies, load_currencies
from extract.lexicon.metrics import MetricLexicon, load_metrics
from extract.lexicon.rates import Rates
from extract.model import Finding, Record
from extract.settings import Options


class Found(Struct, frozen=True, array_like=True):
    """A finding and where it has its place: ``article`` counts from the first of those it was found among, ``offset`` in the text."""

    article: int
    offset: int
    finding: Finding


class Noted(Struct, frozen=True, array_like=True):
    """Of one record: the subjects it can be checked on across articles, the claims already wrong, the findings within."""

    subjects: tuple[str, ...]
    outside: tuple[str, ...]
    findings: tuple[Found, ...]


class Tables(Struct, frozen=True):
    """The rates, metrics and currencies that a run checks with."""

    rates: Rates
    metrics: Optional[MetricLexicon]
    currencies: Optional[Currencies]

    @classmethod
    def of(cls, options: Options) -> Tables:
        """The shipped ones, or those of the user's files."""
        return cls(
            load_rates(None if options.rates is None else Path(options.rates)),
            None if options.metrics is None else load_metrics(Path(options.metrics)),
            None if options.currencies is None else load_currencies(Path(options.currencies)),
        )

    @contextmanager
    def known(self) -> Iterator[Rates]:
        """Within it the checks know the metrics and currencies; gives the rates."""
        with metrics_known(self.metrics), KNOWN_CURRENCIES.within(self.currencies):
            yield self.rates


def noted(record: Record, rates: Rates) -> Noted:
    """The notes on ``record``."""
    checked = within.check(record, 0, rates)
    subjects = {
        fact.quantity.subject
        for fact in checked.facts
        if fact.quantity.subject and fact.claim.id not in checked.outside
    }
    found = tuple(
        Found(0, draft.place[1], draft.finding(f"{record.id}#f{number}"))
        for number, draft in enumerate(checked.drafts, 1)
    )
    return Noted(tuple(sorted(subjects)), tuple(sorted(checked.outside)), found)
