"""Currencies around a number: signs, codes and names before and after it, and the scale letters they allow."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, Optional

from extract.lexicon.currencies import Currencies, Writing, currencies
from extract.lexicon.figurewords import number_words, word_set
from extract.mentions.figures.amount import MINUS, Amount
from extract.mentions.figures.digits import grouped_by_dots
from extract.mentions.figures.nouns import head_noun
from extract.mentions.figures.numerals import ONE
from extract.mentions.figures.tokens import Tokens

_N = number_words()
_GROUPED_BY_DOTS = word_set("grouped_by_dots")
_VIDEO = frozenset(map(int, word_set("video")))
_NEEDS_SCALE, _LOWER = word_set("needs_scale"), word_set("lower_currencies")
_LENGTH, _WEIGHT = word_set("length"), word_set("weight")
_COUNTRIES = frozenset(["US", "A", "AU", "NZ", "CA", "C", "HK", "S"])
_DOTTED = frozenset(["rs", "rp", "re", "руб", "грн", "р", "fr", "tk"])
_RARE_BEFORE = frozenset(["R", "PS", "PHP", "S"])
"""Codes and signs that are other words more often: a scale or a long number must follow."""
_OPENING = frozenset("([“\"'‘-–—/~≈<>=,;:$")
_LARGE_LETTERS = frozenset(["L", "mm", "cr", "Cr"])
_LEAST_MILLIONS = 100
"""Fewer "m" without a plural behind them are metres: "6m deep water"."""
_TECHNOLOGY_K = frozenset([2, 4, 5, 8, 10, 12, 16])


class Beside(NamedTuple):
    """The words beside a number that may belong to a currency: lower-case ones, and letters as written."""

    before: frozenset[str]
    letters_before: frozenset[str]
    after: frozenset[str]
    letters_after: frozenset[str]


@lru_cache(maxsize=4)
def beside(table: Currencies) -> Beside:
    """The words of the currencies of ``table``."""
    countries = {country.lower() for country in _COUNTRIES}
    return Beside(
        frozenset(table.signs_before.first) | MINUS | {"(", "."} | countries,
        frozenset(table.letters_before.first),
        frozenset(table.signs_after.first) | {"-", "of", "in", ","},
        frozenset(table.letters_after.first),
    )


def read_before(tokens: Tokens, amount: Amount) -> None:
    """Take in the currency before the number, over a minus or an accounting bracket."""
    words, low = tokens.words, tokens.low
    place = amount.first - 1
    minus = words[place] in MINUS and tokens.glued(amount.first) and not low[place - 1][:1].isalnum()
    if minus or (words[place] == "(" and words[amount.last + 1] == ")"):
        place -= 1
    if place < 0:
        return
    found = _match_before(tokens, place)
    if found is not None and not _plausible_before(tokens, amount, *found):
        # "a $ 5 deal" is no Australian money; the sign alone still counts.
        dollar = currencies().signs_before.match(["", "$"], 1) if low[place] == "$" else None
        found = None if dollar is None else (place, dollar[1])
    if found is None:
        return
    first, amount.currency = found
    if words[amount.first - 1] in MINUS or words[amount.first - 1] == "(":
        amount.negative = True
        if words[amount.first - 1] == "(":
            _close_bracket(tokens, amount)
    amount.first, amount.prefixed = first, True


def _match_before(tokens: Tokens, place: int) -> Optional[tuple[int, Writing]]:
    words, low = tokens.words, tokens.low
    found = currencies().signs_before.match(low, place) or currencies().letters_before.match(words, place)
    if found is None and words[place] == "." and low[place - 1] in _DOTTED:
        found = currencies().letters_before.match(words, place - 1)
    if found is None and low[place - 1] == "$" and words[place] in _COUNTRIES:
        # "$US160 million": the sign first, the country after.
        country = currencies().signs_before.match(["", low[place], "$"], 2)
        return None if country is None else (place - 1, country[1])
    if found is not None and found[0] > 0 and low[found[0] - 1] == "$" and found[1].code != "USD":
        return found[0] - 1, found[1]
    return found


def _plausible_before(tokens: Tokens, amount: Amount, first: int, writing: Writing) -> bool:
    words, low = tokens.words, tokens.low
    head = words[first]
    letter = len(head) == 1 and head.isalpha() and head.isascii()
    if letter and low[first + 1] == "$" and not tokens.glued(first + 1):
        return head not in "aA" and low[first - 1] not in ("'", "’")
    if head in _RARE_BEFORE and low[first + 1] != "$":
        return amount.big or words[amount.last + 1] in _N.letters or (head == "PHP" and amount.low >= 20)
    if head.isascii() and head.isalpha() and first > 0 and tokens.glued(first):
        return words[first - 1] in _OPENING or words[first - 1][-1:].isdigit()
    return True


def _close_bracket(tokens: Tokens, amount: Amount) -> None:
    amount.last += 1
    word = tokens.low[amount.last + 1]
    if word in _N.scales:
        amount.scale *= _N.scales[word]
        amount.last += 1


def read_scale_letter(tokens: Tokens, amount: Amount) -> None:
    """``$54K``, ``RMB1.2m``, ``5m users``: a letter written onto the number, or beside it after a currency."""
    place = amount.last + 1
    word = tokens.words[place]
    if amount.form != "digits":
        return
    glued = tokens.glued(place)
    if amount.currency is None:
        if not glued or not _is_scale(tokens, amount, word):
            return
    elif (
        (not glued and word in ("t", "T", "L", "mm"))
        or (word in ("cr", "Cr", "L") and amount.code != "INR")
        or _digit_follows(tokens, place)
    ):
        return
    amount.scale *= _N.letters[word]
    amount.last = place


def _digit_follows(tokens: Tokens, place: int) -> bool:
    return tokens.glued(place + 1) and tokens.words[place + 1][:1].isdecimal()


def _is_scale(tokens: Tokens, amount: Amount, letter: str) -> bool:
    """Whether a letter on a number without currency is a scale: "5m users", but "1.8m tall", "4K" and "3M"."""
    place = amount.last + 2
    after = tokens.low[place]
    if letter in ("k", "K"):
        return letter == "k" or amount.low not in _TECHNOLOGY_K
    if letter in _LARGE_LETTERS:
        return False
    if letter in ("t", "T"):
        return after in ("parameters", "tokens")
    follows = after.isalpha() and tokens.words[place][0].islower() and not tokens.glued(place)
    exact = amount.step < 1 or bool(
        currencies().signs_after.match(tokens.low, place)
        or currencies().letters_after.match(tokens.words, place)
    )
    if letter == "m":
        around = (*tokens.low[max(0, amount.first - 4) : amount.first], *tokens.low[place : place + 2])
        if after in ("x", "×") or not _LENGTH.isdisjoint(around):
            return False
        counted = tokens.words[place].isupper() or head_noun(tokens, place) is not None
        return exact or amount.low >= _LEAST_MILLIONS or (counted and not tokens.glued(place))
    return exact or follows or letter != "M" or after in ("+", "-")


def read_after(tokens: Tokens, amount: Amount) -> bool:
    """Take in the currency behind the number, or one that says better what a sign before it is; whether there is one."""
    low = tokens.low
    place = amount.last + 1
    if low[place] == "-" and tokens.glued(place) and tokens.glued(place + 1):
        place += 1
    elif low[place] == "," and low[place + 1] == "-" and tokens.glued(place + 1):
        place += 2
    elif (low[place] == "of" and (amount.form == "vague" or amount.scale >= 1000)) or (
        low[place] == "in"
        and amount.scale >= 1000
        and low[place + 1] in ("us", "hong", "australian", "canadian")
    ):
        place += 1
    found = currencies().signs_after.match(low, place) or currencies().letters_after.match(
        tokens.words, place
    )
    if found is None or not _plausible_after(tokens, amount, place, *found):
        return False
    last, writing = found
    if amount.form == "fraction" and low[last + 1][:1].isdecimal():
        # "In the same quarter Rs 900 crore".
        return False
    if amount.currency is not None:
        if writing.minor or (amount.code != writing.code and not _is_override(tokens, amount, place, last)):
            return False
        writing = amount.currency if amount.code == writing.code else writing
    amount.currency, amount.last = writing, last
    return True


def _is_override(tokens: Tokens, amount: Amount, place: int, last: int) -> bool:
    """A code or name behind "$5" says which dollar; a sign there belongs to the next number."""
    generic = amount.currency is not None and amount.currency.generic
    return generic and tokens.words[place].isalpha() and not tokens.low[last + 1][:1].isdecimal()


def _plausible_after(tokens: Tokens, amount: Amount, place: int, last: int, writing: Writing) -> bool:
    words, low = tokens.words, tokens.low
    head = words[place]
    if words[last] == "$" and last > place and _digit_follows(tokens, last):
        # "The Stratus 15 NT$43,900".
        return False
    if not (head.isalpha() and head.isascii()):
        # "10 $20" and "$10-$20": the sign prices the second number; "10 €m 20" in a row of a table too.
        unit = tokens.glued(last + 1) and words[last + 1] in _N.letters and low[last + 2][:1].isdecimal()
        return not (unit or _digit_follows(tokens, last)) or head in "元円원"
    if last > place:
        return True
    if low[place] in _NEEDS_SCALE or low[place] == "won":
        return amount.big or (low[place] == "won" and amount.low >= 100 and len(words[amount.last]) != 4)
    if low[place] in _LOWER:
        return head.islower()
    if low[place] in ("pound", "pounds"):
        return _is_sterling(tokens, amount, last)
    if head == "R":
        return words[place + 1] in (".", ",", "", ")")
    if head == "p":
        return tokens.glued(place) and amount.low not in _VIDEO and amount.form == "digits"
    return head not in ("L", "PS", "S")


def _is_sterling(tokens: Tokens, amount: Amount, last: int) -> bool:
    after = tokens.low[last + 1]
    if after == "of" or (amount.scale < 1000 and after in ("-", "per", "feet")):
        return False
    around = (*tokens.low[max(0, amount.first - 12) : amount.first], *tokens.low[last + 1 : last + 9])
    return amount.scale >= 1000 or _WEIGHT.isdisjoint(around)


def read_grouping_dots(tokens: Tokens, amount: Amount, place: int) -> None:
    """``Rp 31.500`` is 31,500 in currencies that are grouped by dots; ``place`` is the digits' token."""
    if amount.code in _GROUPED_BY_DOTS and amount.scale == 1 and amount.form == "digits":
        value = grouped_by_dots(tokens.words[place])
        if value is not None:
            amount.low = amount.high = value
            amount.step = ONE
