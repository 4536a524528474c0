"""Units said elsewhere in the sentence: "3.9 million headsets, up from 2.4 million", "users reached 300 million"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from extract.lexicon.figurewords import word_set
from extract.mentions.figures.amount import Amount
from extract.mentions.figures.nouns import is_plural, singular
from extract.mentions.figures.tokens import Tokens

_TIMES, _COMPARING = word_set("times"), word_set("comparing")
_VERBS, _BEFORE_LEVEL = word_set("change") | word_set("reach"), word_set("before_level")
_MONEY_NOUNS, _MONEY_SUBJECTS = word_set("money_nouns") | word_set("attributive"), word_set("money_subjects")
_UNCOUNTED = _MONEY_NOUNS | word_set("verb_plurals") | (word_set("not_moved") - word_set("transfers"))
_STOPS = frozenset([".", ";", ":", "!", "?", ","])
_SENTENCE_ENDS = frozenset([".", ";", "!", "?"])
_SENTENCE_STARTS = frozenset([".", "“", '"', "!", "?"])
_LATEST_YEAR = 2100
_LARGEST_RATIO = 20_000
REACH = 22
"""How many words apart the number and the one that names its unit may stand."""
REACH_OF_VERB, REACH_OF_SUBJECT = 7, 6


def from_partner(amount: Amount) -> None:
    """Give a number without noun the one of the number it is joined to ("four- and five-cylinder")."""
    partner = amount.partner
    if partner is not None and partner.kind in ("count", "quantity") and not partner.masked:
        _take(amount, partner)


def between_partners(amounts: Sequence[Amount]) -> None:
    """Let the members of a list count the same thing where only the first says what."""
    for amount in amounts:
        partner = amount.partner
        if partner is not None and amount.kind == partner.kind == "count" and partner.unit is None:
            partner.unit = amount.unit


def from_neighbour(tokens: Tokens, amounts: Sequence[Amount], place: int) -> None:
    """Give a number without unit and noun that of a number before or right after it in its sentence."""
    amount, low = amounts[place], tokens.low
    if place + 1 < len(amounts):
        other = amounts[place + 1]
        if (
            other.kind == "count"
            and low[amount.last + 1] in ("up", "down")
            and other.first - amount.last == 2
        ):
            _take(amount, other)
            return
    word = low[amount.first - 1]
    if not place:
        return
    # "A shipped 206 million units, B shipped 206.8 million": the verb is repeated.
    repeated = word == low[amounts[place - 1].first - 1]
    if not (repeated or word in _COMPARING or amount.modifier != "=" or word == ","):
        return
    restated = _restated_alike(tokens, amounts, place)
    if restated is not None:
        _take(amount, restated)
        return
    for back in range(place - 1, max(-1, place - 4), -1):
        before = amounts[back]
        if amount.first - before.last > REACH or _sentence_ends(tokens, before.last, amount.first):
            return
        if _counts_alike(amount, before) or (back == place - 1 and _priced_alike(word, amount, before)):
            _take(amount, before)
            return


def _counts_alike(amount: Amount, before: Amount) -> bool:
    if before.kind not in ("count", "quantity") or before.unit in _TIMES:
        return False
    if before.kind == "quantity" and amount.value > before.value * _LARGEST_RATIO:
        # "8-inch wafers sank to 4.41 million".
        return False
    return (
        amount.scale > 1
        or amount.step < 1
        or amount.grouped
        or before.scale > 1
        or amount.low >= _LATEST_YEAR
    )


def _priced_alike(word: str, amount: Amount, before: Amount) -> bool:
    """``84.75 cents, while the lowest is 74.07``; ``rose 2 percent, fell by 1``."""
    if before.kind not in ("money", "percent") or amount.scale != before.scale or amount.grouped:
        return False
    return (amount.step == before.step and amount.step < 1) or (before.kind == "percent" and word == "by")


def _restated_alike(tokens: Tokens, amounts: Sequence[Amount], place: int) -> Optional[Amount]:
    """The money before it that the same currency restated: "2,435,000 yen ($22,480) and 2,380,000 ($21,972)"."""
    if tokens.low[amounts[place].last + 1] != "(" or place + 1 >= len(amounts):
        return None
    restating = amounts[place + 1].code
    for back in range(place - 1, max(0, place - 5), -1):
        one, other = amounts[back - 1], amounts[back]
        if restating is not None and one.code not in (None, restating) and other.code == restating:
            return one
    return None


def from_subject(tokens: Tokens, amount: Amount) -> None:
    """Give a large number without noun that of its sentence's subject: "daily active users reached 300 million"."""
    low = tokens.low
    place = amount.first - 1
    if low[amount.last + 1] == "(":
        return
    if is_plural(low[place]) and low[place] not in _UNCOUNTED and tokens.words[place].islower():
        amount.unit = singular(tokens.words[place])
        return
    for _ in range(REACH_OF_VERB):
        if low[place] in _VERBS:
            amount.unit = _subject(tokens, place)
            return
        if low[place] not in _BEFORE_LEVEL:
            return
        place -= 1


def _subject(tokens: Tokens, verb: int) -> Optional[str]:
    low, words = tokens.low, tokens.words
    for place in range(verb - 1, max(-1, verb - 1 - REACH_OF_SUBJECT), -1):
        word = low[place]
        opens = place == 0 or low[place - 1] in _SENTENCE_STARTS
        if is_plural(word) and word not in _UNCOUNTED and (words[place][0].islower() or opens):
            return singular(words[place])
        if word in _STOPS or word[:1].isdecimal() or word in _MONEY_SUBJECTS:
            return None
    return None


def _take(amount: Amount, other: Amount) -> None:
    amount.kind, amount.unit, amount.currency = other.kind, other.unit, other.currency
    amount.per = amount.per or other.per
    if other.currency is not None:
        amount.factor *= other.currency.factor


def _sentence_ends(tokens: Tokens, first: int, last: int) -> bool:
    return any(
        tokens.low[place] in _SENTENCE_ENDS and not tokens.glued(place + 1)
        for place in range(first + 1, last)
    )
