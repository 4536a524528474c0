"""Which rules can match at a place: all templates together as one automaton, its states made as texts call for them.

The positions of a template are its token classes in order (Glushkov's construction). Lookarounds are taken to hold, so
the automaton may name a rule that does not match after all, but never misses one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Optional

_GROUP_OPENS = re.compile(r"\((?:\?(?:P<\w+>|:|<?[!=]))?")
_REPEAT = re.compile(r"\{(\d),(\d)\}")


class _Piece(NamedTuple):
    """A part of a template: the positions it can begin and end with, and whether it can be left out."""

    first: frozenset[int]
    last: frozenset[int]
    empty: bool


_NOTHING = _Piece(frozenset(), frozenset(), True)


class _State:
    """``accepted`` has a bit for every rule matched on the way here, ``steps`` the states tried so far from here."""

    __slots__ = ("accepted", "positions", "steps")

    def __init__(self, positions: frozenset[int], accepted: int) -> None:
        self.positions, self.accepted = positions, accepted
        self.steps: dict[str, Optional[_State]] = {}


class Automaton:
    """Templates, expanded to character classes, under the number of their rule."""

    def __init__(self) -> None:
        self._letters: list[frozenset[str]] = []
        self._follow: list[frozenset[int]] = []
        self._finals: dict[int, int] = {}
        """The bit of the rule that may end at a position."""
        self._start = _State(frozenset(), 0)
        self._states: dict[tuple[frozenset[int], int], _State] = {}

    def add(self, source: str, number: int) -> None:
        """Takes in a template. It may not match nothing."""
        piece = _Reader(source, self._letters, self._follow).alternatives()
        assert not piece.empty, f"a template may not match nothing: {source}"
        for position in piece.last:
            self._finals[position] = 1 << number
        self._start = _State(self._start.positions | piece.first, 0)

    def rules_at(self, classes: str, position: int) -> int:
        """A bit for every rule that may match at a token."""
        state, accepted = self._start, 0
        for index in range(position, len(classes)):
            letter = classes[index]
            try:
                following = state.steps[letter]
            except KeyError:
                following = self._step(state, letter)
            if following is None:
                break
            state, accepted = following, following.accepted
        return accepted

    def may_begin(self, first: str, second: str) -> bool:
        """Whether a match may begin with two token classes, or end after the first of them."""
        state = self._next(self._start, first)
        return state is not None and (state.accepted != 0 or self._next(state, second) is not None)

    def _next(self, state: _State, letter: str) -> Optional[_State]:
        return state.steps[letter] if letter in state.steps else self._step(state, letter)

    def _step(self, state: _State, letter: str) -> Optional[_State]:
        reachable: set[int] = set(state.positions) if state is self._start else set()
        if state is not self._start:
            for position in state.positions:
                reachable |= self._follow[position]
        here = frozenset(position for position in reachable if letter in self._letters[position])
        following = None
        if here:
            accepted = state.accepted
            for position in here:
                accepted |= self._finals.get(position, 0)
            following = self._states.setdefault((here, accepted), _State(here, accepted))
        state.steps[letter] = following
        return following


class _Reader:
    """Reads an expanded template into positions. Knows only what templates use."""

    def __init__(self, source: str, letters: list[frozenset[str]], follow: list[frozenset[int]]) -> None:
        self.source, self.at = source, 0
        self._letters, self._follow = letters, follow

    def alternatives(self) -> _Piece:
        """What stands up to the closing parenthesis, or the end."""
        first: frozenset[int] = frozenset()
        last: frozenset[int] = frozenset()
        empty = False
        while True:
            piece = self._sequence()
            first, last, empty = first | piece.first, last | piece.last, empty or piece.empty
            if self.at >= len(self.source) or self.source[self.at] != "|":
                return _Piece(first, last, empty)
            self.at += 1

    def _sequence(self) -> _Piece:
        whole = _NOTHING
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            whole = self._then(whole, self._repeated())
        return whole

    def _then(self, one: _Piece, two: _Piece) -> _Piece:
        for position in one.last:
            self._follow[position] |= two.first
        return _Piece(
            one.first | two.first if one.empty else one.first,
            one.last | two.last if two.empty else two.last,
            one.empty and two.empty,
        )

    def _repeated(self) -> _Piece:
        """An atom with the "?" or "{m,n}" after it."""
        begin = self.at
        piece = self._atom()
        if self.source[self.at : self.at + 1] == "?":
            self.at += 1
            return piece._replace(empty=True)
        repeat = _REPEAT.match(self.source, self.at)
        if repeat is None:
            return piece
        least, most = int(repeat[1]), int(repeat[2])
        whole = piece._replace(empty=piece.empty or least == 0)
        for count in range(1, most):
            self.at = begin
            again = self._atom()
            whole = self._then(whole, again._replace(empty=again.empty or count >= least))
        self.at = repeat.end()
        return whole

    def _atom(self) -> _Piece:
        source = self.source
        if source[self.at] == "[":
            end = source.index("]", self.at)
            letters = frozenset(source[self.at + 1 : end].replace("\\", ""))
            self.at = end + 1
            self._letters.append(letters)
            self._follow.append(frozenset())
            here = frozenset((len(self._letters) - 1,))
            return _Piece(here, here, False)
        opens = _GROUP_OPENS.match(source, self.at)
        assert opens is not None, source[self.at :]
        self.at = opens.end()
        piece = self.alternatives()
        self.at += 1
        return _NOTHING if opens[0].endswith(("!", "=")) else piece


def numbers_in(bits: int) -> Sequence[int]:
    """The numbers of the bits that are set, in order."""
    return [number for number in range(bits.bit_length()) if bits >> number & 1]
