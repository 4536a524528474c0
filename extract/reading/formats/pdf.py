"""PDF, as best it can be done: a PDF holds places of letters, not sentences."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Optional

from extract import errors
from extract.model import Article
from extract.reading.drafts import Draft, finish
from extract.reading.formats.plain import whole_file
from extract.reading.pieces import Piece, read_bytes
from extract.settings import Options

split = whole_file("pdf")
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_ENDS = (".", "!", "?", ":", "”", '"')
_SHORT = 0.6


def read(piece: Piece, options: Options) -> Iterator[Article]:
    """The article of the file. Raises ``CrossfootError`` E205 (no text in it), E218 (locked or damaged) or E505."""
    try:
        import pypdf
    except ImportError as problem:
        raise errors.E505.at(piece.file.source, library="pypdf") from problem
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    data = read_bytes(piece.file, options.max_bytes)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        pages = [page.extract_text() or "" for page in reader.pages]
        about = reader.metadata
    except MemoryError:
        raise
    except Exception as error:
        raise errors.E218.at(piece.file.source, reason=errors.words_of(error)) from error
    text = text_of_pages(pages)
    yield finish(_draft(text, about), piece.place(), options)


def _draft(text: str, about: Any) -> Draft:
    title: Optional[str] = None if about is None else about.title
    made = None if about is None else about.creation_date
    return Draft(
        text=text,
        title=title if title and title.strip() else None,
        published=None if made is None else made.date().isoformat(),
        published_from="pdf",
    )


def text_of_pages(pages: list[str]) -> str:
    """Paragraphs out of lines: hyphens at line ends taken back, running heads and page numbers left out.

    >>> text_of_pages(["Harbor Ledger\\nRevenue was\\nRMB 5 bil-\\nlion.", "Harbor Ledger\\n2"])
    'Revenue was RMB 5 billion.'
    """
    lines = [[line.strip() for line in page.splitlines()] for page in pages]
    seen = Counter(line for page in lines for line in {*page[:2], *page[-2:]})
    running = {line for line, count in seen.items() if count > 1 and count * 2 >= len(pages)}
    kept = [line for page in lines for line in page if line not in running and not line.isdecimal()]
    longest = max(map(len, kept), default=0)
    paragraphs: list[str] = []
    current: list[str] = []
    for line in kept:
        if line:
            current.append(line)
        # A short line that ends a sentence ends its paragraph.
        if not line or (line.endswith(_ENDS) and len(line) < _SHORT * longest):
            paragraphs += [_joined(current)] if current else []
            current = []
    paragraphs += [_joined(current)] if current else []
    return "\n\n".join(paragraphs)


def _joined(lines: list[str]) -> str:
    return _HYPHEN.sub("", "\n".join(lines)).replace("\n", " ")
