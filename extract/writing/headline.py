"""A finding in one line of figures, for those whose message takes longer to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from extract.model import Finding
from extract.quantity import ZERO
from extract.writing import words
from extract.writing.axis import same_extent
from extract.writing.evidence import Evidence, pointed, span_text

BRIEF = 100
"""A message of so many characters is its own headline."""


def headline(finding: Finding, evidence: Sequence[Evidence]) -> Optional[str]:
    """Whose what is how much, and how much would fit; null where the message is short or names no such thing."""
    if len(finding.message) <= BRIEF:
        return None
    stated = _observed(finding, evidence)
    if stated is None or finding.expected is None:
        return None
    if finding.check == "contradiction":
        rivals = [item for item in evidence if item is not stated and item.value != stated.value]
        if len(rivals) == 1:
            first, second = (one.value for one in evidence if one in (stated, rivals[0]))
            return f"{_topic(stated)}: {first} or {second}?"
    fits = f"{words.extent_words(finding.expected)} would fit"
    if stated.claim is None:
        return f"{_quoted(stated)}: {fits}"
    return f"{_topic(stated)}: {stated.value}, where {fits}"


def _observed(finding: Finding, evidence: Sequence[Evidence]) -> Optional[Evidence]:
    """What the finding holds against the rest."""
    for item in evidence:
        if (
            finding.observed is not None
            and item.extent is not None
            and item.extent.unit == finding.observed.unit
            and same_extent(finding.observed, item.extent, item.tolerance or ZERO)
        ):
            return item
    return None


def _quoted(item: Evidence) -> str:
    """ "“$1.6 billion” for “HK$7.8 billion”": the words of a figure that no claim is made of."""
    quoted = f"“{span_text(item.record, item.start, item.end)}”"
    first = pointed(item.figure.converts, item.record.figures) if item.figure else None
    return f"{quoted} for “{span_text(item.record, first.start, first.end)}”" if first else quoted


def _topic(item: Evidence) -> str:
    if item.claim is None:
        return _quoted(item)
    topic = words.claim_topic(item.claim)
    if item.claim.subject is None:
        return words.capital(topic)
    name = item.claim.subject.name
    return f"{name}’ {topic}" if name.endswith("s") else f"{name}’s {topic}"
