"""Findings from what ties quantities together: arithmetic, shares, parts and wholes, orderings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Optional

from extract.checking import (
    arithmetic,
    deals,
    mending,
    ordering,
    part_whole,
    remainders,
    rounds,
    scopes,
    share,
)
from extract.checking.conflicts import Conflict, Statement, bounds, conflicts, holds, needed
from extract.checking.drafts import Draft, extent, figures_of, place_of, stated_extent
from extract.checking.explain import (
    capital,
    fact_words,
    interval_words,
    origin,
    percent_apart,
    quantity_words,
    quote,
    quoted,
)
from extract.checking.grading import graded, sureness
from extract.checking.ledger import Ledger
from extract.checking.network import Bound
from extract.checking.quantities import Fact
from extract.checking.repairs import propose
from extract.model import Check, Severity
from extract.quantity import Interval

_SLIGHT = Decimal("0.005")
"""A gap that opens only where the zeros at a number's end are meant, and is smaller than this, is a rounding nobody spelled out."""
_FAR = Decimal(100)
_ODD = Decimal(1)
"""What is off by this much (twice or half of what fits) and not by a power of ten was mostly misread."""


def within(ledger: Ledger) -> tuple[list[Draft], frozenset[str]]:
    """Findings within one article, and the ids of the claims they take."""
    relations = [
        *arithmetic.statements(ledger),
        *share.statements(ledger),
        *ordering.statements(ledger),
        *part_whole.statements(ledger),
        *scopes.statements(ledger),
        *rounds.statements(ledger),
        *deals.statements(ledger),
    ]
    return _decided(ledger, relations) if relations else ([], frozenset())


def across(ledger: Ledger) -> list[Draft]:
    """Findings that take claims of more than one article about one subject."""
    relations = [*arithmetic.statements(ledger), *part_whole.across_statements(ledger)]
    if not relations:
        return []
    drafts = []
    for conflict in conflicts([*bounds(ledger), *relations]):
        if len({fact.order for fact in conflict.facts}) > 1:
            drafts += _drafts(conflict)
    return drafts


def _decided(ledger: Ledger, relations: list[Statement]) -> tuple[list[Draft], frozenset[str]]:
    drafts: list[Draft] = []
    wrong: set[str] = set()
    for conflict in conflicts([*bounds(ledger), *relations]):
        drafts += _drafts(conflict)
        # Which of them is wrong is a guess; none of them is held against other articles.
        wrong |= {fact.claim.id for fact in conflict.facts}
    return drafts, frozenset(wrong)


def _drafts(conflict: Conflict) -> list[Draft]:
    check = mending.check_of(conflict)
    # Without a relation it is a contradiction, and the check of that name decides what is one.
    if check is None:
        return []
    draft = _draft(conflict, check)
    return [] if draft is None else [draft]


def _draft(conflict: Conflict, check: Check) -> Optional[Draft]:
    facts = conflict.facts
    repairs = propose(
        [fact for fact in conflict.suspects if fact.stated.value is not None],
        lambda fact, stated, kind: mending.mends(conflict, fact, stated, kind),
        lambda fact: needed(conflict, fact, exactly=True),
        "everything then fits",
    )
    if check in ("ordering", "share"):
        adding_up = tuple(
            remainders.repairs(conflict.suspects, lambda fact, stated: holds(conflict, (fact, stated)))
        )
        texts = {repair.text for repair in adding_up}
        repairs = adding_up + tuple(repair for repair in repairs if repair.text not in texts)
    repairs = repairs or tuple(mending.both_moved(conflict))
    target = _target(conflict)
    asked = needed(conflict, target)
    gap = _gap(target, asked)
    if repairs and repairs[0].why.startswith("a slip of scale"):
        check = "magnitude"
    far = gap >= _ODD and check != "magnitude"
    if not conflict.grave and gap < _SLIGHT:
        return None
    if asked is not None and asked.high is None and (asked.low is None or asked.low <= 0):
        # The others don't fit each other whatever this one is: somebody was misread, and nothing could be said of it.
        return None
    severity = _severity(conflict, facts, far, check)
    place = place_of(facts)
    if check == "magnitude":
        facts = _stated_against(facts, repairs[0].claim)
    if far and severity == "info":
        return None
    return Draft(
        check=check,
        severity=severity,
        confidence=sureness(facts, gap),
        message=_message(conflict, target, asked),
        place=place,
        claims=tuple(fact.claim.id for fact in facts),
        figures=figures_of(facts),
        expected=None if asked is None else extent(asked, target.unit),
        observed=stated_extent(target),
        repairs=repairs,
    )


def _stated_against(facts: list[Fact], mended: Optional[str]) -> list[Fact]:
    """The value off by a power of ten and the one it is stated against: they are so far apart whatever growth is said between them."""
    slip = next((fact for fact in facts if fact.claim.id == mended), None)
    if slip is None:
        return facts
    others = [fact for fact in facts if fact is not slip and _alike(fact, slip)]
    return [fact for fact in facts if fact is slip or fact in others] if len(others) == 1 else facts


def _alike(fact: Fact, slip: Fact) -> bool:
    one, other = fact.quantity, slip.quantity
    same = one._replace(first=other.first, last=other.last, status=other.status) == other
    if one.aspect != "level" or not same:
        return False
    return min(fact.value, slip.value) > 0 and not 1 / _FAR < fact.value / slip.value < _FAR


def _severity(conflict: Conflict, facts: Sequence[Fact], far: bool, check: Check) -> Severity:
    several = len({fact.order for fact in facts}) > 1
    weak = max(statement.weak for statement in conflict.statements)
    if check == "magnitude" and all(fact.quantity.aspect == "level" for fact in facts):
        # A slip of scale between two values is plain even where the relation between them may bend.
        weak = min(weak, 1)
    steps = (0 if conflict.grave else 1) + far * (1 + several) + weak
    severities: tuple[Severity, ...] = ("error", "warning", "info")
    return graded(severities[min(steps, 2)], facts)


def _target(conflict: Conflict) -> Fact:
    """The claim that the message holds against the others: the later level of a change, the part of a whole."""
    levels = {
        statement.tight.variable: statement.facts[0]
        for statement in conflict.statements
        if isinstance(statement.tight, Bound) and statement.facts
    }
    for statement in conflict.statements:
        if statement.check is not None:
            for variable in statement.tight.variables:
                fact = levels.get(variable)
                if fact is not None and needed(conflict, fact) is not None:
                    return fact
    return conflict.facts[-1]


def _gap(target: Fact, asked: Optional[Interval]) -> Decimal:
    end = _broken_end(target, asked)
    value = target.stated.value
    return Decimal("0.3") if not end or value is None else abs(value - end) / abs(end)


def _broken_end(target: Fact, asked: Optional[Interval]) -> Optional[Decimal]:
    value = target.stated.value
    if asked is None or value is None:
        return None
    return asked.high if asked.high is not None and value > asked.high else asked.low


def _message(conflict: Conflict, target: Fact, asked: Optional[Interval]) -> str:
    premises = [_premise(fact, conflict) for fact in conflict.facts if fact is not target]
    laws = [statement.words for statement in conflict.statements if not statement.facts and statement.words]
    given = _listed(list(dict.fromkeys(premises)))
    since = f", since {_listed(list(dict.fromkeys(laws)))}" if laws else ""
    name = quantity_words(target)
    be = "are" if name.endswith("s") else "is"
    said = f"{fact_words(target)} in {_place(target, conflict)}{quoted(target)}"
    if asked is None:
        return f"{capital(name)} {be} {said}, which doesn't fit {given}{since}."
    end = _broken_end(target, asked)
    by = f": {percent_apart(target.value, end)}" if end else ""
    return f"With {given}, {name} would have to be {interval_words(asked, target.unit)}{since}, but {be} {said}{by}."


def _premise(fact: Fact, conflict: Conflict) -> str:
    where = _place(fact, conflict).rstrip(", ")
    named = f" ({where})" if where else ""
    named_share = fact.quantity.aspect == "share" and fact.quantity.metric.endswith("share")
    if (fact.quantity.aspect == "level" or named_share) and fact.stated.value is not None:
        return f"{quantity_words(fact)} of {fact_words(fact)}{named}"
    if fact.claim.kind == "comparison":
        claim = fact.claim
        return f"{quote(fact.record, claim.start, claim.end, claim.sentence_start)}{named}"
    return f"{quoted(fact)}{named}"


def _place(fact: Fact, conflict: Conflict) -> str:
    several = len({item.order for item in conflict.facts}) > 1
    return f"{origin(fact.record)}, " if several else ""


def _listed(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
