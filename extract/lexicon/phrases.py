"""Tables of phrases, looked up in a list of lower-case words from a given place, forwards or backwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, Optional, TypeVar

Value = TypeVar("Value")

# Every alternative consumes a run of one character class, so a pass is linear in the text. CJK characters and signs
# are words of one character; the space behind a word is part of the match.
WORD = re.compile(
    r"(?:[A-Za-zÀ-ÖØ-öø-ʯ\u0300-\u036fͰ-\u1fff]+(?:(?:\.[A-Za-z](?![A-Za-z]))+\.?)?"
    r"|\d+(?:[.,]\d+)*"
    r"|.)\s*",
    re.DOTALL,
)


def normal(word: str) -> str:
    """In lower case, initialisms without their dots: ``U.S.`` is ``us``."""
    low = word.lower()
    return low.replace(".", "") if len(low) > 2 and low[1] == "." and low[0].isalpha() else low


def split_words(phrase: str) -> list[str]:
    """The words of a phrase as the figure scanner sees them."""
    return [word.rstrip() for word in WORD.findall(phrase.strip())]


class PhraseTable(Generic[Value]):
    """Longest match of a phrase of words that starts (or, backwards, ends) at a word."""

    def __init__(self, entries: Iterable[tuple[Sequence[str], Value]], backwards: bool = False) -> None:
        self.step = -1 if backwards else 1
        self.first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for words, value in entries:
            key = tuple(reversed(words)) if backwards else tuple(words)
            self.first.setdefault(key[0], []).append((key[1:], value))
        self._pairs: dict[tuple[str, str], list[tuple[tuple[str, ...], Value]]] = {}
        self._alone: dict[str, tuple[Value]] = {}
        for word, found in self.first.items():
            found.sort(key=lambda entry: -len(entry[0]))
            for rest, value in found:
                if rest:
                    self._pairs.setdefault((word, rest[0]), []).append((rest, value))
                else:
                    self._alone.setdefault(word, (value,))

    def match(self, words: Sequence[str], at: int) -> Optional[tuple[int, Value]]:
        """The place of the phrase's last word (the first one, backwards) and its value.

        ``words`` must be padded with empty strings beyond both ends. A hyphen between words is passed over.
        """
        first = words[at]
        if first not in self.first:
            return None
        second = words[at + self.step]
        entries = self.first[first] if second == "-" else self._pairs.get((first, second), ())
        for rest, value in entries:
            place = at
            for word in rest:
                place += self.step
                if words[place] == "-" and word != "-":
                    place += self.step
                if words[place] != word:
                    break
            else:
                return place, value
        alone = self._alone.get(first)
        return None if alone is None else (at, alone[0])
