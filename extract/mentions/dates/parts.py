"""Parts of periods: early, middle, late; first and last day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Optional

from extract.mentions.dates.readings import ONE_DAY, Reading, a_day, shift_months


def third_of(whole: Reading, part: str) -> Optional[Reading]:
    """The early, middle or late part of a period.

    Thirds of months, quarters, halves and decades; of a year its first and last quarter and May to August; of a week
    Monday to Wednesday, Wednesday, Thursday to Sunday.
    """
    first, last = whole.first, whole.last
    if first is None or last is None:
        return whole if whole.grain != "day" else None
    which = ("early", "mid", "late").index(part)
    if whole.grain == "month":
        bounds = [(1, 10), (11, 20), (21, last.day)][which]
        return whole._replace(first=first.replace(day=bounds[0]), last=first.replace(day=bounds[1]))
    if whole.grain == "year":
        months = [(1, 3), (5, 8), (10, 12)][which]
        start = shift_months(first, months[0] - 1)
        return whole._replace(first=start, last=shift_months(first, months[1]) - ONE_DAY)
    if whole.grain == "week":
        ends = [(0, 2), (2, 2), (3, 6)][which]
        return whole._replace(first=first + timedelta(days=ends[0]), last=first + timedelta(days=ends[1]))
    length = {"quarter": 3, "half": 6, "decade": 120}.get(whole.grain)
    if length is None:
        return whole._replace(derived=True) if whole.grain in ("century", "range", "rolling") else None
    step = length // 3
    start = shift_months(first, step * which)
    end = last if which == 2 else shift_months(start, step) - ONE_DAY
    if whole.grain == "decade":
        start, end = [
            (first, date(first.year + 3, 12, 31)),
            (date(first.year + 3, 1, 1), date(first.year + 6, 12, 31)),
            (date(first.year + 6, 1, 1), last),
        ][which]
    return whole._replace(first=start, last=end)


def edge_of(whole: Reading, edge: str) -> Optional[Reading]:
    """The last or first day of a period, or its middle third."""
    if whole.grain == "day":
        return None
    if whole.first is None or whole.last is None:
        return whole
    if edge == "mid":
        return third_of(whole, "mid")
    if whole.grain == "week":
        days = (4, 6) if edge == "end" else (0, 2)
        return whole._replace(
            first=whole.first + timedelta(days=days[0]), last=whole.first + timedelta(days=days[1])
        )
    day = whole.last if edge == "end" else whole.first
    return a_day(day)._replace(fiscal=whole.fiscal, yearless=whole.yearless)
