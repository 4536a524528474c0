"""From records and findings to what the report's templates show, with anchors that agree between sections and pages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import Optional

from extract.lexicon.companies import registry
from extract.model import Claim, Converted, Figure, Finding, Record, Repair
from extract.quantity import plain
from extract.writing import axis, periods, series, spans, words
from extract.writing.evidence import (
    Archive,
    Evidence,
    before_repair,
    difference,
    outlet,
    place,
    pointed,
    title,
    web_address,
)
from extract.writing.headline import headline
from extract.writing.printable import Anchors, one_line
from extract.writing.views import (
    ArticleView,
    ClaimRow,
    CompanyLine,
    CompanyView,
    FigureRow,
    FindingView,
    Heading,
    Limits,
    Line,
    Mark,
    Passage,
    RepairView,
    SeriesView,
)


class Builder:
    """Makes views of one run; ``ranked`` are its records, those with most findings first."""

    def __init__(self, archive: Archive, findings: Sequence[Finding], limits: Limits) -> None:
        self.archive, self.anchors, self.limits = archive, Anchors(), limits
        self._evidence = {finding.id: archive.evidence(finding) for finding in findings}
        self._about: dict[str, list[Finding]] = {}
        self._of_company: dict[str, list[Finding]] = {}
        self._disputed: dict[str, str] = {}
        for finding in findings:
            articles = dict.fromkeys(item.record.id for item in self._evidence[finding.id])
            for article in articles:
                self._about.setdefault(article, []).append(finding)
            for company in self.involved(finding)[0]:
                self._of_company.setdefault(company, []).append(finding)
            if finding.severity != "info":
                anchor = self.anchors.of("finding", finding.id)
                for claim in finding.claims:
                    self._disputed.setdefault(claim, anchor)
        self._names = {one.id: one.name for record in archive.records for one in record.companies}
        self._headings: dict[str, Heading] = {}
        self.ranked = sorted(archive.records, key=lambda record: not self._gravest(record))

    def _gravest(self, record: Record) -> int:
        return len([f for f in self._about.get(record.id, ()) if f.severity != "info"])

    # Articles

    def heading(self, record: Record) -> Heading:
        """The article in one line."""
        if record.id not in self._headings:
            self._headings[record.id] = Heading(
                anchor=self.anchors.of("article", record.id),
                title=one_line(title(record)),
                outlet=one_line(place(record)),
                outlet_anchor=self.anchors.of("outlet", outlet(record)),
                published=record.published.isoformat() if record.published else None,
                published_words=periods.day_words(record.published) if record.published else "no date",
                address=web_address(record.source),
                source=one_line(record.source or record.id),
                language=_language(record.language),
                claims=len(record.claims),
                findings=self._gravest(record),
                companies=tuple(
                    dict.fromkeys(self.anchors.of("company", company.id) for company in record.companies)
                ),
            )
        return self._headings[record.id]

    def article(self, record: Record) -> ArticleView:
        """The article's section."""
        text = record.text[: self.limits.characters]
        found = sorted(self._marks(record), key=lambda span: span.start)
        starts = [span.start for span in found]
        longest = max((span.end - span.start for span in found), default=0)
        paragraphs = []
        for start, end in _paragraphs(text):
            near = found[bisect_left(starts, start - longest) : bisect_left(starts, end)]
            paragraphs.append(spans.segments(text, near, start, end))
        return ArticleView(
            self.heading(record),
            paragraphs,
            len(record.text) - len(text),
            [self._row(record, claim, i) for i, claim in enumerate(record.claims, 1)],
            [_figure_row(figure) for figure in record.figures],
            [self.line(finding) for finding in self._about.get(record.id, ())],
            record,
        )

    def _marks(self, record: Record) -> list[spans.Span[Mark]]:
        found = []
        for i, claim in enumerate(record.claims, 1):
            anchor = self.anchors.of("claim", claim.id)
            kind = "claim disputed" if claim.id in self._disputed else "claim"
            found.append(spans.Span(claim.start, claim.end, Mark(kind, "", number=i, anchor=anchor)))
        for company in record.companies:
            kind = "company coref" if company.coref else "company"
            anchor = self.anchors.of("company", company.id)
            found.append(
                spans.Span(company.start, company.end, Mark(kind, one_line(company.name), anchor=anchor))
            )
        for date in record.dates:
            found.append(spans.Span(date.start, date.end, Mark("date", one_line(date.value))))
        for figure in record.figures:
            found.append(spans.Span(figure.start, figure.end, Mark("figure", words.figure_words(figure))))
        return found

    def _row(self, record: Record, claim: Claim, index: int) -> ClaimRow:
        figure = pointed(claim.figure, record.figures)
        return ClaimRow(
            index,
            self.anchors.of("claim", claim.id),
            claim.start < min(claim.end, len(record.text), self.limits.characters),
            one_line(claim.subject.name) if claim.subject else "",
            one_line(words.capital(words.claim_metric(claim))),
            words.claim_kind(claim),
            ("not " if claim.negated else "") + words.claim_words(claim),
            periods.period_words(claim.period),
            claim.status,
            one_line(claim.attribution or ""),
            words.percent_sure(claim.confidence),
            self._disputed.get(claim.id),
            self.heading(record),
            conversions(figure) if figure else [],
        )

    # Companies

    def company(self, profile: series.Profile) -> CompanyView:
        """The company's section."""
        made, rows = [], self.limits.rows
        for one in profile.series:
            actual, ahead = series.foremost(one.actual, rows), series.foremost(one.ahead, rows)
            made.append(
                SeriesView(
                    one_line(words.capital(one.metric)),
                    [self._point(point) for point in actual],
                    [self._point(point) for point in ahead],
                    len(one.actual) + len(one.ahead) - len(actual) - len(ahead),
                    series.chart(one),
                )
            )
        return CompanyView(
            self.anchors.of("company", profile.id),
            profile,
            (self.anchors.of("company", profile.parent), self._name(profile.parent))
            if profile.parent
            else None,
            made,
            [self.line(finding) for finding in self._of_company.get(profile.id, ())],
            self._outlets(profile),
        )

    def company_line(self, profile: series.Profile) -> CompanyLine:
        """The company in one line."""
        return CompanyLine(
            self.anchors.of("company", profile.id),
            one_line(profile.name),
            profile.claims,
            len(profile.articles),
            profile.findings,
            self._outlets(profile),
        )

    def _name(self, company: str) -> str:
        known = registry().get(company)
        return one_line(self._names.get(company) or (known.name if known else company))

    def _outlets(self, profile: series.Profile) -> tuple[str, ...]:
        articles = self.archive.articles
        return tuple(dict.fromkeys(self.heading(articles[id]).outlet_anchor for id in profile.articles))

    def _point(self, point: series.Point) -> ClaimRow:
        return self._row(point.record, point.claim, point.number)

    # Findings

    def involved(self, finding: Finding) -> tuple[dict[str, str], list[str]]:
        """The companies (id to name) and outlets that a finding is about."""
        found = self._evidence[finding.id]
        subjects = [item.claim.subject for item in found if item.claim and item.claim.subject]
        return (
            {subject.id: one_line(subject.name) for subject in subjects},
            list(dict.fromkeys(outlet(item.record) for item in found)),
        )

    def line(self, finding: Finding) -> Line:
        """The finding in one line."""
        companies, outlets = self.involved(finding)
        return Line(
            self.anchors.of("finding", finding.id),
            finding.severity,
            finding.check,
            one_line(headline(finding, self._evidence[finding.id]) or finding.message),
            tuple(self.anchors.of("company", key) for key in companies),
            tuple(self.anchors.of("outlet", name) for name in outlets),
        )

    def finding(self, finding: Finding) -> FindingView:
        """The finding with its passages, axis and repairs."""
        found = self._evidence[finding.id]
        repairs = [self._repair(repair, found) for repair in finding.repairs[:4]]
        mended = self.archive.mended(finding.repairs[0]) if finding.repairs else None
        drawn = axis.axis(finding, found, mended, repairs[0].letter if repairs else "")
        letters = {row.letter for row in drawn.rows} if drawn else set()
        companies, outlets = self.involved(finding)
        people = tuple((self.anchors.of("company", key), name) for key, name in companies.items())
        brief = headline(finding, found)
        return FindingView(
            self.anchors.of("finding", finding.id),
            one_line(finding.id),
            finding.check,
            words.check_label(finding.check),
            finding.severity,
            words.percent_sure(finding.confidence),
            None if brief is None else one_line(brief),
            one_line(finding.message),
            people,
            self._passages(found),
            drawn,
            [item for item in found if item.letter not in letters],
            repairs,
            tuple(anchor for anchor, _ in people),
            tuple(self.anchors.of("outlet", name) for name in outlets),
        )

    def _passages(self, found: Sequence[Evidence]) -> list[Passage]:
        """One passage for evidence whose surroundings overlap, in the order of the first letter."""
        windows: list[tuple[Record, int, int, list[Evidence]]] = []
        for item in found:
            start, end = spans.context(item.record.text, *item.sentence)
            for i, (record, low, high, items) in enumerate(windows):
                if record is item.record and start < high and low < end:
                    windows[i] = (record, min(low, start), max(high, end), [*items, item])
                    break
            else:
                windows.append((item.record, start, end, [item]))
        return [self._passage(*window) for window in windows]

    def _passage(self, record: Record, start: int, end: int, items: list[Evidence]) -> Passage:
        marks = []
        for item in items:
            hint = f"{item.label}: {item.value}"
            marks.append(spans.Span(*item.sentence, Mark("sentence")))
            marks.append(
                spans.Span(item.start, item.end, Mark("evidence", one_line(hint), letter=item.letter))
            )
        before, after = bool(record.text[:start].strip()), bool(record.text[end:].strip())
        letters = "".join(item.letter for item in items)
        return Passage(
            self.heading(record), spans.segments(record.text, marks, start, end), letters, before, after
        )

    def _repair(self, repair: Repair, found: Sequence[Evidence]) -> RepairView:
        mention = self.archive.mention(repair)
        if mention is None or repair.field == "direction":
            changes = difference(before_repair(repair), one_line(repair.text))
            return RepairView("", "", changes, "", one_line(repair.why), None)
        record, start, end = mention
        letters = [
            item.letter for item in found if item.record is record and item.start < end and start < item.end
        ]
        before, after = _around(record.text, start, end)
        changes = difference(one_line(record.text[start:end]), one_line(repair.text))
        letter = letters[0] if letters else ""
        return RepairView(letter, before, changes, after, one_line(repair.why), self.heading(record))


def _around(text: str, start: int, end: int, reach: int = 110) -> tuple[str, str]:
    """The rest of the sentence on either side, cut at a word."""
    low, high = spans.sentence(text, start, end)
    before, after = text[max(low, start - reach) : start], text[end : min(high, end + reach)]
    if start - reach > low:
        before = "… " + before.partition(" ")[2]
    if end + reach < high:
        after = after.rpartition(" ")[0] + " …"
    return before.replace("\n", " "), after.replace("\n", " ")


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """The stretches between blank lines."""
    found, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            found.append((start, start + len(part)))
        start += len(part) + 2
    return found


def _language(code: Optional[str]) -> Optional[str]:
    """``code`` where it is fit for a ``lang`` attribute."""
    return code if code and code.isascii() and code.replace("-", "").isalnum() and len(code) <= 12 else None


def _figure_row(figure: Figure) -> FigureRow:
    return FigureRow(one_line(figure.text), words.figure_words(figure), figure.kind, conversions(figure))


def conversions(figure: Figure) -> list[tuple[str, str]]:
    """The other currencies' values, each with its rate, day and source."""
    found = []
    for unit, converted in (("USD", figure.usd), ("CNY", figure.cny)):
        if converted is not None and figure.unit != unit:
            value = words.converted_words(converted, unit, figure.modifier)
            found.append((value, rate_words(converted, figure.unit or "", unit)))
    return found


def rate_words(converted: Converted, unit: str, to: str) -> str:
    """ "1 USD = 7.0992 CNY, 27 May 2020, ECB": the rate in the direction that is above one."""
    one, other, rate = unit, to, converted.rate
    if Decimal(0) < rate < 1:
        one, other, rate = to, unit, 1 / rate
    digits = plain(rate.quantize(Decimal("0.0001"))) if rate < 10_000 else plain(rate.to_integral_value())
    return f"1 {one} = {digits} {other}, {one_line(periods.stretch_words(converted.rate_date))}, {one_line(converted.rate_source)}"
