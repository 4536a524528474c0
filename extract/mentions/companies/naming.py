"""What an unknown company is called and where: its id, its canonical name, its full and shortened forms."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.lexicon.companies import Registry
from extract.lexicon.company_words import CompanyWords
from extract.mentions.companies.names import Name
from extract.mentions.companies.view import View


class Found(NamedTuple):
    """An unknown company: its id, canonical name, and the words it was found as."""

    id: str
    name: str
    first: int
    last: int


def identified(view: View, first: int, last: int, registry: Registry) -> Found:
    """The id and the canonical name: without legal form, and without "Technologies" where the rest is distinctive."""
    words = [word for word in view.words[first:last] if word != ","]
    lexicon = view.lexicon
    while len(words) > 1 and words[-1] in lexicon["names.legal"]:
        words.pop()
    stem = list(words)
    while len(stem) > 1 and stem[-1] in lexicon["names.droppable"]:
        stem.pop()
    plain = is_place(lexicon, stem) or is_ordinary(view, stem) or len("".join(stem)) < 4
    if plain or registry.named(" ".join(stem)) is not None:
        stem = words
    known = registry.named(" ".join(words))
    if known is not None:
        return Found(known.id, known.name, first, last)
    id_ = _slug(stem)
    while id_ in registry:
        id_ += "_co"
    return Found(id_, " ".join(stem), first, last)


def _slug(words: list[str]) -> str:
    """Lower case with ``_`` for what is neither letter, digit nor full stop."""
    return re.sub(r"[^\w.]+", "_", " ".join(words).lower()).strip("_.") or "company"


def joined(found: list[Found]) -> list[Found]:
    """One company where the text calls it by its first word alone as well: "Baoli" is "Baoli Auto"."""
    longer: dict[str, set[Found]] = {}
    for company in found:
        head, _, rest = company.name.partition(" ")
        if rest:
            longer.setdefault(head, set()).add(company._replace(first=0, last=0))
    unified = []
    for company in found:
        whole = longer.get(company.name, set())
        if len(whole) == 1:
            (one,) = whole
            company = company._replace(id=one.id, name=one.name)
        unified.append(company)
    return unified


def all_mentions(view: View, found: list[Found], taken: list[bool]) -> list[Name]:
    """Every place where one of the companies is written, in full or shortened."""
    if not found:
        return []
    forms: dict[tuple[str, ...], str] = {}
    for company in found:
        words = view.words[company.first : company.last]
        forms.setdefault(tuple(words), company.id)
        stem = tuple(company.name.split())
        if stem[0].lower() not in view.lexicon["words.common"] or len(stem) > 1:
            forms.setdefault(stem, company.id)
    shortened = _first_words(view, found, forms)
    forms.update(shortened)
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, id_ in sorted(forms.items(), key=lambda item: (-len(item[0]), item[0])):
        by_first.setdefault(form[0], []).append((form, id_))
    names = []
    index = 0
    while index < len(view.words):
        for form, id_ in by_first.get(view.words[index], ()):
            last = index + len(form)
            if tuple(view.words[index:last]) == form and not any(taken[index:last]):
                if form in shortened and not _short_form(view, index):
                    continue
                end = view.ends[last - 1]
                if form[-1] in view.lexicon["names.legal"] and view.text[end : end + 1] == ".":
                    end += 1
                names.append(Name(view.starts[index], end, index, last, id_, 0))
                index = last - 1
                break
        index += 1
    return names


def _first_words(
    view: View, found: list[Found], forms: dict[tuple[str, ...], str]
) -> dict[tuple[str, ...], str]:
    """First words that may stand for the whole name later on ("Hanbit" for "Hanbit Semicon")."""
    lexicon = view.lexicon
    short: dict[tuple[str, ...], str] = {}
    for company in found:
        word = view.words[company.first]
        plain = word.lower() in lexicon["words.common"] or word.lower() in view.lower_words
        if (word,) in forms or plain or len(word) < 4 or company.last - company.first < 2:
            continue
        if word not in lexicon["places.words"] and word not in lexicon["persons.given"]:
            short.setdefault((word,), company.id)
    return short


def _short_form(view: View, index: int) -> bool:
    """Whether the word stands alone here, with a capital that is its own."""
    before, after = view.word(index - 1), view.word(index + 1)
    if (before[:1].isupper() and not view.opens(index)) or after[:1].isupper():
        return False
    return not view.opens(index) or after in ("'s", "’s") or view.is_finite(index + 1)


def is_place(lexicon: CompanyWords, words: list[str]) -> bool:
    places = lexicon["places.words"]
    return all(word in places or word.replace("-", " ") in lexicon.demonyms for word in words)


def is_ordinary(view: View, words: list[str]) -> bool:
    """Whether all words are ordinary ones: "New Energy", "Human Capital"."""
    common = view.lexicon["words.common"]
    return all(word.lower() in common or word.lower() in view.lower_words for word in words)
