"""Whether a number is an amount rather than a day or a year."""

from __future__ import annotations

from typing import Optional

from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, letters

PREPOSITION = letters("preposition")

AMOUNT = letters("amount")

PLURAL_UNIT = letters("plural", "unit")


def followed_by_amount(match: Match, context: Context, end: Optional[int] = None) -> bool:
    """Whether the number that ends a match is an amount: "16 million", "2,000", "20%", "5.5"."""
    tokens, at = context.tokens, match.end() if end is None else end
    if tokens.is_in(at, AMOUNT):
        return True
    mark = tokens.word(at)
    return (
        mark in (",", ".", ":")
        and tokens.glued(at)
        and tokens.glued(at + 1)
        and tokens.word(at + 1).isdecimal()
    )


def starts_sentence(context: Context, index: int) -> bool:
    return index == 0 or context.tokens.word(index - 1) in (".", "!", "?", "", "”", "“", '"')


_COUNTED = letters("num", "amount", "times", "money", "one", "teen", "tens", "thousand")
_ENDS_GROUP = (",", ".", ";", "is", "was", "than")


def is_rate(match: Match, context: Context) -> bool:
    """Whether "a year" or "annually" follows an amount, within the last few words of a noun group."""
    tokens = context.tokens
    for index in range(match.start() - 1, max(-1, match.start() - 5), -1):
        if tokens.is_in(index, PREPOSITION) or tokens.word(index) in _ENDS_GROUP:
            return False
        if tokens.is_in(index, _COUNTED) or tokens.word(index).endswith("%"):
            return True
    return False
