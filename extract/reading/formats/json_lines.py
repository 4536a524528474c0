"""JSON Lines: one article a line, each on its own feet."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from extract import errors
from extract.errors import CrossfootError
from extract.model import Article
from extract.reading.drafts import Place, draft_of, finish
from extract.reading.pieces import LINES, File, Line, Piece, batches, lines_of, reason_of
from extract.settings import Options


def split(file: File, options: Options) -> Iterator[Piece]:
    """Stretches of lines. Raises ``CrossfootError`` E201 for a file without any."""
    yield from split_lines(file, "jsonl", options.max_bytes)


def split_lines(file: File, format_name: str, limit: int) -> Iterator[Piece]:
    """Stretches of the lines that aren't blank, for any format of an article a line."""
    empty = True
    try:
        with Path(file.path).open("rb") as stream:
            written = (line for line in lines_of(stream, limit) if not line.blank)
            for batch in batches(written, LINES):
                empty = False
                yield _piece(file, batch, format_name)
    except OSError as error:
        raise errors.E206.at(file.source, reason=reason_of(error)).of(file.id) from error
    if empty:
        raise errors.E201.at(file.source).of(file.id)


def _piece(file: File, batch: list[Line], format_name: str) -> Piece:
    digest = hashlib.sha256()
    for line in batch:
        digest.update(b"%d:%d:" % (line.number, line.size) + (line.data or b""))
    return Piece(
        file=file,
        format=format_name,
        digest=digest.hexdigest(),
        size=batch[-1].start + batch[-1].size - batch[0].start,
        count=len(batch),
        first=batch[0].number,
        start=batch[0].start,
        stop=batch[-1].start + batch[-1].size,
    )


def read(piece: Piece, options: Options) -> Iterator[Article | CrossfootError]:
    """The articles of the lines; a line that can't be read gives its error in its place."""
    for line in piece_lines(piece, options.max_bytes):
        yield article_of_line(line, piece.place(piece.first + line.number - 1), options)


def piece_lines(piece: Piece, limit: int) -> Iterator[Line]:
    """The lines of a piece that aren't blank, numbered from its first."""
    try:
        with Path(piece.file.path).open("rb") as stream:
            stream.seek(piece.start)
            left = piece.count
            for line in lines_of(stream, limit):
                if line.blank:
                    continue
                yield line
                left -= 1
                if not left:
                    return
    except OSError as error:
        raise errors.E206.at(piece.file.source, reason=reason_of(error)).of(piece.file.id) from error


def article_of_line(line: Line, place: Place, options: Options) -> Article | CrossfootError:
    """The article on ``line``, or what is wrong with it."""
    try:
        if line.data is None:
            raise errors.E203.at(place.source, line=place.line, size=line.size, limit=options.max_bytes)
        return finish(draft_of(object_of(line.data, place), place), place, options)
    except CrossfootError as error:
        return error


def object_of(data: bytes, place: Place) -> dict[str, Any]:
    """The JSON object in ``data``. Raises ``CrossfootError`` E202 or E204."""
    try:
        found = msgspec.json.decode(data.removeprefix(codecs.BOM_UTF8))
    except UnicodeDecodeError as error:
        reason = f"byte {error.object[error.start]:#04x} is not UTF-8"
        raise errors.E202.at(place.source, line=place.line, reason=reason) from error
    except (msgspec.MsgspecError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else _reason(error)
        raise errors.E204.at(place.source, line=place.line, reason=reason) from error
    if not isinstance(found, dict):
        raise errors.E204.at(place.source, line=place.line, reason="something else was found")
    return found


def _reason(error: Exception) -> str:
    reason = str(error).removeprefix("JSON is malformed: ").rstrip(".")
    return reason[:1].lower() + reason[1:]
