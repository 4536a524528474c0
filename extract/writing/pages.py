"""Which page of a report holds what: one page for most runs, an index and further pages for large ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from extract.model import Finding, Record
from extract.writing.builder import Builder
from extract.writing.pagefiles import FOLDER, INDEX
from extract.writing.series import Profile
from extract.writing.views import Limits

Item = TypeVar("Item")


@dataclass(frozen=True)
class Sheet(Generic[Item]):
    """A further page with its share of the findings, companies or articles: the ``number``-th ``of`` so many."""

    name: str
    number: int
    of: int
    items: Sequence[Item]


class Places:
    """The page that each anchor stands on."""

    def __init__(self) -> None:
        self._pages: dict[str, str] = {}

    def put(self, anchors: Iterable[str], page: str) -> None:
        """What stands on ``page``."""
        for anchor in anchors:
            self._pages.setdefault(anchor, page)

    def link(self, anchor: str, here: str) -> str:
        """The address of ``anchor`` as seen from the page ``here``; empty where no page has it."""
        page = self._pages.get(anchor)
        if page is None:
            return ""
        return f"{'' if page == here else address(page, here)}#{anchor}"


def address(page: str, here: str) -> str:
    """The relative address of one of our pages, as seen from another.

    >>> address("report/articles-1.html", "report.html"), address("report.html", "report/articles-1.html")
    ('report/articles-1.html', '../report.html')
    """
    if here == INDEX:
        return page
    return f"../{page}" if page == INDEX else page.rpartition("/")[2]


@dataclass(frozen=True)
class Share(Generic[Item]):
    """What of one kind the first page has in full, what it only lists, and what further pages have."""

    full: Sequence[Item]
    listed: Sequence[Item]
    unlisted: int
    sheets: Sequence[Sheet[Item]]


class Plan:
    """What stands where. Without ``further`` pages, what is beyond ``limits`` has a line on the first."""

    def __init__(
        self,
        build: Builder,
        found: tuple[Sequence[Finding], Sequence[Profile]],
        limits: Limits,
        further: bool,
    ) -> None:
        findings, people = found
        self.further = further and _large(findings, people, build.ranked, limits)
        if self.further:
            # The first page of a large run holds the gravest findings and where the rest is.
            limits = replace(limits, findings=min(limits.findings, 2 * limits.sheet), companies=0, articles=0)
        self._limits, self._build, self.places = limits, build, Places()
        anchor = build.anchors.of
        self.findings = self._share(
            ("findings", limits.findings), findings, lambda one: [anchor("finding", one.id)], lambda one: 0
        )
        self.companies = self._share(
            ("companies", limits.companies), people, lambda one: [anchor("company", one.id)], self._rows_of
        )
        self.articles = self._share(
            ("articles", limits.articles), build.ranked, self._anchors_of, lambda one: len(one.claims)
        )

    def _share(
        self,
        what: tuple[str, int],
        items: Sequence[Item],
        anchors: Callable[[Item], Sequence[str]],
        claims: Callable[[Item], int],
    ) -> Share[Item]:
        kind, room = what
        full, rest = items[:room], items[room:]
        size = self._limits.sheet * (2 if kind == "findings" else 1)
        chunks = list(_chunks(rest, size, self._limits.claims, claims)) if self.further else []
        sheets = [
            Sheet(f"{FOLDER}/{kind}-{number}.html", number, len(chunks), chunk)
            for number, chunk in enumerate(chunks, 1)
        ]
        for page, held in ((INDEX, full), *((sheet.name, sheet.items) for sheet in sheets)):
            for item in held:
                self.places.put(anchors(item), page)
        listed = rest[: self._limits.listed]
        for item in listed:
            self.places.put(anchors(item)[:1], INDEX)
        return Share(full, listed, len(rest) - len(listed), sheets)

    def _rows_of(self, profile: Profile) -> int:
        rows = self._limits.rows
        return sum(min(len(one.actual), rows) + min(len(one.ahead), rows) for one in profile.series)

    def _anchors_of(self, record: Record) -> list[str]:
        """The article's own anchor first, then its claims'."""
        anchor = self._build.anchors.of
        return [anchor("article", record.id), *(anchor("claim", claim.id) for claim in record.claims)]


def _chunks(
    items: Sequence[Item], size: int, weight: int, weigh: Callable[[Item], int]
) -> Iterator[Sequence[Item]]:
    """``items`` in stretches of at most ``size`` and, unless one alone is heavier, at most ``weight``."""
    first, load = 0, 0
    for at, item in enumerate(items):
        own = weigh(item)
        if at > first and (at - first >= size or load + own > weight):
            yield items[first:at]
            first, load = at, 0
        load += own
    if first < len(items):
        yield items[first:]


def _large(
    findings: Sequence[Finding], people: Sequence[Profile], records: Sequence[Record], limits: Limits
) -> bool:
    claims = sum(len(record.claims) for record in records)
    return (
        len(findings) > limits.findings
        or len(people) > limits.companies
        or len(records) > limits.articles
        or claims > limits.whole
    )
