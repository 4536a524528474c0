"""A figure's mention as it would read with another value or another currency, in its own way of writing.

"RMB 500 million" times a thousand is "RMB 500 billion", "$1.2bn" is "$1.2m" divided by one, "1,250" stays grouped.
"""

from __future__ import annotations

import itertools
import re
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import Optional

from msgspec import Struct

from extract.lexicon.check_words import CurrencyWords, check_words
from extract.quantity import plain

_NUMBER = re.compile(r"\d+(?:,\d+)*(?:\.\d+)?|\.\d+")
_LATIN = re.compile(r"[\s-]{0,3}([A-Za-z]+)")
_CJK = re.compile(r"\s?(百万|千万|万亿|千|万|亿|萬|億|兆)")
_SAID_IN_WORDS = (6, 9, 12)
"""Powers of ten that are written as a scale word rather than in zeros."""
_MINUS = ("-", "−", "–")


class Part(Struct, frozen=True):
    """A number in a mention and the scale word after it; ``power`` is null where there is none."""

    start: int
    end: int
    number: Decimal
    scale_start: int = 0
    scale_end: int = 0
    power: Optional[int] = None
    style: int = 0

    @property
    def value(self) -> Decimal:
        """The number with its scale."""
        return self.number.scaleb(self.power or 0)


def parts(text: str) -> list[Part]:
    """The numbers of a mention, each with its scale word."""
    found = []
    for match in _NUMBER.finditer(text):
        number = Decimal(match.group().replace(",", ""))
        scale = _scale(text, match.end())
        if scale is None:
            found.append(Part(match.start(), match.end(), number))
        else:
            start, end, power, style = scale
            found.append(Part(match.start(), match.end(), number, start, end, power, style))
    return found


def shifted(text: str, power: int) -> Optional[str]:
    """``text`` with every number times ten to the ``power``; null where it can't be written in its style.

    >>> shifted("RMB 100 million", 3), shifted("$1.2bn", -3), shifted("1,200", 1), shifted("1.5亿", -4)
    ('RMB 100 billion', '$1.2m', '12,000', '1.5万')
    >>> shifted("41.28 HKD", 9), shifted("$5.32bn", -9)
    ('41.28 billion HKD', '$5.32')
    """
    numbers = parts(text)
    if not numbers:
        return _shifted_words(text, power)
    scaled = any(part.power is not None for part in numbers)
    if not scaled and len(numbers) == 1 and power in _SAID_IN_WORDS and 1 <= numbers[0].number < 1000:
        return _replace(text, [(numbers[0].end, numbers[0].end, f" {check_words().scales[0][power]}")])
    pieces: list[tuple[int, int, str]] = []
    for part in numbers:
        if part.power is None:
            # "RMB 200 to 250 billion": the scale is said once and changes once.
            if not scaled:
                pieces.append(
                    (
                        part.start,
                        part.end,
                        _moved_point(text[part.start : part.end], part.number.scaleb(power)),
                    )
                )
            continue
        if part.power + power == 0:
            pieces.append((part.end, part.scale_end, ""))
            continue
        word = _word(part.style, part.power + power, text[part.scale_start : part.scale_end])
        if word is None:
            if len(numbers) > 1:
                return None
            pieces.append(
                (part.start, part.end, _moved_point(text[part.start : part.end], part.number.scaleb(power)))
            )
        else:
            pieces.append((part.scale_start, part.scale_end, word))
    return _replace(text, pieces)


def restated(text: str, value: Decimal, exact: bool = True) -> Optional[tuple[str, Decimal]]:
    """``text`` with its one number such that it says ``value``, and the value it then says.

    Scale and sign of currency stay. Without ``exact`` the number is rounded to the decimals it has. Null where the
    mention holds more than one number or none in digits.

    >>> restated("USD 24 billion", Decimal(42_100_000_000), exact=False)
    ('USD 42 billion', Decimal('42000000000'))
    """
    numbers = parts(text)
    if len(numbers) != 1 or value < 0:
        return None
    (part,) = numbers
    number = value.scaleb(-(part.power or 0))
    if not exact:
        decimals = max(0, -_exponent(part.number))
        rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
        while rounded == 0 and number != 0 and decimals < 6:
            decimals += 1
            rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
        number = rounded
    mended = _replace(text, [(part.start, part.end, _digits(text[part.start : part.end], number))])
    return mended, plain(number.scaleb(part.power or 0))


def transpositions(text: str) -> list[tuple[str, Decimal]]:
    """``text`` with two neighbouring digits of its one number changed about, and the values it then says.

    >>> transpositions("USD 24.1 billion")
    [('USD 42.1 billion', Decimal('42100000000')), ('USD 21.4 billion', Decimal('21400000000'))]
    """
    numbers = parts(text)
    if len(numbers) != 1:
        return []
    (part,) = numbers
    digits = text[part.start : part.end]
    places = [index for index, character in enumerate(digits) if character.isdigit()]
    found: list[tuple[str, Decimal]] = []
    for left, right in itertools.pairwise(places):
        if digits[left] == digits[right] or (left == places[0] and digits[right] == "0"):
            continue
        changed = list(digits)
        changed[left], changed[right] = changed[right], changed[left]
        new = "".join(changed)
        value = Decimal(new.replace(",", "")).scaleb(part.power or 0)
        found.append((_replace(text, [(part.start, part.end, new)]), plain(value)))
    return found


def substitutions(text: str) -> list[tuple[str, Decimal]]:
    """``text`` with one digit of its one number changed to another, and the values it then says.

    >>> len(substitutions("24%")), substitutions("24%")[0]
    (17, ('14%', Decimal('14')))
    """
    numbers = parts(text)
    if len(numbers) != 1:
        return []
    (part,) = numbers
    found: list[tuple[str, Decimal]] = []
    for place in range(part.start, part.end):
        if not text[place].isdigit():
            continue
        for digit in "0123456789":
            if digit == text[place] or (place == part.start and digit == "0"):
                continue
            mended = text[:place] + digit + text[place + 1 :]
            value = Decimal(mended[part.start : part.end].replace(",", "")).scaleb(part.power or 0)
            found.append((mended, plain(value)))
    return found


def one_digit_edits(text: str) -> list[tuple[str, Decimal]]:
    """``text`` with one digit of its one number changed or left out, and the values it then says.

    >>> [mended for mended, _ in one_digit_edits("182%") if len(mended) == 3]
    ['82%', '12%', '18%']
    """
    numbers = parts(text)
    if len(numbers) != 1:
        return []
    (part,) = numbers
    found = substitutions(text)
    digits = text[part.start : part.end]
    for at in range(len(digits)):
        shorter = _regrouped(digits[:at] + digits[at + 1 :], "," in digits)
        if digits[at].isdigit() and re.fullmatch(r"[1-9][\d,]*(?:\.\d+)?|0\.\d+", shorter):
            value = Decimal(shorter.replace(",", "")).scaleb(part.power or 0)
            found.append((_replace(text, [(part.start, part.end, shorter)]), plain(value)))
    return list(dict.fromkeys(found))


def _regrouped(digits: str, grouped: bool) -> str:
    """``digits`` with its thousands set off anew where they were."""
    whole, point, rest = digits.replace(",", "").partition(".")
    return f"{int(whole):,}{point}{rest}" if grouped and whole.isdigit() else digits


def in_currency(text: str, source: str, target: str) -> Optional[str]:
    """``text`` with the currency ``target`` (ISO 4217) in place of ``source``; null where its writing isn't known.

    >>> in_currency("USD 42 billion", "USD", "CNY"), in_currency("42 billion yuan", "CNY", "USD")
    ('RMB 42 billion', '42 billion dollars')
    """
    table = check_words().currencies
    if source not in table or target not in table:
        return None
    for kind in ("codes", "signs", "names"):
        for writing in sorted(getattr(table[source], kind), key=len, reverse=True):
            at = text.find(writing)
            if at >= 0:
                end = at + len(writing)
                return text[:at] + _counterpart(table[target], kind, writing) + text[end:]
    return None


def _counterpart(words: CurrencyWords, kind: str, writing: str) -> str:
    options: tuple[str, ...] = getattr(words, kind)
    alike = [option for option in options if option.isascii() == writing.isascii()]
    return (alike or list(options))[0]


@lru_cache(maxsize=1)
def _styles() -> dict[str, list[tuple[int, int]]]:
    table: dict[str, list[tuple[int, int]]] = {}
    for style, words in enumerate(check_words().scales):
        for power, word in words.items():
            table.setdefault(word, []).append((style, power))
    return table


def _scale(text: str, at: int) -> Optional[tuple[int, int, int, int]]:
    match = _CJK.match(text, at) or _LATIN.match(text, at)
    if match is None:
        return None
    word = match.group(1)
    table = _styles()
    for spelling in (word, word.lower(), word.lower().removesuffix("s")):
        if spelling in table:
            style, power = table[spelling][0]
            end = match.start(1) + (len(spelling) if len(spelling) < len(word) else len(word))
            return match.start(1), end, power, style
    return None


def _word(style: int, power: int, like: str) -> Optional[str]:
    """The scale word for ``power`` in a style, cased as ``like``."""
    scales = check_words().scales
    for table in (scales[style], *(other for other in scales if like.lower() in other.values())):
        if power in table:
            word = table[power]
            if like.isupper() and len(like) > 1:
                return word.upper()
            return word.capitalize() if like[:1].isupper() and len(like) > 1 else word
    return None


def _shifted_words(text: str, power: int) -> Optional[str]:
    """ "five million" times a thousand: the scale word is changed, the number words stay."""
    for match in re.finditer(r"[A-Za-z]+", text):
        found = _scale(text, match.start())
        if found is not None and len(match.group()) > 2:
            start, end, old, style = found
            word = _word(style, old + power, text[start:end])
            if word is not None:
                return _replace(text, [(start, end, word)])
    return None


def _digits(like: str, number: Decimal) -> str:
    """``number`` with at least the decimals of ``like``, grouped as ``like`` is or must be."""
    decimals = max(0, -_exponent(Decimal(like.replace(",", ""))), -_exponent(plain(number)))
    if plain(number) == number.to_integral_value() and "." not in like:
        decimals = 0
    grouped = "," in like or (abs(number) >= 10_000 and "." not in like)
    return f"{number:,.{decimals}f}" if grouped else f"{number:.{decimals}f}"


def _moved_point(like: str, number: Decimal) -> str:
    """``number`` with the digits it has, grouped as ``like`` is or must be."""
    return _digits(like.partition(".")[0], number)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _replace(text: str, pieces: list[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(pieces, reverse=True):
        text = text[:start] + new + text[end:]
    return text
