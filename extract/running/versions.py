"""What made a record: the program, the libraries, the model and the tables, as words and as one digest."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

import msgspec

from extract import __version__
from extract.checking.plugged import usable
from extract.plugins import fingerprint
from extract.reading.formats import readers
from extract.settings import OWN_FILES, Options, effective

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = ("spacy", "CurrencyConverter", "dateparser", "price-parser", "trafilatura")
_WITHOUT_EFFECT = ("cli", "templates")
_ENOUGH = 32_000_000
"""Bytes of a file that stand for it: all of our own, the start of somebody's huge model."""


def versions() -> dict[str, Any]:
    """The versions for ``run.json``, the exchange rates' last day included."""
    from extract.lexicon.conversion import default_rates

    return {
        "crossfoot": __version__,
        "python": platform.python_version(),
        **{name: metadata.version(name) for name in _LIBRARIES},
        "rates_last_day": default_rates().last_day.isoformat(),
        "plugins": [f"{one.name} ({one.kind}, {one.package})" for one in (*usable(), *readers())],
    }


def salt_of(options: Options) -> str:
    """A digest of everything beside an article's own bytes that decides its record."""
    digest = hashlib.sha256(msgspec.json.encode(effective(options), order="deterministic"))
    digest.update(_program().encode())
    for path in _own_files(options):
        digest.update(_content(path))
    for plugin in (*usable(), *readers()):
        digest.update(fingerprint(plugin))
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """The digest of what this process has loaded: our own files and the libraries' versions."""
    digest = hashlib.sha256()
    for name in _LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}\n".encode())
    for path in _package_files():
        digest.update(_content(path))
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    with path.open("rb") as stream:
        start = hashlib.sha256(stream.read(_ENOUGH)).digest()
    return start + str(path.stat().st_size).encode()


def _package_files() -> Iterator[Path]:
    """The program and its tables; a change to either makes new records."""
    for path in sorted(_PACKAGE.rglob("*")):
        parts = path.relative_to(_PACKAGE).parts
        if path.is_file() and "__pycache__" not in parts and not set(parts) & set(_WITHOUT_EFFECT):
            yield path


def _own_files(options: Options) -> Iterator[Path]:
    """The user's own data files, and the files of the model where it is a folder."""
    from extract.language.pipeline import shipped_path

    for given in (getattr(options, name) for name in OWN_FILES):
        if given is not None:
            yield Path(given)
    model = shipped_path() if options.model is None else Path(options.model)
    if model.is_dir():
        yield from sorted(path for path in model.rglob("*") if path.is_file())
