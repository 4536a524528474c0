"""Named events with their days: festivals, shopping days, trade shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional

from msgspec import Struct

from extract.lexicon import shipped_tables, stamp
from extract.lexicon.event_tables import own_events
from extract.lexicon.known import Known

_IGNORED = re.compile(r"['’‘.\-/–]")


class Event(Struct, frozen=True):
    """A named event. ``days_in`` gives its first and last day in a year."""

    name: str
    capital: frozenset[str] = frozenset()
    cue: frozenset[str] = frozenset()
    month: Optional[int] = None
    day: Optional[int] = None
    weekday: Optional[int] = None
    nth: int = 1
    easter: Optional[int] = None
    dates: Optional[dict[str, str]] = None
    offset: int = 0
    days: Optional[int] = None

    def days_in(self, year: int) -> Optional[tuple[date, date]]:
        """First and last day in a year; nothing where they aren't known.

        Raises ``ValueError`` beyond the calendar.
        """
        if self.dates is not None:
            stated = self.dates.get(str(year))
            if stated is None:
                return None
            ends = [date.fromisoformat(day) for day in stated.split("/")]
            first, last = ends[0], ends[-1]
            if self.days is not None:
                last = first + timedelta(days=self.days - 1)
        else:
            first = self._first(year)
            last = first + timedelta(days=(self.days or 1) - 1)
        shift = timedelta(days=self.offset)
        return first + shift, last + shift

    def _first(self, year: int) -> date:
        if self.easter is not None:
            return easter(year) + timedelta(days=self.easter)
        assert self.month is not None
        if self.weekday is not None:
            return nth_weekday(year, self.month, self.weekday, self.nth)
        assert self.day is not None
        return date(year, self.month, self.day)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus of Nature, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7  # noqa: E741  the letters of the published formula
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The n-th weekday (1 Monday to 7 Sunday) of a month; ``nth = -1`` is the last."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def words_of(name: str) -> tuple[str, ...]:
    """A name as it is compared: lower-case words and numbers, apostrophes, hyphens and dots left out."""
    return tuple(re.findall(r"[^\W\d_]+|\d+", _IGNORED.sub(" ", name.lower())))


class Events:
    """Every event by the words of each of its names."""

    def __init__(self, entries: Iterable[dict[str, Any]]) -> None:
        self.by_words: dict[tuple[str, ...], Event] = {}
        by_name: dict[str, dict[str, Any]] = {}
        for entry in entries:
            fields = {**by_name.get(entry.get("of", ""), {}), **entry}
            fields.pop("of", None)
            names = fields.pop("names")
            for name in names:
                by_name.setdefault(
                    name, {key: value for key, value in fields.items() if key not in _OF_NAMES}
                )
            capital, cue = (frozenset(fields.pop(name, ())) for name in _OF_NAMES)
            event = Event(name=names[0], capital=capital, cue=cue, **fields)
            for name in names:
                self.by_words[words_of(name)] = event
        grouped: dict[str, list[tuple[tuple[str, ...], Event]]] = {}
        for words, event in self.by_words.items():
            grouped.setdefault(words[0], []).append((words, event))
        self.by_first_word: dict[str, Sequence[tuple[tuple[str, ...], Event]]] = {
            word: sorted(names, key=lambda item: -len(item[0])) for word, names in grouped.items()
        }
        """The names that begin with a word, longest first."""


_OF_NAMES = ("capital", "cue")


def load_events(extra: Optional[Path] = None) -> Events:
    """The shipped events, with those of the user's file (TOML or CSV) added; a later one's name wins.

    Raises ``CrossfootError`` E401, naming file and line, where a file is not valid.
    """
    return _events(None if extra is None else Path(extra), stamp(extra))


@lru_cache(maxsize=4)
def _events(extra: Optional[Path], _content: bytes) -> Events:
    shipped = shipped_tables("events.toml")["event"]
    return Events(shipped if extra is None else [*shipped, *own_events(extra, shipped)])


KNOWN_EVENTS = Known("events", load_events)
"""The events that dates are read with."""
