"""An article as words, sentences and spots: where every mention and cue word stands, and how far apart two of them are.

Distance is counted in words, with more for a comma and most for a word that opens a new clause; what stands in
brackets hardly counts. One prefix sum makes every distance a subtraction.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple, Optional

from extract.lexicon.claimcues import claim_cues
from extract.lexicon.cues import Words, words_of
from extract.lexicon.metrics import MetricLexicon, Naming
from extract.mentions import Mentions

COMMA, CLAUSE, RELATIVE, BRACKETED, DATE_WORD = 1.5, 8.0, 3.0, 0.1, 0.2
_LONGEST_ASIDE = 22
_ASIDE = frozenset(("which", "who", "whose", "where", "the", "a", "an"))
_NO_WORDS = frozenset(("companies", "figures"))
_IN_DATES = frozenset(("yoy", "qoq", "mom"))
_SIGNS = frozenset("-‐‑–'\"“”$")


class Spot(NamedTuple):
    """A mention with its words ``first`` to ``last`` (exclusive), its ``place`` in its list, and the mention itself."""

    first: int
    last: int
    place: int
    item: Any


class Cue(NamedTuple):
    """A cue phrase of one category."""

    first: int
    last: int
    category: str


class Sentence:
    """One sentence: its words, its characters, its paragraph, and what stands in it, in text order."""

    __slots__ = (
        "by_category",
        "companies",
        "dates",
        "end",
        "figures",
        "first",
        "last",
        "metrics",
        "namings",
        "paragraph",
        "start",
    )

    def __init__(self, first: int, last: int, start: int, end: int, paragraph: int) -> None:
        self.first, self.last, self.start, self.end, self.paragraph = first, last, start, end, paragraph
        self.figures: list[Spot] = []
        self.dates: list[Spot] = []
        self.companies: list[Spot] = []
        self.metrics: list[Spot] = []
        self.namings: list[tuple[int, int, list[Naming]]] = []
        self.by_category: dict[str, list[Cue]] = {}

    def cues_of(self, *categories: str) -> list[Cue]:
        """The sentence's cues of these categories, in text order."""
        if len(categories) == 1:
            return self.by_category.get(categories[0], [])
        found = [cue for category in categories for cue in self.by_category.get(category, ())]
        found.sort()
        return found


class Layout:
    """The words of a text with everything found on them."""

    def __init__(
        self, text: str, sentences: Sequence[tuple[int, int]], mentions: Mentions, lexicon: MetricLexicon
    ) -> None:
        self.text, self.mentions, self.lexicon = text, mentions, lexicon
        self.words: Words = words_of(text)
        self.lower = self.words.lower
        self.sentences = self._sentences(sentences)
        size = len(self.lower)
        self.owner: list[Optional[str]] = [None] * size
        self.ending: dict[int, list[Cue]] = {}
        self.beginning: dict[int, list[Cue]] = {}
        self._place_mentions()
        self._place_cues()
        self._bracketed = self._brackets(size)
        self._weight = self._weights(size)

    def distance(self, first: int, last: int) -> float:
        """The cost of the words from ``first`` to ``last`` (exclusive)."""
        return self._weight[last] - self._weight[first]

    def bracketed(self, word: int) -> bool:
        """Whether the word stands in brackets."""
        return self._bracketed[word]

    def categories_before(self, word: int) -> set[str]:
        """The categories of all cues that end right before ``word``."""
        return {cue.category for cue in self.ending.get(word, ())}

    def categories_at(self, word: int) -> set[str]:
        """The categories of all cues that begin with ``word``."""
        return {cue.category for cue in self.beginning.get(word, ())}

    def word(self, at: int) -> str:
        """The word in lower case; empty beyond the text's ends."""
        return self.lower[at] if 0 <= at < len(self.lower) else ""

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the words ``first`` to ``last`` (exclusive)."""
        return self.words.starts[first], self.words.ends[last - 1]

    def said(self, first: int, last: int) -> str:
        """The text of the words ``first`` to ``last`` (exclusive)."""
        start, end = self.chars(first, last)
        return self.text[start:end]

    def _sentences(self, bounds: Sequence[tuple[int, int]]) -> list[Sentence]:
        found: list[Sentence] = []
        paragraph, previous = 0, 0
        for start, end in bounds:
            first, last = (bisect_left(self.words.starts, place) for place in (start, end))
            if first >= last:
                continue
            start, end = self.words.starts[first], self.words.ends[last - 1]
            if "\n" in self.text[previous:start]:
                paragraph += 1
            previous = end
            found.append(Sentence(first, last, start, end, paragraph))
        return found

    def sentence_at(self, word: int) -> Optional[Sentence]:
        """The sentence that holds the word."""
        at = bisect_right(self._firsts, word) - 1
        return self.sentences[at] if at >= 0 and word < self.sentences[at].last else None

    def _spot(self, index: int, item: Any) -> Optional[Spot]:
        first = max(bisect_right(self.words.starts, item.start) - 1, 0)
        last = bisect_left(self.words.starts, item.end)
        return Spot(first, last, index, item) if first < last else None

    def _place_mentions(self) -> None:
        self._firsts = [sentence.first for sentence in self.sentences]
        kinds = (
            ("figures", self.mentions.figures),
            ("dates", self.mentions.dates),
            ("companies", self.mentions.companies),
            ("metrics", self.mentions.metrics),
        )
        for kind, items in kinds:
            for index, item in enumerate(items):
                spot = self._spot(index, item)
                sentence = None if spot is None else self.sentence_at(spot.first)
                if spot is None or sentence is None:
                    continue
                if kind == "metrics" and "companies" in self.owner[spot.first : spot.last]:
                    continue
                getattr(sentence, kind).append(spot)
                if kind != "metrics":
                    self.owner[spot.first : spot.last] = [kind] * (spot.last - spot.first)

    def _place_cues(self) -> None:
        taken: dict[int, int] = {}
        sentence: Optional[Sentence] = None
        for hit in claim_cues().find_every(self.words):
            first, last, categories = hit.first, hit.last, hit.value
            if self._hidden(first, last):
                continue
            if sentence is None or first >= sentence.last:
                sentence = self.sentence_at(first)
            if self.owner[first] == "dates" and self.owner[last - 1] == "dates":
                categories = [
                    category for category in categories if category in _IN_DATES
                ]  # "May" is no modal
            cues = [Cue(first, last, category) for category in categories]
            self.beginning.setdefault(first, []).extend(cues)
            self.ending.setdefault(last, []).extend(cues)
            if sentence is not None:
                for cue in cues:
                    sentence.by_category.setdefault(cue.category, []).append(cue)
        for index in (self.lexicon.words, self.lexicon.verbs):
            for found in index.find(self.words):
                if found.value[0].strength in ("none", "word"):
                    # "market value" holds no verb, and "earnings report" names no metric.
                    size = found.last - found.first
                    taken.update(dict.fromkeys(range(found.first, found.last), size))
                    continue
                sentence = self.sentence_at(found.first)
                strengths = [naming for naming in found.value if naming.strength != "word"]
                if not strengths or sentence is None:
                    continue
                if taken.get(found.first, 0) > found.last - found.first:
                    continue
                if not self._hidden(found.first, found.last):
                    sentence.namings.append((found.first, found.last, strengths))

    def _hidden(self, first: int, last: int) -> bool:
        """Whether the words belong to a name or a number and are no words of the sentence."""
        owner = self.owner
        return (
            all(owner[at] in _NO_WORDS for at in range(first, last)) if owner[first] in _NO_WORDS else False
        )

    def _brackets(self, size: int) -> list[bool]:
        inside = [False] * size
        for sentence in self.sentences:
            opened: Optional[int] = None
            for at in range(sentence.first, sentence.last):
                if self.lower[at] == "(":
                    opened = at
                elif self.lower[at] == ")" and opened is not None:
                    inside[opened : at + 1] = [True] * (at + 1 - opened)
                    opened = None
            aside = self._aside(sentence)
            if aside is not None:
                inside[aside[0] : aside[1]] = [True] * (aside[1] - aside[0])
        return inside

    def _aside(self, sentence: Sentence) -> Optional[tuple[int, int]]:
        """The first aside of the sentence: "Leapmotor, the maker backed by Stellantis, delivered"; it holds no figure."""
        commas = [
            at for at in range(sentence.first, sentence.last) if self.lower[at] == "," and not self.owner[at]
        ][:2]
        if len(commas) < 2 or commas[1] - commas[0] > _LONGEST_ASIDE:
            return None
        first, last = commas[0], commas[1] + 1
        closes = self.lower[last : last + 1] in (["and"], ["or"], ["which"])
        if closes or self.lower[first + 1] not in _ASIDE or "figures" in self.owner[sentence.first : last]:
            return None
        return first, last

    def _weights(self, size: int) -> list[float]:
        costs = [1.0] * size
        for at, word in enumerate(self.lower):
            if self._bracketed[at]:
                costs[at] = BRACKETED
            elif word == ",":
                costs[at] = COMMA
            elif word in _SIGNS:
                costs[at] = 0.0
            elif self.owner[at] == "dates":
                costs[at] = DATE_WORD
            elif self.owner[at] is not None and at > 0 and self.owner[at - 1] == self.owner[at]:
                costs[at] = 0.0
        for sentence in self.sentences:
            for cue in sentence.cues_of("strong", "relative"):
                if self.owner[cue.first] is None and not self._bracketed[cue.first]:
                    costs[cue.first] = CLAUSE if cue.category == "strong" else RELATIVE
        weight = [0.0]
        for cost in costs:
            weight.append(weight[-1] + cost)
        return weight
