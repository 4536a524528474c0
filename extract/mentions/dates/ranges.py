"""Ranges: two dates joined by "to", a dash or "between … and", and those that share a month or a year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Optional

from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.numbers import day_number, year_number
from extract.mentions.dates.readings import Reading, a_day, a_year, shift_months, stretch, unknown
from extract.mentions.dates.relative_rules import relative_unit, step_of, weekday_number

_JOINABLE = ("day", "week", "month", "quarter", "half", "year", "event", "range", "decade")
_TILL = "(?:{till_word}|{hyphen}|{tilde})"
_DAYS = "{the}?(?P<first>{DAY})(?:" + _TILL + "|(?P<and>{and})){the}?(?P<last>{DAY})"


@rule("(?P<lead>{from}|{between})?" + _DAYS + "{of}?(?P<month>{ANYMONTH})(?:{comma}?(?:{of}|{in})?(?P<year>{YEAR}))?", calendar=True)
@rule("(?P<lead>{from}|{between})?(?P<month>{ANYMONTH})(?:{between}|{from}){DUMMY}".replace("{DUMMY}", _DAYS) + "(?:{comma}?(?:{of}|{in})?(?P<year>{YEAR}))?", calendar=True)
@rule("(?P<lead>{from}|{between})?(?P<month>{ANYMONTH})" + _DAYS + "(?:{comma}?(?:{of}|{in})?(?P<year>{YEAR}))?", calendar=True)
@rule("(?P<lead>{from}|{between})" + _DAYS.replace("{the}?(?P<last>", "(?P<month>{ANYMONTH})(?P<last>") + "(?:{comma}?(?P<year>{YEAR}))?", calendar=True)
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
    end = date(year, month, last) if last >= first else shift_months(date(year, month, 1), 1).replace(day=last)
    if last < first and lead is None:
        return None
    return stretch(start, end)


def _decimal_follows(match: Match, context: Context) -> bool:
    tokens, at = context.tokens, match.end()
    return tokens.word(at) == "." and tokens.glued(at) and tokens.glued(at + 1) and tokens.word(at + 1).isdecimal()


@rule("(?P<lead>{from}|{between})?" + _DAYS + "{of}?(?P<step>{this}|{last}|{next}){month_word}")
def days_of_relative_month(match: Match, context: Context) -> Result:
    """ "from 4 to 22 this month"."""
    if context.published is None:
        return None
    month = relative_unit(context, "M", step_of(context, match.start("step"))).first
    assert month is not None
    first, last = (day_number(context, *match.span(name)) for name in ("first", "last"))
    return stretch(month.replace(day=first), month.replace(day=last))


@rule("(?P<lead>{from}|{between})?(?P<year>{year})(?P<dash>{hyphen}|{slash})(?P<short>{yy})", article=True, calendar=True)
def short_years(match: Match, context: Context) -> Result:
    """ "2016-17", "2019/20"."""
    tokens = context.tokens
    year, short = context.number(match.start("year"), "year"), context.number(match.start("short"), "yy")
    if not all(tokens.glued(i) for i in range(match.start("dash"), match.end())) or tokens.word(match.end()) == "-":
        return None
    last = year // 100 * 100 + short
    if not year < last <= year + 15 or not 1900 <= year <= 2060:
        return None
    return stretch(a_year(year).first, a_year(last).last)  # type: ignore[arg-type]


@rule("(?P<step>{this}|{last}|{next}){week_word}(?:{between}|{from})(?P<first>{WEEKDAY})(?:" + _TILL + "|{and})(?P<last>{WEEKDAY})", article=True)
@rule("(?:{between}|{from})(?P<first>{WEEKDAY})(?:" + _TILL + "|{and})(?P<last>{WEEKDAY}){of}?(?P<step>{this}|{last}|{next}){week_word}")
def weekdays_of_week(match: Match, context: Context) -> Result:
    """ "next week between Wednesday and Friday"."""
    week = relative_unit(context, "W", step_of(context, match.start("step"))).first
    if week is None:
        return None
    ends = [weekday_number(context, match.start(name)) for name in ("first", "last")]
    return stretch(date.fromordinal(week.toordinal() + ends[0] - 1), date.fromordinal(week.toordinal() + ends[1] - 1))


def joined(context: Context, one: tuple[int, int, Reading], two: tuple[int, int, Reading]) -> Optional[tuple[int, Reading]]:
    """The range two neighbouring expressions make, with the token it starts at; nothing where they make none."""
    tokens = context.tokens
    between = [tokens.word(index) for index in range(one[1], two[0])]
    lead = tokens.word(one[0] - 1)
    if tokens.word(two[0]) == "the" and between and between[-1] == "the":
        between = between[:-1]
    if len(between) != 1 or not _connects(between[0], lead, one[2], two[2], context):
        return None
    first, last = _ends(context, one[2], two[2])
    if first is None or last is None:
        return None
    try:
        reading = stretch(first, last)
    except ValueError:
        return None
    start = one[0] - 1 if lead in ("from", "between") else one[0]
    return start, reading._replace(fiscal=one[2].fiscal and two[2].fiscal)


def _connects(word: str, lead: str, one: Reading, two: Reading, context: Context) -> bool:
    if not (one.grain in _JOINABLE or (_is_now(one, context) and lead in ("from", "between"))) or not (two.grain in _JOINABLE or _is_now(two, context)):
        return False
    if word == "and":
        return lead == "between"
    if word in ("to", "until", "till", "through", "thru"):
        return lead == "from" or one.grain == two.grain or word in ("through", "thru")
    return word in ("-", "–", "—", "~", "～", "‑") and one.grain in ("day", "month", "quarter", "year", "half", "week")


def _is_now(reading: Reading, context: Context) -> bool:
    return reading.value == "PRESENT_REF" and context.published is not None


def _ends(context: Context, one: Reading, two: Reading) -> tuple[Optional[date], Optional[date]]:
    """First and last day of a range; what has no year of its own takes it from the other end."""
    if _is_now(two, context):
        return one.first, context.published
    if _is_now(one, context):
        return context.published, two.last
    first, last = one.first, two.last
    if first is None or last is None:
        return None, None
    if one.yearless and not two.yearless:
        moved = _into_year(one, last.year)
        if moved.first is not None and moved.first > last:
            moved = _into_year(one, last.year - 1)
        first = moved.first
    elif one.yearless and two.yearless and last < first:
        moved = _into_year(one, last.year)
        first = moved.first if moved.first is not None and moved.first <= last else _into_year(one, last.year - 1).first
    elif two.yearless and last < first:
        moved = _into_year(two, first.year)
        if moved.last is not None and moved.last < first:
            moved = _into_year(two, first.year + 1)
        last = moved.last
    elif two.yearless and not one.yearless:
        moved = _into_year(two, first.year)
        last = moved.last if moved.last is not None and moved.last >= first else _into_year(two, first.year + 1).last
    elif last < first and one.grain == two.grain == "day" and (first - last).days < 7:
        last += timedelta(days=7)
    elif one.yearless and two.yearless and (last - first).days > 366:
        first = _into_year(one, last.year).first
    return first, last


def _into_year(reading: Reading, year: int) -> Reading:
    """A reading whose year was chosen, in another year."""
    assert reading.first is not None and reading.last is not None
    months = 12 * (year - reading.first.year)
    if reading.grain == "day":
        return a_day(shift_months(reading.first, months))
    first = shift_months(reading.first, months)
    length = (reading.last.year - reading.first.year) * 12 + reading.last.month - reading.first.month + 1
    return stretch(first, date.fromordinal(shift_months(first, length).toordinal() - 1))
