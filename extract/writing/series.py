"""What is said about one company: each metric as a series over time, by source and status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Optional

from extract.model import Claim, Company, Finding, Record
from extract.quantity import ZERO
from extract.writing import periods, words


@dataclass(frozen=True)
class Point:
    """One claim in a series, with the article it stands in and its number there, from 1 on."""

    record: Record
    number: int
    claim: Claim
    disputed: bool

    @property
    def when(self) -> Optional[date]:
        """The middle of its period, the one end there is, or null."""
        return periods.middle(self.claim.period)


@dataclass(frozen=True)
class Series:
    """The claims about one metric: what was reported, and apart from it what was hoped for."""

    metric: str
    actual: tuple[Point, ...]
    ahead: tuple[Point, ...]


@dataclass(frozen=True)
class Profile:
    """One company with its mentions counted and its series."""

    id: str
    name: str
    parent: Optional[str]
    ticker: Optional[str]
    articles: tuple[str, ...]
    claims: int
    findings: int
    series: tuple[Series, ...]


# More dots than these can't be told apart.
_DOTS = 60
AHEAD = ("target", "forecast")


def profiles(records: Sequence[Record], findings: Sequence[Finding]) -> list[Profile]:
    """Every company that is mentioned or has a claim: those with findings first, then by number of claims."""
    disputed = _disputed(findings)
    mentions: dict[str, Company] = {}
    articles: dict[str, dict[str, None]] = {}
    names: dict[str, str] = {}
    points: dict[str, list[Point]] = {}
    for record in records:
        for company in record.companies:
            mentions.setdefault(company.id, company)
            names.setdefault(company.id, company.name)
            articles.setdefault(company.id, {})[record.id] = None
        for number, claim in enumerate(record.claims, 1):
            if claim.subject is not None:
                subject = claim.subject.id
                names.setdefault(subject, claim.subject.name)
                articles.setdefault(subject, {})[record.id] = None
                points.setdefault(subject, []).append(Point(record, number, claim, claim.id in disputed))
    made = [
        _profile(key, names[key], mentions.get(key), tuple(articles[key]), points.get(key, []), disputed)
        for key in sorted(names)
    ]
    return sorted(made, key=lambda p: (-p.findings, -p.claims, -len(p.articles), p.name))


def _disputed(findings: Sequence[Finding]) -> dict[str, list[str]]:
    """The findings of warning or above that each claim is part of."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        if finding.severity != "info":
            for claim in finding.claims:
                found.setdefault(claim, []).append(finding.id)
    return found


def _profile(
    key: str,
    name: str,
    company: Optional[Company],
    articles: tuple[str, ...],
    points: list[Point],
    disputed: dict[str, list[str]],
) -> Profile:
    grouped: dict[str, list[Point]] = {}
    for point in points:
        grouped.setdefault(words.claim_metric(point.claim), []).append(point)
    series = tuple(
        Series(
            metric,
            tuple(sorted((p for p in group if p.claim.status not in AHEAD), key=_moment)),
            tuple(sorted((p for p in group if p.claim.status in AHEAD), key=_moment)),
        )
        for metric, group in sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    found = {finding for point in points for finding in disputed.get(point.claim.id, ())}
    return Profile(
        key,
        name,
        company.parent if company else None,
        company.ticker if company else None,
        articles,
        len(points),
        len(found),
        series,
    )


def _moment(point: Point) -> tuple[bool, date, date, str]:
    """Levels before changes and shares, then by time."""
    other = point.claim.kind != "level"
    return other, point.when or date.max, point.record.published or date.max, point.claim.id


def foremost(points: Sequence[Point], count: int) -> list[Point]:
    """At most ``count`` of ``points`` in their order: the disputed ones and then the latest."""
    places = sorted(range(len(points)), key=lambda i: (not points[i].disputed, -i))[:count]
    return [points[i] for i in sorted(places)]


@dataclass(frozen=True)
class Dot:
    """A claim in a chart: per cent from the left and from the top, and the shape of its status."""

    x: float
    y: float
    bottom: float
    status: str
    disputed: bool
    text: str


@dataclass(frozen=True)
class Chart:
    """A small picture of a series."""

    dots: tuple[Dot, ...]
    years: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, str], ...]
    summary: str
    statuses: tuple[str, ...]


def chart(series: Series) -> Optional[Chart]:
    """The picture of a series' levels in their commonest unit, or null where they share one moment."""
    placed = _placed((*foremost(series.actual, _DOTS), *foremost(series.ahead, _DOTS)))
    if len({when for when, _, _ in placed}) < 2:
        return None
    first = date(min(when for when, _, _ in placed).year, 1, 1)
    last = date(max(when for when, _, _ in placed).year, 12, 31)
    low, high = min(value for _, value, _ in placed), max(value for _, value, _ in placed)
    logarithmic = low > 0 and high / low >= 20
    base, top = (low.log10(), high.log10()) if logarithmic else (min(low, ZERO), max(high, ZERO))

    def across(day: date) -> float:
        return round(100 * (day - first).days / (last - first).days, 2)

    def down(value: Decimal) -> float:
        share = (
            ((value.log10() if logarithmic else value) - base) / (top - base)
            if top != base
            else Decimal("0.5")
        )
        return round(float(84 - 68 * share), 2)

    unit = placed[0][2].claim.unit
    bottom = low if logarithmic else base
    levels = [(down(value), words.amount(value, unit)) for value in dict.fromkeys((high, bottom))]
    dots = tuple(_dot(point, across(when), down(value)) for when, value, point in placed)
    statuses = {dot.status for dot in dots}
    return Chart(
        dots,
        tuple((across(day), label) for day, label in _times(first.year, last.year)),
        tuple(levels),
        "; ".join(dot.text for dot in dots),
        tuple(status for status in words.STATUS_LABELS if status in statuses),
    )


def _placed(points: Sequence[Point]) -> list[tuple[date, Decimal, Point]]:
    """The levels that have a place in time, of the unit that most of them have."""
    placed = []
    for point in points:
        when, value = point.when, _value(point.claim)
        if point.claim.kind == "level" and when is not None and value is not None:
            placed.append((when, value, point))
    units = Counter(point.claim.unit for _, _, point in placed).most_common(1)
    return [item for item in placed if item[2].claim.unit == units[0][0]]


def _value(claim: Claim) -> Optional[Decimal]:
    if claim.low is None or claim.high is None:
        return claim.high if claim.low is None else claim.low
    return (claim.low + claim.high) / 2


def _dot(point: Point, x: float, y: float) -> Dot:
    claim = point.claim
    text = f"{words.claim_words(claim)}, {periods.period_words(claim.period)}, {words.STATUS_LABELS[claim.status]}"
    return Dot(x, y, 84.0, claim.status, point.disputed, text)


def _times(first: int, last: int) -> list[tuple[date, str]]:
    """The middles of at most seven years, or of the quarters of a single one."""
    if first == last:
        labels = (f"Q1 {first}", "Q2", "Q3", "Q4")
        return [(date(first, 3 * quarter - 1, 15), label) for quarter, label in enumerate(labels, 1)]
    return [(date(year, 7, 1), str(year)) for year in range(first, last + 1, -(-(last - first + 1) // 7))]
