"""The words of date expressions, by category: months, units, ordinals, the words that relate them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Union

from extract.lexicon import shipped_tables

Value = Union[int, str]


def load_toml(name: str) -> dict[str, Any]:
    """A shipped TOML data file."""
    return shipped_tables(name)


@lru_cache(maxsize=1)
def date_words() -> dict[str, dict[str, Value]]:
    """Category → lower-case word → value, such as ``words["month"]["june"] == 6``."""
    tables = load_toml("dates.toml")
    del tables["capital"], tables["lower_only"]
    return tables


@lru_cache(maxsize=1)
def lower_only() -> frozenset[str]:
    """The words that never count when written in capitals."""
    return frozenset(load_toml("dates.toml")["lower_only"])


@lru_cache(maxsize=1)
def capital_only() -> dict[str, frozenset[str]]:
    """Category → the words that belong to it only when they are capitalised."""
    return {category: frozenset(words) for category, words in load_toml("dates.toml")["capital"].items()}
