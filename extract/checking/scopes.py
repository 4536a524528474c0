"""A part of a scope within its whole: a segment in its company, the first hour in the sale, a year in all years so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.checking.conflicts import Statement
from extract.checking.cues import part_of_time, says
from extract.checking.ledger import Ledger, is_level
from extract.checking.network import Total
from extract.checking.part_whole import at_most, narrows, positive
from extract.checking.quantities import CUMULATIVE, Fact, Quantity, semantics
from extract.quantity import ZERO

_BEFORE = 25
_PART = "a part can't exceed the whole"
_SO_FAR = "a part can't exceed all so far"
_ALL = "the parts sum to the whole"
_LISTED = "the parts listed can't exceed the whole"


def statements(ledger: Ledger) -> list[Statement]:
    """What the scopes of one subject's quantities tie together."""
    return [*_narrower(ledger), *_so_far(ledger), *_parts_named(ledger), *_with_the_rest(ledger)]


def _narrower(ledger: Ledger) -> Iterator[Statement]:
    groups: dict[tuple[object, ...], list[Quantity]] = {}
    for quantity in ledger.levels if any(level.scope for level in ledger.levels) else ():
        if quantity.subject:
            groups.setdefault((*quantity[:3], *quantity[6:]), []).append(quantity)
    for quantities in groups.values():
        for quantity in quantities if len(quantities) > 1 else ():
            if quantity.scope and narrows(quantity):
                for whole in _wholes(quantity, quantities):
                    if positive(ledger, whole):
                        yield at_most((quantity,), (whole,), _PART, weak=1)


def _wholes(part: Quantity, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Those that ``part`` is a part of: the same with fewer qualifiers, or the sale that an "opening hour" is of."""
    others = [other for other in quantities if other is not part and CUMULATIVE not in other.scope]
    found = [other for other in others if set(other.scope) < set(part.scope) and _in_time(part, other)]
    times = {word for word in part.scope if part_of_time(word)}
    if found or not times:
        return found
    # The hour is of the one sale that the article speaks of; where the hour has no date, of the latest.
    rest = set(part.scope) - times
    sales = [
        other
        for other in others
        if rest <= set(other.scope) and not any(part_of_time(word) for word in other.scope)
    ]
    if part.last is not None:
        sales = [other for other in sales if _in_time(part, other)]
    if len({other.scope for other in sales}) != 1:
        return []
    return sales if part.last is not None else sorted(sales, key=_last_day)[-1:]


def _last_day(quantity: Quantity) -> int:
    return 0 if quantity.last is None else quantity.last.toordinal()


def _in_time(part: Quantity, whole: Quantity) -> bool:
    """Whether the part's period is the whole's, or for what adds up over time lies within it."""
    if (part.first, part.last) == (whole.first, whole.last):
        return True
    known = semantics(part.metric)
    if known.nature != "flow" or not known.additive:
        return False
    if part.first is None or part.last is None or whole.first is None or whole.last is None:
        return False
    return whole.first <= part.first and part.last <= whole.last


def _so_far(ledger: Ledger) -> Iterator[Statement]:
    """ "5,100 last year" within "8,200 so far"."""
    for whole in ledger.levels:
        known = semantics(whole.metric)
        if CUMULATIVE not in whole.scope or known.nature not in ("flow", "event") or not known.non_negative:
            continue
        scope = tuple(word for word in whole.scope if word != CUMULATIVE)
        for part in ledger.levels:
            if part._replace(first=None, last=None) != whole._replace(scope=scope, first=None, last=None):
                continue
            if part.first is None or (whole.first is not None and part.first < whole.first):
                continue
            if whole.last is None or (part.last is not None and part.last <= whole.last):
                yield at_most((part,), (whole,), _SO_FAR, weak=1)


def _parts_named(ledger: Ledger) -> Iterator[Statement]:
    """Parts whose claims name the whole they are of: "of the 480 jobs 262 fall on the call centres, 118 on sales"."""
    groups: dict[str, list[Fact]] = {}
    for fact in ledger.facts:
        if fact.claim.baseline is not None and is_level(fact) and fact.quantity.scope:
            groups.setdefault(fact.claim.baseline, []).append(fact)
    for name, facts in groups.items():
        whole = ledger.by_id.get(name)
        if whole is not None and is_level(whole):
            parts = [fact for fact in facts if _is_part(fact, whole)]
            yield from _at_least(whole, parts, exactly=False)


def _with_the_rest(ledger: Ledger) -> Iterator[Statement]:
    """ "The remaining 7.42 billion yen": with it the parts of its paragraph are all of the whole."""
    for last in ledger.facts:
        if last.figure is None or not last.quantity.scope or not is_level(last):
            continue
        text = last.record.text
        if not says("rest", text[max(0, last.figure.start - _BEFORE) : last.figure.start]):
            continue
        begin = text.rfind("\n", 0, last.figure.start) + 1
        wholes = ledger.levels.get(last.quantity._replace(scope=()), [])
        wholes = [fact for fact in wholes if fact.order == last.order]
        if len(wholes) == 1:
            parts = [
                fact
                for fact in ledger.facts
                if fact.order == last.order
                and fact.figure is not None
                and begin <= fact.figure.start <= last.figure.start
                and _is_part(fact, wholes[0])
            ]
            yield from _at_least(wholes[0], parts, exactly=True)


def _is_part(fact: Fact, whole: Fact) -> bool:
    quantity = fact.quantity
    wider = set(whole.quantity.scope) < set(quantity.scope)
    same = quantity._replace(scope=whole.quantity.scope) == whole.quantity
    return is_level(fact) and wider and same and narrows(quantity) and not fact.replaced


def _at_least(whole: Fact, parts: Sequence[Fact], exactly: bool) -> Iterator[Statement]:
    """That the parts don't exceed the whole; ``exactly`` that they are all of it.

    A sum that falls short is no conflict either way: a part may not have been read.
    """
    by_scope = {fact.quantity.scope: fact for fact in parts}
    words = [word for scope in by_scope for word in set(scope) - set(whole.quantity.scope)]
    if len(by_scope) < 2 or len(words) != len(set(words)) or not semantics(whole.quantity.metric).additive:
        return
    total = sum((fact.value for fact in by_scope.values()), ZERO)
    all_ = exactly and total > whole.value
    tied = Total(whole.variable, tuple(fact.variable for fact in by_scope.values()), whole=all_)
    yield Statement(tight=tied, loose=tied, check="part_whole", words=_ALL if all_ else _LISTED, weak=1)
