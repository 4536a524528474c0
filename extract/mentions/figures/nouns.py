"""What is counted and per what: the head noun after a number, by its plural, and "a share", "per user", "/mo"."""

from __future__ import annotations

from typing import Optional

from extract.lexicon.figurewords import number_words, units, word_map, word_set
from extract.mentions.figures.tokens import Tokens

_STOP, _SKIP = word_set("noun_stop"), word_set("noun_skip")
_NOT_PLURAL, _ATTRIBUTIVE = word_set("not_plural"), word_set("attributive")
_COMPOUND_ENDS, _MEASURES = word_set("compound_ends"), word_set("measures")
_TECHNOLOGIES = word_set("technologies")
_PER_A, _NOT_PER = word_set("per_a"), word_set("not_per")
_POSSESSIVES = word_set("possessives")
_PLURAL, _ADVERBS, _SHORT = word_map("plural"), word_map("adverbs"), word_map("short")
_AFTER_EACH = frozenset(["", ".", ",", ";", ")", "to", "for", "on", "in", "from", "and", "by"])
_ADJECTIVE_ENDS = ("ed", "ing", "ly", "ous", "est", "ive", "al")
_NOUN_ENDS = ("eed", "bed", "ring")
_KINDS_OF_SHARE = frozenset(["basic", "common", "depositary", "depository", "diluted", "ordinary"])
_LONGEST_NAME = 4
_BULLETS = frozenset("-*•–—")
_SMALL = frozenset(number_words().small)
_TIMES_PLURAL = frozenset(f"{time}s" for time in word_set("times"))
REACH = 7
"""How many words a noun phrase is followed."""


def is_plural(word: str) -> bool:
    """Whether a word in lower case, or an acronym as written, looks like a plural noun."""
    if word in _PLURAL or (word[-1:] == "s" and len(word) > 2 and word[:-1].isupper()):
        return True
    if len(word) < 4 or word[-1] != "s" or word[-2:] in ("ss", "us", "is"):
        return False
    return word.lower() not in _NOT_PLURAL and word.lower() not in _STOP


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

    The first plural in reach is the head (the last one after "sports", "sales" and the like); without a plural, a
    number of one counts the noun beside it, and another number leaves it to ``adjective_noun``.
    """
    low = tokens.low
    for seen in range(REACH):
        if "\n" in tokens.gap(place - 1) and low[place] in _BULLETS:
            return None
        tied = False
        while low[place] == "-" or (low[place] == "/" and tokens.glued(place)):
            # "plug-in cars": a word that ends a phrase elsewhere is part of a compound here.
            tied = seen > 0 and tokens.glued(place) and tokens.glued(place + 1)
            place += 1
        place = _over_modifier(tokens, place, seen)
        word = low[place]
        if tokens.words[place][:1].isupper() and "\n" in tokens.gap(place - 1):
            # The next row of a table, the next paragraph.
            return None
        if word == "and" and seen and (is_plural(low[place + 1]) or is_plural(low[place + 2])):
            place += 1
            continue
        hyphen = low[place + 1] == "-" and tokens.glued(place + 1)
        if hyphen:
            compound = _compound(tokens, place)
            if compound is not None:
                return compound
        if not word.isalpha() or (word in _STOP and word not in _SKIP and not tied):
            return None
        if word in _SMALL and low[place + 1] in _TIMES_PLURAL:
            # "74.8 million twelve months before".
            return None
        if not hyphen and (is_plural(word) or is_plural(tokens.words[place])):
            if word in _ATTRIBUTIVE and is_plural(low[place + 1]):
                place += 1
            return place, _with_number(tokens, place)
        if number_is_one and word not in _SKIP and word not in _NOT_PLURAL and not word.endswith("ly"):
            return place, singular(tokens.words[place])
        place += 1
    return None


def _over_modifier(tokens: Tokens, place: int, seen: int) -> int:
    """Over "5G", "Series C" and "United States" to the noun: "253 million 5G subscribers", "four Series C deals"."""
    words, low = tokens.words, tokens.low
    if words[place].isdecimal() and words[place + 1] in _TECHNOLOGIES and tokens.glued(place + 1):
        return place + 2 if seen or words[place - 1][-1:].isalpha() else place
    letter = words[place + 1]
    if low[place] == "series" and len(letter) == 1 and letter.isupper() and low[place + 2].isalpha():
        return place + 2
    if low[place : place + 2] == ["united", "states"] and low[place + 2].isalpha():
        return place + 2
    return place


def _proper(tokens: Tokens, place: int) -> str:
    """The singular, with its capital where it is a name ("iPhones", "Indians") and no word of a headline."""
    written, noun = tokens.words[place], singular(tokens.words[place])
    if written.islower() or noun != written.lower()[: len(noun)]:
        return noun
    beside = (tokens.words[place - 2], tokens.words[place - 1], tokens.words[place + 1])
    return noun if any(word[:1].isupper() for word in beside) else written[: len(noun)]


def _with_number(tokens: Tokens, place: int) -> str:
    """``two-wheeler``: a number word tied to the noun by a hyphen belongs to it."""
    noun = _proper(tokens, place)
    tied = tokens.low[place - 1] == "-" and tokens.glued(place) and tokens.low[place - 2] in _SMALL
    return f"{tokens.low[place - 2]}-{noun}" if tied and place > 2 and tokens.glued(place - 1) else noun


def _compound(tokens: Tokens, place: int) -> Optional[tuple[int, str]]:
    """``start-ups``, ``co-founders``."""
    word, end = tokens.low[place], tokens.low[place + 2]
    if end in _COMPOUND_ENDS:
        return place + 2, f"{word}-{end[:-1]}"
    return (place + 2, f"co-{singular(end)}") if word == "co" and is_plural(end) else None


def adjective_noun(tokens: Tokens, place: int, hyphen: bool = False) -> Optional[tuple[int, str]]:
    """The singular noun of a compound ("12 page document", "11-member bloc"); ``hyphen`` stands before it."""
    word, low, follows = tokens.words[place], tokens.low[place], tokens.low[place + 1]
    if not (hyphen or follows == "-" or (follows.isalpha() and follows not in _STOP)):
        return None
    if not low.isalpha() or len(low) < 3 or not word[0].islower() or is_plural(low):
        return None
    if low in _STOP or low in _SKIP or low in _MEASURES or low in _NOT_PLURAL:
        return None
    return None if low.endswith(_ADJECTIVE_ENDS) and not low.endswith(_NOUN_ENDS) else (place, low)


def of_noun(tokens: Tokens, place: int) -> Optional[tuple[int, str]]:
    """The noun in "two of its founders", "three of Baidu's apps": ``place`` is the word "of"."""
    low = tokens.low
    place += 1
    for _ in range(5):
        if low[place] in _POSSESSIVES:
            place += 1
        elif low[place + 1] in ("'", "’") and low[place + 2] == "s":
            place += 3
        else:
            break
    return head_noun(tokens, place)


def per_what(tokens: Tokens, last: int) -> Optional[str]:
    """The lemma of what the figure ending at token ``last`` is per, else null."""
    low = tokens.low
    place = last + 1
    if low[place] == "-" and low[place + 1] in ("a", "per", "an"):
        place += 1
    word = low[place]
    if word == "per":
        return _per(tokens, place + 1)
    if word == "each" and low[place + 1] in _AFTER_EACH:
        return "piece"
    if word in ("a", "an", "each", "every"):
        noun = place + 2 if low[place + 1] == "-" else place + 1
        return _lemma(tokens, noun) if low[noun] in _PER_A and low[noun + 1] not in _NOT_PER else None
    if word == "/":
        return _SHORT.get(low[place + 1]) or _SHORT.get(tokens.words[place + 1])
    if word in _ADVERBS and low[place + 1] not in ("active", "average", "basis", "-"):
        return _ADVERBS[word]
    return None


def _per(tokens: Tokens, place: int) -> Optional[str]:
    low = tokens.low
    if low[place] == "-":
        place += 1
    if not low[place].isalpha() or low[place] == "cent":
        return None
    for _ in range(_LONGEST_NAME):
        # "Per Tellum share", "per American Depositary Share": a name and a kind before what it is per.
        named = tokens.words[place][:1].isupper() or low[place] in _KINDS_OF_SHARE
        following = tokens.words[place + 1]
        if not named or not (following[:1].isupper() or low[place + 1] in _PER_A | _KINDS_OF_SHARE):
            break
        place += 1
    return {"annum": "year", "capita": "person"}.get(low[place]) or _lemma(tokens, place)


def _lemma(tokens: Tokens, place: int) -> str:
    found = units().spelled.match(tokens.low, place)
    return singular(tokens.words[place]) if found is None else found[1].name
