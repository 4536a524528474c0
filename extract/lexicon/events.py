"""Named events with their days: festivals, shopping days, trade shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Optional

from msgspec import Struct

from extract.lexicon.datewords import load_toml

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
    days: int = 1

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
            if self.days > 1:
                last = first + timedelta(days=self.days - 1)
        else:
            first = self._first(year)
            last = first + timedelta(days=self.days - 1)
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


@lru_cache(maxsize=1)
def events() -> dict[tuple[str, ...], Event]:
    """Every event by the words of each of its names."""
    found: dict[tuple[str, ...], Event] = {}
    by_name: dict[str, dict[str, object]] = {}
    for entry in load_toml("events.toml")["event"]:
        names = entry.pop("names")
        base = by_name.get(entry.pop("of", ""), {})
        fields = {**base, **entry}
        for name in names:
            by_name.setdefault(name, fields)
        event = Event(
            name=names[0],
            capital=frozenset(fields.pop("capital", ())),
            cue=frozenset(fields.pop("cue", ())),
            **fields,
        )
        for name in names:
            found[words_of(name)] = event
    return found


@lru_cache(maxsize=1)
def events_by_first_word() -> dict[str, Sequence[tuple[tuple[str, ...], Event]]]:
    """The names that begin with a word, longest first."""
    grouped: dict[str, list[tuple[tuple[str, ...], Event]]] = {}
    for words, event in events().items():
        grouped.setdefault(words[0], []).append((words, event))
    return {word: sorted(names, key=lambda item: -len(item[0])) for word, names in grouped.items()}
