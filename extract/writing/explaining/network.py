"""The steps where quantities are tied together: growth, sums, shares, parts and wholes, comparisons, rounds.

The finding's claims are put through the checks' own statements once more, so what is shown is what was decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Optional

from extract.checking import arithmetic, deals, ordering, part_whole, rounds, scopes, share
from extract.checking.conflicts import Conflict, Statement, bounds, conflicts, needed
from extract.checking.ledger import Ledger
from extract.checking.network import ANY, Bound, Difference, Ratio, Total, Variable
from extract.checking.quantities import Fact, Quantity
from extract.model import Finding, Period, Record
from extract.quantity import Interval
from extract.writing import words
from extract.writing.explaining.parts import Step, beyond, brief, span_words, stated_words
from extract.writing.periods import period_words
from extract.writing.printable import one_line

_UNSTATED = "XYZUVW"


def conflict_of(
    finding: Finding, facts: Sequence[Fact], records: Sequence[Record]
) -> Optional[tuple[Conflict, Fact]]:
    """The conflict that ``finding`` tells of and the claim it is held against; null where nothing is tied together.

    ``facts`` are those of the articles ``records`` that the finding points at, money in one currency.
    """
    wanted = set(finding.claims)
    own = [fact for fact in facts if fact.claim.id in wanted]
    for chosen in (own, facts):
        for conflict in conflicts(_statements(Ledger(chosen, records), within=len(records) == 1)):
            relates = any(not isinstance(statement.tight, Bound) for statement in conflict.statements)
            if relates and {fact.claim.id for fact in conflict.facts} == wanted:
                target = _target(finding, conflict)
                return None if target is None else (conflict, target)
    return None


def _statements(ledger: Ledger, within: bool) -> list[Statement]:
    relations = arithmetic.statements(ledger)
    if not within:
        return [*bounds(ledger), *relations, *part_whole.across_statements(ledger)]
    for check in (share, ordering, part_whole, scopes, rounds, deals):
        relations += check.statements(ledger)
    return [*bounds(ledger), *relations]


def _target(finding: Finding, conflict: Conflict) -> Optional[Fact]:
    """The claim whose value the finding calls observed, and for which something can be asked."""
    observed = finding.observed
    for fact in conflict.facts:
        if observed is not None and (fact.stated.low, fact.stated.high) == (observed.low, observed.high):
            asked = needed(conflict, fact)
            if (asked is None) == (finding.expected is None):
                return fact
    return None


class Working:
    """The steps from what is said to what the target would have to be; ``letters`` name claims by id."""

    def __init__(self, conflict: Conflict, target: Fact, letters: Mapping[str, str]) -> None:
        self._conflict, self._target, self._letters = conflict, target, letters
        self._names: dict[Variable, str] = {}
        self._units: dict[Variable, Optional[str]] = {}
        self._domains: dict[Variable, Interval] = {}
        self._relations: list[Statement] = []
        self._aim: Optional[Variable] = None
        self._unstated: list[str] = []
        for statement in conflict.statements:
            self._sort_in(statement)

    def _sort_in(self, statement: Statement) -> None:
        constraint, facts = statement.tight, statement.facts
        if not isinstance(constraint, Bound):
            if not facts or facts[0] is not self._target:
                self._relations.append(statement)
            return
        variable = constraint.variable
        if facts:
            self._names.setdefault(variable, self._letter(facts[0]))
            self._units.setdefault(variable, facts[0].unit)
        if facts and facts[0] is self._target:
            self._aim = variable
            return
        before = self._domains.get(variable, ANY)
        self._domains[variable] = before.meet(constraint.interval)

    def _letter(self, fact: Fact) -> str:
        return self._letters.get(fact.claim.id, fact.claim.id)

    def steps(self) -> tuple[Step, ...]:
        """One step for each relation, in the order in which one leads to the next."""
        found, waiting = [], list(self._relations)
        while waiting:
            ready = next((item for item in waiting if len(self._unknown(item)) == 1), waiting[0])
            waiting.remove(ready)
            found.append(self._step(ready, next(iter(self._unknown(ready)), None)))
        for statement in self._conflict.statements:
            if statement.facts and statement.facts[0] is self._target and statement.needed is not None:
                found.append(self._asked_of_itself(statement))
        return tuple(found)

    def fits(self) -> tuple[str, ...]:
        """What the target would have to be: by the numbers as written, and with their rounding."""
        name, unit = self._letter(self._target), self._target.unit
        exact = needed(self._conflict, self._target, exactly=True)
        asked = needed(self._conflict, self._target)
        if asked is None:
            return ("they can't all hold, whatever any one of them is",)
        if exact is None or exact == asked or exact.empty:
            return (f"{name} would have to be {span_words(asked, unit)}",)
        return (
            f"{name} would have to be {span_words(brief(exact, self._target.value), unit)} by the numbers as written",
            f"with their rounding, at most 5% of each: {span_words(asked, unit)}",
        )

    def gap(self) -> tuple[str, ...]:
        """By how much the target fails, and whether rounding could explain it."""
        fact = self._target
        asked = needed(self._conflict, fact) or ANY
        name = f"{self._letter(fact)} is {stated_words(fact.stated, fact.unit)}"
        said = beyond(fact.reading.capped, asked, fact.unit)
        lines = [f"{name}: {said}" if said else name]
        if self._conflict.grave:
            lines.append("it fails even where zeros at the end of numbers are only padding")
        else:
            lines.append("it would fit if zeros at the end of numbers were only padding: one step less grave")
        if any(statement.weak for statement in self._conflict.statements):
            lines.append("what ties them holds nearly always, not always: one step less grave")
        return tuple(lines)

    def _unknown(self, statement: Statement) -> list[Variable]:
        return [name for name in dict.fromkeys(statement.tight.variables) if name not in self._domains]

    def _domain(self, name: Variable) -> Interval:
        return self._domains.get(name, ANY)

    def _step(self, statement: Statement, unknown: Optional[Variable]) -> Step:
        constraint = statement.tight
        assert not isinstance(constraint, Bound)
        aim = unknown if unknown is not None else self._aim
        aim = aim if aim in constraint.variables else constraint.variables[0]
        line = self._line(constraint, aim)
        spans = [span for name, span in constraint.project(self._domain) if name == aim]
        known = self._domain(aim)
        for span in spans:
            known = known.meet(span)
        self._units.setdefault(aim, self._unit(constraint.variables))
        self._domains[aim] = known
        rule, unstated = self._rule(statement), tuple(self._unstated)
        self._unstated.clear()
        joint = " " if line.endswith(" is") else ": "
        return Step(rule, (*unstated, f"{line}{joint}{span_words(known, self._units[aim])}"))

    def _asked_of_itself(self, statement: Statement) -> Step:
        """The step that works out what a growth rate or a share would have to be."""
        assert statement.needed is not None
        asked = statement.needed(self._domain)
        one, other = (self._name(name) for name in statement.tight.variables[:2])
        sign = "−" if isinstance(statement.tight, Difference) else "÷"
        spans = [span_words(self._domain(name), self._units.get(name)) for name in statement.tight.variables]
        result = "" if asked is None else f": {span_words(asked, self._target.unit)}"
        return Step(self._rule(statement), (f"{one} {sign} {other} is {spans[0]} {sign} {spans[1]}{result}",))

    def _line(self, constraint: Ratio | Difference | Total, aim: Variable) -> str:
        """How ``aim`` follows from the others, in letters."""
        name = self._name(aim)
        if isinstance(constraint, Ratio):
            part, whole = self._name(constraint.part), self._name(constraint.whole)
            if constraint.factor == part_whole.AT_MOST_ALL:
                return f"{part} ≤ {whole}, so {name} is"
            factor = span_words(constraint.factor)
            if aim == constraint.part:
                return f"{name} = {whole} × {factor} = {self._span(constraint.whole)} × {factor}"
            return f"{name} = {part} ÷ {factor} = {self._span(constraint.part)} ÷ {factor}"
        if isinstance(constraint, Difference):
            by = span_words(constraint.by, self._unit(constraint.variables))
            if aim == constraint.later:
                return f"{name} = {self._name(constraint.earlier)} + {by} = {self._span(constraint.earlier)} + {by}"
            return f"{name} = {self._name(constraint.later)} − {by} = {self._span(constraint.later)} − {by}"
        return self._sum_line(constraint, aim)

    def _sum_line(self, constraint: Total, aim: Variable) -> str:
        """How a sum or one of its parts follows from the others."""
        name, sign = self._name(aim), "=" if constraint.whole else "≤"
        others = [part for part in constraint.parts if part != aim]
        letters, spans = (_added(map(of, others)) for of in (self._name, self._span))
        if aim == constraint.total:
            return f"{name} {'=' if constraint.whole else '≥'} {letters} = {spans}"
        total = self._name(constraint.total)
        return f"{name} {sign} {total} − {_grouped(letters)} = {self._span(constraint.total)} − {_grouped(spans)}"

    def _rule(self, statement: Statement) -> str:
        """What ties them, in words: what a claim says, or a law."""
        if not statement.facts:
            return statement.words or "they belong together"
        fact, constraint = statement.facts[0], statement.tight
        letter, said = self._letter(fact), one_line(words.claim_words(fact.claim))
        one, other = (self._name(name) for name in constraint.variables[:2])
        if isinstance(constraint, Ratio) and constraint.factor == part_whole.AT_MOST_ALL:
            return f"{letter} says that {other} is at least as much as {one}"
        if fact.claim.kind == "change" or isinstance(constraint, Difference):
            return f"{letter} says {said}: from {other} to {one}"
        if fact.claim.kind == "share" or fact.quantity.metric == "margin":
            return f"{letter} says that {one} is {said} of {other}"
        return f"{letter} ties {one} to {other}: {said}"

    def _name(self, variable: Variable) -> str:
        """The letter of the claim that states it; a letter from the alphabet's end for what no claim states."""
        if variable not in self._names:
            unstated = _quantity_words(variable)
            letter = next(letter for letter in _UNSTATED if letter not in self._names.values())
            self._names[variable] = letter if unstated else "the whole"
            self._unstated += [f"{letter} stands for {unstated}"] if unstated else []
        return self._names[variable]

    def _span(self, variable: Variable) -> str:
        return span_words(self._domain(variable), self._units.get(variable, self._target.unit))

    def _unit(self, variables: Iterable[Variable]) -> Optional[str]:
        return next((self._units[name] for name in variables if name in self._units), self._target.unit)


def _added(parts: Iterable[str]) -> str:
    return " + ".join(parts)


def _grouped(terms: str) -> str:
    return f"({terms})" if " + " in terms else terms


def _quantity_words(variable: Variable) -> str:
    """A quantity that no claim states: "the revenue of 2018"; empty for what isn't one."""
    quantity = variable[0] if isinstance(variable, tuple) else None
    if not isinstance(quantity, Quantity):
        return ""
    when = period_words(Period(first=quantity.first, last=quantity.last))
    return f"the {words.metric_words(quantity.metric)}" + (f" of {when}" if when else "")
