"""Whether a value is a fact, a goal, an outlook, somebody else's estimate or a rumour; and whether it is denied."""

from __future__ import annotations

from typing import Optional

from extract.claims.drafts import Context, Draft, Source
from extract.claims.layout import CLAUSE, Cue, Layout
from extract.model import Company, Status

_REACH = 16.0
_BEHIND_REACH = 4.0
_NOUN_REACH = 9.0
_OWN_PLANS = frozenset(("event", "flow", "stock"))
_DECIDED = frozenset(("dividend", "share_buyback", "investment", "capex", "rnd_spend", "layoffs"))
_RESEARCHED = frozenset(("market_share", "market_size", "penetration"))
_DEEDS = frozenset(
    (
        "funding",
        "fine",
        "acquisition_price",
        "layoffs",
        "investment",
        "ipo_proceeds",
        "stake",
        "share_price",
        "price",
        "debt",
    )
)
"""What happened, whoever tells it; a third party's figure for anything else is its estimate."""
_RESULTS = frozenset(
    (
        "revenue",
        "gmv",
        "net_profit",
        "net_loss",
        "sales",
        "shipments",
        "deliveries",
        "transactions",
        "market_share",
        "share_price",
        "price",
        "time_spent",
        "downloads",
        "valuation",
    )
)
"""What a company does not decide: "will sell" is an outlook, "will invest" a plan."""
_ENDS_BEHIND = frozenset((",", "to", "than", "from", "above", "beating", "and", "or", "but", ";"))
_MODALS = frozenset(("will", "would", "could", "may", "might", "shall"))


def set_status(layout: Layout, draft: Draft, sources: list[Source], context: Context) -> None:
    """Fill status, negation, source and attribution. The draft's subject must be known, its period need not."""
    first, last = _place(draft)
    source = draft.source
    draft.attribution = None if source is None else source.name
    draft.negated = _is_negated(layout, draft, first)
    if draft.earlier:
        draft.status = _of_earlier(layout, draft, first)
        if draft.status == "actual" and draft.carried is not None and draft.carried.status == "target":
            draft.status = "target"  # "It lowered that goal from 300,000"
        return
    if _is_rumour(draft, sources):
        draft.status = "rumour"
        return
    if draft.twin is not None:
        draft.status, draft.negated = draft.twin.status, draft.twin.negated
        return
    draft.status = _by_words(layout, draft, first, last) or _by_source(draft, source)


def settle_status(draft: Draft, context: Context) -> None:
    """A value of days to come is an outlook, whoever says it."""
    published, period = context.published, draft.period
    if published is None or period is None or period.first is None or draft.earlier:
        return
    if period.first > published and draft.status in ("actual", "estimate") and draft.kind != "event":
        draft.status = "forecast"


def _place(draft: Draft) -> tuple[int, int]:
    spot = draft.figure or draft.date
    assert spot is not None
    return spot.first, spot.last


def _is_rumour(draft: Draft, sources: list[Source]) -> bool:
    if any(source.verb == "rumour" for source in sources):
        return True
    return bool(draft.sentence.cues_of("rumour"))


def _of_earlier(layout: Layout, draft: Draft, first: int) -> Status:
    """An earlier value is a fact unless the words before it say "goal" or "estimate"."""
    for cue in draft.sentence.cues_of("target", "forecast", "estimate"):
        if layout.word(cue.first) in _MODALS or cue.last > first or layout.distance(cue.last, first) > 3.0:
            continue
        return (
            "target" if cue.category == "target" else "forecast" if cue.category == "forecast" else "estimate"
        )
    return "actual"


def _by_words(layout: Layout, draft: Draft, first: int, last: int) -> Optional[Status]:
    """The nearest word of a goal or an outlook before the figure in its clause, or right behind it."""
    best: Optional[Cue] = None
    nearest = _REACH
    for cue in draft.sentence.cues_of("target", "target_verb", "forecast", "forecast_verb", "estimate"):
        noun = cue.category in ("target", "forecast") and layout.word(cue.first) not in _MODALS
        if (
            draft.metric_first is not None
            and draft.metric_first <= cue.first < (draft.metric_last or 0)
            and not draft.agentive
        ):
            continue  # "price target" is no target
        if cue.last <= first:
            cost = layout.distance(cue.last, first)
            figures = [
                f for f in draft.sentence.figures if cue.last <= f.first < first and f.item.converts is None
            ]
            if figures and noun:
                cost += _NOUN_REACH
            if any(cue.last <= c.first < first for c in draft.sentence.cues_of("strong")):
                cost += CLAUSE
            if _is_backward(layout, cue) and figures:
                continue
        elif cue.first >= last:
            cost = layout.distance(last, cue.first)
            if (
                cost > _BEHIND_REACH
                or cue.category not in ("forecast", "target")
                or layout.word(cue.first) in _MODALS
            ):
                continue
            if any(layout.word(at) in _ENDS_BEHIND for at in range(last, cue.first)):
                continue
        else:
            continue
        if _met(layout, cue):
            continue
        if cost < nearest or (
            cost == nearest and best is not None and cue.last - cue.first > best.last - best.first
        ):
            nearest, best = cost, cue
    return None if best is None else _meaning(layout, draft, best)


def _is_backward(layout: Layout, cue: Cue) -> bool:
    """ "from an earlier target of": said of the figure behind it only."""
    return layout.word(cue.first - 1) in (
        "earlier",
        "original",
        "previous",
        "prior",
        "initial",
    ) and layout.word(cue.first) in ("goal", "target")


def _met(layout: Layout, cue: Cue) -> bool:
    """ "beat expectations", "exceeding its target": the figure that did so is a fact."""
    categories: set[str] = set()
    for at in range(max(cue.first - 4, 0), cue.first + 1):
        categories |= layout.categories_at(at)
    compared = bool(categories & {"above_verb", "below_verb", "ahead", "behind"})
    return (
        compared
        and layout.word(cue.last) not in ("of", "for", "that")
        and not _followed_by_figure(layout, cue)
    )


def _followed_by_figure(layout: Layout, cue: Cue) -> bool:
    return "figures" in layout.owner[cue.last : cue.last + 4]


def _meaning(layout: Layout, draft: Draft, cue: Cue) -> Status:
    if cue.category in ("target", "target_verb"):
        return "target"
    if cue.category == "estimate":
        return "estimate"
    modal = layout.word(cue.first) in ("will", "would", "to", "shall")
    if cue.category == "forecast" and draft.metric == "price_target":
        return "actual"
    if (
        modal
        and draft.agentive
        and draft.metric not in _RESULTS
        and draft.metric_first is not None
        and draft.metric_first >= cue.last
    ):
        return "target"
    return "forecast"


def _by_source(draft: Draft, source: Optional[Source]) -> Status:
    if source is None or source.official:
        return "actual"
    if source.name is None and source.company is None:
        return "actual"
    if source.company is not None and is_party(source.company, draft):
        return "actual"
    if source.verb == "say" and source.company is None:
        return "actual"
    if source.company is not None and draft.metric in _RESEARCHED:
        return "estimate"
    if draft.metric in _DEEDS or draft.kind == "event":
        return "actual"
    return "estimate"


def is_party(company: Company, draft: Draft) -> bool:
    """Whether the source is the subject itself or its parent."""
    subject = draft.subject
    if subject is None:
        return False
    if company.id == subject.id or company.parent == subject.id:
        return True
    spot = draft.subject_spot
    return spot is not None and spot.item.parent is not None and spot.item.parent == company.id


def _is_negated(layout: Layout, draft: Draft, first: int) -> bool:
    """Whether "not", "denied" or the like stands before the figure in its clause."""
    for cue in draft.sentence.cues_of("negation", "deny_verb"):
        if cue.last > first or layout.distance(cue.last, first) > 12.0:
            continue
        if any(f.first < first and f.first >= cue.last for f in draft.sentence.figures):
            continue
        harmless = any(
            other.category == "negation_not" and other.first <= cue.first < other.last
            for at in range(max(cue.first - 2, 0), cue.first + 1)
            for other in layout.beginning.get(at, ())
        )
        strong = any(cue.last <= c.first < first for c in draft.sentence.cues_of("strong"))
        if not harmless and not strong and layout.word(cue.first) not in ("from",):
            return True
    return False
