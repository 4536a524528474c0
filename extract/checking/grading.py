"""How grave a finding is and how sure: by the size of the gap and the confidence of the claims behind it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal

from extract.checking.quantities import Fact
from extract.lexicon.finding_weights import finding_weights
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


def sureness(facts: Iterable[Fact], gap: Decimal) -> float:
    """The finding's confidence, from that of its claims and the size of the gap.

    ``gap`` is the distance between what is said and what would fit, relative to the latter. Without ``facts`` it rests on figures or
    dates alone.
    """
    return certainty([fact.claim.confidence for fact in facts], float(gap))


def certainty(confidences: Iterable[float], gap: float) -> float:
    """How likely a finding is a slip, by the numbers that the development split of the gold gave (``models/recipe/findings.py``)."""
    weights = finding_weights()
    score = weights.constant
    for weight, ground in zip(weights.of_grounds, grounds(confidences, gap), strict=True):
        score += weight * ground
    return round(max(0.01, min(0.99, 1 / (1 + math.exp(-score)))), 2)


def grounds(confidences: Iterable[float], gap: float) -> tuple[float, float]:
    """What the confidence of a finding is told from: the doubt about its claims and the size of the gap.

    What is twice what would fit was oftener misread than what is a tenth off it, so a wide gap need not speak for a finding.
    """
    # The two claims that are likeliest wrong decide; the others were read in the same sentence mostly.
    doubt = sum(math.log(max(confidence, _LEAST)) for confidence in sorted(confidences)[:2])
    return doubt, math.log10(max(min(gap, 1.0), _LEAST))


_LEAST = 0.01
WHOLE = Decimal(1)
"""The gap of what has no size: a weekday is right or wrong."""


def gap_between(lower: Decimal, upper: Decimal) -> Decimal:
    """How far ``upper`` lies above ``lower``, relative to ``lower``; 1 where it can't be said."""
    return abs(upper - lower) / abs(lower) if lower else Decimal(1)
