"""The words of a text as the naming of markets reads them: with its places, its goods, and how words hang together."""

from __future__ import annotations

from extract.lexicon.cues import HYPHENS, Words, words_of
from extract.lexicon.market_words import MarketWords, market_words
from extract.lexicon.places import PlaceSpot, places_in

_SENTENCE_OPENERS = frozenset('.?!:;“"—–|-•*')


class MarketText:
    """A text's words, the places among them, and the listed goods: last word → first word."""

    __slots__ = ("good_starts", "goods", "lists", "lower", "place_words", "places", "size", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: Words = words_of(text)
        self.lower = self.words.lower
        self.size = len(self.lower)
        self.lists: MarketWords = market_words()
        self.places: list[PlaceSpot] = places_in(self.words)
        self.place_words = {at for spot in self.places for at in range(spot.first, spot.last)}
        self.goods: dict[int, int] = {}
        for hit in self.lists.products.find_every(self.words):
            self.goods.setdefault(hit.last - 1, hit.first)  # the longest phrase comes first
        self.good_starts = set(self.goods.values())

    def word(self, at: int) -> str:
        """The word in lower case, or nothing past either end."""
        return self.lower[at] if 0 <= at < self.size else ""

    def opens(self, at: int) -> bool:
        """Whether the word begins a sentence, a line or a part of one."""
        return at == 0 or self.lower[at - 1] in _SENTENCE_OPENERS or "\n" in self.gap(at)

    def gap(self, at: int) -> str:
        """The characters between the word and the one before."""
        return self.text[self.words.ends[at - 1] : self.words.starts[at]] if 0 < at < self.size else ""

    def tight(self, at: int) -> bool:
        """Whether a sign has no space on either side."""
        return 0 < at < self.size - 1 and not self.gap(at) and not self.gap(at + 1)

    def hyphen(self, at: int) -> bool:
        """Whether the word is a hyphen that ties its neighbours."""
        return self.word(at) in HYPHENS and self.tight(at)

    def glued(self, at: int) -> bool:
        """Whether a hyphen ties the word to the one before."""
        return at > 1 and self.hyphen(at - 1)

    def acronym(self, at: int) -> bool:
        """Whether the word has capitals past its first letter: "PCs", "DRAM", "5G"."""
        plain = self.words.written[at].rstrip("s")
        return len(plain) > 1 and not plain[1:].islower() and any(letter.isupper() for letter in plain)
