"""One figure of a sentence as the draft of a claim: its role, its metric, its value, and what narrows it."""

from __future__ import annotations

from typing import Optional

from extract.claims.change import Role
from extract.claims.comparison import state_plainly
from extract.claims.direction import Approach, approach
from extract.claims.drafts import Context, Draft
from extract.claims.layout import Layout, Sentence, Spot
from extract.claims.metric_choice import CARRIED, MetricChoice
from extract.claims.metric_of import carried_metric, choose_metric, other_metric
from extract.claims.narrowing import counts_of_places, counts_place, narrowing_behind, round_of
from extract.claims.ranks import rank_draft
from extract.claims.segments import REVENUE, Segment, segment_before, segment_choice


def figure_draft(
    layout: Layout, sentence: Sentence, figure: Spot, role: Role, drafts: list[Draft], context: Context
) -> Optional[Draft]:
    """The figure with its role and metric; null where it states nothing. ``drafts`` are the sentence's so far."""
    if role.kind == "rank":
        return rank_draft(layout, sentence, figure, context)
    if role.kind == "multiple" or counts_place(layout, figure):
        return None
    left = approach(layout, figure, sentence)
    if (
        role.kind == "share" or (role.kind == "change" and layout.word(figure.last) == "of")
    ) and _is_acted_on(layout, sentence, figure, left):
        role = Role("level", at=role.at)  # "lay off 5% of its staff"
    choice = None
    if not counts_of_places(figure):
        choice = choose_metric(layout, sentence, figure, role, drafts, left)
    if choice is not None and choice.first is None:
        choice = _as_before(layout, choice, figure, context)
    segment = segment_before(layout, sentence, figure, role, left, drafts)
    if segment is not None and role.kind != "share":
        choice, segment = _of_segment(layout, choice, segment, context.income or REVENUE)
    choice = _of_moved_part(layout, choice, figure, role, left, drafts) or choice
    choice = choice or carried_metric(context, layout, figure, role.kind) or other_metric(layout, figure)
    if choice is None:
        return None
    draft = _valued(sentence, figure, role, choice)
    draft.segment = () if segment is None else segment.names
    if segment is None and drafts and drafts[-1].segment:
        moved = choice.agentive and role.kind == "change" and choice.metric == drafts[-1].metric
        if moved or choice.scope == drafts[-1].segment:
            draft.segment = draft.scope = drafts[
                -1
            ].segment  # "grew 39% to RMB 101 billion": of the same part
    _narrow(layout, sentence, draft, drafts)
    if choice.first is None and choice.cost >= CARRIED:
        bare = role.kind == "earlier" and figure.item.unit is None
        draft.carried = context.last if bare else context.last_by_unit.get(figure.item.unit or "")
        draft.unit = draft.carried.unit if bare and draft.carried is not None else draft.unit
    if draft.earlier and layout.lower[figure.first - 2 : figure.first] == ["than", "the"]:
        state_plainly(draft)
    return draft


def _of_moved_part(
    layout: Layout,
    choice: Optional[MetricChoice],
    figure: Spot,
    role: Role,
    left: Approach,
    drafts: list[Draft],
) -> Optional[MetricChoice]:
    """Revenue of what the move before is said of, where that is no amount: "Deliveries grew 14% to $306 million"."""
    move = drafts[-1] if drafts else None
    if move is None or move.kind != "change" or move.unit != "percent" or figure.item.kind != "money":
        return None
    named = choice is not None and choice.first is not None
    if named or role.kind != "level" or layout.word(left.at) != "to" or move.metric_text is None:
        return None
    if layout.lexicon.takes(move.metric, "money") or layout.lexicon.nature(move.metric) != "flow":
        return None
    move.scope = move.segment = (*move.scope, move.metric_text.lower())
    move.metric = REVENUE
    return MetricChoice(REVENUE, None, move.scope, None, None, 4.0)


def _as_before(layout: Layout, choice: MetricChoice, figure: Spot, context: Context) -> MetricChoice:
    """Where only the counted noun names the metric, the one the text speaks of: "it came to 429,445 cars"."""
    last = context.last
    implied = layout.lexicon.by_unit.get(figure.item.unit or "", ())
    if last is None or choice.text != figure.item.unit or last.metric not in implied:
        return choice
    return choice._replace(metric=last.metric, text=last.metric_text)


def _of_segment(
    layout: Layout, choice: Optional[MetricChoice], segment: Segment, income: str
) -> tuple[Optional[MetricChoice], Optional[Segment]]:
    """The metric with the segment as its scope, and the segment; null for it where words name another metric."""
    narrowed = segment_choice(layout, choice, segment, income)
    return (choice, None) if narrowed is None else (narrowed, segment)


def _valued(sentence: Sentence, figure: Spot, role: Role, choice: MetricChoice) -> Draft:
    """The draft with its value, its kind and its metric."""
    item = figure.item
    kind = "level" if role.kind == "earlier" else role.kind
    draft = Draft(sentence=sentence, kind=kind, metric=choice.metric, figure=figure)  # type: ignore[arg-type]
    draft.low, draft.high, draft.modifier = item.low, item.high, item.modifier
    draft.unit, draft.tolerance, draft.basis = item.unit, item.tolerance, role.basis
    draft.earlier, draft.direction = role.kind == "earlier", role.direction
    draft.metric_text, draft.scope = choice.text, choice.scope
    draft.metric_first, draft.metric_last = choice.first, choice.last
    draft.agentive = choice.agentive
    draft.cost += 0.12 * choice.cost
    if role.kind != "change":
        draft.basis = None
    elif role.direction == "down" and item.unit != "times" and not (item.low is not None and item.low < 0):
        draft.low, draft.high = (None if end is None else -end for end in (item.high, item.low))
    if draft.metric == "stake" and draft.kind == "share":
        draft.kind = "level"
    if draft.metric == "market_share" and draft.kind == "level" and draft.unit == "percent":
        draft.kind = "share"
    return draft


def _narrow(layout: Layout, sentence: Sentence, draft: Draft, drafts: list[Draft]) -> None:
    """Qualifiers behind the figure, the round of a funding, and the counted noun that a bare number takes over."""
    assert draft.figure is not None
    behind = narrowing_behind(layout, sentence, draft.figure)
    if draft.metric == "funding":
        behind = round_of(layout, sentence, draft.figure) or behind
    draft.scope = tuple(dict.fromkeys((*draft.scope, *behind)))
    if draft.unit is None and draft.figure.item.kind == "count":
        units = [other.unit for other in drafts if other.metric == draft.metric and other.unit is not None]
        draft.unit = next((unit for unit in reversed(units) if unit not in _RELATIVE), None)


_RELATIVE = ("percent", "percentage_point", "times", "rank")


def _is_acted_on(layout: Layout, sentence: Sentence, figure: Spot, left: Approach) -> bool:
    """Whether the percentage is the object of a verb that names a metric in percent."""
    return any(
        last == left.at + 1
        and any(
            layout.lexicon.takes(naming.metric, figure.item.kind)
            for naming in namings
            if naming.metric == "layoffs"
        )
        for first, last, namings in sentence.namings
    )
