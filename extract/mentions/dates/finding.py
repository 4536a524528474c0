"""From text to dates: where an expression may start, which rule reads most of it, what the text before adds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import compress
from operator import add
from typing import Optional

from extract.lexicon.fiscal import FiscalYears
from extract.mentions.dates import rules
from extract.mentions.dates.chinese import find_chinese
from extract.mentions.dates.context import Context
from extract.mentions.dates.foreign import find_foreign
from extract.mentions.dates.grammar import BEGINNINGS, rules_at
from extract.mentions.dates.matching import Span, longest_of
from extract.mentions.dates.ranges import joined, sharing_year
from extract.mentions.dates.readings import NOTHING, Reading
from extract.mentions.dates.spent import without_measured
from extract.mentions.dates.tokens import Tokens
from extract.model import Company, Date

assert rules.FAMILIES
_END = " "
"""Stands for what follows the last token."""


def find_dates(
    text: str,
    published: Optional[date],
    companies: Sequence[Company] = (),
    fiscal_years: Optional[FiscalYears] = None,
) -> list[Date]:
    """The date expressions of a text, in order and without overlap.

    ``published`` is the day relative expressions count from; without it their days stay null. ``companies`` decide
    fiscal years, by ``fiscal_years`` (default: those of the shipped companies). Never raises for any text.
    """
    tokens = Tokens(text)
    context = Context(tokens, published, companies, fiscal_years)
    spans = _scan(context)
    dates = [_as_date(text, tokens.start(span.start), tokens.end(span.end), span.reading) for span in spans]
    others = find_chinese(text, published) + find_foreign(tokens)
    if others:
        dates = [d for d in dates if not any(d.start < end and start < d.end for start, end, _ in others)]
        dates += [_as_date(text, start, end, reading) for start, end, reading in others]
        dates.sort(key=lambda found: found.start)
    return list(without_measured(text, dates))


def _as_date(text: str, start: int, end: int, reading: Reading) -> Date:
    return Date(
        start=start,
        end=end,
        text=text[start:end],
        kind=reading.kind,
        value=reading.value,
        first=reading.first,
        last=reading.last,
        fiscal=reading.fiscal,
    )


def _scan(context: Context) -> list[Span]:
    """Reads the text from left to right; the longest reading at a place wins, then the rule defined first."""
    tokens, free = context.tokens, 0
    spans: list[Span] = []
    classes = tokens.classes
    pairs = map(add, classes, classes[1:] + _END)
    for position in compress(range(len(classes)), map(BEGINNINGS.__getitem__, pairs)):
        if position < free:
            continue
        rules = rules_at(classes, position)
        if not rules:
            continue
        context.at = position
        best = longest_of(rules, context, position)
        if best is None:
            continue
        context.last_end = free = best.end
        if best.reading is NOTHING:
            continue
        if spans and best.start - spans[-1].end <= 2:
            whole = joined(context, spans[-1], best)
            if whole is not None:
                spans.pop()
                context.found.pop()
                best = Span(whole[0], best.end, whole[1])
            elif (listed := sharing_year(context, spans[-1], best)) is not None:
                spans[-1] = spans[-1]._replace(reading=listed)
                context.found[-1] = (spans[-1].start, listed)
        spans.append(best)
        context.remember(best.start, best.reading)
    return spans
