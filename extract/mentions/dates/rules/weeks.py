"""Weeks and weekends by their number, their place or a day in them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Optional

from extract.lexicon.events import nth_weekday
from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.matching import longest
from extract.mentions.dates.numbers import day_number, year_number
from extract.mentions.dates.readings import a_week, a_weekend, monday, month_end, stretch, unknown
from extract.mentions.dates.units import relative_unit


@rule("{week_word}(?:{of}|{starting}{on}?)", article=True)
@rule("{weekend_word}{of}", article=True)
def week_of_day(match: Match, context: Context) -> Result:
    """ "the week of October 7": the ISO week, or the seven days from a stated start."""
    at = match.end()
    if context.tokens.is_in(at, letters("the")):
        at += 1
    found = longest(context, at, calendar_only=True) if at < len(context.tokens) else None
    if found is None or found.reading.first is None or found.reading.grain not in ("day", "event"):
        return None
    first = found.reading.first
    if context.tokens.is_in(match.start(), letters("weekend_word")):
        return a_weekend(first), found.end
    if context.tokens.word(match.start() + 1) == "of":
        return a_week(first), found.end
    return stretch(first, first + timedelta(days=6)), found.end


@rule(
    "(?P<number>{ORDINAL}|{final})(?P<last>{last})?{week_word}(?:{of}|{in})(?:{the}?{year_word})?(?P<year>{YEAR}|{this}{year_word})",
    article=True,
)
@rule(
    "(?P<number>{ORDINAL}|{final})(?P<last>{last})?{week_word}(?:{of}|{in})(?P<month>{month})(?P<year>{year})?",
    article=True,
)
@rule(
    "(?P<number>{ordinal}|{final})(?P<weekend>{weekend_word})(?:{of}|{in})(?P<month>{month})(?P<year>{year})?",
    article=True,
)
@rule("{week_word}(?P<number>{num})(?:{of}|{comma})?(?P<year>{year})?")
def nth_week(match: Match, context: Context) -> Result:
    """ "the first week of 2021", "week 22", "last week of Dec 2016"."""
    year = _year(match, context)
    if year is None:
        return None
    final = context.tokens.is_in(match.start("number"), letters("final"))
    number = 1 if final else day_number(context, *match.span("number"))
    backwards = final or bool("last" in match.re.groupindex and group(match, "last"))
    if "month" in match.re.groupindex:
        month = context.number(match.start("month"), "month")
        base = monday(month_end(year, month)) if backwards else date(year, month, 1)
        if "weekend" in match.re.groupindex:
            return a_weekend(_weekend_day(year, month, number, final))
        return a_week(base + timedelta(days=7 * (number - 1) * (-1 if backwards else 1)))
    if backwards:
        last_week = date(year, 12, 28)
        return a_week(last_week - timedelta(days=7 * (number - 1)))
    if not 1 <= number <= 53:
        return None
    return a_week(date.fromisocalendar(year, number, 1))


def _weekend_day(year: int, month: int, number: int, final: bool) -> date:
    """The Saturday of the n-th, or the last, weekend that begins in a month."""
    return nth_weekday(year, month, 6, -1 if final else number)


def _year(match: Match, context: Context) -> Optional[int]:
    """The year stated, that of the month nearest to publication, or that of publication."""
    span = group(match, "year")
    if span is not None and not context.tokens.is_in(span[0], letters("this")):
        return year_number(context, *span)
    if "month" in match.re.groupindex:
        chosen = context.choose_month(context.number(match.start("month"), "month"), match.span()).first
        return None if chosen is None else chosen.year
    return None if context.published is None else context.published.year


@rule("{week_word}{later}{next}", article=True)
@rule("{weekend_word}{later}{the}?{next}", article=True)
def week_after_next(match: Match, context: Context) -> Result:
    """ "the week after next"."""
    letter = "WE" if context.tokens.is_in(match.start(), letters("weekend_word")) else "W"
    return relative_unit(context, letter, 2)


@rule("{that}?{weekend_word}", article=True)
def weekend(match: Match, context: Context) -> Result:
    """ "the weekend": the coming one ahead, the last one behind, by tense."""
    published = context.published
    before = context.tokens.word(match.start() - 1)
    if match.end() - match.start() == 1 and before not in ("the", "on", "over", "at", "during", ""):
        return None
    if published is None:
        return unknown("XXXX-WXX-WE", "weekend")
    if context.tense(match.start(), match.end()) < 0 and published.isoweekday() < 6:
        return a_weekend(published - timedelta(days=7))
    return a_weekend(published)
