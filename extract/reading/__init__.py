"""Bytes to articles, or to a named error in an article's place."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Optional

from extract import errors
from extract.errors import CrossfootError
from extract.model import Article
from extract.reading.drafts import Place, draft_of, finish
from extract.reading.formats import format_named
from extract.reading.limits import TooLongError, memory_limit, time_limit
from extract.reading.pieces import Piece
from extract.reading.sources import check_sources, find_files, pieces_of
from extract.reading.unpacking import unpacked
from extract.settings import Options

__all__ = ["article_from_json", "plan", "read_articles", "read_piece"]


def read_articles(
    sources: Sequence[str], options: Optional[Options] = None
) -> Iterator[Article | CrossfootError]:
    """Every article of ``sources`` (files, folders, globs, addresses), and a ``CrossfootError`` in place of each that can't be read.

    Raises ``CrossfootError`` E101 or E102 where a source itself isn't there or can't be listed.
    """
    options = options or Options()
    with tempfile.TemporaryDirectory(prefix="crossfoot-") as folder:
        for piece in plan(sources, options, Path(folder)):
            if isinstance(piece, CrossfootError):
                yield piece
            else:
                yield from read_piece(piece, options)


def plan(
    sources: Sequence[str], options: Options, unpacked_in: Path, leave_out: Optional[str] = None
) -> Iterator[Piece | CrossfootError]:
    """The pieces that ``sources`` are read in, in order; ``leave_out`` is a folder not to enter.

    What is packed or remote is laid out below ``unpacked_in``, which has to stay as long as the pieces are read.

    Raises ``CrossfootError`` E101 or E102 where a source itself isn't there or can't be listed.
    """
    check_sources(sources)
    named = set(sources)
    for found in find_files(sources, leave_out, unpacked_in):
        if isinstance(found, CrossfootError):
            yield found
            continue
        for file in unpacked(found, unpacked_in, options):
            if isinstance(file, CrossfootError):
                yield file
            else:
                yield from pieces_of(file, options, named=file.path in named)


def read_piece(piece: Piece, options: Options) -> Iterator[Article | CrossfootError]:
    """The articles of one piece, and errors in the place of those that can't be read.

    A file to itself is read within ``time_limit`` and ``memory_limit``; of a file of many each line is bounded by ``max_bytes``.
    """
    try:
        articles = format_named(piece.format).read(piece, options)
        if piece.count == 1:
            with memory_limit(options.memory_limit), time_limit(options.time_limit):
                articles = iter(list(articles))
        yield from articles
    except MemoryError:
        yield errors.E219.at(piece.file.source, size=options.memory_limit).of(piece.file.id)
    except TooLongError:
        yield errors.E213.at(piece.file.source, seconds=f"{options.time_limit:g}").of(piece.file.id)
    except CrossfootError as error:
        yield error if error.article else error.of(piece.file.id)
    # What a page or a table can do to a library that reads it is not ours to foresee; it costs this file alone.
    except Exception as error:
        yield errors.E211.at(piece.file.source, reason=errors.words_of(error)).of(piece.file.id)


def article_from_json(
    data: Mapping[str, Any], options: Optional[Options] = None, place: Optional[Place] = None
) -> Article:
    """The article in ``{"id", "text", "published"?, "title"?}``, field names read generously (``body``, ``date``, ``url``).

    Raises ``CrossfootError`` E205 (no words), E207 (a field missing or of the wrong kind), E208 (a bad date) or E214.
    """
    place = place or Place(source=None, id="text")
    return finish(draft_of(dict(data), place), place, options or Options())
