"""Ranks: "second-largest", "fifth most valuable", "No. 1", "ranked third"."""

from __future__ import annotations

from decimal import Decimal
from typing import Optional

from extract.lexicon.figurewords import number_words, word_set
from extract.mentions.figures.amount import Amount
from extract.mentions.figures.numerals import ONE, Numeral
from extract.mentions.figures.tokens import Tokens

_N = number_words()
_SUPERLATIVES, _NOT_SUPERLATIVES = word_set("superlatives"), word_set("not_superlatives")
_PLACES, _RANKING, _NUMBER_ONE = word_set("places"), word_set("ranking"), word_set("number_one")
_PERIODS = word_set("not_share_after")
_SUFFIXES = frozenset(["st", "nd", "rd", "th"])
_SIGNS = frozenset([".", "#", "№", "number", "no"])
_LAST_PLACE, _LARGEST_SPELLED = 100, 20


def read_rank(tokens: Tokens, at: int) -> Optional[Amount]:
    """The rank whose ordinal or number stands at ``at``, null where an ordinal ranks nothing."""
    low, words = tokens.low, tokens.words
    if low[at] in _N.ordinals:
        return _ranked(tokens, at, at, _N.ordinals[low[at]])
    if low[at + 1] in _SUFFIXES and words[at].isdecimal() and tokens.glued(at + 1) and len(words[at]) < 6:
        return _ranked(tokens, at, at + 1, int(words[at]))
    return _numbered(tokens, at) if low[at - 1] in _SIGNS else None


def _ranked(tokens: Tokens, at: int, last: int, value: int) -> Optional[Amount]:
    low = tokens.low
    place = last + 2 if low[last + 1] == "-" else last + 1
    word = low[place]
    if (word.endswith("est") and len(word) > 4 and word not in _NOT_SUPERLATIVES) or word in _SUPERLATIVES:
        return _rank(at, place, value)
    if low[at - 1] == "-" or low[last + 1] == "-":
        return None
    if word in _PLACES:
        return _rank(at, last, value)
    back = at - 1
    for filler in ("the", "in", "at", "as"):
        if low[back] == filler:
            back -= 1
    return _rank(at, last, value) if low[back] in _RANKING and word not in _PERIODS else None


def _numbered(tokens: Tokens, at: int) -> Optional[Amount]:
    """``No. 1``, ``#3``, ``number one``; a plain number after a name is none."""
    low, words = tokens.low, tokens.words
    value = int(words[at]) if words[at].isdecimal() and len(words[at]) < 4 else _N.small.get(low[at], 0)
    if not value or (tokens.glued(at + 1) and words[at + 1][:1].isalnum()) or low[at + 1] in _N.scales:
        return None
    before = at - 1
    if words[before] == "." and words[before - 1] in ("No", "Nr", "no"):
        return _rank(before - 1, at, value)
    if words[before] in ("#", "№"):
        alone = tokens.glued(at) and not tokens.glued(before)
        return _rank(before, at, value) if alone and value <= _LAST_PLACE else None
    if low[before] == "number" and low[before - 1] in _NUMBER_ONE:
        return _rank(before, at, value) if low[at] in _N.small or value <= _LARGEST_SPELLED else None
    return _rank(before, at, value) if words[before] == "No" and words[at].isdecimal() else None


def _rank(first: int, last: int, value: int) -> Amount:
    amount = Amount(Numeral(first, last, Decimal(value), ONE, "fraction"))
    amount.kind = amount.unit = "rank"
    return amount
