"""Which metric a figure states: the cheapest of the metric words, verbs and counted nouns around it."""

from __future__ import annotations

from typing import Optional

from extract.claims.change import Role
from extract.claims.direction import Approach
from extract.claims.drafts import Context, Draft
from extract.claims.layout import Layout, Sentence, Spot
from extract.claims.metric_choice import (
    AMBIGUOUS_UNIT,
    ASIDE,
    BEHIND,
    BESIDE,
    CARRIED,
    EARLIER,
    FAR_FROM_WHOLE,
    FARTHEST,
    FROM_BEFORE,
    JOINING,
    NOMINAL,
    RESTATED,
    SPENT_METRICS,
    SPENT_ON,
    STOPPING,
    TOO_DEAR,
    UNIT_ONLY,
    WEAK,
    MetricChoice,
    fits,
    is_narrated,
    of_which,
    of_whole,
    unit_cost,
    verb_cost,
    where_move_ended,
)
from extract.lexicon.inflection import plural
from extract.lexicon.metrics import OTHER, MetricLexicon


def choose_metric(
    layout: Layout, sentence: Sentence, figure: Spot, part: Role, drafts: list[Draft], left: Approach
) -> Optional[MetricChoice]:
    """The metric of ``figure``; ``drafts`` are the sentence's claims so far. Null where nothing names one."""
    role = part.kind
    lexicon = layout.lexicon
    moved = where_move_ended(layout, figure, part, drafts, left) or of_which(layout, figure, part, drafts)
    if moved is not None:
        return moved
    choices = [
        choice
        for spot in sentence.metrics
        if (choice := _by_word(layout, lexicon, sentence, figure, spot, role)) is not None
    ]
    choices += _by_namings(layout, sentence, figure, part, left)
    choices += _by_unit(layout, lexicon, figure, role) + _by_drafts(layout, figure, role, drafts)
    best = min(choices, key=lambda choice: choice.cost, default=None)
    if best is not None and role == "share" and best.metric == "market_size":
        best = best._replace(metric="market_share")  # "33% of the world market"
    if role == "share" and (best is None or best.cost > FAR_FROM_WHOLE):
        return of_whole(layout, sentence, figure) or best
    return best if best is not None and best.cost < TOO_DEAR else None


def _by_namings(
    layout: Layout, sentence: Sentence, figure: Spot, part: Role, left: Approach
) -> list[MetricChoice]:
    """The metrics of verbs and weak words."""
    named = {spot.item.metric for spot in sentence.metrics}
    choices: list[MetricChoice] = []
    for first, last, namings in sentence.namings:
        for naming in namings:
            weak, metric = naming.strength == "weak", naming.metric
            if not fits(layout.lexicon, metric, figure, part.kind):
                continue
            if naming.strength == "beside" and metric not in named:
                continue
            if weak:
                shares = metric == "market_share" and layout.word(last - 1) == "shares"
                if shares or layout.word(last) == "-":
                    continue  # "share-based pay"
                cost = _place_cost(layout, sentence, figure, (first, last), part.kind, metric) + WEAK
            else:
                if _is_idle(layout, sentence, figure, part, left, (first, last, metric)):
                    continue
                cost = verb_cost(layout, figure, first, last, metric, left)
                cost -= BESIDE if metric in named else 0.0
            cost += unit_cost(layout.lexicon, metric, figure, layout.said(first, last), verb=not weak)
            choices.append(MetricChoice(metric, layout.said(first, last), (), first, last, cost, not weak))
    return choices


def _is_idle(
    layout: Layout, sentence: Sentence, figure: Spot, part: Role, left: Approach, verb: tuple[int, int, str]
) -> bool:
    """Whether the verb names nothing here: it is the move itself, moves a goal, or follows the noun that is meant."""
    first, last, metric = verb
    if _is_other_word(layout, sentence, first, last):
        return True
    if part.kind == "change" and part.at is not None and first <= part.at < last:
        return True  # "lost a third": the verb is the move, not what moved
    moving = part.kind == "earlier" or layout.word(left.at) in ("to", "from")
    if moving and layout.categories_at(first) & {"raise_verb", "lower_verb"}:
        return True  # "was raised from": the verb moves a goal, it brings in no money
    if metric != "valuation" and any(spot.last == first for spot in sentence.metrics):
        return True  # "the GMV generated": the noun before the participle is meant
    relative = figure.item.unit in ("percent", "percentage_point", "times")
    return relative and part.kind == "change" and first > figure.first


def carried_metric(context: Context, layout: Layout, figure: Spot, role: str) -> Optional[MetricChoice]:
    """The metric of the last claim before this sentence, for "that was up 12%"."""
    whole = role == "share" and layout.lower[figure.last : figure.last + 2] in (["of", "it"], ["of", "that"])
    bare = role == "earlier" and figure.item.kind == "count" and figure.item.unit is None
    last = (
        context.last
        if role == "change" or whole or bare
        else context.last_by_unit.get(figure.item.unit or "")
    )
    if last is None or last.kind in ("event", "rank") or not fits(layout.lexicon, last.metric, figure, role):
        return None
    if bare and (last.figure is None or last.figure.item.kind != "count"):
        return None
    if role != "change" and (last.metric == OTHER or _is_another_size(last, figure)):
        return None
    if role == "change" and figure.item.unit is None:
        return None
    return MetricChoice(last.metric, last.metric_text, last.scope, None, None, CARRIED)


def _is_another_size(last: Draft, figure: Spot) -> bool:
    """Whether an amount is so far from the one before that it can't be the same thing: ¥200 after ¥14 billion."""
    one, two = last.high or last.low, figure.item.high or figure.item.low
    if figure.item.kind != "money" or not one or not two:
        return False
    return bool(max(abs(one), abs(two)) > FARTHEST * min(abs(one), abs(two)))


def _is_other_word(layout: Layout, sentence: Sentence, first: int, last: int) -> bool:
    """Whether the verb's words belong to another verb ("made up") or are a noun here ("at a cost of")."""
    if any(
        cue.last > last and cue.category in ("share_verb", "down_verb")
        for cue in layout.beginning.get(first, ())
    ):
        return True
    noun = any(spot.first == first for spot in sentence.metrics)
    return noun and (
        layout.word(last) == "of" or layout.word(first - 1) in ("a", "the", "its", "their", "total")
    )


def other_metric(layout: Layout, figure: Spot) -> Optional[MetricChoice]:
    """A count whose noun names no metric: the noun itself is what is measured."""
    item = figure.item
    if item.kind not in ("count", "quantity") or not item.unit or item.unit == "one" or is_narrated(item):
        return None
    return MetricChoice(OTHER, _counted(layout, figure) or item.unit, (), None, None, 9.0)


def _counted(layout: Layout, figure: Spot) -> Optional[str]:
    """The counted noun as written, with the adjectives before it: "American depositary shares"."""
    noun = (figure.item.unit or "").split("_")[-1].split()[-1]
    for last in range(figure.last + 1, min(figure.last + 5, len(layout.lower)) + 1):
        word = layout.word(last - 1)
        if not word.isalpha() or word in STOPPING:
            return None
        if word in (noun, plural(noun)):
            return layout.said(figure.last, last)
    return None


def _by_word(
    layout: Layout, lexicon: MetricLexicon, sentence: Sentence, figure: Spot, spot: Spot, role: str
) -> Optional[MetricChoice]:
    mention = spot.item
    if not fits(lexicon, mention.metric, figure, role):
        return None
    cost = _place_cost(layout, sentence, figure, (spot.first, spot.last), role, mention.metric)
    cost += unit_cost(lexicon, mention.metric, figure, mention.text, verb=False)
    if mention.metric == "launch":
        return None
    if layout.word(figure.last) in ("excluding", "without") and 0 < spot.first - figure.last <= 3:
        return None  # "$2.32 without share-based compensation"
    if layout.bracketed(spot.first) and not layout.bracketed(figure.first):
        cost += ASIDE
    if spot.last == figure.first and any(
        first == spot.first and last == spot.last for first, last, _ in sentence.namings
    ):
        cost += 3.0  # "costs 2,999 yuan": a verb, not the noun
    return MetricChoice(mention.metric, mention.text, mention.scope, spot.first, spot.last, cost)


def _place_cost(
    layout: Layout, sentence: Sentence, figure: Spot, words: tuple[int, int], role: str, metric: str
) -> float:
    """What the words between cost; a noun right behind the figure is the cheapest, one further behind dear."""
    first, last = words
    if first >= figure.last:
        begin = _behind_coordinated(layout, sentence, figure, first)
        gap = layout.lower[begin:first]
        if not gap:
            return 0.0
        if role == "share":
            return 0.3 * len(gap) if gap and gap[0] == "of" else BEHIND + layout.distance(figure.last, first)
        joined = gap[0] in JOINING and all(word in NOMINAL or _is_plain(layout, word) for word in gap)
        nominal = (
            len(gap) <= 4
            and not any(word in STOPPING for word in gap)
            and not _has_finite(layout, begin, first)
        )
        if (joined or nominal) and len(gap) <= 6:
            return 0.3 + 0.4 * len(gap)
        if gap[0] == "on" and metric in SPENT_METRICS and len(gap) <= 3:
            return SPENT_ON
        if gap[0] in ("are", "were", "is") and len(gap) == 1 and figure.item.kind == "count":
            return 0.5  # "2.4 million are paying members"
        if layout.categories_at(figure.last) & {"up_noun", "down_noun"} and len(gap) <= 7:
            return 0.5 + 0.3 * len(gap)
        return BEHIND + layout.distance(figure.last, first)
    if last <= figure.first:
        cost = layout.distance(last, figure.first)
        if role == "share":
            cost += BEHIND
        taken = any(
            last <= other.first < figure.first and _rivals(other, figure) for other in sentence.figures
        )
        return cost + (2.0 if taken else 0.0)
    return 0.5


def _behind_coordinated(layout: Layout, sentence: Sentence, figure: Spot, limit: int) -> int:
    """Where to look for the noun: behind the last figure of "2 billion and 2.4 billion monthly users"."""
    end = figure.last
    for other in sentence.figures:
        joined = end < other.first < limit and other.item.unit == figure.item.unit
        if joined and all(word in ("and", ",", "or") for word in layout.lower[end : other.first]):
            end = other.last
    return end


def _rivals(other: Spot, figure: Spot) -> bool:
    return bool(other.item.unit == figure.item.unit and other.item.converts is None)


def _is_plain(layout: Layout, word: str) -> bool:
    return word.isalpha() and word not in STOPPING


def _has_finite(layout: Layout, first: int, last: int) -> bool:
    return any(
        layout.categories_at(at) & {"finite", "reach_verb", "up_verb", "down_verb"}
        for at in range(first, last)
    )


def _by_unit(layout: Layout, lexicon: MetricLexicon, figure: Spot, role: str) -> list[MetricChoice]:
    item = figure.item
    if item.kind not in ("count", "quantity") or not item.unit:
        return []
    unit = item.unit.replace("_", " ")
    implied = lexicon.by_unit.get(unit) or lexicon.by_unit.get(unit.split()[-1]) or []
    return [
        MetricChoice(metric, unit, (), None, None, UNIT_ONLY + (AMBIGUOUS_UNIT if len(implied) > 1 else 0.0))
        for metric in implied[:1]
        if OTHER not in implied and fits(lexicon, metric, figure, role)
    ]


def _by_drafts(layout: Layout, figure: Spot, role: str, drafts: list[Draft]) -> list[MetricChoice]:
    """The metric of a claim before in the same sentence: "up 25%", "from 17%", "Apple 15%"."""
    choices = []
    for draft in drafts:
        other = draft.figure
        if other is None or other.first >= figure.first or draft.kind in ("event", "rank"):
            continue
        if draft.metric == OTHER and any(known.metric != OTHER for known in drafts):
            continue  # "34 million customers in 19 countries, 41% more"
        relative = role in ("change", "multiple") and figure.item.unit in (
            "percent",
            "percentage_point",
            "times",
        )
        plain = figure.item.kind in ("count", "percent") and figure.item.unit in (None, "percent")
        same = other.item.unit == figure.item.unit or (other.item.kind == figure.item.kind and plain)
        if not relative and not same:
            continue
        if not fits(layout.lexicon, draft.metric, figure, role):
            continue
        cost = EARLIER if role == "earlier" else FROM_BEFORE + 0.3 * layout.distance(other.last, figure.first)
        cost += 0.0 if relative or role != "level" else 1.0
        gap = layout.lower[other.last : figure.first]
        if role == "level" and same and len(gap) <= 3 and "or" in gap[:2]:
            cost = RESTATED  # "$2.48, or $2.70 without one-time items"
        text, scope = draft.metric_text, draft.scope
        choices.append(MetricChoice(draft.metric, text, scope, draft.metric_first, draft.metric_last, cost))
    return choices
