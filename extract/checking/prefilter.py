"""Whether statements surely fit each other, told in floats: most do, and the exact network then need not be asked.

The narrowing is that of ``network``, but on floats whose every result is rounded inwards, so that what is left of a variable always
lies within what exact arithmetic leaves. Where nothing moves any more and no variable is empty, exact narrowing can't end in a conflict
either: it never cuts into a box that none of the constraints narrows (Tarski's fixed point theorem). Anything else, such as equalities that
floats can't meet, is left to the network. Nothing here ever says that something conflicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Optional, Union

from extract.checking.network import Bound, Constraint, Difference, Ratio, Variable
from extract.quantity import Interval

_INFINITE = float("inf")
_UP, _DOWN = 1 + 1e-15, 1 - 1e-15
"""One operation on floats is off by 1.2e-16 at most; this gives away more than each needs."""
_SUM = 1e-15
_LARGEST, _SMALLEST = 1e60, 1e-60
"""Numbers beyond these are left to exact arithmetic, so that no product here can overflow."""
_SWEEPS = 40

Numbers = tuple[int, ...]


class _UnsureError(Exception):
    """Floats can't tell."""


def surely_fit(constraints: Sequence[Constraint], numbers: Optional[Sequence[Numbers]] = None) -> bool:
    """Whether ``network.propagate`` certainly finds no conflict in ``constraints``; false also where that isn't clear.

    ``numbers`` are the variables of each constraint, numbered from 0 on, where the caller has done that already.
    """
    numbers = numbered(constraints, {}) if numbers is None else numbers
    try:
        return _Box(constraints, numbers).settles()
    except _UnsureError:
        return False


def numbered(constraints: Iterable[Constraint], known: dict[Variable, int]) -> list[Numbers]:
    """The variables of each constraint as numbers from 0 on; ``known`` is added to."""
    number = known.setdefault
    return [tuple([number(name, len(known)) for name in constraint.variables]) for constraint in constraints]


class _Box:
    """What each variable may be, in floats, and the sweep in which it last moved."""

    def __init__(self, constraints: Sequence[Constraint], numbers: Sequence[Numbers]) -> None:
        size = 1 + max((max(names) for names in numbers), default=-1)
        self.low, self.high = [-_INFINITE] * size, [_INFINITE] * size
        self.moved = [0] * size
        self.sweep = 0
        self.ties: list[_Tie] = []
        for constraint, names in zip(constraints, numbers, strict=True):
            if isinstance(constraint, Bound):
                self.meet(names[0], *_inner(constraint.interval))
            elif isinstance(constraint, Ratio):
                self.ties.append(_Ratio(names, *_inner(constraint.factor)))
            elif isinstance(constraint, Difference):
                self.ties.append(_Difference(names, *_inner(constraint.by)))
            else:
                self.ties.append(_Total(names, constraint.whole))

    def settles(self) -> bool:
        """Whether the narrowing comes to rest with no variable empty."""
        moved = self.moved
        for sweep in range(1, _SWEEPS):
            self.sweep = sweep
            # Forwards and back again, so that a chain is gone through in two sweeps whichever way it runs.
            for tie in self.ties if sweep % 2 else reversed(self.ties):
                for name in tie.names:
                    if moved[name] >= sweep - 1:
                        tie.narrow(self)
                        break
            if sweep not in moved:
                return all(map(_near, self.low)) and all(map(_near, self.high))
        return False

    def meet(self, name: int, low: float, high: float) -> None:
        """Narrow one variable. Raises ``_UnsureError`` where nothing is left of it."""
        if low > self.low[name]:
            self.low[name] = low
            self.moved[name] = self.sweep
        if high < self.high[name]:
            self.high[name] = high
            self.moved[name] = self.sweep
        if self.low[name] > self.high[name]:
            raise _UnsureError


class _Ratio:
    def __init__(self, names: Numbers, low: float, high: float) -> None:
        self.names, self.low, self.high = names, low, high

    def narrow(self, box: _Box) -> None:
        part, whole = self.names
        least, most = box.low[part], box.high[part]
        least_whole, most_whole = box.low[whole], box.high[whole]
        if most < 0 or most_whole < 0:
            # The network says nothing of what is below zero, and it may know less than this box.
            raise _UnsureError
        least, least_whole = max(least, 0.0), max(least_whole, 0.0)
        # Zero times infinity is no number, and nothing is narrowed by that.
        box.meet(part, least_whole * self.low * _UP, most_whole * self.high * _DOWN)
        if self.high:
            least = least / self.high * _UP
        elif least:
            raise _UnsureError
        box.meet(whole, least, most / self.low * _DOWN if self.low else _INFINITE)


class _Difference:
    def __init__(self, names: Numbers, low: float, high: float) -> None:
        self.names, self.low, self.high = names, low, high

    def narrow(self, box: _Box) -> None:
        later, earlier = self.names
        least, most = box.low[later], box.high[later]
        least_before, most_before = box.low[earlier], box.high[earlier]
        box.meet(later, _raised(least_before, self.low), _lowered(most_before, self.high))
        box.meet(earlier, _raised(least, -self.high), _lowered(most, -self.low))


class _Total:
    def __init__(self, names: Numbers, whole: bool) -> None:
        self.names, self.whole = names, whole

    def narrow(self, box: _Box) -> None:
        total, *parts = self.names
        least, most = [box.low[part] for part in parts], [box.high[part] for part in parts]
        floor, ceiling = box.low[total], box.high[total]
        if not self.whole:
            least, most, floor = [max(end, 0.0) for end in least], [_INFINITE] * len(parts), -_INFINITE
        off, far_off = _rounding(least), _rounding(most)
        box.meet(total, sum(least) + off, sum(most) - far_off)
        for part, others, most_others in zip(parts, _rests(least), _rests(most), strict=True):
            box.meet(part, _raised(floor, -most_others) + far_off, _lowered(ceiling, -others) - off)


_Tie = Union[_Ratio, _Difference, _Total]


def _raised(one: float, other: float) -> float:
    """Their sum, rounded up; no number, which narrows nothing, where one of them is infinite."""
    return one + other + _SUM * (abs(one) + abs(other))


def _lowered(one: float, other: float) -> float:
    return one + other - _SUM * (abs(one) + abs(other))


def _rounding(terms: Sequence[float]) -> float:
    """How far a sum of some of ``terms`` may be off; those that are infinite are in no sum that is used."""
    return _SUM * len(terms) * sum([abs(term) for term in terms if abs(term) != _INFINITE])


def _rests(terms: Sequence[float]) -> list[float]:
    """For each term the sum of all others."""
    behind = [0.0]
    for term in reversed(terms):
        behind.append(behind[-1] + term)
    behind.pop()
    before, found = 0.0, []
    for term in terms:
        found.append(before + behind.pop())
        before += term
    return found


def _inner(interval: Interval) -> tuple[float, float]:
    """The ends of an interval, rounded inwards. Raises ``_UnsureError`` for numbers too large or small to reckon with here."""
    low = -_INFINITE if interval.low is None else _safe(float(interval.low))
    high = _INFINITE if interval.high is None else _safe(float(interval.high))
    return low * (_UP if low > 0 else _DOWN), high * (_DOWN if high > 0 else _UP)


def _near(end: float) -> bool:
    """Whether products with an end are far from what floats can't hold."""
    size = abs(end)
    return not end or size == _INFINITE or _SMALLEST**2 < size < _LARGEST**2


def _safe(number: float) -> float:
    if number and not _SMALLEST < abs(number) < _LARGEST:
        raise _UnsureError
    return number
