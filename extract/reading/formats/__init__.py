"""The table of formats: one module each, found by the file's extension."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from extract.errors import CrossfootError
from extract.model import Article
from extract.reading.formats import html, json_file, json_lines, markdown, pages, pdf, plain, table
from extract.reading.pieces import File, Piece
from extract.settings import Options

_OURS = ".webpages"
"""What web archives are laid out in; no user has such files."""

Split = Callable[[File, Options], Iterator[Piece]]
Read = Callable[[Piece, Options], Iterator[Article | CrossfootError]]


class Format(Struct, frozen=True):
    """How files of one format are split into pieces, and a piece into articles.

    ``split`` raises, and ``read`` raises or yields, a ``CrossfootError`` for what can't be read.
    """

    name: str
    extensions: tuple[str, ...]
    split: Split
    read: Read


FORMATS: dict[str, Format] = {
    made.name: made
    for made in (
        Format("text", (".txt", ".text"), plain.split, plain.read),
        Format("markdown", (".md", ".markdown"), markdown.split, markdown.read),
        Format("html", (".html", ".htm", ".xhtml"), html.split, html.read),
        Format("json", (".json",), json_file.split, json_file.read),
        Format("jsonl", (".jsonl", ".ndjson"), json_lines.split, json_lines.read),
        Format("table", (".csv", ".tsv"), table.split, table.read),
        Format("pdf", (".pdf",), pdf.split, pdf.read),
        Format("pages", (_OURS,), pages.split, pages.read),
    )
}
_BY_EXTENSION = {extension: made for made in FORMATS.values() for extension in made.extensions}
EXTENSIONS = tuple(extension for extension in _BY_EXTENSION if extension != _OURS)


def format_of(name: str) -> Format | None:
    """The format that a file of this name is in, null where the extension says nothing."""
    dot = name.rfind(".")
    return _BY_EXTENSION.get(name[dot:].lower()) if dot >= 0 else None
