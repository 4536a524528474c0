"""Smallest sets against z3 and brute force, on random components and on the conflicts of random articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import z3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_checking_network import COMPONENTS, holds, some_values_hold

from extract.checking import arithmetic, part_whole
from extract.checking.conflicts import Conflict, Statement, bounds, conflicts, smallest_conflict
from extract.checking.ledger import Ledger
from extract.checking.linear import excluded
from extract.checking.network import Bound, Constraint, Difference, Ratio, propagate
from extract.checking.prefilter import surely_fit
from extract.checking.quantities import facts_of
from extract.model import Claim, Entity, Period, Record
from extract.quantity import Interval

MANY = settings(deadline=None, max_examples=800, suppress_health_check=[HealthCheck.too_slow])


def values_of(constraints: Sequence[Constraint]) -> dict[Any, Fraction] | None:
    """Values that satisfy all, as z3 finds them; null where there are none."""
    names = {name: z3.Real(f"v{place}") for place, name in enumerate(variables(constraints))}
    solver = z3.SolverFor("QF_LRA")
    for constraint in constraints:
        solver.add(*terms(constraint, names))
    if solver.check() == z3.unsat:
        return None
    model = solver.model()
    return {name: model.eval(real, model_completion=True).as_fraction() for name, real in names.items()}


def variables(constraints: Sequence[Constraint]) -> list[Any]:
    return list(dict.fromkeys(name for constraint in constraints for name in constraint.variables))


def terms(constraint: Constraint, names: dict[Any, Any]) -> list[Any]:
    def within(real: Any, interval: Interval) -> list[Any]:
        found = []
        if interval.low is not None:
            found.append(real >= z3.RealVal(str(interval.low)))
        if interval.high is not None:
            found.append(real <= z3.RealVal(str(interval.high)))
        return found

    if isinstance(constraint, Bound):
        return within(names[constraint.variable], constraint.interval)
    if isinstance(constraint, Ratio):
        part, whole, factor = names[constraint.part], names[constraint.whole], constraint.factor
        found = [part >= 0, whole >= 0, part >= z3.RealVal(str(factor.low or 0)) * whole]
        return found if factor.high is None else [*found, part <= z3.RealVal(str(factor.high)) * whole]
    if isinstance(constraint, Difference):
        return within(names[constraint.later] - names[constraint.earlier], constraint.by)
    total = sum(names[part] for part in constraint.parts)
    if constraint.whole:
        return [names[constraint.total] == total]
    return [names[constraint.total] >= total, *(names[part] >= 0 for part in constraint.parts)]


def each_left_out(items: Sequence[Any]) -> list[list[Any]]:
    return [[*items[:place], *items[place + 1 :]] for place in range(len(items))]


@MANY
@given(COMPONENTS)
def test_of_a_random_component_the_set_conflicts_and_nothing_less_does(parts: Any) -> None:
    constraints = [*parts[0], *parts[1]]
    smallest = [one.tight for one in smallest_conflict([law(one) for one in constraints], loose=False)]
    if not smallest:
        assert not propagate(constraints).conflict
        return
    assert values_of(smallest) is None
    for rest in each_left_out(smallest):
        values = values_of(rest)
        assert values is not None and all(holds(constraint, values) for constraint in rest)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(COMPONENTS)
def test_brute_force_finds_no_values_for_the_set(parts: Any) -> None:
    smallest = smallest_conflict([law(one) for one in (*parts[0], *parts[1])], loose=False)
    if smallest:
        assert not some_values_hold([one.tight for one in smallest])


@MANY
@given(COMPONENTS)
def test_what_floats_call_sure_is_sure_and_what_is_called_excluded_is_so(parts: Any) -> None:
    constraints = [*parts[0], *parts[1]]
    if surely_fit(constraints):
        assert not propagate(constraints).conflict
    assert excluded(constraints) == (values_of(constraints) is None)


def law(constraint: Constraint) -> Statement:
    return Statement(tight=constraint, loose=constraint)


YEARS = {year: Period(first=date(year, 1, 1), last=date(year, 12, 31)) for year in (2018, 2019)}
QUARTERS = [
    Period(first=date(2019, 3 * number + 1, 1), last=date(2019, 3 * number + 3, day))
    for number, day in enumerate((31, 30, 30, 31))
]


@st.composite
def stories(draw: st.DrawFn) -> list[Statement]:
    """What an article says of a firm's revenue and profits, and what ties it: 18 claims at most, some of them wrong."""
    amounts = st.integers(10, 120)
    claims: list[Claim] = []

    def say(metric: str, period: Period, value: int, **fields: Any) -> None:
        unit, tolerance = ("percent", "0.5") if "basis" in fields else ("USD", "0.5")
        claims.append(
            Claim(
                id=f"a#c{len(claims) + 1}",
                start=0,
                end=1,
                sentence_start=0,
                sentence_end=1,
                subject=Entity(id="acme", name="Acme"),
                metric=metric,
                low=Decimal(value),
                high=Decimal(value),
                unit=unit,
                tolerance=Decimal(tolerance),
                period=period,
                confidence=draw(st.sampled_from((0.6, 0.9))),
                **{"kind": "level", **fields},
            )
        )

    for metric in ("revenue", "gross_profit", "net_profit"):
        for period in (*YEARS.values(), *QUARTERS):
            if draw(st.booleans()):
                say(metric, period, draw(amounts) * (4 if period in YEARS.values() else 1))
        if draw(st.booleans()):
            say(metric, YEARS[2019], draw(st.integers(1, 90)), kind="change", basis="yoy")
    record = Record(id="a", text=" ", claims=tuple(claims))
    ledger = Ledger(facts_of(record), [record])
    return [*bounds(ledger), *arithmetic.statements(ledger), *part_whole.statements(ledger)]


def said(conflict: Conflict) -> list[Constraint]:
    return [one.loose if conflict.grave else one.tight for one in conflict.statements]


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(stories())
def test_every_conflict_of_an_article_is_a_smallest_one_and_found_once(story: list[Statement]) -> None:
    found = list(conflicts(story))
    for conflict in found:
        constraints = said(conflict)
        assert values_of(constraints) is None
        assert all(values_of(rest) is not None for rest in each_left_out(constraints))
    claims = [frozenset(fact.claim.id for fact in conflict.facts) for conflict in found]
    assert len(set(claims)) == len(claims)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(stories())
def test_a_value_found_wrong_is_in_no_later_conflict_and_the_rest_then_fits(story: list[Statement]) -> None:
    wrong: set[str] = set()
    for conflict in conflicts(story):
        assert not wrong & {fact.claim.id for fact in conflict.facts}
        wrong.add(conflict.suspects[0].claim.id)
    rest = [one.tight for one in story if not any(fact.claim.id in wrong for fact in one.facts)]
    assert not propagate(rest).conflict
