"""Markdown with front matter: ``key: value`` lines between two ``---``; the title from there or from the first heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Optional

from extract import errors
from extract.model import Article
from extract.reading.decoding import decode
from extract.reading.drafts import Draft, draft_of, finish
from extract.reading.formats.plain import whole_file
from extract.reading.pieces import Piece, read_bytes
from extract.settings import Options

_FENCE = re.compile(r"---[ \t]*\r?\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:[ \t]*(.*)")
_HEADING = re.compile(r"\s*#[ \t]+([^\r\n]+?)[ \t]*#*[ \t]*(?:\r?\n\s*|\Z)")

split = whole_file("markdown")


def read(piece: Piece, options: Options) -> Iterator[Article]:
    """The article of the file: front matter and a leading ``# heading`` are not part of its text."""
    text = decode(read_bytes(piece.file, options.max_bytes), piece.file.source, options.encoding)
    data, body = front_matter(text)
    heading = _HEADING.match(body)
    title: Optional[str] = None
    if heading is not None:
        title, body = heading[1], body[heading.end() :]
    if not body.strip():
        raise errors.E205.at(piece.file.source).of(piece.file.id)
    draft = draft_of({**data, "text": body}, piece.place())
    yield finish(
        Draft(
            text=body,
            id=draft.id,
            title=draft.title or title,
            published=draft.published,
            published_from="front matter",
            source=draft.source,
            language=draft.language,
        ),
        piece.place(),
        options,
    )


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The pairs of the front matter, and the text behind it; no pairs where there is no front matter.

    >>> front_matter("---\\ntitle: 'A: b'\\ndate: 2020-05-27\\n---\\nText")
    ({'title': 'A: b', 'date': '2020-05-27'}, 'Text')
    """
    fence = _FENCE.match(text)
    end = None if fence is None else _END.search(text, fence.end())
    if fence is None or end is None:
        return {}, text
    pairs = {}
    for line in text[fence.end() : end.start()].splitlines():
        match = _PAIR.fullmatch(line.strip()) if line[:1].strip() else None
        if match is not None and match[2]:
            pairs[match[1]] = _unquoted(match[2].strip())
    return pairs, text[end.end() :].lstrip("\r\n")


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value.split(" #")[0].rstrip()
