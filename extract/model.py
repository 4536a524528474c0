"""The records of the public contract, as frozen structs.

Money and every other normalised value is an exact ``Decimal`` in plain notation; offsets count
Unicode code points, ``end`` is exclusive, and ``text[start:end]`` is the mention's own text.
Dates are calendar days (``datetime.date``), first and last day inclusive.
"""

from __future__ import annotations

import importlib
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Optional

from msgspec import Meta, Struct
from msgspec import field as renamed

FigureKind = Literal["money", "percent", "count", "multiple", "rank", "quantity"]
Modifier = Literal["=", "~", ">", ">=", "<", "<="]
DateKind = Literal["date", "period", "duration", "set"]
ClaimKind = Literal["level", "change", "share", "rank", "comparison", "event"]
Direction = Literal["up", "down"]
Basis = Literal["yoy", "qoq", "mom", "from_figure"]
Status = Literal["actual", "target", "forecast", "estimate", "rumour"]
Check = Literal[
    "conversion",
    "contradiction",
    "arithmetic",
    "share",
    "part_whole",
    "ordering",
    "magnitude",
    "calendar",
    "bounds",
]
Severity = Literal["error", "warning", "info"]

Offset = Annotated[int, Meta(ge=0)]
Probability = Annotated[float, Meta(ge=0.0, le=1.0)]
Pointer = tuple[str, Offset]
"""``(article id, index)`` of a figure or date in that article's record."""

CHECK_NAME = "[a-z][a-z0-9_]*"
CheckName = Annotated[str, Meta(pattern=f"^{CHECK_NAME}$")]
"""One of ``CHECKS``, or the name of a check that an installed package adds."""

CHECKS: tuple[Check, ...] = (
    "conversion",
    "contradiction",
    "arithmetic",
    "share",
    "part_whole",
    "ordering",
    "magnitude",
    "calendar",
    "bounds",
)
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Article(Struct, frozen=True, kw_only=True):
    """What the readers hand on: one article's text and what is known about it.

    ``published`` counts relative dates and picks exchange rates; ``published_from`` says where it was
    found (``option``, ``metadata``, ``front matter``, ``html``, ``dateline``, ``file name``) or is null.
    """

    id: str
    text: str
    source: Optional[str] = None
    title: Optional[str] = None
    published: Optional[date] = None
    published_from: Optional[str] = None
    language: Optional[str] = None


class Company(Struct, frozen=True, kw_only=True, gc=False):
    """A mention of a company, or of a brand, platform or product line that stands for one."""

    start: Offset
    end: Offset
    text: str
    id: str
    name: str
    parent: Optional[str] = None
    ticker: Optional[str] = None
    coref: bool = False


class Converted(Struct, frozen=True, kw_only=True, gc=False):
    """A money figure in USD or CNY: ``rate`` is units of that currency for one unit of the figure's own."""

    low: Optional[Decimal]
    high: Optional[Decimal]
    rate: Decimal
    rate_date: str
    rate_source: str


class Figure(Struct, frozen=True, kw_only=True, gc=False):
    """A number with its unit. ``low == high`` for one value, one of them null for an open end."""

    start: Offset
    end: Offset
    text: str
    kind: FigureKind
    low: Optional[Decimal]
    high: Optional[Decimal]
    modifier: Modifier = "="
    unit: Optional[str] = None
    per: Optional[str] = None
    tolerance: Optional[Decimal] = None
    converts: Optional[Offset] = None
    usd: Optional[Converted] = None
    cny: Optional[Converted] = None


class Date(Struct, frozen=True, kw_only=True, gc=False):
    """A date expression: TIMEX3 ``value`` and the days it spans, null where they can't be known."""

    start: Offset
    end: Offset
    text: str
    kind: DateKind
    value: str
    first: Optional[date] = None
    last: Optional[date] = None
    fiscal: bool = False


class Entity(Struct, frozen=True, kw_only=True):
    """The company, platform or market a claim is about."""

    id: str
    name: str


class Period(Struct, frozen=True, kw_only=True):
    """A stretch of days, both ends inclusive; an open end is null."""

    first: Optional[date]
    last: Optional[date]


class Claim(Struct, frozen=True, kw_only=True):
    """Who says what is how much, when. A change is signed: a fall of 8% is -8."""

    id: str
    start: Offset
    end: Offset
    sentence_start: Offset
    sentence_end: Offset
    subject: Optional[Entity] = None
    object: Optional[Entity] = None
    metric: str
    metric_text: Optional[str] = None
    scope: tuple[str, ...] = ()
    kind: ClaimKind
    figure: Optional[Offset] = None
    date: Optional[Offset] = None
    low: Optional[Decimal] = None
    high: Optional[Decimal] = None
    modifier: Modifier = "="
    unit: Optional[str] = None
    tolerance: Optional[Decimal] = None
    direction: Optional[Direction] = None
    period: Optional[Period] = None
    basis: Optional[Basis] = None
    baseline: Optional[str] = None
    status: Status = "actual"
    negated: bool = False
    attribution: Optional[str] = None
    confidence: Probability = 0.5


class Extent(Struct, frozen=True, kw_only=True):
    """An interval of values in one unit, as findings state it; null is an open end."""

    low: Optional[Decimal]
    high: Optional[Decimal]
    unit: Optional[str]


class Repair(Struct, frozen=True, kw_only=True):
    """A smallest edit that restores consistency.

    ``from_`` and ``to`` (``from`` in JSON) are normalised values: a ``Decimal`` for numbers, else a
    string (a currency, a weekday, an ISO date). ``text`` is the mention as it would then read.
    """

    claim: Optional[str] = None
    figure: Optional[Pointer] = None
    date: Optional[Pointer] = None
    field: str
    from_: Any = renamed(name="from", default=None)
    to: Any = None
    text: str
    why: str


class Finding(Struct, frozen=True, kw_only=True):
    """A smallest set of claims that can't all hold, with the mend."""

    id: str
    check: CheckName
    severity: Severity
    confidence: Probability
    claims: tuple[str, ...] = ()
    figures: tuple[Pointer, ...] = ()
    dates: tuple[Pointer, ...] = ()
    message: str
    expected: Optional[Extent] = None
    observed: Optional[Extent] = None
    repairs: tuple[Repair, ...] = ()


class Note(Struct, frozen=True, kw_only=True):
    """Something a careful reader of the record should know: no publication date, "¥" read as yuan, a stale rate."""

    code: str
    message: str


class Record(Struct, frozen=True, kw_only=True):
    """One article with all that was read out of it."""

    id: str
    source: Optional[str] = None
    title: Optional[str] = None
    published: Optional[date] = None
    published_from: Optional[str] = None
    language: Optional[str] = None
    text: str
    companies: tuple[Company, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[Date, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[Note, ...] = ()

    def _repr_html_(self) -> str:
        """What a notebook shows: the text with its mentions marked, the claims, the findings; everything is escaped."""
        # By name and when asked for: the ground floor knows nothing of what stands on it.
        shown: str = importlib.import_module("extract.writing.notebook").record_html(self)
        return shown
