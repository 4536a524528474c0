"""Formats of installed packages (entry points ``crossfoot.readers``, named by the extension without its dot).

A reader is a function of a file's bytes. It gives one article as a mapping, or several: ``text``, and what is known of ``id``, ``title``,
``published``, ``source`` and ``language``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from extract import errors
from extract.errors import CrossfootError
from extract.model import Article
from extract.plugins import Plugin
from extract.reading.drafts import Place, draft_of, finish
from extract.reading.pieces import Piece, read_bytes
from extract.settings import Options


def reader(plugin: Plugin) -> Callable[[Piece, Options], Iterator[Article | CrossfootError]]:
    """The ``read`` of a plug-in's format. It gives ``CrossfootError`` E407 or E408 where the plug-in fails."""

    def read(piece: Piece, options: Options) -> Iterator[Article | CrossfootError]:
        data = read_bytes(piece.file, options.max_bytes)
        try:
            function = plugin.load()
        except CrossfootError as error:
            raise _placed(error, piece) from None
        for place, given in _given(plugin, function, data, piece):
            try:
                yield given if isinstance(given, CrossfootError) else _article(plugin, given, place, options)
            except CrossfootError as error:
                yield error if error.article else error.of(place.id)

    return read


def _given(
    plugin: Plugin, function: Callable[[bytes], Any], data: bytes, piece: Piece
) -> Iterator[tuple[Place, Any]]:
    """What the plug-in gives, each with its place; at the end the error where it raised one."""
    try:
        given = function(data)
        if isinstance(given, Mapping):
            yield piece.place(), given
            return
        if given is None or isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
            raise TypeError(f"articles are mappings, not {type(given).__name__}")
        for number, one in enumerate(given, 1):
            yield piece.place(number), one
    except MemoryError:
        raise
    # A reader is somebody else's, and may raise whatever it likes.
    except Exception as error:
        yield piece.place(), _placed(plugin.failed(error), piece)


def _placed(error: CrossfootError, piece: Piece) -> CrossfootError:
    return CrossfootError(error.code, error.message, error.remedy, piece.file.source).of(piece.file.id)


def _article(plugin: Plugin, given: Any, place: Place, options: Options) -> Article:
    if not isinstance(given, Mapping):
        reason = f"TypeError: an article is a mapping, not {type(given).__name__}"
        raise errors.E408.at(place.source, place.line, **plugin.known_as, reason=reason)
    plain = {
        str(key): value.isoformat() if isinstance(value, date) else value for key, value in given.items()
    }
    return finish(draft_of(plain, place), place, options)
