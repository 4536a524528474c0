"""Who is named for a statement: "according to a 36Kr report", "Counterpoint estimates", "citing people familiar"."""

from __future__ import annotations

from typing import Optional

from extract.claims.drafts import Source
from extract.claims.layout import Cue, Layout, Sentence, Spot

_REACH = 13
_LINKING = frozenset(("of", "and", "for", "the", "&", "'", "s", "-"))
_STOPS = frozenset((",", ".", ";", ":", "(", ")", "”", '"', "which", "that", "who", "said", "on", "in", "as"))
_NOT_NAMES = frozenset(("the", "a", "an", "it", "its", "he", "she", "they", "this", "these", "in", "on", "but", "and", "we", "i", "that", "analysts", "people", "sources", "data", "ceo",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "chinese", "u.s", "us", "some", "last", "for", "while", "shares", "revenue", "however", "as"))  # fmt: skip


def sources_of(layout: Layout, sentence: Sentence) -> list[Source]:
    """The sources that a sentence names, in text order."""
    found: list[Source] = []
    for cue in sentence.cues_of("source"):
        if layout.word(cue.first) in ("per", "cited") and not _is_attribution(layout, cue):
            continue
        found.append(_behind(layout, sentence, cue))
    for cue in sentence.cues_of("report_verb", "estimate_verb", "forecast_verb"):
        source = _speaker(layout, sentence, cue)
        if source is not None:
            found.append(source)
    for cue in sentence.cues_of("source_noun"):
        source = _owner(layout, sentence, cue)
        if source is not None:
            found.append(source)
    kept: list[Source] = []
    for source in sorted(found, key=lambda source: (source.first, -source.last)):
        if not any(other.name == source.name and other.name is not None for other in kept):
            kept.append(source)
    return kept


def source_for(layout: Layout, sources: list[Source], first: int, last: int) -> Optional[Source]:
    """The source that speaks of the words ``first`` to ``last``: the nearest named one, else an unnamed one."""

    def cost(source: Source) -> float:
        if source.last <= first:
            gap = layout.distance(source.last, first)
        elif source.first >= last:
            gap = layout.distance(last, source.first)
        else:
            gap = 30.0
        return gap + (0.0 if source.name is not None else 40.0)

    return min(sources, key=cost, default=None)


def _is_attribution(layout: Layout, cue: Cue) -> bool:
    """ "per Counterpoint" and not "per share"."""
    return layout.owner[cue.last : cue.last + 1] == ["companies"]


def _behind(layout: Layout, sentence: Sentence, cue: Cue) -> Source:
    """ "according to a report from the brokerage China Merchants Securities"."""
    end = min(cue.last + _REACH, sentence.last)
    official = False
    for at in range(cue.last, end):
        if layout.word(at) in (".", ";", ")") or (layout.word(at) == "," and at > cue.last + 1):
            break
        if "rumour" in layout.categories_at(at):
            return Source(None, None, cue.first, at, "rumour")
        official |= "official" in layout.categories_at(at)
        company = _company_at(sentence, at)
        if company is not None:
            if company.item.coref:
                return Source(None, company.item, cue.first, company.last, "report", True)
            official = _official_behind(layout, company)
            return Source(company.item.text, company.item, cue.first, company.last, "report", official)
    name = _capitalised(layout, cue.last, end)
    if name is None:
        return Source(None, None, cue.first, cue.last, "report", official)
    return Source(layout.said(*name), None, cue.first, name[1], "report", official)


def _official_behind(layout: Layout, company: Spot) -> bool:
    """ "according to JD.com's earnings report"."""
    return any("official" in layout.categories_at(at) for at in range(company.last, company.last + 5))


def _speaker(layout: Layout, sentence: Sentence, cue: Cue) -> Optional[Source]:
    """ "KrASIA wrote", "said Su Hua": a company or a name right beside the verb."""
    verb = {"report_verb": "say", "estimate_verb": "estimate", "forecast_verb": "forecast"}[cue.category]
    if layout.word(cue.first).endswith("ing") or (
        "finite" in layout.categories_before(cue.first)
        and layout.word(cue.first - 1) not in ("has", "have", "had")
    ):
        return None
    quoting = layout.word(cue.first - 1) in (",", "”", '"') and layout.word(cue.first) == "said"
    for spot in sentence.companies:
        beside = spot.last == cue.first or (
            spot.last + 1 == cue.first and _is_plain_adverb(layout, spot.last)
        )
        if _apposed(layout, spot, cue) or beside or (quoting and spot.first == cue.last):
            name = None if spot.item.coref else spot.item.text
            if _possessed(layout, spot):
                continue
            together = any(
                c.last + 1 == spot.first and layout.word(c.last) == "and" for c in sentence.companies
            )
            return Source(name, spot.item, spot.first, max(spot.last, cue.last), verb, official=together)
    return None


def _possessed(layout: Layout, spot: Spot) -> bool:
    return layout.word(spot.last) == "'" or layout.lower[spot.last - 1] in ("its", "their")


def _apposed(layout: Layout, spot: Spot, cue: Cue) -> bool:
    """ "analysts at Morgan Stanley expect", "analysts at Wells Fargo estimate"."""
    return spot.last == cue.first and layout.word(spot.first - 1) in ("at", "from", "by", "with")


def _is_plain_adverb(layout: Layout, at: int) -> bool:
    return layout.word(at) in (
        "also",
        "has",
        "had",
        "now",
        "recently",
        "further",
        "itself",
        "first",
    ) or layout.word(at).endswith("ly")


def _owner(layout: Layout, sentence: Sentence, cue: Cue) -> Optional[Source]:
    """ "Counterpoint data showed", "IDC's report says", "Citi analysts expect"."""
    for spot in sentence.companies:
        at = spot.last + (2 if layout.word(spot.last) == "'" else 0)
        if at != cue.first or spot.item.coref:
            continue
        behind = range(cue.last, min(cue.last + 4, sentence.last))
        said = any(
            layout.categories_at(place) & {"report_verb", "estimate_verb", "forecast_verb"}
            for place in behind
        )
        if said and layout.word(cue.first) != "forecast":
            return Source(spot.item.text, spot.item, spot.first, cue.last, "estimate")
    return None


def _company_at(sentence: Sentence, at: int) -> Optional[Spot]:
    return next((spot for spot in sentence.companies if spot.first == at), None)


def _capitalised(layout: Layout, first: int, end: int) -> Optional[tuple[int, int]]:
    """The first run of capitalised words: a name that nobody listed."""
    begin: Optional[int] = None
    last = first
    for at in range(first, end):
        written = layout.words.written[at]
        named = written[:1].isupper() and layout.owner[at] is None
        if begin is None and named and written.lower() not in _NOT_NAMES:
            begin, last = at, at + 1
        elif begin is not None and named:
            last = at + 1
        elif (begin is not None and written.lower() not in _LINKING) or (
            begin is None and written.lower() in _STOPS
        ):
            break
    return None if begin is None else (begin, last)
