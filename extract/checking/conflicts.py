"""Statements about quantities, the smallest sets of them that can't all hold, and the findings they make.

Every check that ties quantities together hands in statements; they are decided together, component by component, so
that one wrong value is found once, by whatever it breaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Optional

from msgspec import Struct

from extract.checking.evidence import backing
from extract.checking.ledger import Ledger
from extract.checking.linear import excluded, is_loop
from extract.checking.network import ANY, Bound, Constraint, Outcome, Variable, propagate, quickxplain
from extract.checking.prefilter import surely_fit
from extract.checking.quantities import Fact
from extract.checking.readings import Reading, Stated, read
from extract.model import Check
from extract.quantity import ZERO, Interval

Domain = Callable[[Variable], Interval]
Made = Optional[tuple[Constraint, Constraint]]
"""A statement's constraint in the tight and in the loose reading."""

MOST_CONFLICTS = 20


class Statement(Struct, eq=False, kw_only=True):
    """One thing said, or a law that nobody needs to say (``facts`` empty).

    ``make`` gives the constraint as it would be if its first fact stated something else, ``needed`` what that fact would
    have to state given all domains. A ``weak`` statement holds nearly always: what breaks it is that many steps less
    grave.
    """

    tight: Constraint
    loose: Constraint
    facts: tuple[Fact, ...] = ()
    check: Optional[Check] = None
    words: str = ""
    weak: int = 0
    make: Optional[Callable[[Stated], Made]] = None
    needed: Optional[Callable[[Domain], Optional[Interval]]] = None


class Conflict(Struct, eq=False):
    """A smallest set that can't all hold. ``grave`` when even the loose readings exclude each other.

    ``component`` is everything tied to it, the claims found wrong before left out.
    """

    statements: list[Statement]
    grave: bool
    component: list[Statement]
    suspects: list[Fact]

    @property
    def facts(self) -> list[Fact]:
        """The claims involved, each once, as the text runs."""
        found = {id(fact): fact for statement in self.statements for fact in statement.facts}
        return sorted(found.values(), key=lambda fact: (fact.order, fact.claim.start, fact.claim.id))


def bounds(ledger: Ledger) -> list[Statement]:
    """What the levels of a ledger say by themselves."""
    found = []
    for fact in ledger.facts:
        if fact.quantity.aspect == "level":
            found.append(bound(fact))
    return found


def bound(fact: Fact, variable: Optional[Variable] = None) -> Statement:
    """That a quantity is what a fact states, rounding of at most 5% allowed."""
    name = fact.variable if variable is None else variable

    def make(stated: Stated) -> Made:
        return _bounded(name, read(stated))

    made = _bounded(name, fact.reading)
    assert made is not None
    return Statement(tight=made[0], loose=made[1], facts=(fact,), make=make)


def _bounded(name: Variable, reading: Optional[Reading]) -> Made:
    return None if reading is None else (Bound(name, reading.capped), Bound(name, reading.loose))


def conflicts(statements: Sequence[Statement]) -> Iterator[Conflict]:
    """All conflicts, the grave ones of a component first; a claim found wrong is left out of what is looked at next."""
    if surely_fit([statement.tight for statement in statements]):
        return
    for component in components(statements):
        if _conflicting([statement.tight for statement in component]):
            yield from _conflicts_of(component)


def components(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Statements tied to each other by shared quantities; those of one statement alone can't conflict."""
    leader: dict[Variable, Variable] = {}

    def find(name: Variable) -> Variable:
        while leader.setdefault(name, name) != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for statement in statements:
        first, *others = statement.tight.variables
        for other in others:
            leader[find(other)] = find(first)
        find(first)
    groups: dict[Variable, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(find(statement.tight.variables[0]), []).append(statement)
    return [
        group
        for group in groups.values()
        if len(group) > 1 and any(not isinstance(statement.tight, Bound) for statement in group)
    ]


def _conflicts_of(component: list[Statement]) -> Iterator[Conflict]:
    remaining = component
    found = 0
    for grave in (True, False):
        while found < MOST_CONFLICTS:
            smallest = smallest_conflict(remaining, grave)
            if not smallest:
                break
            found += 1
            suspects = _suspects(smallest, remaining)
            conflict = Conflict(smallest, grave, remaining, suspects)
            yield conflict
            if not suspects:
                return
            culprit = suspects[0]
            remaining = [statement for statement in remaining if culprit not in statement.facts]


def smallest_conflict(statements: Sequence[Statement], loose: bool) -> list[Statement]:
    """A smallest set of statements that can't all hold: first as few claims, then as few laws; empty where all can hold.

    None of them can be left out.
    """
    if surely_fit([_constraint(statement, loose) for statement in statements]):
        return []
    constraint_of = {id(_constraint(statement, loose)): statement for statement in statements}
    outcome = _decide(statements, loose)
    if not outcome.conflict:
        return []
    involved = {id(constraint_of[id(constraint)]) for constraint in outcome.conflict}
    pool = [statement for statement in statements if id(statement) in involved]

    def conflicting(chosen: Sequence[Statement]) -> bool:
        return _conflicting([_constraint(statement, loose) for statement in chosen])

    laws = [statement for statement in pool if not statement.facts]
    said = [statement for statement in pool if statement.facts]
    claims = quickxplain(laws, said, conflicting)
    return _needed_of(claims + quickxplain(claims, laws, conflicting), loose)


def _needed_of(smallest: list[Statement], loose: bool) -> list[Statement]:
    """Without those that narrowing alone needs, round a loop, to see that the others exclude each other."""
    if not is_loop([statement.tight for statement in smallest]):
        return smallest
    for statement in reversed(smallest):
        rest = [other for other in smallest if other is not statement]
        if excluded([_constraint(other, loose) for other in rest]):
            smallest = rest
    return smallest


def _suspects(smallest: Sequence[Statement], component: Sequence[Statement]) -> list[Fact]:
    """The claims of a conflict, first those without which all the rest holds, then the least borne out."""
    facts = {id(fact): fact for statement in smallest for fact in statement.facts}

    def key(fact: Fact) -> tuple[bool, tuple[int, float, int]]:
        rest = [statement for statement in component if fact not in statement.facts]
        return (_conflicting([statement.tight for statement in rest]), backing(fact))

    return sorted(facts.values(), key=key)


def holds(conflict: Conflict, *edits: tuple[Fact, Stated]) -> bool:
    """Whether everything tied to a conflict holds once each fact of ``edits`` states what is given with it."""
    mended = {id(fact): stated for fact, stated in edits}
    for pool in (conflict.statements, conflict.component):
        changed: list[Constraint] = []
        for statement in pool:
            stated = mended.get(id(statement.facts[0])) if statement.facts else None
            if stated is not None and statement.make is not None:
                made = statement.make(stated)
                if made is None:
                    return False
                changed.append(made[0])
            else:
                changed.append(statement.tight)
        if _conflicting(changed) or (pool is conflict.statements and is_loop(changed) and excluded(changed)):
            return False
    return True


def needed(conflict: Conflict, fact: Fact, exactly: bool = False) -> Optional[Interval]:
    """What the others of a conflict allow for the value of ``fact``; null where it can't be said.

    With ``exactly`` the others mean just the numbers they say, without rounding.
    """
    own = [statement for statement in conflict.statements if statement.facts and statement.facts[0] is fact]
    rest = [statement for statement in conflict.statements if fact not in statement.facts]
    domains = propagate([_exact(statement) if exactly else statement.tight for statement in rest]).domains

    def domain(name: Variable) -> Interval:
        return domains.get(name, ANY)

    for statement in own:
        if statement.needed is not None:
            return statement.needed(domain)
        if isinstance(statement.tight, Bound):
            allowed = domain(statement.tight.variable)
            return None if allowed == ANY else allowed
    return None


def _exact(statement: Statement) -> Constraint:
    if statement.make is None or not statement.facts:
        return statement.tight
    stated = statement.facts[0].stated
    made = statement.make(Stated(stated.low, stated.high, stated.modifier, ZERO))
    return statement.tight if made is None else made[0]


def _conflicting(constraints: Sequence[Constraint]) -> bool:
    return not surely_fit(constraints) and bool(propagate(constraints).conflict)


def _decide(statements: Sequence[Statement], loose: bool) -> Outcome:
    return propagate([_constraint(statement, loose) for statement in statements])


def _constraint(statement: Statement, loose: bool) -> Constraint:
    return statement.loose if loose else statement.tight
