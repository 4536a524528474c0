"""Countries and regions with the words that stand for them. One table, ``data/places.toml``."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from extract.lexicon import shipped_tables
from extract.lexicon.cues import PhraseIndex, Words

Role = Literal["noun", "adjective", "people"]
Group = Literal["country", "region", "world"]
_GROUPS: dict[str, Group] = {"countries": "country", "regions": "region", "world": "world"}
_ROLES: dict[str, Role] = {"nouns": "noun", "adjectives": "adjective", "people": "people"}


class Place(NamedTuple):
    """What a word says of a place: the noun it is named by, whether it is noun, adjective or people, and of what size."""

    name: str
    role: Role
    group: Group
    spelling: str


class PlaceSpot(NamedTuple):
    """The words ``first`` to ``last`` (exclusive) that stand for a place."""

    first: int
    last: int
    place: Place


@lru_cache(maxsize=1)
def _places() -> PhraseIndex[Place]:
    index: PhraseIndex[Place] = PhraseIndex()
    for table, group in _GROUPS.items():
        for name, words in shipped_tables("places.toml")[table].items():
            index.add(name, Place(name, "noun", group, name))
            for key, role in _ROLES.items():
                for spelling in words.get(key, ()):
                    index.add(spelling, Place(name, role, group, spelling))
    return index


def places_in(words: Words) -> list[PlaceSpot]:
    """The places that the words name, in text order. A capital counts: "Turkey" is one, "turkey" is none."""
    found: list[PlaceSpot] = []
    for hit in _places().find(words):
        if found and hit.first < found[-1].last:
            continue
        last = words.written[hit.last - 1]
        for place in hit.value:
            spelled = place.spelling.rsplit(" ", 1)[-1]
            if spelled[0].islower() or last[0].isupper() or not last[0].isalpha():
                found.append(PlaceSpot(hit.first, hit.last, place))
                break
    return found
