"""One pass over the text: tokens that cover it wholly, in lists, so that the grammar can look around cheaply."""

from __future__ import annotations

import re
from itertools import accumulate, compress

from extract.lexicon.figurewords import trigger_words
from extract.lexicon.phrases import WORD, normal

_LEADING_SPACE = re.compile(r"\s*")
PADDING = 12
"""Empty tokens behind the last: the grammar looks that far ahead, and behind the first through negative places."""
_PAD = [""] * PADDING
_SPACES = [" "] * PADDING
_MEMORY = 50_000
_SHORT = 3


class _Triggers(dict[str, bool]):
    """Whether a word may begin or be a number; remembers the words it has met, for speed, up to a limit."""

    def __missing__(self, word: str) -> bool:
        number = word[:1].isdecimal()
        found = number or word in trigger_words()
        if len(self) < _MEMORY and (not number or len(word) <= _SHORT):
            self[word] = found
        return found


_TRIGGERS = _Triggers()


class Tokens:
    """The words of a text as parallel lists: as written, in lower case (initialisms without dots), first offset."""

    __slots__ = ("low", "pieces", "starts", "text", "triggers", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        lead = _LEADING_SPACE.match(text)
        first = lead.end() if lead else 0
        self.pieces: list[str] = WORD.findall(text, first)
        self.starts: list[int] = list(accumulate(map(len, self.pieces), initial=first))
        self.words: list[str] = list(map(str.rstrip, self.pieces))
        self.low: list[str] = list(map(str.lower, self.words))
        if "‑" in text or "‐" in text:
            # The no-break hyphen and the plain one ("brick‑and‑mortar") read as the one of the keyboard.
            self.low = ["-" if word in ("‑", "‐") else word for word in self.low]
        if any(word[1:2] == "." and word[0].isalpha() for word in [word for word in self.low if "." in word]):
            self.low = [normal(word) if word[1:2] == "." else word for word in self.low]
        self.triggers = list(compress(range(len(self.low)), map(_TRIGGERS.__getitem__, self.low)))
        self.words += _PAD
        self.low += _PAD
        self.pieces += _SPACES

    def glued(self, place: int) -> bool:
        """Whether no space stands between this token and the one before it."""
        return place > 0 and self.pieces[place - 1] == self.words[place - 1]

    def end(self, place: int) -> int:
        """The offset behind a token."""
        return self.starts[place] + len(self.words[place])

    def gap(self, place: int) -> str:
        """The space behind a token."""
        return self.pieces[place][len(self.words[place]) :]
