"""Phrases with "the" that stand for a company: "the Hangzhou-based firm", "the e-commerce giant"."""

from __future__ import annotations

from typing import NamedTuple, Optional

from extract.lexicon.companies import Registry
from extract.lexicon.company_words import CompanyWords
from extract.mentions.companies.context import apposition_head
from extract.mentions.companies.names import Name
from extract.mentions.companies.view import View

_LONGEST = 8
_ORIGINS = ("-based", "-headquartered")
_RELATIONS = (
    "-listed",
    "-backed",
    "-owned",
    "-led",
    "-old",
    "-traded",
    "-funded",
    "-run",
    "-founded",
    "-controlled",
)
_PLATFORMS = frozenset(["platform", "app", "marketplace", "site", "website", "service", "network", "portal"])
_KINDS = {
    "bank": ("bank",),
    "lender": ("bank",),
    "fund": ("fund",),
    "broker": ("broker",),
    "brokerage": ("broker",),
}


class Phrase(NamedTuple):
    """A phrase from the word "the" up to and without ``last``."""

    first: int
    last: int
    head: str
    modifiers: tuple[str, ...]
    city: Optional[str]
    country: Optional[str]
    related: Optional[str]


def definite_phrase(view: View, first: int) -> Optional[Phrase]:
    """The phrase that begins with "the" at ``first``, where it can stand for a company."""
    lexicon = view.lexicon
    modifiers: list[str] = []
    city = country = related = None
    place: list[str] = []
    for index in range(first + 1, min(first + _LONGEST, len(view.words))):
        word = view.words[index]
        lower = word.lower()
        if word.endswith(_ORIGINS):
            city = " ".join([*place, word.rpartition("-")[0]]).lower()
        elif lower.endswith(_RELATIONS):
            related = " ".join([*place, word.rpartition("-")[0]])
        elif (code := lexicon.demonyms.get(word)) is not None:
            country = code
        elif word[0].isupper() and word not in lexicon["words.initials"]:
            place.append(word)
            continue
        elif lower in lexicon["words.selecting"] or not word[0].isalpha():
            return None
        elif _is_head(lexicon, lower) and not _goes_on(view, index):
            if place and not (city or related):
                if not all(name in lexicon["places.words"] for name in place):
                    return None
                city = " ".join(place).lower()
            return Phrase(first, index + 1, lower, tuple(modifiers), city, country, related)
        elif (
            (view.is_finite(index) and lower not in lexicon["words.modifiers"])
            or lower in lexicon["words.prepositions"]
            or lower in lexicon["words.conjunctions"]
        ):
            return None
        elif lower not in lexicon["words.neutral"]:
            modifiers.append(lower)
        place = []
    return None


def _is_head(lexicon: CompanyWords, word: str) -> bool:
    return word in lexicon["words.general_heads"] or word in lexicon["words.special_heads"]


def _goes_on(view: View, index: int) -> bool:
    """Whether the phrase goes on behind the word: "app store", "platform operator", "company JD.com"."""
    following = view.word(index + 1)
    if not following or view.text[view.ends[index] : view.starts[index + 1]] != " ":
        return False
    lexicon = view.lexicon
    return following in lexicon["words.compounds"] or (
        _is_head(lexicon, following) and not view.is_finite(index + 1)
    )


def name_follows(view: View, phrase: Phrase, starts: dict[int, str]) -> bool:
    """Whether the phrase only introduces a name: "the e-commerce giant JD.com"."""
    return phrase.last in starts and view.text[view.ends[phrase.last - 1] : view.starts[phrase.last]] == " "


class Knowledge:
    """What registry and text say of each company: descriptions, city, country."""

    def __init__(self, view: View, names: list[Name], registry: Registry) -> None:
        self._registry = registry
        self._lexicon = view.lexicon
        self._learned: dict[str, set[str]] = {}
        self._cities: dict[str, str] = {}
        self._countries: dict[str, str] = {}
        for name in names:
            self._learn_before(view, name)
            self._learn_after(view, name)

    def _learn_before(self, view: View, name: Name) -> None:
        words: list[str] = []
        index = name.first - 1
        while index >= 0 and len(words) < 6:
            word = view.words[index]
            if not (
                word[0].isalpha()
                and (word.islower() or "-" in word or word in view.lexicon.demonyms or view.opens(index))
            ):
                break
            words.insert(0, word)
            index -= 1
        if words and _is_head(view.lexicon, words[-1].lower()):
            self._learn(name.id, words)

    def _learn_after(self, view: View, name: Name) -> None:
        head = apposition_head(view, name.last)
        if head is not None and _is_head(view.lexicon, view.words[head].lower()):
            self._learn(name.id, view.words[name.last + 2 : head + 1])

    def _learn(self, id_: str, words: list[str]) -> None:
        kept: list[str] = []
        for word in words:
            if word.endswith(_ORIGINS):
                self._cities.setdefault(id_, word.rpartition("-")[0].lower())
            elif word in self._lexicon.demonyms:
                self._countries.setdefault(id_, self._lexicon.demonyms[word])
            elif word.lower() not in ("the", "a", "an", "its", "and", "by", "of"):
                kept.append(word.lower())
            else:
                kept.clear()
        if kept:
            self._learned.setdefault(id_, set()).add(" ".join(kept))

    def descriptions(self, id_: str) -> list[str]:
        """All short descriptions, in lower case."""
        entry = self._registry.get(id_)
        known = [text.lower() for text in entry.descriptions] if entry else []
        return known + sorted(self._learned.get(id_, ()))

    def kind(self, id_: str) -> str:
        """The kind of a known company; of one that only the text names, by its last word ("… Ventures")."""
        entry = self._registry.get(id_)
        if entry is not None:
            return entry.kind
        return self._lexicon.kinds.get(id_.rpartition("_")[2], "company")

    def fits_place(self, id_: str, phrase: Phrase) -> Optional[bool]:
        """Whether city and country fit; nothing where they aren't known."""
        entry = self._registry.get(id_)
        city = self._cities.get(id_) or (entry.city.lower() if entry and entry.city else None)
        country = self._countries.get(id_) or (entry.country if entry else None)
        if phrase.city is not None:
            if city is None and country is None:
                return None
            if city is not None and (
                phrase.city == city or phrase.city.endswith(" " + city) or city.endswith(" " + phrase.city)
            ):
                return True
            code = self._lexicon.countries.get(phrase.city)
            return country == code if code else False
        if phrase.country is not None:
            return None if country is None else country == phrase.country
        return True

    def fits_words(self, id_: str, phrase: Phrase) -> bool:
        """Whether the head and its modifiers describe the company."""
        general = phrase.head in self._lexicon["words.general_heads"]
        if general and phrase.head in self._lexicon["words.young_heads"]:
            entry = self._registry.get(id_)
            grown = entry is not None and (entry.ticker or entry.kind not in ("company", "brand", "platform"))
            called = " ".join([*phrase.modifiers, phrase.head])
            if grown and called not in self.descriptions(id_):
                return False
        if general and not phrase.modifiers:
            return True
        if not phrase.modifiers and self._is_kind(id_, phrase.head):
            return True
        wanted = _bag(phrase.modifiers)
        for description in self.descriptions(id_):
            words = description.split()
            if general:
                # "The e-commerce firm" is an e-commerce giant as well; "the chip company" no chipmaker.
                if wanted <= _bag(tuple(words[:-1])) and self._is_general(words[-1]):
                    return True
                if wanted <= _bag(tuple(words)) and len(words) > 1:
                    return True
            elif words[-1].removeprefix("e-") == phrase.head.removeprefix("e-") and wanted <= _bag(
                tuple(words[:-1])
            ):
                return True
        return False

    def _is_kind(self, id_: str, head: str) -> bool:
        kind = self.kind(id_)
        if head in _PLATFORMS:
            return kind in ("platform", "product") and head in ("platform", "app", "service")
        return kind in _KINDS.get(head, ())

    def _is_general(self, word: str) -> bool:
        return word in self._lexicon["words.general_heads"]


def _bag(words: tuple[str, ...]) -> frozenset[str]:
    """The words of a description, hyphens aside ("short-video" is "short video")."""
    return frozenset(part for word in words for part in word.split("-"))
