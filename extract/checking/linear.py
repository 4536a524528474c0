"""Whether a handful of statements can hold together, decided exactly: every one of them is linear in its quantities.

Narrowing intervals never finds a conflict that isn't there, but round a loop it may need a value of one quantity to see that two
relations alone exclude each other ("rose 25%" and "by $2 billion less"). Fourier-Motzkin elimination sees it. Its cost explodes with the number of
statements, so it is asked only about the few of a conflict, to leave out those that aren't needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from extract.checking.network import SLACK, Bound, Constraint, Difference, Ratio, Variable
from extract.quantity import Interval

_MOST_ROWS = 400
"""With more inequalities than these nothing is said."""

Row = tuple[dict[Variable, Fraction], Fraction]
"""The sum of the variables, each times its factor, is at most the number."""


def excluded(constraints: Sequence[Constraint]) -> bool:
    """Whether no values at all satisfy ``constraints``, rounding aside; false also where that takes too long to say.

    Ratios are of what is not negative, so nothing is said either where a bound reaches below zero.
    """
    if any(
        isinstance(one, Bound) and (one.interval.low is None or one.interval.low < 0) for one in constraints
    ):
        return False
    rows: list[Row] | None = _distinct(row for constraint in constraints for row in _rows(constraint))
    while rows is not None:
        if any(not factors and limit < 0 for factors, limit in rows):
            return True
        names = {name: None for factors, _ in rows for name in factors}
        if not names:
            return False
        rows = _without(min(names, key=lambda name: _products(rows or [], name)), rows)
    return False


def is_loop(constraints: Sequence[Constraint]) -> bool:
    """Whether relations lead from a quantity back to it; without a loop, narrowing intervals decides just as well."""
    leader: dict[Variable, Variable] = {}

    def find(name: Variable) -> Variable:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for constraint in constraints:
        first, *others = constraint.variables
        for other in others:
            one, two = find(first), find(other)
            if one == two:
                return True
            leader[one] = two
    return False


def _rows(constraint: Constraint) -> Iterator[Row]:
    one = Fraction(1)
    if isinstance(constraint, Bound):
        yield from _between({constraint.variable: one}, constraint.interval)
    elif isinstance(constraint, Difference):
        yield from _between({constraint.later: one, constraint.earlier: -one}, constraint.by)
    elif isinstance(constraint, Ratio):
        low, high = constraint.factor.low, constraint.factor.high
        slack = Fraction(SLACK)
        if low is not None:
            yield {constraint.whole: Fraction(low) * (1 - slack), constraint.part: -one}, Fraction(0)
        if high is not None:
            yield {constraint.part: one, constraint.whole: -Fraction(high) * (1 + slack)}, Fraction(0)
        for name in constraint.variables:
            yield {name: -one}, Fraction(0)
    else:
        parts = {name: one * constraint.parts.count(name) for name in constraint.parts}
        yield {**parts, constraint.total: -one}, Fraction(0)
        if constraint.whole:
            yield {**{name: -factor for name, factor in parts.items()}, constraint.total: one}, Fraction(0)
        else:
            yield from (({name: -one}, Fraction(0)) for name in parts)


def _between(factors: dict[Variable, Fraction], interval: Interval) -> Iterator[Row]:
    if interval.high is not None:
        yield factors, _loosened(Fraction(interval.high))
    if interval.low is not None:
        yield {name: -factor for name, factor in factors.items()}, _loosened(-Fraction(interval.low))


def _loosened(limit: Fraction) -> Fraction:
    return limit + abs(limit) * Fraction(SLACK)


def _products(rows: Sequence[Row], name: Variable) -> int:
    above = sum(1 for factors, _ in rows if factors.get(name, 0) > 0)
    below = sum(1 for factors, _ in rows if factors.get(name, 0) < 0)
    return above * below - above - below


def _without(name: Variable, rows: Sequence[Row]) -> list[Row] | None:
    """What ``rows`` say of all variables but one; null where that is too much."""
    above = [row for row in rows if row[0].get(name, 0) > 0]
    below = [row for row in rows if row[0].get(name, 0) < 0]
    if len(above) * len(below) > _MOST_ROWS:
        return None
    kept = [row for row in rows if name not in row[0]]
    found = _distinct([*kept, *(_sum(one, other, name) for one in above for other in below)])
    return found if len(found) <= _MOST_ROWS else None


def _sum(one: Row, other: Row, name: Variable) -> Row:
    """The sum of two rows, weighted so that ``name`` drops out."""
    weight, against = -other[0][name], one[0][name]
    factors = {key: factor * weight for key, factor in one[0].items()}
    for key, factor in other[0].items():
        factors[key] = factors.get(key, Fraction(0)) + factor * against
    return {key: factor for key, factor in factors.items() if factor}, one[1] * weight + other[1] * against


def _distinct(rows: Iterable[Row]) -> list[Row]:
    """Rows of one left side as the strictest of them."""
    found: dict[frozenset[tuple[Variable, Fraction]], Row] = {}
    for factors, limit in rows:
        size = max((abs(factor) for factor in factors.values()), default=Fraction(1))
        scaled = {name: factor / size for name, factor in factors.items()}
        key = frozenset(scaled.items())
        if key not in found or limit / size < found[key][1]:
            found[key] = (scaled, limit / size)
    return list(found.values())
