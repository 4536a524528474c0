"""Pages out of a web archive, one a line; laid out by ``unpacking.web_archive``, never met in a user's folder."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from extract import errors
from extract.errors import CrossfootError
from extract.model import Article
from extract.reading.drafts import finish
from extract.reading.formats.html import draft_of_page
from extract.reading.formats.json_lines import piece_lines, split_lines
from extract.reading.languages import language_of
from extract.reading.pieces import File, Line, Piece
from extract.settings import Options

_TIMES = 8
"""A page in JSON may be this many times as long as the page."""


def split(file: File, options: Options) -> Iterator[Piece]:
    """Stretches of pages."""
    yield from split_lines(file, "pages", _TIMES * options.max_bytes)


def read(piece: Piece, options: Options) -> Iterator[Article | CrossfootError]:
    """The articles on the pages. With ``language``, pages in another one are passed over.

    A page that names no date of its own has that of the day it was fetched.
    """
    for line in piece_lines(piece, _TIMES * options.max_bytes):
        found = _article(line, piece, options)
        if found is not None:
            yield found


def _article(line: Line, piece: Piece, options: Options) -> Article | CrossfootError | None:
    page = msgspec.json.decode(line.data or b"{}", type=dict[str, str])
    place = piece.place(piece.first + line.number - 1)
    address = page.get("url", place.id)
    if "large" in page:
        return errors.E203.at(place.source, line=place.line, size=page["large"], limit=options.max_bytes).of(
            address
        )
    draft = draft_of_page(page.get("html", ""))
    if draft is None:
        return errors.E205.at(place.source, line=place.line).of(address)
    if options.language is not None and language_of(draft.text) != options.language:
        return None
    fetched = None if draft.published else page.get("fetched") or None
    draft = msgspec.structs.replace(
        draft,
        id=address,
        source=address,
        published=draft.published or fetched,
        published_from="crawl" if fetched else draft.published_from,
    )
    try:
        return finish(draft, place, options)
    except CrossfootError as error:
        return error
