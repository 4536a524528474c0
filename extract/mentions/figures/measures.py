"""Per cent signs, percentage and basis points, and units of measure behind a number."""

from __future__ import annotations

from typing import Optional

from extract.lexicon.figurewords import Unit, units, word_set
from extract.mentions.figures.amount import Amount
from extract.mentions.figures.numerals import HUNDRED, ONE
from extract.mentions.figures.tokens import Tokens

_U = units()
_PERCENT = frozenset(["%", "％", "percent", "pct", "percentage"])
_POINTS = frozenset(["pp", "ppt", "ppts", "pps"])
_POINT_WORDS = frozenset(["point", "points", "pts", "pt"])
_LENGTH, _GLUED, _SPACED = word_set("length"), word_set("glued_units"), word_set("spaced_units")
_LEAST_FAHRENHEIT = 20
"""From here on "110 F" is a temperature and no capacity."""
_INCH, _FOOT = frozenset('″”"'), frozenset("'’′")

AFTER = (
    _PERCENT | _POINTS | _INCH | _FOOT | frozenset(_U.spelled.first)
    | {"per", "pc", "point", "points", "pts", "basis", "bps", "bp", "-", "of", "a", "one"}
)  # fmt: skip
"""Lower-case words right behind a number that may belong to a unit."""
LETTERS_AFTER = frozenset(_U.abbreviated.first)


def read_percent(tokens: Tokens, amount: Amount) -> bool:
    """Take in a per cent sign or word, percentage points or basis points; whether there are any."""
    low = tokens.low
    place = amount.last + 1
    if amount.currency is not None:
        return False
    if (
        low[place] == "-"
        and tokens.glued(place)
        and tokens.glued(place + 1)
        and low[place + 1] in ("percent", "pct", "percentage", "per", "point", "basis", "%")
    ):
        place += 1
    if amount.form == "digits" and amount.low < 1 and low[place : place + 2] == ["of", "a"]:
        # "0.3 of a point", "0.4 of a percentage point".
        end = place + 3 if low[place + 2] == "percentage" else place + 2
        if low[end] == "point":
            amount.last, amount.kind, amount.unit = end, "percent", "percentage_point"
            return True
    if amount.form == "fraction":
        for filler in ("-", "of", "a", "one"):
            if low[place] == filler:
                place += 1
    last = percent_word(tokens, place)
    if last is None and low[place] in ("points", "point", "pts") and _among_shares(tokens, amount, place):
        amount.last, amount.kind, amount.unit = place, "percent", "percentage_point"
        return True
    if last is not None:
        points = low[last] in _POINTS or low[last] in _POINT_WORDS
        amount.unit = "percentage_point" if points else "percent"
    else:
        last = place if low[place] in ("bps", "bp") else _over_hyphen(low, place)
        if last != place and (low[place] != "basis" or not low[last].startswith("point")):
            return False
        amount.unit, amount.factor = "percent", ONE / HUNDRED
    amount.last, amount.kind = last, "percent"
    if amount.form == "fraction":
        amount.form = "words"
    return True


_SHARES = frozenset(("%", "％", "percent", "percentage", "margin", "margins", "share", "shares"))
_NEAR_POINTS, _NEAR_INDEX = 60, 10
_RESTATES = frozenset(["or", ",", "("])
_INDEXES = word_set("indexes")


def _among_shares(tokens: Tokens, amount: Amount, place: int) -> bool:
    """Whether "points" are those of a percentage: one is spoken of nearby, and no index or game has that many."""
    low = tokens.low
    if (
        low[place + 1] in _RESTATES
        and low[place + 2][:1].isdecimal()
        and percent_word(tokens, place + 3) is not None
    ):
        # "Settled 70.70 points or 0.32% higher": an index.
        return False
    for at in range(amount.first - 1, max(-1, amount.first - _NEAR_INDEX), -1):
        if low[at] in _INDEXES:
            return False
        if low[at] == "." and not tokens.glued(at + 1):
            break
    near = low[max(0, amount.first - _NEAR_POINTS) : place + _NEAR_POINTS]
    return amount.low is not None and abs(amount.low) < HUNDRED and not _SHARES.isdisjoint(near)


def percent_word(tokens: Tokens, place: int) -> Optional[int]:
    """The last token of a per cent sign, word or percentage point at ``place``, else null."""
    low = tokens.low
    if low[place] == "per" and low[place + 1] == "cent":
        place += 1
    elif low[place] == "pc":
        return place if tokens.glued(place) else None
    elif low[place] in _POINTS:
        return place
    elif low[place] not in _PERCENT:
        return None
    after = _over_hyphen(low, place)
    return after if low[after] in _POINT_WORDS else place


def _over_hyphen(low: list[str], place: int) -> int:
    return place + 2 if low[place + 1] == "-" else place + 1


def read_unit(tokens: Tokens, amount: Amount) -> None:
    """Take in a unit of measure: spelled out, or abbreviated with its case as given."""
    low, words = tokens.low, tokens.words
    place = amount.last + 1
    if low[place] == "-" and tokens.glued(place):
        place += 1
    if amount.form in ("fraction", "vague") and low[place] == "of":
        place += 1
        if low[place] in ("a", "an"):
            place += 1
    found = _find(tokens, amount, place)
    if found is None or _is_other_word(tokens, amount, place, found[0]):
        return
    if tokens.glued(place) and tokens.glued(found[0] + 1) and words[found[0] + 1][:1].isalnum():
        return
    amount.last, unit = found
    amount.kind, amount.unit, amount.per = "quantity", unit.name, unit.per
    if amount.form == "fraction":
        amount.form = "words"


def _find(tokens: Tokens, amount: Amount, place: int) -> Optional[tuple[int, Unit]]:
    low, words = tokens.low, tokens.words
    glued = tokens.glued(place)
    if words[place] in _FOOT:
        tall = glued and not _LENGTH.isdisjoint(low[max(0, amount.first - 4) : amount.first])
        return (place, Unit("foot")) if tall else None
    if words[place] in _INCH:
        return (place, Unit("inch")) if words[place] == "″" or low[place + 1] in _LENGTH else None
    if words[place] == "m" and amount.form == "digits" and amount.low < 100_000:
        return _meter(tokens, place)
    spelled = _U.spelled.match(low, place)
    if spelled is not None and (spelled[0] > place or len(words[place]) > 3 or words[place].islower()):
        return spelled
    found = _U.abbreviated.match(words, place)
    if found is not None and found[0] == place and not glued and words[place] in _GLUED:
        if words[place] == "F" and amount.low >= _LEAST_FAHRENHEIT:
            return place, Unit("fahrenheit")
        return found if words[place] in _SPACED and amount.form == "digits" else None
    return found


def _meter(tokens: Tokens, place: int) -> tuple[int, Unit]:
    power = tokens.words[place + 1]
    if power in ("2", "²", "3", "³") and tokens.glued(place + 1):
        return place + 1, Unit("square meter" if power in "2²" else "cubic meter")
    return place, Unit("meter")


def _is_other_word(tokens: Tokens, amount: Amount, place: int, last: int) -> bool:
    """ "two second-largest", "88 Century Avenue", "60s" for a decade, "three quarters of"."""
    low, word = tokens.low, tokens.words[place]
    if (
        word[:1].isupper()
        and last == place
        and word.isalpha()
        and len(word) > 4
        and not low[place].endswith("s")
    ):
        return low[place] not in ("celsius", "fahrenheit")
    if low[place] == "second" and (
        low[last + 1] in ("-", "half", "quarter") or low[last + 1].endswith("est")
    ):
        return True
    if low[place] == "s" and (amount.low % 10 == 0 or amount.low >= 1000):
        return True
    return low[place] == "quarters" and low[last + 1] == "of" and amount.low == 3
