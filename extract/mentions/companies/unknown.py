"""Companies that no list knows, found by what the text says of them.

A run of capitalised words is a company where its own words ("… Technologies", "… Inc.") or the words beside it ("startup
…", "…'s revenue", "shares of …") say so. Its id is made from the name, so the same name has the same id in all articles.
"""

from __future__ import annotations

import re
from typing import Optional

from extract.lexicon.companies import Registry
from extract.lexicon.company_words import CompanyWords
from extract.mentions.companies import context
from extract.mentions.companies.names import Name
from extract.mentions.companies.naming import all_mentions, identified, is_ordinary, is_place, joined
from extract.mentions.companies.view import View

_CAMEL = re.compile(
    r"(?!Mc[A-Z]|Mac[A-Z]|De[A-Z]|O['’])[A-Z]?[a-z]+[A-Z]\w*|[A-Z][\w-]*\.(?:ai|io|com|co|app|me|tv|net|in|ly)"
)
_HYPHENED = re.compile(r"[A-Z][\w.]*-(?:based|born|style|[a-z]+ed)")
_NUMBER = re.compile(r"\d[\d.,]*")
_LONGEST = 6


def unknown_companies(view: View, names: list[Name], registry: Registry) -> tuple[list[Name], dict[str, str]]:
    """The mentions of companies that the registry lacks, and their canonical names by id."""
    taken = [False] * (len(view.words) + 1)
    for name in names:
        for index in range(name.first, name.last):
            taken[index] = True
    starts = {name.first: name.id for name in names if name.id}
    ends = {name.last: name.id for name in names if name.id}
    runs = list(_runs(view, taken))
    surnames = _surnames(view, runs)
    found = []
    for first, last in runs:
        trimmed = _accepted(view, first, last, surnames, ends, starts)
        if trimmed is not None:
            found.append(identified(view, *trimmed, registry))
    found = joined(found)
    canonical = {company.id: company.name for company in found}
    return all_mentions(view, found, taken), canonical


def _runs(view: View, taken: list[bool]) -> list[tuple[int, int]]:
    """Runs of capitalised words with single blanks between, outside of known names, within a sentence."""
    runs = []
    words, starts, ends, text = view.words, view.starts, view.ends, view.text
    lower = view.lower
    common = view.lexicon["words.common"]
    count = len(words)
    index = 0
    for first in [place for place, word in enumerate(words) if word != lower[place]]:
        if first < index or taken[first] or not _capital(words[first]):
            continue
        index = first + 1
        while index < count and not taken[index] and text[ends[index - 1] : starts[index]] == " ":
            if _capital(words[index]) or (_NUMBER.fullmatch(words[index]) and not view.opens(index)):
                index += 1
            elif words[index] == "&" and _capital(view.word(index + 1)):
                index += 2
            else:
                break
            if index < count and view.opens(index):
                break
        # Most are words like "The" that only open a sentence.
        if index > first + 1 or lower[first] not in common:
            runs.append((first, index))
    return runs


def _capital(word: str) -> bool:
    if word[:2] in ("I'", "I’") or ("-" in word and _HYPHENED.fullmatch(word)):
        return False
    return word[:1].isupper() or (len(word) > 2 and word[0].islower() and word[1].isupper())


def _surnames(view: View, runs: list[tuple[int, int]]) -> frozenset[str]:
    """The words of people's names in the text: one of them alone is no company."""
    words: set[str] = set()
    lexicon = view.lexicon
    for first, last in runs:
        before = view.word(first - 1)
        if before in lexicon["names.titles"] and view.starts[first] == view.ends[first - 1] + 1:
            words.update(view.words[first:last])
        for index in range(first, last):
            if view.words[index] in lexicon["names.titles"]:
                words.update(view.words[index + 1 : last])
            elif view.words[index] in lexicon["persons.given"] and 2 <= last - index <= 3:
                words.update(view.words[index:last])
    return frozenset(words)


def _accepted(
    view: View,
    first: int,
    last: int,
    surnames: frozenset[str],
    ends: dict[int, str],
    starts: dict[int, str],
) -> Optional[tuple[int, int]]:
    """The run without the ordinary words around it, where it names a company."""
    lexicon = view.lexicon
    first, last = _trimmed(view, first, last)
    if last <= first or last - first > _LONGEST:
        return None
    words = view.words[first:last]
    if not lexicon["names.public"].isdisjoint(words):
        return None
    if _within_body(view, first):
        return None
    legal = _legal_end(view, last)
    if legal is not None:
        return (first, legal) if not is_place(lexicon, words) else None
    if is_place(lexicon, words) or view.in_title(first):
        return None
    head = words[-1]
    if len(words) > 1 and head in lexicon["names.legal"]:
        return first, last
    if len(words) > 1 and head in lexicon["names.strong"] and not is_ordinary(view, words[:-1]):
        return first, last
    if _is_person(lexicon, words, surnames) or _is_month(lexicon, words) or len(words[-1]) < 2:
        return None
    if _NUMBER.fullmatch(head) and not context.has_ticker(view, last):
        return None
    return (first, last) if _speaks_of_company(view, first, last, ends, starts) else None


def _within_body(view: View, first: int) -> bool:
    """Whether the run ends a public body's name: "Ministry of Industry and Information Technology"."""
    lexicon = view.lexicon
    joined = False
    for index in range(first - 1, max(first - 9, -1), -1):
        word = view.words[index]
        if word in lexicon["names.public"]:
            return joined
        if word in ("of", "for", "on"):
            joined = True
        elif not (word[0].isupper() or word in ("and", "the", "&")):
            return False
    return False


def _trimmed(view: View, first: int, last: int) -> tuple[int, int]:
    """Without the capitalised ordinary word that opens a sentence ("Startup Lumora"), and offices at the end ("CEO")."""
    lexicon = view.lexicon
    offices, common = lexicon.offices, lexicon["words.common"]
    while first < last:
        word, lower = view.words[first], view.lower[first]
        ordinary = lower in common and not (word.isupper() and len(word) > 2 and last - first > 1)
        if not (ordinary or word in offices or (lower in view.lower_words and view.opens(first))):
            break
        first += 1
    if not offices.isdisjoint(view.words[first:last]):
        return first, next(index for index in range(first, last) if view.words[index] in offices)
    while last > first and view.words[last - 1] in lexicon["words.months"]:
        last -= 1
    return first, last


def _legal_end(view: View, last: int) -> Optional[int]:
    """The end of ", Inc." behind the run."""
    if view.word(last) == "," and view.word(last + 1) in view.lexicon["names.legal"]:
        return last + 2
    return None


def _is_month(lexicon: CompanyWords, words: list[str]) -> bool:
    return any(word in lexicon["words.months"] for word in words)


def _is_person(lexicon: CompanyWords, words: list[str], surnames: frozenset[str]) -> bool:
    if words[0] in lexicon["persons.given"] and len(words) <= 3:
        return True
    return len(words) <= 2 and all(word in surnames for word in words)


def _speaks_of_company(
    view: View, first: int, last: int, ends: dict[int, str], starts: dict[int, str]
) -> bool:
    opens = view.opens(first)
    if context.has_ticker(view, last) or context.described_after(view, last):
        return True
    if context.described_before(view, first) or context.raises_money(view, last):
        return True
    if context.possesses(view, last, "names.own_possessions"):
        return True
    if view.word(last) in view.lexicon["names.own_roles"]:
        return True
    if not opens and (context.is_object(view, first) or context.owned_name(view, first, starts)):
        return True
    if not opens and context.beside(view, first, last, ends, starts) >= 2:
        return True
    if view.words[last : last + 2] == [",", "which"] and opens and _is_repeated(view, first, last):
        return True
    head = view.words[last - 1]
    if context.deals(view, last) or _acts_repeatedly(view, first, last):
        return not _ends_longer_name(view, first, last)
    telling = (
        (last - first > 1 and head in view.lexicon["names.weak"])
        or _CAMEL.fullmatch(head) is not None
        or head.endswith(view.lexicon.endings)
    )
    return telling and (
        context.acts(view, last)
        or context.has_role(view, last)
        or context.possesses(view, last, "names.possessions")
    )


def _is_repeated(view: View, first: int, last: int) -> bool:
    """Whether the name is written again elsewhere, in a text that speaks of a company."""
    told = not view.lower_words.isdisjoint(("company", "firm", "startup", "start-up"))
    return told and len(_places(view, first, last)) > 1


def _places(view: View, first: int, last: int) -> list[int]:
    """Where the name is written."""
    words = view.words[first:last]
    return [place for place in view.places(words[0]) if view.words[place : place + len(words)] == words]


def _acts_repeatedly(view: View, first: int, last: int) -> bool:
    """Whether it does here what companies do, and is written again elsewhere."""
    telling = context.releases(view, last) or context.possesses(view, last, "names.possessions")
    return telling and len(_places(view, first, last)) > 1


def _ends_longer_name(view: View, first: int, last: int) -> bool:
    """Whether it may be a surname: somewhere another capitalised word stands right before it ("Margrethe Vestager")."""
    if last - first > 1:
        return False
    return any(
        view.word(place - 1)[:1].isupper() and not view.opens(place)
        for place in view.places(view.words[first])
    )
