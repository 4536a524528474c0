"""Zip and tar archives of articles. Members' paths are names to people and never paths to us."""

from __future__ import annotations

import gzip
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from extract import errors
from extract.errors import CrossfootError
from extract.reading.formats import format_of
from extract.reading.unpacking.compressed import Gzip, open_zstd
from extract.reading.unpacking.members import Counted, Member, Packed, Room

_MANY = ("jsonl", "table")
"""Formats of many articles a file: their size says nothing about one article's."""
_GZIP = b"\x1f\x8b"
_DAMAGE = (
    EOFError,
    zlib.error,
    gzip.BadGzipFile,
    tarfile.TarError,
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
)


def unpack_zip(packed: Packed, room: Room) -> Iterator[Member | CrossfootError]:
    """The files of a zip archive, in the order of their names."""
    with zipfile.ZipFile(packed.file.path) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            name = _readable(info.filename)
            if info.is_dir() or _hidden(name):
                continue
            yield _member(packed, room, name, info.file_size, lambda info=info: archive.open(info))


def unpack_tar(packed: Packed, room: Room) -> Iterator[Member | CrossfootError]:
    """The regular files of a tar archive, as they come; links and devices are passed over."""
    with _opened(packed) as stream:
        plain = cast(BinaryIO, Counted(stream, room))
        with tarfile.open(fileobj=plain, mode="r|*") as archive:
            try:
                for info in archive:
                    name = _readable(info.name)
                    if info.isfile() and not _hidden(name):
                        yield _member(
                            packed, room, name, info.size, lambda info=info: archive.extractfile(info)
                        )
            except _DAMAGE as error:
                yield errors.E217.at(packed.file.source, reason=str(error).lower().rstrip(".")).of(
                    packed.file.id
                )


@contextmanager
def _opened(packed: Packed) -> Iterator[BinaryIO]:
    """The bytes of a tar archive, without the compression that such archives mostly have."""
    if packed.file.path.lower().endswith(".zst"):
        with open_zstd(packed) as stream:
            yield stream
        return
    with Path(packed.file.path).open("rb") as raw:
        zipped = raw.read(2) == _GZIP
        raw.seek(0)
        yield cast(BinaryIO, Gzip(raw)) if zipped else raw


def _member(packed: Packed, room: Room, name: str, size: int, opened) -> Member | CrossfootError:  # type: ignore[no-untyped-def]
    made = room.member(name)
    found = format_of(made.stored)
    single = found is not None and found.name not in _MANY
    if single and size > packed.max_bytes:
        return errors.E203.at(made.source, size=size, limit=packed.max_bytes).of(made.id)
    try:
        with cast(BinaryIO, opened()) as stream:
            room.copy(made, stream)
    except _DAMAGE as error:
        return errors.E217.at(made.source, reason=str(error).lower().rstrip(".")).of(made.id)
    return made


def _readable(name: str) -> str:
    """The member's path without what would lead out of the archive."""
    clean = name.encode("utf-8", "backslashreplace").decode("utf-8").replace("\\", "/")
    return "/".join(part for part in clean.split("/") if part not in ("", ".", ".."))


def _hidden(name: str) -> bool:
    return not name or any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))
