"""Words of a text with their places, and an index that finds any number of phrases among them in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Generic, NamedTuple, Optional, TypeVar

Value = TypeVar("Value")

# One character class after the other, so a pass is linear. A CJK character and a sign are words of one character.
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+|[^\w\s]|_")
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
    written, starts, ends = [], [], []
    for match in _WORD.finditer(text):
        written.append(match.group())
        starts.append(match.start())
        ends.append(match.end())
    lower = ["'" if word in "’‘" else word.lower() for word in written]
    return Words(written, lower, starts, ends)


class Hit(NamedTuple, Generic[Value]):
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

    def find(self, words: Words) -> Iterator[Hit[list[Value]]]:
        """The longest phrase at each place, left to right; phrases may overlap, none lies within another."""
        reached, tree = 0, self._tree
        for at, (written, lower) in enumerate(zip(words.written, words.lower, strict=True)):
            if lower not in tree and written not in tree:
                continue
            hit = self.match(words, at)
            if hit is not None and hit.last > reached:
                reached = hit.last
                yield hit

    def find_every(self, words: Words) -> Iterator[Hit[list[Value]]]:
        """Every phrase at every place, those within others too, in the order of their first word, short ones first."""
        tree = self._tree
        for at, (written, lower) in enumerate(zip(words.written, words.lower, strict=True)):
            if lower in tree or written in tree:
                yield from self._matches(words, at)

    def match(self, words: Words, at: int) -> Optional[Hit[list[Value]]]:
        """The longest phrase that begins with the word ``at``."""
        *_, best = None, *self._matches(words, at)
        return best

    def _matches(self, words: Words, at: int) -> Iterator[Hit[list[Value]]]:
        written, lower = words.written, words.lower
        node = self._step(self._tree, written[at], lower[at])
        place = at
        while node is not None:
            place += 1
            if _END in node:
                yield Hit(at, place, node[_END])
            if place < len(lower) and lower[place] in HYPHENS:
                place += 1
            if place >= len(lower):
                break
            node = self._step(node, written[place], lower[place])

    @staticmethod
    def _step(node: dict[str, Any], written: str, lower: str) -> Optional[dict[str, Any]]:
        found = node.get(lower)
        return node.get(written) if found is None else found
