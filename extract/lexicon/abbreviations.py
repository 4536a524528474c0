"""Words that decide where a sentence ends: abbreviations by what follows them, marked names, words that begin sentences.

One table, ``data/sentences.toml``.
"""

from __future__ import annotations

import sys
from functools import lru_cache

from msgspec import Struct

from extract.lexicon import DATA

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


class SentenceWords(Struct, frozen=True):
    """Sets of words as they are written; an abbreviation stands without its last full stop."""

    title: frozenset[str]
    numbered: frozenset[str]
    calendar: frozenset[str]
    inner: frozenset[str]
    doubtful: frozenset[str]
    closing: frozenset[str]
    time: frozenset[str]
    after_time: frozenset[str]
    marked_names: frozenset[str]
    after_marked_names: frozenset[str]
    lettered: frozenset[str]
    speech: frozenset[str]
    starters: frozenset[str]
    strong_starters: frozenset[str]
    small_brands: frozenset[str]
    open_ends: frozenset[str]


@lru_cache(maxsize=1)
def sentence_words() -> SentenceWords:
    """The shipped table."""
    with (DATA / "sentences.toml").open("rb") as file:
        tables = tomllib.load(file)
    return SentenceWords(
        **{name: frozenset(words) for table in tables.values() for name, words in table.items()}
    )
