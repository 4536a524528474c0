"""A piece: a stretch of a file that is read at once, so that shards of a run can be read apart from each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Optional

from msgspec import Struct

from extract import errors
from extract.reading.drafts import Place

LINES = 64
"""Articles of a file of many that make one piece."""


class File(Struct, frozen=True, kw_only=True):
    """A file to read: where it is, how people write that, and the id of the article in it."""

    path: str
    source: str
    id: str


class Piece(Struct, frozen=True, kw_only=True):
    """``count`` articles of ``file``: bytes ``start`` to ``stop``, of which the first is on line (or is number) ``first``.

    ``header`` holds a table's columns, ``digest`` stands for the content, ``size`` is about its bytes.
    """

    file: File
    format: str
    digest: str
    size: int = 0
    count: int = 1
    first: int = 1
    start: int = 0
    stop: Optional[int] = None
    header: tuple[str, ...] = ()

    def place(self, line: Optional[int] = None) -> Place:
        """The place of the article on ``line``; of the only one in the file without."""
        identity = self.file.id if line is None else f"{self.file.id}:{line}"
        return Place(source=self.file.source, id=identity, line=line)


class Line(Struct, frozen=True):
    """A line without its end; ``data`` is null where it is longer than the limit."""

    number: int
    start: int
    size: int
    data: Optional[bytes]

    @property
    def blank(self) -> bool:
        """Whether nothing is written on it."""
        return self.data is not None and not self.data.strip()


def lines_of(stream: BinaryIO, limit: int) -> Iterator[Line]:
    """The lines of ``stream`` as they arrive, never holding more than ``limit`` bytes of one."""
    number = position = 0
    while data := stream.readline(limit + 1):
        number += 1
        size = len(data)
        whole = size <= limit or data.endswith(b"\n")
        while not data.endswith(b"\n") and (more := stream.readline(limit + 1)):
            size += len(more)
            data, whole = more, False
        yield Line(number, position, size, data.rstrip(b"\r\n") if whole else None)
        position += size


def read_bytes(file: File, limit: int) -> bytes:
    """The whole file. Raises ``CrossfootError`` E201 (empty), E203 (too large) or E206 (unreadable)."""
    try:
        size = Path(file.path).stat().st_size
        if size > limit:
            raise errors.E203.at(file.source, size=size, limit=limit).of(file.id)
        with Path(file.path).open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise errors.E206.at(file.source, reason=reason_of(error)).of(file.id) from error
    if not data.strip():
        raise errors.E201.at(file.source).of(file.id)
    return data


def reason_of(error: OSError) -> str:
    """The system's reason, in lower case: ``permission denied``."""
    return (error.strerror or str(error)).lower()


def batches(lines: Iterable[Line], size: int) -> Iterator[list[Line]]:
    """``lines`` in lists of ``size``."""
    batch: list[Line] = []
    for line in lines:
        batch.append(line)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
