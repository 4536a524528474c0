"""Known names in a text: every place where one is written, the longest where several begin."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple, Optional

from extract.lexicon.companies import Alias, Registry
from extract.lexicon.company_words import company_words
from extract.mentions.companies.view import View

NO_COMPANY = Alias("", "", 0)
_DOMAIN = re.compile(
    r"\.(?:com|cn|co|net|org|io|ai|in|jp|tv|hk)(?:\.(?:cn|hk|jp|in))?(?![\w-])", re.IGNORECASE
)
_LOOSE_LENGTH = 4


class Name(NamedTuple):
    """A name at ``start:end``, words ``first`` up to and without ``last``; ``full`` where its legal form is stated."""

    start: int
    end: int
    first: int
    last: int
    id: str
    doubt: int
    full: bool = False


@lru_cache(maxsize=4)
def _automaton(registry: Registry) -> Any:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    table = dict(registry.by_folded)
    for phrase in sorted(company_words()["phrases.not_companies"]):
        table[phrase.lower()] = (*table.get(phrase.lower(), ()), Alias(phrase, "", 0))
    for key, aliases in table.items():
        automaton.add_word(key, (len(key), aliases))
    automaton.make_automaton()
    return automaton


def known_names(view: View, registry: Registry) -> list[Name]:
    """Every known name with word edges, without overlaps, in text order; an empty id marks what is no company."""
    folded = _folded(view.plain)
    hits: list[tuple[int, int, Alias]] = []
    for last, (length, aliases) in _automaton(registry).iter(folded):
        start, end = last + 1 - length, last + 1
        if not _left_edge(view.plain, start):
            continue
        alias = _as_written(view.plain[start:end], aliases)
        if alias is not None and _right_edge(view.plain, end, alias):
            hits.append((start, end, alias))
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    names: list[Name] = []
    reached = 0
    for start, end, alias in hits:
        if start >= reached:
            name = _extended(view, start, end, alias)
            names.append(name)
            reached = name.end
    return names


def _folded(text: str) -> str:
    lower = text.lower()
    # A few capitals fold to two characters; offsets count more than those.
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def _as_written(written: str, aliases: tuple[Alias, ...]) -> Optional[Alias]:
    """The alias that may be written so: exactly, in capitals, or with other inner capitals ("Tiktok")."""
    for alias in aliases:
        if alias.text == written:
            return alias
    for alias in aliases:
        if not alias.doubt and len(written) >= _LOOSE_LENGTH and alias.text[0].isupper():
            if written.isupper() or (written[0].isupper() and not alias.text.isupper()):
                return alias
            if "." in written and " " not in written and "." in alias.text:
                return alias
    return None


def _joins(character: str) -> bool:
    """Whether the character would make the neighbour part of a longer word; Chinese is written without spaces."""
    return (character.isalnum() or character == "_") and not "\u2e80" <= character <= "\ua4cf"


def _left_edge(text: str, start: int) -> bool:
    if start == 0 or not _joins(text[start]):
        return True
    before = text[start - 1]
    if before in "./" and start > 1:
        # Inside an address ("www.example.com/taobao"), not behind a sentence's end that lacks its blank.
        return not (text[start - 2].isalnum() or text[start - 2] == "/") or (
            text[start].isupper() and before == "."
        )
    if before == "@":
        return start == 1 or not text[start - 2].isalnum()
    return not _joins(before)


def _right_edge(text: str, end: int, alias: Alias) -> bool:
    if end == len(text) or not _joins(text[end - 1]) or not _joins(text[end]):
        return not (text[end : end + 1] == "@" and text[end + 1 : end + 2].isalnum())
    if any(letter.isupper() for letter in alias.text[1:]) and text[end].islower():
        word = re.match(r"[a-z]{1,12}(?!\w)", text[end : end + 13])
        return word is not None and word.group() in company_words()["verbs.glued"]
    return False


def _extended(view: View, start: int, end: int, alias: Alias) -> Name:
    """The name with its domain, and with the words of its full legal name ("Group Holding Ltd.")."""
    full = False
    if alias.id:
        domain = _DOMAIN.match(view.text, end)
        if domain is not None:
            end = domain.end()
        end, full = _with_legal_form(view, end)
        if not full and alias.text.rpartition(" ")[2] in view.lexicon["names.legal"]:
            full = True
            end += view.text[end : end + 1] == "."
    first, last = view.at(start), view.at(end - 1) + 1
    return Name(start, end, first, last, alias.id, alias.doubt, full)


def _with_legal_form(view: View, end: int) -> tuple[int, bool]:
    words = view.lexicon
    index = view.at(end)
    full = False
    for _ in range(5):
        start = index
        if view.word(index) == "," and view.word(index + 1) in words["names.legal"]:
            index += 1
        word = view.word(index)
        between = view.text[end : view.starts[index]] if word else ""
        if not word or between.strip(", ") or "\n" in between:
            break
        if word in words["names.legal"]:
            full = True
        elif word not in words["names.extensions"] or start != index:
            break
        end = view.ends[index]
        if word in words["names.legal"] and view.text[end : end + 1] == ".":
            end += 1
            index += 1
        index += 1
    return end, full


__all__ = ["NO_COMPANY", "Name", "known_names"]
