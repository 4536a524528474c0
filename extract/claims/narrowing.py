"""What narrows one figure and not its metric: "10% excluding acquisitions", "in a Series B round", "towns of 500,000 people"."""

from __future__ import annotations

import re

from extract.claims.layout import Layout, Sentence, Spot
from extract.lexicon.cues import Words
from extract.lexicon.scopes import scopes

_MOST_EXCLUDED = 5
_REACH = 7
_EXCLUDING = frozenset(("excluding", "without", "ex", "stripping"))
_PLACES = frozenset(
    (
        "city",
        "country",
        "town",
        "village",
        "province",
        "state",
        "county",
        "district",
        "region",
        "market",
        "nation",
    )
)
_TOTAL_CUES = "total_round"
_ROUNDS = frozenset(("seed", "angel", "bridge", "pre-seed", "growth"))
_PLACED = frozenset(("of", "with", "between", "above", "below", "under", "over"))


def counts_place(layout: Layout, figure: Spot) -> bool:
    """Whether the people counted live in a place: "towns of fewer than 500,000 people"."""
    if figure.item.kind != "count" or figure.item.unit not in ("person", "people", "resident", "inhabitant"):
        return False
    for at in range(figure.first - 1, max(figure.first - 5, 0), -1):
        if layout.word(at) in _PLACED and "inhabited" in layout.categories_at(at - 1):
            return True
    return False


def counts_of_places(figure: Spot) -> bool:
    """Whether towns or countries are what is counted, though a metric's word stands near: "users in 400 cities"."""
    return figure.item.kind == "count" and figure.item.unit in _PLACES


def narrowing_behind(layout: Layout, sentence: Sentence, figure: Spot) -> tuple[str, ...]:
    """The qualifier right behind the figure: "in constant currency", "excluding acquisitions"."""
    at = figure.last
    if layout.word(at) in ("growth", "rise", "increase", "decline", "drop"):
        at += 1
    opener = layout.word(at)
    if opener not in _EXCLUDING and opener not in ("in", "on", "at", "organically"):
        return ()
    end = min(at + _REACH, sentence.last)
    words = layout.words
    part = Words(words.written[at:end], words.lower[at:end], words.starts[at:end], words.ends[at:end])
    for hit in scopes().find(part):
        if hit.first <= 2 and hit.value[0].group == "accounting":
            return (hit.value[0].name,)
    if opener not in _EXCLUDING:
        return ()
    last = at + 1
    while (
        last < end
        and last - at <= _MOST_EXCLUDED
        and (layout.word(last)[:1].isalnum() or layout.word(last) == "-")
        and layout.word(last) != "and"
    ):
        last += 1
    said = " ".join(word for word in layout.lower[at + 1 : last] if word not in ("the", "its", "any"))
    return ("excluding " + said.replace(" - ", "-"),) if said else ()


def round_of(layout: Layout, sentence: Sentence, figure: Spot) -> tuple[str, ...]:
    """The round of a funding in lower case (``series b``, ``seed``), or ``total`` for all of them together."""
    money = [spot for spot in sentence.figures if spot.item.kind == "money" and spot.item.converts is None]
    first = max((spot.last for spot in money if spot.last <= figure.first), default=sentence.first)
    last = min((spot.first for spot in money if spot.first >= figure.last), default=sentence.last)
    behind = _round_in(layout, figure.last, last)
    before = _round_in(layout, first, figure.first)
    totals = any(first <= cue.first and cue.last <= last for cue in sentence.cues_of(_TOTAL_CUES))
    if totals and not (behind and layout.word(figure.last) in ("in", "from", "series", "seed")):
        return ("total",)
    return behind or before


def _round_in(layout: Layout, first: int, last: int) -> tuple[str, ...]:
    for at in range(first, last):
        word = layout.word(at)
        letter = layout.word(at + 1)
        if word == "series" and re.fullmatch(r"[a-k]\d?", letter):
            early = "pre-" if layout.lower[at - 2 : at] == ["pre", "-"] else ""
            later = "+" if layout.word(at + 2) == "+" else ""
            return (f"{early}series {letter}{later}",)
        if word in _ROUNDS and layout.owner[at] is None and _names_round(layout, at):
            return (("pre-" if layout.lower[at - 2 : at] == ["pre", "-"] else "") + word,)
    return ()


def _names_round(layout: Layout, at: int) -> bool:
    return any(
        layout.word(place) in ("round", "funding", "financing", "stage") for place in range(at + 1, at + 4)
    )
