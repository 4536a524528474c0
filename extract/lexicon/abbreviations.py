"""Words that decide where a sentence ends: abbreviations by what follows them, marked names, words that begin sentences.

One table, ``data/sentences.toml``.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from extract.lexicon import shipped_tables


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
    tables = shipped_tables("sentences.toml")
    return SentenceWords(
        **{name: frozenset(words) for table in tables.values() for name, words in table.items()}
    )
