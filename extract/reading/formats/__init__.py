"""The table of formats: one module each, found by the file's extension."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct

from extract.errors import CrossfootError
from extract.model import Article
from extract.plugins import READERS, Plugin, plugins
from extract.reading.formats import html, json_file, json_lines, markdown, pages, pdf, plain, plugged, table
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
_SHIPPED = tuple(extension for extension in _BY_EXTENSION if extension != _OURS)


def extensions() -> tuple[str, ...]:
    """The extensions of the files that are read, those of installed packages last."""
    return (*_SHIPPED, *_own_formats())


def format_named(name: str) -> Format:
    """The format that a piece was split by."""
    return FORMATS[name] if name in FORMATS else _own_formats()[name]


def _own_formats() -> dict[str, Format]:
    """The formats of installed packages by extension, which is their name too. Those we read ourselves stay ours."""
    return _made(readers())


def readers() -> tuple[Plugin, ...]:
    """The readers of installed packages that are used."""
    return plugins(READERS, tuple(extension[1:] for extension in _BY_EXTENSION))


@lru_cache(maxsize=4)
def _made(found: tuple[Plugin, ...]) -> dict[str, Format]:
    made = {}
    for plugin in found:
        name = f".{plugin.name.lower()}"
        made[name] = Format(name, (name,), plain.whole_file(name), plugged.reader(plugin))
    return made


def format_of(name: str) -> Format | None:
    """The format that a file of this name is in, null where the extension says nothing."""
    dot = name.rfind(".")
    extension = name[dot:].lower() if dot >= 0 else ""
    return _BY_EXTENSION.get(extension) or (_own_formats().get(extension) if extension else None)
