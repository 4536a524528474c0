"""One choice of metric for a figure: whether it fits, and what its verb or unit costs."""

from __future__ import annotations

from typing import NamedTuple, Optional

from extract.claims.change import Role
from extract.claims.direction import Approach
from extract.claims.drafts import Draft
from extract.claims.layout import Layout, Sentence, Spot
from extract.lexicon.metrics import OTHER, MetricLexicon
from extract.model import Figure

# What a choice costs, in words of distance: see the uses. Chosen by hand on the example tables.
BEHIND, WEAK, VERB, UNIT_ONLY, FROM_BEFORE, WRONG_UNIT, CARRIED = 5.0, 1.5, 1.5, 4.5, 2.5, 10.0, 12.0
BESIDE, ADJACENT, UNKNOWN_UNIT = 0.6, 0.6, 5.0
ASIDE, SPENT_ON, FAR_FROM_WHOLE, EARLIER, AMBIGUOUS_UNIT = 4.0, -1.5, 4.0, 1.0, 2.5
TOO_DEAR, RESTATED = 24.0, 0.2
LEAST_PURCHASE, HIGHEST_SHARE = 100_000, 10_000_000
PER_ONE = frozenset(("eps", "share_price", "price_target"))
FAR_VERB = 8.0
FARTHEST = 100_000
_NEAR_WHOLE = 5
JOINING = frozenset(("of", "in", "worth", "as", "for"))
_OBLIQUE = frozenset(("through", "across", "via", "among"))
PER_SHARE = frozenset(("eps", "dividend", "share_price", "price_target", "price"))
SPENT_METRICS = frozenset(("rnd_spend", "capex", "cost", "share_buyback", "dividend"))
NOMINAL = frozenset(
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
STOPPING = frozenset(
    (
        "excluding",
        "without",
        ",",
        ";",
        ".",
        "and",
        "or",
        "but",
        "to",
        "from",
        "on",
        "by",
        "with",
        "at",
        ")",
        ":",
    )
)


class MetricChoice(NamedTuple):
    """The metric chosen, its words (null where a unit or an earlier claim implied it), and what the choice cost."""

    metric: str
    text: Optional[str]
    scope: tuple[str, ...]
    first: Optional[int]
    last: Optional[int]
    cost: float
    agentive: bool = False


def is_narrated(item: Figure) -> bool:
    """A small number in words counts the actors of a story: "two of China's makers"."""
    return item.text.isalpha() and item.high is not None and item.high <= 12


def fits(lexicon: MetricLexicon, metric: str, figure: Spot, role: str) -> bool:
    """Whether the metric can be stated by this figure in this role."""
    item = figure.item
    if role in ("change", "multiple") and item.unit in ("percent", "percentage_point", "times"):
        return lexicon.nature(metric) != "event" or metric in ("funding", "layoffs")
    if role == "share":
        return lexicon.nature(metric) != "ratio" or metric == "market_share"
    kind = "percent" if item.unit == "percentage_point" else item.kind
    if item.kind == "count" and is_narrated(item) and metric not in lexicon.by_unit.get(item.unit or "", ()):
        return False
    if metric == "acquisition_price" and kind == "money" and (item.high or item.low or 0) < LEAST_PURCHASE:
        return False
    if metric in PER_ONE and kind == "money" and (item.low or item.high or 0) > HIGHEST_SHARE:
        return False
    if kind == "money" and item.per == "share":
        return metric in PER_SHARE
    return lexicon.takes(metric, kind)


def verb_cost(layout: Layout, figure: Spot, first: int, last: int, metric: str, left: Approach) -> float:
    if first >= figure.last:
        gap = layout.distance(figure.last, first)
        passive = "finite" in layout.categories_at(figure.last) or layout.word(first - 1) in (
            "been",
            "being",
            "be",
        )
        agent = first == figure.last and figure.item.unit not in layout.lexicon[metric].units and not passive
        return (
            VERB
            + 4.0
            + gap
            + (TOO_DEAR if gap > FAR_VERB or (agent and figure.item.kind == "count") else 0.0)
        )
    adjacent = left.at < last and not left.by
    cost = ADJACENT if adjacent else VERB + 0.6 * layout.distance(last, figure.first)
    if figure.item.kind == "count" and layout.word(left.at) in _OBLIQUE and left.at >= last:
        cost += (
            0.0 if figure.item.unit in layout.lexicon[metric].units else WRONG_UNIT
        )  # "sold through 51 dealers"
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


def unit_cost(lexicon: MetricLexicon, metric: str, figure: Spot, said: str, verb: bool) -> float:
    """Dearer where the counted noun belongs to other metrics ("orders" before "2 million drivers")."""
    item = figure.item
    if item.kind not in ("count", "quantity") or not item.unit:
        return 0.0
    implied = lexicon.by_unit.get(item.unit)
    if item.unit == "share" and metric not in ("share_buyback", "stake", OTHER):
        return WRONG_UNIT + TOO_DEAR if verb else WRONG_UNIT
    if metric in (implied or ()) or item.unit in said.lower():
        return 0.0
    if implied is None:
        return 1.0 if verb else UNKNOWN_UNIT
    return WRONG_UNIT if "unit" not in implied else 0.0


def _market_behind(layout: Layout, figure: Spot) -> bool:
    """ "65% of China's food delivery market"."""
    reach = range(figure.last, min(figure.last + 10, len(layout.lower)))
    return any("market" in layout.categories_at(at) for at in reach)


def where_move_ended(
    layout: Layout, figure: Spot, part: Role, drafts: list[Draft], left: Approach
) -> Optional[MetricChoice]:
    """The metric of the move whose end this figure is: "fell 10% in 2022 to 144 million units"."""
    move = drafts[-1] if drafts else None
    if move is None or move.kind != "change" or part.kind != "level" or move.figure is None:
        return None
    if layout.word(left.at) != "to" or layout.distance(move.figure.last, figure.first) > 8:
        return None
    if not fits(layout.lexicon, move.metric, figure, part.kind):
        return None
    return MetricChoice(move.metric, move.metric_text, move.scope, move.metric_first, move.metric_last, 0.5)


def of_which(layout: Layout, figure: Spot, part: Role, drafts: list[Draft]) -> Optional[MetricChoice]:
    """The metric of the level before, for "of which 94% came from fees" and "12% of the total"."""
    said = layout.word(part.at) if part.at is not None else ""
    if said == "or" and part.kind in ("share", "change"):
        same = [draft for draft in drafts if draft.kind == part.kind and draft.unit == "percent"]
        return _metric_of(same[-1]) if same else None
    if part.kind != "share" or not drafts:
        return None
    whole = drafts[-1]
    listed = part.at is not None and layout.owner[part.at] == "figures" and whole.kind == "share"
    if listed:
        return _metric_of(whole)
    behind = layout.lower[figure.last : figure.last + 3]
    of_it = behind[:2] in (["of", "it"], ["of", "that"]) or behind == ["of", "the", "total"]
    of_it = of_it or _of_figure(layout, figure, whole)
    if said not in ("which", "whom") and not (of_it and whole.unit != "percent"):
        return None
    if of_it and whole.kind not in ("level", "change"):
        return None
    return MetricChoice(whole.metric, whole.metric_text, (), whole.metric_first, whole.metric_last, 0.8)


def _of_figure(layout: Layout, figure: Spot, whole: Draft) -> bool:
    """ "3.4 billion parcels, 4% of the 83 billion": a share of a figure of the same unit, with no metric's word between."""
    if layout.word(figure.last) != "of":
        return False
    behind = [spot for spot in whole.sentence.figures if spot.first > figure.first]
    if not behind or behind[0].first - figure.last > _NEAR_WHOLE or whole.figure is None:
        return False
    if behind[0].item.unit not in (whole.unit, None) or behind[0].item.kind != whole.figure.item.kind:
        return False
    return not any(figure.last < spot.first < behind[0].first for spot in whole.sentence.metrics)


def _metric_of(draft: Draft) -> MetricChoice:
    scope = () if draft.segment else draft.scope
    return MetricChoice(draft.metric, draft.metric_text, scope, draft.metric_first, draft.metric_last, 1.0)


def of_whole(layout: Layout, sentence: Sentence, figure: Spot) -> Optional[MetricChoice]:
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
    if layout.word(figure.last) != "of" or last == first or layout.word(first) in ("it", "that", "this"):
        return None
    return MetricChoice(OTHER, layout.said(first, last), (), first, last, UNIT_ONLY)


def _is_function(layout: Layout, at: int) -> bool:
    return (
        bool(layout.categories_at(at) & {"preposition", "finite", "strong", "relative", "report_verb"})
        or layout.word(at) in STOPPING
    )
