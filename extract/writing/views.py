"""What the report's templates show of a finding, a company and an article, ready to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from extract.model import Record
from extract.writing import axis, series, spans
from extract.writing.evidence import Change, Evidence


@dataclass(frozen=True)
class Limits:
    """How much the first page holds in full; ``listed`` more findings, companies and articles have a line each.
    A company's metric shows ``rows`` claims that were reported and as many that look ahead. A run with more than
    ``whole`` claims is a large one, however few its articles are.

    What is left out is counted on the page. Where further pages may be written, each has at most ``sheet`` articles or
    companies, with ``claims`` between them, or twice as many findings.
    """

    findings: int = 150
    companies: int = 500
    rows: int = 16
    articles: int = 100
    listed: int = 3000
    whole: int = 2000
    characters: int = 40_000
    sheet: int = 40
    claims: int = 700


@dataclass(frozen=True)
class Mark:
    """What a stretch of text is: ``kind`` is a CSS class, ``number`` a claim's and ``anchor`` where it leads."""

    kind: str
    hint: str = ""
    letter: str = ""
    number: int = 0
    anchor: str = ""


Segments = list[spans.Segment[Mark]]


@dataclass(frozen=True)
class Heading:
    """An article in one line."""

    anchor: str
    title: str
    outlet: str
    outlet_anchor: str
    published: Optional[str]
    published_words: str
    address: Optional[str]
    source: str
    language: Optional[str]
    claims: int
    findings: int
    companies: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """The words around one or more pieces of evidence in one article."""

    heading: Heading
    segments: Segments
    letters: str
    before: bool
    after: bool


@dataclass(frozen=True)
class RepairView:
    """A mend: the letter of what it mends, the sentence before it, the diff, the sentence after it."""

    letter: str
    before: str
    changes: list[Change]
    after: str
    why: str
    article: Optional[Heading]


@dataclass(frozen=True)
class Line:
    """A finding in one line, with what the filters ask for."""

    anchor: str
    severity: str
    check: str
    text: str
    companies: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True)
class FindingView:
    """A finding, ready to print: ``headline`` stands above a message that is long; ``people`` are companies by anchor."""

    anchor: str
    id: str
    check: str
    check_label: str
    severity: str
    sure: str
    headline: Optional[str]
    message: str
    people: tuple[tuple[str, str], ...]
    passages: list[Passage]
    axis: Optional[axis.Axis]
    others: list[Evidence]
    repairs: list[RepairView]
    companies: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True)
class ClaimRow:
    """One claim in a table: ``marked`` if its words are on the page, ``disputed`` the anchor of a finding about it."""

    number: int
    anchor: str
    marked: bool
    subject: str
    metric: str
    kind: str
    value: str
    period: str
    status: str
    source: str
    confidence: str
    disputed: Optional[str]
    heading: Heading
    converted: list[tuple[str, str]]


@dataclass(frozen=True)
class SeriesView:
    """A metric of a company: reported values, and apart from them targets and forecasts."""

    metric: str
    actual: list[ClaimRow]
    ahead: list[ClaimRow]
    left: int
    chart: Optional[series.Chart]


@dataclass(frozen=True)
class CompanyView:
    """A company's page section; ``parent`` is the anchor and the name of the company it belongs to."""

    anchor: str
    profile: series.Profile
    parent: Optional[tuple[str, str]]
    series: list[SeriesView]
    findings: list[Line]
    outlets: tuple[str, ...]


@dataclass(frozen=True)
class CompanyLine:
    """A company in one line."""

    anchor: str
    name: str
    claims: int
    articles: int
    findings: int
    outlets: tuple[str, ...]


@dataclass(frozen=True)
class FigureRow:
    """One figure with its conversions."""

    text: str
    value: str
    kind: str
    converted: list[tuple[str, str]]


@dataclass(frozen=True)
class ArticleView:
    """An article's page section."""

    heading: Heading
    paragraphs: list[Segments]
    cut: int
    claims: list[ClaimRow]
    figures: list[FigureRow]
    findings: list[Line]
    record: Record
