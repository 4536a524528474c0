"""Who a sentence is about: sources set aside, subjects before other names."""

from __future__ import annotations

from typing import NamedTuple, Optional

from extract.lexicon.companies import Registry
from extract.mentions.companies.names import Name
from extract.mentions.companies.view import View

_SOURCES = frozenset(["outlet", "research", "broker", "bank", "fund"])
_POSSESSIVES = ("'s", "’s")
_LONGEST_APPOSITION = 25
_PARENTHESIS = 12


class Mention(NamedTuple):
    """A mention in its sentence: whether it is only a source, and how it stands in its clause."""

    first: int
    last: int
    id: str
    source: bool
    subject: bool
    possessor: bool
    governed: bool


def placed(view: View, name: Name, registry: Registry) -> Mention:
    """What the words around a mention say about its part in the sentence."""
    before = view.word(name.first - 1).lower()
    # "The partnership with Kuaishou will bring …" isn't about Kuaishou; "after Kuaishou said …" is.
    governed = before in view.lexicon["words.governing"]
    return Mention(
        name.first,
        name.last,
        name.id,
        is_source(view, name, registry),
        not governed and view.is_finite(_beyond(view, name.last)),
        view.word(name.last) in _POSSESSIVES,
        governed or before in view.lexicon["words.prepositions"],
    )


def _beyond(view: View, index: int) -> int:
    """The word that carries the sentence on, behind brackets, an apposition between commas, and adverbs."""
    if view.word(index) == "(":
        for place in range(index + 1, index + _PARENTHESIS):
            if view.word(place) == ")":
                index = place + 1
                break
    if view.word(index) == ",":
        number = view.sentence_of(index)
        stop = min(index + _LONGEST_APPOSITION, view.sentences[number][1])
        commas = [place for place in range(index + 1, stop) if view.words[place] == ","]
        for place in commas:
            if view.is_finite(place + 1) or view.word(place + 1).endswith("ly"):
                index = place + 1
                break
    while view.word(index).endswith("ly") or view.word(index).lower() in view.lexicon["words.adverbs"]:
        index += 1
    return index


def is_source(view: View, name: Name, registry: Registry) -> bool:
    """Whether an outlet, researcher, bank or fund is only cited here, and so isn't what "the company" stands for."""
    entry = registry.get(name.id)
    if entry is None or entry.kind not in _SOURCES:
        return False
    after = view.word(name.last)
    following = view.word(name.last + 1) if after in _POSSESSIVES else after
    if following.lower() in view.lexicon["words.citing"] or (
        entry.kind in ("outlet", "research", "broker") and following.lower() in view.lexicon["verbs.reporting"]
    ):
        return True
    for index in range(max(0, name.first - 6), name.first):
        if view.words[index].lower() in view.lexicon["words.cited"]:
            return True
    return entry.kind == "fund" and view.word(name.first - 1).lower() in view.lexicon["words.prepositions"]


def subject(mentions: list[Mention], latest: bool) -> Optional[Mention]:
    """The mention that the sentence, or with ``latest`` its last clause so far, is about."""
    candidates = [mention for mention in mentions if not mention.source]
    subjects = [mention for mention in candidates if mention.subject and not mention.possessor]
    if subjects:
        return subjects[-1] if latest else subjects[0]
    for number, mention in enumerate(candidates):
        following = candidates[number + 1] if number + 1 < len(candidates) else None
        owner = mention.possessor and following is not None and following.first - mention.last <= 3
        if not owner and not (mention.governed and any(not other.governed for other in candidates)):
            return mention
    return candidates[0] if candidates else None
