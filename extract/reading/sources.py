"""Files, folders and globs to the files they stand for, always in the same order."""

from __future__ import annotations

import contextlib
import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Optional

from extract import errors
from extract.errors import CrossfootError
from extract.reading.formats import FORMATS, extensions, format_of
from extract.reading.pieces import File, Piece, reason_of
from extract.reading.remote import check_remote, is_remote, remote_files
from extract.reading.unpacking import EXTENSIONS as PACKED
from extract.settings import Options


def formats_read() -> tuple[str, ...]:
    """The extensions of the files that are read, packed ones last."""
    return (*extensions(), *PACKED)


def check_sources(sources: Sequence[str]) -> None:
    """Raise ``CrossfootError`` E101 or E102 for a source that isn't there or a folder that can't be listed."""
    for source in sources:
        if is_remote(source):
            check_remote(source)
        elif Path(source).is_dir():
            _names(source)
        elif not Path(source).exists() and not _matches(source):
            raise errors.E101.at(printable(source))


def find_files(
    sources: Sequence[str], leave_out: Optional[str] = None, fetched_in: Optional[Path] = None
) -> Iterator[File | CrossfootError]:
    """The files of ``sources``: folders with all below them, in the order of their names; hidden files are left out.

    An id is the path below the folder (or the fixed part of the glob) given. ``leave_out`` is a folder that is not
    entered: the run's own output. A file that two sources hold is read once. A folder below that can't be read gives its error in its place.
    Files at an address are fetched below ``fetched_in``, and passed over without it.
    """
    avoid = None if leave_out is None else os.path.realpath(leave_out)
    found = _all_files(sources, avoid, fetched_in)
    if len(sources) == 1:
        yield from found
        return
    seen: set[str] = set()
    for file in found:
        path = os.path.realpath(file.path) if isinstance(file, File) else ""
        if not path or path not in seen:
            yield file
        seen.add(path)


def total_size(sources: Sequence[str], leave_out: Optional[str] = None) -> int:
    """The bytes of all files of ``sources``, for a progress bar."""
    size = 0
    for file in find_files(sources, leave_out):
        if isinstance(file, File):
            with contextlib.suppress(OSError):
                size += Path(file.path).stat().st_size
    return size


def _all_files(
    sources: Sequence[str], avoid: Optional[str], fetched_in: Optional[Path]
) -> Iterator[File | CrossfootError]:
    for source in sources:
        if is_remote(source):
            yield from remote_files(source, fetched_in) if fetched_in is not None else ()
        elif Path(source).is_dir():
            yield from _below(source, source, avoid, ())
        elif Path(source).exists():
            yield _file(source, str(Path(source).parent))
        else:
            for path in _matches(source):
                if Path(path).is_dir():
                    yield from _below(path, _fixed_part(source), avoid, ())
                else:
                    yield _file(path, _fixed_part(source))


def pieces_of(file: File, options: Options, named: bool) -> Iterator[Piece | CrossfootError]:
    """The pieces of one file; what is wrong with it in place of the rest.

    ``named``: the file itself was given, so that text is expected in it whatever its extension.
    """
    found = format_of(file.path)
    try:
        if not Path(file.path).is_file():
            raise errors.E206.at(file.source, reason="it is no regular file").of(file.id)
        if found is None and not named:
            raise errors.E210.at(file.source, formats=" ".join(formats_read())).of(file.id)
        yield from (found or FORMATS["text"]).split(file, options)
    except CrossfootError as error:
        yield error


def printable(path: str) -> str:
    """``path`` as text, also where its bytes are none."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")


def _file(path: str, root: str) -> File:
    relative = Path(path).relative_to(root)
    return File(path=path, source=printable(path), id=printable(str(relative)))


def _below(
    folder: str, root: str, avoid: Optional[str], above: tuple[tuple[int, int], ...]
) -> Iterator[File | CrossfootError]:
    """The files below ``folder``; ``above`` are the folders it lies in, so that a link to one of them ends there."""
    if avoid is not None and os.path.realpath(folder) == avoid:
        return
    try:
        status = Path(folder).stat()
        names = _names(folder)
    except (OSError, CrossfootError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else error.message
        yield errors.E102.at(printable(folder), reason=reason)
        return
    mark = (status.st_dev, status.st_ino)
    if mark in above:
        return
    for name in names:
        path = str(Path(folder) / name)
        if Path(path).is_dir():
            yield from _below(path, root, avoid, (*above, mark))
        else:
            yield _file(path, root)


def _names(folder: str) -> list[str]:
    try:
        return sorted(path.name for path in Path(folder).iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise errors.E102.at(printable(folder), reason=reason_of(error)) from error


def _matches(pattern: str) -> list[str]:
    if not glob.has_magic(pattern):
        return []
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  a pattern may be absolute


def _fixed_part(pattern: str) -> str:
    """The folders of a glob before its first wildcard."""
    parts = Path(pattern).parts
    wild = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    return str(Path(*parts[:wild]))
