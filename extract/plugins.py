"""What installed packages add: checks and readers, found by their entry points and loaded when they are needed.

A package names them in its metadata (``[project.entry-points."crossfoot.checks"]``). One that can't be loaded is told of once and
then left alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from functools import lru_cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from msgspec import Struct

from extract import errors

CHECKS = "crossfoot.checks"
READERS = "crossfoot.readers"


class Plugin(Struct, frozen=True):
    """One entry point: its name, what it leads to (``module:function``), and the package with its version."""

    group: str
    name: str
    value: str
    package: str

    @property
    def kind(self) -> str:
        """``check`` or ``reader``."""
        return self.group.rpartition(".")[2].removesuffix("s")

    @property
    def known_as(self) -> dict[str, Any]:
        """What messages name it by."""
        return {"kind": self.kind, "name": self.name, "package": self.package}

    def load(self) -> Callable[[Any], Any]:
        """The function. Raises ``CrossfootError`` E407 where it can't be had."""
        found = _loaded(self, tuple(sys.path))
        if isinstance(found, errors.CrossfootError):
            raise errors.CrossfootError(found.code, found.message, found.remedy)
        return found

    def failed(self, error: Exception) -> errors.CrossfootError:
        """The error that the function ended with an exception nobody foresaw."""
        return errors.E408.at(**self.known_as, reason=errors.words_of(error))


def plugins(group: str, taken: Collection[str] = ()) -> tuple[Plugin, ...]:
    """The plug-ins of a group in the order of their names; one with a name ``taken`` or given twice is told of and left out."""
    return _plugins(group, tuple(taken), tuple(sys.path))


@lru_cache(maxsize=8)
def _plugins(group: str, taken: tuple[str, ...], _path: tuple[str, ...]) -> tuple[Plugin, ...]:
    points = [
        Plugin(group, point.name, point.value, f"{point.dist.name} {point.dist.version}")
        for point in metadata.entry_points(group=group)
        if point.dist is not None
    ]
    found: dict[str, Plugin] = {}
    # The same package may be found twice, as where a checkout lies beside what was installed of it.
    for plugin in sorted(set(points), key=lambda one: (one.name, one.package, one.value)):
        other = found.get(plugin.name)
        if plugin.name in taken:
            errors.warn(errors.E409.at(**plugin.known_as, other="crossfoot itself"))
        elif other is not None:
            errors.warn(errors.E409.at(**plugin.known_as, other=other.package))
        else:
            found[plugin.name] = plugin
    return tuple(found.values())


@lru_cache(maxsize=64)
def _loaded(plugin: Plugin, _path: tuple[str, ...]) -> Callable[[Any], Any] | errors.CrossfootError:
    try:
        function = metadata.EntryPoint(plugin.name, plugin.value, plugin.group).load()
        if not callable(function):
            raise TypeError(f"{plugin.value} is no function")
    # What somebody else's module raises while it is imported is theirs to choose.
    except Exception as error:
        return errors.E407.at(**plugin.known_as, reason=errors.words_of(error))
    made: Callable[[Any], Any] = function
    return made


def fingerprint(plugin: Plugin) -> bytes:
    """What changes when the plug-in does: its name, its version, and the bytes of its module, which need not be imported for it."""
    told = "\n".join((plugin.group, plugin.name, plugin.value, plugin.package)).encode()
    try:
        spec = find_spec(plugin.value.partition(":")[0].strip())
        origin = None if spec is None else spec.origin
        return told + (b"" if origin is None else Path(origin).read_bytes())
    # Finding a module imports the packages above it.
    except Exception:
        return told
