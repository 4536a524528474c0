"""Counted times: "two weeks ago", "in three years", "the past twelve months"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Optional

from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.numbers import count, is_vague
from extract.mentions.dates.readings import (
    ONE_DAY,
    Reading,
    a_day,
    a_duration,
    a_year,
    shift,
    unit_containing,
    unknown,
)
from extract.mentions.dates.rules.inherited import year_before
from extract.mentions.dates.units import (
    LETTER_GRAIN,
    UNKNOWN_VALUE,
    compound_parts,
    compound_value,
    rolling,
    step_of,
)

_PLAIN_STEPS = ("last", "past", "next")


@rule(
    "(?P<step>{last}|{next})(?P<count>{COUNT}){hyphen}?(?P<business>{business})?(?P<unit>{unit})"
    "(?:{and}?{comma}?(?P<count2>{COUNT})(?P<unit2>{unit})(?!{ago}|{earlier}|{later}))?"
    "(?:{comma}?{and}?(?P<count3>{COUNT})(?P<unit3>{unit})(?!{ago}|{earlier}|{later}))?",
    article=True,
)
@rule("(?P<count>{COUNT})(?P<step>{next}|{last})(?P<business>{business})?(?P<unit>{unit})", article=True)
def rolling_units(match: Match, context: Context) -> Result:
    """ "the past two years", "the next 14 months", "2 upcoming quarters"."""
    letter = context.text_letter(match.start("unit"))
    if group(match, "business"):
        letter = "WD"
    sign = step_of(context, match.start("step"))
    start, end = match.span("count")
    if end - start == 1 and context.tokens.is_in(start, letters("article")):
        return None
    number = count(context, *match.span("count"))
    plural = context.tokens.is_in(match.start("unit"), letters("plural"))
    if (
        start < match.start("step")
        and not plural
        and context.tokens.word(match.start("step")) in _PLAIN_STEPS
    ):
        # "From 2.5 last year": the number is an amount.
        return None
    vague = is_vague(context, *match.span("count"))
    second = "count2" in match.re.groupindex and group(match, "count2")
    if not second:
        return rolling(context, sign, number, letter, vague)
    return _rolling_compound(match, context, sign)


def _rolling_compound(match: Match, context: Context, sign: int) -> Result:
    parts = compound_parts(match, context)
    value = compound_value(parts)
    if context.published is None:
        return a_duration(value)
    end = context.published
    for number, letter in parts:
        end = shift(end, sign * number, letter)
    if sign < 0:
        return Reading("period", value, end, context.published - ONE_DAY, grain="rolling")
    return Reading("period", value, context.published + ONE_DAY, end, grain="rolling")


@rule(
    "{within}{the}?(?:{next}|{last})?(?P<count>{COUNT})(?P<unit>{unit})(?:{and}?{comma}?(?P<count2>{COUNT})(?P<unit2>{unit}))?(?:{and}?{comma}?(?P<count3>{COUNT})(?P<unit3>{unit}))?(?!{hyphen}?{of})"
)
def within(match: Match, context: Context) -> Result:
    """ "within 18 months": from publication on."""
    parts = compound_parts(match, context)
    value = compound_value(parts) if not is_vague(context, *match.span("count")) else f"PX{parts[0][1]}"
    if context.published is None or value.startswith(("PX", "PT")):
        return a_duration(value)
    if context.tense(match.start(), match.end()) < 0 or context.tokens.word(match.end()) in (
        "after",
        "before",
        "from",
    ):
        return a_duration(value)
    end = context.published
    for number, letter in parts:
        end = shift(end, number, letter)
    return Reading("period", value, context.published, end - ONE_DAY, grain="rolling")


def counted(context: Context, base: Optional[date], parts: list[tuple[float, str]], sign: int) -> Reading:
    """The moment some units before or after a day, at the grain of the finest unit."""
    finest = parts[-1][1]
    if base is None:
        return unknown(UNKNOWN_VALUE.get(finest, "XXXX-XX-XX"), LETTER_GRAIN.get(finest, "day"))
    for number, letter in parts:
        base = shift(base, sign * number, letter)
    return at_grain(base, finest, len(parts) > 1 or parts[0][0] != int(parts[0][0]))


def at_grain(day: date, letter: str, exact: bool) -> Reading:
    """A counted day: "two years ago" speaks of a year, "three months ago" of a month, "two weeks ago" of a day."""
    if exact or letter not in ("M", "Y", "DE", "CE", "Q"):
        return a_day(day)
    return unit_containing(day, "Y" if letter in ("DE", "CE") else letter)


_UNITS = (
    "(?P<count>{COUNT}){hyphen}?(?P<unit>{unit})(?:{and}?{comma}?(?P<count2>{NUMBER})(?P<unit2>{unit}))?"
    "(?:{and}?{comma}?(?P<count3>{NUMBER})(?P<unit3>{unit}))?"
)


@rule(_UNITS + "{ago}")
def units_ago(match: Match, context: Context) -> Result:
    """ "two weeks ago", "1 month and 21 days ago"."""
    parts = compound_parts(match, context)
    if is_vague(context, *match.span("count")):
        letter = parts[0][1]
        if context.tokens.is_in(match.start("count"), letters("article")) or letter.startswith("T"):
            return Reading("period", f"PX{letter[-1]}", grain="duration")
        return Reading("period", f"PX{letter[-1]}", grain="duration")
    if parts[0][1].startswith("T"):
        return unknown("PAST_REF") if context.published is None else a_day(context.published)
    if context.published is not None and len(parts) == 1 and parts[0] == (1, "Y"):
        return year_before(context, 1)
    return counted(context, context.published, parts, -1)


@rule(_UNITS + "(?:{from}(?P<base>{now}|{day_word})|{later})")
@rule("{in}" + _UNITS + "(?:{apostrophe}{s}?{time})?(?!{of}|{hyphen}|{to}|{in}|{or}|{ended_strict})")
def units_ahead(match: Match, context: Context) -> Result:
    """ "two weeks from now", "in three years", "three weeks from tomorrow"."""
    tokens = context.tokens
    parts = compound_parts(match, context)
    base = context.published
    spelled = tokens.word(match.start()) == "in"
    if tokens.word(match.end() - 1) in ("after", "afterward", "afterwards"):
        return None
    if parts[0][1].startswith("T") or is_vague(context, *match.span("count")):
        return None
    if tokens.is_in(match.end(), letters("since", "last", "next", "row")) if spelled else False:
        return None
    if spelled and _looks_back(match, context):
        return None
    if spelled and context.tense(match.start(), match.end()) < 0:
        return None
    if "base" in match.re.groupindex and group(match, "base"):
        if base is not None and tokens.is_in(match.start("base"), letters("day_word")):
            base += timedelta(days=context.number(match.start("base"), "day_word"))
    elif not spelled:
        if len(parts) == 1 and parts[0][1] == "Y" and tokens.word(match.end() - 1) == "later":
            # "Imposed in 2010 and cut two years later".
            said = next((reading for _, reading in context.recent() if reading.first is not None), None)
            if said is not None and said.grain == "year" and not said.fiscal and said.first is not None:
                return a_year(said.first.year + int(parts[0][0]))._replace(derived=True)
        # "Three days later" counts from the day last spoken of.
        latest = context.latest("day")
        if latest is not None and latest.first is not None and latest.first != context.published:
            base = latest.first
            for number, letter in parts:
                base = shift(base, number, letter)
            return a_day(base)._replace(derived=True)
        if tokens.word(match.end() - 1) == "later" and context.tense(match.start(), match.end()) <= 0:
            # A story's "nine days later": later than what isn't known.
            return unknown(
                UNKNOWN_VALUE.get(parts[-1][1], "XXXX-XX-XX"), LETTER_GRAIN.get(parts[-1][1], "day")
            )
    if not spelled and base is not None and tokens.is_in(match.end() - 1, letters("day_word")):
        for number, letter in parts:
            base = shift(base, number, letter)
        return a_day(base)
    return counted(context, base, parts, 1)


def _looks_back(match: Match, context: Context) -> bool:
    """Whether "in four years" measures how long something hadn't been: "the largest in four years"."""
    tokens = context.tokens
    for index in range(match.start() - 1, max(-1, match.start() - 9), -1):
        word = tokens.word(index)
        if word in (".", ";", "!", "?"):
            return False
        if word in ("first", "worst", "best", "most", "least", "record", "time") or (
            len(word) > 4 and word.endswith("est")
        ):
            return True
    return False
