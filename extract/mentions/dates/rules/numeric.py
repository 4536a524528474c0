"""Days and months in figures: ISO 8601, slashes, dots."""

from __future__ import annotations

from datetime import date

from extract.mentions.dates.amounts import PLURAL_UNIT, followed_by_amount
from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.numbers import short_year
from extract.mentions.dates.readings import a_day, a_month
from extract.mentions.dates.rules.days import dated

_STEP = letters("this", "last", "next")


@rule(
    "(?P<year>{year})(?P<sep>{hyphen}|{slash}|{dot})(?P<month>{mon})(?:{hyphen}|{slash}|{dot})(?P<day>{day})",
    calendar=True,
)
def year_month_day(match: Match, context: Context) -> Result:
    """ "2020-05-27", "2020/5/27", "2020.05.27"."""
    tokens = context.tokens
    if not all(tokens.glued(index) for index in range(match.start() + 1, match.end())):
        return None
    numbers = [context.number(match.start(name), "num") for name in ("year", "month", "day")]
    return a_day(date(*numbers))


@rule("(?P<year>{year})(?:{hyphen}|{slash})(?P<month>{mon})", calendar=True)
@rule("(?P<month>{mon})(?:{hyphen}|{slash})(?P<year>{year})", calendar=True)
def numeric_month(match: Match, context: Context) -> Result:
    """ "2020-05", "05/2020"."""
    tokens = context.tokens
    glued = [tokens.glued(index) for index in range(match.start() + 1, match.end())]
    month = tokens.word(match.start("month"))
    if tokens.word(match.end()) in ("-", "/", "–") and tokens.glued(match.end()):
        return None
    if tokens.word(match.start() - 1) in ("-", "/", "–") and tokens.glued(match.start()):
        return None
    if not any(glued) and tokens.as_written(match.end())[:1].isalpha():
        return None
    return a_month(context.number(match.start("year"), "year"), int(month))


@rule(
    "(?:(?P<weekday>{WEEKDAY}){comma}?)?(?P<one>{day})(?P<sep>{hyphen}|{slash}|{dot})(?P<two>{day})"
    "(?P<sep2>{hyphen}|{slash}|{dot})(?P<year>{year}|{yy})",
    calendar=True,
)
def numeric_day(match: Match, context: Context) -> Result:
    """ "05/27/2020", "27.05.2020", "9-18-15": month first unless it can't be, day first with dots."""
    tokens = context.tokens
    separators = (tokens.word(match.start("sep")), tokens.word(match.start("sep2")))
    if separators[0] != separators[1] or not tokens.glued(match.start("two")):
        return None
    one, two = (context.number(match.start(name), "day") for name in ("one", "two"))
    short = len(tokens.word(match.start("year"))) == 2
    if short and separators[0] == ".":
        return None
    day_first = one > 12 or (separators[0] == "." and two <= 12)
    month, day = (two, one) if day_first else (one, two)
    return a_day(date(short_year(context, match.start("year")), month, day))


@rule(
    "(?:(?P<weekday>{WEEKDAY}){comma}?)?(?P<one>{day})(?P<sep>{hyphen}|{slash}|{dot})(?P<two>{day})",
    calendar=True,
)
def numeric_month_day(match: Match, context: Context) -> Result:
    """ "on 4/22": only where a weekday or "on" stands before, or no fraction is possible."""
    tokens = context.tokens
    before, slash = tokens.word(match.start() - 1), tokens.word(match.start("sep")) == "/"
    sure = group(match, "weekday") is not None or before in ("on", "by", "until", "since")
    if not (sure or slash) or before.isdecimal() or followed_by_amount(match, context):
        return None
    if tokens.is_in(match.start("sep"), letters("dot")) and (
        before == "by" or tokens.is_in(match.end(), _STEP)
    ):
        # "Rose by 2.1 last year" tells an amount, "on 11.11" a day.
        return None
    one, two = (context.number(match.start(name), "day") for name in ("one", "two"))
    plausible = slash and one <= 12 and two > 12 and tokens.glued(match.start("two"))
    if not (sure or plausible) or tokens.is_in(match.end(), PLURAL_UNIT):
        return None
    month, day = (one, two) if one <= 12 else (two, one)
    return dated(match, context, month, day, None)


@rule("(?P<digits>{compact})", calendar=True)
def compact_day(match: Match, context: Context) -> Result:
    """ "20200527"."""
    digits = context.tokens.word(match.start())
    year = int(digits[:4])
    if not 1950 <= year <= 2100 or followed_by_amount(match, context):
        return None
    return a_day(date(year, int(digits[4:6]), int(digits[6:])))
