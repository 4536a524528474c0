"""Claims of a day: "founded in 2016", "to start on June 16", "Starting from June 16"."""

from __future__ import annotations

from typing import Optional

from extract.claims.drafts import Context, Draft
from extract.claims.layout import Layout, Sentence, Spot
from extract.claims.period_of import dates_of, period_of_date
from extract.claims.subject_of import PRONOUNS, entity_of

FOUNDED, LAUNCH = "founded", "launch"
_REACH = 9.0
_DATE_WORDS = frozenset(
    ("in", "on", "from", "since", "by", "at", "around", "starting", "as", "of", "early", "late", "back")
)
_STARTING = frozenset(("starting", "beginning", "effective"))
_VAGUE = frozenset(("start", "starts", "started", "starting", "begin", "begins", "began", "beginning", "open", "opens", "opened", "opening", "hold", "holds", "held", "holding", "close", "closes", "closed",
    "closing", "complete", "completes", "completed", "completing", "end", "ends", "ended", "ending", "list", "lists", "listed", "announce", "announces", "announced", "announcing", "release", "releases", "released",
    "arrive", "introduce", "suspend", "suspended", "create", "created", "creates", "form", "forms", "formed", "forming", "creating"))  # fmt: skip


def events_of(layout: Layout, sentence: Sentence, context: Context) -> list[Draft]:
    """The sentence's claims about days; their dates are marked as used."""
    found: list[Draft] = []
    for dated in dates_of(layout, sentence, context.used_dates):
        if dated.backward or dated.spot.item.kind == "duration":
            continue
        draft = _event_at(layout, sentence, dated.spot, context) or _start_at(layout, sentence, dated.spot)
        if draft is not None and draft.subject is not None:
            found.append(draft)
            context.used_dates.add(dated.spot.place)
    return found


def _event_at(layout: Layout, sentence: Sentence, spot: Spot, context: Context) -> Optional[Draft]:
    best: Optional[tuple[float, int, int, str]] = None
    for first, last, namings in sentence.namings:
        metric = next(
            (n.metric for n in namings if n.metric in (FOUNDED, LAUNCH) and n.strength == "verb"), None
        )
        if metric is None or layout.word(last) == "-" or _is_noun(layout, first):
            continue
        if not _is_date_of(layout, sentence, first, last, spot):
            continue
        cost = layout.distance(last, spot.first) if last <= spot.first else layout.distance(spot.last, first)
        if best is None or cost < best[0]:
            best = cost, first, last, metric
    if best is None or (
        best[3] == LAUNCH and not _plausible_launch(layout, sentence, best[1], best[2], spot)
    ):
        return None
    _, first, last, metric = best
    draft = Draft(
        sentence=sentence, kind="event", metric=metric, date=spot, metric_text=layout.said(first, last)
    )
    draft.metric_first, draft.metric_last, draft.agentive = first, last, True
    draft.period, draft.period_stated = period_of_date(layout, spot, open_ended=False), True
    subject = _subject(layout, sentence, first, last, spot, metric)
    if subject is not None:
        draft.subject, draft.subject_spot = entity_of(subject.item), subject
    else:
        draft.subject, draft.cost = context.topic, 1.5
    draft.cost += 0.05 * best[0] + (0.5 if metric == LAUNCH else 0.0)
    return draft


def _is_noun(layout: Layout, first: int) -> bool:
    """ "On its entity list in May": a vague verb's word behind a determiner is none."""
    if layout.word(first) not in _VAGUE or layout.word(first).endswith(("ed", "ing")):
        return False
    return any(layout.word(at) in ("a", "an", "the", "its", "their", "this") for at in (first - 1, first - 2))


def _start_at(layout: Layout, sentence: Sentence, spot: Spot) -> Optional[Draft]:
    """ "Starting from June 16, users will be able to": something begins that day."""
    at = next((at for at in (spot.first - 1, spot.first - 2) if layout.word(at) in _STARTING), None)
    level = any(figure.first > spot.last or figure.last < spot.first for figure in sentence.figures)
    if at is None or level or not sentence.companies:
        return None
    behind = [c for c in sentence.companies if c.first >= spot.last]
    subject = behind[0] if at == sentence.first and behind else sentence.companies[0]
    draft = Draft(
        sentence=sentence, kind="event", metric=LAUNCH, date=spot, metric_text=layout.said(at, at + 1)
    )
    draft.metric_first, draft.metric_last = at, at + 1
    draft.period, draft.period_stated = period_of_date(layout, spot, open_ended=False), True
    draft.subject, draft.subject_spot, draft.cost = entity_of(subject.item), subject, 1.2
    return draft


def _is_date_of(layout: Layout, sentence: Sentence, first: int, last: int, spot: Spot) -> bool:
    """Whether the date belongs to the verb: right behind it, or before it at the sentence's start."""
    if first <= spot.first < last:
        return False
    if last <= spot.first:
        near = layout.distance(last, spot.first) <= _REACH
        crossed = any(
            layout.word(at) in (",", ";") or "strong" in layout.categories_at(at)
            for at in range(last, spot.first)
        )
        figures = any(last <= f.first < spot.first for f in sentence.figures if f.item.kind != "rank")
        prepared = (
            layout.word(spot.first - 1) in _DATE_WORDS
            or layout.word(spot.first - 2) in _DATE_WORDS
            or (spot.first == last and layout.word(first) not in _VAGUE)
        )
        reports = any("report_verb" in layout.categories_at(at) for at in range(last, spot.first))
        return near and not crossed and not figures and prepared and not reports
    opening = spot.first - sentence.first <= 2
    figures = any(spot.last <= f.first for f in sentence.figures if f.first < first + 8)
    return opening and not figures and layout.distance(spot.last, first) <= 2 * _REACH


def _plausible_launch(layout: Layout, sentence: Sentence, first: int, last: int, spot: Spot) -> bool:
    """Verbs of many uses count only right beside their date, and never where they count things ("opened 500 stores")."""
    if any(last <= f.first <= last + 3 for f in sentence.figures):
        return False
    if layout.word(first) not in _VAGUE or last - first > 1:
        return True
    gap = layout.distance(last, spot.first) if last <= spot.first else 99.0
    return gap <= 2.0


def _subject(
    layout: Layout, sentence: Sentence, first: int, last: int, spot: Spot, metric: str
) -> Optional[Spot]:
    """Whose day it is: the name the participle describes, the one founded, else the nearest before the verb."""
    before = [c for c in sentence.companies if c.last <= first and not layout.bracketed(c.first)]
    behind = [c for c in sentence.companies if c.first >= last]
    if metric == FOUNDED:
        direct = [c for c in behind if c.first - last <= 2 and c.last <= spot.first]
        if direct:
            return direct[0]
    if metric == FOUNDED and len(before) > 1 and layout.word(before[-1].first - 1) in ("which", "that"):
        return before[-2]  # "Taobao Live, which Alibaba set up in 2016"
    leading = layout.distance(sentence.first, first) <= 1.0
    if leading and behind:
        return behind[0]
    if not before:
        return behind[0] if behind and behind[0].first - last <= 4 else None
    return min(before, key=lambda c: layout.distance(c.last, first) + _governed(layout, c))


def _governed(layout: Layout, company: Spot) -> float:
    """A name behind a preposition, or one that only owns another, is not what the verb is about."""
    cost = 6.0 if "preposition" in layout.categories_before(company.first) else 0.0
    if layout.lower[company.last - 1] in PRONOUNS or layout.word(company.last) == "'":
        cost += 2.0
    return cost
