"""Words in a text or a scope that tell the checks what kind of quantity they have: ``[cues]`` of ``check_words.toml``."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.lexicon import shipped_tables


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    tables = shipped_tables("check_words.toml")["cues"]
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in tables.items()}


def says(cue: str, text: str) -> bool:
    """Whether ``text`` holds what the pattern ``cue`` looks for."""
    return _cues()[cue].search(text) is not None


def part_of_time(word: str) -> bool:
    """Whether a scope word narrows to a part of the time and to nothing else: "first hour", "opening day".

    >>> part_of_time("opening hour"), part_of_time("first-time buyers")
    (True, False)
    """
    return says("part_of_time", word)
