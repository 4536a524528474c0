"""Which claims of a sentence belong together: a move and its levels, a share and its whole, twins."""

from __future__ import annotations

from typing import Optional

from extract.claims.drafts import Draft
from extract.claims.layout import Layout
from extract.claims.shares import whole_of


def place_of(draft: Draft) -> tuple[int, int]:
    spot = draft.figure or draft.date
    return (spot.first if spot is not None else 0, draft.kind == "comparison")


def twin_of(layout: Layout, draft: Draft, made: list[Draft]) -> Optional[Draft]:
    """The claim that this one says in other terms: "12,000 jobs, or 11% of its workforce"."""
    other = made[-1] if made else None
    if other is None or other.figure is None or draft.figure is None:
        return None
    gap = layout.lower[other.figure.last : draft.figure.first]
    return other if "or" in gap[:4] and len(gap) <= 5 else None


def anchor_of(draft: Draft, made: list[Draft]) -> Optional[Draft]:
    """The claim before that a move or an earlier value belongs to."""
    if draft.kind != "change" and not draft.earlier:
        return None
    for other in reversed(made):
        if other.kind in ("event", "rank", "comparison") or other.earlier:
            continue
        if other.metric == draft.metric or draft.earlier:
            return other
    return None


def company_between(draft: Draft, anchor: Draft) -> bool:
    """Whether another company comes into play between the two figures."""
    assert draft.figure is not None and anchor.figure is not None
    ids = {anchor.subject.id if anchor.subject is not None else None}
    return any(
        anchor.figure.last <= spot.first < draft.figure.first and spot.item.id not in ids
        for spot in draft.sentence.companies
    )


def set_baselines(made: list[Draft], before: list[Draft]) -> None:
    """Link a move to its earlier value, a level to the earlier goal, a share to its whole."""
    for draft in made:
        if draft.kind == "share" and draft.baseline is None and draft.metric != "market_share":
            draft.baseline = whole_of(draft, before + made)
        if not draft.earlier:
            continue
        linked = [other for other in made if other is not draft and _measures(other, draft)]
        if not linked and draft.carried is not None and draft.carried.baseline is None:
            draft.carried.baseline = draft
        before_it = [other for other in linked if place_of(other) < place_of(draft)]
        moves = [other for other in before_it or linked if other.kind == "change"]
        for other in (moves or before_it or linked)[-1:]:
            other.baseline = draft
            if other.kind == "change" and other.basis is None:
                other.basis = "from_figure"


def _measures(other: Draft, earlier: Draft) -> bool:
    """Whether ``other`` is measured against the earlier value."""
    if other.earlier or other.kind not in ("level", "change", "share") or other.baseline is not None:
        return False
    return other.metric == earlier.metric and other.subject == earlier.subject
