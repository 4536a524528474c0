"""A user's table of events, CSV or TOML, in the columns of ``data/events.toml``.

In CSV a list has ``|`` between its items; ``dates`` are ``2024-05-20`` or ``2024-05-20/2024-06-20``, one a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from extract.lexicon.tables import Layout, Row, invalid, read_rows

_NUMBERS = {"month": (1, 12), "day": (1, 31), "weekday": (1, 7), "nth": (-1, 5), "easter": (-366, 366)}
_NUMBERS |= {"offset": (-366, 366), "days": (1, 366)}
_LISTS = ("capital", "cue")
_LAYOUT = Layout("an event", ("names", *_NUMBERS, "dates", *_LISTS, "of"), {})
_SHORTEST_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def own_events(path: Path, shipped: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The events of a file, as the shipped file holds them. Raises ``CrossfootError`` E401."""
    known = {name for event in shipped for name in event["names"]}
    for row in read_rows(path, 1, _LAYOUT):
        made = _entry(row)
        if "of" in made and made["of"] not in known:
            raise invalid(row, f"there is no event {made['of']!r} before it")
        known.update(made["names"])
        yield made


def _entry(row: Row) -> dict[str, Any]:
    made: dict[str, Any] = {"names": _items(row, "names")}
    if not made["names"] or not all(re.search(r"[^\W_]", name) for name in made["names"]):
        raise invalid(row, "an event has at least one name")
    for name, bounds in _NUMBERS.items():
        if row.cells[name]:
            made[name] = _number(row, name, *bounds)
    for name in _LISTS:
        if row.cells[name]:
            made[name] = [item.lower() for item in _items(row, name)]
    if row.cells["of"]:
        made["of"] = row.cells["of"]
    if row.cells["dates"]:
        made["dates"] = dict(_days(row, stated) for stated in _items(row, "dates"))
    _check_rule(row, made)
    return made


def _check_rule(row: Row, made: dict[str, Any]) -> None:
    """Exactly one rule gives the days."""
    rules = [
        {"month", "day"} <= set(made),
        {"month", "weekday"} <= set(made),
        *(name in made for name in ("easter", "dates", "of")),
    ]
    if sum(rules) != 1:
        raise invalid(
            row, "the days are one of: month and day; month, weekday and nth; easter; dates; of another event"
        )
    if "day" in made and made["day"] > _SHORTEST_MONTH[made["month"] - 1]:
        raise invalid(row, f"month {made['month']} has no day {made['day']} in every year")
    if made.get("nth") == 0:
        raise invalid(row, "nth counts from 1; -1 is the last")


def _items(row: Row, name: str) -> list[str]:
    return [item.strip() for item in row.cells[name].split("|") if item.strip()]


def _number(row: Row, name: str, least: int, most: int) -> int:
    text = row.cells[name]
    if not re.fullmatch(r"-?\d{1,4}", text) or not least <= int(text) <= most:
        raise invalid(row, f"{name} is a number from {least} to {most}, not {text!r}")
    return int(text)


def _days(row: Row, stated: str) -> tuple[str, str]:
    """The year and the days of ``2024-05-20/2024-06-20``; the year may stand before it (``2024=…``), as TOML pairs have it."""
    year, equals, days = stated.partition("=")
    days = days if equals else year
    try:
        ends = [date.fromisoformat(day.strip()) for day in days.split("/")]
    except ValueError:
        raise invalid(row, f"{days!r} is neither a day (2024-05-20) nor two with a stroke between") from None
    if len(ends) > 2 or ends[0] > ends[-1]:
        raise invalid(row, f"{days!r} is no first and last day")
    if equals and not re.fullmatch(r"\d{4}", year.strip()):
        raise invalid(row, f"{year!r} is no year")
    return (year.strip() if equals else str(ends[0].year)), days
