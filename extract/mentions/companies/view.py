"""A text as the finders of names see it: words with offsets, sentences, and which words are finite verbs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Optional

from spacy.tokens import Doc

from extract.language.sentences import sentence_spans
from extract.lexicon.company_words import CompanyWords, company_words

# A name may hold "&", "+", "." and hyphens; a possessive is a word of its own.
_WORD = re.compile(r"[^\W_]+(?:(?:[&+.-]|['’](?![sS]\b))[^\W_]+)*\+?|['’][sS]\b|[^\s\w]|_")
_PLAIN = (("’", "'"), ("‘", "'"), ("\u00a0", " "), ("\n", " "), ("\t", " "))
_TITLE_SHARE = 0.7
_FINITE_TAGS = frozenset(["VBD", "VBZ", "VBP", "MD"])
_OPENERS = frozenset("\"'“‘«(:;•-–—|*")


class View:
    """``words[i]`` stands at ``starts[i]:ends[i]`` of ``text``; sentences are ranges of word indexes."""

    def __init__(self, doc: Doc) -> None:
        self.text: str = doc.text
        self.lexicon: CompanyWords = company_words()
        spans = [match.span() for match in _WORD.finditer(self.text)]
        text = self.text
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.words = [text[start:end] for start, end in spans]
        self.plain = text
        for typographic, plain in _PLAIN:
            self.plain = self.plain.replace(typographic, plain)
        self.lower = [word.lower() for word in self.words]
        self._doc = doc
        self._finite_words = self.lexicon.finite_verbs
        self.sentences: list[tuple[int, int]] = self._sentences(doc)
        self._sentence_starts = [first for first, _ in self.sentences]

    def _sentences(self, doc: Doc) -> list[tuple[int, int]]:
        if _annotated(doc, "SENT_START"):
            begins = [sentence.start_char for sentence in doc.sents]
        else:
            begins = [start for start, _ in sentence_spans(self.text)]
        ranges: list[tuple[int, int]] = []
        last = 0
        for begin in begins[1:]:
            index = self.at(begin)
            if index > last:
                ranges.append((last, index))
                last = index
        ranges.append((last, len(self.words)))
        return ranges

    def at(self, offset: int) -> int:
        """The first word that ends behind ``offset``."""
        return bisect_right(self.ends, offset)

    def word(self, index: int) -> str:
        """The word at ``index``, or the empty string beyond the text."""
        if index < 0:
            return ""
        try:
            return self.words[index]
        except IndexError:
            return ""

    def sentence_of(self, index: int) -> int:
        """The number of the sentence that holds the word."""
        return max(0, bisect_right(self._sentence_starts, index) - 1)

    def opens(self, index: int) -> bool:
        """Whether the word opens its sentence, a line, a quotation or what stands behind a colon."""
        if index == 0 or self._opening[index]:
            return True
        if self.words[index - 1] in _OPENERS:
            return True
        return "\n" in self.text[self.ends[index - 1] : self.starts[index]]

    @cached_property
    def _opening(self) -> list[bool]:
        opening = [False] * (len(self.words) + 1)
        for first, _ in self.sentences:
            opening[first] = True
        return opening

    @cached_property
    def _titles(self) -> list[Optional[bool]]:
        return [None] * len(self.sentences)

    def in_title(self, index: int) -> bool:
        """Whether most words of the sentence are capitalised, as in a headline, so that a capital says nothing."""
        number = self.sentence_of(index)
        known = self._titles[number]
        if known is None:
            first, last = self.sentences[number]
            words = [word for word in self.words[first:last] if len(word) > 3 and word[0].isalpha()]
            capitals = sum(word[0].isupper() for word in words)
            stops = "." in self.words[max(first, last - 2) : last]
            known = len(words) >= 4 and capitals >= _TITLE_SHARE * len(words) and not stops
            self._titles[number] = known
        return known

    def is_finite(self, index: int) -> bool:
        """Whether the word is a finite verb: by the word list, or by its tag where there is one."""
        if not 0 <= index < len(self.words):
            return False
        return self.lower[index] in self._finite_words or (
            bool(self._tags) and self._tags.get(self.starts[index]) in _FINITE_TAGS
        )

    def first_finite(self, index: int) -> int:
        """The first finite verb of the sentence that holds the word, or the sentence's end."""
        first, last = self.sentences[self.sentence_of(index)]
        place = bisect_left(self._finite_places, first)
        return min(self._finite_places[place], last) if place < len(self._finite_places) else last

    @cached_property
    def _finite_places(self) -> list[int]:
        if self._tags:
            return [place for place in range(len(self.words)) if self.is_finite(place)]
        return [place for place, word in enumerate(self.lower) if word in self._finite_words]

    @cached_property
    def _tags(self) -> dict[int, str]:
        if not _annotated(self._doc, "TAG"):
            return {}
        return {token.idx: token.tag_ for token in self._doc}

    def places(self, word: str) -> list[int]:
        """Every place where exactly this word stands, in order."""
        return self._places.get(word, [])

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            places.setdefault(word, []).append(index)
        return places

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """Words that the text also writes in small letters."""
        return frozenset(filter(str.islower, self.words))

    def slice(self, first: int, last: int) -> str:
        """The text from word ``first`` up to and without word ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def _annotated(doc: Doc, attribute: str) -> bool:
    """As ``Doc.has_annotation``, which asks token by token in Python; a first token always begins a sentence."""
    return bool(doc.to_array(attribute)[1 if attribute == "SENT_START" else 0 :].any())
