"""Templates over token classes, and the rules that read them.

A template is a regular expression in which ``{name}`` is any token of a category (``dates.toml``) and ``{NAME}`` a
piece of grammar defined below. Templates hold no unbounded repeats, so matching is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Optional, Union

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


class Rule(NamedTuple):
    """A template and what it means. ``article``: a "the" before belongs to the expression."""

    name: str
    pattern: re.Pattern[str]
    build: Build
    article: bool


RULES: dict[str, list[Rule]] = {}
"""Rules by the token classes they may start with, in the order of their definition."""
CALENDAR: set[str] = set()
"""Names of the rules for plain calendar expressions, which others may hold ("the quarter ended *June 30*")."""


def rule(template: str, article: bool = False, calendar: bool = False) -> Callable[[Build], Build]:
    """Registers the function below as the reading of ``template``."""

    def register(build: Build) -> Build:
        source = expand(template)
        entry = Rule(f"{build.__name__}", re.compile(source), build, article)
        for letter in _first_letters(source):
            RULES.setdefault(letter, []).append(entry)
        if calendar:
            CALENDAR.add(entry.name)
        return build

    return register


def may_match(classes: str, position: int) -> bool:
    """A cheap first look: whether any of the rules for the token at ``position`` could match there."""
    letter = classes[position]
    return len(RULES[letter]) <= _FEW or _any_rule(letter).match(classes, position) is not None


@cache
def _any_rule(letter: str) -> re.Pattern[str]:
    sources = [_GROUP.sub("(?:", entry.pattern.pattern) for entry in RULES[letter]]
    return re.compile("|".join(f"(?:{source})" for source in dict.fromkeys(sources)))


# Up to so many rules are tried one by one: a pattern of them all costs more to compile than it saves.
_FEW = 4
_GROUP = re.compile(r"\(\?P<\w+>")


class _Reader:
    """Finds the characters an expanded template can start with. Knows only what templates use."""

    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0

    def alternatives(self) -> tuple[set[str], bool]:
        found: set[str] = set()
        empty = False
        while True:
            letters, skippable = self.sequence()
            found |= letters
            empty |= skippable
            if self.at >= len(self.source) or self.source[self.at] != "|":
                return found, empty
            self.at += 1

    def sequence(self) -> tuple[set[str], bool]:
        found: set[str] = set()
        open_start = True
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            letters, skippable = self.atom()
            if open_start:
                found |= letters
                open_start = skippable
        return found, open_start

    def atom(self) -> tuple[set[str], bool]:
        source, look = self.source, False
        if source[self.at] == "[":
            end = source.index("]", self.at)
            letters, empty = set(source[self.at + 1 : end].replace("\\", "")), False
            self.at = end + 1
        else:
            prefix = re.compile(r"\((?:\?(?:P<\w+>|:|<?[!=]))?").match(source, self.at)
            assert prefix is not None, source[self.at :]
            look = prefix[0].endswith(("!", "="))
            self.at = prefix.end()
            letters, empty = self.alternatives()
            self.at += 1
        if self.at < len(source) and source[self.at] == "?":
            self.at += 1
            empty = True
        elif repeat := re.compile(r"\{(\d),\d\}").match(source, self.at):
            self.at = repeat.end()
            empty |= repeat[1] == "0"
        return (set(), True) if look else (letters, empty)


def _first_letters(source: str) -> list[str]:
    letters, empty = _Reader(source).alternatives()
    assert not empty, f"a template may not match nothing: {source}"
    return sorted(letters)


def group(match: Match, name: str) -> Optional[tuple[int, int]]:
    """The tokens of a named group, or nothing where it took no part."""
    span = match.span(name)
    return None if span[0] < 0 or span[0] == span[1] else span


def has(match: Match, *names: str) -> bool:
    return any(name in match.re.groupindex and group(match, name) is not None for name in names)
