"""Currencies: how each is written before and after a number, its minor units, and its rough worth.

``data/currencies.csv`` has one line a currency: ISO 4217 code; signs (as written, space between); names (";" between,
plurals with s follow by themselves); minor units as ``name=fraction``; rough units for one US dollar, good only for
telling a restatement from chance and yen from yuan. Bitcoin is ``XBT``, the code in use though not in the standard.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import lru_cache
from typing import Optional

from msgspec import Struct

from extract.lexicon import DATA
from extract.lexicon.figurewords import number_words
from extract.lexicon.phrases import PhraseTable, normal, split_words

YEN_OR_YUAN = "¥"
"""Stands for the code until the article decides it."""
ONE = Decimal(1)


class Writing(Struct, frozen=True):
    """What a sign, code or name says: the currency, the worth of one in it, and whether a later word may say better."""

    code: str
    factor: Decimal = ONE
    generic: bool = False
    """"$", "£" or "kr": another word beside the number may name the country."""
    minor: bool = False


class Currencies(Struct, frozen=True):
    """Tables for looking a currency up beside a number, and the rough worth of each."""

    signs_before: PhraseTable[Writing]
    letters_before: PhraseTable[Writing]
    signs_after: PhraseTable[Writing]
    letters_after: PhraseTable[Writing]
    per_usd: dict[str, Decimal]


@lru_cache(maxsize=1)
def currencies() -> Currencies:
    """The shipped table."""
    tables: list[list[tuple[list[str], Writing]]] = [[], [], [], []]
    per_usd = {}
    with (DATA / "currencies.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["per_usd"]:
                per_usd[row["code"]] = Decimal(row["per_usd"])
            for table, entries in zip(tables, _writings(row), strict=True):
                table += entries
    for sign in "¥￥":
        tables[0].append(([sign], Writing(YEN_OR_YUAN, generic=True)))
        tables[2].append(([sign], Writing(YEN_OR_YUAN, generic=True)))
    before, letters_before, after, letters_after = tables
    return Currencies(
        PhraseTable(before, backwards=True),
        PhraseTable(letters_before, backwards=True),
        PhraseTable(after),
        PhraseTable(letters_after),
        per_usd,
    )


def rough_rate(one: str, other: str) -> Optional[Decimal]:
    """Units of ``other`` for one of ``one``, right within a factor of two or so; null where unknown."""
    per_usd = currencies().per_usd
    return per_usd[other] / per_usd[one] if one in per_usd and other in per_usd else None


_GENERIC_SIGNS = ("$", "£", "￡", "kr", "Rs", "Rs.")
_Entries = list[tuple[list[str], Writing]]


def _writings(row: dict[str, str]) -> tuple[_Entries, _Entries, _Entries, _Entries]:
    """Signs before, letters before, signs after, letters after (letters keep their case)."""
    code = row["code"]
    before: _Entries = []
    letters_before: _Entries = [([code], Writing(code))]
    after: _Entries = []
    letters_after: _Entries = _with_scales(code)
    for sign in row["symbols"].split():
        writing = Writing(code, generic=sign in _GENERIC_SIGNS)
        words = split_words(sign)
        if any(not word.isascii() or word in "$¢£=" for word in words):
            before.append(([normal(word) for word in words], writing))
            after.append(([normal(word) for word in words], writing))
        else:
            letters_before.append((words, writing))
            letters_after.append((words, writing))
    for name in filter(None, row["names"].split(";")):
        writing = Writing(code, generic=name in ("dollar", "pound", "rupee", "peso", "franc"))
        words = [normal(word) for word in split_words(name)]
        after.append((words, writing))
        if words[-1].isascii() and len(words[-1]) > 2:
            after.append(([*words[:-1], words[-1] + "s"], writing))
        if len(words) > 1 or name in (code.lower(), "rmb", "yuan"):
            before.append((words, writing))
            before.append(([*words[:-1], words[-1] + "s"], writing))
    for name, _, fraction in (part.partition("=") for part in filter(None, row["minor"].split(";"))):
        words = [normal(word) for word in split_words(name)]
        writing = Writing(code, Decimal(fraction), minor=True)
        if len(name) == 1 and name.isascii():
            letters_after.append(([name], writing))
            continue
        after.append((words, writing))
        after.append(([*words[:-1], {"penny": "pennies"}.get(words[-1], words[-1] + "s")], writing))
        if name in ("sen", "us cent"):
            before.append((words, writing))
    return before, letters_before, after, letters_after


def _with_scales(code: str) -> _Entries:
    entries: _Entries = [([code], Writing(code))]
    for prefix, factor in number_words().code_prefixes.items():
        entries.append(([prefix + code], Writing(code, factor)))
    return entries
