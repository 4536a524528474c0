"""Periods before other periods: a year, a quarter, a month back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Optional

from extract.model import Basis, Period


def covers_year(period: Optional[Period]) -> bool:
    """Whether it is a year long: growth of a year is growth on the year before."""
    if period is None or period.first is None or period.last is None:
        return False
    return 360 <= (period.last - period.first).days <= 371


def shifted(period: Optional[Period], basis: Optional[Basis], same: bool) -> Optional[Period]:
    """The period before: a year, quarter or month back; the same one for an earlier goal; null where unknown."""
    if period is None or same:
        return period
    if basis == "yoy":
        return Period(first=_years_back(period.first), last=_years_back(period.last, period.first))
    if basis in ("qoq", "mom") and period.first is not None and period.last is not None:
        last = period.first - timedelta(days=1)
        months = 3 if basis == "qoq" else 1
        return Period(first=_months_back(period.first, months), last=last)
    return None


def _years_back(day: Optional[date], begin: Optional[date] = None) -> Optional[date]:
    if day is None:
        return None
    if (day + timedelta(days=1)).day == 1 and (begin is None or begin.day == 1):
        return (
            (day + timedelta(days=1)).replace(year=day.year - 1) - timedelta(days=1)
            if day.month != 12
            else day.replace(year=day.year - 1)
        )
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _months_back(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, min(day.day, 28))
