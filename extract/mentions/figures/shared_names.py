"""Whose money "pesos", "kroner" and "rupees" are: several countries use the name, so the article's places decide."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from extract.lexicon import DATA, parse_toml

_WORD = re.compile(r"[^\W\d_]+")
_SCALES = frozenset(
    ("thousand", "million", "billion", "trillion", "k", "m", "mn", "bn", "tn", "crore", "lakh", "to")
)


class SharedName(Struct, frozen=True):
    """The currencies that go by one name; the first is meant where no place speaks for another."""

    codes: tuple[str, ...]
    places: dict[str, str]
    """The currency of each word of a place or people."""


class SharedCurrencies:
    """The currencies of one article by the names that several share. The places are counted only when one is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._decided: dict[str, str] = {}

    def decide(self, code: str, mention: str) -> str:
        """The currency of a mention whose name alone gave ``code``; a mention that says the country keeps it."""
        name = _names().get(code)
        words = _WORD.findall(mention.lower())
        if name is None or any(word in name.places for word in words):
            return code
        if _SCALES.issuperset(words):
            # "2.009 billion pesos, up from 1.93 billion": in the same money, unless a code says whose.
            if code in self._text:
                return code
        elif not words[-1].startswith(_bare_names()[code]):
            return code
        if code not in self._decided:
            said = _WORD.findall(self._text.lower())
            # "Danish kroner" in an article from Oslo speaks of that amount alone.
            votes = Counter(
                name.places[word]
                for word, following in pairwise([*said, ""])
                if word in name.places and not following.startswith(_bare_names()[code])
            )
            self._decided[code] = max(name.codes, key=lambda one: (votes[one], -name.codes.index(one)))
        return self._decided[code]


@lru_cache(maxsize=1)
def _names() -> dict[str, SharedName]:
    """By the code that the name alone stands for."""
    return {name.codes[0]: name for name in _tables().values()}


@lru_cache(maxsize=1)
def _bare_names() -> dict[str, str]:
    return {name.codes[0]: word for word, name in _tables().items()}


@lru_cache(maxsize=1)
def _tables() -> dict[str, SharedName]:
    made = {}
    for word, table in parse_toml((DATA / "shared_currencies.toml").read_text(encoding="utf-8")).items():
        codes = tuple(table["codes"])
        places = {place: code for code in codes for place in table[code].split()}
        made[word] = SharedName(codes, places)
    return made
