"""How grave a finding is and how sure: by the size of the gap and the confidence of the claims behind it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from extract.checking.quantities import Fact
from extract.model import Severity

_ORDER: tuple[Severity, ...] = ("info", "warning", "error")

DOUBTFUL = 0.5
"""A claim less likely right than wrong takes a finding down one step."""
GUESSED = 0.45
"""A claim this unlikely makes it a hint."""


def graded(
    severity: Severity, facts: Iterable[Fact], at_most: Severity = "error", sources: bool = True
) -> Severity:
    """``severity``, lowered by doubt about the claims and to ``at_most``.

    Two named sources that differ are news, not a slip, unless ``sources`` don't matter; so are two rumours.
    """
    grade = min(_ORDER.index(severity), _ORDER.index(at_most))
    facts = list(facts)
    least = min((fact.claim.confidence for fact in facts), default=1.0)
    if least < DOUBTFUL:
        grade -= 1
    if least < GUESSED or (sources and different_sources(facts)):
        grade = 0
    if any(fact.claim.status == "rumour" for fact in facts):
        grade -= 1
    return _ORDER[max(0, grade)]


def different_sources(facts: Iterable[Fact]) -> bool:
    """Whether the claims name two sources that aren't the same."""
    named = {source_of(fact) for fact in facts}
    return len(named - {""}) > 1


def source_of(fact: Fact) -> str:
    """The source named for a claim, in lower case; a company whose own figure it is under one name; empty where none is."""
    source = (fact.claim.attribution or "").casefold().strip()
    subject = fact.claim.subject
    if not source or subject is None:
        return source
    own = (subject.name.casefold(), subject.id.casefold().replace("_", " "))
    if source in _ITSELF or any(_same_name(source, name) for name in own if name):
        return own[1]
    return source


def _same_name(one: str, other: str) -> bool:
    """Whether one name is the other, or begins with it: "Acme Ltd." and "Acme"."""
    return f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")


_ITSELF = ("the company", "company", "the firm", "it")


def sureness(facts: Iterable[Fact], gap: Decimal, severity: Severity) -> float:
    """The finding's confidence: every claim must be right, and a wide gap is seldom rounding.

    ``gap`` is the distance between what is said and what would fit, relative to the latter.
    """
    sure = 1.0
    # The two claims that are likeliest wrong decide; the others were read in the same sentence mostly.
    for confidence in sorted(fact.claim.confidence for fact in facts)[:2]:
        sure *= 0.5 + 0.5 * confidence
    size = min(1.0, 0.6 + 2.0 * float(min(gap, Decimal(1))))
    level = {"error": 1.0, "warning": 0.9, "info": 0.6}[severity]
    return round(max(0.01, min(0.99, sure * size * level)), 2)


def gap_between(lower: Decimal, upper: Decimal) -> Decimal:
    """How far ``upper`` lies above ``lower``, relative to ``lower``; 1 where it can't be said."""
    return abs(upper - lower) / abs(lower) if lower else Decimal(1)
