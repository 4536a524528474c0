"""Full dates with a month named in another language ("27 mai 2020"), left to dateparser.

dateparser guesses rather than declines, so it sees one isolated expression at a time, in strict mode and with its
languages fixed, and its answer must hold the day and the year as written.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Optional

from extract.lexicon.datewords import date_words
from extract.mentions.dates.grammar import letters
from extract.mentions.dates.readings import Reading, a_day
from extract.mentions.dates.tokens import Tokens

LANGUAGES = ("fr", "de", "es", "it", "pt", "nl", "id", "tr", "sv", "pl")
_FULL = re.compile(
    r"\b(\d{1,2})(?:\.|er|º)?\s(?:de\s|d')?([^\W\d_]{3,12})\.?\s(?:de\s|del\s)?((?:19|20)\d\d)\b(?![.,]\d|%)"
)

# Cheaper than the pattern above, and in most texts all that is needed.
_DAY_AND_YEAR = re.compile(f"[{re.escape(letters('day'))}].{{1,6}}[{re.escape(letters('year'))}]")


def find_foreign(tokens: Tokens) -> list[tuple[int, int, Reading]]:
    """Spans and readings of full dates in other languages than English, in order."""
    found: list[tuple[int, int, Reading]] = []
    if _DAY_AND_YEAR.search(tokens.classes) is None:
        return found
    for match in _FULL.finditer(tokens.text):
        if match[2].lower() in date_words()["month"]:
            continue
        day = _parsed(match[0])
        if day is not None and (day.day, day.year) == (int(match[1]), int(match[3])):
            found.append((match.start(), match.end(), a_day(day)))
    return found


@lru_cache(maxsize=4096)
def _parsed(expression: str) -> Optional[date]:
    import dateparser

    moment = dateparser.parse(
        expression, languages=list(LANGUAGES), settings={"STRICT_PARSING": True, "DATE_ORDER": "DMY"}
    )
    return None if moment is None else moment.date()
