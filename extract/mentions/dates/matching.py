"""The longest expression that starts at a token, and whether it stands for itself there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Optional

from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, Rule, letters, rules_at
from extract.mentions.dates.readings import Reading
from extract.mentions.dates.tokens import Tokens

_NUMBER = letters("num")
_THE = letters("the")
_CJK = re.compile("[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")


class Span(NamedTuple):
    """An expression over tokens ``start`` to ``end``."""

    start: int
    end: int
    reading: Reading


def longest(context: Context, position: int, calendar_only: bool = False) -> Optional[Span]:
    """The longest expression that starts at a token, "the" before it included where it belongs to it."""
    rules = rules_at(context.tokens.classes, position)
    return longest_of([entry for entry in rules if entry.calendar or not calendar_only], context, position)


def longest_of(rules: Sequence[Rule], context: Context, position: int) -> Optional[Span]:
    """The longest reading these rules give at a token; of two of the same length, the one of the rule named first."""
    tokens, best = context.tokens, None
    classes = tokens.classes
    for entry in rules:
        match = entry.pattern.match(classes, position)
        if match is None or (best is not None and match.end() < best.end):
            continue
        try:
            result = entry.build(match, context)
        except (ValueError, OverflowError):
            continue
        if result is None:
            continue
        reading, start, end = _placed(result, match)
        end = _without_full_stop(tokens, end)
        if reading.first is not None and reading.last is not None and reading.last < reading.first:
            continue
        if (best is None or end > best.end) and stands_alone(tokens, start, end):
            if entry.article and position and classes[position - 1] in _THE:
                start -= 1
            best = Span(start, end, reading)
    return best


def _without_full_stop(tokens: Tokens, end: int) -> int:
    """The dot after "Nov." belongs to it, the one after "August" ends the sentence."""
    if tokens.word(end - 1) != ".":
        return end
    word = tokens.word(end - 2)
    return end - 1 if len(word) > 4 or word in ("may", "june", "july") or word.isdecimal() else end


def _placed(result: Result, match: Match) -> tuple[Reading, int, int]:
    """A rule's result with its first token and the token after it."""
    if isinstance(result, Reading):
        return result, match.start(), match.end()
    assert result is not None
    if len(result) == 2:
        return result[0], match.start(), result[1]
    return result


def stands_alone(tokens: Tokens, start: int, end: int) -> bool:
    """Whether an expression is no piece of a longer word, number, amount or name ("COVID-19", "$2020", "2020.5")."""
    if tokens.glued(start):
        before = tokens.as_written(start - 1)
        if before[-1].isalnum() and not _CJK.match(before[-1]):
            return False
        if tokens.classes[start] in _NUMBER:
            if before == "-" and _in_number_chain(tokens, start):
                return False
            if before in ".,:" and tokens.word(start - 2).isdecimal() and tokens.glued(start - 1):
                return False
            if before == "-" and tokens.as_written(start - 2).isupper() and tokens.glued(start - 1):
                return False
            if before in "$€£¥￥₹₩#@":
                return False
    if end < len(tokens) and tokens.glued(end):
        after = tokens.as_written(end)
        if after[0].isalnum() and not _CJK.match(after[0]):
            return False
        if tokens.classes[end - 1] in _NUMBER:
            if after in ".," and tokens.word(end + 1).isdecimal() and tokens.glued(end + 1):
                return False
            if after == "%":
                return False
    return True


def _in_number_chain(tokens: Tokens, start: int) -> bool:
    """Whether a number follows another one and a hyphen as in a telephone number; "2015-2018" is none."""
    if not tokens.glued(start - 1) or not tokens.word(start - 2).isdecimal():
        return False
    return len(tokens.word(start - 2)) != 4 or (tokens.glued(start - 2) and tokens.word(start - 3) == "-")
