"""Modifiers around a number: "more than", "up to", "or more", "+", "-odd"."""

from __future__ import annotations

from extract.lexicon.figurewords import modifiers
from extract.mentions.figures.amounts import Amount
from extract.mentions.figures.tokens import Tokens
from extract.model import Modifier

_M = modifiers()
_TIMES = frozenset("year month week day hour minute second decade".split())
_LASTING = frozenset("for in been by after since spent spend took take takes lasted lasts last lasting just well of is was are were than to".split())
_NEEDS_SIZE = frozenset(["top", "tops", "topping", "cross", "crosses", "crossed", "crossing", "passed", "passing", "past", "some", "say", "minimum", "maximum"])
"""Words that are modifiers only of money, shares and large numbers ("topped $1 billion", but "top 10")."""


def read_modifier(tokens: Tokens, amount: Amount, noun_end: int) -> None:
    """Set the modifier that stands before the figure, behind it or behind its noun (``noun_end``)."""
    place = amount.first - 1
    if place >= 0 and (tokens.low[place] in _M.before.first or tokens.low[place] in _M.between):
        found = _M.before.match(tokens.low, place)
        for _ in range(3):
            if found is not None and found[1] != "=" or tokens.low[place] not in _M.between:
                break
            place -= 1
            found = _M.before.match(tokens.low, place) or found
        if found is not None and _fits(tokens, amount, *found):
            _set(amount, found[1], found[0], place)
    for place in (amount.last + 1,) if noun_end == amount.last else (amount.last + 1, noun_end + 1):
        if tokens.low[place] != "-" and tokens.low[place] not in _M.after.first:
            continue
        at = place + 1 if tokens.low[place] == "-" and tokens.low[place + 1] in ("odd", "plus", "ish") else place
        behind = _M.after.match(tokens.low, at)
        if behind is not None and _fits_behind(tokens, amount, place, at, behind[0]):
            amount.modifier = ">=" if tokens.low[at] in ("+", "plus") else behind[1]
            return


def _set(amount: Amount, modifier: Modifier, first: int, last: int) -> None:
    amount.modifier = modifier


def _fits(tokens: Tokens, amount: Amount, first: int, modifier: Modifier) -> bool:
    word = tokens.low[first]
    sized = amount.kind in ("money", "percent", "multiple") or amount.scale >= 1000 or amount.grouped
    if word in _NEEDS_SIZE and not sized:
        return word == "some" and amount.low >= 10
    if word == "past" and tokens.low[first - 1] in ("the", "over", "this"):
        return False
    if word in "~<>" and tokens.low[first - 1][:1].isdecimal() and word == "~":
        return False
    # "a loan over six years" lasts six years; "for over six years" is longer.
    return word != "over" or amount.unit not in _TIMES or tokens.low[first - 1] in _LASTING


def _fits_behind(tokens: Tokens, amount: Amount, place: int, at: int, last: int) -> bool:
    word = tokens.low[at]
    if word == "+":
        return tokens.glued(at) and not tokens.low[at + 1][:1].isdecimal()
    if word in ("plus", "ish"):
        return at > place and tokens.glued(at) or (word == "plus" and tokens.low[at + 1] in ("years", "million", ".", ",") and place == amount.last + 1)
    if word == "odd":
        return at > place
    if word == "at":
        return tokens.low[last + 1] in (".", ",", ")", "", ";")
    if word in ("maximum", "max", "minimum", "tops", "and", "approximately"):
        return tokens.low[last + 1] in (".", ",", ")", "", ";") and word != "approximately"
    # "5000 or more than 4500" states two bounds, "200 or greater than 190" too.
    return not tokens.low[last + 1][:1].isdecimal() and tokens.low[last + 1] != "than"
