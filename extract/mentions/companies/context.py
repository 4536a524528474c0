"""Words beside a name that say it is a company's: what it does, has, is called, and whom it stands with."""

from __future__ import annotations

import re
from typing import Optional

from extract.mentions.companies.view import View

_TICKER = re.compile(r"\s?\((?:[A-Z]{2,8}\s?:\s?[A-Z0-9.]{1,7}|\d{4,6}\.[A-Z]{2})[^()]{0,30}\)")
_HYPHENED = re.compile(r"(?:[\w-]+)-(?:based|backed|owned|listed|headquartered)")
_POSSESSIVES = ("'s", "’s", "'S", "’S")
_APPOSITION_WORDS = 9


def has_ticker(view: View, last: int) -> bool:
    """Whether a ticker in brackets follows: ``(NASDAQ: JD)``."""
    return view.word(last) == "(" and _TICKER.match(view.text, view.ends[last - 1]) is not None


def described_before(view: View, first: int) -> bool:
    """Whether a noun right before says what it is: "startup Lumora"."""
    if first == 0 or view.opens(first):
        return False
    before = view.words[first - 1]
    return before.lower() in view.lexicon["words.before"] and (before.islower() or view.opens(first - 1))


def described_after(view: View, last: int) -> bool:
    """Whether an apposition follows that says what it is: ", a Berlin-based maker of scooters"."""
    head = apposition_head(view, last)
    return head is not None and view.words[head].lower() in view.lexicon["words.apposition"]


def backs_another(view: View, last: int) -> bool:
    """Whether an apposition says that it invests: ", an early backer of Zelvo"."""
    head = apposition_head(view, last)
    return head is not None and view.words[head].lower() in view.lexicon["words.backers"]


def apposition_head(view: View, last: int) -> Optional[int]:
    """The head noun of ", a … noun" behind word ``last``."""
    if view.word(last) != "," or view.word(last + 1).lower() not in ("a", "an", "the", "one", "another"):
        return None
    stop = min(last + 2 + _APPOSITION_WORDS, len(view.words))
    for index in range(last + 2, stop):
        if view.words[index].lower() in view.lexicon["words.head_ends"]:
            return index - 1 if index > last + 2 else None
    return None


def possesses(view: View, last: int, nouns: str) -> bool:
    """Whether "'s" and one of the nouns follow, with at most three words between."""
    if view.word(last) not in _POSSESSIVES and not (
        view.word(last) == "'" and view.word(last - 1)[-1:] == "s"
    ):
        return False
    wanted = view.lexicon[nouns]
    for index in range(last + 1, min(last + 5, len(view.words))):
        word = view.words[index]
        if word in wanted or word.lower() in wanted:
            return True
        if not (word[0].isalnum() or word in "-") or word.lower() in view.lexicon["words.prepositions"]:
            return False
    return False


def has_role(view: View, last: int) -> bool:
    """Whether an office or the shares follow: "Vantero CEO", "Vantero shares"."""
    word = view.word(last)
    if word not in view.lexicon["names.roles"] or "\n" in view.text[view.ends[last - 1] : view.starts[last]]:
        return False
    return (
        word not in view.lexicon["words.role_leads"] or view.word(last + 1) in view.lexicon["words.role_ends"]
    )


def acts(view: View, last: int) -> bool:
    """Whether a finite verb of what companies do follows, an adverb or auxiliary between or not."""
    lexicon = view.lexicon
    if view.words[last : last + 2] == [",", "which"]:
        last += 2
    word, following = view.word(last), view.word(last + 1)
    if word in ("was", "is"):
        return following in lexicon["verbs.passives"]
    if word in lexicon["verbs.auxiliaries"]:
        return following in lexicon.company_verbs or following in ("to", "been", "also")
    return word in lexicon.company_verbs or word in lexicon["verbs.past"]


def owns(view: View, last: int) -> bool:
    """Whether "'s" follows, and nothing that makes a river or a forest of it ("Amazon's rainforest")."""
    if view.word(last) not in _POSSESSIVES:
        return False
    return view.lexicon["names.voids"].isdisjoint(view.words[last + 1 : last + 4])


def releases(view: View, last: int) -> bool:
    """Whether it does what hardly any person does: ships, employs, launches an app, buys for money."""
    lexicon = view.lexicon
    verb = view.word(last)
    if verb in lexicon["verbs.releasing"]:
        return not lexicon["words.goods"].isdisjoint(view.words[last + 1 : last + 8])
    if verb in lexicon["verbs.results"]:
        return not lexicon["words.accounts"].isdisjoint(view.words[last + 1 : last + 8])
    if verb == "laid":
        return view.word(last + 1) == "off"
    return verb in lexicon["verbs.corporate"]


def deals(view: View, last: int) -> bool:
    """Whether it bought something for a sum: "acquired Zelvo for $85 million"."""
    lexicon = view.lexicon
    return view.word(last) in lexicon["verbs.dealing"] and not lexicon["words.money"].isdisjoint(
        view.words[last + 1 : last + 9]
    )


def is_object(view: View, first: int) -> bool:
    """Whether words before want a company: "shares of", "CEO of", "acquired", "stake in"."""
    before, earlier = view.word(first - 1).lower(), view.word(first - 2).lower()
    if before in ("of", "in"):
        if before == "of" and earlier in view.lexicon["words.objects_of"]:
            return True
        return before == "in" and earlier in view.lexicon["words.objects_in"]
    if before == "for":
        return earlier in view.lexicon["words.objects_for"]
    if before in ("by", "with"):
        return earlier in view.lexicon["words.objects_by"]
    return before in ("acquired", "acquire", "acquires", "acquiring")


def raises_money(view: View, last: int) -> bool:
    """Whether it raises money, files for an offering, or is valued or founded."""
    lexicon = view.lexicon
    first = last
    while first < last + 3 and (view.word(first) in lexicon["verbs.auxiliaries"] or view.word(first) == "to"):
        first += 1
    verb = view.word(first)
    if verb in lexicon["verbs.raising"]:
        return any(word in lexicon["words.money"] for word in view.words[first + 1 : first + 7])
    return verb in lexicon["verbs.listing"] and view.word(first + 1) in ("for", "public", "at", "in", "by")


def formerly(view: View, last: int) -> bool:
    """Whether a former name follows: ", formerly known as"."""
    index = last + (view.word(last) in (",", "("))
    return view.word(index).lower() in ("formerly", "previously")


def backed_name(view: View, first: int) -> bool:
    """Whether what stands before names place or owner: "Tencent-backed", "Berlin-based"."""
    return bool(_HYPHENED.fullmatch(view.word(first - 1)))


def owned_name(view: View, first: int, starts: dict[int, str]) -> bool:
    """Whether a company stands before as its owner: "Tencent-backed Zelvo", not "Iran-backed Houthis"."""
    return first - 1 in starts and view.word(first - 1).endswith(("-backed", "-owned", "-controlled"))


def beside(view: View, first: int, last: int, ends: dict[int, str], starts: dict[int, str]) -> int:
    """How many certain companies stand in one list with it: "Huawei, Lumora and Oppo" has two."""
    count = 0
    before = view.word(first - 1)
    if before in (",", "and", "&", "or"):
        gap = 2 if before in ("and", "or") and view.word(first - 2) == "," else 1
        place = first - gap
        if place in ends:
            count += 1
            if view.word(place - 2) in (",", "and") and place - 2 in ends:
                count += 1
    after = view.word(last)
    if after in (",", "and", "&", "or"):
        place = last + (2 if after == "," and view.word(last + 1) in ("and", "or") else 1)
        if place in starts:
            count += 1
    return count
