"""The arithmetic of slips and controls (``GUIDELINE.md`` § 7), recomputed from the figures as annotated.

A value is read as an interval: half a unit of its last non-zero digit to either side, wider for "about" and open ends. A control has
to hold under that reading; a slip has to break it.
"""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from extract.lexicon.conversion import default_rates
from extract.model import Claim, Date, Figure, Record

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIELDS = (
    "period",
    "scope",
    "status",
    "subject",
    "metric",
    "basis",
    "attribution",
    "kind",
    "object",
    "negated",
)


class Interval(NamedTuple):
    """A closed interval of plain floats, good enough to tell a slip from a rounding."""

    low: float
    high: float

    def meets(self, other: Interval, slack: float = 0.0) -> bool:
        """Whether the two share a value, each widened by the share ``slack``."""
        room = slack * max(abs(self.low), abs(other.low), 1e-12)
        return self.low - room <= other.high and other.low - room <= self.high


class RelationError(ValueError):
    """A relation that can't be computed."""


def read(figure: Figure) -> Interval:
    """A figure's interval under the loose reading."""
    low, high = figure.low, figure.high
    if low is None and high is not None:
        share = Decimal("0.9") if figure.modifier == "<" else Decimal(0)
        return Interval(float(high * share), float(high))
    if high is None and low is not None:
        return Interval(float(low), float(low) * 1.5)
    assert low is not None and high is not None
    below, above = _room(low, figure), _room(high, figure)
    return Interval(float(low) - below, float(high) + above)


def _room(value: Decimal, figure: Figure) -> float:
    size = abs(float(value))
    if figure.unit == "times":
        return 0.12 * size if figure.tolerance is None else float(figure.tolerance)
    if figure.tolerance is None:
        return 2.5 if figure.unit == "percent" else 0.03 * size
    digits = value.normalize().as_tuple()
    assert isinstance(digits.exponent, int)
    loose = float(Decimal(5).scaleb(digits.exponent - 1)) if value else 0.0
    room = max(float(figure.tolerance), min(loose, 0.05 * size))
    return max(room, 0.06 * size) if figure.modifier == "~" else room


class Relations:
    """The relations over one record; ``labels`` name figures and dates by index."""

    def __init__(
        self,
        record: Record,
        figure_at: dict[str, int],
        date_at: dict[str, int],
        replaced: dict[str, Figure | Date] | None = None,
    ) -> None:
        self.record, self.figure_at, self.date_at = record, figure_at, date_at
        self.replaced = replaced or {}

    def holds(self, relation: list[str]) -> bool:
        """Whether the relation holds; raises ``RelationError`` where it names what isn't there."""
        name, given = relation[0], relation[1:]
        if name == "weekday":
            return self._weekday(given[0])
        if name == "order":
            return self._order(*given)
        if name == "span":
            return self._span(*given)
        if name == "apart":
            return self._apart(*given)
        if name == "limit":
            return read(self.figure(given[0])).low <= _number(given[1])
        makers = {
            "conv": self._conv, "grow": self._grow, "diff": self._diff, "share": self._share, "same": self._same,
            "atmost": self._atmost, "more": self._more, "near": self._near,
        }  # fmt: skip
        if name in ("sum", "hundred"):
            return (self._sum if name == "sum" else self._hundred)([self.figure(label) for label in given])
        if name not in makers:
            raise RelationError(f"no relation {name!r}")
        try:
            return makers[name](*[self.figure(label) for label in given])
        except TypeError:
            raise RelationError(f"{name} doesn't take {len(given)} labels") from None

    def figure(self, label: str) -> Figure:
        """The figure of a label, or what stands in its place."""
        found = self.replaced.get(label)
        if isinstance(found, Figure):
            return found
        if label not in self.figure_at:
            raise RelationError(f"no figure is labelled {label!r}")
        return self.record.figures[self.figure_at[label]]

    def date(self, label: str) -> Date:
        """The date of a label, or what stands in its place."""
        found = self.replaced.get(label)
        if isinstance(found, Date):
            return found
        if label not in self.date_at:
            raise RelationError(f"no date is labelled {label!r}")
        return self.record.dates[self.date_at[label]]

    def _conv(self, original: Figure, restated: Figure) -> bool:
        days = [self.record.published] if self.record.published else []
        for claim in self.record.claims:
            in_pair = claim.figure is not None and self.record.figures[claim.figure].start in (
                original.start,
                restated.start,
            )
            if in_pair and claim.period:
                days += [day for day in (claim.period.first, claim.period.last) if day is not None]
        published = self.record.published
        rates = default_rates()
        if original.unit == restated.unit or None in (original.unit, restated.unit) or not days:
            return False
        market = []
        for day in days:
            day = min(day, published) if published else day
            span = rates.range(
                str(original.unit), str(restated.unit), day - timedelta(days=60), day + timedelta(days=5)
            )
            market += [float(rate) for rate in span or ()]
        if len(days) > 1:
            ends = [min(day, published) if published else day for day in days]
            span = rates.range(str(original.unit), str(restated.unit), min(ends), max(ends))
            market += [float(rate) for rate in span or ()]
        if not market:
            raise RelationError(f"no rate from {original.unit} to {restated.unit}")
        one, two = read(original), read(restated)
        implied = Interval(two.low / one.high, two.high / one.low)
        return implied.meets(Interval(min(market), max(market)), 0.02)

    @staticmethod
    def _grow(new: Figure, old: Figure, rate: Figure) -> bool:
        change, start, end = read(rate), read(old), read(new)
        if rate.unit == "times":
            factors = [change, Interval(change.low + 1, change.high + 1)] if change.low > 2.5 else [change]
        else:
            factors = [Interval(1 + change.low / 100, 1 + change.high / 100)]
            factors.append(Interval(1 - change.high / 100, 1 - change.low / 100))
        return any(end.meets(Interval(start.low * f.low, start.high * f.high), 0.005) for f in factors)

    @staticmethod
    def _diff(new: Figure, old: Figure, change: Figure) -> bool:
        one, two, by = read(new), read(old), read(change)
        between = Interval(one.low - two.high, one.high - two.low)
        return between.meets(by, 0.01) or between.meets(Interval(-by.high, -by.low), 0.01)

    @staticmethod
    def _sum(figures: list[Figure]) -> bool:
        whole, parts = read(figures[0]), [read(figure) for figure in figures[1:]]
        total = Interval(sum(part.low for part in parts), sum(part.high for part in parts))
        return whole.meets(total, 0.002)

    @staticmethod
    def _hundred(figures: list[Figure]) -> bool:
        return sum(read(figure).low for figure in figures) <= 100.0

    @staticmethod
    def _share(part: Figure, whole: Figure, rate: Figure) -> bool:
        one, all_, share = read(part), read(whole), read(rate)
        factor = 1.0 if rate.unit == "times" else 100.0
        return one.meets(Interval(all_.low * share.low / factor, all_.high * share.high / factor), 0.005)

    @staticmethod
    def _same(one: Figure, two: Figure) -> bool:
        return one.unit == two.unit and read(one).meets(read(two))

    @staticmethod
    def _atmost(one: Figure, two: Figure) -> bool:
        if one.unit == two.unit == "rank":
            return float(one.low or 0) <= float(two.low or 0)
        return read(one).low <= read(two).high

    @staticmethod
    def _more(one: Figure, two: Figure) -> bool:
        return read(one).high > read(two).low

    @staticmethod
    def _near(one: Figure, two: Figure) -> bool:
        a, b = read(one), read(two)
        sizes = [max(abs(end), 1e-9) for end in (*a, *b)]
        return max(sizes) / min(sizes) <= 30

    def _weekday(self, label: str) -> bool:
        found = self.date(label)
        words = [
            word
            for word in re.findall(r"[a-z]+", found.text.lower())
            if word[:3] in {w[:3] for w in _WEEKDAYS}
        ]
        named = next(
            (i for word in words for i, w in enumerate(_WEEKDAYS) if w.startswith(word) or word == w[:3]),
            None,
        )
        if named is None or found.first is None:
            raise RelationError(f"the date {found.text!r} names no weekday and day")
        return found.first.weekday() == named

    def _order(self, first: str, second: str) -> bool:
        one, two = self.date(first), self.date(second)
        if one.first is None or two.last is None:
            raise RelationError("an order needs dates with known days")
        return one.first <= two.last

    def _span(self, first: str, second: str, length: str) -> bool:
        one, two = self.date(first), self.date(second)
        if one.first is None or one.last is None or two.first is None or two.last is None:
            raise RelationError("a span needs dates with known days")
        if length in self.date_at or length in self.replaced:
            least, most = _duration(self.date(length).value)
        else:
            figure = self.figure(length)
            unit = (figure.unit or "").rstrip("s")
            days = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}.get(unit)
            if days is None:
                raise RelationError(f"{figure.unit!r} is no length of time")
            reach = read(figure)
            least, most = (reach.low - 0.5) * days, (reach.high + 0.5) * days
        return (two.first - one.last).days <= most and least <= (two.last - one.first).days + 1

    def _apart(self, first: str, second: str, *fields: str) -> bool:
        one, two = self._claim(first), self._claim(second)
        unknown = [name for name in fields if name not in _FIELDS]
        if unknown or not fields:
            raise RelationError(f"apart names the fields that differ ({', '.join(_FIELDS)}), not {unknown}")
        same = [name for name in fields if _plain(one, name) == _plain(two, name)]
        if same:
            raise RelationError(f"the claims of {first} and {second} don't differ in {', '.join(same)}")
        return True

    def _claim(self, label: str) -> Claim:
        index = self.figure_at.get(label)
        found = [
            c
            for c in self.record.claims
            if index is not None and c.figure == index and c.kind != "comparison"
        ]
        if not found:
            on = self.date_at.get(label)
            found = [c for c in self.record.claims if on is not None and c.date == on and c.kind == "event"]
        if not found:
            raise RelationError(f"the figure labelled {label!r} has no claim")
        return found[0]


def _plain(claim: Claim, name: str) -> object:
    value = getattr(claim, name)
    return frozenset(value) if name == "scope" else value


def _number(text: str) -> float:
    match = re.fullmatch(r"([\d.]+)([kmbt]?)", text)
    if match is None:
        raise RelationError(f"{text!r} is no number")
    return float(match[1]) * 10 ** {"": 0, "k": 3, "m": 6, "b": 9, "t": 12}[match[2]]


def _duration(value: str) -> tuple[float, float]:
    """Least and most days of a TIMEX3 duration, half a unit either way."""
    match = re.fullmatch(r"P(T?)([\d.]+)([YMWDHQ])", value)
    if match is None:
        raise RelationError(f"{value!r} is no duration")
    if match[1]:
        days = {"H": 1 / 24, "M": 1 / 1440}.get(match[3], 1 / 24)
    else:
        days = {"Y": 365.25, "Q": 91.3, "M": 30.44, "W": 7.0, "D": 1.0}[match[3]]
    number = float(match[2])
    return (number - 0.55) * days, (number + 0.55) * days
