"""When companies' fiscal years end, and by which calendar year they go."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Optional

from extract.lexicon import shipped_tables
from extract.lexicon.companies import Registry, registry


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return shipped_tables("fiscal.toml")


_FISCAL = re.compile(r"(?<!\w)(?:FY ?'?\d|[Ff]iscal|[Ff]inancial year|[QH][1-4] ?FY|\dQ ?FY)")


def customary_year_end(text: str) -> Optional[int]:
    """The month (1 to 12) in which the fiscal years of a country end by law, told by the words for its money; else nothing.

    Nothing, too, for a text that never speaks of fiscal years: its quarters are the calendar's as likely as not.
    """
    if _FISCAL.search(text) is None:
        return None
    for country in _tables()["customary"]:
        if _any_word(text, tuple(country["money"])) and not _any_word(text, tuple(country["elsewhere"])):
            month: int = country["year_end"]
            return month
    return None


def _any_word(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words) and _words(words).search(text) is not None


@lru_cache(maxsize=8)
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?![^\W\d])")


class FiscalYears:
    """The fiscal years of the companies that a registry knows, and of a few that it doesn't."""

    def __init__(self, companies: Optional[Registry] = None) -> None:
        self._companies = registry() if companies is None else companies

    def end(self, company: str) -> Optional[int]:
        """The month (1 to 12) in which a company's fiscal year ends, or nothing where that isn't known."""
        entry = self._companies.get(company)
        end: Optional[int] = _tables()["year_end"].get(company) if entry is None else entry.fiscal_year_end
        return end

    def named_after_start(self, company: str) -> bool:
        """Whether the company calls a fiscal year by the calendar year it begins in, as many Japanese ones do."""
        entry = self._companies.get(company)
        if entry is not None and entry.fiscal_year_named is not None:
            return entry.fiscal_year_named == "start"
        return company in _tables()["named_after_start"]["companies"]
