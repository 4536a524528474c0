"""crossfoot: companies, figures, dates and claims out of tech news, checked against each other.

Three ways in: ``extract.extract(text, published="2020-05-27")`` reads one text, ``extract.run(folder, out)`` a folder,
``extract.check(records)`` checks records against each other. Everything is loaded on first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.api import Results, Tables, check, extract, load, read, run, series, tables
    from extract.errors import CrossfootError, CrossfootWarning
    from extract.lexicon.conversion import convert
    from extract.model import Article, Claim, Company, Date, Figure, Finding, Record
    from extract.writing.timeline import TimeSeries

_HOMES = {
    "extract.api": ("Results", "Tables", "check", "extract", "load", "read", "run", "series", "tables"),
    "extract.errors": ("CrossfootError", "CrossfootWarning"),
    "extract.lexicon.conversion": ("convert",),
    "extract.writing.timeline": ("TimeSeries",),
    "extract.model": ("Article", "Claim", "Company", "Date", "Figure", "Finding", "Record"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Claim",
    "Company",
    "CrossfootError",
    "CrossfootWarning",
    "Date",
    "Figure",
    "Finding",
    "Record",
    "Results",
    "Tables",
    "TimeSeries",
    "check",
    "convert",
    "extract",
    "load",
    "read",
    "run",
    "series",
    "tables",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'extract' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
