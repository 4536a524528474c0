"""What each passage of a finding states, and the interval it is read as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Optional

from extract.checking.quantities import Fact
from extract.checking.readings import Reading, Stated, read
from extract.model import Date, Figure
from extract.writing import periods, words
from extract.writing.evidence import Evidence
from extract.writing.explaining.parts import Said, span_words, value_words
from extract.writing.printable import one_line

_APPROXIMATELY = {
    "~": "“about” allows 5% either way",
    "<": "“nearly” is read as 93% to 100% of the number",
    ">": "“over” sets no upper end",
    ">=": "“at least” sets no upper end",
    "<=": "“up to” sets no lower end",
}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def said_of(item: Evidence, facts: Mapping[str, Fact], with_rates: bool) -> Said:
    """A passage with its reading; ``facts`` are the claims that state a comparable value, by id.

    ``with_rates`` adds what the figure is in other currencies at the rate of its own day.
    """
    if item.date is not None and item.figure is None and item.extent is None:
        return Said(item, tuple(_day_lines(item.date)))
    fact = facts.get(item.claim.id) if item.claim is not None else None
    stated = _stated(item)
    reading = fact.reading if fact is not None else None if stated is None else read(stated)
    unit = None if item.extent is None else item.extent.unit
    lines = [f"states {one_line(item.value)}"] if item.value else []
    if item.claim is not None and item.claim.kind in ("comparison", "rank") and fact is None:
        lines = ["compares; it has no value of its own"] if item.claim.kind == "comparison" else lines
        reading = None
    if stated is not None and reading is not None:
        lines += _reading_lines(stated, reading, unit)
    if item.figure is not None and with_rates:
        lines += _rate_lines(item.figure)
    source = one_line(item.claim.attribution or "") if item.claim is not None else ""
    lines += [f"source named: {source}"] if source else []
    return Said(item, tuple(lines))


def _stated(item: Evidence) -> Optional[Stated]:
    of = item.claim if item.claim is not None and (item.claim.low, item.claim.high) != (None, None) else None
    one = of or item.figure
    return None if one is None else Stated(one.low, one.high, one.modifier, one.tolerance)


def _reading_lines(stated: Stated, reading: Reading, unit: Optional[str]) -> Iterator[str]:
    if stated.modifier in _APPROXIMATELY:
        yield _APPROXIMATELY[stated.modifier]
    elif stated.tolerance:
        by = "percentage_point" if unit == "percent" else unit
        yield f"rounding: ± {value_words(stated.tolerance, by)}, half a unit of its last digit"
    else:
        yield "no precision is stated: half a unit of its last digit that is not zero"
    padded = "" if reading.loose == reading.tight else f"; {span_words(reading.loose, unit)} read loosely"
    yield f"read as {span_words(reading.tight, unit)}{padded}"


def _rate_lines(figure: Figure) -> Iterator[str]:
    for unit, converted in (("USD", figure.usd), ("CNY", figure.cny)):
        if converted is None or figure.unit == unit or figure.unit is None:
            continue
        value = words.converted_words(converted, unit, figure.modifier)
        when = one_line(periods.stretch_words(converted.rate_date))
        yield (
            f"in {unit}: {value}, at {converted.rate} {unit} for 1 {figure.unit} "
            f"({when}, {one_line(converted.rate_source)})"
        )


def _day_lines(date: Date) -> Iterator[str]:
    if date.first is None or date.last is None:
        yield f"read as {one_line(date.value)}"
    elif date.first == date.last:
        yield f"read as {date.first.isoformat()}, which is a {_WEEKDAYS[date.first.weekday()]}"
    else:
        days = (date.last - date.first).days + 1
        counted = f", {words.counted(days, 'day')}" if days > 0 else ", which runs backwards"
        yield f"read as {date.first.isoformat()} to {date.last.isoformat()}{counted}"
