"""Qualifiers that narrow a metric: accounting terms, lines of business, places. One table, ``data/scopes.toml``."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extract.lexicon import shipped_tables
from extract.lexicon.cues import PhraseIndex
from extract.lexicon.inflection import plural


class Scope(NamedTuple):
    """A qualifier's name and its group: ``accounting``, ``margin_only``, ``line`` or ``place``."""

    name: str
    group: str


@lru_cache(maxsize=1)
def scope_groups() -> dict[str, str]:
    """Each qualifier's group by its name."""
    return {name: group for group, entries in _tables().items() for name in entries if group != "margin_only"}


def _tables() -> dict[str, dict[str, list[str]]]:
    return shipped_tables("scopes.toml")


@lru_cache(maxsize=1)
def scopes() -> PhraseIndex[Scope]:
    """The shipped qualifiers by their spellings."""
    index: PhraseIndex[Scope] = PhraseIndex()
    for group, entries in _tables().items():
        for name, spellings in entries.items():
            for spelling in (name, *spellings):
                for form in dict.fromkeys((spelling, plural(spelling))):
                    index.add(form, Scope(name, group))
    return index
