"""From drafts to claims: ids in text order, the evidence span, the confidence."""

from __future__ import annotations

from extract.claims.drafts import Draft
from extract.claims.layout import Layout
from extract.model import Claim

_MOST_WORDS = 40


def finished(layout: Layout, drafts: list[Draft], article_id: str) -> tuple[Claim, ...]:
    """The claims ``<article id>#c1``, ``#c2``, …; a baseline is the other claim's id."""
    ids = {id(draft): f"{article_id}#c{number}" for number, draft in enumerate(drafts, 1)}
    return tuple(_claim(layout, draft, ids) for draft in drafts)


def _claim(layout: Layout, draft: Draft, ids: dict[int, str]) -> Claim:
    start, end = _evidence(layout, draft)
    return Claim(
        id=ids[id(draft)],
        start=start,
        end=end,
        # A figure may reach over a line's end, and with it over the sentence's: "RMB" on one line, "5 billion" on the next.
        sentence_start=min(start, draft.sentence.start),
        sentence_end=max(end, draft.sentence.end),
        subject=draft.subject,
        object=draft.object,
        metric=draft.metric,
        metric_text=draft.metric_text,
        scope=draft.scope,
        kind=draft.kind,
        figure=None if draft.figure is None else draft.figure.place,
        date=None if draft.date is None else draft.date.place,
        low=draft.low,
        high=draft.high,
        modifier=draft.modifier,
        unit=draft.unit,
        tolerance=draft.tolerance,
        direction=draft.direction if draft.kind == "change" else None,
        period=draft.period,
        basis=draft.basis,
        baseline=None if draft.baseline is None else ids.get(id(draft.baseline)),
        status=draft.status,
        negated=draft.negated,
        attribution=draft.attribution,
        confidence=confidence(draft.cost),
    )


def _evidence(layout: Layout, draft: Draft) -> tuple[int, int]:
    """From the first to the last of the words that state the claim: subject, metric, figure or date."""
    spot = draft.figure or draft.date
    assert spot is not None
    first, last = spot.first, spot.last
    within = range(draft.sentence.first, draft.sentence.last)
    places = [(draft.metric_first, draft.metric_last)]
    if draft.subject_spot is not None:
        places.append((draft.subject_spot.first, draft.subject_spot.last))
    for begin, end in places:
        if (
            begin is not None
            and end is not None
            and begin in within
            and abs(begin - spot.first) <= _MOST_WORDS
        ):
            first, last = min(first, begin), max(last, end)
    return layout.chars(first, last)


def confidence(cost: float) -> float:
    """The score of a claim whose choices cost ``cost`` in all: 0.95 for a sure one, halved at a cost of 2.5.

    A heuristic from the distances and inheritances that led to the claim, monotone in them; it is not yet calibrated.
    """
    doubt: float = (max(cost, 0.0) / 2.5) ** 1.5
    return round(0.95 / (1.0 + doubt), 3)
