"""Packed files to plain ones: what is compressed, archived, in Parquet or in a web archive is laid out in a folder of ours.

A packed file is unpacked once, before its articles are divided among shards, so that any worker can read any stretch of it. What
was unpacked is kept under a name made of the file's path, size and time, and used again by the next run.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Optional

import msgspec
from msgspec import Struct

from extract import errors
from extract.errors import CrossfootError
from extract.reading.limits import memory_limit
from extract.reading.pieces import File, reason_of
from extract.reading.unpacking import archives, compressed, parquet, web_archive
from extract.reading.unpacking.members import Member, Packed, Room
from extract.settings import Options

_DEEPEST = 3
"""Archives within archives that are opened."""
_INDEX = "index.json"

Unpack = Callable[[Packed, Room], Iterator[Member | CrossfootError]]
PACKINGS: dict[str, Unpack] = {
    ".gz": compressed.unpack_gzip,
    ".zst": compressed.unpack_zstd,
    ".zip": archives.unpack_zip,
    ".tar": archives.unpack_tar,
    ".tgz": archives.unpack_tar,
    ".parquet": parquet.unpack,
    ".warc": web_archive.unpack,
}
_DOUBLE = {".tar.gz": archives.unpack_tar, ".tar.zst": archives.unpack_tar, ".warc.gz": web_archive.unpack}
EXTENSIONS = tuple(PACKINGS)


def packing_of(name: str) -> Optional[Unpack]:
    """How a file of this name is unpacked, null where it isn't packed."""
    lower = name.lower()
    for ending, unpack in _DOUBLE.items():
        if lower.endswith(ending):
            return unpack
    dot = lower.rfind(".")
    return PACKINGS.get(lower[dot:]) if dot >= 0 else None


class _Wrong(Struct, frozen=True):
    """An error as it is kept."""

    code: str
    message: str
    remedy: str
    path: Optional[str]
    line: Optional[int]
    article: Optional[str]

    @classmethod
    def of(cls, error: CrossfootError, file: File) -> _Wrong:
        name = error.article or file.id
        return cls(error.code, error.message, error.remedy, error.path, error.line, name)

    @property
    def error(self) -> CrossfootError:
        made = CrossfootError(self.code, self.message, self.remedy, self.path, self.line)
        return made.of(self.article)


class _Kept(Struct, frozen=True):
    """One entry of an index: a member, or what was wrong in its place."""

    member: Optional[Member] = None
    wrong: Optional[_Wrong] = None


def unpacked(file: File, folder: Path, options: Options, depth: int = 0) -> Iterator[File | CrossfootError]:
    """The plain files in ``file``, laid out below ``folder``, and an error in the place of each that can't be had.

    ``max_bytes`` bounds one member with one article, ``memory_limit`` what unpacking takes. Ids are the packed file's, followed by the member's path in it.
    """
    unpack = packing_of(file.path)
    if unpack is None:
        yield file
        return
    if depth == _DEEPEST:
        yield errors.E217.at(file.source, reason=f"it is the {_DEEPEST + 1}th archive within another").of(
            file.id
        )
        return
    try:
        room = folder / _name(file, options.max_bytes)
        entries = _kept(room) or _laid_out(file, room, unpack, options)
    except OSError as error:
        yield errors.E206.at(file.source, reason=reason_of(error)).of(file.id)
        return
    for entry in entries:
        if entry.wrong is not None:
            yield entry.wrong.error
        elif entry.member is not None:
            member = entry.member
            inner = File(path=str(room / member.stored), source=member.source, id=member.id)
            yield from unpacked(inner, folder, options, depth + 1)


def _name(file: File, max_bytes: int) -> str:
    status = Path(file.path).stat()
    facts = (os.path.realpath(file.path), file.id, status.st_size, status.st_mtime_ns, max_bytes)
    return hashlib.sha256(repr(facts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _kept(room: Path) -> Optional[list[_Kept]]:
    try:
        return msgspec.json.decode((room / _INDEX).read_bytes(), type=list[_Kept])
    except (OSError, msgspec.MsgspecError):
        return None


def _laid_out(file: File, room: Path, unpack: Unpack, options: Options) -> list[_Kept]:
    """Unpack ``file`` into ``room``; its index is written last, so that half a folder is never taken for a whole one."""
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    packed = Packed(file=file, size=Path(file.path).stat().st_size, max_bytes=options.max_bytes)
    entries = []
    try:
        with memory_limit(options.memory_limit):
            for found in unpack(packed, Room(room, packed)):
                if isinstance(found, CrossfootError):
                    entries.append(_Kept(wrong=_Wrong.of(found, file)))
                else:
                    entries.append(_Kept(member=found))
    except MemoryError:
        problem = errors.E219.at(file.source, size=options.memory_limit)
        entries.append(_Kept(wrong=_Wrong.of(problem, file)))
    except CrossfootError as error:
        entries.append(_Kept(wrong=_Wrong.of(error, file)))
    # What a damaged archive does to the library that opens it can't be foreseen; it costs this file alone.
    except Exception as error:
        problem = errors.E217.at(file.source, reason=errors.words_of(error))
        entries.append(_Kept(wrong=_Wrong.of(problem, file)))
    if not entries:
        entries.append(_Kept(wrong=_Wrong.of(errors.E201.at(file.source), file)))
    temporary = room / f"{_INDEX}.{os.getpid()}"
    temporary.write_bytes(msgspec.json.encode(entries))
    temporary.replace(room / _INDEX)
    return entries
