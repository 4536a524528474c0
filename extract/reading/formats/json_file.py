"""A JSON file: one article as an object, or many in an array (also as ``articles`` of an object)."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from typing import Any, Optional

import msgspec

from extract import errors
from extract.errors import CrossfootError
from extract.model import Article
from extract.reading.drafts import Place, draft_of, field_names, finish
from extract.reading.formats import json_lines
from extract.reading.pieces import LINES, File, Piece, read_bytes
from extract.settings import Options

_LISTS = ("articles", "items", "documents", "data", "results")
_NAME = "json"


def split(file: File, options: Options) -> Iterator[Piece]:
    """Stretches of the array, or the one article; a file that holds JSON Lines is split as such."""
    data = read_bytes(file, options.max_bytes)
    digest = hashlib.sha256(data).hexdigest()
    if _is_lines(data):
        yield from json_lines.split(file, options)
        return
    count = len(_objects(data, file) or [])
    if not count:
        yield Piece(file=file, format=_NAME, digest=digest, size=len(data))
    for first in range(0, count, LINES):
        number = min(LINES, count - first)
        size = len(data) * number // count
        yield Piece(file=file, format=_NAME, digest=digest, size=size, count=number, first=first + 1)


def read(piece: Piece, options: Options) -> Iterator[Article | CrossfootError]:
    """The articles of the stretch; one that can't be read gives its error in its place."""
    data = read_bytes(piece.file, options.max_bytes)
    objects = _objects(data, piece.file)
    if objects is None:
        place = piece.place()
        yield finish(draft_of(json_lines.object_of(data, place), place), place, options)
        return
    if not objects:
        raise errors.E201.at(piece.file.source).of(piece.file.id)
    for number in range(piece.first, min(piece.first + piece.count, len(objects) + 1)):
        place = Place(source=piece.file.source, id=f"{piece.file.id}:{number}")
        try:
            yield finish(
                draft_of(json_lines.object_of(bytes(objects[number - 1]), place), place), place, options
            )
        except CrossfootError as error:
            yield error


def _is_lines(data: bytes) -> bool:
    """Whether the first line is an object of its own and another follows."""
    first, _, rest = data.strip().partition(b"\n")
    if not rest.lstrip().startswith(b"{") or not first.startswith(b"{"):
        return False
    try:
        msgspec.json.decode(first, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False
    return True


def _objects(data: bytes, file: File) -> Optional[list[msgspec.Raw]]:
    """The array's elements, unread; null where the file is one article.

    Raises ``CrossfootError`` E204 or E202 for what is no JSON.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    if data.lstrip().startswith(b"["):
        return _decoded(data, list[msgspec.Raw], file)  # type: ignore[no-any-return]
    pairs: dict[str, msgspec.Raw] = _decoded(data, dict[str, msgspec.Raw], file)
    if "text" in field_names(list(pairs)):
        return None
    name = next((name for name in _LISTS if name in pairs), None)
    if name is None or not bytes(pairs[name]).startswith(b"["):
        return None
    return _decoded(bytes(pairs[name]), list[msgspec.Raw], file)  # type: ignore[no-any-return]


def _decoded(data: bytes, kind: Any, file: File) -> Any:
    try:
        return msgspec.json.decode(data, type=kind)
    except UnicodeDecodeError as error:
        raise errors.E202.at(file.source, reason="it is JSON, but not UTF-8").of(file.id) from error
    except msgspec.ValidationError as error:
        raise errors.E204.at(file.source, reason="it is neither an object nor an array").of(
            file.id
        ) from error
    except (msgspec.DecodeError, RecursionError) as error:
        reason = str(error).removeprefix("JSON is malformed: ")
        raise errors.E204.at(file.source, reason=reason).of(file.id) from error
