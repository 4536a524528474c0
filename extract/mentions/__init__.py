"""Spans with values: companies, dates, figures and metric words."""

from __future__ import annotations

from msgspec import Struct

from extract.model import Company, Date, Figure, Note, Offset


class MetricMention(Struct, frozen=True, kw_only=True):
    """Words that name a metric ("gross merchandise volume"), with the qualifiers beside them."""

    start: Offset
    end: Offset
    text: str
    metric: str
    scope: tuple[str, ...] = ()


class Mentions(Struct, frozen=True, kw_only=True):
    """All spans of one article, each list in text order."""

    companies: tuple[Company, ...] = ()
    dates: tuple[Date, ...] = ()
    figures: tuple[Figure, ...] = ()
    metrics: tuple[MetricMention, ...] = ()
    notes: tuple[Note, ...] = ()
