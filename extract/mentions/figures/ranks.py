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
_FIRSTS, _PARTICIPLES, _RANKED_NOUNS = (
    word_set("firsts"),
    word_set("first_participles"),
    word_set("ranked_nouns"),
)
_SUPERLATIVE_FIRSTS = _FIRSTS | {"best", "most", "top"}
_NOT_FIRST, _FOLLOWED = word_set("not_first"), word_set("rank_followed")
_VERBS_BEFORE, _TRANSITIVES = word_set("rank_verbs"), word_set("rank_transitive")
_OWNERS = frozenset(["the", "its", "their", "our", "s", "his", "her", "still", "of", "as"])
_FIELD = frozenset([".", ",", "of", "in", "with", "by", "for"])
_STOPS = frozenset(["and", "by", "for", "from", "in", "of", "on", "than", "to", "with"])
_TRANSITIVE = 8
_SUFFIXES = frozenset(["st", "nd", "rd", "th"])
_SIGNS = frozenset([".", "#", "№", "number", "no"])
_LAST_PLACE, _LARGEST_SPELLED = 100, 20


def read_rank(tokens: Tokens, at: int) -> Optional[Amount]:
    """The rank whose ordinal or number stands at ``at``, null where an ordinal ranks nothing."""
    low, words = tokens.low, tokens.words
    if low[at] in _SUPERLATIVE_FIRSTS:
        return _first(tokens, at)
    if low[at] in _N.ordinals:
        return _ranked(tokens, at, at, _N.ordinals[low[at]])
    if low[at + 1] in _SUFFIXES and words[at].isdecimal() and tokens.glued(at + 1) and len(words[at]) < 6:
        return _ranked(tokens, at, at + 1, int(words[at]))
    return _numbered(tokens, at) if low[at - 1] in _SIGNS else None


def _ranked(tokens: Tokens, at: int, last: int, value: int) -> Optional[Amount]:
    low = tokens.low
    place = last + 2 if low[last + 1] == "-" else last + 1
    word = low[place]
    if low[place + 1] == "-" and low[place + 2] in _PARTICIPLES:
        # "Third-best-selling".
        return _rank(at, place + 2, value)
    if (word.endswith("est") and len(word) > 4 and word not in _NOT_SUPERLATIVES) or word in _SUPERLATIVES:
        return _rank(at, place, value)
    if low[at - 1] == "-" or low[last + 1] == "-":
        return None
    if word in _PLACES or (word == "and" and low[last + 2] in _N.ordinals and low[last + 3] in _PLACES):
        return _rank(at, last, value)
    back = at - 1
    for filler in ("the", "in", "at", "as", "only"):
        if low[back] == filler:
            back -= 1
    if low[back] in _RANKING and word not in _PERIODS:
        return _rank(at, last, value)
    return _rank(at, last, value) if at == last and _stands_for_place(tokens, at) else None


def _first(tokens: Tokens, at: int) -> Optional[Amount]:
    """``the largest maker of chips``, ``its biggest customer``, ``the top spot``: first among others of a field."""
    low = tokens.low
    owner = low[at - 1]
    if (
        low[at - 2 : at] == ["best", "-"]
        or owner not in _OWNERS
        or not _NOT_FIRST.isdisjoint(low[at - 3 : at])
    ):
        return None
    last = at
    if low[at] == "most" or (low[at] in ("best", "top") and low[at + 1] == "-"):
        last = at + 1 if low[at] == "most" else at + 2
        if low[last] not in _PARTICIPLES:
            return None
    elif low[at] == "best":
        return None
    for place in range(last + 1, last + 5):
        word = low[place]
        if word in _RANKED_NOUNS or (word in _PLACES and low[at] == "top"):
            return _rank(at, last, 1) if low[at] != "top" or place == last + 1 or last > at else None
        if low[at] in _FIRSTS and word in _FIELD and place == last + 1:
            return _rank(at, last, 1) if _is_said_of(tokens, at) else None
        if not (word.isalpha() or word == "-") or word in _STOPS:
            return None
    return None


def _is_said_of(tokens: Tokens, at: int) -> bool:
    """Whether the superlative without a noun is said of a subject or stands behind a name: "Ola, the largest of them"."""
    low = tokens.low
    before = low[at - 2]
    return before in _VERBS_BEFORE or (before == "," and tokens.words[at - 3][:1].isupper())


def _stands_for_place(tokens: Tokens, at: int) -> bool:
    """An ordinal without a noun that ranks: "is third, ahead of Sony", "ranks Drona third", "second at 16.6%"."""
    low, words = tokens.low, tokens.words
    before, after = low[at - 1], low[at + 1]
    if before == "a" or before in _N.ordinals:
        return False
    if after == "came" and words[at][0].isupper():
        return True
    if after == "behind":
        return True
    if after not in _FOLLOWED or (after == "to" and low[at] == "first") or not words[at].islower():
        return False
    if after == "of" and low[at + 2] not in ("the", "all", "them", "those"):
        return False
    if before in _VERBS_BEFORE:
        return after not in ("and", "of", "for") and not (low[at] == "first" and after in (",", "."))
    number = at + 3 if after == "," else at + 2
    if (
        words[at - 1][:1].isupper()
        and low[number - 1] in ("at", "on", "with")
        and words[number][:1].isdecimal()
    ):
        return True
    for place in range(at - 1, max(-1, at - _TRANSITIVE), -1):
        if low[place] in _TRANSITIVES:
            return True
        if low[place] in (".", ";", "(", "!", "?", ":", "between"):
            return False
    return False


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
