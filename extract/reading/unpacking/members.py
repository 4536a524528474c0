"""What is in a packed file, and the folder it is laid out in."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from extract import errors
from extract.reading.pieces import File

_CHUNK = 1 << 20
_FREE = 200_000_000
_MOST_TIMES = 1000
"""A file that unpacks to more than this many times its size, and to more than ``_FREE`` bytes, is a bomb."""


class Packed(Struct, frozen=True, kw_only=True):
    """A packed file: ``size`` in bytes, and the limit for one article in it."""

    file: File
    size: int
    max_bytes: int


class Member(Struct, frozen=True, kw_only=True):
    """A file that was in it: its name in the folder, the place people know it by, and its id."""

    stored: str
    source: str
    id: str


class Room:
    """The folder; names in it are numbers of ours, never the archive's."""

    def __init__(self, folder: Path, packed: Packed) -> None:
        self.folder, self.packed = folder, packed
        self._count = 0
        self._written = 0

    def member(self, name: str, ending: str = "") -> Member:
        """A place for what the archive calls ``name``; the same file under another form where that is empty."""
        self._count += 1
        file = self.packed.file
        suffix = ending or _ending(name)
        inside = f"/{name}" if name else ""
        return Member(
            stored=f"{self._count:07}{suffix}",
            source=f"{file.source}{inside}",
            id=f"{file.id}{inside}",
        )

    def write(self, member: Member, data: bytes) -> None:
        """Write a member whole."""
        self._count_bytes(len(data))
        (self.folder / member.stored).write_bytes(data)

    def copy(self, member: Member, stream: BinaryIO) -> None:
        """Write what ``stream`` gives. Raises ``CrossfootError`` E216 for a bomb; what came before it stays written."""
        with (self.folder / member.stored).open("wb") as out:
            while data := stream.read(_CHUNK):
                self._count_bytes(len(data))
                out.write(data)

    def append(self, out: BinaryIO, data: bytes) -> None:
        """Write a line of a member that is open."""
        self._count_bytes(len(data))
        out.write(data)

    def _count_bytes(self, count: int) -> None:
        self._written += count
        self.expect(self._written)

    def expect(self, count: int) -> None:
        """Raise ``CrossfootError`` E216 where ``count`` bytes are more than the packed file may unpack to."""
        if count > max(_FREE, _MOST_TIMES * self.packed.size):
            file = self.packed.file
            raise errors.E216.at(file.source, times=_MOST_TIMES).of(file.id)


class Counted:
    """A stream that gives no more than the room has; libraries keep in memory what a header says is a name."""

    def __init__(self, stream: BinaryIO, room: Room) -> None:
        self._stream, self._room = stream, room
        self._read = 0

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes. Raises ``CrossfootError`` E216 for a bomb."""
        data = self._stream.read(size)
        self._read += len(data)
        self._room.expect(self._read)
        return data


def _ending(name: str) -> str:
    """The extensions of a name that say how it is read, as ASCII: ``.jsonl.gz``."""
    last = name.rsplit("/", 1)[-1].lower()
    parts = [part for part in last.split(".")[1:] if part.isascii() and part.isalnum()]
    return "".join(f".{part}" for part in parts[-2:])
