"""Who a sentence is about: sources set aside, subjects before other names."""

from __future__ import annotations

from typing import NamedTuple, Optional

from extract.mentions.companies.names import Name
from extract.mentions.companies.view import View

SOURCES = frozenset(["outlet", "research", "broker", "bank", "fund"])
_EXAMPLES = frozenset(["including", "include", "includes"])
_POSSESSIVES = ("'s", "’s")
_LONGEST_APPOSITION = 25
_PARENTHESIS = 12


class Mention(NamedTuple):
    """A mention in its sentence: whether it is only a source, and how it stands in its clause.

    ``early`` is said of one before the sentence's first verb, which the sentence may be about without a subject's place.
    """

    first: int
    last: int
    id: str
    source: bool
    subject: bool
    possessor: bool
    governed: bool
    relative: bool
    early: bool


def placed(view: View, name: Name, kind: str, earlier: list[Mention]) -> Mention:
    """What the words around a mention say about its part in the sentence; ``earlier`` are the mentions before it."""
    lexicon = view.lexicon
    before = view.word(name.first - 1).lower()
    # "The partnership with Kuaishou will bring …" isn't about Kuaishou; "after Kuaishou said …" is.
    example = _is_example(view, name.first)
    governed = example or before in lexicon["words.governing"]
    if before in ("and", "or", ",") and earlier and earlier[-1].last >= name.first - 2:
        governed = governed or earlier[-1].governed
    owned = before == "of" and view.word(name.first - 2).lower() in lexicon["words.apposition"]
    early = not owned and not example and name.first <= view.first_finite(name.first)
    return Mention(
        name.first,
        name.last,
        name.id,
        is_source(view, name, kind),
        not governed and (view.is_finite(_beyond(view, name.last)) or _closes_apposition(view, name)),
        view.word(name.last) in _POSSESSIVES,
        governed or before in lexicon["words.prepositions"],
        before in ("that", "which", "who", "whom", "whose", "where"),
        early,
    )


def _is_example(view: View, first: int) -> bool:
    """Whether "such as" or "including" stands a few words before."""
    before = view.words[max(0, first - 5) : first]
    if not _EXAMPLES.isdisjoint(before):
        return True
    return "such" in before and before[before.index("such") + 1 :][:1] == ["as"]


def _closes_apposition(view: View, name: Name) -> bool:
    """Whether the name says who was described: "Douyin's parent, ByteDance, said"."""
    return view.word(name.first - 1) == view.word(name.last) == "," and view.is_finite(name.last + 1)


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


def is_source(view: View, name: Name, kind: str) -> bool:
    """Whether an outlet, researcher, bank or fund is only cited, so that "the company" isn't it."""
    if view.word(name.first - 1).lower() in ("former", "ex", "onetime"):
        return True  # "former Baidu engineer": the text isn't about his old employer
    if kind not in SOURCES:
        return False
    after = view.word(name.last)
    following = view.word(name.last + 1) if after in _POSSESSIVES else after
    if following.lower() in view.lexicon["words.citing"] or (
        kind in ("outlet", "research", "broker") and following.lower() in view.lexicon["verbs.reporting"]
    ):
        return True
    for index in range(max(0, name.first - 6), name.first):
        if view.words[index].lower() in view.lexicon["words.cited"]:
            return True
    return kind == "fund" and view.word(name.first - 1).lower() in view.lexicon["words.prepositions"]


def subject(mentions: list[Mention], latest: bool) -> Optional[Mention]:
    """The mention that the sentence, or with ``latest`` its last clause so far, is about; nothing where it isn't clear."""
    candidates = [mention for mention in mentions if not mention.source]
    subjects = [mention for mention in candidates if mention.subject and not mention.possessor]
    subjects = [mention for mention in subjects if not mention.relative] or (subjects if latest else [])
    if subjects:
        return subjects[-1] if latest else subjects[0]
    early = [mention for mention in candidates if mention.early]
    for mention, following in zip(early, [*early[1:], None], strict=False):
        owner = mention.possessor and following is not None and following.first - mention.last <= 3
        if not owner and not (mention.governed and any(not other.governed for other in early)):
            return mention
    return early[0] if early else None


def other_mention(mentions: list[Mention]) -> Optional[Mention]:
    """The first mention behind the verb, for a sentence that is about something else."""
    return next((mention for mention in mentions if not mention.source), None)
