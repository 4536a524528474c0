"""The rule-based linker: spans in, claims out, one sentence after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from extract.claims.attribution import source_for, sources_of
from extract.claims.change import Role, role_of
from extract.claims.comparison import Comparison, compared, comparison_before, state_plainly
from extract.claims.direction import approach
from extract.claims.drafts import Context, Draft, Source
from extract.claims.events import events_of
from extract.claims.figure_draft import figure_draft
from extract.claims.finish import finished
from extract.claims.layout import Layout, Sentence, Spot
from extract.claims.linking import anchor_of, company_between, place_of, set_baselines, twin_of
from extract.claims.lists import distribute
from extract.claims.markets import is_bare_market, market_of
from extract.claims.period_of import Dated, dates_of, remember_dates, remember_period, set_period
from extract.claims.settling import settle
from extract.claims.shares import narrow_share
from extract.claims.shifting import covers_year
from extract.claims.status import set_status, settle_status
from extract.claims.subject_of import choose_object, choose_subject, entity_of
from extract.lexicon.metrics import MetricLexicon, load_metrics
from extract.mentions import Mentions
from extract.model import Article, Claim

_RESEARCHED = frozenset(("market_share", "market_size", "penetration", "shipments"))
_WITH_OBJECT = frozenset(("stake", "investment", "acquisition_price", "funding"))


def link(
    text: str,
    sentences: Sequence[tuple[int, int]],
    article: Article,
    mentions: Mentions,
    lexicon: Optional[MetricLexicon] = None,
) -> tuple[Claim, ...]:
    """The claims of a text in text order.

    ``sentences`` are the character offsets of its sentences. Figures that restate another make no claim.
    """
    layout = Layout(text, sentences, mentions, lexicon or load_metrics())
    context = Context(published=article.published)
    drafts: list[Draft] = []
    for sentence in layout.sentences:
        drafts += _sentence_drafts(layout, sentence, context, drafts)
    settle(drafts, layout.lexicon)
    return finished(layout, drafts, article.id)


def _sentence_drafts(
    layout: Layout, sentence: Sentence, context: Context, before: list[Draft]
) -> list[Draft]:
    sources = sources_of(layout, sentence)
    events = events_of(layout, sentence, context)
    for event in events:
        set_status(layout, event, sources, context)
    dates = dates_of(layout, sentence, context.used_dates)
    drafts: list[Draft] = []
    roles: list[tuple[Spot, Role]] = []
    for figure in sentence.figures:
        if figure.item.converts is not None or _counts_names(sentence, figure, sources):
            continue
        role = role_of(layout, figure, sentence, roles)
        roles.append((figure, role))
        draft = figure_draft(layout, sentence, figure, role, drafts, context)
        if draft is not None:
            drafts.append(draft)
    settled = distribute(layout, sentence, drafts)
    earlier = frozenset(figure.place for figure, role in roles if role.kind == "earlier")
    made: list[Draft] = []
    for draft in drafts:
        draft.earlier_figures = earlier
        made += _completed(layout, draft, made, (sources, dates), context, settled)
    set_baselines(made, before)
    remember_dates(sentence, dates, made, context)
    _set_topic(layout, sentence, made, context)
    return sorted(events + made, key=place_of)


def _counts_names(sentence: Sentence, figure: Spot, sources: list[Source]) -> bool:
    """ "The two companies" and "citing two people" count nothing that anyone claims."""
    spoken = any(source.first <= figure.first < source.last and source.verb == "rumour" for source in sources)
    return spoken or any(
        spot.first <= figure.first and figure.last <= spot.last for spot in sentence.companies
    )


def _completed(
    layout: Layout,
    draft: Draft,
    made: list[Draft],
    found: tuple[list[Source], list[Dated]],
    context: Context,
    settled: set[int],
) -> list[Draft]:
    """The draft with subject, status and period, and what it is compared by; in the order of their figures."""
    sources, dates = found
    sentence, figure = draft.sentence, draft.figure
    assert figure is not None
    draft.anchor = anchor_of(draft, made)
    draft.twin = twin_of(layout, draft, made)
    levels = [other for other in made if other.kind in ("level", "share", "change") and not other.earlier]
    said_before = context.last_by_unit.get(draft.unit or "")
    if not levels and said_before is not None and not draft.earlier and said_before.metric == draft.metric:
        levels = [said_before]
    comparison = None if draft.kind == "rank" else comparison_before(layout, sentence, figure, levels)
    if comparison is not None and comparison.cue.last >= approach(layout, figure, sentence).at:
        state_plainly(draft)
    if figure.place not in settled:
        _set_subject(layout, draft, made, (sources, context), comparison)
    draft.source = source_for(layout, sources, figure.first, figure.last) or _carried_source(draft, context)
    set_status(layout, draft, sources, context)
    led = draft.anchor is not None and draft.anchor.kind in ("level", "share")
    if draft.kind == "change" and draft.anchor is not None and led and draft.status == "actual":
        draft.status = draft.anchor.status
    if draft.period is None:
        set_period(layout, draft, dates, context)
    settle_status(draft, context)
    if (
        draft.kind == "change"
        and draft.basis is None
        and not _has_earlier(draft)
        and covers_year(draft.period)
    ):
        draft.basis = "yoy"
    if draft.kind == "share":
        narrow_share(layout, sentence, draft)
    if draft.metric in _WITH_OBJECT and draft.kind in ("level", "share"):
        draft.object = choose_object(layout, sentence, draft)
    remember_period(layout, draft, context)
    if comparison is None or (draft.earlier and comparison.company is None and not comparison.expected):
        return [draft]
    return [draft, *_compare(draft, levels, comparison)]


def _carried_source(draft: Draft, context: Context) -> Optional[Source]:
    """A researcher's figures go on behind the sentence that names him, as long as they are about the market."""
    if context.source is None or draft.metric not in _RESEARCHED:
        return None
    source, paragraph = context.source
    return source if paragraph == draft.sentence.paragraph else None


def _compare(draft: Draft, levels: list[Draft], comparison: Comparison) -> list[Draft]:
    held = next((other for other in reversed(levels) if other.unit == draft.unit or draft.unit is None), None)
    if held is None:
        return []
    draft.earlier = False
    if comparison.expected:
        draft.status, draft.subject, draft.subject_spot = "forecast", held.subject, held.subject_spot
    if not draft.period_stated:
        draft.period = held.period
    made = compared(held, draft, comparison)
    return [] if made is None else [made]


def _has_earlier(draft: Draft) -> bool:
    return bool(draft.earlier_figures)


def _set_subject(
    layout: Layout,
    draft: Draft,
    made: list[Draft],
    known: tuple[list[Source], Context],
    comparison: Optional[Comparison],
) -> None:
    sources, context = known
    if comparison is not None and comparison.company is not None:
        spot = comparison.company
        draft.subject, draft.subject_spot = entity_of(spot.item), spot
        draft.cost += 0.2
        return
    backed = next((other.object for other in reversed(made) if other.object is not None), None)
    if draft.metric == "valuation" and backed is not None and draft.metric_text != "worth":
        draft.subject, draft.cost = backed, draft.cost + 0.2
        return
    anchor = draft.anchor
    if anchor is not None and not company_between(draft, anchor):
        draft.subject, draft.subject_spot = anchor.subject, anchor.subject_spot
        draft.cost += 0.1
        return
    market = None if draft.kind == "rank" else market_of(layout, draft.sentence, draft, sources)
    if market is not None:
        context.market = market
        draft.subject, draft.subject_spot = market, None
        draft.cost += 0.6
        return
    if draft.kind != "rank" and is_bare_market(layout, draft.sentence, draft):
        draft.subject, draft.subject_spot, draft.cost = context.market, None, draft.cost + 0.8
        return
    choice = choose_subject(layout, draft.sentence, draft, sources, context)
    if choice is None:
        draft.cost += 1.5
        return
    draft.subject, draft.subject_spot = choice.entity, choice.spot
    draft.cost += 0.12 * max(choice.cost, 0.0)


def _is_income(draft: Draft) -> bool:
    """Whether it totals what a company takes in."""
    money = draft.figure is not None and draft.figure.item.kind == "money"
    return money and draft.metric in ("revenue", "sales") and not draft.scope


def _set_topic(layout: Layout, sentence: Sentence, made: list[Draft], context: Context) -> None:
    """Let the next sentences know whom and what this one was about."""
    for draft in made:
        if draft.kind not in ("comparison", "event") and not draft.earlier:
            context.last = draft
            if context.income != "revenue" and _is_income(draft):
                context.income = draft.metric
            if draft.status == "estimate" and draft.source is not None and draft.source.name is not None:
                context.source = draft.source, sentence.paragraph
            if draft.kind != "rank":
                context.last_by_unit[draft.unit or ""] = draft
    spots = [spot for spot in sentence.companies if not layout.bracketed(spot.first)]
    subject = next((draft.subject for draft in made if draft.subject_spot is not None), None)
    if subject is None and spots:
        leading = min(
            spots,
            key=lambda spot: (
                spot.first + (40 if "preposition" in layout.categories_before(spot.first) else 0)
            ),
        )
        subject = entity_of(leading.item)
    if subject is not None and not subject.id.startswith("market:"):
        context.topic, context.topic_paragraph = subject, sentence.paragraph
