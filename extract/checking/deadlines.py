"""A day that is said to be so many days after another must be: "dated June 14, to be paid within 30 days, by July 24"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Optional

from extract.checking.cues import says
from extract.checking.drafts import Draft
from extract.checking.explain import days_words
from extract.checking.grading import WHOLE, sureness
from extract.checking.quantities import shift_months
from extract.model import Date, Record, Repair

_SPAN = re.compile(r"P(\d{1,3})([DWM])")
_BEFORE = 16
_BETWEEN = 24
_SLACK = {"D": 1, "W": 2, "M": 3}
"""Days that a span may be off: the first may count or not, and the last may be a holiday."""


def find(record: Record, order: int = 0) -> Iterator[Draft]:
    """Spans with the day they end on, where no day of the paragraph and not the article's own begins them."""
    for index, span in enumerate(record.dates[:-1]):
        match = _SPAN.fullmatch(span.value) if span.kind == "duration" else None
        end = record.dates[index + 1]
        if match is None or _day(end) is None or end.start - span.end > _BETWEEN:
            continue
        if not says("within_days", record.text[max(0, span.start - _BEFORE) : span.start]):
            continue
        if says("by_day", record.text[span.end : end.start]):
            draft = _draft(record, index, int(match.group(1)), match.group(2), order)
            if draft is not None:
                yield draft


def _draft(record: Record, index: int, number: int, unit: str, order: int) -> Optional[Draft]:
    span, end = record.dates[index], record.dates[index + 1]
    last = _day(end)
    paragraph = record.text.rfind("\n", 0, span.start) + 1
    starts = [
        (place, day)
        for place, mention in enumerate(record.dates[:index])
        if mention.start >= paragraph and (day := _day(mention)) is not None
    ]
    if last is None or not starts:
        return None
    days = [day for _, day in starts] + ([record.published] if record.published is not None else [])
    if any(abs((_after(day, number, unit) - last).days) <= _SLACK[unit] for day in days):
        return None
    place, first = starts[-1]
    asked = _after(first, number, unit)
    quote = " ".join(record.text[span.start : end.end].split())
    return Draft(
        check="calendar",
        severity="warning",
        confidence=sureness((), WHOLE),
        message=(
            f'"{quote}": {span.text} from {days_words(first, first)} end on {days_words(asked, asked)}, '
            f"not on {days_words(last, last)}."
        ),
        place=(order, span.start),
        dates=tuple((record.id, number) for number in (place, index, index + 1)),
        repairs=tuple(_repairs(record, index + 1, asked, f"{span.text} from {first.isoformat()}")),
    )


def _day(mention: Date) -> Optional[date]:
    return mention.first if mention.first == mention.last and mention.kind == "date" else None


def _after(day: date, number: int, unit: str) -> date:
    if unit == "M":
        return shift_months(day, number)
    return day + timedelta(days=number * (7 if unit == "W" else 1))


def _repairs(record: Record, index: int, asked: date, why: str) -> Iterator[Repair]:
    """The last day as it would be, written as it is."""
    mention = record.dates[index]
    day = mention.first
    assert day is not None
    text = re.sub(rf"(?<!\d)0?{day.day}(?!\d)", str(asked.day), mention.text, count=1)
    for names in (calendar.month_name, calendar.month_abbr):
        text = re.sub(rf"\b{names[day.month]}\b", names[asked.month], text)
    text = text.replace(str(day.year), str(asked.year))
    if text != mention.text:
        yield Repair(
            date=(record.id, index),
            field="value",
            from_=mention.value,
            to=asked.isoformat(),
            text=text,
            why=why,
        )
