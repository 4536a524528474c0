"""Numbers from tokens: digits, words and both mixed, with the scale words that follow them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal, Optional

from extract.lexicon.figurewords import number_words
from extract.mentions.figures.digits import read_digits
from extract.mentions.figures.tokens import Tokens

_N = number_words()
ONE = Decimal(1)
TEN = Decimal(10)
HUNDRED = Decimal(100)
FRACTION_DIGITS = 10
"""Decimal places kept of a fraction that doesn't end: "a third" is 33.3333333333 per cent."""

_CONTINUES = frozenset(_N.scales) | frozenset(["and", "-", "多", "余", "來", "来"])

MAX_GROUPS = 7
"""Groups of three digits taken in behind the first."""
_LARGEST = 10**9

Form = Literal["digits", "words", "fraction", "vague"]


class Numeral:
    """A number as stated: ``low`` to ``high`` (equal but for "tens of millions") times ``scale``.

    ``first`` and ``last`` are its tokens, ``step`` is one unit in the last digit of ``low``, before scaling.
    """

    __slots__ = ("first", "form", "high", "last", "low", "scale", "step")

    def __init__(self, first: int, last: int, value: Decimal, step: Decimal = ONE, form: Form = "digits") -> None:
        self.first, self.last, self.form = first, last, form
        self.low = self.high = value
        self.step = step
        self.scale = ONE


def exact(fraction: Fraction) -> Decimal:
    """A fraction as a decimal, cut at ``FRACTION_DIGITS`` places of its percentage where it doesn't end."""
    return round(Decimal(fraction.numerator) / Decimal(fraction.denominator), FRACTION_DIGITS + 2)


def read_numeral(tokens: Tokens, at: int) -> Optional[Numeral]:
    """The number whose first word or digits stand at ``at`` (an article before it is taken in)."""
    word = tokens.low[at]
    if word[:1].isdecimal():
        found = _digits(tokens, at)
    elif word in _N.small:
        found = _words(tokens, at)
    elif word in _N.vague:
        return _vague(tokens, at)
    elif word in _N.fractions:
        found = _fraction(tokens, at)
    elif word in _N.scales and not word.endswith("s"):
        found = _article(tokens, at)
    else:
        return None
    if found is not None and found.form != "fraction":
        if tokens.low[found.last + 1] in _CONTINUES:
            _add_fraction(tokens, found)
            _scale(tokens, found)
            _add_fraction(tokens, found)
    return found


def _digits(tokens: Tokens, at: int) -> Optional[Numeral]:
    words, low = tokens.words, tokens.low
    read = read_digits(words[at])
    if read is None:
        return None
    found = Numeral(at, at, *read)
    if low[at - 1] == "." and tokens.glued(at) and "." not in words[at] and not _word_before_dot(tokens, at - 1):
        if not words[at].isdecimal() or len(words[at]) > 20:
            return None
        found.low = found.high = Decimal("." + words[at])
        found.step = ONE.scaleb(-len(words[at]))
        found.first = at - 1
        if low[at - 2] == "." and tokens.glued(at - 1):
            found.first = at - 2
    elif low[at + 1] == "/" and tokens.glued(at + 1) and tokens.glued(at + 2) and low[at + 2][:1].isdecimal():
        return _slashed(tokens, at)
    elif words[at + 1] in ("'", "’") or (low[at + 1][:1].isdecimal() and _no_break(tokens, at)):
        _join_groups(tokens, found)
    nxt = low[found.last + 1]
    if nxt in _N.fractions and not nxt.isalpha():
        found.low = found.high = found.low + exact(_N.fractions[nxt])
        found.step = exact(Fraction(1, _N.fractions[nxt].denominator))
        found.last += 1
    elif low[found.last + 2] == "/" and tokens.glued(found.last + 2) and not tokens.glued(found.last + 1):
        part = _slashed(tokens, found.last + 1) if nxt.isdecimal() and found.step == 1 else None
        if part is not None and part.low < 1:
            found.low = found.high = found.low + part.low
            found.step, found.last = part.step, part.last
    return found


def _word_before_dot(tokens: Tokens, dot: int) -> bool:
    before = tokens.words[dot - 1][-1:]
    return tokens.glued(dot) and (before.isalnum() or before in ")]")


def _no_break(tokens: Tokens, at: int) -> bool:
    return tokens.gap(at) in ("\u00a0", "\u202f", "\u2009")


def _join_groups(tokens: Tokens, found: Numeral) -> None:
    """Take in groups of three digits behind a no-break space or an apostrophe ("1'049,95")."""
    words = tokens.words
    last = found.last
    for _ in range(MAX_GROUPS):
        step = 2 if words[last + 1] in ("'", "’") and tokens.glued(last + 1) and tokens.glued(last + 2) else 1
        digits = words[last + step]
        if not (digits[:3].isdecimal() and len(digits[:3]) == 3 and not digits[3:4].isdecimal()):
            break
        if step == 1 and not _no_break(tokens, last):
            break
        last += step
    if last == found.last:
        return
    joined = "".join("'" if word == "’" else word for word in words[found.first : last + 1])
    joined = joined if "'" in joined else " ".join(words[found.first : last + 1])
    read = read_digits(joined)
    if read is not None:
        found.low = found.high = read[0]
        found.step, found.last = read[1], last


def _slashed(tokens: Tokens, at: int) -> Optional[Numeral]:
    """``1/4`` and the like; other numbers around a slash are dates, odds or model names."""
    over, under = tokens.words[at], tokens.words[at + 2]
    if tokens.low[at + 1] != "/" or not (over.isdecimal() and under.isdecimal() and len(over) < 3 and len(under) < 4):
        return None
    if tokens.low[at + 3] == "/" or int(under) not in (2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64, 100) or int(over) >= int(under):
        return None
    return Numeral(at, at + 2, exact(Fraction(int(over), int(under))), exact(Fraction(1, int(under))), "fraction")


def _words(tokens: Tokens, at: int) -> Optional[Numeral]:
    low = tokens.low
    small = _N.small
    fraction = _spelled_fraction(tokens, at)
    if fraction is not None:
        return fraction
    total, group, last = 0, 0, at
    lowest = 1
    previous = ""
    place = at
    while True:
        word = low[place]
        if word in small:
            if previous in small and not (small[previous] >= 20 and small[word] < 10 and previous not in ("zero",)):
                break
            group += small[word]
            lowest = 1
        elif word in ("hundred", "thousand") and place > at and total + group < _LARGEST:
            factor = 100 if word == "hundred" else 1000
            if word == "hundred":
                group = (group or 1) * 100
            else:
                total, group = total + (group or 1) * 1000, 0
            lowest = factor
        else:
            break
        previous, last = word, place
        place = _next_number_word(tokens, place)
    value = Decimal(total + group)
    found = Numeral(at, last, value / lowest, ONE, "words")
    found.scale = Decimal(lowest)
    return found


def _next_number_word(tokens: Tokens, place: int) -> int:
    """The place of the next word of a spelled-out number, over a hyphen or an "and" after hundred or thousand."""
    low = tokens.low
    if low[place + 1] == "-" and (low[place + 2] in _N.small or low[place + 2] in _N.scales):
        return place + 2
    if low[place + 1] == "and" and low[place] in ("hundred", "thousand") and low[place + 2] in _N.small:
        after = low[place + 3] if low[place + 3] != "-" else low[place + 5]
        # "between one hundred and two hundred" is two numbers, "one thousand and five hundred" is one.
        if after not in _N.scales or (after == "hundred" and low[place] == "thousand"):
            return place + 2
        return place + 1
    return place + 1


def _spelled_fraction(tokens: Tokens, at: int) -> Optional[Numeral]:
    """``two-thirds``, ``one fifth``: a small number and a fraction word that agrees with it."""
    low = tokens.low
    place = at + 2 if low[at + 1] == "-" else at + 1
    word = low[place]
    over = _N.small[low[at]]
    if word not in _N.fractions or over >= 20 or word.endswith("s") != (over > 1) or word in ("half", "halves"):
        return None
    if word.startswith("quarter") and low[place + 1] not in ("of", "the", "percent", "million", "billion") and place == at + 1:
        return None
    if low[place + 1] == "-" or (over == 1 and low[place + 1] in ("quarter", "party")):
        return None
    found = Numeral(at, place, exact(_N.fractions[word] * over), exact(_N.fractions[word]), "fraction")
    return _fraction_of_scale(tokens, found)


def _fraction(tokens: Tokens, at: int) -> Optional[Numeral]:
    """``half``, ``a third`` and ``½``; which of them are figures is for the caller to tell by what stands around."""
    found = Numeral(at, at, exact(_N.fractions[tokens.low[at]]), exact(_N.fractions[tokens.low[at]]), "fraction")
    if tokens.low[at - 1] in ("a", "an", "one"):
        found.first = at - 1
    return _fraction_of_scale(tokens, found)


def _fraction_of_scale(tokens: Tokens, found: Numeral) -> Numeral:
    """``half a billion``, ``a quarter of a million``, ``half-million``."""
    low = tokens.low
    place = found.last + 1
    for filler in ("-", "of", "a", "an", "-"):
        if low[place] == filler:
            place += 1
    if low[place] in _N.scales and not (low[place].endswith("s") or low[place] == "hundred"):
        found.last, found.scale, found.form = place, _N.scales[low[place]], "words"
        found.step = found.low
    return found


def _article(tokens: Tokens, at: int) -> Optional[Numeral]:
    """``a million``, ``a dozen``, ``a hundred thousand``."""
    before = tokens.low[at - 1]
    if before == "-" and tokens.low[at - 2] in ("a", "an"):
        before, at = "a", at - 1
    if before not in ("a", "an") or tokens.low[at - 2] in ("many", "such"):
        return None
    return Numeral(at - 1, at - 1, ONE, ONE, "words")


def _vague(tokens: Tokens, at: int) -> Optional[Numeral]:
    """``tens of millions``: from one to ten times the words' product."""
    low = tokens.low
    if low[at - 1][:1].isdecimal() or low[at - 1] in _N.small:
        return None
    value, last = _N.vague[low[at]], at
    for _ in range(2):
        if low[last + 1] == "of" and low[last + 2] in _N.vague:
            last += 2
            value *= _N.vague[low[last]]
    if last == at and low[at + 1] not in ("of", "more"):
        return None
    found = Numeral(at, last, value, value, "vague")
    found.high = value * TEN
    return found


def _add_fraction(tokens: Tokens, found: Numeral) -> None:
    """``two and a half``, ``a million and a half``."""
    low = tokens.low
    place = found.last + 1
    if low[place] == "-":
        place += 1
    if low[place] != "and":
        return
    place += 1
    if low[place] == "-":
        place += 1
    if low[place] in ("a", "one", "an"):
        over = 1
    elif low[place] in ("two", "three"):
        over = _N.small[low[place]]
    else:
        return
    place += 2 if low[place + 1] == "-" else 1
    if low[place] in _N.fractions and found.step == 1:
        found.low = found.high = found.low + exact(_N.fractions[low[place]] * over)
        found.step = exact(_N.fractions[low[place]])
        found.last = place


def _scale(tokens: Tokens, found: Numeral) -> None:
    """Take in the scale words that follow, apart or hyphenated ("5-billion", "4 hundred million", "1.5万亿")."""
    low = tokens.low
    for _ in range(3):
        place = found.last + 1
        if low[place] == "-" and low[place + 1] in _N.scales and tokens.glued(place):
            place += 1
        if low[place] in ("多", "余", "來", "来") and low[place + 1] in _N.scales:
            place += 1
        word = low[place]
        if word not in _N.scales or (word == "mil" and low[place + 1] == "-"):
            return
        found.scale *= _N.scales[word]
        found.last = place
