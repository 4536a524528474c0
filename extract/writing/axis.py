"""The numbers of a finding on one axis: which rows, on what scale, with which ticks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Optional

from extract.model import Extent, Finding
from extract.quantity import ZERO
from extract.writing import words
from extract.writing.evidence import Evidence

# From this ratio of largest to smallest on, a linear axis would press the small ones into its edge.
_LOG_FROM = 20


@dataclass(frozen=True)
class Row:
    """One interval: ``kind`` is ``stated``, ``expected``, ``observed`` or ``repair``.

    ``left``, ``right``, ``inner_left`` and ``inner_right`` are per cent of the axis; the outer pair includes the rounding
    of the stated digits. ``open_left`` and ``open_right`` tell that the interval goes on.
    """

    kind: str
    letter: str
    label: str
    value: str
    left: float
    right: float
    inner_left: float
    inner_right: float
    open_left: bool = False
    open_right: bool = False

    @property
    def point(self) -> bool:
        """Whether it is one value, as far as an eye can tell."""
        return not (self.open_left or self.open_right) and self.inner_right - self.inner_left < 0.8

    @property
    def banded(self) -> bool:
        """Whether the rounding of the stated digits can be seen beside the value."""
        return self.inner_left - self.left > 1 or self.right - self.inner_right > 1


@dataclass(frozen=True)
class Tick:
    """A labelled place on the axis, in per cent."""

    at: float
    label: str
    anchor: str


@dataclass(frozen=True)
class Axis:
    """Rows on one scale; on a logarithmic one each of ``lines`` is ``factor`` times the one before.

    ``unit`` is what the tick labels leave out.
    """

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    lines: tuple[float, ...]
    factor: Optional[Decimal]
    unit: str

    @property
    def summary(self) -> str:
        """The picture in words, for those who don't see it."""
        return "; ".join(f"{row.letter or ''} {row.label}: {row.value}".strip() for row in self.rows)


@dataclass(frozen=True)
class _Raw:
    kind: str
    letter: str
    label: str
    value: str
    extent: Extent
    tolerance: Decimal


def axis(
    finding: Finding, evidence: Sequence[Evidence], mended: Optional[Extent] = None, letter: str = ""
) -> Optional[Axis]:
    """The axis of a finding, or null where fewer than two of its values share a unit.

    ``mended`` is the value after the best repair, which is one of the evidence with that ``letter``.
    """
    unit = _unit(finding, evidence)
    rows = _rows(finding, evidence, unit)
    if mended is not None and _kind(mended.unit) == unit:
        label = f"{letter} as repaired" if letter else "As repaired"
        rows.append(_Raw("repair", "", label, words.extent_words(mended), mended, ZERO))
    ends = [end for row in rows for end in (row.extent.low, row.extent.high) if end is not None]
    if len(rows) < 2 or not ends:
        return None
    scale = _Scale(ends)
    lines = scale.lines()
    return Axis(
        tuple(scale.row(raw) for raw in rows),
        tuple(scale.ticks(lines, unit)),
        tuple(scale.at(value) for value in lines),
        lines[1] / lines[0] if scale.logarithmic else None,
        _caption(rows),
    )


# Things that are counted share an axis whatever the noun: one outlet's "vehicles" are another's "cars".
_COUNTED = "counted"


def _kind(unit: Optional[str]) -> str:
    return unit if unit is not None and (words.is_short(unit) or unit == "percentage_point") else _COUNTED


def _unit(finding: Finding, evidence: Sequence[Evidence]) -> str:
    for extent in (finding.expected, finding.observed):
        if extent is not None:
            return _kind(extent.unit)
    units = Counter(_kind(e.extent.unit) for e in evidence if e.extent is not None)
    return units.most_common(1)[0][0] if units else _COUNTED


def _caption(rows: Sequence[_Raw]) -> str:
    """The unit that tick labels leave out, where the rows agree on one."""
    units = {
        row.extent.unit for row in rows if row.extent.unit is not None and not words.is_short(row.extent.unit)
    }
    return words.plural(words.one_unit(units.pop())) if len(units) == 1 else ""


def _rows(finding: Finding, evidence: Sequence[Evidence], unit: str) -> list[_Raw]:
    rows = [row for item in evidence for row in _stated(item, unit)]
    stated = list(rows)
    for kind, label, extent in (
        ("observed", "As stated", finding.observed),
        ("expected", "What would fit", finding.expected),
    ):
        if extent is not None and _kind(extent.unit) == unit and _bounded(extent):
            if any(same_extent(extent, row.extent, row.tolerance) for row in stated):
                continue
            value = words.extent_words(extent)
            rows.append(_Raw(kind, "", label, value, extent, ZERO))
    return rows


def _stated(item: Evidence, unit: str) -> Iterator[_Raw]:
    """A piece of evidence in the axis' unit, at the rate of its day where it was stated in another currency."""
    extent = item.extent
    if extent is None or not _bounded(extent):
        return
    if _kind(extent.unit) == unit:
        yield _Raw("stated", item.letter, item.label, item.value, extent, item.tolerance or ZERO)
    elif item.figure is not None:
        converted = {"USD": item.figure.usd, "CNY": item.figure.cny}.get(unit)
        if converted is not None:
            value = f"{item.value} = {words.converted_words(converted, unit, item.figure.modifier)}"
            there = Extent(low=converted.low, high=converted.high, unit=unit)
            yield _Raw(
                "stated", item.letter, item.label, value, there, (item.tolerance or ZERO) * converted.rate
            )


def same_extent(extent: Extent, other: Extent, tolerance: Decimal) -> bool:
    """Whether an interval is the stated ``other``, with or without the ``tolerance`` of its digits."""
    ends = [(extent.low, other.low, -tolerance), (extent.high, other.high, tolerance)]
    return all(
        end == stated or (end is not None and stated is not None and end == stated + give)
        for end, stated, give in ends
    )


def _bounded(extent: Extent) -> bool:
    return extent.low is not None or extent.high is not None


class _Scale:
    """Values to per cent of the width, with room for open ends on either side."""

    def __init__(self, ends: Sequence[Decimal]) -> None:
        low, high = min(ends), max(ends)
        self.logarithmic = low > 0 and high / low >= _LOG_FROM
        if self.logarithmic:
            self.first, self.last = _decades(low.log10(), high.log10())
        else:
            room = (high - low) or abs(high) or Decimal(1)
            self.first = Decimal(0) if 0 <= low <= room / 2 else low - room / 5
            self.last = high + room / 5

    def at(self, value: Decimal) -> float:
        """Per cent from the left, kept within the axis."""
        where = value
        if self.logarithmic:
            where = value.log10() if value > 0 else self.first
        share = 100 * (where - self.first) / (self.last - self.first)
        return round(float(min(Decimal(100), max(Decimal(0), share))), 2)

    def row(self, raw: _Raw) -> Row:
        """A row's places; the rounding of the stated digits widens the outer pair."""
        low, high, give = raw.extent.low, raw.extent.high, raw.tolerance
        inner_left = 0.0 if low is None else self.at(low)
        inner_right = 100.0 if high is None else self.at(high)
        left = 0.0 if low is None else self.at(low - give)
        right = 100.0 if high is None else self.at(high + give)
        return Row(
            raw.kind,
            raw.letter,
            raw.label,
            raw.value,
            left,
            right,
            inner_left,
            inner_right,
            low is None,
            high is None,
        )

    def ticks(self, lines: Sequence[Decimal], unit: str) -> list[Tick]:
        """Labels for at most five of the lines."""
        ticks = []
        for value in lines[:: -(-len(lines) // 5)]:
            at = self.at(value)
            anchor = "start" if at < 8 else "end" if at > 92 else "middle"
            label = words.amount(value, unit) if words.is_short(unit) else words.number(value)
            ticks.append(Tick(at, label, anchor))
        return ticks

    def lines(self) -> list[Decimal]:
        """Round values over the whole axis."""
        return self._powers() if self.logarithmic else self._steps()

    def _powers(self) -> list[Decimal]:
        exponents = range(int(self.first), int(self.last) + 1)
        return [Decimal(10) ** exponent for exponent in exponents[:: -(-len(exponents) // 12)]]

    def _steps(self) -> list[Decimal]:
        """Multiples of 1, 2, 2.5 or 5 times a power of ten, three to six of them."""
        wanted = (self.last - self.first) / 4
        magnitude = Decimal(10) ** wanted.adjusted()
        step = next(
            m * magnitude for m in map(Decimal, ("1", "2", "2.5", "5", "10")) if m * magnitude >= wanted
        )
        first = (self.first / step).to_integral_value(ROUND_CEILING)
        values = [(first + i) * step for i in range(6)]
        return [value for value in values if value <= self.last]


def _decades(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Whole powers of ten around both, not touching either, so that a mark never sits on the edge."""
    first, last = low.to_integral_value(ROUND_FLOOR), high.to_integral_value(ROUND_CEILING)
    edge = Decimal("0.12")
    return (first - 1 if low - first < edge else first), (last + 1 if last - high < edge else last)
