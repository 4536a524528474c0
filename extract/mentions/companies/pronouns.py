"""Whom "its", "it" and "their" stand for; nothing where another reading is as good."""

from __future__ import annotations

from typing import Optional

from extract.mentions.companies.discourse import PRONOUN_REACH, Discourse
from extract.mentions.companies.salience import Mention, other_mention, subject
from extract.mentions.companies.view import View

_RELATIVES = ("parent", "owner")
_PREPOSED = 12
_CLAUSE_WORDS = 60
"""Words to look back for the subject of a clause; a longer one is no sentence anybody wrote."""


def owner_of_its(discourse: Discourse, index: int) -> Optional[str]:
    """The company that "its" at ``index`` stands for."""
    view = discourse.view
    apposed = _apposed(discourse, index)
    found = _antecedent(discourse, index, possessive=True)
    if found is not None and found == apposed:
        # "Its rival Douyin" can't be said of Douyin itself.
        others = [id_ for id_ in discourse.ranked() if id_ != apposed]
        found = others[0] if others else None
    if apposed is not None and view.word(index + 1).lower() in _RELATIVES:
        children = [id_ for id_ in discourse.ranked() if discourse.parent(id_) == apposed]
        return children[0] if children else found
    return found


def _apposed(discourse: Discourse, index: int) -> Optional[str]:
    """The company named right behind "its rival"."""
    relations = discourse.view.lexicon["words.relations"]
    for place in range(index + 2, index + 5):
        if place in discourse.starts:
            between = discourse.view.words[index + 1 : place]
            plain = all(word.islower() or word == "," for word in between)
            return discourse.starts[place] if plain and not relations.isdisjoint(between) else None
    return None


def stands_for_it(discourse: Discourse, index: int) -> Optional[str]:
    """The company that "it" at ``index`` stands for, where it is the subject of a clause."""
    view, lexicon = discourse.view, discourse.view.lexicon
    first, _ = discourse.sentence
    verb = index + 1
    while view.word(verb).endswith("ly") or view.word(verb).lower() in lexicon["words.adverbs"]:
        verb += 1
    before = view.word(index - 1).lower()
    if not (
        view.is_finite(verb) or view.word(verb) in ("'s", "’s") or _looks_finite(view.word(verb), before)
    ):
        return None
    opens = view.opens(index) or (before == "," and _only_opening(view, first, index - 1))
    if not opens and before not in lexicon["words.conjunctions"] and before not in (",", "—", "–"):
        return None
    if _is_empty(view, verb, before):
        return None
    return _antecedent(discourse, index, possessive=False)


def _looks_finite(word: str, before: str) -> bool:
    """Whether a word that no list has must be the verb: "said it accepts"."""
    return before in ("said", "says", "that", "announced") and word.islower() and word.endswith(("s", "ed"))


def _only_opening(view: View, first: int, last: int) -> bool:
    """Whether the sentence has only a phrase without a verb before: "In 2019, it …"."""
    return not any(view.is_finite(place) for place in range(first, last))


def _is_empty(view: View, verb: int, before: str) -> bool:
    """Whether "it" points at nothing: "it is unclear", "it takes time"."""
    lexicon = view.lexicon
    word = view.word(verb).lower()
    if word in lexicon["words.pleonastic_verbs"]:
        return True
    if word not in ("is", "was", "'s", "’s", "be", "has", "had", "will", "would", "may", "might", "could"):
        return False
    after = verb + 1
    while view.word(after).lower() in (
        "not",
        "also",
        "now",
        "been",
        "be",
        "still",
        "already",
        "only",
        "just",
        "n't",
    ) or view.word(after).endswith("ly"):
        if view.word(after).lower() in ("likely", "reportedly"):
            break
        after += 1
    following = view.word(after).lower()
    if word in ("is", "was", "'s", "’s"):
        if following in ("a", "an", "the", "one"):
            return not _company_noun_follows(view, after)
        if following in lexicon["words.pleonastic"]:
            return True
        if before in ("said", "says"):
            return False
        return not (following.endswith(("ing", "ed")) or following in lexicon["words.it_participles"])
    return following in lexicon["words.pleonastic"] or following in lexicon["words.pleonastic_verbs"]


def _company_noun_follows(view: View, article: int) -> bool:
    """Whether "the largest e-commerce company" follows, and not "the first time"."""
    lexicon = view.lexicon
    for place in range(article + 1, article + 8):
        word = view.word(place).lower()
        if word in lexicon["words.general_heads"] or word in lexicon["words.special_heads"]:
            return True
        if word not in ("'s", "’s") and (word in lexicon["words.prepositions"] or not word[:1].isalnum()):
            return False
    return False


def _antecedent(discourse: Discourse, index: int, possessive: bool) -> Optional[str]:
    view = discourse.view
    first, _ = discourse.sentence
    adjacent = _adjacent(discourse, index) if possessive else None
    if adjacent is not None:
        return adjacent
    if possessive and _beside_another(view, index):
        return None
    chosen = subject(discourse.here, latest=True)
    recent = discourse.focus is not None and discourse.focus_age < PRONOUN_REACH
    if chosen is not None and _coordinated(discourse, chosen):
        # "Apple and Huawei are its rivals": one pronoun can't stand for two.
        pair = {mention.id for mention in discourse.here}
        return discourse.focus if recent and discourse.focus not in pair else None
    start = first if chosen is None else chosen.last
    if chosen is None and not recent:
        chosen = other_mention(discourse.here)
    if _other_subject(discourse, start, index, possessive):
        return None
    if chosen is not None:
        return chosen.id
    if _in_opening_phrase(view, first, index):
        ahead = _subject_ahead(discourse, index)
        if ahead is not None:
            return ahead
    return discourse.focus if recent else None


def _coordinated(discourse: Discourse, mention: Mention) -> bool:
    """Whether the mention is the last of several subjects joined by "and"."""
    if not mention.subject or discourse.view.word(mention.first - 1) not in ("and", "&"):
        return False
    return any(mention.first - other.last in (1, 2) for other in discourse.here)


def _adjacent(discourse: Discourse, index: int) -> Optional[str]:
    """The company right before: "Tencent and its partners", "fined Alibaba for abusing its power"."""
    view = discourse.view
    if not discourse.here:
        return None
    link = index - 1 - view.word(index - 1).endswith("ing")
    if view.word(link).lower() not in view.lexicon["words.linkers"]:
        return None
    last: Mention = discourse.here[-1]
    near = last.last == link or (last.last == link - 1 and view.word(link - 1) == ",")
    return last.id if near and not last.source else None


def _beside_another(view: View, index: int) -> bool:
    """Whether a body that is no company is right before: "the government and its allies"."""
    return view.word(index - 1).lower() in view.lexicon["words.linkers"] and _is_other(view, index - 2)


def _is_other(view: View, index: int) -> bool:
    word = view.word(index)
    lexicon = view.lexicon
    return (
        word.lower() in lexicon["words.competitors"]
        or word in lexicon["places.words"]
        or (word in lexicon["names.public"] and word not in lexicon["names.roles"])
    )


def _other_subject(discourse: Discourse, start: int, index: int, possessive: bool) -> bool:
    """Whether something that is no company is the subject of a clause between ``start`` and ``index``."""
    view = discourse.view
    for place in range(max(start, index - _CLAUSE_WORDS), index):
        if not _is_other(view, place):
            continue
        following = place + 1
        if view.words[following] == ",":
            return possessive and not discourse.here
        while (
            view.word(following).endswith("ly")
            or view.word(following).lower() in view.lexicon["words.adverbs"]
        ):
            following += 1
        if following < index + 1 and view.is_finite(following):
            return True
    return False


def _in_opening_phrase(view: View, first: int, index: int) -> bool:
    """Whether the sentence opens with a phrase that holds the word: "In its latest report, …"."""
    return index - first < _PREPOSED and view.word(first).lower() in view.lexicon["words.prepositions"]


def _subject_ahead(discourse: Discourse, index: int) -> Optional[str]:
    """The company behind the opening phrase's comma that is the subject."""
    view = discourse.view
    comma = next((place for place in range(index, discourse.sentence[1]) if view.words[place] == ","), None)
    if comma is None:
        return None
    for place in range(comma + 1, min(comma + 8, discourse.sentence[1])):
        if place in discourse.starts:
            return discourse.starts[place]
        if view.is_finite(place):
            return None
    return None


__all__ = ["owner_of_its", "stands_for_it"]
