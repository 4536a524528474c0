"""Shares of a whole: "cloud accounted for 8% of Alibaba's total revenue", "a 24% share"."""

from __future__ import annotations

from extract.claims.drafts import Draft
from extract.claims.layout import Layout, Sentence
from extract.lexicon.cues import Words
from extract.lexicon.scopes import scopes

MARKET_SHARE = "market_share"


def narrow_share(layout: Layout, sentence: Sentence, draft: Draft) -> None:
    """Put the part that has the share into the claim's scope, where it is a line of business or a place."""
    assert draft.figure is not None
    if draft.metric == MARKET_SHARE:
        return
    if draft.segment:
        stated = draft.scope if draft.metric_first is not None else ()
        draft.scope = tuple(dict.fromkeys((*stated, *draft.segment)))
        return
    words, first, last = layout.words, sentence.first, draft.figure.first
    part = Words(
        words.written[first:last], words.lower[first:last], words.starts[first:last], words.ends[first:last]
    )
    hits = [hit for hit in scopes().find(part) if layout.owner[first + hit.first] is None]
    named = [scope.name for hit in hits[-1:] for scope in hit.value[:1] if scope.group in ("line", "place")]
    if not named:
        named = _source_behind(layout, sentence, draft)
    draft.scope = tuple(dict.fromkeys((*draft.scope, *named)))


def _source_behind(layout: Layout, sentence: Sentence, draft: Draft) -> list[str]:
    """ "40% of sales came from China"."""
    assert draft.figure is not None
    words = layout.words
    for at in range(draft.figure.last, min(draft.figure.last + 9, sentence.last - 1)):
        if layout.word(at) == "from":
            end = min(at + 5, sentence.last)
            part = Words(
                words.written[at + 1 : end],
                words.lower[at + 1 : end],
                words.starts[at + 1 : end],
                words.ends[at + 1 : end],
            )
            hit = next((hit for hit in scopes().find(part) if hit.first <= 1), None)
            return [] if hit is None else [hit.value[0].name]
    return []


def whole_of(share: Draft, drafts: list[Draft]) -> Draft | None:
    """The claim that states the whole: the same subject's level of that metric, of the same period, unnarrowed."""
    for draft in reversed(drafts):
        same = draft.metric == share.metric and draft.subject == share.subject and draft.kind == "level"
        if same and draft.unit != "percent" and not draft.scope and draft.period == share.period:
            return draft
    return None
