"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Optional

from extract import errors

TEMPORARY = ".part"


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become ``path`` at the end, all at once; nothing is left of it after an error.

    Raises ``CrossfootError`` E501 where the disk is full or the folder can't be written.
    """
    # Processes on several machines may share a folder, and a process number with it.
    part = path.with_name(f"{path.name}.{os.urandom(6).hex()}{TEMPORARY}")
    try:
        with part.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        raise errors.E501.at(path.parent, reason=(error.strerror or str(error)).lower()) from error
    finally:
        part.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make ``path`` a folder that can be written, with all above it. Raises ``CrossfootError`` E501."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (
            "it is a file" if isinstance(error, FileExistsError) else (error.strerror or str(error)).lower()
        )
        raise errors.E501.at(path, reason=reason) from error
    with written_whole(path / ".probe"):
        pass
    (path / ".probe").unlink(missing_ok=True)


class Lock:
    """Keeps two runs out of one folder; the system lets go of it when its holder dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream: Optional[BinaryIO] = None

    def __enter__(self) -> Lock:
        """Raises ``CrossfootError`` E503 where another process holds it."""
        try:
            import fcntl
        except ImportError:  # Windows has no such lock; two runs there must look out for themselves
            return self
        self._stream = self._path.open("wb")
        try:
            fcntl.flock(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._stream.close()
            raise errors.E503.at(self._path.parent.parent) from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream is not None:
            self._stream.close()
