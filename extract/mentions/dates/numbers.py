"""Numbers in date expressions: counts, days of the month and years, in digits and words."""

from __future__ import annotations

from typing import Optional

from extract.lexicon.datewords import date_words
from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, group

_CARDINALS = ("one", "teen", "tens", "ordinal", "zero", "article", "couple", "vague", "dozen")


def word_value(word: str) -> int:
    """The value of one number word.

    Raises ``ValueError`` for any other word.
    """
    words = date_words()
    for name in _CARDINALS:
        if word in words[name]:
            return int(words[name][word])
    raise ValueError(f"{word!r} is no number")


def number_in_words(context: Context, start: int, end: int) -> int:
    """The value of the number words in some tokens: "twenty-three", "two thousand and five"."""
    total = current = 0
    for index in range(start, end):
        word = context.tokens.word(index)
        if word in ("and", "of") or not word.isalnum():
            continue
        if word == "hundred":
            current = (current or 1) * 100
        elif word == "thousand":
            total, current = total + (current or 1) * 1000, 0
        elif word.isdecimal():
            current += int(word)
        elif word not in ("st", "nd", "rd", "th"):
            current += word_value(word)
    return total + current


def day_number(context: Context, start: int, end: int) -> int:
    """A day of the month or an ordinal: "16", "16th", "twenty-first"."""
    word = context.tokens.word(start)
    return int(word) if word.isdecimal() else number_in_words(context, start, end)


def year_number(context: Context, start: int, end: int) -> int:
    """A year: "2020", "'99", "20", "nineteen ninety-six", "two thousand and five".

    Of two digits, the century that brings it nearest: up to twenty years after publication, else before.
    """
    words = [context.tokens.word(index) for index in range(start, end)]
    words = [word for word in words if word.isalnum()]
    if len(words) == 1 and words[0].isdecimal():
        number = int(words[0])
        return number if len(words[0]) > 2 else _full_year(context, number)
    if "hundred" in words or "thousand" in words:
        return number_in_words(context, start, end)
    values = [word_value(word) for word in words]
    lead, rest = values[0], values[1:]
    if len(values) > 1 and rest and 10 <= lead <= 21:
        return lead * 100 + sum(rest)
    return sum(values)


def _full_year(context: Context, number: int) -> int:
    base = context.published.year if context.published else 2020
    year = base // 100 * 100 + number
    if year > base + 19:
        year -= 100
    return year


def count(context: Context, start: int, end: int) -> float:
    """A count before a unit: "12", "1.5", "a", "a couple of", "twenty-three"."""
    words = [context.tokens.word(index) for index in range(start, end)]
    if words[0].isdecimal():
        return float("".join(words)) if len(words) > 1 else int(words[0])
    if "dozen" in words:
        return 12
    if any(word in date_words()["couple"] for word in words):
        return 2
    for word in words:
        if word in date_words()["vague"]:
            return int(date_words()["vague"][word])
    return number_in_words(context, start, end)


def is_vague(context: Context, start: int, end: int) -> bool:
    """Whether the count is no exact one: "several", "a few"."""
    return any(context.tokens.word(index) in date_words()["vague"] for index in range(start, end))


def year_of(match: Match, context: Context, name: str = "year") -> Optional[int]:
    """The year in a named group of a match, or nothing where it took no part."""
    span = group(match, name)
    return None if span is None else year_number(context, *span)


def short_year(context: Context, index: int) -> int:
    """The year written in one token, with two digits or four."""
    return year_number(context, index, index + 1)
