"""The entrances of the program as functions of bytes: each raises where something that must always hold does not.

What must hold: no exception but ``CrossfootError``, every mention is ``text[start:end]``, records and findings come back
from their JSON exactly, nothing leaves the report or a message as a control character.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Union

from extract.checking import check_records
from extract.cli.check import unique_records
from extract.errors import CrossfootError
from extract.mentions.dates import find_dates
from extract.mentions.figures import find_figures, read_amount
from extract.model import Article, Date, Figure, Finding, Record
from extract.reading import article_from_json, read_articles
from extract.reading.published import read_dateline, read_day
from extract.writing.jsonl import decode_finding, decode_record, encode
from extract.writing.printable import one_line
from extract.writing.report import render_report
from extract.writing.terminal import render_article, render_summary

if TYPE_CHECKING:
    from spacy.language import Language

Entrance = Callable[[bytes], None]

ENDINGS = (
    ".txt", ".md", ".html", ".json", ".jsonl", ".csv", ".tsv", ".pdf", ".gz", ".jsonl.gz", ".zst", ".zip", ".tar", ".tgz",
    ".parquet", ".warc", ".warc.gz", "",
)  # fmt: skip
"""What the first byte of a file for ``readers`` chooses between."""

FOREIGN = (".html", ".pdf", ".parquet", ".warc", ".warc.gz")
"""Read by libraries that nobody can answer for; what they raise is E211 or E217, and costs the one article."""

UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_FIRST_DAY = date(1990, 1, 1)


def figures(data: bytes) -> None:
    """Any text, scanned for figures."""
    text = text_of(data)
    found = find_figures(text)
    hold_figures(text, found)
    read_amount(text[:200])


def dates(data: bytes) -> None:
    """Any text, scanned for dates; the first two bytes are the publication day."""
    published = _FIRST_DAY + timedelta(days=int.from_bytes(data[:2], "big")) if data[:1] > b"\x10" else None
    text = text_of(data[2:])
    found = find_dates(text, published)
    hold_dates(text, found)
    hold_figures(text, find_figures(text, found))
    read_day(text[:100])
    read_dateline(text)


def readers(data: bytes) -> None:
    """Any file of any format; the first byte chooses the format."""
    ending = ENDINGS[data[0] % len(ENDINGS)] if data else ""
    with tempfile.TemporaryDirectory(prefix="crossfoot-fuzz-") as folder:
        path = Path(folder) / f"a{ending}"
        path.write_bytes(data[1:])
        for found in read_articles([str(path)]):
            if isinstance(found, Article):
                encode(found)
                assert found.text.strip() and found.id
            else:
                encode({"id": found.article, "error": str(found)})
                # Of a line that is no JSON nobody knows the id.
                assert found.article or found.code in ("E202", "E203", "E204")
                assert found.code != "E211" or ending in FOREIGN, found


def lines(data: bytes) -> None:
    """Any JSON that stands for an article."""
    import msgspec

    try:
        value = msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return
    if isinstance(value, dict):
        try:
            encode(article_from_json(value))
        except CrossfootError as error:
            encode(str(error))


def article(data: bytes) -> None:
    """Any text through the whole, by rules and without a trained model, which only adds to what is tried."""
    from extract.running.article import extract_article

    text = text_of(data)
    made = extract_article(
        Article(id="a", text=text, title=text[:40], published=date(2020, 5, 27)), pipeline()
    )
    hold_record(made)


def records(data: bytes) -> None:
    """Any line that may be a record."""
    made = record_in(data)
    if made is not None:
        again = encode(made)
        assert decode_record(again) == made and encode(decode_record(again)) == again


def check(data: bytes) -> None:
    """Any lines that may be records, checked against each other."""
    checked(filter(None, map(record_in, data.splitlines())))


def report(data: bytes) -> None:
    """Any lines that may be records, as a report and on a terminal."""
    reported(filter(None, map(record_in, data.splitlines())))


ENTRANCES: dict[str, Entrance] = {
    made.__name__: made for made in (figures, dates, readers, lines, article, records, check, report)
}


def checked(given: Iterable[Record]) -> tuple[list[Record], list[Finding]]:
    """The findings across ``given``, after they are held to what findings must be."""
    unique = unique_records(iter(given))
    found = list(check_records(unique))
    claims = {claim.id for made in unique for claim in made.claims}
    known = {made.id: made for made in unique}
    assert len({finding.id for finding in found}) == len(found)
    for finding in found:
        assert set(finding.claims) <= claims and finding.message == one_line(finding.message) != ""
        assert all(index < len(known[name].figures) for name, index in finding.figures)
        assert all(index < len(known[name].dates) for name, index in finding.dates)
        hold_round_trip(finding)
    return unique, found


def reported(given: Iterable[Record]) -> None:
    """The page and the terminal's text of ``given``."""
    unique, found = checked(given)
    page = render_report(unique, found, [], {"counts": {"articles": len(unique)}})
    words = [render_summary({"articles": len(unique)}, found, [])]
    words += [render_article(made, found, width=80, color=False) for made in unique]
    for shown in (page, *words):
        shown.encode("utf-8")
        assert not UNSAFE.search(shown), UNSAFE.search(shown)


def hold_record(made: Record) -> None:
    """What holds of every record that we make."""
    for company in made.companies:
        # One mention may stand for two companies ("both"), or hold another ("the SoftBank-owned designer").
        assert made.text[company.start : company.end] == company.text != ""
    assert [company.start for company in made.companies] == sorted(
        company.start for company in made.companies
    )
    hold_figures(made.text, made.figures)
    hold_dates(made.text, made.dates)
    for claim in made.claims:
        assert claim.sentence_start <= claim.start <= claim.end <= claim.sentence_end <= len(made.text)
        assert 0 <= claim.confidence <= 1
    assert len({claim.id for claim in made.claims}) == len(made.claims)
    again = encode(made)
    assert decode_record(again) == made and encode(decode_record(again)) == again


def hold_figures(text: str, found: Iterable[Figure]) -> None:
    """Figures are where they say, one behind the other, each with a value."""
    kept = list(found)
    hold_spans(text, kept)
    for index, figure in enumerate(kept):
        assert figure.low is not None or figure.high is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert figure.converts is None or figure.converts < index


def hold_dates(text: str, found: Iterable[Date]) -> None:
    """Dates are where they say, and run forwards."""
    kept = list(found)
    hold_spans(text, kept)
    for made in kept:
        assert made.first is None or made.last is None or made.first <= made.last


def hold_spans(text: str, found: Iterable[Union[Figure, Date]]) -> None:
    """Spans are their own text, in order and apart."""
    end = 0
    for span in found:
        assert text[span.start : span.end] == span.text == span.text.strip() != ""
        assert end <= span.start < span.end <= len(text)
        end = span.end


def hold_round_trip(finding: Finding) -> None:
    """A finding is itself again after JSON; the values of repairs, which may be anything, come back as written."""
    again = encode(finding)
    assert encode(decode_finding(again)) == again


def record_in(data: bytes) -> Optional[Record]:
    """The record on a line, null where it is none."""
    try:
        return decode_record(data)
    except CrossfootError as error:
        encode(str(error))
        return None


def text_of(data: bytes) -> str:
    """Bytes as the text of an article: what is no UTF-8 is replaced, as no reader hands it on."""
    return data.decode("utf-8", "replace")


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The rule pipeline on a blank one: quick, and the same code of ours."""
    import spacy

    import extract.running.components  # noqa: F401  registers the component from a bare checkout too

    nlp: Any = spacy.blank("en")
    nlp.add_pipe("crossfoot", config={"linker": "crossfoot.rules.v1"})
    return nlp
