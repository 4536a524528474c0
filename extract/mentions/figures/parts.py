"""Numbers too small to stand alone that part or compare those named: "Of the 1,600 posts, 874 are in Oulu", "up from 310"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from extract.lexicon.figurewords import word_set
from extract.mentions.figures.amount import Amount
from extract.mentions.figures.ellipsis import FAR, FEWEST, antecedent, head, label, take
from extract.mentions.figures.tokens import Tokens

_FILLERS, _NOT_MOVED = word_set("range_fillers"), word_set("not_moved")
_PART_FOLLOWED, _PLACED = word_set("part_followed"), word_set("part_placed")
_SET_AGAINST, _LEVEL_FOLLOWED = frozenset(["from", "against", "than", "with"]), word_set("level_followed")
_HAVING, _HELD = word_set("having"), word_set("held")
_PRONOUNS = frozenset(["them", "those", "these", "whom", "which"])


def admits(tokens: Tokens, amounts: Sequence[Amount], place: int) -> bool:
    """Whether a bare number that is too small to stand alone is a figure for the words around it; its unit is set then.

    "Of the 1,600 posts, 874 are in Oulu", "the other 726", "up from 310 today", "has 460 shops and wants 700 by 2019".
    """
    amount = amounts[place]
    if amount.masked or amount.value < FEWEST or amount.low != amount.high or amount.step != 1:
        return False
    if tokens.low[amount.first - 1] == ":":
        noun = label(tokens, amount.first - 1)
        if noun is not None:
            amount.kind, amount.unit = "count", noun
            return True
    if amount.form not in ("digits", "words") or not (_is_part(tokens, amount) or _is_level(tokens, amount)):
        return False
    other = antecedent(tokens, amounts, place, compared=True)
    noun = _parted(tokens, amount)
    if noun is not None:
        amount.kind, amount.unit = "count", noun
        return True
    if other is None or amount.first - other.last > FAR:
        return False
    if other.kind == "money" and tokens.low[amount.first - 1] != "from":
        return False
    take(amount, other)
    return True


def _is_part(tokens: Tokens, amount: Amount) -> bool:
    """Whether it is a part of those named: "of these 649", "another 160 on", "the other 27 in", "531 in shops"."""
    low = tokens.low
    before, after = low[amount.first - 1], low[amount.last + 1]
    if before in ("another", "further", "other", "remaining"):
        return after in _PART_FOLLOWED or not after.isalpha()
    if before in _PRONOUNS and low[amount.first - 2] in ("of", "among"):
        return True
    if after not in _PART_FOLLOWED:
        return False
    if before == "," and any(_opens_with_of(tokens, at) for at in range(amount.first - 9, amount.first - 1)):
        return True
    # "118 in the call centres, 64 on the road and 12 abroad".
    return before in (",", ";", ":", "and") and after in _PLACED


def _parted(tokens: Tokens, amount: Amount) -> Optional[str]:
    """The noun of "Of the 1,600 posts, 874 are in Oulu"."""
    if tokens.low[amount.first - 1] != ",":
        return None
    for at in range(amount.first - 9, amount.first - 1):
        if _opens_with_of(tokens, at):
            noun = head(tokens, at + 1)
            return None if f"{noun}s" in _NOT_MOVED else noun
    return None


def _opens_with_of(tokens: Tokens, at: int) -> bool:
    return at >= 0 and tokens.low[at] == "of" and (at == 0 or not tokens.low[at - 1].isalpha())


def _is_level(tokens: Tokens, amount: Amount) -> bool:
    """Whether it is a level of what an earlier number counts: "up from 310", "it had 37 at the end", "be in 400 by"."""
    low = tokens.low
    place = amount.first - 1
    after = low[amount.last + 1]
    ends = not after.isalnum()
    if low[place] == "s" and low[place - 1] in ("'", "’"):
        # "Dwarfs Sonnetta's 61".
        return ends
    if low[place] == "the" and after in ("it", "they"):
        return True
    while low[place] in _FILLERS or low[place] in ("just", "only", "the", "in"):
        place -= 1
    if low[place] in _SET_AGAINST and not (low[place] == "with" and low[place - 1] != "compared"):
        return after in _LEVEL_FOLLOWED or ends
    return low[place] in _HAVING and (after in _HELD or ends)
