"""A finding with what it points at: the passages that don't agree, what they say, and the mend as a diff."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Optional, TypeVar
from urllib.parse import urlsplit

from extract.model import Claim, Date, Extent, Figure, Finding, Period, Record, Repair
from extract.writing import words
from extract.writing.printable import one_line

Spanned = TypeVar("Spanned")

_TOKENS = re.compile(r"\s+|[^\s]+")
_FILE_ENDING = re.compile(r"\.(?:txt|md|markdown|html?|jsonl?|csv|tsv)$", re.IGNORECASE)


@dataclass(frozen=True)
class Evidence:
    """One of the things that don't agree: a claim, a figure or a date, and where it stands."""

    letter: str
    record: Record
    start: int
    end: int
    sentence: tuple[int, int]
    label: str
    value: str
    claim: Optional[Claim] = None
    figure: Optional[Figure] = None
    date: Optional[Date] = None

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
        """What ``finding`` points at, first claims, then figures and dates no claim covers; pointers that
        lead nowhere are left out, and no more than ``limit`` are returned.
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
                found.append(_of_claim(_letter(len(found)), record, claim))
        for article, index in finding.figures:
            record_ = self.articles.get(article)
            if record_ and index < len(record_.figures) and (article, "figure", index) not in seen:
                found.append(_of_figure(_letter(len(found)), record_, index))
        for article, index in finding.dates:
            record_ = self.articles.get(article)
            if record_ and index < len(record_.dates) and (article, "date", index) not in seen:
                found.append(_of_date(_letter(len(found)), record_, index))
        return found[:limit]

    def mention(self, repair: Repair) -> Optional[tuple[Record, int, int]]:
        """Where the words that ``repair`` mends stand, or null."""
        for pointer, kind in ((repair.figure, "figures"), (repair.date, "dates")):
            if pointer is not None and pointer[0] in self.articles:
                record = self.articles[pointer[0]]
                spans: Sequence[Figure | Date] = getattr(record, kind)
                if pointer[1] < len(spans):
                    return record, spans[pointer[1]].start, spans[pointer[1]].end
        return None


def _letter(index: int) -> str:
    return chr(ord("A") + index % 26)


def _of_claim(letter: str, record: Record, claim: Claim) -> Evidence:
    figure = pointed(claim.figure, record.figures)
    date = pointed(claim.date, record.dates)
    span = figure or date or claim
    label, value = (
        words.claim_label(claim),
        words.claim_words(claim) or span_text(record, claim.start, claim.end),
    )
    sentence = (claim.sentence_start, claim.sentence_end)
    return Evidence(letter, record, span.start, span.end, sentence, label, value, claim, figure, date)


def pointed(index: Optional[int], spans: Sequence[Spanned]) -> Optional[Spanned]:
    """What a claim's ``figure`` or ``date`` points at, null where there is nothing."""
    return spans[index] if index is not None and index < len(spans) else None


def _of_figure(letter: str, record: Record, index: int) -> Evidence:
    figure = record.figures[index]
    label = "restated as" if figure.converts is not None else "stated as"
    value = words.figure_words(figure)
    sentence = (figure.start, figure.end)
    return Evidence(
        letter, record, figure.start, figure.end, sentence, words.capital(label), value, figure=figure
    )


def _of_date(letter: str, record: Record, index: int) -> Evidence:
    date = record.dates[index]
    value = words.period_words(Period(first=date.first, last=date.last)) or date.value
    return Evidence(letter, record, date.start, date.end, (date.start, date.end), "Date", value, date=date)


def span_text(record: Record, start: int, end: int) -> str:
    """The words of a span on one line."""
    return " ".join(record.text[start:end].split())


def difference(before: str, after: str) -> list[Change]:
    """``before`` to ``after`` word by word, fewest changes first.

    >>> [(c.kind, c.text) for c in difference("RMB 100 million", "RMB 100 billion")]
    [('same', 'RMB 100 '), ('removed', 'million'), ('added', 'billion')]
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    changes: list[Change] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(Change("same", "".join(old[a:b])))
        else:
            changes += [Change("removed", "".join(old[a:b]))] if a < b else []
            changes += [Change("added", "".join(new[c:d]))] if c < d else []
    return changes


def outlet(record: Record) -> str:
    """Who published it: the host of an address, a name as it is, the folder of a file."""
    source = (record.source or "").strip()
    if not source:
        return "unknown source"
    if web_address(source):
        host = urlsplit(source).hostname or source
        return host.removeprefix("www.")
    if "/" in source or "\\" in source or _FILE_ENDING.search(source):
        parts = [part for part in re.split(r"[/\\]+", source) if part not in ("", ".", "..")]
        return (parts[-2] if len(parts) > 1 else parts[-1]) if parts else "unknown source"
    return source


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
