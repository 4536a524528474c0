"""Words for several companies, or for one of two: "the two companies", "both", "their", "the latter", "its rival"."""

from __future__ import annotations

from itertools import pairwise
from typing import Optional

from extract.mentions.companies.discourse import Discourse, distinct
from extract.mentions.companies.salience import Mention
from extract.mentions.companies.view import View

_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}
_PAIRS = ("pair", "duo")
_BESIDE = (
    "of",
    "in",
    "on",
    "at",
    "with",
    "for",
    "will",
    "to",
    ",",
    ".",
    ";",
    "said",
    "'s",
    "’s",
    "have",
    "are",
    "were",
    "had",
)


def plural_phrase(view: View, first: int) -> Optional[tuple[int, int]]:
    """The end and the number of "the two companies", "both firms", "the duo"; a bare "the companies" has number 0."""
    lexicon = view.lexicon
    word = view.words[first].lower()
    index = first + 1
    if word == "both":
        number = 2
        index += view.word(index).lower() == "the"
    elif view.word(index).lower() in _PAIRS:
        return (index + 1, 2) if view.word(index + 1) != "of" else None
    elif view.word(index).lower() in _NUMBERS:
        number = _NUMBERS[view.word(index).lower()]
        index += 1
    else:
        number = 0
    place = index
    while view.word(place) in lexicon.demonyms or view.word(place).lower() in lexicon["words.kinds"]:
        place += 1
    if (view.word(place).lower() in lexicon["words.plural_heads"] and view.word(place) != "rivals") or (
        number and view.word(place) == "rivals"
    ):
        return place + 1, number
    if (
        number == 2
        and view.is_finite(index)
        and not (word == "both" and view.word(first - 1).lower() in ("for", "of", "by"))
    ):
        return index, number
    return None


def members(discourse: Discourse, number: int) -> list[str]:
    """The companies that a phrase for ``number`` of them stands for; empty where they aren't clear."""
    wanted = number or 2
    if not number:
        nearest = distinct(discourse.here) or distinct(discourse.previous)
        if 2 < len(nearest) <= 4:
            return nearest
    for mentions in (discourse.here, discourse.previous, [*discourse.previous, *discourse.here]):
        ids = distinct(mentions)
        if len(ids) == wanted:
            return ids if wanted != 2 or not discourse.related(*ids) else []
        if len(ids) > wanted and wanted == 2:
            pair = coordinated(discourse.view, mentions)
            if pair:
                return pair
            if number:
                return []
    return []


def coordinated(view: View, mentions: list[Mention]) -> list[str]:
    """The last two companies that stand together: "Kuaishou and e-commerce giant JD.com"."""
    for one, two in reversed(list(pairwise(mentions))):
        between = [word.lower() for word in view.words[one.last : two.first]]
        if one.source or two.source or one.id == two.id or not between:
            continue
        lowered = all(word[0].isalpha() or word == "," for word in between)
        if between[0] in ("and", "with", "or") and len(between) <= 6 and lowered:
            return [one.id, two.id]
    return []


def their_owners(discourse: Discourse, index: int) -> list[str]:
    """The two companies that "their" stands for: the subject of its own sentence, or of the one before."""
    view = discourse.view
    first, _ = discourse.sentence
    if any(view.words[place].lower() in view.lexicon["words.people"] for place in range(first, index)):
        plural = [
            m for m in discourse.here if view.words[m.last - 1].lower() in view.lexicon["words.plural_heads"]
        ]
        if not plural:
            return []
    if discourse.here:
        pair = _subject_pair(discourse)
        return pair if pair else []
    if index - first > 3:
        return []
    return _pair_of(view, discourse.previous)


def _subject_pair(discourse: Discourse) -> list[str]:
    pair = _pair_of(discourse.view, discourse.here)
    later = [mention for mention in discourse.here if mention.id not in pair and not mention.source]
    return pair if not any(mention.subject for mention in later) else []


def _pair_of(view: View, mentions: list[Mention]) -> list[str]:
    for one, two in pairwise(mentions):
        if one.id != two.id and not one.source and not two.source:
            same = one.first == two.first
            if same or (coordinated(view, [one, two]) and two.subject and not one.governed):
                return [one.id, two.id]
    return []


def one_of_two(discourse: Discourse, first: int) -> Optional[str]:
    """The company that "the former" or "the latter" stands for."""
    view = discourse.view
    word, following = view.word(first + 1).lower(), view.word(first + 2)
    if not (view.is_finite(first + 2) or following.lower() in _BESIDE):
        return None
    for mentions in (discourse.here, discourse.previous):
        ids = distinct(mentions)
        if len(ids) >= 2:
            pair = coordinated(view, mentions) or ids
            if len(pair) == 2:
                return pair[0] if word == "former" else pair[1]
            return None
    return None


def relative_of(discourse: Discourse, owner: str, noun: int) -> Optional[tuple[int, str]]:
    """End and id of "its rival" or "its parent company" without a name behind it."""
    view = discourse.view
    word = view.word(noun).lower()
    last = noun + 1 + (view.word(noun + 1).lower() in ("company", "firm"))
    if _introduces_name(discourse, last):
        return None
    if word == "parent":
        parent = discourse.parent(owner)
        return None if parent is None else (last, parent)
    if word in view.lexicon["words.rivals"]:
        mentions = [*discourse.previous, *discourse.here]
        others = [id_ for id_ in distinct(mentions) if id_ != owner and not discourse.related(id_, owner)]
        return (last, others[0]) if len(others) == 1 else None
    return None


def relative_of_named(discourse: Discourse, name: int, noun: int) -> Optional[tuple[int, str]]:
    """End and id of "the Google parent", "TikTok's owner", "the Alibaba affiliate"; the name begins at ``name``."""
    view, lexicon = discourse.view, discourse.view.lexicon
    word, id_ = view.word(noun), discourse.starts[name]
    last = noun + 1 + (view.word(noun + 1) in ("company", "firm"))
    if _introduces_name(discourse, last) or view.word(last)[:1].isupper():
        return None
    if word in lexicon["words.owners"] or word in lexicon["words.makers"]:
        parent = discourse.parent(id_)
        return None if parent is None else (last, parent)
    if word in lexicon["words.owned"]:
        written = view.slice(name, noun + 1).lower()
        children = [
            other
            for other in discourse.ranked()
            if discourse.parent(other) == id_ or written in discourse.knowledge.descriptions(other)
        ]
        return (last, children[0]) if len(children) == 1 else None
    return None


def _introduces_name(discourse: Discourse, index: int) -> bool:
    """Whether a name follows at once, or behind a few plain words: "its rival, the online retailer JD.com"."""
    view = discourse.view
    for place in range(index, index + 3):
        if place in discourse.starts:
            return True
        word = view.word(place)
        if not (word.islower() or (word == "," and place == index)):
            return False
    return False
