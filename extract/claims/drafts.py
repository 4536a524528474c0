"""A claim while it is being put together, and what the text has said so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Optional

from extract.claims.layout import Sentence, Spot
from extract.model import Basis, ClaimKind, Company, Direction, Entity, Modifier, Period, Status


@dataclass(slots=True)
class Source:
    """Who is named for a statement. ``known`` tells a named source from "people familiar" or "the company"."""

    name: Optional[str]
    company: Optional[Company]
    first: int
    last: int
    verb: str = "report"
    official: bool = False


@dataclass(slots=True, eq=False)
class Draft:
    """One claim to be. ``cost`` adds up what was uncertain in it (0 is sure); the confidence is drawn from it."""

    sentence: Sentence
    kind: ClaimKind
    metric: str
    figure: Optional[Spot] = None
    date: Optional[Spot] = None
    metric_text: Optional[str] = None
    metric_first: Optional[int] = None
    metric_last: Optional[int] = None
    agentive: bool = False
    scope: tuple[str, ...] = ()
    segment: tuple[str, ...] = ()
    subject: Optional[Entity] = None
    subject_spot: Optional[Spot] = None
    object: Optional[Entity] = None
    low: Optional[Decimal] = None
    high: Optional[Decimal] = None
    modifier: Modifier = "="
    unit: Optional[str] = None
    tolerance: Optional[Decimal] = None
    direction: Optional[Direction] = None
    period: Optional[Period] = None
    period_stated: bool = False
    basis: Optional[Basis] = None
    baseline: Optional[Draft] = None
    anchor: Optional[Draft] = None
    twin: Optional[Draft] = None
    carried: Optional[Draft] = None
    earlier: bool = False
    earlier_figures: frozenset[int] = frozenset()
    status: Status = "actual"
    negated: bool = False
    attribution: Optional[str] = None
    source: Optional[Source] = None
    cost: float = 0.0


@dataclass(slots=True)
class Context:
    """What the text has said so far: the topic, the reporting period, the metric; and when it was published.

    ``income`` is the metric that the text totals a company's takings by: revenue or sales.
    """

    published: Optional[date] = None
    topic: Optional[Entity] = None
    topic_paragraph: int = -1
    market: Optional[Entity] = None
    periods: dict[str, tuple[Period, int]] = field(default_factory=dict)
    last: Optional[Draft] = None
    last_by_unit: dict[str, Draft] = field(default_factory=dict)
    source: Optional[tuple[Source, int]] = None
    income: Optional[str] = None
    used_dates: set[int] = field(default_factory=set)
