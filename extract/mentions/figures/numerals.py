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
HUNDRED = Decimal(100)
FRACTION_DIGITS = 10
"""Decimal places kept of a percentage that doesn't end: "a third" is 33.3333333333 per cent."""
_TEN = Decimal(10)
_MAX_GROUPS = 7
_LARGEST_SPELLED = 10**9
_DENOMINATORS = frozenset([2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64, 100])
_MANY = frozenset(["多", "余", "來", "来"])
_CONTINUES = frozenset(_N.scales) | _MANY | {"and", "-"}
_APOSTROPHES = frozenset(["'", "’"])
_NO_BREAK = frozenset(["\u00a0", "\u202f", "\u2009"])

Form = Literal["digits", "words", "fraction", "vague"]


class Numeral:
    """A number as stated: ``low`` to ``high`` (equal but for "tens of millions") times ``scale``.

    ``first`` and ``last`` are its tokens, ``step`` is one unit in the last digit of ``low``, before scaling. ``odd``: "-odd"
    stands within ("100-odd million").
    """

    __slots__ = ("first", "form", "high", "last", "low", "odd", "scale", "step")

    def __init__(
        self, first: int, last: int, value: Decimal, step: Decimal = ONE, form: Form = "digits"
    ) -> None:
        self.first, self.last, self.form = first, last, form
        self.low = self.high = value
        self.step = step
        self.scale = ONE
        self.odd = False

    def set(self, value: Decimal, step: Decimal, last: int) -> None:
        """Another value, its step and its last token."""
        self.low = self.high = value
        self.step, self.last = step, last


def exact(fraction: Fraction) -> Decimal:
    """A fraction as a decimal, rounded so that its percentage has ``FRACTION_DIGITS`` places."""
    return round(Decimal(fraction.numerator) / Decimal(fraction.denominator), FRACTION_DIGITS + 2)


def read_numeral(tokens: Tokens, at: int) -> Optional[Numeral]:
    """The number whose first word or digits stand at ``at`` (an article before it is taken in)."""
    word = tokens.low[at]
    if word[:1].isdecimal():
        found = _digits(tokens, at)
    elif word in _N.small:
        found = _fraction_of_small(tokens, at) or _words(tokens, at)
    elif word in _N.vague:
        return _vague(tokens, at)
    elif word in _N.fractions:
        found = _fraction(tokens, at)
    else:
        found = _article(tokens, at)
    if found is not None and found.form != "fraction" and tokens.low[found.last + 1] in _CONTINUES:
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
    after = low[at + 1]
    if low[at - 1] == "." and tokens.glued(at) and not _after_word(tokens, at - 1):
        if not words[at].isdecimal() or len(words[at]) > 20:
            return None
        found.set(Decimal("." + words[at]), ONE.scaleb(-len(words[at])), at)
        found.first = at - 2 if low[at - 2] == "." and tokens.glued(at - 1) else at - 1
    elif after == "/" and low[at + 2][:1].isdecimal() and tokens.glued(at + 1) and tokens.glued(at + 2):
        return _slashed(tokens, at)
    elif after in _APOSTROPHES or (after[:1].isdecimal() and tokens.gap(at) in _NO_BREAK):
        _join_groups(tokens, found)
    _mixed_fraction(tokens, found)
    return found


def _after_word(tokens: Tokens, dot: int) -> bool:
    before = tokens.words[dot - 1][-1:]
    return tokens.glued(dot) and (before.isalnum() or before in (")", "]"))


def _join_groups(tokens: Tokens, found: Numeral) -> None:
    """Take in groups of three digits behind a no-break space or an apostrophe ("1'049,95")."""
    words = tokens.words
    last = found.last
    for _ in range(_MAX_GROUPS):
        apostrophe = words[last + 1] in _APOSTROPHES and tokens.glued(last + 1) and tokens.glued(last + 2)
        step = 2 if apostrophe else 1
        digits = words[last + step]
        if not (len(digits) >= 3 and digits[:3].isdecimal() and not digits[3:4].isdecimal()):
            break
        if step == 1 and tokens.gap(last) not in _NO_BREAK:
            break
        last += step
    if last == found.last:
        return
    mark = "'" if words[last - 1] in _APOSTROPHES else " "
    read = read_digits(mark.join(word for word in words[found.first : last + 1] if word not in _APOSTROPHES))
    if read is not None:
        found.set(*read, last)


def _mixed_fraction(tokens: Tokens, found: Numeral) -> None:
    """``2½`` and ``2 1/4``."""
    low, place = tokens.low, found.last + 1
    part: Optional[Numeral] = None
    if low[place] in _N.fractions and not low[place].isalpha():
        fraction = _N.fractions[low[place]]
        part = Numeral(place, place, exact(fraction), exact(Fraction(1, fraction.denominator)), "fraction")
    elif (
        low[place + 1] == "/"
        and low[place].isdecimal()
        and tokens.glued(place + 1)
        and not tokens.glued(place)
    ):
        part = _slashed(tokens, place) if found.step == 1 else None
    if part is not None:
        found.set(found.low + part.low, part.step, part.last)


def _slashed(tokens: Tokens, at: int) -> Optional[Numeral]:
    """``1/4`` and the like; other numbers around a slash are dates, odds or model names."""
    over, under = tokens.words[at], tokens.words[at + 2]
    if not (over.isdecimal() and under.isdecimal() and len(over) < 3 and len(under) < 4):
        return None
    if tokens.low[at + 3] == "/" or int(under) not in _DENOMINATORS or int(over) >= int(under):
        return None
    return Numeral(
        at, at + 2, exact(Fraction(int(over), int(under))), exact(Fraction(1, int(under))), "fraction"
    )


def _words(tokens: Tokens, at: int) -> Numeral:
    low, small = tokens.low, _N.small
    total, group, lowest = 0, 0, 1
    previous, last, place = "", at, at
    while True:
        word = low[place]
        if word in small:
            if previous in small and not (small[previous] >= 20 and 0 < small[word] < 10):
                break
            group += small[word]
            lowest = 1
        elif word == "hundred" and place > at and total + group < _LARGEST_SPELLED:
            group = (group or 1) * 100
            lowest = 100
        elif word == "thousand" and place > at and total + group < _LARGEST_SPELLED:
            total, group, lowest = total + (group or 1) * 1000, 0, 1000
        else:
            break
        previous, last = word, place
        place = _next_number_word(low, place, at)
    found = Numeral(at, last, Decimal(total + group) / lowest, ONE, "words")
    found.scale = Decimal(lowest)
    return found


def _next_number_word(low: list[str], place: int, first: int) -> int:
    """The place of the next word of a spelled-out number, over a hyphen or an "and" after hundred or thousand."""
    if low[place + 1] == "-" and (low[place + 2] in _N.small or low[place + 2] in _N.scales):
        return place + 2
    if low[place + 1] == "and" and low[place] in ("hundred", "thousand") and low[place + 2] in _N.small:
        after = low[place + 3] if low[place + 3] != "-" else low[place + 5]
        # "between one hundred and two hundred" is two numbers, "one thousand and five hundred" is one.
        if after != low[place] and not (
            low[first - 1] == "between" and "and" not in low[place + 2 : place + 8]
        ):
            return place + 2
    return place + 1


def _fraction_of_small(tokens: Tokens, at: int) -> Optional[Numeral]:
    """``two-thirds``, ``one fifth``: a small number and a fraction word that agrees with it."""
    low = tokens.low
    place = at + 2 if low[at + 1] == "-" else at + 1
    word, after = low[place], low[place + 1]
    over = _N.small[low[at]]
    if (
        word not in _N.fractions
        or over >= 20
        or word.endswith("s") != (over > 1)
        or word in ("half", "halves")
    ):
        return None
    if (
        word.startswith("quarter")
        and place == at + 1
        and after not in ("of", "the", "percent", "million", "billion")
    ):
        return None
    if after == "-" or (over == 1 and after in ("quarter", "party")):
        return None
    return _of_scale(
        tokens, Numeral(at, place, exact(_N.fractions[word] * over), exact(_N.fractions[word]), "fraction")
    )


def _fraction(tokens: Tokens, at: int) -> Numeral:
    """``half``, ``a third`` and ``½``; which of them are figures is for the caller to tell by what stands around."""
    part = exact(_N.fractions[tokens.low[at]])
    first = at - 1 if tokens.low[at - 1] in ("a", "an", "one") else at
    return _of_scale(tokens, Numeral(first, at, part, part, "fraction"))


def _of_scale(tokens: Tokens, found: Numeral) -> Numeral:
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
    low = tokens.low
    if low[at] not in _N.scales or low[at].endswith("s"):
        return None
    place = at - 2 if low[at - 1] == "-" else at - 1
    if low[place] not in ("a", "an") or low[place - 1] in ("many", "such"):
        return None
    return Numeral(place, at - 1, ONE, ONE, "words")


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
    found.high = value * _TEN
    return found


def _add_fraction(tokens: Tokens, found: Numeral) -> None:
    """``two and a half``, ``a million and a half``."""
    low = tokens.low
    place = found.last + 1
    if low[place] == "-":
        place += 1
    if low[place] != "and":
        return
    place += 2 if low[place + 1] == "-" else 1
    over = 1 if low[place] in ("a", "an") else _N.small.get(low[place], 0)
    place += 2 if low[place + 1] == "-" else 1
    if 0 < over < 4 and low[place] in _N.fractions and found.step == 1:
        part = _N.fractions[low[place]]
        found.set(found.low + exact(part * over), exact(part), place)


def _scale(tokens: Tokens, found: Numeral) -> None:
    """Take in the scale words that follow, apart or hyphenated ("5-billion", "4 hundred million", "1.5万亿")."""
    low = tokens.low
    for _ in range(3):
        place = found.last + 1
        if low[place + 1] in _N.scales and (
            low[place] in _MANY or (low[place] == "-" and tokens.glued(place))
        ):
            place += 1
        if low[place + 1] == "odd" and low[place + 2] in _N.scales and low[place] == "-":
            place += 2
            found.odd = True
        if low[place] not in _N.scales:
            return
        found.scale *= _N.scales[low[place]]
        found.last = place
