"""Claims of a place in an order: "the second-largest short video app behind Douyin"."""

from __future__ import annotations

from typing import Optional

from extract.claims.drafts import Context, Draft
from extract.claims.layout import Layout, Sentence, Spot
from extract.claims.subject_of import entity_of
from extract.lexicon.metrics import OTHER

_MOST_NOUN_WORDS = 6
_ENDS = frozenset(
    (
        ",",
        ".",
        ";",
        "(",
        ")",
        "behind",
        "after",
        "with",
        "by",
        "in",
        "of",
        "and",
        "or",
        "which",
        "that",
        "to",
        "on",
        "for",
        "from",
        "as",
        "is",
        "was",
        "has",
        "had",
        "'",
        "at",
        "according",
        "while",
        "but",
        "said",
        "ahead",
        "globally",
        "worldwide",
    )
)
_MEASURED_BY = frozenset(("by", "of", "terms", "on"))


def rank_draft(layout: Layout, sentence: Sentence, figure: Spot, context: Context) -> Optional[Draft]:
    """The rank's claim, without its subject; null where neither the words nor the text before say what is ranked."""
    item = figure.item
    draft = Draft(
        sentence=sentence, kind="rank", metric=OTHER, figure=figure, low=item.low, high=item.high, unit="rank"
    )
    draft.modifier, draft.tolerance = item.modifier, item.tolerance
    measured = _measured_by(layout, sentence, figure)
    if measured is not None:
        draft.metric, draft.metric_text = measured.item.metric, measured.item.text
        draft.scope = measured.item.scope
        draft.metric_first, draft.metric_last = measured.first, measured.last
    else:
        last = _noun_end(layout, sentence, figure)
        draft.metric_text = layout.said(figure.last, last) if last > figure.last else None
        draft.cost += 0.3
        if draft.metric_text is None and context.last is None:
            return None
        if draft.metric_text is None and context.last is not None:
            draft.metric, draft.metric_text, draft.scope = (
                context.last.metric,
                context.last.metric_text,
                context.last.scope,
            )
    ahead = _ahead(layout, sentence, figure)
    draft.object = None if ahead is None else entity_of(ahead.item)
    return draft


def _noun_end(layout: Layout, sentence: Sentence, figure: Spot) -> int:
    at = figure.last
    while at < sentence.last and at - figure.last < _MOST_NOUN_WORDS and layout.word(at) not in _ENDS:
        if layout.owner[at] is not None:
            break
        at += 1
    return at


def _measured_by(layout: Layout, sentence: Sentence, figure: Spot) -> Optional[Spot]:
    """ "by revenue", "in terms of market share"."""
    for spot in sentence.metrics:
        if figure.last <= spot.first <= figure.last + 14 and layout.word(spot.first - 1) in (
            *_MEASURED_BY,
            "annual",
            "monthly",
        ):
            between = [f for f in sentence.figures if figure.last <= f.first < spot.first]
            if not between and (
                "by" in layout.lower[spot.first - 3 : spot.first]
                or "terms" in layout.lower[spot.first - 3 : spot.first]
            ):
                return spot
    return None


def _ahead(layout: Layout, sentence: Sentence, figure: Spot) -> Optional[Spot]:
    """The company it comes after: "behind Douyin", "after Apple"."""
    for spot in sentence.companies:
        if figure.last <= spot.first <= figure.last + 12 and layout.word(spot.first - 1) in (
            "behind",
            "after",
            "trailing",
            "following",
        ):
            owned = [
                c for c in sentence.companies if c.first == spot.last + 2 and layout.word(spot.last) == "'"
            ]
            return owned[0] if owned else spot
    return None
