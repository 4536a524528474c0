"""From what a format holds (a draft) to an article: dates found, language told, limits kept."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any, Optional

from msgspec import Struct

from extract import errors
from extract.model import Article
from extract.reading.languages import language_of
from extract.reading.published import NO_DATE, day_of_name, read_dateline, read_day, year_of_name
from extract.settings import Options


class Place(Struct, frozen=True, kw_only=True):
    """Where an article stands: the path as people write it, the id it has unless it brings its own, and the line."""

    source: Optional[str]
    id: str
    line: Optional[int] = None


class Draft(Struct, frozen=True, kw_only=True):
    """What a format says of an article; ``published`` is as written, ``published_from`` where."""

    text: str
    id: Optional[str] = None
    title: Optional[str] = None
    published: Optional[str] = None
    published_from: str = "metadata"
    source: Optional[str] = None
    language: Optional[str] = None


# The contract's own name comes first in each; the others are those of feeds, crawlers and newspaper exports.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "articleid", "docid", "documentid", "uuid", "guid"),
    "text": (
        "text",
        "body",
        "content",
        "article",
        "articletext",
        "articlebody",
        "fulltext",
        "maintext",
        "story",
    ),
    "title": ("title", "headline", "heading"),
    "published": (
        "published",
        "publishedat",
        "publishedon",
        "publicationdate",
        "publishdate",
        "publisheddate",
        "datepublished",
        "datepublish",
        "dateofpublication",
        "pubdate",
        "pubtime",
        "date",
        "datetime",
        "timestamp",
    ),
    "source": ("source", "url", "link", "publisher", "outlet"),
    "language": ("language", "lang"),
}


def field_names(names: list[str]) -> dict[str, str]:
    """Which of ``names`` stands for which field: ``{"text": "Body", "published": "pub_date"}``."""
    plain = {re.sub(r"[^a-z]", "", name.lower()): name for name in reversed(names)}
    found = {}
    for field, known in FIELDS.items():
        name = next((plain[name] for name in known if name in plain), None)
        if name is not None:
            found[field] = name
    return found


def draft_of(data: dict[str, Any], place: Place) -> Draft:
    """The draft in a JSON object or a table's row. Raises ``CrossfootError`` E207."""
    names = field_names(list(data))
    values: dict[str, Optional[str]] = {}
    for field, name in names.items():
        value = data[name]
        if field == "source" and isinstance(value, dict):
            value = value.get("name") or value.get("id")
        if isinstance(value, (int, float)) and not isinstance(value, bool) and field != "text":
            value = str(value)
        if value is not None and not isinstance(value, str):
            article = values.get("id") or place.id
            reason = f"a string is wanted, not {_kind(value)}"
            raise errors.E207.at(place.source, line=place.line, field=f"'{name}'", reason=reason).of(article)
        values[field] = value
    text = values.pop("text", None)
    if text is None:
        reason = (
            "the fields are " + ", ".join(repr(name) for name in list(data)[:8]) if data else "it is empty"
        )
        article = values.get("id") or place.id
        raise errors.E207.at(place.source, line=place.line, field="'text'", reason=reason).of(article)
    return Draft(text=text, **values)  # type: ignore[arg-type]


def finish(draft: Draft, place: Place, options: Options) -> Article:
    """The article of a draft.

    Raises ``CrossfootError`` E205 (no words), E208 (a date that is none) or E214 (too long), with its id.
    """
    identity = draft.id or place.id
    if len(draft.text) > options.max_chars:
        problem = errors.E214.at(
            place.source, line=place.line, length=len(draft.text), limit=options.max_chars
        )
        raise problem.of(identity)
    if not _says_something(draft.text):
        raise errors.E205.at(place.source, line=place.line).of(identity)
    published, found_in = _published(draft, place, identity, options)
    return Article(
        id=identity,
        text=draft.text,
        source=draft.source or place.source,
        title=(draft.title or "").strip() or None,
        published=published,
        published_from=found_in,
        language=options.language or _code(draft.language) or language_of(draft.text),
    )


_VALUE = re.compile(r"\d[-/.:]\d|[%‰]")


def _says_something(text: str) -> bool:
    """Whether there is a letter in it, or at least a price, a share or a date ("$1,299", "16.3%", "2020-05-27")."""
    if any(char.isalpha() for char in text):
        return True
    if not any(char.isdecimal() for char in text):
        return False
    return _VALUE.search(text) is not None or any(unicodedata.category(char) == "Sc" for char in text)


def _published(
    draft: Draft, place: Place, identity: str, options: Options
) -> tuple[Optional[date], Optional[str]]:
    """The publication date and where it was found, from the surest place to the least sure."""
    written = (draft.published or "").strip()
    if written.lower() not in NO_DATE:
        found = read_day(written)
        if found is None:
            raise errors.E208.at(place.source, line=place.line, value=written).of(identity)
        return found, draft.published_from
    if found := read_dateline(draft.text):
        return found, "dateline"
    if found := day_of_name(place.id):
        return found, "file name"
    if (year := year_of_name(place.id)) and (found := read_dateline(draft.text, year)):
        return found, "dateline"
    return (None, None) if options.published is None else (options.published, "option")


def _code(language: Optional[str]) -> Optional[str]:
    """``en`` of ``en-US`` or ``EN``; null for what is no code."""
    match = re.fullmatch(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", (language or "").strip().lower())
    return None if match is None else match[1]


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), type(value).__name__)
