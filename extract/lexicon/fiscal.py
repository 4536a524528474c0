"""When companies' fiscal years end."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Optional

from extract.lexicon.companies import registry
from extract.lexicon.datewords import load_toml


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return load_toml("fiscal.toml")


@lru_cache(maxsize=4096)
def fiscal_year_end(company: str) -> Optional[int]:
    """The month (1 to 12) in which a company's fiscal year ends, or nothing where that isn't known."""
    entry = registry().get(company)
    known = None if entry is None else entry.fiscal_year_end
    if known is None:
        known = _tables()["year_end"].get(company)
    return known


@lru_cache(maxsize=4096)
def named_after_start(company: str) -> bool:
    """Whether the company calls a fiscal year by the calendar year it begins in, as many Japanese ones do."""
    return company in _tables()["named_after_start"]["companies"]
