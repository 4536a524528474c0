"""Templates over token classes, and the rules that read them.

A template is a regular expression in which ``{name}`` is any token of a category (``dates.toml``) and ``{NAME}`` a
piece of grammar defined below. Templates hold no unbounded repeats, so matching is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Optional, Union

from extract.mentions.dates.automaton import Automaton, numbers_in
from extract.mentions.dates.tokens import category

if TYPE_CHECKING:
    from extract.mentions.dates.context import Context
    from extract.mentions.dates.readings import Reading

Match = re.Match[str]
Result = Union["Reading", "tuple[Reading, int]", "tuple[Reading, int, int]", None]
"""A reading, with the token after it or its first token and the one after it where they aren't the match's own."""
Build = Callable[[Match, "Context"], Result]

_MACROS = {
    # A count: "12", "1.5", "twenty-three", "a", "a couple of", "several".
    "COUNT": r"(?:{num}(?:{dot}{num})?|{tens}(?:{hyphen}?{one})?|{teen}|{one}|{article}?{couple}{of}?|{article}?{vague}"
    r"|{article}?{dozen}|{article}(?!{day_word}))",
    "NUMBER": r"(?:{num}|{tens}(?:{hyphen}?{one})?|{teen}|{one})",
    "ORDINAL": r"(?:{num}{ordinal_suffix}|{tens}{hyphen}?{ordinal}|{ordinal})",
    # A day of the month: "16", "16th", "sixteenth", "twenty-first", "twenty nine".
    "DAY": r"(?:{day}{ordinal_suffix}?|{tens}{hyphen}?(?:{ordinal}|{one})|{ordinal}|{teen}(?!{tens}))",
    "YEAR": r"(?:{year}|{WORDYEAR})",
    "WORDYEAR": r"(?:{teen}(?:{hundred}{and}?)?(?:{tens}{hyphen}?{one}?|{teen}|{zero}{one})"
    r"|{tens}{hyphen}?(?:{tens}{hyphen}?{one}?|{teen})|{one}{thousand}(?:{and}?(?:{tens}{hyphen}?{one}?|{teen}|{one}))?)",
    "YY": r"{apostrophe}{yy}",
    "MONTH": r"{month}{dot}?",
    "ANYMONTH": r"(?:{month}|{month_weak}){dot}?",
    "WEEKDAY": r"(?:{weekday}|(?:{weekday_short}|{weekday_weak}){dot}?)",
    "POSSESSIVE": r"{apostrophe}{s}",
}
_NAME = re.compile(r"\{([A-Za-z_]+)\}")


def expand(template: str) -> str:
    """A template as a regular expression over token classes."""

    def replace(match: re.Match[str]) -> str:
        name = match[1]
        if name.isupper():
            return expand(_MACROS[name])
        return f"[{re.escape(category(name))}]"

    return _NAME.sub(replace, template.replace(" ", "").replace("\n", ""))


@cache
def letters(*names: str) -> str:
    """The token classes of some categories together."""
    return "".join(category(name) for name in names)


class Rule:
    """A template and what it means. ``article``: a "the" before belongs to the expression."""

    def __init__(self, source: str, build: Build, article: bool, calendar: bool) -> None:
        self.source, self.build = source, build
        self.article, self.calendar = article, calendar

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The template compiled; most are called for by few texts."""
        return re.compile(self.source)


_RULES: list[Rule] = []
_AUTOMATON = Automaton()


def rule(template: str, article: bool = False, calendar: bool = False) -> Callable[[Build], Build]:
    """Registers the function below as the reading of ``template``.

    ``calendar`` marks plain calendar expressions, which others may hold ("the quarter ended *June 30*").
    """

    def register(build: Build) -> Build:
        source = expand(template)
        _AUTOMATON.add(source, len(_RULES))
        _RULES.append(Rule(source, build, article, calendar))
        return build

    return register


class _Beginnings(dict[str, bool]):
    """Whether an expression may begin with two token classes."""

    def __missing__(self, pair: str) -> bool:
        found = self[pair] = _AUTOMATON.may_begin(*pair)
        return found


BEGINNINGS = _Beginnings()
"""A first look, cheaper than ``rules_at``; there are no more pairs than token classes allow."""


def rules_at(classes: str, position: int) -> Sequence[Rule]:
    """The rules that may match at a token, in the order of their definition."""
    bits = _AUTOMATON.rules_at(classes, position)
    return _rules(bits) if bits else ()


@lru_cache(maxsize=4096)
def _rules(bits: int) -> Sequence[Rule]:
    return tuple(_RULES[number] for number in numbers_in(bits))


def group(match: Match, name: str) -> Optional[tuple[int, int]]:
    """The tokens of a named group, or nothing where it took no part."""
    span = match.span(name)
    return None if span[0] < 0 or span[0] == span[1] else span


def has(match: Match, *names: str) -> bool:
    return any(name in match.re.groupindex and group(match, name) is not None for name in names)
