"""Calendar units by step ("last", "next"), and the TIMEX3 values of lengths of time."""

from __future__ import annotations

from datetime import timedelta

from extract.lexicon.datewords import date_words
from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, group, letters
from extract.mentions.dates.numbers import count
from extract.mentions.dates.readings import (
    GRAIN_LETTER,
    ONE_DAY,
    Reading,
    a_duration,
    a_weekend,
    monday,
    shift,
    unit_containing,
    unknown,
)

UNKNOWN_VALUE = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
}

LETTER_GRAIN = {letter: grain for grain, letter in GRAIN_LETTER.items()}

_STEP = ("this", "last", "next", "latest")


def step_of(context: Context, index: int) -> int:
    """-1 for "last", 0 for "this", 1 for "next"."""
    for name in _STEP:
        if context.tokens.is_in(index, letters(name)):
            return context.number(index, name)
    raise ValueError("no such word")


def relative_unit(context: Context, letter: str, steps: int) -> Reading:
    """The calendar unit ``steps`` away from the one of the publication day."""
    if context.published is None:
        return unknown(UNKNOWN_VALUE[letter], LETTER_GRAIN[letter])
    if letter == "WE":
        return a_weekend(context.published + timedelta(days=7 * steps))
    base = context.published.replace(day=1) if letter not in ("D", "W") else context.published
    return unit_containing(shift(base, steps, letter), letter)


def weekday_number(context: Context, index: int) -> int:
    """1 for Monday to 7 for Sunday."""
    word = context.tokens.word(index)
    table = "weekday" if word in date_words()["weekday"] else "weekday_short"
    return int(date_words()[table][word])


def fortnight(context: Context, steps: int) -> Reading:
    if context.published is None:
        return a_duration("P2W")
    start = monday(context.published) + timedelta(days=14 * steps)
    if steps < 0:
        return Reading(
            "period",
            "P2W",
            context.published - timedelta(days=14),
            context.published - ONE_DAY,
            grain="rolling",
        )
    return Reading("period", "P2W", start, start + timedelta(days=13), grain="rolling")


def duration_value(number: float, letter: str) -> str:
    """The TIMEX3 value of so many units: ``P3M``, ``PT90M``, ``P2W``."""
    amount = f"{number:g}"
    if letter == "FN":
        return f"P{number * 2:g}W"
    if letter == "H":
        return f"P{number * 6:g}M"
    if letter == "CE":
        return f"P{number * 100:g}Y"
    if letter == "DE":
        return f"P{number * 10:g}Y"
    if letter == "S":
        return f"P{number * 3:g}M"
    if letter == "WD":
        return f"P{amount}D"
    if letter.startswith("T"):
        return f"PT{amount}{letter[1:]}"
    return f"P{amount}{letter}"


def rolling(context: Context, sign: int, number: float, letter: str, vague: bool = False) -> Reading:
    """The ``number`` units before (-1) or after (1) publication: whole days, weeks and months from day to day.

    Quarters and decades count by the calendar, as do numbers of years and months with "calendar" beside them.
    """
    value = (
        duration_value(number, letter) if not vague else f"P{'T' if letter[0] == 'T' else ''}X{letter[-1]}"
    )
    published = context.published
    if published is None or vague or letter.startswith("T"):
        return Reading("period" if not letter.startswith("T") else "duration", value, grain="duration")
    if letter in ("Q", "DE", "CE"):
        here = unit_containing(published, letter)
        assert here.first is not None and here.last is not None
        if sign < 0:
            return Reading(
                "period", value, shift(here.first, -number, letter), here.first - ONE_DAY, grain="rolling"
            )
        return Reading(
            "period",
            value,
            here.last + ONE_DAY,
            shift(here.last + ONE_DAY, number, letter) - ONE_DAY,
            grain="rolling",
        )
    if sign < 0:
        return Reading(
            "period", value, shift(published, -number, letter), published - ONE_DAY, grain="rolling"
        )
    first = published + ONE_DAY
    last = shift(published, number, letter)
    return Reading("period", value, first, last, grain="rolling")


def compound_parts(match: Match, context: Context) -> list[tuple[float, str]]:
    """Counts and unit letters of "5 years 1 month 12 days"."""
    parts = []
    for suffix in ("", "2", "3"):
        if _took_part(match, suffix):
            number = count(context, *match.span("count" + suffix))
            parts.append((number, context.text_letter(match.start("unit" + suffix))))
    words = [context.tokens.word(match.start("count" + s)) for s in ("", "2", "3") if _took_part(match, s)]
    if len({word.isdecimal() for word in words if word not in ("a", "an")}) > 1:
        raise ValueError("digits and words make no one length")
    return parts


def _took_part(match: Match, suffix: str) -> bool:
    return "count" + suffix in match.re.groupindex and group(match, "count" + suffix) is not None


def compound_value(parts: list[tuple[float, str]]) -> str:
    """The TIMEX3 value of several counts: ``P1Y1M21D``, ``PT5H30M``."""
    order = ["DE", "Y", "Q", "M", "W", "FN", "D", "TH", "TM", "TS"]
    ranked = sorted(parts, key=lambda part: order.index(part[1]) if part[1] in order else 0)
    value, timed = "P", False
    for number, letter in ranked:
        piece = duration_value(number, letter)[1:]
        if piece.startswith("T"):
            piece = piece[1:] if timed else piece
            timed = True
        value += piece
    return value
