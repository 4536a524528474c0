"""Currencies: how each is written before and after a number, its minor units, and its rough worth.

``data/currencies.csv`` has one line a currency: ISO 4217 code; signs (as written, space between); names (";" between,
plurals with s follow by themselves); minor units as ``name=fraction``; rough units for one US dollar, good only for
telling a restatement from chance and yen from yuan. Bitcoin is ``XBT``, the code in use though not in the standard.
A user's file has the same columns, of which only the code must be filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Optional

from msgspec import Struct

from extract.lexicon import DATA, stamp
from extract.lexicon.figurewords import number_words
from extract.lexicon.known import Known
from extract.lexicon.phrases import PhraseTable, normal, split_words
from extract.lexicon.tables import Layout, Row, invalid, read_rows

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


class Currencies(Struct, frozen=True, eq=False):
    """Tables for looking a currency up beside a number, and the rough worth of each."""

    signs_before: PhraseTable[Writing]
    letters_before: PhraseTable[Writing]
    signs_after: PhraseTable[Writing]
    letters_after: PhraseTable[Writing]
    per_usd: dict[str, Decimal]


_LAYOUT = Layout(
    "a currency",
    ("code", "symbols", "names", "minor", "per_usd"),
    {"symbols": " ", "names": ";", "minor": ";"},
)
_CODE = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"\d{1,30}(?:\.\d{1,30})?")


def load_currencies(extra: Optional[Path] = None) -> Currencies:
    """The shipped currencies, with those of the user's file (CSV or TOML) added; what it says of a sign or a name wins.

    Raises ``CrossfootError`` E401, naming file and line, where a file is not valid.
    """
    return _currencies(None if extra is None else Path(extra), stamp(extra))


@lru_cache(maxsize=4)
def _currencies(extra: Optional[Path], _content: bytes) -> Currencies:
    own = [] if extra is None else _checked(read_rows(extra, 1, _LAYOUT))
    # Of two entries for the same words the first counts.
    rows = [row.cells for row in (*own, *read_rows(DATA / "currencies.csv", 0, _LAYOUT))]
    tables: list[list[tuple[list[str], Writing]]] = [[], [], [], []]
    per_usd: dict[str, Decimal] = {}
    for cells in rows:
        if cells["per_usd"]:
            per_usd.setdefault(cells["code"], Decimal(cells["per_usd"]))
        for table, entries in zip(tables, _writings(cells), strict=True):
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


KNOWN_CURRENCIES = Known("currencies", load_currencies)
"""The currencies that figures are read and checked with."""


def currencies() -> Currencies:
    """The currencies known here: the shipped ones, or those of the user's file with them."""
    return KNOWN_CURRENCIES.get()


def _checked(rows: Iterable[Row]) -> list[Row]:
    found: dict[str, Row] = {}
    for row in rows:
        cells = row.cells
        if not _CODE.fullmatch(cells["code"]):
            raise invalid(row, f"a code is three capitals, not {cells['code']!r}")
        if cells["code"] in found:
            raise invalid(row, f"the code {cells['code']!r} stands there twice")
        if cells["per_usd"] and not (_NUMBER.fullmatch(cells["per_usd"]) and Decimal(cells["per_usd"])):
            raise invalid(row, f"per_usd is a number above 0, not {cells['per_usd']!r}")
        if cells["names"] and not all(map(_is_word, cells["names"].split(";"))):
            raise invalid(row, "a name is made of letters")
        for minor in filter(None, cells["minor"].split(";")):
            name, _, fraction = minor.partition("=")
            if not _is_word(name) or not _NUMBER.fullmatch(fraction.strip()):
                raise invalid(row, f"a minor unit is written like cent=0.01, not {minor!r}")
        found[cells["code"]] = row
    return list(found.values())


def _is_word(name: str) -> bool:
    return re.search(r"[^\W\d_]", name) is not None


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
        writing = Writing(code, Decimal(fraction.strip()), minor=True)
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
