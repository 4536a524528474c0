"""Periods of financial reports, named by their end: "the three months ended March 31, 2020"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Optional

from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.matching import longest
from extract.mentions.dates.numbers import count, day_number
from extract.mentions.dates.readings import (
    NOTHING,
    ONE_DAY,
    Reading,
    month_end,
    shift_months,
    stretch,
    unknown,
)
from extract.mentions.dates.units import duration_value

_ENDED_WORD = letters("ended_strict")
_ENDED = "(?:{period_noun})?{comma}?(?:{ended}|{that}{ended})(?:{in}|{on}|{at}|{the})?{the}?"


@rule(
    "(?:(?P<count>{COUNT}){hyphen}?(?P<unit>{unit})|(?P<part>{ORDINAL})?{hyphen}?(?P<fiscal>{fiscal})?{hyphen}?(?P<part2>{ORDINAL})?(?P<one>{unit}|{period_noun})(?P<number>{year})?)"
    + _ENDED,
    article=True,
)
def period_ended(match: Match, context: Context) -> Result:
    """ "the three months ended March 31, 2020", "the quarter ending in June", "the fiscal year ended March 2020"."""
    if match.end() >= len(context.tokens) or not _names_end(match, context):
        return None
    found = longest(context, match.end(), calendar_only=True)
    if found is None or found.reading.grain not in ("day", "month", "event"):
        return None
    fiscal = group(match, "fiscal") is not None
    if _states_year_end(match, context, fiscal, found.reading):
        return NOTHING, found.end
    last, months = _report_end(match, found.reading, context), _months_of(match, context)
    if last is None:
        grain, value = ("quarter", "XXXX-QX") if months == 3 else ("year", "XXXX")
        return unknown(value, grain, fiscal), found.end
    if months is None:
        reading = _weeks_or_days(match, context, last)
        return None if reading is None else (reading, found.end)
    reading = _months_before(last, months, group(match, "count") is not None)
    return _as_fiscal(reading, months, fiscal, match, context), found.end


def _names_end(match: Match, context: Context) -> bool:
    """Whether "ended" or, in the British manner, "the three months *to* June" stands before the closing day."""
    tokens = context.tokens
    if any(tokens.is_in(index, _ENDED_WORD) for index in range(match.start(), match.end())):
        return True
    before = tokens.word(match.start() - 1)
    if group(match, "count"):
        joints = [tokens.word(index) for index in range(match.end("unit"), match.end())]
        return before in ("the", "in", "for") and ("to" in joints or "through" in joints)
    unit = tokens.word(match.start("one"))
    return (
        before == "the"
        and unit in ("year", "quarter", "half")
        and tokens.word(match.end("one")) in ("to", "through")
    )


def _as_fiscal(reading: Reading, months: int, fiscal: bool, match: Match, context: Context) -> Reading:
    """A year that doesn't end in December is fiscal, and so is a fourth quarter that ends in June."""
    last = reading.last
    assert last is not None
    if months == 12:
        named = context.tokens.is_in(match.start("one"), letters("year_word"))
        if fiscal or (named and last.month != 12):
            context.state_year_end(match.start(), last.month)
            reading = reading._replace(value=f"{last.year:04}", fiscal=True)
        return reading._replace(grain="year")
    part = next((name for name in ("part", "part2") if group(match, name)), None)
    if months == 3 and part is not None and group(match, "unit") is None:
        number = day_number(context, *match.span(part))
        year_end = shift_months(last.replace(day=1), 3 * (4 - number)) if 1 <= number <= 4 else last
        if fiscal or 3 * number != last.month:
            context.state_year_end(match.start(), year_end.month)
            return reading._replace(value=f"{year_end.year:04}-Q{number}", fiscal=True, grain="quarter")
    return reading._replace(fiscal=fiscal)


def _states_year_end(match: Match, context: Context, fiscal: bool, end: Reading) -> bool:
    """Whether the words say when fiscal years end ("its fiscal year ends in March") rather than name one."""
    words = [context.tokens.word(index) for index in range(match.start(), match.end())]
    if "ends" not in words or "that" in words:
        return False
    if fiscal and end.last is not None:
        context.state_year_end(match.start(), end.last.month)
    return True


def _report_end(match: Match, reading: Reading, context: Context) -> Optional[date]:
    """The closing day; one without its year is the last before publication ("the quarter ended Sept. 30")."""
    last = reading.last
    if last is None or not reading.yearless or context.published is None:
        return last
    over = any(context.tokens.word(index) == "ended" for index in range(match.start(), match.end()))
    if last > context.published + timedelta(days=0 if over else 200):
        last = shift_months(last, -12)
    return last


def _months_of(match: Match, context: Context) -> Optional[int]:
    tokens = context.tokens
    if group(match, "count"):
        letter, number = context.text_letter(match.start("unit")), count(context, *match.span("count"))
    else:
        word, number = tokens.word(match.start("one")), 1.0
        if tokens.is_in(match.start("one"), letters("period_noun")):
            earlier = context.latest("quarter", "half", "report", "year")
            if earlier is None or earlier.first is None or earlier.last is None:
                return 3
            return round((earlier.last - earlier.first).days / 30.4) or 3
        letter = str(context.text_letter(match.start("one"))) if word else ""
    per_unit = {"M": 1, "Q": 3, "H": 6, "Y": 12}.get(letter)
    return None if per_unit is None else int(per_unit * number)


def _weeks_or_days(match: Match, context: Context, last: date) -> Optional[Reading]:
    letter = context.text_letter(match.start("unit") if group(match, "unit") else match.start("one"))
    number = count(context, *match.span("count")) if group(match, "count") else 1
    if letter not in ("W", "D"):
        return None
    days = int(number * (7 if letter == "W" else 1))
    grain = "week" if days == 7 else "quarter" if 13 * 7 <= days <= 14 * 7 else "report"
    return Reading(
        "period", duration_value(number, letter), last - timedelta(days=days - 1), last, grain=grain
    )


def _months_before(last: date, months: int, counted: bool) -> Reading:
    """The months up to a closing day. A day near a month's end closes that month, as 52-week years do."""
    closing = month_end(last.year, last.month)
    if last.day <= 5:
        closing = last.replace(day=1) - ONE_DAY
    near = abs((closing - last).days) <= 7
    first = (
        shift_months(closing.replace(day=1), 1 - months) if near else shift_months(last, -months) + ONE_DAY
    )
    end = closing if near else last
    reading = stretch(first, end)
    grain = {3: "quarter", 6: "half", 12: "year", 1: "month"}.get(months, "report")
    value = duration_value(months, "M") if "/" in reading.value and counted else reading.value
    return reading._replace(grain=grain, value=value, first=first, last=end)


@rule(
    "(?P<count>{COUNT}){hyphen}?(?P<unit>{month_plural})(?!{ago}|{earlier}|{later}|{ended}|{of}|{to}|{from})",
    article=True,
)
def counted_months_of_report(match: Match, context: Context) -> Result:
    """ "for the nine months": after a report's quarter, the months up to that quarter's end."""
    tokens = context.tokens
    if tokens.word(match.start() - 1) != "the":
        return None
    quarter_before = context.latest("quarter", "report")
    number = int(count(context, *match.span("count")))
    if quarter_before is None or quarter_before.last is None or number not in (3, 6, 9, 12):
        return None
    last = quarter_before.last
    first = shift_months(last.replace(day=1), 1 - number)
    return Reading("period", f"P{number}M", first, last, grain="report", fiscal=quarter_before.fiscal)
