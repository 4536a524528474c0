"""Web pages: boilerplate left out, a paragraph a line, title and date from the page's own metadata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Optional

from extract import errors
from extract.model import Article
from extract.reading.decoding import decode
from extract.reading.drafts import Draft, finish
from extract.reading.formats.plain import whole_file
from extract.reading.pieces import Piece, read_bytes
from extract.settings import Options

# The library would bound dates by today's, and the same page would read differently tomorrow.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}

split = whole_file("html")


def read(piece: Piece, options: Options) -> Iterator[Article]:
    """The article of the page."""
    page = decode(read_bytes(piece.file, options.max_bytes), piece.file.source, options.encoding)
    draft = draft_of_page(page)
    if draft is None:
        raise errors.E205.at(piece.file.source).of(piece.file.id)
    yield finish(draft, piece.place(), options)


def draft_of_page(page: str) -> Optional[Draft]:
    """Text, title and date of an HTML page, null where there is no article in it."""
    import logging
    import warnings

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params=dict(_DATES),
        )
    if found is None:
        return None
    values = found if isinstance(found, dict) else found.as_dict()
    text = values.get("text")
    if not text:
        return None
    return Draft(
        text=text,
        title=values.get("title"),
        published=values.get("date"),
        published_from="html",
        source=values.get("url"),
    )
