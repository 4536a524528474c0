"""What an expression says: a TIMEX3 value and the days it spans. Constructors for every calendar unit.

Values follow TIMEX3 (TimeML 1.2.1); a stretch that has no name of its own is an ISO 8601 interval,
``2020-06-16/2020-06-18``. A season takes no days: hemisphere and custom decide them.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple, Optional

from extract.model import DateKind

ONE_DAY = timedelta(days=1)


class Reading(NamedTuple):
    """``first`` and ``last`` are inclusive, null where unknown.

    ``grain`` is the unit spoken of (``day``, ``month``, ``quarter``, …). ``yearless`` says that the year was
    chosen, not stated. ``derived`` marks what was counted from another period and is no new topic itself.
    """

    kind: DateKind
    value: str
    first: Optional[date] = None
    last: Optional[date] = None
    fiscal: bool = False
    grain: str = "day"
    yearless: bool = False
    derived: bool = False


NOTHING = Reading("date", "")
"""What a rule gives for words that look like a date and are none, so that no part of them is read as one."""


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, _last_day(year, month))


def _last_day(year: int, month: int) -> int:
    """The number of a month's last day."""
    return 29 if month == 2 and calendar.isleap(year) else _DAYS_OF_MONTH[month]


_DAYS_OF_MONTH = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def shift_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _last_day(year, month + 1)))


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def quarter_of(day: date) -> int:
    """The calendar quarter of a day, 1 to 4."""
    return (day.month + 2) // 3


def a_day(day: date, yearless: bool = False) -> Reading:
    """One day."""
    return Reading("date", day.isoformat(), day, day, yearless=yearless)


def a_week(day: date) -> Reading:
    """The ISO week a day lies in, Monday to Sunday."""
    first = monday(day)
    year, week, _ = first.isocalendar()
    return Reading("period", f"{year:04}-W{week:02}", first, first + timedelta(days=6), grain="week")


def a_weekend(day: date) -> Reading:
    """Saturday and Sunday of the ISO week a day lies in."""
    saturday = monday(day) + timedelta(days=5)
    year, week, _ = saturday.isocalendar()
    return Reading("period", f"{year:04}-W{week:02}-WE", saturday, saturday + ONE_DAY, grain="weekend")


def a_month(year: int, month: int, yearless: bool = False) -> Reading:
    """A calendar month."""
    first = date(year, month, 1)
    return Reading(
        "period", f"{year:04}-{month:02}", first, month_end(year, month), grain="month", yearless=yearless
    )


def a_quarter(year: int, quarter: int, yearless: bool = False) -> Reading:
    """A calendar quarter."""
    first, last = date(year, 3 * quarter - 2, 1), month_end(year, 3 * quarter)
    return Reading("period", f"{year:04}-Q{quarter}", first, last, grain="quarter", yearless=yearless)


def a_half(year: int, half: int, yearless: bool = False) -> Reading:
    """A calendar half-year."""
    first, last = date(year, 6 * half - 5, 1), month_end(year, 6 * half)
    return Reading("period", f"{year:04}-H{half}", first, last, grain="half", yearless=yearless)


def a_year(year: int) -> Reading:
    """A calendar year."""
    return Reading("period", f"{year:04}", date(year, 1, 1), date(year, 12, 31), grain="year")


def a_decade(year: int) -> Reading:
    """The ten years from one that ends in 0: 1990 is the 1990s."""
    first = year // 10 * 10
    value = f"{first // 10:03}"
    return Reading("period", value, date(first, 1, 1), date(first + 9, 12, 31), grain="decade")


def a_century(number: int) -> Reading:
    """The century by its number, as newspapers count: the 21st begins with 2000."""
    first = 100 * (number - 1)
    return Reading(
        "period", f"{number - 1:02}", date(max(1, first), 1, 1), date(first + 99, 12, 31), grain="century"
    )


def unknown(value: str, grain: str = "day", fiscal: bool = False) -> Reading:
    """An expression whose days can't be known."""
    return Reading("date" if grain == "day" else "period", value, fiscal=fiscal, grain=grain)


def stretch(first: date, last: date, grain: str = "range") -> Reading:
    """The days from ``first`` to ``last``, under the name of a calendar unit where they are one.

    Raises ``ValueError`` when they run backwards.
    """
    if last < first:
        raise ValueError("a stretch of days runs backwards")
    if first == last:
        return a_day(first)
    if first.day == 1 and last == month_end(last.year, last.month):
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        if months == 1:
            return a_month(first.year, first.month)
        if months == 3 and first.month % 3 == 1:
            return a_quarter(first.year, quarter_of(first))
        if months == 6 and first.month in (1, 7):
            return a_half(first.year, 1 if first.month == 1 else 2)
        if months == 12 and first.month == 1:
            return a_year(first.year)
        if months == 120 and first.month == 1 and first.year % 10 == 0:
            return a_decade(first.year)
    if first.weekday() == 0 and last - first == timedelta(days=6):
        return a_week(first)
    value = f"{first.isoformat()}/{last.isoformat()}"
    return Reading("period", value, first, last, grain=grain)


def a_duration(value: str, kind: DateKind = "duration") -> Reading:
    """A length of time, or a recurring one, without days of its own."""
    return Reading(kind, value, grain="duration" if kind == "duration" else "set")


def unit_containing(day: date, letter: str) -> Reading:
    """The calendar unit (ISO letter, ``WE`` weekend, ``DE`` decade, ``CE`` century) that holds a day."""
    if letter == "D":
        return a_day(day)
    if letter == "W":
        return a_week(day)
    if letter == "WE":
        return a_weekend(day)
    if letter == "M":
        return a_month(day.year, day.month)
    if letter == "Q":
        return a_quarter(day.year, quarter_of(day))
    if letter == "H":
        return a_half(day.year, 1 if day.month <= 6 else 2)
    if letter == "Y":
        return a_year(day.year)
    if letter == "DE":
        return a_decade(day.year)
    if letter == "CE":
        return a_century(day.year // 100 + 1)
    raise ValueError(f"no calendar unit {letter}")


_MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}
_DAYS = {"D": 1, "W": 7, "WE": 7, "FN": 14}


def shift(day: date, count: float, letter: str) -> date:
    """A day moved by ``count`` units; whole months keep the day of the month.

    Raises ``ValueError`` for parts of days, ``OverflowError`` beyond the calendar.
    """
    if letter in _MONTHS:
        months = count * _MONTHS[letter]
        if months == int(months):
            return shift_months(day, int(months))
        raise ValueError("parts of a month")
    if letter in _DAYS and count == int(count):
        return day + timedelta(days=int(count) * _DAYS[letter])
    if letter == "WD" and abs(count) < 4000:
        return shift_working_days(day, int(count))
    raise ValueError(f"can't count days in {letter}")


def shift_working_days(day: date, count: int) -> date:
    """``count`` days on, Saturdays and Sundays left out."""
    step = ONE_DAY if count >= 0 else -ONE_DAY
    while count:
        day += step
        if day.weekday() < 5:
            count -= 1 if step > timedelta(0) else -1
    return day


def shift_unit(reading: Reading, count: int, letter: str) -> Reading:
    """The unit ``count`` units after (before, if negative) the one in which a reading begins."""
    assert reading.first is not None
    here = unit_containing(reading.first, letter)
    assert here.first is not None
    return unit_containing(shift(here.first, count, letter), letter)


GRAIN_LETTER = {
    "day": "D",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "half": "H",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}


def years_away(reading: Reading, years: int) -> Optional[Reading]:
    """The same stretch some years off ("a year earlier"); null where the days aren't known."""
    if reading.first is None or reading.last is None:
        return None
    if reading.grain == "week":
        year, week, _ = reading.first.isocalendar()
        return a_week(date.fromisocalendar(year + years, min(week, 52), 1))._replace(derived=True)
    first = shift_months(reading.first, 12 * years)
    last = shift_months(reading.last, 12 * years)
    if reading.last == month_end(reading.last.year, reading.last.month) and reading.grain != "day":
        last = month_end(last.year, last.month)
    moved = stretch(first, last)
    if reading.fiscal and reading.grain in ("quarter", "half", "year") and reading.value[:4].isdigit():
        moved = moved._replace(value=f"{int(reading.value[:4]) + years:04}{reading.value[4:]}")
    return moved._replace(fiscal=reading.fiscal, grain=reading.grain, derived=True, kind=reading.kind)


_MUCH_NEARER = 4


def nearest(days: list[date], published: date, tense: int, much: int = _MUCH_NEARER) -> date:
    """The day nearest to publication on the side the tense points to; without one, the past unless far away."""
    past = [day for day in days if day <= published]
    future = [day for day in days if day >= published]
    if not days:
        raise ValueError("no such day")
    if not past or not future:
        return past[-1] if past else future[0]
    ahead, ago = (future[0] - published).days, (published - past[-1]).days
    # A verb may belong to another clause: where one side is much nearer, it has little to say.
    if ahead * much < ago:
        return future[0]
    if ago * much < ahead:
        return past[-1]
    if tense:
        return future[0] if tense > 0 else past[-1]
    return future[0] if ahead * 2 < ago else past[-1]
