"""The days a claim is about: dates beside the figure, else the reporting period that the text has set."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple, Optional

from extract.claims.drafts import Context, Draft
from extract.claims.layout import Layout, Sentence, Spot
from extract.claims.shifting import shifted
from extract.model import Basis, Period

BEFORE, PER_FIGURE, OPENING, DIRECTLY, ANOTHER_ACT = 1.0, 4.0, -2.0, -1.0, 12.0
IN_BRACKETS = 6.0
TOO_FAR = 45.0
_BACKWARD = (
    "earlier",
    "ago",
    "before",
    "previous",
    "prior",
    "preceding",
    "same period",
    "same quarter",
    "same month",
    "corresponding",
    "year-earlier",
    "prior-year",
)
_SUPERLATIVES = frozenset(
    (
        "slowest",
        "fastest",
        "highest",
        "lowest",
        "biggest",
        "largest",
        "best",
        "worst",
        "weakest",
        "strongest",
        "steepest",
        "sharpest",
        "first",
        "smallest",
    )
)
_REPORTING_REACH = 4


class Dated(NamedTuple):
    """A date with what the words around it make of it."""

    spot: Spot
    backward: bool
    reporting: bool


def dates_of(layout: Layout, sentence: Sentence, used: set[int]) -> list[Dated]:
    """The sentence's dates with known days; those that events have used are left out."""
    found = []
    for spot in sentence.dates:
        item = spot.item
        if item.kind == "set" or (item.first is None and item.last is None) or spot.place in used:
            continue
        found.append(Dated(spot, _is_backward(layout, spot), _is_reporting(layout, sentence, spot)))
    return found


def _is_backward(layout: Layout, spot: Spot) -> bool:
    """Whether the expression points back from another period ("a year earlier", "from the previous quarter")."""
    said = spot.item.text.lower()
    if any(word in said for word in _BACKWARD):
        return True
    if layout.word(spot.first - 1) in ("in", "for", "during") and layout.word(spot.first - 2) == "than":
        return True
    if spot.item.kind == "period" and layout.word(spot.first - 1) in ("from", "than", "versus", "over", "vs"):
        following = layout.word(spot.last)
        moved = layout.owner[spot.first - 2 : spot.first - 1] == ["figures"]
        if (moved or layout.word(spot.first - 1) in ("than", "versus", "vs")) and following not in (
            "to",
            "through",
            "onward",
            "onwards",
        ):
            return True
    for at in range(max(spot.first - 3, 0), spot.first + 1):
        for cue in layout.beginning.get(at, ()):
            if cue.category in ("yoy", "qoq", "mom") and cue.last > spot.first:
                return True
    return False


def _is_reporting(layout: Layout, sentence: Sentence, spot: Spot) -> bool:
    """Whether it is the day something was said on ("said on Wednesday")."""
    item = spot.item
    if item.kind != "date":
        said = layout.categories_before(spot.first - 1) if layout.word(spot.first - 1) == "in" else set()
        return "report_verb" in said and layout.word(spot.last) in (".", ",", "")
    if _is_dateline(layout, sentence, spot):
        return True
    start = max(spot.first - _REPORTING_REACH, sentence.first)
    for at in range(start, spot.first):
        if "report_verb" in layout.categories_at(at) and layout.word(at) not in (
            "reported",
            "report",
            "reports",
        ):
            return True
    behind = range(spot.last, min(spot.last + 2, sentence.last))
    return any("report_verb" in layout.categories_at(at) for at in behind) or _in_report_name(layout, spot)


def _is_dateline(layout: Layout, sentence: Sentence, spot: Spot) -> bool:
    """ "BEIJING, Aug. 1 (Harbor Ledger) — " at the head of a story."""
    if spot.first - sentence.first > 5:
        return False
    end = min(spot.last + 9, sentence.last)
    behind = layout.lower[spot.last : end]
    dash = next((at for at, word in enumerate(behind) if word in ("—", "–", "-")), None)
    return dash is not None and (dash == 0 or behind[0] in ("(", ",", "."))


def _in_report_name(layout: Layout, spot: Spot) -> bool:
    return layout.word(spot.last) in ("statement", "report", "filing", "announcement", "interview")


def period_of_date(layout: Layout, spot: Spot, open_ended: bool) -> Period:
    """The days of a date; "since" and "by" before it open one end where ``open_ended``."""
    item = spot.item
    first, last = item.first, item.last
    before = layout.categories_before(spot.first)
    word = layout.word(spot.first - 1)
    since = "since" in before and (word == "since" or layout.word(spot.last) in ("onward", "onwards", "on"))
    if since and open_ended and layout.word(spot.last + 1) != "when" and not _bounded_behind(layout, spot):
        return Period(first=first, last=None)
    if "until" in before and word in ("by", "until", "till", "before") and open_ended:
        return Period(first=None, last=last)
    return Period(first=first, last=last)


def _bounded_behind(layout: Layout, spot: Spot) -> bool:
    return layout.word(spot.last) in ("to", "until", "through")


def set_period(layout: Layout, draft: Draft, dates: list[Dated], context: Context) -> None:
    """Fill the draft's period from the sentence's dates or from what came before."""
    nature = layout.lexicon.nature(draft.metric)
    choice = _choose(layout, draft, dates, backward=draft.earlier)
    if choice is None and draft.earlier:
        draft.period = shifted(
            _anchor_period(draft), draft.basis or _anchor_basis(draft), draft.status == "target"
        )
        return
    if choice is not None:
        dated, cost = choice
        settled = nature == "stock" and draft.kind == "level" and draft.status in ("actual", "estimate")
        draft.period = period_of_date(layout, dated.spot, open_ended=not settled)
        if draft.earlier and dated.backward and _is_longer(draft.period, _anchor_period(draft)):
            draft.period = shifted(_anchor_period(draft), "yoy", same=False) or draft.period
        draft.period_stated = True
        draft.date = dated.spot
        draft.cost += min(cost, 20.0) * 0.03
        return
    if draft.carried is not None and draft.carried.period is not None:
        draft.period = draft.carried.period
        draft.cost += 0.4
        return
    inherited = context.periods.get(_lane(draft))
    if nature in ("flow", "ratio") and draft.kind not in ("event", "rank") and inherited is not None:
        period, paragraph = inherited
        draft.period = period
        draft.cost += 0.3 if paragraph == draft.sentence.paragraph else 0.6
    elif nature == "stock" and draft.kind == "change" and inherited is not None:
        draft.period = inherited[0]
        draft.cost += 0.7


def _is_longer(period: Period, than: Optional[Period]) -> bool:
    """Whether "a year ago" was read as a whole year though what it is said of is a quarter or a day."""
    if than is None or None in (period.first, period.last, than.first, than.last):
        return False
    assert period.first and period.last and than.first and than.last
    return (period.last - period.first) > (than.last - than.first) + timedelta(days=5)


def remember_period(layout: Layout, draft: Draft, context: Context) -> None:
    """Let later sentences inherit the period of a claim that states it."""
    if not draft.period_stated or draft.earlier or draft.period is None:
        return
    if layout.lexicon.nature(draft.metric) == "event" or draft.kind == "event":
        return
    first, last = draft.period.first, draft.period.last
    if first is None or last is None or (last - first).days < 6:
        return
    context.periods[_lane(draft)] = (draft.period, draft.sentence.paragraph)


def remember_dates(sentence: Sentence, dates: list[Dated], made: list[Draft], context: Context) -> None:
    """Let a sentence that only sets the scene ("a slow first quarter") give its period to those behind it."""
    if any(draft.period_stated or draft.earlier for draft in made):
        return
    for dated in dates:
        item = dated.spot.item
        if dated.backward or dated.reporting or item.first is None or item.last is None:
            continue
        if (item.last - item.first).days < 27 or item.kind != "period":
            continue
        ahead = context.published is not None and item.first > context.published
        context.periods["ahead" if ahead else "behind"] = (
            Period(first=item.first, last=item.last),
            sentence.paragraph,
        )
        return


def _lane(draft: Draft) -> str:
    """Outlooks and results don't inherit from each other."""
    return "ahead" if draft.status in ("target", "forecast") else "behind"


def _choose(
    layout: Layout, draft: Draft, dates: list[Dated], backward: bool
) -> Optional[tuple[Dated, float]]:
    best: Optional[tuple[Dated, float]] = None
    for dated in dates:
        if dated.reporting or (dated.backward and not backward):
            continue
        if not backward and _belongs_to_earlier(layout, draft, dated.spot):
            continue
        if _is_record_since(layout, draft, dated.spot):
            continue
        cost = _cost(layout, draft, dated)
        if layout.bracketed(dated.spot.first) and draft.figure is not None:
            cost += 0.0 if layout.bracketed(draft.figure.first) else IN_BRACKETS
        if backward:
            cost += 0.0 if dated.backward else 3.0
            if cost > 9.0:
                continue
        if cost < TOO_FAR and (best is None or cost < best[1]):
            best = dated, cost
    return best


def _is_record_since(layout: Layout, draft: Draft, spot: Spot) -> bool:
    """ "The slowest growth since 2009": a year to compare with, not the claim's own."""
    assert draft.figure is not None
    between = layout.lower[draft.figure.last : spot.first]
    return "since" in between and any(word in _SUPERLATIVES for word in between)


def _belongs_to_earlier(layout: Layout, draft: Draft, spot: Spot) -> bool:
    """ "widened to 17%, from 13% in 2021": the year is that of the 13%."""
    behind = [f for f in draft.sentence.figures if f.last <= spot.first and f.item.converts is None]
    if not behind or draft.figure is None or behind[-1].first <= draft.figure.first:
        return False
    crossed = "," in layout.lower[behind[-1].last : spot.first]
    near = layout.distance(behind[-1].last, spot.first) <= (1.5 if crossed else 8.0)
    return near and behind[-1].place in draft.earlier_figures


def _cost(layout: Layout, draft: Draft, dated: Dated) -> float:
    figure, spot, sentence = draft.figure, dated.spot, draft.sentence
    assert figure is not None
    if spot.first >= figure.last:
        cost = layout.distance(figure.last, spot.first)
        between = [
            f for f in sentence.figures if figure.last <= f.first < spot.first and f.item.converts is None
        ]
        cost += PER_FIGURE * sum(1 for f in between if f.item.unit == figure.item.unit)
        acts = sentence.cues_of("target_verb", "forecast_verb", "report_verb", "target")
        return cost + (ANOTHER_ACT if any(figure.last < cue.first < spot.first for cue in acts) else 0.0)
    cost = BEFORE + layout.distance(spot.last, figure.first)
    if spot.first - sentence.first <= 3:
        return cost * 0.4 + OPENING
    between = [f for f in sentence.figures if spot.last <= f.first < figure.first and f.item.converts is None]
    if any(f.last <= spot.first for f in sentence.figures if f.item.unit == figure.item.unit):
        cost += PER_FIGURE  # the date of the figure before
    cost += PER_FIGURE * 0.5 * sum(1 for f in between if f.item.unit == figure.item.unit)
    if draft.metric_first is not None and 0 <= draft.metric_first - spot.last <= 3:
        cost += DIRECTLY
    return cost


def _anchor_period(draft: Draft) -> Optional[Period]:
    anchor = draft.anchor or draft.carried
    return None if anchor is None else anchor.period


def _anchor_basis(draft: Draft) -> Optional[Basis]:
    return None if draft.anchor is None else draft.anchor.basis
