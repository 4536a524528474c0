"""The shape of the word that a piece belongs to. The encoder's vocabulary is uncased, so case reaches it this way alone."""

from __future__ import annotations

from collections.abc import Sequence

SHAPES = (
    "mark",
    "lower",
    "Title",
    "UPPER",
    "Upper alone",
    "mIxed",
    "digits",
    "digits and letters",
    "sign",
    "other",
)
_INDEX = {name: number for number, name in enumerate(SHAPES)}


def shapes_of(text: str, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """The shape of each piece's word, as an index into ``SHAPES``. Pieces that touch without white space or a sign between are one word."""
    shapes: list[int] = []
    start = 0
    while start < len(offsets):
        first, last = offsets[start]
        if first == last:
            shapes.append(_INDEX["mark"])
            start += 1
            continue
        end = start + 1
        while end < len(offsets) and _goes_on(text, offsets[end - 1], offsets[end]):
            last = offsets[end][1]
            end += 1
        shapes += [_INDEX[shape_of(text[first:last])]] * (end - start)
        start = end
    return shapes


def _goes_on(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    touching = before[1] == after[0] and after[0] < after[1]
    return touching and text[after[0]].isalnum() and text[before[1] - 1].isalnum()


def shape_of(word: str) -> str:
    """The name of a word's shape.

    >>> [shape_of(word) for word in ("sales", "Apple", "IBM", "X", "iQiyi", "2019", "360Kr", "$")]
    ['lower', 'Title', 'UPPER', 'Upper alone', 'mIxed', 'digits', 'digits and letters', 'sign']
    """
    if not any(character.isalnum() for character in word):
        return "sign"
    if word.isdigit():
        return "digits"
    if any(character.isdigit() for character in word):
        return "digits and letters"
    if word.islower():
        return "lower"
    if word.isupper():
        return "UPPER" if len(word) > 1 else "Upper alone"
    if word[0].isupper() and word[1:].islower():
        return "Title"
    return "mIxed" if word.upper() != word.lower() else "other"
