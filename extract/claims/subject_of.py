"""Whom a figure is about: the cheapest company around it, the market, or the topic of the text before."""

from __future__ import annotations

from typing import NamedTuple, Optional

from extract.claims.drafts import Context, Draft, Source
from extract.claims.layout import Layout, Sentence, Spot
from extract.model import Company, Entity

AFTER, GOVERNED, OBJECT, OWNER_OF_NAME, SOURCE_BEFORE, SOURCE_AFTER = 8.0, 6.0, 6.0, 5.0, 4.0, 9.0
BRACKETED, FROM_TOPIC, OPENS, APPOSED = 9.0, 12.0, -2.0, -4.0
_POSSESSED_WITHIN = 6
_OWNED = frozenset(
    (
        "owned",
        "backed",
        "led",
        "controlled",
        "listed",
        "run",
        "affiliated",
        "funded",
        "operated",
        "branded",
        "made",
        "designed",
        "supported",
    )
)
_TIES = frozenset(("of", "at", "by", "for", "on", "from", "in", "to"))
_TARGETS = frozenset(("of", "in", "on", "to", "into", "from", "for"))
PRICE_TARGET = "price_target"
"""A broker's target for a share is about the share's company, though the words are "its price target"."""
_ENTRY = frozenset(("with", "at", "on", "(", ":"))
_SIGNED = frozenset(("$", "~", "-"))
PRONOUNS = frozenset(("its", "their", "his", "her", "our"))


class SubjectChoice(NamedTuple):
    """The subject, the mention it was read from (null for the topic), and what the choice cost."""

    entity: Entity
    spot: Optional[Spot]
    cost: float


def entity_of(company: Company) -> Entity:
    """The company as the subject or object of a claim."""
    return Entity(id=company.id, name=company.name)


def choose_subject(
    layout: Layout, sentence: Sentence, draft: Draft, sources: list[Source], context: Context
) -> Optional[SubjectChoice]:
    """The company that the claim is about, or null."""
    assert draft.figure is not None
    beside = _beside(layout, sentence, draft.figure)
    if beside is not None:
        return SubjectChoice(entity_of(beside.item), beside, 0.0)
    choices = [
        SubjectChoice(entity_of(spot.item), spot, _cost(layout, sentence, spot, draft, sources))
        for spot in sentence.companies
        if not (draft.segment and layout.bracketed(spot.first))
    ]
    if context.topic is not None:
        choices.append(SubjectChoice(context.topic, None, FROM_TOPIC))
    return min(choices, key=lambda choice: choice.cost, default=None)


def _beside(layout: Layout, sentence: Sentence, figure: Spot) -> Optional[Spot]:
    """The company of a list's entry: "followed by Vivo with 27%, Oppo 26%"."""
    listed = [other for other in sentence.figures if other.first < figure.first]
    if not any(other.item.unit == figure.item.unit for other in listed):
        return None
    for spot in sentence.companies:
        gap = layout.lower[spot.last : figure.first] if spot.last <= figure.first else ["."]
        plain = not gap or (
            gap[0] in _ENTRY
            and all(
                "by" in layout.categories_at(at) or layout.word(at) in _SIGNED
                for at in range(spot.last + 1, figure.first)
            )
        )
        if plain and len(gap) <= 4 and not spot.item.coref:
            return spot
    return None


def _cost(layout: Layout, sentence: Sentence, spot: Spot, draft: Draft, sources: list[Source]) -> float:
    figure, metric_first, metric_last = draft.figure, draft.metric_first, draft.metric_last
    assert figure is not None
    cost = _source_cost(spot, sources, figure)
    if layout.bracketed(spot.first):
        cost += BRACKETED
    if metric_first is not None and metric_last is not None and not draft.agentive:
        if draft.metric == PRICE_TARGET:
            cost += -2.0 if _tied_behind(layout, spot, metric_last) else 6.0
        if _possesses(layout, spot, metric_first):
            return cost + 0.3 * layout.distance(spot.last, metric_first)
        if _tied_behind(layout, spot, metric_last):
            return cost + 0.5 + _owner_cost(layout, sentence, spot)
    if spot.first >= figure.last:
        cost += AFTER + layout.distance(figure.last, spot.first)
        return cost + (-4.0 if _tied_behind(layout, spot, figure.last) else 0.0)
    cost += 1.0 + 0.35 * layout.distance(spot.last, figure.first)
    if layout.word(spot.last) == "," and draft.agentive and metric_first == spot.last + 1:
        return cost + APPOSED  # "GoTo, valued at $18 billion"
    first = _owner_first(layout, sentence, spot)
    before = layout.word(first - 1)
    categories = layout.categories_before(first)
    if "preposition" in categories:
        cost += GOVERNED
    elif categories & {"transitive_verb", "above_verb", "below_verb"} and not _opens_relative(layout, spot):
        cost += OBJECT
    elif spot.first == sentence.first or before in (
        ",",
        "and",
        ";",
        "that",
        "while",
        "as",
        "but",
        "whereas",
        ":",
        "“",
        '"',
    ):
        cost += OPENS
    if layout.word(spot.last) == "-" and layout.word(spot.last + 1) in _OWNED:
        cost += GOVERNED  # "the SoftBank-owned chip designer" is not SoftBank
    return cost + _owner_cost(layout, sentence, spot)


def _owner_first(layout: Layout, sentence: Sentence, spot: Spot) -> int:
    """Where the name begins, its owner included: "after ByteDance's Douyin" is governed by "after"."""
    owners = (c.first for c in sentence.companies if c.last + 2 == spot.first and layout.word(c.last) == "'")
    return next(owners, spot.first)


def _opens_relative(layout: Layout, spot: Spot) -> bool:
    """ "surpassing Nio, which delivered": an object here, the subject of what follows."""
    at = spot.last + (layout.word(spot.last) == ",")
    return layout.word(at) in ("which", "who", "that", "whose")


def _possesses(layout: Layout, spot: Spot, metric_first: int) -> bool:
    """ "Taobao Live's GMV", "its annual GMV", "Tencent revenue"."""
    if spot.last > metric_first:
        return False
    gap = range(spot.last, metric_first)
    if len(gap) > _POSSESSED_WITHIN + 2 or any(layout.owner[at] in ("companies", "figures") for at in gap):
        return False
    if any(
        layout.word(at) in (",", ";", "to", "and", "of", "from", "with")
        or "finite" in layout.categories_at(at)
        for at in gap
    ):
        return False
    said = layout.lower[spot.first : spot.last]
    possessive = layout.word(spot.last) == "'" or said[-1] in PRONOUNS or "'" in said[-2:]
    return possessive or not gap


def _tied_behind(layout: Layout, spot: Spot, last: int) -> bool:
    """ "revenue at Tencent", "the net profit of the Shenzhen-based firm"."""
    at = last
    if layout.word(at) == "(":
        while at < spot.first and layout.word(at) != ")":
            at += 1
        at += 1
    if layout.word(at) not in _TIES or spot.first < at:
        return False
    gap = layout.lower[at + 1 : spot.first]
    return len(gap) <= 2 and not any(word in (",", "and", "with") for word in gap)


def _owner_cost(layout: Layout, sentence: Sentence, spot: Spot) -> float:
    """ "Tencent's WeChat": the one that is owned is meant; "Apple's suppliers" are not Apple."""
    if layout.word(spot.last) != "'" and layout.lower[spot.last - 1] not in PRONOUNS:
        return 0.0
    at = spot.last + (2 if layout.word(spot.last) == "'" else 0)
    if layout.owner[at : at + 1] == ["companies"]:
        return OWNER_OF_NAME
    return 0.5


def _source_cost(spot: Spot, sources: list[Source], figure: Spot) -> float:
    for source in sources:
        if source.first <= spot.first < source.last:
            said = source.verb in ("say", "forecast", "estimate")
            return (
                SOURCE_BEFORE
                if said and source.first == spot.first and spot.first < figure.first
                else SOURCE_AFTER
            )
    return 0.0


def choose_object(layout: Layout, sentence: Sentence, draft: Draft) -> Optional[Entity]:
    """The other side of a stake, a purchase, an investment: a company behind the verb or the figure."""
    assert draft.figure is not None
    start = draft.metric_last if draft.agentive and draft.metric_last is not None else draft.figure.first
    if draft.metric_last is not None:
        start = min(start, draft.metric_last)
    following = [
        f.first for f in sentence.figures if f.first > draft.figure.first and f.item.converts is None
    ]
    end = min(following, default=sentence.last)
    preceding = max(
        (f.last for f in sentence.figures if f.last <= draft.figure.first and f.item.converts is None),
        default=sentence.first,
    )
    own = {draft.subject.id} if draft.subject is not None else set()
    others = [spot for spot in sentence.companies if spot.item.id not in own and spot.first >= start]
    behind = [
        spot
        for spot in others
        if draft.figure.first < spot.first < end and _is_governed(layout, spot, draft.figure.last)
    ]
    between = [spot for spot in others if preceding <= spot.first < draft.figure.first]
    found = between if between and preceding <= start else behind
    return entity_of(found[0].item) if found else None


def _is_governed(layout: Layout, spot: Spot, start: int) -> bool:
    """Whether "in", "of" or "for" stands within the few words before it."""
    return any(layout.word(at) in _TARGETS for at in range(max(spot.first - 5, start), spot.first))
