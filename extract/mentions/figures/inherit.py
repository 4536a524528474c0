"""Units said once for several numbers: "3.9 million headsets, up from 2.4 million", "84.75 cents … 74.07"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from extract.lexicon.figurewords import figure_words
from extract.mentions.figures.amounts import Amount
from extract.mentions.figures.nouns import is_plural, singular
from extract.mentions.figures.tokens import Tokens

_TIMES = frozenset("year month week day hour minute second quarter decade".split())
_VERBS = figure_words()["change"]["words"] | frozenset(
    "reached hit numbered totaled totalled stood exceeded surpassed topped passed averaged crossed was were is are reach hits exceed exceeds tops top reaches".split()
)
_MONEY_NOUNS = figure_words()["attributive"]["words"] | frozenset(
    "revenues earnings profits losses costs prices expenses proceeds funds exports imports assets debts deposits fees taxes inflows outflows results figures numbers levels estimates years months days weeks quarters times investments loans fines sanctions".split()
)
_BETWEEN = frozenset("to from at by about over more than nearly almost around roughly approximately some a an the record as high many much up down only just least no less fewer above below under of total level".split())
REACH_OF_VERB, REACH_OF_SUBJECT = 7, 6
REACH = 22
"""How many words apart the number and the one that names its unit may stand."""
_BEFORE = frozenset("from to at by was is while and than including against versus compared of over about below above some another with".split())


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


def unit(tokens: Tokens, amounts: Sequence[Amount], place: int) -> None:
    """Give a number without unit and noun that of another number before or right after it in its sentence."""
    amount = amounts[place]
    if place + 1 < len(amounts):
        other = amounts[place + 1]
        if other.kind == "count" and tokens.low[amount.last + 1] in ("up", "down") and other.first - amount.last == 2:
            _take(amount, other)
            return
    if not place or not _open(tokens, amount):
        return
    restated = _restated_alike(tokens, amounts, place)
    if restated is not None:
        _take(amount, restated)
        return
    for before in reversed(amounts[max(0, place - 3) : place]):
        if amount.first - before.last > REACH or _ended(tokens, before.last, amount.first):
            return
        if before.kind in ("count", "quantity") and before.unit not in _TIMES and _is_large(amount, before):
            _take(amount, before)
            return
        if before is amounts[place - 1] and before.kind in ("money", "percent") and amount.scale == before.scale:
            if amount.step == before.step and amount.step < 1 and not amount.grouped:
                _take(amount, before)
                return
            if before.kind == "percent" and tokens.low[amount.first - 1] == "by" and amount.scale == 1 and not amount.grouped:
                _take(amount, before)
                return


def from_subject(tokens: Tokens, amount: Amount) -> None:
    """Give a large number without noun that of its sentence's subject: "daily active users reached 300 million"."""
    low = tokens.low
    if low[amount.last + 1] == "(":
        return
    place = amount.first - 1
    verb = None
    if is_plural(low[place]) and low[place] not in _MONEY_NOUNS and tokens.words[place].islower():
        amount.unit = singular(tokens.words[place])
        return
    for _ in range(REACH_OF_VERB):
        if low[place] in _VERBS:
            verb = place
            break
        if low[place] not in _BETWEEN:
            return
        place -= 1
    if verb is None:
        return
    for place in range(verb - 1, max(-1, verb - 1 - REACH_OF_SUBJECT), -1):
        word = low[place]
        if is_plural(word) and word not in _MONEY_NOUNS and (tokens.words[place][0].islower() or place == 0 or low[place - 1] in (".", "“", '"')):
            amount.unit = singular(tokens.words[place])
            return
        if word in (".", ";", ":", "!", "?", ",") or word[:1].isdecimal() or word in ("revenue", "profit", "income", "volume", "gmv", "valuation"):
            return


def _is_large(amount: Amount, before: Amount) -> bool:
    return amount.scale > 1 or amount.step < 1 or amount.grouped or before.scale > 1 or amount.low >= 2100


def _restated_alike(tokens: Tokens, amounts: Sequence[Amount], place: int) -> Optional[Amount]:
    """The money before it that the same currency restated: "2,435,000 yen ($22,480) and 2,380,000 ($21,972)"."""
    if tokens.low[amounts[place].last + 1] != "(" or place + 1 >= len(amounts) or amounts[place + 1].currency is None:
        return None
    restating = amounts[place + 1].currency
    for back in range(place - 1, max(0, place - 5), -1):
        one, other = amounts[back - 1], amounts[back]
        if one.currency and other.currency and other.currency.code == restating.code != one.currency.code:
            return one
    return None


def _take(amount: Amount, other: Amount) -> None:
    amount.kind, amount.unit, amount.currency, amount.per = other.kind, other.unit, other.currency, amount.per or other.per
    if other.currency is not None:
        amount.factor *= other.currency.factor


def _open(tokens: Tokens, amount: Amount) -> bool:
    """Whether nothing behind the number says what it is and a word before it compares it."""
    word = tokens.low[amount.first - 1]
    return word in _BEFORE or amount.modifier != "=" or word in (",", "$")


def _ended(tokens: Tokens, first: int, last: int) -> bool:
    return any(tokens.low[place] in (".", ";", "!", "?") and not tokens.glued(place + 1) for place in range(first + 1, last))
