"""A finding with what it points at: the passages that don't agree, what they say, and the mend as a diff."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Optional, TypeVar
from urllib.parse import urlsplit

from extract.model import Claim, Date, Extent, Figure, Finding, Period, Record, Repair
from extract.writing import periods, words
from extract.writing.printable import one_line
from extract.writing.spans import sentence as sentence_around

Spanned = TypeVar("Spanned")

# Words, numbers, white space, and every other character by itself, Chinese ones among them.
_TOKENS = re.compile(r"[A-Za-z\u00c0-\u024f]+|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
_FILE_ENDING = re.compile(r"\.(?:txt|md|markdown|html?|jsonl?|csv|tsv)$", re.IGNORECASE)


@dataclass(frozen=True)
class Evidence:
    """One of the things that don't agree: a claim, a figure or a date, and where it stands."""

    record: Record
    start: int
    end: int
    sentence: tuple[int, int]
    label: str
    value: str
    claim: Optional[Claim] = None
    figure: Optional[Figure] = None
    date: Optional[Date] = None
    letter: str = ""

    @property
    def extent(self) -> Optional[Extent]:
        """The normalised value, or null for a date."""
        of = self.claim if self.claim is not None and _has_value(self.claim) else self.figure
        return None if of is None else Extent(low=of.low, high=of.high, unit=of.unit)

    @property
    def tolerance(self) -> Optional[Decimal]:
        """Half a unit in the last digit stated."""
        of = self.claim if self.claim is not None and _has_value(self.claim) else self.figure
        return None if of is None else of.tolerance


@dataclass(frozen=True)
class Change:
    """One piece of a diff: ``kind`` is ``same``, ``removed`` or ``added``."""

    kind: str
    text: str


def _has_value(claim: Claim) -> bool:
    return claim.low is not None or claim.high is not None


class Archive:
    """The records of a run, found by article and by claim id."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self.articles = {record.id: record for record in records}
        self.claims = {claim.id: (record, claim) for record in records for claim in record.claims}

    def evidence(self, finding: Finding, limit: int = 8) -> list[Evidence]:
        """What ``finding`` points at: its claims, and the figures and dates that none of them covers.

        In reading order, the article of the first claim first. Pointers that lead nowhere are left out, and no
        more than ``limit`` are returned.
        """
        found: list[Evidence] = []
        seen: set[tuple[str, str, int]] = set()
        for claim_id in finding.claims:
            if claim_id in self.claims:
                record, claim = self.claims[claim_id]
                if claim.figure is not None:
                    seen.add((record.id, "figure", claim.figure))
                if claim.date is not None:
                    seen.add((record.id, "date", claim.date))
                found.append(_of_claim(record, claim))
        for article, index in finding.figures:
            record_ = self.articles.get(article)
            if record_ and index < len(record_.figures) and (article, "figure", index) not in seen:
                found.append(_of_figure(record_, index))
        for article, index in finding.dates:
            record_ = self.articles.get(article)
            if record_ and index < len(record_.dates) and (article, "date", index) not in seen:
                found.append(_of_date(record_, index))
        articles = list(dict.fromkeys(item.record.id for item in found))
        ordered = sorted(
            found[:limit], key=lambda item: (articles.index(item.record.id), item.start, item.end)
        )
        return [replace(item, letter=chr(ord("A") + i % 26)) for i, item in enumerate(ordered)]

    def mention(self, repair: Repair) -> Optional[tuple[Record, int, int]]:
        """Where the words that ``repair`` mends stand, or null."""
        for pointer, kind in ((repair.figure, "figures"), (repair.date, "dates")):
            if pointer is not None and pointer[0] in self.articles:
                record = self.articles[pointer[0]]
                spans: Sequence[Figure | Date] = getattr(record, kind)
                span = pointed(pointer[1], spans)
                if span is not None:
                    return record, *_widened(record.text, span.start, span.end, repair.text)
        return None

    def mended(self, repair: Repair) -> Optional[Extent]:
        """The value after the mend, with the unit of what it mends; null for a date, a unit or a direction."""
        value = repair.to
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or repair.field == "direction":
            return None
        of: Optional[Claim | Figure] = None
        if repair.claim in self.claims:
            of = self.claims[repair.claim][1]
        elif repair.figure is not None and repair.figure[0] in self.articles:
            of = pointed(repair.figure[1], self.articles[repair.figure[0]].figures)
        if of is None:
            return None
        below = max(end for end in (of.low, of.high, Decimal(-1)) if end is not None) < 0
        to = Decimal(-value if below and value > 0 and (of.low is not None or of.high is not None) else value)
        return Extent(low=to, high=to, unit=of.unit)


def _widened(text: str, start: int, end: int, mended: str) -> tuple[int, int]:
    """The mention with the words beside it that a repair rewrites as well ("Tuesday, " before "June 16")."""
    at = mended.find(text[start:end])
    if at < 0:
        return start, end
    left, right = mended[:at], mended[at + end - start :]
    if left.strip():
        starts = [m.start() for m in re.finditer(r"\b\w", text[max(0, start - len(left) - 12) : start])]
        near = [max(0, start - len(left) - 12) + place for place in starts]
        start = _likest([(one, text[one:start]) for one in near], left, start)
    if right.strip():
        ends = [m.end() for m in re.finditer(r"\w\b[,.)]?", text[end : end + len(right) + 12])]
        end = _likest([(end + place, text[end : end + place]) for place in ends], right, end)
    return start, end


def _likest(choices: list[tuple[int, str]], wanted: str, otherwise: int) -> int:
    """The place of the words most like ``wanted``, if any is half like it."""
    best, place = 0.5, otherwise
    for one, words_ in choices:
        ratio = difflib.SequenceMatcher(None, words_, wanted, autojunk=False).ratio()
        if ratio > best:
            best, place = ratio, one
    return place


def _of_claim(record: Record, claim: Claim) -> Evidence:
    figure = pointed(claim.figure, record.figures)
    date = pointed(claim.date, record.dates)
    span = figure or date or claim
    label, value = (
        words.claim_label(claim),
        words.claim_words(claim) or span_text(record, claim.start, claim.end),
    )
    sentence = (claim.sentence_start, claim.sentence_end)
    return Evidence(record, span.start, span.end, sentence, label, value, claim, figure, date)


def pointed(index: Optional[int], spans: Sequence[Spanned]) -> Optional[Spanned]:
    """What a claim's ``figure`` or ``date`` points at, null where there is nothing."""
    return spans[index] if index is not None and index < len(spans) else None


def _of_figure(record: Record, index: int) -> Evidence:
    figure = record.figures[index]
    label = "The same, restated" if figure.converts is not None else "Stated"
    value = words.figure_words(figure)
    sentence = sentence_around(record.text, figure.start, figure.end)
    return Evidence(record, figure.start, figure.end, sentence, label, value, figure=figure)


def _of_date(record: Record, index: int) -> Evidence:
    date = record.dates[index]
    value = periods.period_words(Period(first=date.first, last=date.last)) or date.value
    around = sentence_around(record.text, date.start, date.end)
    return Evidence(record, date.start, date.end, around, "Read as", value, date=date)


def span_text(record: Record, start: int, end: int) -> str:
    """The words of a span on one line."""
    return " ".join(record.text[start:end].split())


def difference(before: str, after: str) -> list[Change]:
    """``before`` to ``after`` word by word, fewest changes first.

    >>> [(c.kind, c.text) for c in difference("RMB 100 million", "RMB 100 billion")]
    [('same', 'RMB 100 '), ('removed', 'million'), ('added', 'billion')]
    """
    if len(before) + len(after) > 600:
        return [Change("removed", before), Change("added", after)]
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    changes: list[Change] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(Change("same", "".join(old[a:b])))
        else:
            changes += [Change("removed", "".join(old[a:b]))] if a < b else []
            changes += [Change("added", "".join(new[c:d]))] if c < d else []
    return changes


def before_repair(repair: Repair) -> str:
    """What a repair that has no place in a text replaces: the other direction, or the former word."""
    if repair.field == "direction":
        text = one_line(repair.text)
        return (
            text.replace("a fall", "a rise", 1)
            if repair.to == "down"
            else text.replace("a rise", "a fall", 1)
        )
    return one_line(repair.from_) if isinstance(repair.from_, str) else ""


def outlet(record: Record) -> str:
    """Who published it, to group by: the host of an address, a name as it is, the folder of a file."""
    return _source(record, -2)


def place(record: Record) -> str:
    """Where it stands, to show: the host of an address, a name as it is, the name of a file."""
    return _source(record, -1)


def _source(record: Record, part: int) -> str:
    source = (record.source or "").strip()
    if web_address(source):
        return (urlsplit(source).hostname or source).removeprefix("www.")
    if "/" not in source and "\\" not in source and not _FILE_ENDING.search(source):
        return source or "unknown source"
    parts = [one for one in re.split(r"[/\\]+", source) if one not in ("", ".", "..")]
    return parts[max(part, -len(parts))] if parts else "unknown source"


def web_address(source: Optional[str]) -> Optional[str]:
    """``source`` where it is a plain http or https address that may be linked, else null."""
    if source is None or not re.match(r"https?://[^\s\"'<>\\`{}|^\x00-\x20\x7f-\x9f]+$", source):
        return None
    try:
        return source if urlsplit(source).hostname else None
    except ValueError:
        return None


def title(record: Record) -> str:
    """The title, or else the first words, or else the id."""
    if record.title and record.title.strip():
        return record.title
    first = " ".join(record.text[:400].split())
    return (first if len(first) <= 80 else first[:79].rstrip() + "…") or record.id


_ORDER = {"error": 0, "warning": 1, "info": 2}


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Findings, the gravest and surest first; ties in the order given."""
    return sorted(findings, key=lambda f: (_ORDER[f.severity], -f.confidence))


def all_findings(records: Sequence[Record], findings: Sequence[Finding]) -> list[Finding]:
    """``findings`` and those that stand in records, each id once, by weight."""
    unique = {finding.id: finding for record in records for finding in record.findings}
    unique |= {finding.id: finding for finding in findings}
    return by_weight(unique.values())


def error_words(error: Mapping[str, Any]) -> dict[str, str]:
    """An entry of ``errors.jsonl`` as place, message, remedy and code, whichever of them it has."""
    nested = error.get("error")
    body: Mapping[str, Any] = nested if isinstance(nested, Mapping) else error
    place = next((str(error[k]) for k in ("place", "path", "source", "id") if error.get(k) is not None), "")
    if error.get("line") is not None and "line" not in place:
        place = f"{place}, line {error['line']}" if place else f"line {error['line']}"
    message = body.get("message") or body.get("sentence") or (nested if isinstance(nested, str) else "")
    return {
        "place": one_line(place),
        "message": one_line(str(message)),
        "remedy": one_line(str(body.get("remedy") or "")),
        "code": one_line(str(body.get("code") or "")),
    }
