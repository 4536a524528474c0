"""Ranges that share a month, a week or a century: "June 16-18", "from 13 to 15 July", "2016-17"."""

from __future__ import annotations

from datetime import date

from extract.mentions.dates.context import Context
from extract.mentions.dates.fiscal import fiscal_year
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.numbers import day_number, year_number
from extract.mentions.dates.readings import a_year, shift_months, stretch, unknown
from extract.mentions.dates.units import relative_unit, step_of, weekday_number

_TILL = "(?:{till_word}|{hyphen}|{tilde})"

_DAYS = "{the}?(?P<first>{DAY})(?:" + _TILL + "|(?P<and>{and})){the}?(?P<last>{DAY})"


@rule(
    "(?P<lead>{from}|{between})?"
    + _DAYS
    + "{of}?(?P<month>{ANYMONTH})(?:{comma}?(?:{of}|{in})?(?P<year>{YEAR}))?",
    calendar=True,
)
@rule(
    "(?P<lead>{from}|{between})?(?P<month>{ANYMONTH})(?:{between}|{from}){DUMMY}".replace("{DUMMY}", _DAYS)
    + "(?:{comma}?(?:{of}|{in})?(?P<year>{YEAR}))?",
    calendar=True,
)
@rule(
    "(?P<lead>{from}|{between})?(?P<month>{ANYMONTH})"
    + _DAYS
    + "(?:{comma}?(?:{of}|{in})?(?P<year>{YEAR}))?",
    calendar=True,
)
@rule(
    "(?P<lead>{from}|{between})"
    + _DAYS.replace("{the}?(?P<last>", "(?P<month>{ANYMONTH})(?P<last>")
    + "(?:{comma}?(?P<year>{YEAR}))?",
    calendar=True,
)
def days_of_month(match: Match, context: Context) -> Result:
    """ "June 16-18, 2020", "from 13 to 15 July", "between 3 and 12 of Sept"."""
    lead = group(match, "lead")
    inner = any(context.tokens.word(i) == "between" for i in range(match.start(), match.start("first")))
    if group(match, "and") and not inner:
        return None
    if context.tokens.is_in(match.end(), letters("amount", "plural")) or _decimal_follows(match, context):
        return None
    month = context.number(match.start("month"), "month")
    first, last = (day_number(context, *match.span(name)) for name in ("first", "last"))
    year = year_number(context, *match.span("year")) if group(match, "year") else None
    if year is None and context.published is None:
        return unknown(f"XXXX-{month:02}-{first:02}/XXXX-{month:02}-{last:02}", "range")
    if year is None:
        chosen = context.choose_day(month, first, match.span()).first
        assert chosen is not None
        year = chosen.year
    start = date(year, month, first)
    end = (
        date(year, month, last) if last >= first else shift_months(date(year, month, 1), 1).replace(day=last)
    )
    if last < first and lead is None:
        return None
    return stretch(start, end)._replace(yearless=group(match, "year") is None)


def _decimal_follows(match: Match, context: Context) -> bool:
    tokens, at = context.tokens, match.end()
    return (
        tokens.word(at) == "."
        and tokens.glued(at)
        and tokens.glued(at + 1)
        and tokens.word(at + 1).isdecimal()
    )


@rule("(?P<lead>{from}|{between})?" + _DAYS + "{of}?(?P<step>{this}|{last}|{next}){month_word}")
def days_of_relative_month(match: Match, context: Context) -> Result:
    """ "from 4 to 22 this month"."""
    if context.published is None:
        return None
    month = relative_unit(context, "M", step_of(context, match.start("step"))).first
    assert month is not None
    first, last = (day_number(context, *match.span(name)) for name in ("first", "last"))
    return stretch(month.replace(day=first), month.replace(day=last))


@rule(
    "(?P<lead>{from}|{between})?(?P<year>{year})(?P<dash>{hyphen}|{slash})(?P<short>{yy})",
    article=True,
    calendar=True,
)
def short_years(match: Match, context: Context) -> Result:
    """ "2016-17", "2019/20"."""
    tokens = context.tokens
    year, short = context.number(match.start("year"), "year"), context.number(match.start("short"), "yy")
    if (
        not all(tokens.glued(i) for i in range(match.start("dash"), match.end()))
        or tokens.word(match.end()) == "-"
    ):
        return None
    last = year // 100 * 100 + short
    if tokens.word(match.start("dash")) == "/" and last == year + 1 and not group(match, "lead"):
        # "2023/24" is how a business year is written.
        return fiscal_year(context, last, match.start())
    if not year < last <= year + 15 or not 1900 <= year <= 2060:
        return None
    return stretch(a_year(year).first, a_year(last).last)  # type: ignore[arg-type]


@rule(
    "(?P<step>{this}|{last}|{next}){week_word}(?:{between}|{from})(?P<first>{WEEKDAY})(?:"
    + _TILL
    + "|{and})(?P<last>{WEEKDAY})",
    article=True,
)
@rule(
    "(?:{between}|{from})(?P<first>{WEEKDAY})(?:"
    + _TILL
    + "|{and})(?P<last>{WEEKDAY}){of}?(?P<step>{this}|{last}|{next}){week_word}"
)
def weekdays_of_week(match: Match, context: Context) -> Result:
    """ "next week between Wednesday and Friday"."""
    week = relative_unit(context, "W", step_of(context, match.start("step"))).first
    if week is None:
        return None
    ends = [weekday_number(context, match.start(name)) for name in ("first", "last")]
    return stretch(
        date.fromordinal(week.toordinal() + ends[0] - 1), date.fromordinal(week.toordinal() + ends[1] - 1)
    )
