"""The places that a text speaks of as markets: "shipments in Japan", "Turkish consumers", "Europeans", "there"."""

from __future__ import annotations

from typing import NamedTuple, Optional

from extract.claims.market_text import MarketText
from extract.lexicon.cues import HYPHENS
from extract.lexicon.market_words import is_plural
from extract.lexicon.places import PlaceSpot

INTO = frozenset(["in", "across", "to", "throughout", "within", "into", "around", "outside", "over"])
_BACK = {"country": "country", "nation": "country", "region": "region", "continent": "region"}
_TIES = frozenset(["of", "in", "and", "to", "by", "for", "with", "on", "at", "from"])
_THERE_IS = frozenset(
    ["is", "are", "was", "were", "has", "have", "had", "will", "'", "may", "can", "could", "must", "be"]
)
_QUOTES = frozenset('“"')
_MOST_AHEAD = 6


class PlaceTalk(NamedTuple):
    """A place with its characters and words; ``name`` is null where a word looks back ("there", "the country").

    ``market`` is false where the place is a firm's address or is named in passing; only "there" looks back to those.
    """

    start: int
    end: int
    name: Optional[str]
    group: str
    first: int
    last: int
    market: bool


def find_places(words: MarketText) -> list[PlaceTalk]:
    """The places of a text, in text order, with the words that look back to one."""
    found = _looking_back(words)
    taken = 0
    for index, spot in enumerate(words.places):
        if spot.first < taken:
            continue
        taken = spot.last
        if _is_market(words, spot):
            after = words.places[index + 1] if index + 1 < len(words.places) else None
            name = spot.place.name
            if after is not None and _joined(words, spot, after):
                name, taken = f"{name} and {after.place.name}", after.last
            found.append(_talk(words, spot.first, taken, name, spot.place.group))
        elif spot.place.role == "noun":
            found.append(_talk(words, spot.first, taken, spot.place.name, spot.place.group, market=False))
    return sorted(found, key=lambda talk: talk.first)


def _talk(
    words: MarketText, first: int, last: int, name: Optional[str], group: str, market: bool = True
) -> PlaceTalk:
    start, end = words.words.starts[first], words.words.ends[last - 1]
    return PlaceTalk(start, end, name, group, first, last, market)


def _joined(words: MarketText, spot: PlaceSpot, after: PlaceSpot) -> bool:
    """Whether the two make one market: "South Korea and Japan"."""
    near = after.first == spot.last + 1 and words.word(spot.last) == "and"
    return near and after.place.role == spot.place.role


def _looking_back(words: MarketText) -> list[PlaceTalk]:
    found = []
    for at, word in enumerate(words.lower):
        if word in _BACK and words.word(at - 1) in ("the", "that", "this"):
            found.append(_talk(words, at, at + 1, None, _BACK[word]))
        elif word == "there" and words.word(at - 1).isalpha() and words.word(at + 1) not in _THERE_IS:
            found.append(_talk(words, at, at + 1, None, "any"))
    return found


def _is_market(words: MarketText, spot: PlaceSpot) -> bool:
    """Whether goods are traded in the place here; an adjective needs a noun of trade, a noun a fitting position."""
    role, lists = spot.place.role, words.lists
    if words.hyphen(spot.last):
        return False  # "China-based"
    start = past_owner(words, spot.last)
    owning = start > spot.last
    if owning or role == "adjective":
        ranked = words.word(start) in lists.superlatives or words.word(start + 2).endswith("est")
        return not ranked and (_qualifies(words, start) or (owning and spot.place.group == "world"))
    if spot.place.group == "world":
        return words.word(spot.first - 1) not in lists.superlatives
    if _qualifies(words, start):
        return True
    before = spot.first - 1
    if role == "people":
        return words.word(before) != "the"
    if words.word(before) == "the":
        before -= 1
    if words.word(before) in INTO:
        holder = words.word(before - 1)
        return holder not in lists.firms or is_plural(holder)
    ahead = words.words.written[spot.last] if spot.last < words.size else ""
    return words.opens(spot.first) and ahead.isalpha() and ahead.islower()


def past_owner(words: MarketText, at: int) -> int:
    """The word behind a possessive "'s" that starts here, else this word."""
    return at + 2 if words.word(at) == "'" and words.word(at + 1) == "s" else at


def _qualifies(words: MarketText, start: int) -> bool:
    """Whether the next nouns are goods, a measure of trade, or those who buy or make them."""
    lists = words.lists
    for at in range(start, min(start + _MOST_AHEAD, words.size)):
        word, follows = words.lower[at], words.word(at + 1)
        sign = not word[0].isalnum() and word not in HYPHENS and word not in _QUOTES
        if sign or word in _TIES:
            return False
        if word in lists.measures or word in lists.parts:
            return True
        trader = word in lists.buyers or word in lists.makers or word.endswith("makers")
        if is_plural(word) and (trader or at in words.goods):
            return True
        if at in words.goods and (
            follows in lists.measures or (is_plural(follows) and follows in lists.makers)
        ):
            return True
        if word in lists.firms:
            return False
    return False
