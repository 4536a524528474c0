"""What is counted and per what: the head noun after a number, by its plural, and "a share", "per user", "/mo"."""

from __future__ import annotations

from typing import Optional

from extract.lexicon.figurewords import figure_words, units
from extract.mentions.figures.tokens import Tokens

_W = figure_words()
_STOP: frozenset[str] = _W["noun_stop"]["words"]
_SKIP: frozenset[str] = _W["noun_skip"]["words"]
_NOT_PLURAL: frozenset[str] = _W["not_plural"]["words"]
_ATTRIBUTIVE: frozenset[str] = _W["attributive"]["words"]
_PLURAL: dict[str, str] = _W["plural"]
_PER_A: frozenset[str] = _W["per_a"]["words"]
_ADVERBS: dict[str, str] = _W["per_a"]["adverbs"]
_SHORT: dict[str, str] = _W["per_a"]["short"]
_MEASURES = frozenset("strong plus odd fold long wide high tall deep old based something ish million billion percent".split())
_NOT_AFTER_PER_A = frozenset(
    ["ago", "earlier", "later", "after", "before", "when", "of", "ahead", "old", "long", "-"]
)
_COMPOUND_ENDS = frozenset(["ups", "ons", "ins", "offs", "outs", "bys", "minis"])
REACH = 7
"""How many words a noun phrase is followed."""


def is_plural(word: str) -> bool:
    """Whether a word in lower case, or an acronym as written, looks like a plural noun."""
    if word in _PLURAL or (word[-1:] == "s" and len(word) > 2 and word[:-1].isupper()):
        return True
    return (
        len(word) > 3
        and word[-1] == "s"
        and word[-2:] not in ("ss", "us", "is")
        and word not in _NOT_PLURAL
        and word not in _STOP
    )


def singular(word: str) -> str:
    """The singular of a noun: ``companies`` is ``company``, ``DAUs`` is ``DAU``, ``people`` is ``person``."""
    low = word.lower()
    if low in _PLURAL:
        return _PLURAL[low]
    if word != low and word[:-1].isupper() and word[-1] == "s" and len(word) > 2:
        return word[:-1]
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return low[:-2]
    if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return word if word.isupper() and len(word) > 1 else low


def head_noun(tokens: Tokens, place: int, number_is_one: bool = False) -> Optional[tuple[int, str]]:
    """The last token and lemma of the noun that the number before ``place`` counts, null where there is none.

    The first plural in reach is the head (the last of several in a row); without one, a number of one counts the
    noun beside it, and another number leaves it to the caller (``adjective_noun``).
    """
    low = tokens.low
    seen = 0
    while seen < REACH:
        word = low[place]
        if word == "-":
            place += 1
            continue
        if word == "and" and seen and (is_plural(low[place + 1]) or is_plural(low[place + 2])):
            place += 1
            continue
        if low[place + 1] == "-" and low[place + 2] in _COMPOUND_ENDS and tokens.glued(place + 1):
            return place + 2, word + "-" + low[place + 2][:-1]
        if word == "co" and low[place + 1] == "-" and is_plural(low[place + 2]):
            return place + 2, "co-" + singular(low[place + 2])
        if not word.isalpha() or (word in _STOP and word not in _SKIP):
            return None
        if (is_plural(word) or is_plural(tokens.words[place])) and not (low[place + 1] == "-" and tokens.glued(place + 1)):
            while word in _ATTRIBUTIVE and is_plural(low[place + 1]):
                place += 1
                word = low[place]
            return place, singular(tokens.words[place])
        if number_is_one and word not in _SKIP and word not in _NOT_PLURAL and not word.endswith("ly"):
            return place, singular(tokens.words[place])
        seen += 1
        place += 1
    return None


def adjective_noun(tokens: Tokens, place: int, hyphen: bool = False) -> Optional[tuple[int, str]]:
    """The singular noun of a compound ("12 page document", "11-member bloc")."""
    word = tokens.words[place]
    low = tokens.low[place]
    if low in _MEASURES:
        return None
    follows = tokens.low[place + 1]
    if not (hyphen or follows.isalpha() and follows not in _STOP or follows == "-"):
        return None
    if not low.isalpha() or len(low) < 3 or not word[0].islower() or low in _STOP or low in _SKIP:
        return None
    if low.endswith(("ed", "ing", "ly", "ous", "est", "ive", "al")) and not low.endswith(("eed", "bed", "ring")) or low in _NOT_PLURAL:
        return None
    return place, low


def of_noun(tokens: Tokens, place: int) -> Optional[tuple[int, str]]:
    """The noun in "two of its founders", "three of Baidu's apps": ``place`` is the word "of"."""
    low = tokens.low
    place += 1
    for _ in range(5):
        if low[place] in ("the", "its", "their", "his", "her", "our", "these", "those", "my", "your", "all"):
            place += 1
        elif low[place + 1] in ("'", "’") and low[place + 2] == "s":
            place += 3
        else:
            break
    return head_noun(tokens, place)


def per_what(tokens: Tokens, last: int) -> Optional[tuple[int, str]]:
    """The last token and lemma of what the figure ending at ``last`` is per, else null."""
    low = tokens.low
    place = last + 1
    if low[place] == "-" and low[place + 1] in ("a", "per", "an"):
        place += 1
    word = low[place]
    if word == "per":
        return _per(tokens, place + 1)
    if word == "each" and low[place + 1] in ("", ".", ",", ";", ")", "to", "for", "on", "in", "from", "and", "by"):
        return place, "piece"
    if word in ("a", "an", "each", "every"):
        nxt = place + 2 if low[place + 1] == "-" else place + 1
        if low[nxt] in _PER_A and low[nxt + 1] not in _NOT_AFTER_PER_A:
            return nxt, _unit_lemma(tokens, nxt)[1]
        return None
    if word == "/" and tokens.glued(place) or word == "/" and low[place + 1] in _SHORT:
        short = _SHORT.get(low[place + 1]) or _SHORT.get(tokens.words[place + 1])
        return (place + 1, short) if short else None
    if word in _ADVERBS and not (low[place + 1] in ("active", "average", "basis") or low[place + 1] == "-"):
        return place, _ADVERBS[word]
    return None


def _per(tokens: Tokens, place: int) -> Optional[tuple[int, str]]:
    low = tokens.low
    if low[place] == "-":
        place += 1
    if not low[place].isalpha() or low[place] == "cent":
        return None
    short = {"annum": "year", "capita": "person"}.get(low[place])
    return (place, short) if short else _unit_lemma(tokens, place)


def _unit_lemma(tokens: Tokens, place: int) -> tuple[int, str]:
    found = units().spelled.match(tokens.low, place)
    if found is not None:
        return found[0], found[1].name
    return place, singular(tokens.words[place])
