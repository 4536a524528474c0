"""Two neighbouring dates as one range: "from June 16 to 18", "2016-2020", "between April and June"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Optional

from extract.mentions.dates.context import Context
from extract.mentions.dates.readings import Reading, a_day, a_month, shift_months, stretch

_JOINABLE = ("day", "week", "month", "quarter", "half", "year", "event", "range", "decade")


def joined(
    context: Context, one: tuple[int, int, Reading], two: tuple[int, int, Reading]
) -> Optional[tuple[int, Reading]]:
    """The range two neighbouring expressions make, with the token it starts at; nothing where they make none."""
    tokens = context.tokens
    between = [tokens.word(index) for index in range(one[1], two[0])]
    lead = tokens.word(one[0] - 1)
    if tokens.word(two[0]) == "the" and between and between[-1] == "the":
        between = between[:-1]
    if len(between) != 1 or not _connects(between[0], lead, one[2], two[2], context):
        return None
    try:
        first, last = _ends(context, _in_year_of(one[2], two[2]), two[2])
        reading = None if first is None or last is None else stretch(first, last)
    except (ValueError, OverflowError):
        return None
    if reading is None or _runs_backwards(one[2], two[2], reading):
        return None
    # "The July-September quarter" takes its article in, as any quarter does.
    named = lead == "the" and tokens.word(two[1] - 1) == "quarter"
    start = one[0] - 1 if lead in ("from", "between") or named else one[0]
    return start, reading._replace(fiscal=one[2].fiscal and two[2].fiscal)


def sharing_year(
    context: Context, one: tuple[int, int, Reading], two: tuple[int, int, Reading]
) -> Optional[Reading]:
    """The first of two listed expressions in the year that is said once, with the second: "March and April 2019"."""
    between = [context.tokens.word(index) for index in range(one[1], two[0])]
    if (
        between not in (["and"], ["or"], [","], ["and", "the"], ["&"])
        or not one[2].yearless
        or two[2].yearless
    ):
        return None
    if one[2].grain != two[2].grain or one[2].grain not in ("day", "month", "quarter", "half"):
        return None
    if one[2].first is None or two[2].first is None or two[2].fiscal or two[2].derived:
        return None
    try:
        moved = _into_year(one[2], two[2].first.year)
    except (ValueError, OverflowError):
        return None
    return (
        moved._replace(grain=one[2].grain) if moved.first is not None and moved.first < two[2].first else None
    )


def _in_year_of(one: Reading, two: Reading) -> Reading:
    """A month whose year nothing told, in the year stated at the range's end: "January – June 2008"."""
    month = _YEARLESS_MONTH.fullmatch(one.value)
    if one.first is not None or month is None or two.first is None or two.yearless:
        return one
    return a_month(two.first.year, int(month[1]))._replace(yearless=True)


_YEARLESS_MONTH = re.compile(r"XXXX-(\d\d)")


def _runs_backwards(one: Reading, two: Reading, whole: Reading) -> bool:
    """Whether two days without years make most of a year: "from June 20 to June 10" is a slip, not a stretch."""
    if not (one.yearless and two.yearless and one.grain == two.grain == "day"):
        return False
    return (
        whole.first is not None
        and whole.last is not None
        and (whole.last - whole.first).days > _MOST_OF_A_YEAR
    )


_MOST_OF_A_YEAR = 300


def _connects(word: str, lead: str, one: Reading, two: Reading, context: Context) -> bool:
    if not (one.grain in _JOINABLE or (_is_now(one, context) and lead in ("from", "between"))) or not (
        two.grain in _JOINABLE or _is_now(two, context)
    ):
        return False
    if word == "and":
        return lead == "between"
    if word in ("to", "until", "till", "through", "thru"):
        return lead == "from" or one.grain == two.grain or word in ("through", "thru")
    return word in ("-", "–", "—", "~", "～", "‑") and one.grain in (
        "day",
        "month",
        "quarter",
        "year",
        "half",
        "week",
    )


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
        first = (
            moved.first
            if moved.first is not None and moved.first <= last
            else _into_year(one, last.year - 1).first
        )
    elif two.yearless and last < first:
        moved = _into_year(two, first.year)
        if moved.last is not None and moved.last < first:
            moved = _into_year(two, first.year + 1)
        last = moved.last
    elif two.yearless and not one.yearless:
        moved = _into_year(two, first.year)
        last = (
            moved.last
            if moved.last is not None and moved.last >= first
            else _into_year(two, first.year + 1).last
        )
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
