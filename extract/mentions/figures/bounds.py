"""Modifiers around a number: "more than", "up to", "or more", "+", "-odd"."""

from __future__ import annotations

from extract.lexicon.figurewords import modifiers, word_set
from extract.mentions.figures.amount import Amount
from extract.mentions.figures.tokens import Tokens

_M = modifiers()
_TIMES, _LASTING, _SIZED = word_set("times"), word_set("lasting"), word_set("sized")
_THRESHOLDS, _PARTICLE_VERBS = word_set("thresholds"), word_set("particle_verbs")
_END = frozenset([".", ",", ")", "", ";"])
_COMPARATIVES = word_set("comparatives")
_MEASURES = word_set("measures_of_change")
_EARNING = word_set("earning")
_COMPARING = frozenset(["bigger", "higher", "larger", "lower", "smaller"])
_BY_FAR = frozenset(
    ["considerably", "far", "much", "sharply", "significantly", "slightly", "substantially", "well"]
)
_SET_BESIDE = frozenset(["after", "against", "compared", "following", "versus", "vs"])
_FEWEST = 10


def read_modifier(tokens: Tokens, amount: Amount, noun_end: int) -> None:
    """Set the modifier that stands before the figure, behind it or behind its noun (``noun_end``)."""
    low = tokens.low
    place = amount.first - 1
    if low[place] == "from" and low[place - 1] == ":" and amount.kind == "money":
        # A line of a price list: "Orbo Grand: from 11,900 pesos".
        amount.modifier = ">="
    if place >= 0 and (low[place] in _M.before.first or low[place] in _M.between):
        found = _M.before.match(low, place)
        for _ in range(3):
            if (found is not None and found[1] != "=") or low[place] not in _M.between:
                break
            place -= 1
            found = _M.before.match(low, place) or found
        if (
            found is not None
            and not (amount.low != amount.high and "range" in low[found[0] : amount.first])
            and _fits(tokens, amount, found[0])
            and not _is_known(tokens, amount, found[1])
        ):
            amount.modifier = found[1]
    for place in (amount.last + 1,) if noun_end == amount.last else (amount.last + 1, noun_end + 1):
        if (low[place] == "-" or low[place] in _M.after.first) and _read_behind(tokens, amount, place):
            return


def _is_known(tokens: Tokens, amount: Amount, modifier: str) -> bool:
    """Whether the number is one the reader is reminded of, so that the words before it compare and don't bound it.

    "More than the 9,652 Nio delivered" states 9,652; "topped the $5 billion mark" bounds.
    """
    if modifier not in (">", "<") or tokens.low[amount.first - 1] != "the":
        return False
    return not any(word in _THRESHOLDS for word in tokens.low[amount.last + 1 : amount.last + 3])


def _fits(tokens: Tokens, amount: Amount, first: int) -> bool:
    word, before = tokens.low[first], tokens.low[first - 1]
    if word in _SIZED and amount.kind not in ("money", "percent", "multiple") and not amount.big:
        return word == "some" and amount.low >= _FEWEST
    if word == "top" and before == "the":
        return False
    if word == "past" and before in ("the", "over", "this"):
        return False
    if f"{before}-{word}" in _PARTICLE_VERBS:
        return False
    if (before in _MEASURES or before.isdecimal()) and word in _COMPARATIVES:
        # "15% fewer than 5.19 million", "an increase of 31.8% over 52,000": how far it lies from a value that is known.
        return False
    if _is_compared(tokens, first) or _is_risen(tokens, amount, first):
        return False
    if word == "c":
        # "c. £60m" and "c.60m", but no letter that ends a sentence.
        return amount.kind in ("money", "percent") or tokens.glued(amount.first)
    if word == "~" and before[:1].isdecimal():
        return False
    # "A loan over six years" lasts six years; "for over six years" is longer.
    return word != "over" or amount.unit not in _TIMES or before in _LASTING


def _is_compared(tokens: Tokens, first: int) -> bool:
    """``Earned $22 million, higher than $10 million a year before``: the second sum is as known as the first."""
    if tokens.low[first] not in _COMPARING or tokens.low[first + 1] != "than":
        return False
    place = first - 2 if tokens.low[first - 1] in _BY_FAR else first - 1
    return tokens.low[place] == "," and any(
        word[:1].isdecimal() for word in tokens.low[max(0, place - 6) : place]
    )


def _is_risen(tokens: Tokens, amount: Amount, first: int) -> bool:
    """``Moved its target up to 298 million from 280 million``, ``profit up to £74m after a loss``: a rise, no bound."""
    if tokens.low[first] != "up":
        return False
    if "from" in tokens.low[amount.last + 1 : amount.last + 3]:
        return True
    return tokens.low[first - 1] in _EARNING and tokens.low[amount.last + 1] in _SET_BESIDE


def _read_behind(tokens: Tokens, amount: Amount, place: int) -> bool:
    low = tokens.low
    at = place + 1 if low[place] == "-" and low[place + 1] in ("odd", "plus", "ish") else place
    found = _M.after.match(low, at)
    if found is None or not _fits_behind(tokens, amount, place, at, found[0]):
        return False
    amount.modifier = ">=" if low[at] in ("+", "plus") else found[1]
    return True


def _fits_behind(tokens: Tokens, amount: Amount, place: int, at: int, last: int) -> bool:
    low = tokens.low
    word, after = low[at], low[last + 1]
    if word == "+":
        return tokens.glued(at) and not after[:1].isdecimal()
    if word in ("odd", "ish"):
        return at > place
    if word == "plus":
        return (at > place and tokens.glued(at)) or (place == amount.last + 1 and after in _END)
    if word in ("at", "maximum", "max", "minimum", "tops", "and"):
        return after in _END
    # "5000 or more than 4500" states two bounds, "200 or greater than 190" too.
    return not after[:1].isdecimal() and after != "than"
