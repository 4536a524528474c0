"""Days of months with their names: "June 16", "Nov. 11, 2019", "27 May 2020"."""

from __future__ import annotations

from datetime import date
from typing import Optional

from extract.mentions.dates.amounts import PREPOSITION, followed_by_amount
from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.numbers import day_number, short_year, year_of
from extract.mentions.dates.readings import Reading, a_day, month_end, nearest, shift, shift_months, unknown
from extract.mentions.dates.units import step_of

_ORDINAL_WORD = letters("ordinal", "one", "teen", "tens")


def _weekday_agrees(match: Match, context: Context, day: Reading) -> Reading:
    """A yearless day beside a weekday takes the nearest year in which the two agree, where there is one.

    Not where it lies near publication: there a weekday that doesn't agree is a slip, and must stay visible.
    """
    span, stated = group(match, "weekday"), day.first
    if span is None or not day.yearless or context.published is None or stated is None:
        return day
    if abs((stated - context.published).days) < _NEAR:
        return day
    weekday = context.number(span[0], "weekday" if _is_full(context, span[0]) else "weekday_short")
    years = sorted(
        range(context.published.year - 5, context.published.year + 6), key=lambda y: abs(y - stated.year)
    )
    for year in years:
        try:
            candidate = date(year, stated.month, stated.day)
        except ValueError:
            continue
        if candidate.isoweekday() == weekday and abs((candidate - context.published).days) < 600:
            return a_day(candidate, yearless=True)
    return day


_NEAR = 120


def _is_full(context: Context, index: int) -> bool:
    return len(context.tokens.word(index)) > 5


def dated(match: Match, context: Context, month: int, day: int, year: Optional[int]) -> Result:
    """A day of a stated year, or of the year that fits the clause and the weekday beside it."""
    if year is not None:
        return a_day(date(year, month, day))
    if not 1 <= day <= 31:
        return None
    return _weekday_agrees(match, context, context.choose_day(month, day, match.span()))


def month_number(match: Match, context: Context) -> int:
    """The month in a match's group of that name."""
    return context.number(match.start("month"), "month")


@rule(
    "(?:(?P<weekday>{WEEKDAY}){comma}?)?(?P<month>{ANYMONTH}){the}?{hyphen}?{slash}?(?P<day>{DAY})"
    "(?:{comma}?{hyphen}?{slash}?{of}?(?P<year>{YEAR}|{YY}))?(?:{comma}{WEEKDAY})?",
    calendar=True,
)
def month_day(match: Match, context: Context) -> Result:
    """ "June 16", "Nov. 11, 2019", "Monday, Feb 18", "May 27th", "September the twenty-first"."""
    year, end = year_of(match, context), match.end()
    if year is not None and followed_by_amount(match, context):
        year, end = None, match.start("year")
        if context.tokens.word(end - 1) == ",":
            end -= 1
    day_end = match.end("day")
    if year is None and followed_by_amount(match, context, day_end):
        return None
    if context.tokens.is_in(match.start("day"), _ORDINAL_WORD) and context.tokens.is_in(day_end, _NOT_A_DAY):
        return None
    if year is None:
        year, end = _relative_year_after(context, end)
    result = dated(
        match, context, month_number(match, context), day_number(context, *match.span("day")), year
    )
    return (result, end) if isinstance(result, Reading) else result


def _relative_year_after(context: Context, end: int) -> tuple[Optional[int], int]:
    """ "October 15 *last year*", "June 1 *of this year*"."""
    tokens, at = context.tokens, end
    if tokens.word(at) in ("of", ","):
        at += 1
    if (
        context.published is None
        or tokens.word(at + 1) != "year"
        or tokens.word(at) not in ("last", "this", "next")
    ):
        return None, end
    return context.published.year + ("last", "this", "next").index(tokens.word(at)) - 1, at + 2


_NOT_A_DAY = letters("unit", "hyphen", "tens", "thousand", "hundred")


@rule(
    "(?:(?P<weekday>{WEEKDAY}){comma}?{the}?)?(?P<day>{DAY}){day_unit}?{of}?{hyphen}?(?P<month>{ANYMONTH})"
    "(?:{comma}?{hyphen}?{slash}?(?:{of}|{in})?(?P<year>{YEAR}|{YY}))?(?:{comma}{WEEKDAY})?",
    article=True,
    calendar=True,
)
def day_month(match: Match, context: Context) -> Result:
    """ "27 May 2020", "the 15th of February", "1st Jan", "31-Oct-74"."""
    tokens = context.tokens
    year, end = year_of(match, context), match.end()
    if year is None and tokens.is_in(end, letters("yy")) and tokens.is_in(end - 1, letters("hyphen")):
        year, end = short_year(context, end), end + 1
    plain = match.end("day") == match.start("month") and not _is_ordinal(match, context)
    if plain and tokens.is_in(match.start("month"), _WEAK_ONLY):
        return None
    if year is None and plain and tokens.is_in(match.end(), letters("num")):
        # "3 March 20" might be "March 20".
        return None
    result = dated(
        match, context, month_number(match, context), day_number(context, *match.span("day")), year
    )
    return (result, end) if isinstance(result, Reading) else result


_WEAK_ONLY = "".join(sorted(set(letters("month_weak")) - set(letters("month"))))


def _is_ordinal(match: Match, context: Context) -> bool:
    start, end = match.span("day")
    return end - start > 1 or not context.tokens.word(start).isdecimal()


_CLAUSE_BEHIND = frozenset(["after", "as", "it", "its", "that", "when", "with"])


@rule("{on}{the}(?P<day>{num}{ordinal_suffix}|{tens}{hyphen}?{ordinal}|{ordinal})")
def day_alone(match: Match, context: Context) -> Result:
    """ "on the 21st": of the month of publication or the one beside it, by tense; never "on the 1st floor"."""
    tokens, published = context.tokens, context.published
    following = tokens.as_written(match.end())
    clause = tokens.word(match.start("day")).isdecimal() and following in _CLAUSE_BEHIND
    if following[:1].isalnum() and not clause and following not in ("and", "to", "at", "in", "by", "for"):
        return None
    number = day_number(context, *match.span("day"))
    if not 1 <= number <= 31 or tokens.is_in(match.end(), letters("hyphen")):
        return None
    start = match.start("day") - 1
    if published is None:
        return unknown(f"XXXX-XX-{number:02}"), start, match.end()
    months = [shift_months(published.replace(day=1), n) for n in (-2, -1, 0, 1, 2)]
    days = [m.replace(day=number) for m in months if number <= month_end(m.year, m.month).day]
    chosen = nearest(days, published, context.tense(match.start(), match.end()))
    return a_day(chosen, yearless=True), start, match.end()


@rule("(?:{and}|{comma}|{or})(?P<day>{day}{ordinal_suffix}?)", calendar=False)
def day_in_list(match: Match, context: Context) -> Result:
    """ "June 16 *and 18*": a second day of the month just named."""
    tokens = context.tokens
    if not context.found or context.last_end != match.start():
        return None
    before = context.found[-1][1]
    index = match.start() - 1
    while index > 0 and tokens.is_in(index, letters("day", "comma", "and", "or", "ordinal_suffix", "dot")):
        index -= 1
    named = tokens.is_in(index, letters("month", "month_weak"))
    following = tokens.as_written(match.end())
    if before.grain != "day" or before.first is None or not named or followed_by_amount(match, context):
        return None
    if following[:1].isalnum() and not tokens.is_in(match.end(), PREPOSITION) and following not in _VERBS:
        return None
    number = day_number(context, *match.span("day"))
    if number <= before.first.day:
        return None
    day = a_day(before.first.replace(day=number), before.yearless)
    return day, match.start("day"), match.end()


@rule("(?P<day>{num}){hyphen}(?P<month>{ANYMONTH}){hyphen}(?P<year>{yy})", calendar=True)
def day_month_short_year(match: Match, context: Context) -> Result:
    """ "31-Oct-74"."""
    year = short_year(context, match.start("year"))
    return a_day(date(year, month_number(match, context), context.number(match.start("day"), "day")))


@rule("(?P<month>{ANYMONTH}){hyphen}(?P<day>{day}){hyphen}(?P<year>{year}|{yy})", calendar=True)
def month_day_hyphens(match: Match, context: Context) -> Result:
    """ "Sep-23-2020"."""
    year = short_year(context, match.start("year"))
    return a_day(date(year, month_number(match, context), context.number(match.start("day"), "day")))


@rule(
    "(?P<year>{year})(?:{hyphen}|{slash})(?P<month>{ANYMONTH})(?:{hyphen}|{slash})(?P<day>{day})",
    calendar=True,
)
@rule(
    "(?P<year>{year})(?:{hyphen}|{slash})(?P<day>{day})(?:{hyphen}|{slash})(?P<month>{ANYMONTH})",
    calendar=True,
)
@rule(
    "(?P<month>{ANYMONTH})(?:{hyphen}|{slash})(?P<year>{year})(?:{hyphen}|{slash})(?P<day>{day})",
    calendar=True,
)
@rule(
    "(?P<day>{day})(?:{hyphen}|{slash})(?P<year>{year})(?:{hyphen}|{slash})(?P<month>{ANYMONTH})",
    calendar=True,
)
def named_month_with_separators(match: Match, context: Context) -> Result:
    """ "2019-sep-1", "2019/Aug/01"."""
    year = context.number(match.start("year"), "year")
    return a_day(date(year, month_number(match, context), context.number(match.start("day"), "day")))


_VERBS = ("is", "are", "was", "were", "will", "would", "had", "has", "have")


@rule("(?P<day>{DAY}){comma}?{of}(?P<which>{this}|{last}|{next}|{the}){month_word}", article=True)
@rule("(?P<day>{DAY}){day_unit}{of}{the}?(?P<which>{this}|{last}|{next}|{the}){month_word}", article=True)
def day_of_relative_month(match: Match, context: Context) -> Result:
    """ "the 20th of next month"."""
    word = context.tokens.word(match.start("which"))
    number = day_number(context, *match.span("day"))
    if context.published is None:
        return unknown(f"XXXX-XX-{number:02}")
    step = 0 if word == "the" else context.number(match.start("which"), _table(context, match.start("which")))
    index = context.published.year * 12 + context.published.month - 1 + step
    return a_day(date(index // 12, index % 12 + 1, number))


def _table(context: Context, index: int) -> str:
    for name in ("this", "last", "next"):
        if context.tokens.is_in(index, letters(name)):
            return name
    raise ValueError("no such word")


@rule("(?P<day>{DAY})(?:{of}|{in})?{the}?(?P<step>{this}|{last}|{next}){month_word}", article=True)
def day_of_month(match: Match, context: Context) -> Result:
    """ "the 20th of next month"."""
    number = day_number(context, *match.span("day"))
    if context.published is None:
        return unknown(f"XXXX-XX-{number:02}")
    month = shift(context.published.replace(day=1), step_of(context, match.start("step")), "M")
    return a_day(date(month.year, month.month, number))
