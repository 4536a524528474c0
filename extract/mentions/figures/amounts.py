"""One number with what is written onto it: sign, currency, scale letters, per cent sign or unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Optional

from extract.lexicon.currencies import Writing, currencies
from extract.lexicon.figurewords import Unit, figure_words, number_words, units
from extract.mentions.figures.digits import grouped_by_dots
from extract.mentions.figures.numerals import HUNDRED, ONE, Numeral, exact, read_numeral
from extract.mentions.figures.tokens import Tokens
from extract.model import FigureKind, Modifier

_N = number_words()
_C = currencies()
_U = units()
_W = figure_words()

DASHES = frozenset("-‐‑–—−")
MINUS = frozenset("-‑–−")
_PERCENT = frozenset(["%", "％", "percent", "pct", "percentage"])
_POINTS = frozenset(["pp", "ppt", "ppts", "pps"])
_NO_MINOR_UNITS = frozenset(["IDR", "VND", "KRW", "CLP", "COP", "JPY", "HUF", "LAK", "KHR", "EUR", "BRL", "CRC"])
"""Currencies of countries that group by dots and seldom write three decimals: "Rp 31.500" is 31,500."""
_RESOLUTIONS = frozenset([144, 240, 360, 480, 540, 576, 720, 1080, 1440, 2160, 4320])
_SPACED_ABBREVIATIONS = frozenset(["W", "V", "F", "PS"])
_GLUED_ONLY = frozenset(["in", "s", "h", "g", "l", "L", "V", "F", "J", "N", "W", "mi", "ha", "ms", "PS", "gal", "cal", "MP", "Pa", "PB", "Ah", "lm", "um"])


_MAY_NEGATE = MINUS | {"minus", "negative", "("}
_SIGNS_BEFORE = frozenset(_C.signs_before.first) | MINUS | {"(", ".", "us", "a", "au", "nz", "ca", "c", "hk", "s"}
_AFTER = (
    _PERCENT | _POINTS | frozenset(_C.signs_after.first) | frozenset(_U.spelled.first)
    | frozenset(["per", "pc", "point", "basis", "bps", "bp", "-", "of", "in", ",", "a", "one", "'", "’", "′", '"', "″", "”"])
)  # fmt: skip
_LETTERS_AFTER = frozenset(_C.letters_after.first) | frozenset(_U.abbreviated.first)


class Amount:
    """A figure in the making; tokens ``first`` to ``last`` are its span, ``low`` and ``high`` its value without scale."""

    __slots__ = (
        "bracketed", "converts", "currency", "factor", "first", "form", "grouped", "high", "kind", "last", "low", "masked", "modifier",
        "negative", "partner", "per", "prefixed", "scale", "step", "unit",
    )  # fmt: skip

    def __init__(self, numeral: Numeral) -> None:
        self.first, self.last, self.form = numeral.first, numeral.last, numeral.form
        self.low, self.high, self.step, self.scale = numeral.low, numeral.high, numeral.step, numeral.scale
        self.kind: Optional[FigureKind] = None
        self.unit: Optional[str] = None
        self.per: Optional[str] = None
        self.currency: Optional[Writing] = None
        self.prefixed = False
        self.factor = ONE
        self.negative = False
        self.grouped = False
        self.modifier: Modifier = "="
        self.masked = False
        self.bracketed = False
        self.partner: Optional[Amount] = None
        """The number joined to this one by "and", "or", "to": it may name the noun for both."""
        self.converts: Optional[Amount] = None

    @property
    def value(self) -> Decimal:
        """The low end with its scale and sign."""
        value = self.low * self.scale * self.factor
        return -value if self.negative else value


def attach(tokens: Tokens, numeral: Numeral) -> Amount:
    """The number with everything that is written onto it."""
    amount = Amount(numeral)
    amount.grouped = "," in tokens.words[numeral.last] and numeral.form == "digits"
    low, words = tokens.low, tokens.words
    before = amount.first - 1
    if low[before] in _SIGNS_BEFORE or words[before] in _C.letters_before.first:
        _currency_before(tokens, amount)
    if words[amount.last + 1] in _N.letters:
        _scale_letter(tokens, amount)
    after = amount.last + 1
    if low[after] in _AFTER or words[after] in _LETTERS_AFTER:
        if not _percent_after(tokens, amount) and not _currency_after(tokens, amount) and not amount.currency:
            _unit_after(tokens, amount)
    if amount.currency:
        amount.kind = "money"
        amount.factor *= amount.currency.factor
        _grouping_dots(tokens, amount, numeral)
    if low[amount.first - 1] in _MAY_NEGATE:
        _sign(tokens, amount)
    return amount


def _currency_before(tokens: Tokens, amount: Amount) -> None:
    words, low = tokens.words, tokens.low
    place = amount.first - 1
    if words[place] in MINUS and tokens.glued(amount.first) and not low[place - 1][:1].isalnum():
        place -= 1
    elif words[place] == "(" and words[amount.last + 1] == ")":
        place -= 1
    if place < 0:
        return
    found = _C.signs_before.match(low, place) or _C.letters_before.match(words, place)
    while found is None and words[place] == "." and low[place - 1] in ("rs", "rp", "re", "руб", "грн", "р", "fr", "tk"):
        place -= 1
        found = _C.letters_before.match(words, place)
    if found is None:
        found = _sign_before_country(tokens, place)
    if found is not None and not _plausible_before(tokens, amount, *found):
        # "a $ 5 deal" is no Australian money; the sign alone still counts.
        found = _C.signs_before.match(["", "$"], 1) if low[place] == "$" else None
        found = None if found is None else (place, found[1])
    if found is None:
        return
    first, amount.currency = found
    if amount.first - 1 > place and words[amount.first - 1] in MINUS | {"("}:
        amount.negative = True
        if words[amount.first - 1] == "(":
            _close_parenthesis(tokens, amount)
    amount.first, amount.prefixed = first, True
    if first > 0 and low[first - 1] == "$" and amount.currency.code != "USD":
        amount.first = first - 1


def _sign_before_country(tokens: Tokens, place: int) -> Optional[tuple[int, Writing]]:
    """``$US160 million``, ``$ SGD4.90``: the sign first, the country after."""
    if tokens.low[place - 1] == "$" and tokens.words[place] in ("US", "A", "AU", "NZ", "CA", "C", "HK", "S"):
        found = _C.signs_before.match([*reversed(["$", tokens.low[place]]), ""], 1)
        return None if found is None else (place - 1, found[1])
    return None


def _plausible_before(tokens: Tokens, amount: Amount, first: int, writing: Writing) -> bool:
    words, low = tokens.words, tokens.low
    head = words[first]
    if len(head) == 1 and head.isalpha() and head.isascii() and low[first + 1] == "$":
        if not tokens.glued(first + 1) and (head in "aA" or low[first - 1] in ("'", "’")):
            return False
    big = amount.scale >= 1000 or amount.grouped or words[amount.last + 1] in _N.letters
    if head in ("R", "PS", "PHP", "S"):
        return big or (head == "PHP" and amount.low >= 20) or low[first + 1] == "$"
    if head.isascii() and head.isalpha() and first > 0 and tokens.glued(first):
        return words[first - 1] in "(([“\"'‘-–—/~≈<>=,;:$" or words[first - 1][-1:].isdigit()
    return True


def _close_parenthesis(tokens: Tokens, amount: Amount) -> None:
    amount.last += 1
    word = tokens.low[amount.last + 1]
    if word in _N.scales:
        amount.scale *= _N.scales[word]
        amount.last += 1


def _scale_letter(tokens: Tokens, amount: Amount) -> None:
    """``$54K``, ``RMB1.2m``, ``5m users``: a letter written onto the number, or beside it after a currency."""
    place = amount.last + 1
    word = tokens.words[place]
    if word not in _N.letters or amount.form != "digits":
        return
    glued = tokens.glued(place)
    if amount.currency:
        if tokens.glued(place + 1) and tokens.words[place + 1][:1].isdigit():
            return
        if not glued and word in ("t", "T", "L", "mm") or (word in ("cr", "Cr", "L") and amount.currency.code != "INR"):
            return
    elif not glued or not _letter_is_scale(tokens, amount, word):
        return
    amount.scale *= _N.letters[word]
    amount.last = place


def _letter_is_scale(tokens: Tokens, amount: Amount, letter: str) -> bool:
    after = tokens.low[amount.last + 2]
    if letter == "k":
        return True
    if letter == "K":
        return amount.low not in (2, 4, 5, 8, 10, 12, 16)
    if letter == "L" or letter == "mm" or letter in ("cr", "Cr") or (letter in "tT" and after not in ("parameters", "tokens", "parameter")):
        return False
    follows = after.isalpha() and tokens.words[amount.last + 2][0].islower() and not tokens.glued(amount.last + 2)
    if letter == "m":
        around = (*tokens.low[max(0, amount.first - 4) : amount.first], *tokens.low[amount.last + 2 : amount.last + 4])
        if any(word in _W["length"]["words"] for word in around) or after in ("x", "×"):
            return False
        return follows and after not in ("is", "from", "of", "to") or _is_scale_by_currency(tokens, amount) or amount.step < 1
    if letter == "M":
        return follows or after in ("+", "-") or amount.step < 1 or _is_scale_by_currency(tokens, amount)
    return True


def _is_scale_by_currency(tokens: Tokens, amount: Amount) -> bool:
    place = amount.last + 2
    return bool(_C.signs_after.match(tokens.low, place) or _C.letters_after.match(tokens.words, place))


def _percent_after(tokens: Tokens, amount: Amount) -> bool:
    low = tokens.low
    place = amount.last + 1
    if low[place] == "-" and tokens.glued(place) and (low[place + 1] in _PERCENT or low[place + 1] in ("point", "basis", "per", "pct")):
        place += 1
    if amount.form == "fraction":
        for filler in ("-", "of", "a", "one"):
            if low[place] == filler:
                place += 1
    last = percent_word(tokens, place)
    if last is None or amount.currency:
        if low[place] not in ("basis", "bps", "bp") or amount.currency:
            return False
        last = place if low[place] != "basis" else _over_hyphen(low, place)
        if low[place] == "basis" and not low[last].startswith("point"):
            return False
        amount.unit, amount.factor = "percent", ONE / HUNDRED
    elif low[last] in _POINTS or low[last].startswith("point"):
        amount.unit = "percentage_point"
    else:
        amount.unit = "percent"
    amount.last, amount.kind = last, "percent"
    if amount.form == "fraction":
        amount.form = "words"
    return True


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
    return after if low[after] in ("point", "points", "pts", "pt") else place


def _over_hyphen(low: list[str], place: int) -> int:
    return place + 2 if low[place + 1] == "-" else place + 1


def _currency_after(tokens: Tokens, amount: Amount) -> bool:
    low, words = tokens.low, tokens.words
    place = amount.last + 1
    if low[place] == "-" and tokens.glued(place) and tokens.glued(place + 1):
        place += 1
    elif low[place] == ",-"[:1] and low[place + 1] == "-" and tokens.glued(place + 1):
        place += 2
    elif low[place] == "of" and (amount.form == "vague" or amount.scale >= 1000):
        place += 1
    if low[place] == "in" and amount.scale >= 1000 and low[place + 1] in ("us", "hong", "australian", "canadian"):
        place += 1
    found = _C.signs_after.match(low, place) or _C.letters_after.match(words, place)
    if found is None or not _plausible_after(tokens, amount, place, *found):
        return False
    last, writing = found
    if amount.currency is not None:
        if amount.currency.code != writing.code and (not amount.currency.generic or writing.minor or not _is_override(tokens, amount, place, last)):
            return False
        if amount.currency.code == writing.code and writing.minor:
            return False
    amount.currency = writing if amount.currency is None or amount.currency.code != writing.code else amount.currency
    amount.last = last
    return True


def _is_override(tokens: Tokens, amount: Amount, place: int, last: int) -> bool:
    """A code or name behind "$5"; a sign there belongs to the next number, "$5 EUR 4" too."""
    return tokens.words[place].isalpha() and not tokens.low[last + 1][:1].isdecimal()


def _plausible_after(tokens: Tokens, amount: Amount, place: int, last: int, writing: Writing) -> bool:
    words, low = tokens.words, tokens.low
    head = words[place]
    glued = tokens.glued(place)
    big = amount.scale >= 1000 or amount.grouped
    follows_number = low[last + 1][:1].isdecimal() and not low[last + 2][:1].isalpha()
    if head.isalpha() and head.isascii():
        if low[place] == "won" and place == last:
            return big or amount.low >= 100 and not _is_year(tokens, amount)
        if place == last and low[place] in ("sol", "colon", "rand", "kip", "lev", "lei", "leu", "lari", "buck", "bucks", "quid", "kuna", "sterling", "try", "php", "real"):
            return head.islower() and (big or low[place] in ("bucks", "quid", "rand", "lari", "leu", "lei", "kuna"))
        if head == "R":
            return words[place + 1] in (".", ",", "", ")")
        if head == "p":
            return glued and amount.low not in _RESOLUTIONS and amount.form == "digits"
        if head in ("L", "PS", "S"):
            return False
        if low[place] in ("pound", "pounds") and place == last:
            return _is_sterling(tokens, amount, last)
        if head.isupper() and len(head) > 1 and follows_number and not glued:
            return amount.prefixed or amount.scale > 1 or not tokens.words[last + 2 : last + 3] == [""] or True
        if low[place] == "sen" and low[place + 1] == "japanese":
            return False
    elif low[last + 1][:1].isdecimal() and tokens.glued(last + 1) and head not in "元円원":
        # "10 $20" and "$10-$20": the sign prices the second number.
        return False
    return True


def _is_sterling(tokens: Tokens, amount: Amount, last: int) -> bool:
    if amount.scale >= 1000 and tokens.low[last + 1] != "of":
        return True
    around = (*tokens.low[max(0, amount.first - 12) : amount.first], *tokens.low[last + 1 : last + 9])
    return tokens.low[last + 1] not in ("of", "-", "per", "feet") and not any(word in _W["weight"]["words"] for word in around)


def _is_year(tokens: Tokens, amount: Amount) -> bool:
    word = tokens.words[amount.last]
    return len(word) == 4 and word.isdecimal() and 1900 <= int(word) < 2100


def _unit_after(tokens: Tokens, amount: Amount) -> None:
    low, words = tokens.low, tokens.words
    place = amount.last + 1
    hyphen = low[place] == "-" and tokens.glued(place)
    if hyphen:
        place += 1
    if amount.form in ("fraction", "vague") and low[place] == "of":
        place += 1
        if low[place] in ("a", "an"):
            place += 1
    glued = tokens.glued(place)
    found: Optional[tuple[int, Unit]] = None
    if words[place] in ("'", "’", "′"):
        if glued and any(word in _W["length"]["words"] for word in low[max(0, amount.first - 4) : amount.first]):
            found = place, Unit("foot")
    elif words[place] in ("″", "”") or words[place] == '"':
        if words[place] == "″" or low[place + 1] in _W["length"]["words"]:
            found = place, Unit("inch")
    elif words[place] == "m" and amount.form == "digits" and amount.low < 100000 and (glued or low[place + 1] not in ("the",)):
        found = _meter(tokens, place)
    else:
        found = _U.spelled.match(low, place)
        if found is None or (found[0] == place and len(words[place]) < 4 and words[place].isupper()):
            found = _U.abbreviated.match(words, place) or (found if found and words[place].islower() else None)
            if found and found[0] == place and not glued and words[place] in _GLUED_ONLY:
                found = found if words[place] in _SPACED_ABBREVIATIONS and amount.form == "digits" else None
    if found is not None and glued and tokens.glued(found[0] + 1) and words[found[0] + 1][:1].isalnum():
        return
    if found is None or _is_other_word(tokens, amount, place, found[0]):
        return
    amount.last, unit = found
    amount.kind, amount.unit, amount.per = "quantity", unit.name, unit.per
    if amount.form == "fraction":
        amount.form = "words"


def _meter(tokens: Tokens, place: int) -> tuple[int, Unit]:
    if tokens.words[place + 1] in ("2", "²", "3", "³") and tokens.glued(place + 1):
        return place + 1, Unit("square meter" if tokens.words[place + 1] in "2²" else "cubic meter")
    return place, Unit("meter")


def _is_other_word(tokens: Tokens, amount: Amount, place: int, last: int) -> bool:
    """"two second-largest", "the 5 min" of a name, "60s" for a decade, "three quarters of"."""
    low = tokens.low
    if tokens.words[place][:1].isupper() and last == place and low[place].isalpha() and len(low[place]) > 4 and not low[place].endswith("s"):
        return low[place] not in ("celsius", "fahrenheit")
    if low[place] == "second" and (low[last + 1] in ("-", "half", "quarter") or low[last + 1].endswith("est")):
        return True
    if low[place] == "s" and (amount.low % 10 == 0 or amount.low >= 1000):
        return True
    return low[place] == "quarters" and low[last + 1] == "of" and amount.low == 3


def _grouping_dots(tokens: Tokens, amount: Amount, numeral: Numeral) -> None:
    if amount.currency and amount.currency.code in _NO_MINOR_UNITS and amount.scale == 1 and numeral.form == "digits":
        value = grouped_by_dots(tokens.words[numeral.last])
        if value is not None:
            amount.low = amount.high = value
            amount.step = ONE


def _sign(tokens: Tokens, amount: Amount) -> None:
    """A minus before the number or its currency, or accounting parentheses around a number that a scale follows."""
    words, low = tokens.words, tokens.low
    before = amount.first - 1
    if low[before] in ("minus", "negative") or (low[before] == "-" and low[before - 1] in ("minus", "negative")):
        amount.negative = True
        amount.first = before if low[before] != "-" else before - 1
    elif words[before] in MINUS and tokens.glued(amount.first):
        if before == 0 or (not tokens.glued(before) and not low[before - 1][:1].isdecimal()) or words[before - 1] in "(<>=~":
            amount.negative = not amount.negative
            amount.first = before
    elif words[before] == "(" and words[amount.last + 1] == ")" and low[amount.last + 2] in _N.scales and amount.scale == 1:
        amount.negative = True
        amount.first = before
        amount.last += 1
        amount.scale *= _N.scales[low[amount.last + 1]]
        amount.last += 1
        if _percent_after(tokens, amount) or _currency_after(tokens, amount):
            amount.kind = "money" if amount.currency else "percent"


def read_share(tokens: Tokens, numeral: Numeral) -> Optional[Amount]:
    """``one in five``, ``2 out of 3``: a share of so many."""
    low = tokens.low
    place = numeral.last + 1
    if low[place] == "in" and low[place + 1] == "every":
        place += 1
    elif low[place] == "out" and low[place + 1] == "of":
        place += 1
        if low[place + 1] == "every":
            place += 1
    elif low[place] != "in":
        return None
    if numeral.scale != 1 or numeral.step != 1 or not 0 < numeral.low < 10 or low[numeral.first - 1] in ("top", "by"):
        return None
    whole = read_numeral(tokens, place + 1)
    if whole is None or whole.form == "fraction" or whole.step != 1 or whole.low * whole.scale <= numeral.low:
        return None
    bound = attach(tokens, whole)
    if bound.kind is not None or (tokens.words[whole.last].isdecimal() and len(tokens.words[whole.last]) == 4) or tokens.glued(whole.last + 1) and low[whole.last + 1].isalpha():
        return None
    amount = Amount(numeral)
    amount.low = amount.high = exact_share(numeral.low, whole.low * whole.scale)
    amount.last, amount.kind, amount.unit, amount.form = whole.last, "percent", "percent", "fraction"
    return amount


def exact_share(part: Decimal, whole: Decimal) -> Decimal:
    """Part of whole in per cent."""
    return round(part * HUNDRED / whole, 10)


__all__ = ["Amount", "attach", "exact", "percent_word", "read_share"]
