"""The words of figures: numbers, scales, units, modifiers and the words that tell a figure from a name.

``data/numbers.toml``, ``data/units.csv``, ``data/modifiers.toml`` and ``data/figure_words.toml``, loaded once.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Optional

from msgspec import Struct

from extract.lexicon import DATA, shipped_tables
from extract.lexicon.phrases import PhraseTable, normal, split_words
from extract.model import Modifier


class NumberWords(Struct, frozen=True):
    """Number words by kind, all in lower case but for letters."""

    small: dict[str, int]
    scales: dict[str, Decimal]
    letters: dict[str, Decimal]
    code_prefixes: dict[str, Decimal]
    vague: dict[str, Decimal]
    unknown: frozenset[str]
    fractions: dict[str, Fraction]
    ordinals: dict[str, int]
    multiples: dict[str, Decimal]


class Unit(Struct, frozen=True):
    """A unit of measure in the singular and, for a rate, what it is per."""

    name: str
    per: Optional[str] = None


class Units(Struct, frozen=True):
    """Spelled-out units by lower-case words, abbreviations by exact case."""

    spelled: PhraseTable[Unit]
    abbreviated: PhraseTable[Unit]


class Modifiers(Struct, frozen=True):
    """Modifier phrases before (matched backwards) and after a number; words that may stand between."""

    before: PhraseTable[Modifier]
    after: PhraseTable[Modifier]
    between: frozenset[str]


def _toml(name: str) -> dict[str, Any]:
    return shipped_tables(name)


@lru_cache(maxsize=1)
def number_words() -> NumberWords:
    """``data/numbers.toml``."""
    tables = _toml("numbers.toml")

    def decimals(name: str) -> dict[str, Decimal]:
        return {word: Decimal(value) for word, value in tables[name].items()}

    return NumberWords(
        small=tables["small"],
        scales=decimals("scales"),
        letters=decimals("letters"),
        code_prefixes=decimals("code_prefixes"),
        vague=decimals("vague"),
        unknown=frozenset(tables["unknown"]["words"]),
        fractions={word: Fraction(value) for word, value in tables["fractions"].items()},
        ordinals=tables["ordinals"],
        multiples=decimals("multiples"),
    )


@lru_cache(maxsize=1)
def trigger_words() -> frozenset[str]:
    """Every word, digits aside, that can be part of a number."""
    words = number_words()
    tables = (words.small, words.scales, words.vague, words.fractions, words.multiples, words.ordinals)
    return frozenset(word for table in tables for word in table)


@lru_cache(maxsize=1)
def units() -> Units:
    """``data/units.csv``."""
    spelled, abbreviated = [], []
    with (DATA / "units.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            unit = Unit(row["unit"], row["per"] or None)
            for spelling in filter(None, row["spellings"].split(";")):
                spelled.append(([normal(word) for word in split_words(spelling) if word != "-"], unit))
            for spelling in filter(None, row["abbreviations"].split(";")):
                abbreviated.append((split_words(spelling), unit))
    return Units(PhraseTable(spelled), PhraseTable(abbreviated))


@lru_cache(maxsize=1)
def modifiers() -> Modifiers:
    """``data/modifiers.toml``."""
    tables = _toml("modifiers.toml")

    def table(side: str, backwards: bool) -> PhraseTable[Modifier]:
        return PhraseTable(
            (
                ([normal(word) for word in split_words(phrase)], modifier)
                for modifier, phrases in tables[side].items()
                for phrase in phrases
            ),
            backwards,
        )

    return Modifiers(table("before", True), table("after", False), frozenset(tables["between"]["words"]))


@lru_cache(maxsize=1)
def _figure_words() -> dict[str, Any]:
    return _toml("figure_words.toml")


def word_set(name: str) -> frozenset[str]:
    """A set of words of ``data/figure_words.toml``."""
    return frozenset(_figure_words()[name].split())


def word_map(name: str) -> dict[str, str]:
    """A table of words of ``data/figure_words.toml``."""
    return dict(_figure_words()[name])
