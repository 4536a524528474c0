"""The interval network and QuickXplain against brute force."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.checking.network import Bound, Constraint, Difference, Ratio, Total, propagate, quickxplain
from extract.quantity import Interval

NAMES = ("a", "b", "c", "d")
NUMBERS = st.integers(1, 12).map(Decimal)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    return Interval(low, high)


@st.composite
def bounds(draw: st.DrawFn) -> Bound:
    return Bound(draw(st.sampled_from(NAMES)), draw(intervals()))


@st.composite
def ties(draw: st.DrawFn) -> Constraint:
    one, other, third = draw(st.permutations(NAMES))[:3]
    kind = draw(st.sampled_from(["ratio", "difference", "total", "at least"]))
    if kind == "ratio":
        factor = draw(
            st.sampled_from([Interval(Decimal("0.5"), Decimal("0.5")), Interval(Decimal(2), Decimal(3))])
        )
        return Ratio(one, other, factor)
    if kind == "difference":
        return Difference(one, other, draw(intervals()))
    return Total(one, (other, third), whole=kind == "total")


COMPONENTS = st.tuples(st.lists(bounds(), min_size=2, max_size=6), st.lists(ties(), min_size=1, max_size=3))


def holds(constraint: Constraint, values: dict[str, Fraction]) -> bool:
    """The meaning of a constraint, written without the network's code."""

    def within(value: Fraction, interval: Interval) -> bool:
        return Fraction(interval.low) <= value <= Fraction(interval.high)

    if isinstance(constraint, Bound):
        return within(values[constraint.variable], constraint.interval)
    if isinstance(constraint, Ratio):
        part, whole = values[constraint.part], values[constraint.whole]
        return Fraction(constraint.factor.low) * whole <= part <= Fraction(constraint.factor.high) * whole
    if isinstance(constraint, Difference):
        return within(values[constraint.later] - values[constraint.earlier], constraint.by)
    parts = sum(values[part] for part in constraint.parts)
    return values[constraint.total] == parts if constraint.whole else values[constraint.total] >= parts


GRID = [Fraction(number) for number in (Fraction(1, 2), 1, Fraction(3, 2), 2, 3, 4, 5, 7, 9, 12)]


def some_values_hold(constraints: Sequence[Constraint]) -> bool:
    names = sorted({str(name) for constraint in constraints for name in constraint.variables})
    return any(
        all(holds(constraint, dict(zip(names, values, strict=True))) for constraint in constraints)
        for values in itertools.product(GRID, repeat=len(names))
    )


@given(COMPONENTS)
def test_what_some_values_satisfy_is_no_conflict(parts: tuple[list[Bound], list[Constraint]]) -> None:
    constraints = [*parts[0], *parts[1]]
    values = dict(zip(NAMES, (Fraction(3), Fraction(2), Fraction(5), Fraction(7)), strict=True))
    satisfied = [constraint for constraint in constraints if holds(constraint, values)]
    outcome = propagate(satisfied)
    assert not outcome.conflict
    for name, domain in outcome.domains.items():
        assert domain.contains(Decimal(values[name].numerator) / values[name].denominator)


@settings(deadline=None, max_examples=60)
@given(COMPONENTS)
def test_a_conflict_is_one_for_every_value_and_names_constraints_that_conflict(
    parts: tuple[list[Bound], list[Constraint]],
) -> None:
    outcome = propagate([*parts[0], *parts[1]])
    if outcome.conflict:
        assert not some_values_hold(outcome.conflict)
        assert propagate(outcome.conflict).conflict


@given(st.lists(bounds(), min_size=2, max_size=8))
def test_bounds_alone_conflict_just_when_two_of_them_do(found: list[Bound]) -> None:
    pairs = itertools.combinations(found, 2)
    expected = any(
        one.variable == other.variable and not one.interval.meets(other.interval) for one, other in pairs
    )
    assert bool(propagate(found).conflict) == expected


@given(COMPONENTS)
def test_the_smallest_set_is_smallest(parts: tuple[list[Bound], list[Constraint]]) -> None:
    constraints = [*parts[0], *parts[1]]

    def conflicting(chosen: Sequence[Constraint]) -> bool:
        return bool(propagate(chosen).conflict)

    if not conflicting(constraints):
        return
    smallest = quickxplain([], constraints, conflicting)
    assert conflicting(smallest)
    for index in range(len(smallest)):
        assert not conflicting(smallest[:index] + smallest[index + 1 :])


@given(st.sets(st.integers(0, 9), min_size=1, max_size=4), st.permutations(range(10)))
def test_quickxplain_finds_a_hidden_core(core: set[int], order: list[int]) -> None:
    asked: list[int] = []

    def conflicting(chosen: Sequence[int]) -> bool:
        asked.append(len(chosen))
        return core <= set(chosen)

    assert set(quickxplain([], order, conflicting)) == core
    assert len(asked) <= 1 + 2 * len(core) * 5 + 2 * len(core)


def test_a_loop_that_shrinks_for_ever_ends() -> None:
    loop = [
        Ratio("a", "b", Interval(Decimal(0), Decimal("0.9"))),
        Ratio("b", "a", Interval(Decimal(0), Decimal("0.9"))),
        Bound("a", Interval(Decimal(0), Decimal(10))),
    ]
    assert not propagate(loop).conflict
