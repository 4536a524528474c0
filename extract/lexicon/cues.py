"""Words of a text with their places, and an index that finds any number of phrases among them in one pass."""

from __future__ import annotations

import re
from typing import Any, Generic, NamedTuple, TypeVar

from msgspec import Struct

Value = TypeVar("Value")

# One character class after the other, so a pass is linear. A CJK character and a sign are words of one character.
# The number of a footnote that is glued to its word ("buyers4") is a word of its own.
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]{3,}(?=\d\b)|[^\W_\u3400-\u9fff]+|[^\w\s]|_")
_APOSTROPHES = {"’": "'", "‘": "'"}
HYPHENS = frozenset("-‐‑–")
_END = ""
_MAX_ACRONYM = 5


class Words(NamedTuple):
    """The words of a text: as written, in lower case, and where each starts and ends."""

    written: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]


def words_of(text: str) -> Words:
    """Every word and sign of ``text``; typographic apostrophes are made plain."""
    matches = list(_WORD.finditer(text))
    written = [match.group() for match in matches]
    starts = [match.start() for match in matches]
    ends = [match.end() for match in matches]
    lower = [_APOSTROPHES.get(word) or word.lower() for word in written]
    return Words(written, lower, starts, ends)


class Hit(Struct, Generic[Value], frozen=True):
    """A phrase found: words ``first`` to ``last`` (exclusive), and what it means."""

    first: int
    last: int
    value: Value


class PhraseIndex(Generic[Value]):
    """Phrases and their meanings, found longest first at word edges.

    Hyphens count as spaces. An acronym (capitals only, at most five letters) is found only in capitals.
    """

    def __init__(self) -> None:
        self._tree: dict[str, Any] = {}

    def add(self, phrase: str, value: Value) -> None:
        """Add a phrase; one that is there already keeps all its meanings, in the order they came."""
        node = self._tree
        for word in words_of(phrase).written:
            if word not in HYPHENS:
                plain = word.rstrip("s")
                acronym = plain.isupper() and plain.isascii() and 2 <= len(plain) <= _MAX_ACRONYM
                node = node.setdefault(word if acronym else word.lower(), {})
        if node is not self._tree and value not in node.setdefault(_END, []):
            node[_END].append(value)

    def find(self, words: Words) -> list[Hit[list[Value]]]:
        """The longest phrase at each place, left to right; phrases may overlap, none lies within another."""
        found: list[Hit[list[Value]]] = []
        reached = previous = -1
        for hit in self.find_every(words):
            if hit.last <= reached and hit.first != previous:
                continue
            if hit.first == previous:
                found[-1] = hit  # the longer phrase at the same place comes later
            elif hit.last > reached:
                found.append(hit)
            previous, reached = hit.first, max(reached, hit.last)
        return found

    def find_every(self, words: Words) -> list[Hit[list[Value]]]:
        """Every phrase at every place, those within others too, in the order of their first word, short ones first."""
        found: list[Hit[list[Value]]] = []
        written, lower, tree = words.written, words.lower, self._tree
        size = len(lower)
        for at in range(size):
            node = tree.get(lower[at]) or tree.get(written[at])
            place = at
            while node is not None:
                place += 1
                meanings = node.get(_END)
                if meanings is not None:
                    found.append(Hit(at, place, meanings))
                    if len(node) == 1:
                        break
                if place < size and lower[place] in HYPHENS:
                    place += 1
                if place >= size:
                    break
                node = node.get(lower[place]) or node.get(written[place])
        return found

    def meanings(self, phrase: str) -> list[Value]:
        """What exactly this phrase means; nothing where it isn't there."""
        words = words_of(phrase)
        return next(
            (hit.value for hit in self.find_every(words) if (hit.first, hit.last) == (0, len(words.lower))),
            [],
        )
