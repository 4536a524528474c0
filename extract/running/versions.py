"""What made a record: the program, the libraries, the model and the tables, as words and as one digest."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import msgspec

from extract import __version__
from extract.settings import Options, effective

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = ("spacy", "CurrencyConverter", "dateparser", "price-parser", "trafilatura")
_WITHOUT_EFFECT = ("cli", "templates")


def versions() -> dict[str, Any]:
    """The versions for ``run.json``, the exchange rates' last day included."""
    from extract.lexicon.conversion import default_rates

    return {
        "crossfoot": __version__,
        "python": platform.python_version(),
        **{name: metadata.version(name) for name in _LIBRARIES},
        "rates_last_day": default_rates().last_day.isoformat(),
    }


def salt_of(options: Options) -> str:
    """A digest of everything beside an article's own bytes that decides its record."""
    digest = hashlib.sha256(msgspec.json.encode(effective(options), order="deterministic"))
    for name in _LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}\n".encode())
    for path in [*_package_files(), *_own_files(options)]:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _package_files() -> Iterator[Path]:
    """The program and its tables; a change to either makes new records."""
    for path in sorted(_PACKAGE.rglob("*")):
        parts = path.relative_to(_PACKAGE).parts
        if path.is_file() and "__pycache__" not in parts and not set(parts) & set(_WITHOUT_EFFECT):
            yield path


def _own_files(options: Options) -> Iterator[Path]:
    """The user's own data files, and the configuration of a model that is a folder."""
    for given in (options.companies, options.metrics, options.rates):
        if given is not None:
            yield Path(given)
    if options.model is not None and Path(options.model).is_dir():
        for name in ("meta.json", "config.cfg"):
            if (path := Path(options.model) / name).is_file():
                yield path
