"""One pass over the text: tokens that cover it wholly, in lists, so that the grammar can look around cheaply."""

from __future__ import annotations

import re
from itertools import accumulate

from extract.lexicon.phrases import WORD

_LEADING_SPACE = re.compile(r"\s*")
PADDING = 12
"""Empty tokens behind the last: the grammar looks that far ahead, and behind the first through negative places."""


class Tokens:
    """The words of a text as parallel lists: as written, in lower case (initialisms without dots), first and last offset."""

    __slots__ = ("count", "ends", "low", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        lead = _LEADING_SPACE.match(text)
        first = lead.end() if lead else 0
        pairs = WORD.findall(text, first)
        self.count = len(pairs)
        self.words: list[str] = [word for word, _ in pairs]
        self.starts: list[int] = list(accumulate([len(word) + len(gap) for word, gap in pairs], initial=first))
        self.ends: list[int] = [start + len(word) for start, word in zip(self.starts, self.words)]
        self.low: list[str] = [word.lower() for word in self.words]
        for place, word in enumerate(self.low):
            if word[1:2] == "." and word[0].isalpha():
                self.low[place] = word.replace(".", "")
        pad = [""] * PADDING
        self.words += pad
        self.low += pad
        self.starts = self.starts[:-1] + [-1] * PADDING
        self.ends += [-2] * PADDING

    def glued(self, place: int) -> bool:
        """Whether no space stands between this token and the one before it."""
        return place > 0 and self.ends[place - 1] == self.starts[place]

    def slice(self, first: int, last: int) -> str:
        """The text from token ``first`` up to and with token ``last``."""
        return self.text[self.starts[first] : self.ends[last]]
