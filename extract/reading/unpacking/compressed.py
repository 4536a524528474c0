"""Single files compressed with gzip or Zstandard."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from extract import errors
from extract.errors import CrossfootError
from extract.reading.unpacking.members import Member, Packed, Room


def unpack_gzip(packed: Packed, room: Room) -> Iterator[Member | CrossfootError]:
    """The file within a ``.gz``; of a damaged one what comes before the damage, and the error."""
    with Path(packed.file.path).open("rb") as raw:
        yield from _single(packed, room, cast(BinaryIO, Gzip(raw)))


class Gzip:
    """Reads a gzip file, any number of members, and gives all that comes before a damage; ``gzip`` would keep the last megabyte."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._inflate = zlib.decompressobj(wbits=31)
        self._left = b""
        self._inside = False

    def read(self, size: int) -> bytes:
        """Up to about ``size`` bytes, none at the end. Raises ``EOFError`` or ``zlib.error`` for a damaged file."""
        while True:
            data = self._left or self._raw.read(65_536)
            if not data:
                if self._inside:
                    raise EOFError("it ends before its end mark")
                return b""
            self._inside = True
            out = self._inflate.decompress(data, size)
            self._left = self._inflate.unconsumed_tail
            if self._inflate.eof:
                # Zeros may pad the end of a file, and another member may follow.
                self._left = self._inflate.unused_data.lstrip(b"\0")
                self._inflate, self._inside = zlib.decompressobj(wbits=31), False
            if out:
                return out


def unpack_zstd(packed: Packed, room: Room) -> Iterator[Member | CrossfootError]:
    """The file within a ``.zst``. Raises ``CrossfootError`` E505 without zstandard."""
    with open_zstd(packed) as stream:
        yield from _single(packed, room, stream)


@contextmanager
def open_zstd(packed: Packed) -> Iterator[BinaryIO]:
    """The bytes within a ``.zst``, any number of frames."""
    try:
        import zstandard
    except ImportError as problem:
        raise errors.E505.at(packed.file.source, library="zstandard").of(packed.file.id) from problem
    with Path(packed.file.path).open("rb") as raw:
        reader = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
        try:
            yield cast(BinaryIO, reader)
        except zstandard.ZstdError as error:
            raise errors.E217.at(packed.file.source, reason=str(error)).of(packed.file.id) from error


def _single(packed: Packed, room: Room, stream: BinaryIO) -> Iterator[Member | CrossfootError]:
    inner = packed.file.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    made = room.member("", _ending_of(inner))
    try:
        room.copy(made, stream)
    except (EOFError, zlib.error) as error:
        reason = str(error).lower().rstrip(".")
        if not (room.folder / made.stored).stat().st_size:
            raise errors.E217.at(packed.file.source, reason=reason).of(packed.file.id) from error
        yield made
        yield errors.E217.at(packed.file.source, reason=reason).of(packed.file.id)
        return
    yield made


def _ending_of(inner: str) -> str:
    dot = inner.rfind(".")
    return inner[dot:].lower() if dot >= 0 else ".txt"
