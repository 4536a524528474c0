"""Units said once for several numbers: "3.9 million headsets, up from 2.4 million", "84.75 cents … 74.07"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.mentions.figures.amounts import Amount
from extract.mentions.figures.tokens import Tokens

REACH = 22
"""How many words apart the number and the one that names its unit may stand."""
_BEFORE = frozenset("from to at by was is while and than including against versus compared of over about below above some another with".split())


def unit(tokens: Tokens, amounts: Sequence[Amount], place: int) -> None:
    """Give a number without unit and noun that of a joined number, else of a number before or after in its sentence."""
    amount = amounts[place]
    partner = amount.partner
    if partner is not None and partner.kind in ("count", "quantity") and not partner.masked:
        _take(amount, partner)
        return
    if place + 1 < len(amounts):
        other = amounts[place + 1]
        if other.kind == "count" and tokens.low[amount.last + 1] in ("up", "down") and other.first - amount.last == 2:
            _take(amount, other)
            return
    if not place or not _open(tokens, amount):
        return
    before = amounts[place - 1]
    if before.converts is None and before.kind == "money" and place > 1 and amounts[place - 2].kind == "money":
        before = amounts[place - 2] if tokens.low[amount.last + 1] == "(" else before
    if amount.first - before.last > REACH or _ended(tokens, before.last, amount.first):
        return
    if before.kind in ("count", "quantity") and (amount.scale > 1 or amount.step < 1 or amount.grouped or before.scale > 1):
        _take(amount, before)
    elif before.kind in ("money", "percent") and amount.scale == before.scale and _as_exact(amount, before):
        _take(amount, before)


def _take(amount: Amount, other: Amount) -> None:
    amount.kind, amount.unit, amount.currency, amount.per = other.kind, other.unit, other.currency, amount.per or other.per
    if other.currency is not None:
        amount.factor *= other.currency.factor


def _open(tokens: Tokens, amount: Amount) -> bool:
    """Whether nothing behind the number says what it is and a word before it compares it."""
    word = tokens.low[amount.first - 1]
    return word in _BEFORE or amount.modifier != "=" or word in (",", "$")


def _as_exact(amount: Amount, before: Amount) -> bool:
    """Prices and shares are compared to the same last digit: a bare "74.07" after "84.75 cents" is cents."""
    return amount.step == before.step and (amount.step < 1 or amount.grouped)


def _ended(tokens: Tokens, first: int, last: int) -> bool:
    return any(tokens.low[place] in (".", ";", "!", "?") and not tokens.glued(place + 1) for place in range(first + 1, last))
