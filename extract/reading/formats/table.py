"""CSV and TSV with a header line: one article a row.

The structure of a table is ASCII, so rows are cut out of the bytes and each cell is decoded on its own: one row that is
not UTF-8 spoils no other.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Optional

from msgspec import Struct

from extract import errors
from extract.errors import CrossfootError
from extract.model import Article
from extract.reading.decoding import decode
from extract.reading.drafts import draft_of, field_names, finish
from extract.reading.pieces import LINES, File, Piece, reason_of
from extract.settings import Options

_DELIMITERS = ",;\t|"


class _Row(Struct, frozen=True):
    """A row: its cells (bytes as Latin-1 characters), the line it starts on, its bytes from ``start`` to ``stop``, and
    what is wrong with it.
    """

    cells: list[str]
    line: int
    start: int
    stop: int
    fault: Optional[str] = None


def split(file: File, options: Options) -> Iterator[Piece]:
    """Stretches of rows. Raises ``CrossfootError`` E201 (empty), E207 (no column of texts) or E209 (no table)."""
    try:
        with Path(file.path).open("rb") as stream:
            rows = _rows(stream, file, options, _delimiter(stream))
            header = next(rows, None)
            if header is None:
                raise errors.E201.at(file.source).of(file.id)
            if header.fault is not None:
                raise errors.E209.at(file.source, line=1, reason=header.fault).of(file.id)
            names = tuple(decode(cell.encode("latin-1"), file.source) for cell in header.cells)
            if "text" not in field_names(list(names)):
                reason = "the columns are " + ", ".join(names[:8])
                raise errors.E207.at(file.source, line=1, field="a column 'text'", reason=reason).of(file.id)
            yield from _pieces(rows, file, names)
    except OSError as error:
        raise errors.E206.at(file.source, reason=reason_of(error)).of(file.id) from error


def _pieces(rows: Iterator[_Row], file: File, header: tuple[str, ...]) -> Iterator[Piece]:
    batch: list[_Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == LINES:
            yield _piece(batch, file, header)
            batch = []
    if batch:
        yield _piece(batch, file, header)


def _piece(batch: list[_Row], file: File, header: tuple[str, ...]) -> Piece:
    content = "\0".join([*header, str(batch[0].line), *("\1".join(row.cells) for row in batch)])
    return Piece(
        file=file,
        format="table",
        digest=hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest(),
        size=batch[-1].stop - batch[0].start,
        count=len(batch),
        first=batch[0].line,
        start=batch[0].start,
        stop=batch[-1].stop,
        header=header,
    )


def read(piece: Piece, options: Options) -> Iterator[Article | CrossfootError]:
    """The articles of the rows; a row that can't be read gives its error in its place."""
    try:
        with Path(piece.file.path).open("rb") as stream:
            delimiter = _delimiter(stream)
            stream.seek(piece.start)
            for row in _rows(stream, piece.file, options, delimiter):
                if row.start >= (piece.stop or 0):
                    return
                yield _article(row, piece, options)
    except OSError as error:
        raise errors.E206.at(piece.file.source, reason=reason_of(error)).of(piece.file.id) from error


def _article(row: _Row, piece: Piece, options: Options) -> Article | CrossfootError:
    place = piece.place(piece.first + row.line - 1)
    try:
        if row.fault is not None:
            raise errors.E209.at(place.source, line=place.line, reason=row.fault)
        cells = [decode(cell.encode("latin-1"), place.source, options.encoding) for cell in row.cells]
        if len(cells) > len(piece.header):
            reason = f"line {place.line} has {len(cells)} cells, the header {len(piece.header)}"
            raise errors.E209.at(place.source, line=place.line, reason=reason)
        data = dict(zip(piece.header, cells))  # noqa: B905  a short row lacks its last cells
        return finish(draft_of(data, place), place, options)
    except CrossfootError as error:
        error.line = place.line
        return error if error.article else error.of(place.id)


def _delimiter(stream: BinaryIO) -> str:
    """What stands between the header's names; leaves ``stream`` behind a byte mark."""
    start = stream.read(65_536)
    stream.seek(len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0)
    header = start.split(b"\n", 1)[0].decode("latin-1")
    return max(_DELIMITERS, key=header.count)


def _rows(stream: BinaryIO, file: File, options: Options, delimiter: str) -> Iterator[_Row]:
    """The rows from where ``stream`` stands; positions count from there, lines from 1. Blank rows are left out."""
    consumed = stream.tell()
    size = 0

    def feed() -> Iterator[str]:
        nonlocal consumed, size
        while data := stream.readline(options.max_bytes + 1):
            consumed += len(data)
            size += len(data)
            if size > options.max_bytes:
                raise errors.E203.at(file.source, size=size, limit=options.max_bytes).of(file.id)
            yield data.decode("latin-1")

    csv.field_size_limit(max(options.max_bytes, 131_072))
    # Strict, because a quote that is never closed would otherwise make one article of all that follow it.
    reader = csv.reader(feed(), delimiter=delimiter, strict=True)
    while True:
        start, line, size = consumed, reader.line_num + 1, 0
        try:
            cells, fault = next(reader), None
        except StopIteration:
            return
        except csv.Error as error:
            cells, fault = [], f"{error}; is a quote not closed or not doubled?"
        if fault is not None or any(cells):
            yield _Row(cells, line, start, consumed, fault)
