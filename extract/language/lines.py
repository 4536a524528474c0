"""Which line breaks of a plain text end a paragraph, headline or list item, and which only wrap a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.lexicon.abbreviations import sentence_words

Span = tuple[int, int]

_ITEM = re.compile(r"(?:[•●▪■◆►▶‣·*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_ENDS = '.!?:;。！？”"'
NARROWEST, WIDEST = 40, 120
"""Columns between which text is taken for wrapped by hand."""


def joined_lines(text: str) -> Iterator[Span]:
    """Stretches of ``text`` no sentence goes beyond: runs of lines that belong together, without white space around."""
    paragraph: list[Span] = []
    position = 0
    for line in text.splitlines(keepends=True):
        content = line.strip()
        if content:
            start = position + len(line) - len(line.lstrip())
            paragraph.append((start, start + len(content)))
        elif paragraph:
            yield from _joined(text, paragraph)
            paragraph = []
        position += len(line)
    if paragraph:
        yield from _joined(text, paragraph)


def _joined(text: str, lines: list[Span]) -> Iterator[Span]:
    wrapped = _is_wrapped(text, lines)
    start, end = lines[0]
    for line in lines[1:]:
        if _goes_on(text, (start, end), line, wrapped):
            end = line[1]
        else:
            yield start, end
            start, end = line
    yield start, end


def _goes_on(text: str, line: Span, following: Span, wrapped: bool) -> bool:
    if _ITEM.match(text, *following):
        return False
    if wrapped:
        return True
    if text[line[1] - 1] in _ENDS:
        return False
    last_word = text[max(line[0], line[1] - 12) : line[1]].split()[-1]
    return text[following[0]].islower() or text[line[1] - 1] == "," or last_word in sentence_words().open_ends


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether the paragraph was wrapped at a column: no line had room for the next line's first word."""
    if len(lines) < 2:
        return False
    width = max(end - start for start, end in lines)
    if not NARROWEST <= width <= WIDEST:
        return False
    small = 0
    for (start, end), (following, following_end) in pairwise(lines):
        first_word = text[following : min(following_end, following + WIDEST)].split(maxsplit=1)[0]
        if end - start + 1 + len(first_word) <= width and text[end - 1] not in _ENDS:
            return False
        small += text[following].islower()
    return 2 * small >= len(lines) - 1
