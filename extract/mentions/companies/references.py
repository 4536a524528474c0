"""Words that stand for a company named elsewhere, resolved sentence by sentence as a reader meets them."""

from __future__ import annotations

from typing import Optional

from extract.lexicon.companies import Registry
from extract.mentions.companies.descriptions import Phrase, definite_phrase, name_follows
from extract.mentions.companies.discourse import Discourse
from extract.mentions.companies.groups import (
    members,
    one_of_two,
    plural_phrase,
    relative_of,
    relative_of_named,
    their_owners,
)
from extract.mentions.companies.names import Name
from extract.mentions.companies.pronouns import owner_of_its, stands_for_it
from extract.mentions.companies.view import View

_TRIGGERS = frozenset(["the", "its", "it", "their", "they", "both"])
_REACH = 12
_ONES = ("former", "latter")


def references(view: View, names: list[Name], registry: Registry) -> list[Name]:
    """The mentions that are no names, in text order; several for one phrase in the order their companies were named."""
    discourse = Discourse(view, names, registry)
    by_first = {name.first: name for name in names}
    found: list[Name] = []
    triggers = [
        index for index, word in enumerate(view.lower) if word in _TRIGGERS and _promising(view, index)
    ]
    # Backwards, so that the next place is at the end; few words matter.
    places = sorted({*by_first, *triggers}, reverse=True)
    for first, last in view.sentences:
        discourse.open((first, last))
        reached = first
        while places and places[-1] < last:
            index = places.pop()
            if index < reached:
                continue
            name = by_first.get(index)
            if name is not None:
                discourse.add(name)
                for mention in _owner_of(discourse, name):
                    found.append(mention)
                    discourse.add(mention)
                reached = max(name.last, index + 1)
                continue
            for mention in _resolved(discourse, index):
                found.append(mention)
                discourse.add(mention)
                # "The Temu parent" is not about Temu.
                reached = max(reached, mention.last)
        discourse.close()
    return found


def _promising(view: View, index: int) -> bool:
    """Whether a phrase that begins here may stand for a company: most of those with "the" don't."""
    if view.lower[index] != "the":
        return True
    return not view.lexicon.phrase_words.isdisjoint(view.lower[index + 1 : index + _REACH])


def _resolved(discourse: Discourse, index: int) -> list[Name]:
    view = discourse.view
    word = view.lower[index]
    if word == "its":
        return _its(discourse, index)
    if word == "it":
        return _mentions(view, index, index + 1, [stands_for_it(discourse, index)])
    if word in ("their", "they"):
        if word == "they" and not view.is_finite(index + 1):
            return []
        return _mentions(view, index, index + 1, list(their_owners(discourse, index)))
    plural = plural_phrase(view, index)
    if plural is not None:
        last, number = plural
        return _mentions(view, index, last, list(members(discourse, number)))
    return _definite(discourse, index) if word == "the" else []


def _mentions(view: View, first: int, last: int, ids: list[Optional[str]] | list[str]) -> list[Name]:
    start, end = view.starts[first], view.ends[last - 1]
    return [Name(start, end, first, last, id_, 0) for id_ in ids if id_ is not None]


def _its(discourse: Discourse, index: int) -> list[Name]:
    owner = owner_of_its(discourse, index)
    if owner is None:
        return []
    found = _mentions(discourse.view, index, index + 1, [owner])
    relative = relative_of(discourse, owner, index + 1)
    if relative is not None:
        found += _mentions(discourse.view, index, relative[0], [relative[1]])
    return found


def _definite(discourse: Discourse, index: int) -> list[Name]:
    view = discourse.view
    following = view.word(index + 1).lower()
    if following in _ONES:
        return _mentions(view, index, index + 2, [one_of_two(discourse, index)])
    if following == "parent":
        return _parent(discourse, index)
    if index + 1 in discourse.starts:
        relative = relative_of_named(discourse, index + 1, discourse.ends[index + 1])
        if relative is not None:
            return _mentions(view, index, relative[0], [relative[1]])
    phrase = definite_phrase(view, index)
    if phrase is None or name_follows(view, phrase, discourse.starts):
        return []
    return _mentions(view, index, phrase.last, [described(discourse, phrase)])


def _owner_of(discourse: Discourse, name: Name) -> list[Name]:
    """ "TikTok's parent"."""
    view = discourse.view
    if (
        view.word(name.last) not in ("'s", "’s")
        or view.word(name.last + 1) not in view.lexicon["words.owners"]
    ):
        return []
    relative = relative_of_named(discourse, name.first, name.last + 1)
    return [] if relative is None else _mentions(view, name.first, relative[0], [relative[1]])


def _parent(discourse: Discourse, index: int) -> list[Name]:
    """ "The parent company" of what the text is about."""
    for id_ in discourse.prominent():
        relative = relative_of(discourse, id_, index + 1)
        if relative is not None:
            return _mentions(discourse.view, index, relative[0], [relative[1]])
    return []


def described(discourse: Discourse, phrase: Phrase) -> Optional[str]:
    """The company that a phrase with "the" stands for."""
    knowledge = discourse.knowledge
    ranked = discourse.ranked()
    if phrase.related is not None:
        named = discourse.registry.named(phrase.related)
        ranked = [id_ for id_ in ranked if named is None or id_ != named.id]
    if phrase.head == "group" and not phrase.modifiers:
        ranked = [id_ for id_ in ranked if _called_group(discourse, id_)]
    telling = bool(phrase.modifiers or phrase.city or phrase.country)
    general = phrase.head in discourse.view.lexicon["words.general_heads"]
    if general and not telling:
        ranked = discourse.prominent() or ranked[:1]
        if phrase.head in ("company", "firm"):
            ranked = _owners_first(discourse, ranked)
    fitting = [id_ for id_ in ranked if knowledge.fits_words(id_, phrase)]
    for id_ in fitting:
        if knowledge.fits_place(id_, phrase):
            return id_
    unknown = [id_ for id_ in fitting if knowledge.fits_place(id_, phrase) is None]
    if unknown and unknown[0] in discourse.prominent():
        return unknown[0]
    # The only company so far is meant, whatever it is called: lists of descriptions and offices have gaps.
    if general and len(ranked) == 1 and discourse.focus == ranked[0]:
        return ranked[0] if phrase.head not in discourse.view.lexicon["words.young_heads"] else None
    return None


def _owners_first(discourse: Discourse, ranked: list[str]) -> list[str]:
    """ "The company" is rather Tencent than its QQ, where the text is about both."""
    kind = discourse.knowledge.kind
    mentioned = discourse.ranked()
    lifted = []
    for id_ in ranked:
        parent = discourse.parent(id_)
        inner = kind(id_) in ("platform", "product", "brand") and parent in mentioned
        lifted.append(parent if inner and parent is not None else id_)
    return list(dict.fromkeys(lifted))


def _called_group(discourse: Discourse, id_: str) -> bool:
    entry = discourse.registry.get(id_)
    names = entry.aliases if entry else ()
    return any(name.endswith("Group") for name in names) or any(
        "group" in text or "conglomerate" in text for text in discourse.knowledge.descriptions(id_)
    )
