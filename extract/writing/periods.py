"""Days and stretches of days as a reader would name them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Optional

from extract.model import Period

DASH = "\u2013"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_words(day: date) -> str:
    """ "27 May 2020"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _short_day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def period_words(period: Optional[Period]) -> str:
    """A stretch of days as a reader would name it.

    >>> period_words(Period(first=date(2020, 1, 1), last=date(2020, 3, 31)))
    'Q1 2020'
    """
    if period is None or (period.first is None and period.last is None):
        return ""
    if period.first is None:
        assert period.last is not None
        return f"to {_short_day(period.last)}"
    if period.last is None:
        return f"from {_short_day(period.first)}"
    first, last = period.first, period.last
    if first == last:
        return _short_day(first)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        if months == 1:
            return f"{_MONTHS[first.month - 1]} {first.year}"
        if months == 3 and first.month % 3 == 1:
            return f"Q{first.month // 3 + 1} {first.year}"
        if months == 6 and first.month in (1, 7):
            return f"H{1 if first.month == 1 else 2} {first.year}"
        if months == 12:
            return (
                str(first.year) if first.month == 1 else f"year to {_MONTHS[last.month - 1][:3]} {last.year}"
            )
        if months % 12 == 0 and first.month == 1:
            return f"{first.year}{DASH}{last.year}"
        since = _MONTHS[first.month - 1][:3] + (f" {first.year}" if first.year != last.year else "")
        return f"{since}{DASH}{_MONTHS[last.month - 1][:3]} {last.year}"
    return f"{_short_day(first)} {DASH} {_short_day(last)}"


def middle(period: Optional[Period]) -> Optional[date]:
    """The middle day of a period, the one end there is, or null."""
    if period is None or period.first is None or period.last is None:
        return None if period is None else period.last or period.first
    return period.first + timedelta(days=(period.last - period.first).days // 2)


def stretch_words(stretch: str) -> str:
    """An ISO day or ``first/last`` as ``period_words`` has it; anything else as it is.

    >>> stretch_words("2023-05-01/2023-07-31"), stretch_words("2020-05-27"), stretch_words("2020-Q1")
    ('May–Jul 2023', '27 May 2020', '2020-Q1')
    """
    try:
        days = [date.fromisoformat(day) for day in stretch.split("/")]
    except ValueError:
        return stretch
    return period_words(Period(first=days[0], last=days[-1]))
