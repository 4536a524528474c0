"""Values that another value is held against: "exceeding Douyin's goal of RMB 200 billion", "beating estimates of $4.9 billion"."""

from __future__ import annotations

from typing import NamedTuple, Optional

from extract.claims.drafts import Draft
from extract.claims.layout import Cue, Layout, Sentence, Spot
from extract.claims.subject_of import entity_of
from extract.model import Modifier

_REACH = 14
_MODIFIERS: dict[str, Modifier] = {
    "above_verb": ">",
    "ahead": ">",
    "below_verb": "<",
    "behind": "<",
    "equal": "~",
}


class Comparison(NamedTuple):
    """The word that compares, the company on the other side (null for an expectation), and the sign it gives."""

    cue: Cue
    company: Optional[Spot]
    expected: bool
    modifier: Optional[Modifier]


def comparison_before(
    layout: Layout, sentence: Sentence, figure: Spot, drafts: list[Draft]
) -> Optional[Comparison]:
    """What ``figure`` is compared by, where a claim of the sentence before it is what it is held against."""
    if not drafts:
        return None
    start = max(
        sentence.first,
        figure.first - _REACH,
        max((f.last for f in sentence.figures if f.last <= figure.first), default=0),
    )
    for cue in reversed(sentence.cues_of(*_MODIFIERS, "from")):
        if cue.first < start or cue.last > figure.first or layout.word(cue.first) == "following":
            # "Valued at $45 million, following a fund's putting in $17 million": later, not less.
            continue
        company = _other_side(layout, sentence, cue, figure, drafts)
        expected = any(
            layout.categories_at(at) & {"analysts", "forecast"}
            for at in (
                *range(cue.last, figure.first),
                *range(figure.last, min(figure.last + 3, sentence.last)),
            )
            if layout.word(at) not in ("will", "would", "could", "may", "might")
        )
        if company is None and not expected:
            continue
        if (
            company is None
            and cue.category in ("ahead", "behind")
            and cue.last == figure.first
            and not expected
        ):
            continue
        modifier = _MODIFIERS.get(cue.category)
        if layout.word(cue.first) == "followed" and layout.word(cue.last) == "by":
            modifier = ">"
        return Comparison(cue, company, company is None, modifier)
    return None


def _other_side(
    layout: Layout, sentence: Sentence, cue: Cue, figure: Spot, drafts: list[Draft]
) -> Optional[Spot]:
    """The last company between the comparing word and the figure, other than the one compared."""
    subjects = {draft.subject.id for draft in drafts if draft.subject is not None}
    found = [
        spot
        for spot in sentence.companies
        if cue.last <= spot.first
        and spot.last <= figure.first
        and not (spot.item.coref and _is_possessive(layout, spot))
    ]
    if not found and layout.word(figure.last) in ("that", "which"):
        found = [spot for spot in sentence.companies if spot.first == figure.last + 1]
    found = [spot for spot in found if spot.item.id not in subjects]
    return found[-1] if found else None


def _is_possessive(layout: Layout, spot: Spot) -> bool:
    return layout.lower[spot.last - 1] in ("its", "their")


def state_plainly(draft: Draft) -> None:
    """Undo a bound read from the comparing word itself: "short of the $155 billion expected" is 155 billion."""
    if draft.modifier in (">", "<") and (draft.low is None) != (draft.high is None):
        draft.low = draft.high = draft.low if draft.high is None else draft.high
        draft.modifier = "="


def compared(draft: Draft, other: Draft, comparison: Comparison) -> Optional[Draft]:
    """The claim that ``draft`` stands above or below ``other``; null where the words give no order."""
    if comparison.modifier is None or draft.kind not in ("level", "change"):
        return None
    made = Draft(sentence=draft.sentence, kind="comparison", metric=draft.metric)
    for name in (
        "metric_text",
        "metric_first",
        "metric_last",
        "scope",
        "subject",
        "subject_spot",
        "status",
        "negated",
    ):
        setattr(made, name, getattr(draft, name))
    made.period, made.attribution, made.source = draft.period, draft.attribution, draft.source
    made.figure, made.unit, made.tolerance = other.figure, other.unit, other.tolerance
    made.object = None if comparison.company is None else entity_of(comparison.company.item)
    made.modifier = comparison.modifier
    made.low = other.low if comparison.modifier in (">", "~") else None
    made.high = other.high if comparison.modifier in ("<", "~") else None
    if comparison.modifier == ">" and made.low is None:
        made.low = other.high
    if comparison.modifier == "<" and made.high is None:
        made.high = other.low
    made.baseline = other
    made.cost = draft.cost + other.cost + 0.3
    return made
