"""Shares without a per cent sign: "half of", "by a third", "two-thirds", "one in five"."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Optional

from extract.lexicon.figurewords import word_set
from extract.mentions.figures.amount import Amount
from extract.mentions.figures.attach import attach
from extract.mentions.figures.measures import percent_word
from extract.mentions.figures.nouns import head_noun
from extract.mentions.figures.numerals import FRACTION_DIGITS, HUNDRED, Numeral, read_numeral
from extract.mentions.figures.tokens import Tokens

_BEFORE, _AFTER = word_set("share_before"), word_set("share_after")
_NOT_BEFORE, _NOT_AFTER = word_set("not_share_before"), word_set("not_share_after")
_CHANGE = word_set("change")
_COMPARATIVES = frozenset(
    ["more", "less", "fewer", "higher", "lower", "larger", "smaller", "cheaper", "faster"]
)
_FOLLOWED, _VERBS = word_set("fraction_followed"), word_set("fraction_verbs")
_CHANGES = word_set("change") | {"loss", "cut"}
_THOSE = frozenset(["those", "these", "them", "that", "whom", "which"])
_TIMED = frozenset(["in", "during", "within"])
_OPENED = frozenset(["those", "these", "the"])


def read_part_of_whole(tokens: Tokens, numeral: Numeral) -> Optional[Amount]:
    """``one in five``, ``2 out of 3``, ``one in every ten``; null for "5 in China", "2 in 2019"."""
    low = tokens.low
    place = numeral.last + 1
    if numeral.form == "words" and numeral.low == 1 and low[place + 1] == "in" and low[place].isalpha():
        # "One phone in eight".
        place += 1
    if low[place] == "out" and low[place + 1] == "of":
        place += 1
    elif low[place] != "in":
        return None
    if low[place + 1] == "every":
        place += 1
    if (
        numeral.scale != 1
        or numeral.step != 1
        or not 0 < numeral.low < 10
        or low[numeral.first - 1] in ("top", "by")
    ):
        return None
    whole = read_numeral(tokens, place + 2 if low[place + 1] == "a" else place + 1)
    if whole is None or whole.form == "fraction" or whole.step != 1 or whole.low * whole.scale <= numeral.low:
        return None
    digits = tokens.words[whole.last]
    if attach(tokens, whole).kind is not None or (digits.isdecimal() and len(digits) == 4):
        return None
    if tokens.glued(whole.last + 1) and low[whole.last + 1].isalpha():
        return None
    amount = Amount(numeral)
    amount.last, amount.form = whole.last, "fraction"
    return _percent(amount, numeral.low * HUNDRED / (whole.low * whole.scale))


def read_fraction(tokens: Tokens, amount: Amount) -> Optional[Amount]:
    """A fraction as a share in per cent, null where it is a time ("the first half") or a part of a name."""
    low = tokens.low
    before, after, word = low[amount.first - 1], low[amount.last + 1], low[amount.last]
    single = amount.first == amount.last or low[amount.first] in ("a", "an", "one")
    if (
        word.isalpha()
        and single
        and low[amount.last - 1] != "-"
        and not _is_share(low, amount, before, after, word)
    ):
        return None
    if before in ("/", "-") and tokens.glued(amount.first):
        return None
    if after == "-" and word.isalpha() and tokens.glued(amount.last + 1):
        return None
    if (
        word[0].isdecimal()
        and after not in ("of", "the", "", ".", ",")
        and head_noun(tokens, amount.last + 1) is None
    ):
        return None
    return _percent(amount, amount.low * HUNDRED)


def _is_parted(low: list[str], first: int) -> bool:
    """Whether "of those", "of whom" or "of these sales," leads to the fraction."""
    place = first - 2 if low[first - 1] == "," else first - 1
    if low[place - 1] == "of" and low[place] in _THOSE:
        return True
    opening = low[max(0, first - 8) : first - 1] if low[first - 1] == "," else []
    return any(one == "of" and other in _OPENED for one, other in pairwise(opening))


def _is_share(low: list[str], amount: Amount, before: str, after: str, word: str) -> bool:
    if before in _NOT_BEFORE or after in _NOT_AFTER:
        return False
    parted = _is_parted(low, amount.first)
    if word == "half":
        return after in _AFTER or before in _BEFORE or (parted and after in _VERBS)
    if amount.first == amount.last:
        return False
    if word == "quarter" and before in _TIMED and after != "of":
        # "The most ever in a quarter for the group".
        return False
    if parted or after in ("above", "below"):
        return True
    if before == "against" or (before == "of" and low[amount.first - 2] in _CHANGES):
        return True
    less = low[amount.first - 2 : amount.first] in (["less", "than"], ["more", "than"])
    if word != "quarter" and (before == "while" or (before == "or" and not after.isalpha()) or less):
        return not after.isalpha() or after in _VERBS or after in _FOLLOWED or after in ("as", "of")
    return (
        after == "of"
        or after in _COMPARATIVES
        or ((before in _BEFORE or before in _CHANGE) and (not after.isalpha() or after in _FOLLOWED))
    )


def _percent(amount: Amount, value: Decimal) -> Amount:
    amount.low = amount.high = round(value, FRACTION_DIGITS)
    amount.kind = amount.unit = "percent"
    return amount


def read_percent_of(tokens: Tokens, amount: Amount) -> Optional[Amount]:
    """``per cent of 210`` and nothing else: the number belongs to the word before it."""
    place = amount.first - 1
    if (
        amount.kind is not None
        or tokens.low[place] != "of"
        or tokens.low[amount.last + 1] not in ("", ".", "?")
    ):
        return None
    if percent_word(tokens, 0) != place - 1:
        return None
    amount.kind = amount.unit = "percent"
    return amount
