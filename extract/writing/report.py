"""``report.html``: one self-contained page that opens with what does not agree, with further pages where a run is large.

Everything from an article is escaped by the templates' autoescape and passes ``printable``; anchors come from
``slug``; the page's policy allows its own style and script by hash and nothing else. Same input, same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from extract.model import CHECKS, SEVERITIES, Finding, Record, Severity
from extract.writing import evidence, periods, series, views, words
from extract.writing.builder import Builder
from extract.writing.pagefiles import FOLDER, INDEX, write_pages
from extract.writing.pages import Plan, Sheet, address
from extract.writing.printable import one_line, printable

if TYPE_CHECKING:
    from jinja2 import Environment


_LIMITS = views.Limits()


@dataclass
class Choice:
    """One option of a filter: its value in ``data-`` attributes, its label, how many findings have it."""

    value: str
    label: str
    count: int


@dataclass
class Page:
    """Everything the first page shows, in the order in which it shows it."""

    headline: str
    lead: str
    run: Mapping[str, Any]
    severities: list[tuple[str, int]]
    checks: list[tuple[str, str, dict[str, int]]]
    findings: list[tuple[str, list[views.FindingView]]]
    findings_left: list[views.Line]
    findings_unlisted: int
    companies: list[views.CompanyView]
    companies_left: list[views.CompanyLine]
    articles: list[views.ArticleView]
    articles_left: list[views.Heading]
    errors: list[dict[str, str]]
    further: bool
    filters: list[tuple[str, str, list[Choice]]] = field(default_factory=list)


def write_report(
    records: Sequence[Record],
    findings: Sequence[Finding],
    errors: Sequence[Mapping[str, Any]],
    run: Mapping[str, Any],
    path: Path,
    limits: views.Limits = _LIMITS,
) -> None:
    """Write ``report.html`` to ``path`` and, for a large run, further pages to the folder ``report`` beside it.

    ``findings`` are those across articles; those within stand in the records, and one that stands in both is
    shown once. ``errors`` are the entries of ``errors.jsonl`` and ``run`` is ``run.json``. Each file is there whole
    or not at all, the first page last; what an earlier run left of its report is taken away.
    Raises E501 where ``path`` can't be written.
    """
    write_pages(render_pages(records, findings, errors, run, limits), path)


def render_report(
    records: Sequence[Record],
    findings: Sequence[Finding],
    errors: Sequence[Mapping[str, Any]],
    run: Mapping[str, Any],
    limits: views.Limits = _LIMITS,
) -> str:
    """All on one page, as text; what is beyond ``limits`` has a line each."""
    ((_, html),) = _render(records, findings, (errors, run), limits, False)
    return html


def render_pages(
    records: Sequence[Record],
    findings: Sequence[Finding],
    errors: Sequence[Mapping[str, Any]],
    run: Mapping[str, Any],
    limits: views.Limits = _LIMITS,
) -> Iterator[tuple[str, str]]:
    """Name and text of each page, ``report.html`` last: the only one unless something is beyond ``limits``."""
    return _render(records, findings, (errors, run), limits, True)


def _render(
    records: Sequence[Record],
    findings: Sequence[Finding],
    about: tuple[Sequence[Mapping[str, Any]], Mapping[str, Any]],
    limits: views.Limits,
    further: bool,
) -> Iterator[tuple[str, str]]:
    findings = evidence.all_findings(records, findings)
    build = Builder(evidence.Archive(records), findings, limits)
    people = series.profiles(records, findings)
    plan = Plan(build, (findings, people), limits, further)
    headline = _headline(Counter(finding.severity for finding in findings), _total(records, about[1]))
    for finding_sheet in plan.findings.sheets:
        held = [build.finding(finding) for finding in finding_sheet.items]
        yield finding_sheet.name, _sheet(plan, finding_sheet, headline, findings=held)
    for company_sheet in plan.companies.sheets:
        companies = [build.company(profile) for profile in company_sheet.items]
        yield company_sheet.name, _sheet(plan, company_sheet, headline, companies=companies)
    for article_sheet in plan.articles.sheets:
        articles = [build.article(record) for record in article_sheet.items]
        yield article_sheet.name, _sheet(plan, article_sheet, headline, articles=articles)
    page = _page(build, plan, (findings, people), about, headline)
    yield INDEX, _html("report.html", INDEX, plan, headline, page=page)


def _sheet(plan: Plan, sheet: Sheet[Any], headline: str, **held: Any) -> str:
    """A further page; ``held`` are its findings, companies or articles."""
    kind = next(iter(held))
    around = {
        step: address(f"{FOLDER}/{kind}-{sheet.number + by}.html", sheet.name)
        for step, by in (("previous", -1), ("next", 1))
        if 0 < sheet.number + by <= sheet.of
    }
    return _html("sheet.html", sheet.name, plan, headline, kind=kind, sheet=sheet, around=around, held=held)


def _html(template: str, here: str, plan: Plan, headline: str, **shown: Any) -> str:
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template(template)
        .render(
            headline=headline,
            link=lambda anchor: plan.places.link(anchor, here),
            home="" if here == INDEX else address(INDEX, here),
            style=_trusted(style),
            script=_trusted(script),
            policy=policy,
            **shown,
        )
    )


def _page(
    build: Builder,
    plan: Plan,
    found: tuple[Sequence[Finding], Sequence[series.Profile]],
    about: tuple[Sequence[Mapping[str, Any]], Mapping[str, Any]],
    headline: str,
) -> Page:
    findings, people = found
    errors, run = about
    grouped = [
        (severity, [build.finding(finding) for finding in plan.findings.full if finding.severity == severity])
        for severity in SEVERITIES
    ]
    counts = Counter(finding.severity for finding in findings)
    return Page(
        headline=headline,
        lead=_lead(build.archive.records, people),
        run=run,
        severities=[(severity, counts[severity]) for severity in SEVERITIES],
        checks=_by_check(findings),
        findings=[(severity, group) for severity, group in grouped if group],
        findings_left=[build.line(finding) for finding in plan.findings.listed],
        findings_unlisted=plan.findings.unlisted,
        companies=[build.company(profile) for profile in plan.companies.full],
        companies_left=[build.company_line(profile) for profile in plan.companies.listed],
        articles=[build.article(record) for record in plan.articles.full],
        articles_left=[build.heading(record) for record in plan.articles.listed],
        errors=[evidence.error_words(error) for error in errors],
        further=plan.further,
        filters=_filters(findings, build),
    )


def _total(records: Sequence[Record], run: Mapping[str, Any]) -> int:
    """How many articles the run read; the page may hold only some of them."""
    counts = run.get("counts")
    known = counts.get("articles") if isinstance(counts, Mapping) else None
    return max(len(records), int(known or 0))


def _headline(counts: Mapping[Severity, int], articles: int) -> str:
    grave = [words.counted(counts[s], s) for s in SEVERITIES[:2] if counts[s]]
    where = f"in {words.counted(articles, 'article')}"
    if grave:
        return f"{' and '.join(grave)} {where}"
    if not articles:
        return "No article was read"
    return f"No errors or warnings {where}"


def _lead(records: Sequence[Record], people: Sequence[series.Profile]) -> str:
    if not records:
        return "There is nothing to check. The section on what could not be read may say why."
    claims = sum(len(record.claims) for record in records)
    outlets = len({evidence.outlet(record) for record in records})
    days = sorted(record.published for record in records if record.published)
    when = ""
    if days:
        when = f", published {periods.day_words(days[0])}"
        when += f" to {periods.day_words(days[-1])}" if days[0] != days[-1] else ""
    return (
        f"{words.counted(claims, 'claim')} about {words.counted(len(people), 'company')}, read from "
        f"{words.counted(outlets, 'source')}{when}, were checked against each other."
    )


def _by_check(findings: Sequence[Finding]) -> list[tuple[str, str, dict[str, int]]]:
    counts = Counter((finding.check, finding.severity) for finding in findings)
    return [
        (check, words.check_label(check), {severity: counts[check, severity] for severity in SEVERITIES})
        for check in (*CHECKS, *sorted({finding.check for finding in findings} - set(CHECKS)))
        if any(counts[check, severity] for severity in SEVERITIES)
    ]


def _filters(findings: Sequence[Finding], build: Builder) -> list[tuple[str, str, list[Choice]]]:
    """Severity, check, company and outlet, with those that occur in findings."""
    made: dict[str, dict[str, Choice]] = {"severity": {}, "check": {}, "company": {}, "outlet": {}}

    def count(kind: str, value: str, label: str) -> None:
        choice = made[kind].setdefault(value, Choice(value, label, 0))
        choice.count += 1

    for finding in findings:
        count("severity", finding.severity, words.capital(finding.severity))
        count("check", finding.check, words.check_label(finding.check))
        companies, outlets = build.involved(finding)
        for key, name in companies.items():
            count("company", build.anchors.of("company", key), name)
        for name in outlets:
            count("outlet", build.anchors.of("outlet", name), name)
    for kind in ("company", "outlet"):
        made[kind] = dict(sorted(made[kind].items(), key=lambda item: (item[1].label.lower(), item[0])))
    return [(kind, words.capital(kind), list(made[kind].values())) for kind in made if len(made[kind]) > 1]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def finalize(value: object) -> object:
        if value is None:
            return ""
        return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        loader=PackageLoader("extract.writing", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["words"] = words
    environment.filters["together"] = words.together
    environment.filters["one_line"] = lambda value: one_line(str(value))
    return environment


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    return (resources.files("extract.writing") / "templates" / name).read_text("utf-8").strip()


def _trusted(own: str) -> Optional[str]:
    """Marks our own style and script, and nothing else ever, as not to be escaped."""
    from markupsafe import Markup

    return Markup(own)


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
