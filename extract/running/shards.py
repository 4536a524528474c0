"""Shards: small groups of articles that are extracted together and kept together, each in one file.

A shard's key is a digest of all that decides its bytes: its articles, the options and the program. So a file that is
there under its key is done, whatever run wrote it, and only what is new or changed is read again.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Optional

import msgspec
from msgspec import Struct

from extract.errors import CrossfootError
from extract.reading.pieces import Piece
from extract.running.files import TEMPORARY, written_whole
from extract.writing.jsonl import Failure, encode

ARTICLES = 64
"""The most articles that files of one article each give a shard."""

_LEAST, _ONE_IN = 16, 32


class Shard(Struct, frozen=True):
    """What is read together: pieces of files, and the failures of planning in their place."""

    key: str
    parts: tuple[Piece | Failure, ...]

    @property
    def articles(self) -> int:
        """How many articles it holds, errors included."""
        return sum(part.count if isinstance(part, Piece) else 1 for part in self.parts)


class Done(Struct, frozen=True, kw_only=True):
    """A finished shard: how many lines of each kind follow in its file, their bytes, and what is in the records.

    A record has its notes in the line of the same number behind the failures.

    ``severities`` counts the findings within its articles; ``slowest`` are the articles that took longest, with seconds;
    ``failed_checks`` are sentences about checks of installed packages.
    """

    key: str
    records: int
    failures: int
    claims: int
    severities: dict[str, int]
    size: int
    seconds: float = 0.0
    slowest: tuple[tuple[str, float], ...] = ()
    failed_checks: tuple[str, ...] = ()


def shards_of(plan: Iterable[Piece | CrossfootError], salt: str) -> Iterator[Shard]:
    """The shards of ``plan``, in order; ``salt`` stands for options and versions.

    Where a shard ends depends on the names in it and not on their number alone, so that an article that comes into a
    folder changes its own shard and leaves those behind it as they are.
    """
    parts: list[Piece | Failure] = []
    count = 0
    for item in plan:
        part = Failure.of(item) if isinstance(item, CrossfootError) else item
        parts.append(part)
        count += part.count if isinstance(part, Piece) else 1
        name = part.file.id if isinstance(part, Piece) else str(part.source)
        edge = zlib.crc32(name.encode("utf-8", "surrogatepass")) % _ONE_IN == 0
        if count >= ARTICLES or (count >= _LEAST and edge):
            yield _shard(parts, salt)
            parts, count = [], 0
    if parts:
        yield _shard(parts, salt)


def _shard(parts: list[Piece | Failure], salt: str) -> Shard:
    digest = hashlib.sha256(salt.encode())
    for part in parts:
        if isinstance(part, Piece):
            identity = (part.file.source, part.file.id, part.format, part.digest, part.count, part.first)
            digest.update(msgspec.json.encode(identity) + b"\n")
        else:
            digest.update(encode(part) + b"\n")
    return Shard(digest.hexdigest()[:32], tuple(parts))


class Store:
    """The folder that keeps finished shards: ``<key>.jsonl`` with a line that counts, records, then failures."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def sweep(self) -> None:
        """Clear away what an interrupted run left half-written. Nobody else may be writing there."""
        for left in [*self.folder.glob(f"*{TEMPORARY}"), *self.folder.glob("*.at")]:
            left.unlink(missing_ok=True)

    def clear(self) -> None:
        """Forget all shards."""
        self.keep_only(frozenset())

    def keep_only(self, keys: frozenset[str]) -> None:
        """Remove the shards that are not among ``keys``."""
        for path in sorted(self.folder.glob("*.jsonl")):
            if path.stem not in keys:
                path.unlink(missing_ok=True)

    def path(self, key: str) -> Path:
        """The file of a shard."""
        return self.folder / f"{key}.jsonl"

    def trace(self, key: str) -> Path:
        """The file in which a worker notes which article of the shard it is at."""
        return self.folder / f"{key}.at"

    def write(self, done: Done, records: list[bytes], failures: list[bytes], notes: list[bytes]) -> None:
        """Write a finished shard; ``notes`` has a line for each record."""
        with written_whole(self.path(done.key)) as stream:
            stream.write(encode(done) + b"\n")
            stream.writelines(line + b"\n" for line in (*records, *failures, *notes))

    def done(self, key: str) -> Optional[Done]:
        """What was finished under ``key``; null where nothing is, or its file is not as it was written."""
        try:
            with self.path(key).open("rb") as stream:
                first = stream.readline()
            found = msgspec.json.decode(first, type=Done)
        except (FileNotFoundError, msgspec.MsgspecError):
            return None
        whole = self.path(key).stat().st_size == len(first) + found.size
        return found if whole and found.key == key else None

    def read(self, done: Done) -> tuple[list[bytes], list[bytes], list[bytes]]:
        """The lines of a shard: records, failures, notes on the records."""
        with self.path(done.key).open("rb") as stream:
            stream.readline()
            lines = stream.readlines()
        behind = done.records + done.failures
        return lines[: done.records], lines[done.records : behind], lines[behind:]
