"""Ranks ("second-largest", "No. 1", "ranked third") and multiples ("threefold", "2.5x", "doubled")."""

from __future__ import annotations

from decimal import Decimal
from typing import Optional

from extract.lexicon.figurewords import figure_words, number_words
from extract.mentions.figures.amounts import Amount
from extract.mentions.figures.numerals import ONE, Numeral
from extract.mentions.figures.tokens import Tokens

_N = number_words()
_W = figure_words()
_RANK = _W["rank"]
_SUFFIXES = frozenset(["st", "nd", "rd", "th"])
_NUMBER_SIGNS = frozenset([".", "#", "№", "number", "no"])
_DOUBLE_NAMES = frozenset(["11", "12", "eleven", "twelve", "digit", "digits", "down", "check", "standard", "edged", "decker", "bill", "taxation", "agent", "a", "whammy"])


def read_rank(tokens: Tokens, at: int) -> Optional[Amount]:
    """The rank whose ordinal or number stands at ``at``, null where an ordinal ranks nothing."""
    low, words = tokens.low, tokens.words
    if low[at] in _N.ordinals:
        return _ranked(tokens, at, at, _N.ordinals[low[at]])
    if low[at + 1] in _SUFFIXES and words[at].isdecimal() and tokens.glued(at + 1) and len(words[at]) < 6:
        return _ranked(tokens, at, at + 1, int(words[at]))
    return _number_sign(tokens, at) if low[at - 1] in _NUMBER_SIGNS else None


def _ranked(tokens: Tokens, at: int, last: int, value: int) -> Optional[Amount]:
    low = tokens.low
    place = last + 2 if low[last + 1] == "-" else last + 1
    word = low[place]
    if (word.endswith("est") and len(word) > 4 and word not in ("interest", "request", "forest", "contest", "guest", "harvest", "protest", "honest", "invest", "modest", "quest", "arrest", "conquest", "midwest", "southwest", "northwest", "test", "west", "rest", "budapest", "bucharest", "bequest", "inquest", "unrest", "tempest", "digest", "suggest", "manifest", "detest", "divest")) or (
        word in _RANK["superlatives"] and (word != "most" or low[place + 1].isalpha() or low[place + 1] == "-")
    ):
        return _rank(at, place, value)
    if low[at - 1] == "-" or low[last + 1] == "-":
        return None
    if word in _RANK["places"]:
        return _rank(at, last, value)
    back = at - 1
    for filler in ("the", "in", "at", "as"):
        if low[back] == filler:
            back -= 1
    if low[back] in _RANK["verbs"] and (low[back].startswith("rank") or low[back].startswith("plac") or low[back].startswith("finish") or low[back] in ("came", "come")):
        if low[last + 1] not in ("time", "quarter", "half", "year", "month", "day"):
            return _rank(at, last, value)
    return None


def _number_sign(tokens: Tokens, at: int) -> Optional[Amount]:
    """``No. 1``, ``#3``, ``number one``; a plain number after a name is none."""
    low, words = tokens.low, tokens.words
    value = int(words[at]) if words[at].isdecimal() and len(words[at]) < 4 else _N.small.get(low[at])
    if value is None or value == 0 or tokens.glued(at + 1) and words[at + 1][:1].isalnum():
        return None
    before = at - 1
    if words[before] == "." and words[before - 1] in ("No", "Nr", "no"):
        before -= 1
    elif words[before] in ("#", "№"):
        if not tokens.glued(at) or tokens.glued(before) or value > 100:
            return None
    elif low[before] == "number" and low[before - 1] in ("the", "as", "world", "s", "country", "its", "their", "to", "is", "china", "became", "remain", "remains", "at"):
        if low[at] not in _N.small and value > 20:
            return None
    elif words[before] != "No" or not words[at].isdecimal():
        return None
    if low[at + 1] in ("million", "billion", "hundred", "thousand", "percent", "%"):
        return None
    return _rank(before, at, value)


def _rank(first: int, last: int, value: int) -> Amount:
    amount = Amount(Numeral(first, last, Decimal(value), ONE, "fraction"))
    amount.kind, amount.unit = "rank", "rank"
    return amount


def read_multiple_word(tokens: Tokens, at: int) -> Optional[Amount]:
    """``doubled``, ``threefold``, ``twice``; "double-digit" and "Double 11" are none."""
    low = tokens.low
    word = low[at]
    following = low[at + 2] if low[at + 1] == "-" else low[at + 1]
    if word in ("double", "triple", "treble", "quadruple", "quintuple", "doubles"):
        if following in _DOUBLE_NAMES or (low[at + 1] == "-" and low[at - 1] != "-") or following[:1].isdecimal():
            return None
        if following not in ("the", "its", "their", "that", "his", "what", "from", "in", "to", "last", "sales", "revenue", "output", "production", "capacity", "over", "by", "", ".", ",") and low[at - 1] not in ("to", "will", "than", "nearly", "almost"):
            return None
    if word in ("twice", "thrice") and following not in ("as", "the", "that", "its", "their", "his", "what", "over"):
        return None
    if word == "twice" and following == "as" and (not tokens.words[at + 2].islower() or low[at + 2] in ("the", "he", "she", "they", "it", "we", "a", "an")):
        return None
    first = at
    if low[at - 1] == "-" and low[at - 2] in ("three", "two", "four", "five") or tokens.words[at][0].isupper() and at > 0 and tokens.words[at - 1] not in ".!?\"“":
        return None
    return _multiple(first, at, _N.multiples[word])


def _multiple(first: int, last: int, value: Decimal) -> Amount:
    amount = Amount(Numeral(first, last, value, ONE, "fraction"))
    amount.kind, amount.unit = "multiple", "times"
    return amount


def multiple_after(tokens: Tokens, amount: Amount) -> bool:
    """Whether "times", "x" or "-fold" makes a multiple of the number; takes it in, or leaves "times" to be counted."""
    low, words = tokens.low, tokens.words
    place = amount.last + 1
    if low[place] == "-" and tokens.glued(place) and low[place + 1] in ("fold", "times", "time"):
        place += 1
    word = low[place]
    if word in ("x", "×") or words[place] == "X":
        following = low[place + 1]
        if following[:1].isdecimal() or (not tokens.glued(place) and word != "x") or following in ("-", "/") and low[place + 2][:1].isdecimal():
            return False
    elif word == "fold":
        pass
    elif word == "times":
        following = low[place + 1]
        before = low[amount.first - 1]
        if following not in _W["times"]["words"] and not following.endswith("er") and before not in _W["times"]["verbs"] and amount.step == 1:
            return False
        if following in ("a", "per", "in", "since", "this", "last", "during") and amount.step == 1:
            return False
    else:
        return False
    amount.kind, amount.unit, amount.last = "multiple", "times", place
    return True
