"""Which metric a figure states: the cheapest of the metric words, verbs and counted nouns around it."""

from __future__ import annotations

from typing import NamedTuple, Optional

from extract.claims.change import Approach, Role
from extract.claims.drafts import Context, Draft
from extract.claims.layout import Layout, Sentence, Spot
from extract.lexicon.metrics import OTHER, MetricLexicon
from extract.model import Figure

BEHIND, WEAK, VERB, UNIT_ONLY, FROM_BEFORE, WRONG_UNIT, CARRIED = 5.0, 1.5, 1.5, 4.5, 2.5, 10.0, 12.0
BESIDE, ADJACENT, UNKNOWN_UNIT = 0.6, 0.6, 5.0
ASIDE, SPENT_ON, FAR_FROM_WHOLE, EARLIER, AMBIGUOUS_UNIT = 4.0, -1.5, 4.0, 1.0, 2.5
TOO_DEAR = 24.0
_JOINING = frozenset(("of", "in", "worth", "as", "for"))
_PER_SHARE = frozenset(("eps", "dividend", "share_price", "price_target", "price"))
_SPENT_ON = frozenset(("rnd_spend", "capex", "cost", "share_buyback", "dividend"))
_NOMINAL = frozenset(
    (
        "the",
        "its",
        "a",
        "an",
        "total",
        "annual",
        "net",
        "new",
        "additional",
        "their",
        "of",
        "in",
        "worth",
        "combined",
        "this",
        "quarterly",
    )
)
_STOPPING = frozenset((",", ";", ".", "and", "or", "but", "to", "from", "on", "by", "with", "at", ")", ":"))


class MetricChoice(NamedTuple):
    """The metric chosen, its words (null where a unit or an earlier claim implied it), and what the choice cost."""

    metric: str
    text: Optional[str]
    scope: tuple[str, ...]
    first: Optional[int]
    last: Optional[int]
    cost: float
    agentive: bool = False


def choose_metric(
    layout: Layout, sentence: Sentence, figure: Spot, part: Role, drafts: list[Draft], left: Approach
) -> Optional[MetricChoice]:
    """The metric of ``figure``; ``drafts`` are the sentence's claims so far. Null where nothing names one."""
    role = part.kind
    lexicon = layout.lexicon
    moved = _where_move_ended(layout, figure, part, drafts, left) or _of_which(layout, part, drafts)
    if moved is not None:
        return moved
    choices = [
        choice
        for spot in sentence.metrics
        if (choice := _by_word(layout, lexicon, sentence, figure, spot, role)) is not None
    ]
    named = {spot.item.metric for spot in sentence.metrics}
    for first, last, namings in sentence.namings:
        for naming in namings:
            if not _fits(lexicon, naming.metric, figure, role):
                continue
            weak = naming.strength == "weak"
            if naming.strength == "beside" and naming.metric not in named:
                continue
            if not weak and part.kind == "change" and part.at is not None and first <= part.at < last:
                continue  # "lost a third": the verb is the move, not what moved
            moving = part.kind == "earlier" or layout.word(left.at) in ("to", "from")
            if not weak and moving and layout.categories_at(first) & {"raise_verb", "lower_verb"}:
                continue  # "was raised from": the verb moves a goal, it brings in no money
            if not weak and any(spot.last == first for spot in sentence.metrics):
                continue  # "the GMV generated": the noun before the participle is meant
            relative = figure.item.unit in ("percent", "percentage_point", "times")
            if not weak and relative and part.kind == "change" and first > figure.first:
                continue
            if weak:
                cost = _place_cost(layout, sentence, figure, (first, last), role, naming.metric) + WEAK
            else:
                cost = _verb_cost(layout, figure, first, last, naming.metric, left)
                cost -= BESIDE if naming.metric in named else 0.0
            cost += _unit_cost(lexicon, naming.metric, figure, layout.said(first, last), verb=not weak)
            text = layout.said(first, last)
            choices.append(MetricChoice(naming.metric, text, (), first, last, cost, not weak))
    choices += _by_unit(layout, lexicon, figure, role) + _by_drafts(layout, figure, role, drafts)
    best = min(choices, key=lambda choice: choice.cost, default=None)
    if role == "share" and (best is None or best.cost > FAR_FROM_WHOLE):
        return _of_whole(layout, sentence, figure) or best
    return best if best is not None and best.cost < TOO_DEAR else None


def _of_which(layout: Layout, part: Role, drafts: list[Draft]) -> Optional[MetricChoice]:
    """The metric of the level before, for "of which 94% came from fees" and "12% of the total"."""
    said = layout.word(part.at) if part.at is not None else ""
    if part.kind != "share" or said not in ("which", "whom") or not drafts:
        return None
    whole = drafts[-1]
    return MetricChoice(whole.metric, whole.metric_text, (), whole.metric_first, whole.metric_last, 0.8)


def _of_whole(layout: Layout, sentence: Sentence, figure: Spot) -> Optional[MetricChoice]:
    """A share of something that no metric names: "90% of the population"."""
    first = figure.last + 1
    while layout.word(first) in ("the", "its", "all", "their", "total", "a"):
        first += 1
    last = first
    while (
        last < sentence.last
        and last - first < 3
        and layout.word(last).isalpha()
        and not _is_function(layout, last)
    ):
        last += 1
    if layout.word(figure.last) != "of" or last == first:
        return None
    return MetricChoice(OTHER, layout.said(first, last), (), first, last, UNIT_ONLY)


def _is_function(layout: Layout, at: int) -> bool:
    return (
        bool(layout.categories_at(at) & {"preposition", "finite", "strong", "relative", "report_verb"})
        or layout.word(at) in _STOPPING
    )


def _where_move_ended(
    layout: Layout, figure: Spot, part: Role, drafts: list[Draft], left: Approach
) -> Optional[MetricChoice]:
    """The metric of the move whose end this figure is: "fell 10% in 2022 to 144 million units"."""
    move = drafts[-1] if drafts else None
    if move is None or move.kind != "change" or part.kind != "level" or move.figure is None:
        return None
    if layout.word(left.at) != "to" or layout.distance(move.figure.last, figure.first) > 8:
        return None
    if not _fits(layout.lexicon, move.metric, figure, part.kind):
        return None
    return MetricChoice(move.metric, move.metric_text, move.scope, move.metric_first, move.metric_last, 0.5)


def carried_metric(context: Context, layout: Layout, figure: Spot, role: str) -> Optional[MetricChoice]:
    """The metric of the last claim before this sentence, for "that was up 12%"."""
    last = context.last if role == "change" else context.last_by_unit.get(figure.item.unit or "")
    if last is None or last.kind in ("event", "rank") or not _fits(layout.lexicon, last.metric, figure, role):
        return None
    return MetricChoice(last.metric, last.metric_text, last.scope, None, None, CARRIED)


def other_metric(layout: Layout, figure: Spot) -> Optional[MetricChoice]:
    """A count whose noun names no metric: the noun itself is what is measured."""
    item = figure.item
    if item.kind not in ("count", "quantity") or not item.unit or item.unit == "one" or _is_narrated(item):
        return None
    return MetricChoice(OTHER, item.unit, (), None, None, 9.0)


def _is_narrated(item: Figure) -> bool:
    """A small number in words counts the actors of a story: "two of China's makers"."""
    return item.text.isalpha() and item.high is not None and item.high <= 12


def _fits(lexicon: MetricLexicon, metric: str, figure: Spot, role: str) -> bool:
    """Whether the metric can be stated by this figure in this role."""
    item = figure.item
    if role in ("change", "multiple") and item.unit in ("percent", "percentage_point", "times"):
        return lexicon.nature(metric) != "event" or metric in ("funding", "layoffs")
    if role == "share":
        return lexicon.nature(metric) != "ratio" or metric == "market_share"
    kind = "percent" if item.unit == "percentage_point" else item.kind
    if item.kind == "count" and _is_narrated(item) and metric not in lexicon.by_unit.get(item.unit or "", ()):
        return False
    if kind == "money" and item.per == "share":
        return metric in _PER_SHARE
    return lexicon.takes(metric, kind)


def _by_word(
    layout: Layout, lexicon: MetricLexicon, sentence: Sentence, figure: Spot, spot: Spot, role: str
) -> Optional[MetricChoice]:
    mention = spot.item
    if not _fits(lexicon, mention.metric, figure, role):
        return None
    cost = _place_cost(layout, sentence, figure, (spot.first, spot.last), role, mention.metric)
    cost += _unit_cost(lexicon, mention.metric, figure, mention.text, verb=False)
    if mention.metric == "launch":
        return None
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
        joined = gap[0] in _JOINING and all(word in _NOMINAL or _is_plain(layout, word) for word in gap)
        nominal = (
            len(gap) <= 4
            and not any(word in _STOPPING for word in gap)
            and not _has_finite(layout, begin, first)
        )
        if (joined or nominal) and len(gap) <= 6:
            return 0.3 + 0.4 * len(gap)
        if gap[0] == "on" and metric in _SPENT_ON and len(gap) <= 3:
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
    return word.isalpha() and word not in _STOPPING


def _has_finite(layout: Layout, first: int, last: int) -> bool:
    return any(
        layout.categories_at(at) & {"finite", "reach_verb", "up_verb", "down_verb"}
        for at in range(first, last)
    )


def _verb_cost(layout: Layout, figure: Spot, first: int, last: int, metric: str, left: Approach) -> float:
    if first >= figure.last:
        return VERB + 4.0 + layout.distance(figure.last, first)
    adjacent = left.at < last and not left.by
    cost = ADJACENT if adjacent else VERB + 0.6 * layout.distance(last, figure.first)
    if adjacent and figure.item.unit in layout.lexicon[metric].units:
        cost = -ADJACENT  # "laying off 1,000 employees" is no headcount
    governed_by_for = layout.word(left.at) == "for" or (left.at == last - 1 and layout.word(left.at) == "for")
    if metric == "acquisition_price":
        cost += -1.5 if governed_by_for else 3.0
    elif metric == "layoffs" and figure.item.kind == "percent":
        near = layout.lower[figure.last : figure.last + 5]
        cost += (
            0.0 if {"staff", "workforce", "employees", "jobs", "workers", "headcount"} & set(near) else 8.0
        )
    elif metric == "stake":
        near = layout.lower[figure.last : figure.last + 5]
        cost += 0.0 if {"stake", "of", "interest"} & set(near) and figure.item.kind == "percent" else 8.0
        cost += 8.0 if _market_behind(layout, figure) else 0.0
    elif metric == "market_share":
        cost += 0.0 if _market_behind(layout, figure) else 9.0
    return cost


def _market_behind(layout: Layout, figure: Spot) -> bool:
    """ "65% of China's food delivery market"."""
    reach = range(figure.last, min(figure.last + 10, len(layout.lower)))
    return any("market" in layout.categories_at(at) for at in reach)


def _unit_cost(lexicon: MetricLexicon, metric: str, figure: Spot, said: str, verb: bool) -> float:
    """Dearer where the counted noun belongs to other metrics ("orders" before "2 million drivers")."""
    item = figure.item
    if item.kind not in ("count", "quantity") or not item.unit:
        return 0.0
    implied = lexicon.by_unit.get(item.unit)
    if metric in (implied or ()) or item.unit in said.lower():
        return 0.0
    if implied is None:
        return 1.0 if verb else UNKNOWN_UNIT
    return WRONG_UNIT if "unit" not in implied else 0.0


def _by_unit(layout: Layout, lexicon: MetricLexicon, figure: Spot, role: str) -> list[MetricChoice]:
    item = figure.item
    if item.kind not in ("count", "quantity") or not item.unit:
        return []
    unit = item.unit.replace("_", " ")
    implied = lexicon.by_unit.get(unit) or lexicon.by_unit.get(unit.split()[-1]) or []
    return [
        MetricChoice(metric, unit, (), None, None, UNIT_ONLY + (AMBIGUOUS_UNIT if len(implied) > 1 else 0.0))
        for metric in implied[:1]
        if metric != OTHER and _fits(lexicon, metric, figure, role)
    ]


def _by_drafts(layout: Layout, figure: Spot, role: str, drafts: list[Draft]) -> list[MetricChoice]:
    """The metric of a claim before in the same sentence: "up 25%", "from 17%", "Apple 15%"."""
    choices = []
    for draft in drafts:
        other = draft.figure
        if other is None or other.first >= figure.first or draft.kind in ("event", "rank"):
            continue
        relative = role in ("change", "multiple") and figure.item.unit in (
            "percent",
            "percentage_point",
            "times",
        )
        plain = figure.item.kind in ("count", "percent") and figure.item.unit in (None, "percent")
        same = other.item.unit == figure.item.unit or (other.item.kind == figure.item.kind and plain)
        if not relative and not same:
            continue
        if not _fits(layout.lexicon, draft.metric, figure, role):
            continue
        cost = EARLIER if role == "earlier" else FROM_BEFORE + 0.3 * layout.distance(other.last, figure.first)
        cost += 0.0 if relative or role != "level" else 1.0
        text, scope = draft.metric_text, draft.scope
        choices.append(MetricChoice(draft.metric, text, scope, draft.metric_first, draft.metric_last, cost))
    return choices
