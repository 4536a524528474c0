"""When a figure is about a market and no company: "global smartphone shipments", "livestreaming sales generated"."""

from __future__ import annotations

import re
from typing import Optional

from extract.claims.drafts import Draft, Source
from extract.claims.layout import Layout, Sentence
from extract.lexicon.cues import Words
from extract.lexicon.scopes import Scope, scope_groups, scopes
from extract.model import Entity

PREFIX = "market:"
_MOST_BEFORE = 9
_NAMED = ("market", "industry", "sector", "economy")


def is_bare_market(layout: Layout, sentence: Sentence, draft: Draft) -> bool:
    """Whether "the market" that no word names is what the figure is about."""
    assert draft.figure is not None
    head = _market_noun(layout, sentence, draft)
    return (
        head is not None
        and layout.word(head - 1) in ("the", "whole", "entire")
        and draft.metric != "market_cap"
    )


def market_of(layout: Layout, sentence: Sentence, draft: Draft, sources: list[Source]) -> Optional[Entity]:
    """The market that the claim is about, or null where it is about a company.

    Needs words for a market: the noun itself, or a place or line of business that qualifies the metric while no
    company stands before it; the latter counts only for world-wide figures, a country's, or a third party's.
    """
    assert draft.figure is not None
    head = _market_noun(layout, sentence, draft)
    if head is not None:
        return _entity(layout, sentence, head)
    if draft.metric_first is None or draft.agentive or _company_before(layout, sentence, draft.metric_first):
        return None
    groups = scope_groups()
    first, names = _qualifiers(sentence, draft, groups)
    if not names:
        return None
    wide = any(groups[name] == "place" and name not in ("overseas", "domestic") for name in names)
    lines = any(groups[name] == "line" for name in names)
    third_party = any(source.name is not None and not _is_party(sentence, source) for source in sources)
    own = [spot for spot in sentence.companies if not any(s.first <= spot.first < s.last for s in sources)]
    opens = _opens(layout, sentence, first, len(names))
    if opens and not own and (third_party or (wide and lines)):
        return _named(names)
    return None


def _qualifiers(sentence: Sentence, draft: Draft, groups: dict[str, str]) -> tuple[int, list[str]]:
    """The lines and places that narrow the metric, or the metric words that open the sentence before it.

    "Livestreaming sales generated a GMV of …" is about the market for livestreaming.
    """
    assert draft.metric_first is not None
    places = [(draft.metric_first, draft.scope)]
    places += [
        (spot.first, spot.item.scope) for spot in sentence.metrics[:1] if spot.first < draft.metric_first
    ]
    for first, scope in places:
        names = [name for name in scope if groups.get(name) in ("line", "place")]
        if names:
            return first, names
    return draft.metric_first, []


def _market_noun(layout: Layout, sentence: Sentence, draft: Draft) -> Optional[int]:
    """The word "market" or "industry" that is the clause's subject, or that the metric is said of."""
    figure = draft.figure
    assert figure is not None
    for cue in sentence.cues_of("market"):
        at = cue.first
        if layout.word(at) not in _NAMED or layout.word(cue.last) in (
            "share",
            "cap",
            "capitalization",
            "value",
            "player",
            "watchdog",
            "regulator",
            "research",
        ):
            continue
        if at >= figure.first:
            continue
        if layout.distance(cue.last, figure.first) > 14 or _company_before(layout, sentence, at, strict=True):
            continue
        if draft.metric in ("market_share", "stake", "rank") or _verb_before(layout, sentence, at):
            continue
        return at
    return None


def _verb_before(layout: Layout, sentence: Sentence, at: int) -> bool:
    start = max(sentence.first, at - 12)
    return any(
        "finite" in layout.categories_at(place)
        or layout.categories_at(place) & {"up_verb", "down_verb", "reach_verb"}
        for place in range(start, at)
    )


def _company_before(layout: Layout, sentence: Sentence, at: int, strict: bool = False) -> bool:
    """Whether a company stands in the same clause before the word, other than in an opening phrase or as a source."""
    for spot in sentence.companies:
        if spot.last <= at and layout.distance(spot.last, at) < 8.0 + (6.0 if strict else 0.0):
            return True
    return False


def _is_party(sentence: Sentence, source: Source) -> bool:
    """Whether the source itself is the one spoken about elsewhere in the sentence."""
    company = source.company
    return company is not None and any(
        spot.item.id == company.id and not (source.first <= spot.first < source.last)
        for spot in sentence.companies
    )


def _opens(layout: Layout, sentence: Sentence, at: int, qualifiers: int) -> bool:
    """Whether the metric's noun phrase begins its clause, perhaps behind a date or "the number of"."""
    words = [
        layout.word(place)
        for place in range(sentence.first, at)
        if layout.owner[place] != "dates"
        and layout.word(place) not in ("in", ",", "the", "for", "total", "number", "of", "during", "overall")
    ]
    return len(words) <= 3 * max(qualifiers, 1) + 2


def _scopes_before(layout: Layout, sentence: Sentence, first: int) -> list[Scope]:
    start, last = max(sentence.first, first - _MOST_BEFORE), first
    words = layout.words
    part = Words(
        words.written[start:last], words.lower[start:last], words.starts[start:last], words.ends[start:last]
    )
    found: list[Scope] = []
    at = first - start
    hits = [hit for hit in scopes().find(part) if hit.first < at]
    edge = at
    for hit in reversed(hits):
        gap = part.lower[hit.last : edge]
        if any(word in (",", ".", ";", "and", "to", "on") for word in gap) or len(gap) > 3:
            break
        meaning = next((scope for scope in hit.value if scope.group in ("line", "place")), None)
        if meaning is not None:
            found.insert(0, meaning)
        edge = hit.first
    return found


def _entity(layout: Layout, sentence: Sentence, head: int) -> Optional[Entity]:
    names = [scope.name for scope in _scopes_before(layout, sentence, head)]
    if not names:
        plain = layout.word(head - 1)
        if not plain.isalpha() or plain in (
            "the",
            "a",
            "its",
            "this",
            "that",
            "whole",
            "entire",
            "stock",
            "primary",
            "secondary",
            "bull",
            "bear",
            "public",
            "private",
        ):
            return None
        names = [plain]
    return _named(names)


def _named(names: list[str]) -> Entity:
    """The market's entity; places come first, so that "smartphone sales in China" and "China's smartphone sales" agree."""
    ordered = list(dict.fromkeys(sorted(names, key=lambda name: scope_groups().get(name) != "place")))
    name = " ".join(ordered)
    slug = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return Entity(id=PREFIX + slug, name=f"{name} market")
