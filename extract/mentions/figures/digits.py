"""Digits to an exact value: plain English writing here, every other bare price by price-parser.

English grouping ("1,250.50"), Indian grouping ("12,34,567") and a decimal comma of one or two places ("1,5") are read
directly. Grouping by dots, spaces or apostrophes goes to price-parser, whose answers are kept.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Optional

from price_parser import parse_price

MAX_DIGITS = 24
"""A longer run of digits is a number plate of some kind, no figure; shorter ones are exact in ``Decimal``'s own context."""

_ENGLISH = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_FOREIGN = re.compile(
    r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d{1,2})?"
)


@lru_cache(maxsize=8192)
def read_digits(written: str) -> Optional[tuple[Decimal, Decimal]]:
    """Value and step (one unit in the last digit) of a bare number; null for versions, addresses and the like.

    >>> read_digits("35.2"), read_digits("1.2.3")
    ((Decimal('35.2'), Decimal('0.1')), None)
    """
    if len(written) > MAX_DIGITS:
        return None
    if _ENGLISH.fullmatch(written):
        return _with_step(Decimal(written.replace(",", "")))
    if _DECIMAL_COMMA.fullmatch(written):
        return _with_step(Decimal(written.replace(",", ".")))
    return read_price(written) if _FOREIGN.fullmatch(written) else None


@lru_cache(maxsize=4096)
def read_price(written: str) -> Optional[tuple[Decimal, Decimal]]:
    """Value and step of a bare amount in a foreign writing, as price-parser reads it."""
    amount = parse_price(written.replace("’", "'")).amount
    return None if amount is None else _with_step(amount)


def grouped_by_dots(written: str) -> Optional[Decimal]:
    """``31.500`` as 31500, for currencies without minor units; null where the dot can't be a thousands separator.

    >>> grouped_by_dots("31.500")
    Decimal('31500')
    """
    return Decimal(written.replace(".", "")) if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", written) else None


def _with_step(value: Decimal) -> tuple[Decimal, Decimal]:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return value, Decimal(1).scaleb(exponent)
