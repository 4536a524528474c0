"""Lengths of time that are measured and no part of the calendar: time spent in an app, a battery's life."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.model import Date

_BEFORE, _BEHIND, _GOES_ON = 60, 40, 120
"""Characters that are looked at before and behind, and over which one measured length suggests another."""
_BOTH = ("after", "under", "over", "of")
_CALENDAR = re.compile(
    r"\b(within|after|during|first|last|past|previous|next|every|over|for the|in the|in|under|ago|until|of)\W+(?:\w+\W+)?$",
    re.IGNORECASE,
)
_MEASURED_BEFORE = re.compile(
    r"\b(?:spen[dt]s?|spending|minutes spent|stay(?:s|ed|ing)?|linger(?:s|ed|ing)?|brows(?:es?|ed|ing)|watch(?:es|ed|ing)?|listen(?:s|ed|ing)?|scroll(?:s|ed|ing)?"
    r"|batter(?:y|ies)|playback|last(?:s|ed|ing)? (?:for|up to|about|around|some)?|session|talk|standby|charge[sd]?|charging|rated|runs? (?:for|up to)|plays? |films? (?:for|up to)|deliver(?:y|s|ed|ies)|is full|fills? up|waits?|tak(?:es?|ing)|took)"
    r"[^.!?;\n]*$",
    re.IGNORECASE,
)
_MEASURED_BEHIND = re.compile(
    r"^\s*(?:(?:a|per|each|every) (?:day|week|month|session|user|visit|head|person|viewer)\b|apiece|each\b|daily\b|of (?:talk|battery|playback|video|use|music|listening|viewing)"
    r"|(?:more|less|longer|fewer) than|on (?:a|one) (?:charge|full charge)|of .{0,12}battery)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


def without_measured(text: str, dates: Iterable[Date]) -> Iterator[Date]:
    """The dates without lengths of time that are figures: "84 minutes a day, against 71 minutes in 2015"."""
    last_measured = -_GOES_ON
    for date in dates:
        if date.kind == "duration" and date.value.startswith("PT") and not date.value.endswith("S"):
            before = text[max(0, date.start - _BEFORE) : date.start]
            before = before[max((found.end() for found in _SENTENCE_END.finditer(before)), default=0) :]
            calendar = _CALENDAR.search(before)
            if date.start - last_measured < _GOES_ON:
                measured = calendar is None or calendar[1].lower() in _BOTH
            else:
                measured = calendar is None and _MEASURED_BEFORE.search(before) is not None
            if date.text[:6].lower() == "within":
                measured = False
            if measured or _MEASURED_BEHIND.match(text[date.end : date.end + _BEHIND]):
                last_measured = date.end
                continue
        yield date
