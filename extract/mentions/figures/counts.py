"""Counts: which noun a number counts, whether it stands alone, and ages."""

from __future__ import annotations

from typing import Optional

from extract.lexicon.figurewords import number_words, word_set
from extract.mentions.figures.amount import DASHES, Amount
from extract.mentions.figures.nouns import adjective_noun, head_noun, of_noun, per_what
from extract.mentions.figures.tokens import Tokens

_SCALES = number_words().scales
_ALONE_AFTER = word_set("alone_after")
_NOT_ONE_AFTER, _NOT_ONE_BEFORE = word_set("not_one_after"), word_set("not_one_before")
_REFERRING, _REFERRED = word_set("referring"), word_set("referred")
_PERSONS = word_set("persons")
_NUMBERED = frozenset(["chapter", "day", "level", "part", "phase", "round", "stage", "tier", "week", "year"])
_BEFORE_NUMBERED = frozenset(
    ["after", "before", "by", "during", "entering", "for", "from", "in", "of", "since", "to"]
)
_ONE_COMPOUNDS = frozenset(["click", "off", "size", "stop", "time", "way"])
_MOST_REFERRED = 12
_OLDEST = 130
_FEWEST_OF = 11
_WHOLES = frozenset(["the", "its", "their", "them", "these", "those", "whom", "which"])


def read_count(tokens: Tokens, amount: Amount) -> int:
    """Find what is counted and per what; the last token of the noun (of the figure where there is none)."""
    low = tokens.low
    end = amount.last
    if amount.kind is None:
        place = _over_marks(tokens, end + 1)
        noun = _noun(tokens, amount, place)
        if noun is not None:
            end, amount.unit = noun
            amount.kind = "count"
        elif (
            amount.scale == 1
            and low[end + 1] != "-"
            and low[place] in ("times", "time")
            and (amount.low == 1 or low[place] == "times")
        ):
            end, amount.unit, amount.kind = place, "time", "count"
        elif amount.scale == 1 and low[end + 1] != "per":
            return end
    if amount.kind != "rank" and amount.per is None:
        amount.per = per_what(tokens, end)
    return end


def _over_marks(tokens: Tokens, place: int) -> int:
    """Over "+", "-odd", "or more" to the noun."""
    low = tokens.low
    if "\n" in tokens.gap(place - 1):
        return place
    for mark in ("+", "-", "odd", "plus", "or", "more"):
        if low[place] == mark and (mark != "or" or low[place + 1] == "more"):
            place += 1
    return place


def _noun(tokens: Tokens, amount: Amount, place: int) -> Optional[tuple[int, str]]:
    low = tokens.low
    if low[place + 1] == "on" and low[place + 2] == low[place]:
        # "Down by 1 quarter on quarter".
        return None
    if _is_numbered(tokens, amount) or _in_flat_table(tokens, amount, place):
        return None
    one = amount.low == amount.high == 1 and amount.scale == 1
    if low[place - 1] == "-" and tokens.glued(place) and tokens.glued(place - 1):
        if one and low[place] in _ONE_COMPOUNDS:
            return None
        return adjective_noun(tokens, place, hyphen=True)
    if low[place] == "of":
        if amount.form == "vague" or amount.scale > 1:
            found = head_noun(tokens, place + 1) or of_noun(tokens, place)
            named = found is not None and amount.form != "vague" and tokens.words[found[0]].istitle()
            # "The 9.45 million of Rogers" are no Rogerses.
            return None if named else found
        return of_noun(tokens, place) if amount.form == "words" and not one else None
    if one:
        return _noun_of_one(tokens, amount, place)
    found = head_noun(tokens, place)
    if found is None and amount.scale > 1 and low[amount.first - 1] in ("a", "an", "its", "the"):
        return adjective_noun(tokens, place, hyphen=True)
    if found is None and amount.scale == 1 and amount.step == 1 and not amount.grouped and amount.low < 1000:
        return adjective_noun(tokens, place)
    return found


def _is_numbered(tokens: Tokens, amount: Amount) -> bool:
    """``after year three``, ``in phase two``: a word that numbers the one before it."""
    low, place = tokens.low, amount.first - 1
    return amount.form == "words" and low[place] in _NUMBERED and low[place - 1] in _BEFORE_NUMBERED


def _in_flat_table(tokens: Tokens, amount: Amount, place: int) -> bool:
    """A number in a row of them, its table's lines run together: "402 992 – 59.5 Total assets" are no 59.5 assets."""
    before = amount.first - 1
    if tokens.low[before] in DASHES and not tokens.glued(amount.first):
        before -= 1
    return tokens.words[before][:1].isdecimal() and tokens.words[place][:1].isupper()


def _noun_of_one(tokens: Tokens, amount: Amount, place: int) -> Optional[tuple[int, str]]:
    """``one solution``, but no pronoun: "one of the", "this one", "one day"."""
    low = tokens.low
    if low[place] in _NOT_ONE_AFTER or (
        low[amount.first] == "one" and low[amount.first - 1] in _NOT_ONE_BEFORE
    ):
        return None
    return head_noun(tokens, place, number_is_one=True)


def is_reference(tokens: Tokens, amount: Amount) -> bool:
    """Whether the number points back to those named before and counts nothing new: "the two companies", "both firms"."""
    if amount.kind != "count" or amount.unit not in _REFERRED or amount.low != amount.high:
        return False
    small = amount.scale == 1 and amount.step == 1 and 1 < amount.low <= _MOST_REFERRED
    return small and amount.modifier == "=" and tokens.low[amount.first - 1] in _REFERRING


def is_age(tokens: Tokens, amount: Amount) -> bool:
    """``aged 18``, ``the age of 21``."""
    low, place = tokens.low, amount.first - 1
    if amount.scale != 1 or amount.step != 1 or not amount.low < _OLDEST:
        return False
    if low[place] == "aged" or (low[place - 1] == "age" and low[place] in ("of", "at")):
        return True
    return low[place] == "age" and low[amount.last + 1] in (",", ".", "and", "with", "")


def is_age_group(tokens: Tokens, amount: Amount) -> bool:
    """``women under 25``, ``nobody over 30``: a bare number that bounds an age and counts nothing."""
    low = tokens.low
    small = amount.kind is None and amount.scale == 1 and amount.step == 1 and amount.low < _OLDEST
    return small and low[amount.first - 1] in ("under", "over") and low[amount.first - 2] in _PERSONS


def stands_alone(tokens: Tokens, amount: Amount) -> bool:
    """Whether a number without unit and noun is a figure: large, exact, bounded or said of something."""
    low, first = tokens.low, amount.first
    if amount.form == "words" and amount.scale == 1 and amount.low == amount.high == 1:
        return False
    if not amount.grouped and _hangs_on_dash(tokens, amount):
        return False
    if (
        amount.big
        or amount.form == "vague"
        or amount.modifier != "="
        or amount.low != amount.high
        or amount.negative
    ):
        return True
    if amount.form == "words":
        return amount.scale >= 100
    if amount.step < 1:
        return not tokens.words[first - 1][:1].isupper()
    if low[first - 1] in _ALONE_AFTER and (amount.low >= 100 or low[first - 1] not in ("of", "at")):
        return True
    after = low[amount.last + 1]
    if after == "of" and low[amount.last + 2] in _WHOLES and amount.low >= _FEWEST_OF:
        # "545 of the cuts", "340 of its staff".
        return True
    return after in _SCALES


def _hangs_on_dash(tokens: Tokens, amount: Amount) -> bool:
    """Whether a dash is written onto the number: it is then part of a score, a name or a date."""
    before, after = amount.first, amount.last + 1
    if tokens.low[before - 1] in DASHES and tokens.glued(before):
        return True
    return before > 0 and tokens.low[after] in DASHES and tokens.glued(after)
