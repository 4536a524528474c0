"""Multiples: "threefold", "2.5x", "five times as many", "doubled"."""

from __future__ import annotations

from typing import Optional

from extract.lexicon.figurewords import number_words, word_set
from extract.mentions.figures.amount import Amount
from extract.mentions.figures.numerals import ONE, Numeral
from extract.mentions.figures.tokens import Tokens

_MULTIPLES = number_words().multiples
_DOUBLE_NAMES, _DOUBLE_OBJECTS = word_set("double_names"), word_set("double_objects")
_TWICE_OBJECTS = word_set("twice_objects")
_AFTER, _BEFORE, _OCCASIONS = (
    word_set("multiple_after"),
    word_set("multiple_before"),
    word_set("occasions_after"),
)
_PRONOUNS = frozenset(["the", "he", "she", "they", "it", "we", "a", "an"])


def read_multiple_word(tokens: Tokens, at: int) -> Optional[Amount]:
    """``doubled``, ``threefold``, ``twice as``; "double-digit", "Double 11" and "scored twice" are none."""
    low, words = tokens.low, tokens.words
    word = low[at]
    following = low[at + 2] if low[at + 1] == "-" else low[at + 1]
    if word.endswith(("ble", "ple", "bles")) and not _doubles(tokens, at, following):
        return None
    if word in ("twice", "thrice"):
        if following not in _TWICE_OBJECTS:
            return None
        if following == "as" and (not words[at + 2].islower() or low[at + 2] in _PRONOUNS):
            return None
    if words[at][0].isupper() and at > 0 and words[at - 1] not in (".", "!", "?", '"', "“"):
        return None
    return _multiple(Amount(Numeral(at, at, _MULTIPLES[word], ONE, "fraction")))


def _doubles(tokens: Tokens, at: int, following: str) -> bool:
    low = tokens.low
    if following in _DOUBLE_NAMES or following[:1].isdecimal() or (low[at + 1] == "-" and low[at - 1] != "-"):
        return False
    return (
        following in _DOUBLE_OBJECTS
        or following == ""
        or low[at - 1] in ("to", "will", "than", "nearly", "almost")
    )


def read_times(tokens: Tokens, amount: Amount) -> bool:
    """Whether "times", "x" or "-fold" makes a multiple of the number, which takes it in; else "times" may be counted."""
    low = tokens.low
    place = amount.last + 1
    if low[place] == "-" and tokens.glued(place) and low[place + 1] in ("fold", "folds", "times"):
        place += 1
    word, following = low[place], low[place + 1]
    if word in ("x", "×"):
        dimensions = following[:1].isdecimal() or (following in ("-", "/") and low[place + 2][:1].isdecimal())
        if dimensions or (word == "×" and not tokens.glued(place)):
            return False
    elif word == "times":
        if amount.scale >= 1000:
            # "Downloaded 120 million times": occasions.
            return False
        if amount.step == 1 and not _is_multiple(low[amount.first - 1], following):
            return False
    elif word not in ("fold", "folds"):
        return False
    amount.last = place
    _multiple(amount)
    return True


def _is_multiple(before: str, following: str) -> bool:
    if following in _OCCASIONS:
        return False
    return following in _AFTER or following.endswith("er") or before in _BEFORE


def _multiple(amount: Amount) -> Amount:
    amount.kind, amount.unit = "multiple", "times"
    return amount
