"""Quantities tied together by what is said of them, and the smallest sets of statements that can't all hold.

A variable is a quantity, a constraint says something of one or more of them. Interval propagation narrows every
variable to what all constraints allow (HC4 without functions); an empty variable is a conflict, and the steps that led
there name the constraints involved. QuickXplain (Junker, AAAI 2004) then drops those that aren't needed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal
from typing import Optional, TypeVar, Union

from msgspec import Struct

from extract.quantity import ZERO, Interval

ANY = Interval(None, None)
NON_NEGATIVE = Interval(ZERO, None)

SLACK = Decimal("1e-9")
"""Two ends this close, relative to their size, touch: quotients are rounded, statements are not that exact."""

_WORTHWHILE = Decimal("1e-7")
"""A narrowing smaller than this, relative to the end moved, is not pursued; otherwise a loop may converge for ever."""

_STEPS_PER_CONSTRAINT = 60

Variable = Hashable
Item = TypeVar("Item")


class Bound(Struct, frozen=True, gc=False):
    """``variable`` lies in ``interval``."""

    variable: Variable
    interval: Interval

    @property
    def variables(self) -> tuple[Variable, ...]:
        """What it speaks of."""
        return (self.variable,)

    def project(self, domain: Callable[[Variable], Interval]) -> Iterable[tuple[Variable, Interval]]:
        """What each variable may be, given the others."""
        yield self.variable, self.interval


class Ratio(Struct, frozen=True, gc=False):
    """``part`` is ``factor`` times ``whole``; none of the three is negative. Growth, shares and "at most" are ratios."""

    part: Variable
    whole: Variable
    factor: Interval

    @property
    def variables(self) -> tuple[Variable, ...]:
        """What it speaks of."""
        return (self.part, self.whole)

    def project(self, domain: Callable[[Variable], Interval]) -> Iterable[tuple[Variable, Interval]]:
        """What each variable may be, given the others."""
        part, whole = domain(self.part).meet(NON_NEGATIVE), domain(self.whole).meet(NON_NEGATIVE)
        if part.empty or whole.empty:
            return
        yield self.part, whole.times(self.factor)
        yield self.whole, part.over(self.factor)


class Difference(Struct, frozen=True, gc=False):
    """``later`` minus ``earlier`` lies in ``by``."""

    later: Variable
    earlier: Variable
    by: Interval

    @property
    def variables(self) -> tuple[Variable, ...]:
        """What it speaks of."""
        return (self.later, self.earlier)

    def project(self, domain: Callable[[Variable], Interval]) -> Iterable[tuple[Variable, Interval]]:
        """What each variable may be, given the others."""
        yield self.later, domain(self.earlier) + self.by
        yield self.earlier, domain(self.later) - self.by


class Total(Struct, frozen=True, gc=False):
    """``total`` is the sum of ``parts``, or at least that sum where they are not all of it (``whole`` false).

    With ``whole`` false the parts must not be negative.
    """

    total: Variable
    parts: tuple[Variable, ...]
    whole: bool = True

    @property
    def variables(self) -> tuple[Variable, ...]:
        """What it speaks of."""
        return (self.total, *self.parts)

    def project(self, domain: Callable[[Variable], Interval]) -> Iterable[tuple[Variable, Interval]]:
        """What each variable may be, given the others."""
        total, parts = domain(self.total), [domain(part) for part in self.parts]
        if not self.whole:
            parts = [part.meet(NON_NEGATIVE) for part in parts]
        yield self.total, self._at_least(_sum(parts))
        if not self.whole:
            total = Interval(None, total.high)
        # Sums of all parts before and after each one keep the cost linear in the number of parts.
        before = [Interval(ZERO, ZERO)]
        for interval in parts:
            before.append(before[-1] + interval)
        after = Interval(ZERO, ZERO)
        for index in range(len(parts) - 1, -1, -1):
            yield self.parts[index], total - (before[index] + after)
            after = after + parts[index]

    def _at_least(self, total: Interval) -> Interval:
        return total if self.whole else Interval(total.low, None)


Constraint = Union[Bound, Ratio, Difference, Total]


class _Reason(Struct, eq=False, gc=False):
    """Why a variable is as narrow as it is: the constraint that made it so and what that built on."""

    constraint: Constraint
    built_on: tuple[_Reason, ...]


class Outcome(Struct, frozen=True):
    """What propagation found: ``conflict`` holds the constraints involved in the first contradiction, else nothing."""

    domains: dict[Variable, Interval]
    conflict: tuple[Constraint, ...] = ()


def is_empty(interval: Interval) -> bool:
    """Whether no number lies in ``interval``, rounding of quotients aside."""
    if interval.low is None or interval.high is None or interval.low <= interval.high:
        return False
    return interval.low - interval.high > SLACK * max(abs(interval.low), abs(interval.high))


def propagate(constraints: Sequence[Constraint]) -> Outcome:
    """Narrow every variable to what ``constraints`` allow, in a fixed order, until nothing moves or one is empty."""
    domains: dict[Variable, Interval] = {}
    reasons: dict[Variable, _Reason] = {}
    users: dict[Variable, list[int]] = {}
    for index, constraint in enumerate(constraints):
        for variable in dict.fromkeys(constraint.variables):
            users.setdefault(variable, []).append(index)
    waiting = deque(range(len(constraints)))
    queued = [True] * len(constraints)
    steps = _STEPS_PER_CONSTRAINT * len(constraints)

    def domain(variable: Variable) -> Interval:
        return domains.get(variable, ANY)

    while waiting and steps > 0:
        steps -= 1
        index = waiting.popleft()
        queued[index] = False
        constraint = constraints[index]
        for variable, allowed in constraint.project(domain):
            before = domain(variable)
            after = before.meet(allowed)
            if not _narrower(before, after):
                continue
            known = tuple(reasons[name] for name in dict.fromkeys(constraint.variables) if name in reasons)
            reasons[variable] = _Reason(constraint, known)
            domains[variable] = after
            if is_empty(after):
                return Outcome(domains, _involved(reasons[variable]))
            for user in users[variable]:
                if not queued[user] and (user != index or not isinstance(constraint, Bound)):
                    queued[user] = True
                    waiting.append(user)
    return Outcome(domains)


def quickxplain(
    background: Sequence[Item], candidates: Sequence[Item], conflicting: Callable[[Sequence[Item]], bool]
) -> list[Item]:
    """A smallest subset of ``candidates`` that still conflicts with ``background``: no member can be left out.

    Earlier candidates are kept in preference to later ones. ``conflicting`` must not turn false by adding items. The
    result is empty where the background conflicts by itself, and means nothing where nothing conflicts.
    """
    if not candidates or conflicting(background):
        return []
    return _explain([*background], False, [*candidates], conflicting)


def _explain(
    background: list[Item], grown: bool, candidates: list[Item], conflicting: Callable[[Sequence[Item]], bool]
) -> list[Item]:
    if grown and conflicting(background):
        return []
    if len(candidates) == 1:
        return candidates
    half = len(candidates) // 2
    first, second = candidates[:half], candidates[half:]
    from_second = _explain(background + first, bool(first), second, conflicting)
    from_first = _explain(background + from_second, bool(from_second), first, conflicting)
    return from_first + from_second


def _narrower(before: Interval, after: Interval) -> bool:
    return _moved(before.low, after.low) or _moved(before.high, after.high)


def _moved(before: Optional[Decimal], after: Optional[Decimal]) -> bool:
    if after is None or before == after:
        return False
    return before is None or abs(after - before) > _WORTHWHILE * max(abs(before), abs(after))


def _involved(last: _Reason) -> tuple[Constraint, ...]:
    seen: dict[int, _Reason] = {}
    waiting = [last]
    while waiting:
        reason = waiting.pop()
        if id(reason) not in seen:
            seen[id(reason)] = reason
            waiting.extend(reason.built_on)
    found: dict[int, Constraint] = {id(reason.constraint): reason.constraint for reason in seen.values()}
    return tuple(found.values())


def _sum(intervals: Sequence[Interval]) -> Interval:
    total = Interval(ZERO, ZERO)
    for interval in intervals:
        total = total + interval
    return total
