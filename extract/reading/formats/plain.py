"""Plain text: the file is the article, kept as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Optional

from extract.model import Article
from extract.reading.decoding import decode
from extract.reading.drafts import Draft, finish
from extract.reading.pieces import File, Piece, read_bytes
from extract.settings import Options

_LONGEST_TITLE = 160
_NO_TITLE_ENDS = (".", ":", ",", ";", "。", "，", "；")


def whole_file(format_name: str) -> Callable[[File, Options], Iterator[Piece]]:
    """The ``split`` of a format with one article a file."""

    def split(file: File, options: Options) -> Iterator[Piece]:
        data = read_bytes(file, options.max_bytes)
        yield Piece(file=file, format=format_name, digest=hashlib.sha256(data).hexdigest(), size=len(data))

    return split


split = whole_file("text")


def read(piece: Piece, options: Options) -> Iterator[Article]:
    """The article of the file."""
    text = decode(read_bytes(piece.file, options.max_bytes), piece.file.source, options.encoding)
    yield finish(Draft(text=text, title=_title(text)), piece.place(), options)


def _title(text: str) -> Optional[str]:
    """The first line where it stands alone and is no sentence. It stays in the text as well."""
    lines = text.lstrip()[: 4 * _LONGEST_TITLE].splitlines()
    if len(lines) < 3 or lines[1].strip():
        return None
    first = lines[0].strip()
    return first if len(first) <= _LONGEST_TITLE and not first.endswith(_NO_TITLE_ENDS) else None
