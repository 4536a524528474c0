"""Stretches of a year: "the first nine months of 2020", year to date, trailing months, five-year plans."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Optional

from extract.mentions.dates.context import Context
from extract.mentions.dates.fiscal import fiscal_year
from extract.mentions.dates.grammar import Match, Result, group, has, letters, rule
from extract.mentions.dates.numbers import count, day_number, year_number
from extract.mentions.dates.readings import (
    ONE_DAY,
    Reading,
    a_quarter,
    a_year,
    monday,
    quarter_of,
    shift_months,
    stretch,
    unknown,
)
from extract.mentions.dates.units import duration_value, step_of


@rule(
    "(?P<which>{ordinal}|{final}|{last})(?P<count>{COUNT}){hyphen}?(?P<unit>{unit})(?:{of}|{in}){the}?"
    "(?:(?P<fiscal>{fiscal}{year_word}?|{fy})?(?P<year>{YEAR})|(?P<step>{this}|{last}|{next}|{the}|{that})?(?P<fiscal2>{fiscal})?{year_word})",
    article=True,
)
@rule(
    "(?P<which>{ordinal})(?P<count>{COUNT}){hyphen}?(?P<unit>{unit})(?!{ago}|{earlier}|{later}|{of}{the}(?:{war}))",
    article=True,
)
def first_units(match: Match, context: Context) -> Result:
    """ "the first nine months of 2020", "the last two quarters of this year"."""
    tokens = context.tokens
    letter = context.text_letter(match.start("unit"))
    whole = "year" in match.re.groupindex
    first_word = tokens.word(match.start("which"))
    if first_word not in ("first", "last", "final") or letter.startswith("T"):
        return None
    number = count(context, *match.span("count"))
    value = duration_value(number, letter)
    year = None
    if whole and has(match, "year"):
        year = year_number(context, *match.span("year"))
    elif whole and has(match, "step") and not tokens.is_in(match.start("step"), letters("the", "that")):
        year = (
            None
            if context.published is None
            else context.published.year + step_of(context, match.start("step"))
        )
    elif whole or letter in ("M", "Q"):
        year = _running_year(context, first_word, number, letter)
    if year is None:
        return Reading("duration", value, grain="duration") if first_word == "first" else None
    fiscal = has(match, "fiscal", "fiscal2")
    base = fiscal_year(context, year, match.start()) if fiscal else a_year(year)
    if base.first is None or base.last is None:
        return Reading("period", value, fiscal=fiscal, grain="report")
    return _slice(base, first_word == "first", number, letter, value)._replace(fiscal=fiscal)


def _running_year(context: Context, first_word: str, number: float, letter: str) -> Optional[int]:
    """The year whose first months are meant: this one if they are over at publication, else the last."""
    published = context.published
    if published is None or first_word != "first":
        return None
    months = number * (3 if letter == "Q" else 1)
    if letter not in ("M", "Q") or not 1 < months <= 12:
        return None
    return published.year if published.month >= months else published.year - 1


def _slice(base: Reading, from_start: bool, number: float, letter: str, value: str) -> Reading:
    assert base.first is not None and base.last is not None
    days = {"D": 1, "W": 7}.get(letter)
    if days is not None:
        length = timedelta(days=int(number) * days)
        start = base.first if letter == "D" else _first_week(base.first)
        if from_start:
            first, last = start, start + length - ONE_DAY
        else:
            last = base.last if letter == "D" else monday(base.last) - ONE_DAY
            first = last - length + ONE_DAY
        return Reading("period", value, first, last, grain="report")
    months = int(number * {"M": 1, "Q": 3, "H": 6, "Y": 12}[letter])
    if from_start:
        first, last = base.first, shift_months(base.first, months) - ONE_DAY
    else:
        first, last = shift_months(base.last + ONE_DAY, -months), base.last
    named = stretch(first, last)
    return Reading("period", value if "/" in named.value else named.value, first, last, grain="report")


def _first_week(day: date) -> date:
    return date.fromisocalendar(day.year, 1, 1) if day.month == 1 else monday(day)


@rule("{year_word}{hyphen}?{to}{hyphen}?{to_date}", article=True)
@rule("{ytd}")
def year_to_date(match: Match, context: Context) -> Result:
    """ "year to date": from 1 January to publication."""
    if context.published is None:
        return unknown("XXXX", "year")
    first = date(context.published.year, 1, 1)
    return Reading(
        "period", f"{context.published.year:04}", first, context.published, grain="year", derived=True
    )


@rule("{trailing}(?P<count>{COUNT}){hyphen}?(?P<unit>{unit})", article=True)
@rule("{ttm}")
def trailing_months(match: Match, context: Context) -> Result:
    """ "the trailing twelve months": those up to the last quarter's end, spoken of or over at publication."""
    number, letter = 12.0, "M"
    if "count" in match.re.groupindex:
        number, letter = count(context, *match.span("count")), context.text_letter(match.start("unit"))
    value = duration_value(number, letter)
    months = {"M": 1, "Q": 3, "Y": 12}.get(letter)
    if context.published is None or months is None:
        return Reading("period", value, grain="report")
    said = context.latest("quarter")
    last = said.last if said is not None and said.last is not None else None
    if last is None:
        start = a_quarter(context.published.year, quarter_of(context.published)).first
        assert start is not None
        last = start - ONE_DAY
    first = shift_months(last + ONE_DAY, -int(number * months))
    return Reading("period", value, first, last, grain="report")


@rule("(?P<number>{ORDINAL})?{five}{hyphen}?{year_word}{hyphen}?{plan}", article=True)
def five_year_plan(match: Match, context: Context) -> Result:
    """ "the 14th Five-Year Plan": China's, 2021 to 2025; without a number the length alone."""
    if group(match, "number") is None:
        return Reading("duration", "P5Y", grain="duration")
    number = day_number(context, *match.span("number"))
    if not 6 <= number <= 20:
        return None
    first = 1981 + 5 * (number - 6)
    return Reading("period", "P5Y", date(first, 1, 1), date(first + 4, 12, 31), grain="report")
