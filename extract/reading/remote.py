"""Sources at an address (``s3://…``, ``gs://…``, ``https://…``, ``memory://…``), read through fsspec.

A remote file is fetched once into a folder of ours and read there; what is fetched is kept under a name made of its address and of
what its storage says of its version.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract import errors
from extract.errors import CrossfootError, words_of
from extract.reading.pieces import File

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_VERSIONS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "created", "size")


def is_remote(source: str) -> bool:
    """Whether a source is an address and no path."""
    return _ADDRESS.match(source) is not None


def file_system(address: str) -> tuple[Any, str]:
    """The fsspec file system of an address, and the path in it. Raises ``CrossfootError`` E215 or E505."""
    try:
        import fsspec
    except ImportError as problem:
        raise errors.E505.at(library="fsspec") from problem
    try:
        system, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError, OSError) as error:
        raise errors.E215.at(what=address, reason=words_of(error)) from error
    return system, path


def check_remote(source: str) -> None:
    """Raise ``CrossfootError`` E101 where there is nothing at the address, E215 where it can't be reached."""
    system, path = file_system(source)
    try:
        there = system.glob(path) if "*" in path else system.exists(path)
    except Exception as error:
        raise errors.E215.at(what=source, reason=words_of(error)) from error
    if not there:
        raise errors.E101.at(source)


def remote_files(source: str, folder: Path) -> Iterator[File | CrossfootError]:
    """The files at an address, each fetched below ``folder``: of a folder all below it, in the order of their names."""
    system, path = file_system(source)
    try:
        if "*" in path:
            root, found = path[: path.index("*")].rpartition("/")[0], system.glob(path)
        elif system.isdir(path):
            root, found = path, system.find(path)
        else:
            root, found = path.rpartition("/")[0], [path]
    except Exception as error:
        yield errors.E215.at(what=source, reason=words_of(error))
        return
    for name in sorted(name for name in found if not name.rpartition("/")[2].startswith(".")):
        address = system.unstrip_protocol(name)
        relative = name[len(root) :].strip("/") if name.startswith(root) else name
        try:
            yield File(path=str(_fetched(system, name, address, folder)), source=address, id=relative)
        except Exception as error:
            yield errors.E215.at(address, what="it", reason=words_of(error)).of(relative)


def _fetched(system: Any, name: str, address: str, folder: Path) -> Path:
    about = system.info(name)
    version = [str(about[key]) for key in _VERSIONS if about.get(key) is not None]
    mark = hashlib.sha256(repr((address, version)).encode()).hexdigest()[:24]
    path = folder / mark / Path(name).name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.fetching")
        system.get_file(name, str(part))
        part.replace(path)
    return path
