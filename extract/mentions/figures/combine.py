"""Several numbers that belong together: ranges, changes "from … to …", lists that share a scale, currency or unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Optional

from extract.lexicon.figurewords import figure_words, number_words
from extract.mentions.figures.amounts import DASHES, Amount
from extract.mentions.figures.names import is_year
from extract.mentions.figures.nouns import head_noun
from extract.mentions.figures.numerals import ONE
from extract.mentions.figures.tokens import Tokens

_CHANGE: frozenset[str] = figure_words()["change"]["words"]
_FILLERS = frozenset(["about", "around", "roughly", "nearly", "almost", "even", "approximately", "as", "much", "many", "some", "perhaps", "maybe"])
_LARGEST_RATIO = Decimal(100)
CHANGE_REACH = 10
"""How many words before "from A to B" a verb of change may stand."""


def combine(tokens: Tokens, amounts: list[Amount]) -> list[Amount]:
    """Join ranges and let neighbours share what is said once; the list stays in text order."""
    if len(amounts) < 2:
        return amounts
    _share_lists(tokens, amounts)
    found: list[Amount] = []
    place = 0
    while place < len(amounts):
        one = amounts[place]
        other = amounts[place + 1] if place + 1 < len(amounts) else None
        joined = None if other is None else _join(tokens, one, other)
        if joined is not None:
            found.append(joined)
            place += 2
        else:
            found.append(one)
            place += 1
    return found


def _gap(tokens: Tokens, one: Amount, other: Amount) -> Optional[list[str]]:
    """The words between two numbers, without fillers; null where they are far apart."""
    if other.first - one.last > 6:
        return None
    return [word for word in tokens.low[one.last + 1 : other.first] if word not in _FILLERS]


def _join(tokens: Tokens, one: Amount, other: Amount) -> Optional[Amount]:
    gap = _gap(tokens, one, other)
    if gap is None or one.form == "fraction" and one.kind == "rank" or other.kind == "rank":
        return None
    if _is_change_of_unit(tokens, one, other):
        return _with_minor_units(one, other)
    kind = _connector(tokens, one, other, gap)
    if kind is None or not _compatible(tokens, one, other) or _are_dates(one, other):
        return None
    changed = kind == "to" and (_is_change(tokens, one) or _is_step(tokens, one))
    one.partner = other
    share(tokens, one, other, "from" if changed or tokens.low[one.first - 1] == "from" else kind)
    if one.kind != other.kind or one.unit != other.unit or _code(one) != _code(other):
        return None
    if changed or one.value >= other.value:
        return None
    if kind == "dash" and not _is_dash_range(tokens, one, other):
        one.masked = other.masked = other.masked or one.kind is None and tokens.glued(other.first)
        return None
    if kind == "or" and not (one.kind is None or one.kind == "quantity") and other.value > one.value * 2:
        return None
    return _range(one, other)


def _are_dates(one: Amount, other: Amount) -> bool:
    """A number within a date joins only another count of the same unit of time ("25 - 40 min", "one to two years")."""
    return (one.masked and one.kind != "quantity") or (other.masked and other.kind != "quantity")


def _connector(tokens: Tokens, one: Amount, other: Amount, gap: list[str]) -> Optional[str]:
    words = gap
    if words == ["-", "to", "-"] or words == ["to", "-"] or words == ["-", "to"] or words == ["up", "to"] or words == ["to"]:
        return "to"
    if len(words) == 1 and (words[0] in DASHES or words[0] in "~～∼至到"):
        spaced = not tokens.glued(other.first) and not tokens.glued(one.last + 1)
        if spaced and words[0] == "—":
            return None
        return "dash"
    if words in (["and"], [",", "and"]) and "between" in tokens.low[max(0, one.first - 4) : one.first]:
        return "and"
    if words == ["or"] or words == ["or", "even"]:
        return "or" if _is_or_range(tokens, one, other) else None
    if words == ["through"] and one.kind is None:
        return "to"
    return None


def _is_or_range(tokens: Tokens, one: Amount, other: Amount) -> bool:
    """``three or four years``: neighbouring small numbers, the unit said once."""
    unsaid = one.kind is None or (tokens.low[one.last][:1].isdecimal() or tokens.low[one.last] in number_words().small) and not one.prefixed
    return unsaid and one.scale == other.scale == 1 and other.low - one.low == 1 and not other.prefixed


def _compatible(tokens: Tokens, one: Amount, other: Amount) -> bool:
    if one.negative != other.negative and not one.negative:
        return False
    if is_year(tokens, one) and other.kind is None and other.scale == 1 and (is_year(tokens, other) or len(tokens.words[other.last]) < 4):
        return False
    if one.form in ("vague",) or other.form == "vague":
        return False
    if one.kind is not None and other.kind is not None:
        return one.kind == other.kind and one.unit == other.unit and _code(one) == _code(other) and one.factor == other.factor
    if one.kind is None and head_noun(tokens, one.last + 1) is not None and tokens.low[one.last + 1].isalpha() and tokens.low[one.last + 1] not in ("to", "or", "and", "through"):
        return False
    if one.kind is not None and other.kind is None:
        return one.prefixed and one.kind == "money"
    return True


def _code(amount: Amount) -> Optional[str]:
    return None if amount.currency is None else amount.currency.code


def _is_change(tokens: Tokens, one: Amount) -> bool:
    """Whether "from A to B" tells a change: a verb of change stands before it in the sentence."""
    place = one.first - 1
    while tokens.low[place] in _FILLERS:
        place -= 1
    if tokens.low[place] != "from":
        return False
    for back in range(place - 1, max(-1, place - 1 - CHANGE_REACH), -1):
        word = tokens.low[back]
        if word in ("range", "ranged", "ranging", "ranges", "anywhere", "vary", "varies", "varying"):
            return False
        if word in _CHANGE:
            return True
        if word in (".", ";"):
            return False
    return False


def _is_step(tokens: Tokens, one: Amount) -> bool:
    """``rose RMB 2 billion to RMB 10 billion``: the change and then the level, each fully said."""
    if one.kind not in ("money", "quantity", None) or (one.kind is None and one.scale == 1) or not _own(one):
        return False
    place = one.first - 1
    while tokens.low[place] in _FILLERS or tokens.low[place] in ("by", "another", "a", "further"):
        place -= 1
    return tokens.low[place] in _CHANGE and tokens.low[place] not in ("cut", "cuts", "raise", "raised")


def _own(one: Amount) -> bool:
    return one.currency is not None or one.scale > 1 or one.kind is not None


def share(tokens: Tokens, one: Amount, other: Amount, kind: str) -> None:
    """Give each of two joined numbers what only the other says: scale, currency, unit."""
    bare_one = one.kind is None
    if other.kind is not None and (bare_one or (one.currency and one.currency.generic and _code(one) != _code(other) and False)):
        one.kind, one.unit, one.per, one.currency = other.kind, other.unit, other.per, other.currency
        one.factor = other.factor
    elif other.kind is None and one.kind is not None and one.prefixed:
        other.kind, other.unit, other.per, other.currency, other.factor = one.kind, one.unit, one.per, one.currency, one.factor
    if one.scale == 1 and other.scale > 1 and not one.grouped and one.low < 1000 and other.form != "vague":
        ratio = one.low / other.low if other.low else ONE
        in_order = one.low < other.low or kind in ("from", "list")
        if ONE / _LARGEST_RATIO <= ratio <= _LARGEST_RATIO and in_order and not (one.kind == "percent"):
            one.scale = other.scale


def _is_dash_range(tokens: Tokens, one: Amount, other: Amount) -> bool:
    """A score ("2-1", "20-24") is none: a range by dash has a unit, a noun, large numbers or "~"."""
    if one.kind is not None or one.scale > 1:
        return True
    mark = tokens.low[one.last + 1]
    if mark in "~～∼–" and other.low >= 20 or one.low >= 100 and len(tokens.words[one.last]) == len(tokens.words[other.last]) == 4 and mark == "–":
        return True
    return head_noun(tokens, other.last + 1) is not None and not is_year(tokens, one)


def _range(one: Amount, other: Amount) -> Amount:
    """One figure from ``one`` to ``other``; its step is the coarser of the two."""
    low, high = one.value, other.value
    step = max(one.step * one.scale * one.factor, other.step * other.scale * other.factor)
    one.low, one.high, one.step = low, high, step
    one.scale = one.factor = ONE
    one.negative = False
    one.last = other.last
    one.per = one.per or other.per
    return one


def _is_change_of_unit(tokens: Tokens, one: Amount, other: Amount) -> bool:
    """``thirteen dollars forty-five cents``, ``20 ringgit and 43c``, ``15 dollars and 50.``"""
    gap = tokens.low[one.last + 1 : other.first]
    if gap not in ([], ["and"]) or one.kind != "money" or one.scale * one.factor != 1 or one.step < 1 or one.form == "vague":
        return False
    if other.step != 1 or not other.low < 100 or other.low != other.high or other.scale != 1 or other.first - one.last < 1:
        return False
    if other.kind == "money":
        return other.currency is not None and other.currency.minor and (_code(other) == _code(one) or other.currency.code == "USD")
    short = len(tokens.words[other.last]) == 2 or other.form == "words"
    return other.kind is None and short and tokens.low[other.last + 1] in (".", "", "!", "?") and (not gap or not one.prefixed or other.form == "words")


def _with_minor_units(one: Amount, other: Amount) -> Amount:
    one.step = Decimal("0.01")
    one.low = one.high = one.low + other.low * one.step
    one.last = other.last
    return one


def _share_lists(tokens: Tokens, amounts: list[Amount]) -> None:
    """``10, 20 and 30 percent``, ``RMB 18 and 14.7 billion``: from the end of a list to its start."""
    in_list = False
    for place in range(len(amounts) - 2, -1, -1):
        one, other = amounts[place], amounts[place + 1]
        gap = _gap(tokens, one, other)
        if gap is None:
            in_list = False
            continue
        closing = gap in (["and"], ["or"], [",", "and"], ["and", "/", "or"], [",", "or"], ["-", "and"], ["-", ",", "and"], ["-", "or"], ["versus"], ["vs", "."], ["&"])
        in_list = closing or (in_list and gap in ([","], ["-", ","]))
        longer = closing and place > 0 and amounts[place - 1].kind is None and _gap(tokens, amounts[place - 1], one) == [","]
        if in_list and _may_share(tokens, one, other, longer or not closing):
            share(tokens, one, other, "list")


def _may_share(tokens: Tokens, one: Amount, other: Amount, longer: bool) -> bool:
    if one.kind is not None and other.kind is not None:
        # "$1 and $2 billion" is told apart from "$800 and $1.3 billion" nowhere: only ranges share there.
        return False
    one.partner = other
    if one.masked or other.masked or is_year(tokens, one) or one.form not in ("digits", "words") or other.form not in ("digits", "words"):
        return False
    if one.kind is None and other.kind is None:
        return one.scale == 1 and other.scale > 1 and one.form == other.form and (longer or one.step < 1 or other.step < 1)
    if one.kind is None:
        return not other.prefixed or (other.scale > 1 and one.scale == 1) or tokens.low[one.last + 1] == "or" and other.kind == "money"
    # The second of "RMB 18 and 14.7 billion" may count something else: then a noun stands behind it.
    return one.prefixed and one.kind == "money" and head_noun(tokens, other.last + 1) is None and not is_year(tokens, other) and (other.scale > 1 or other.step < 1)


def join_bounds(tokens: Tokens, one: Amount, other: Amount) -> bool:
    """Join "above 1000 and below 1500" into one figure held by ``one``; false where the two aren't its bounds."""
    if other.first - one.last > 8 or one.kind != other.kind or _code(one) != _code(other):
        return False
    if one.unit != other.unit and not (one.kind == "count" and None in (one.unit, other.unit)):
        return False
    if one.low != one.high or other.low != other.high or {one.modifier[0], other.modifier[0]} != {"<", ">"}:
        return False
    gap = tokens.low[one.last + 1 : other.first]
    if not any(word in ("and", "but", ",") for word in gap[:2]) or any(word in (".", ";", "(", "x", "y") for word in gap):
        return False
    low, high = (one.value, other.value) if one.modifier[0] == ">" else (other.value, one.value)
    if low >= high:
        return False
    one.step = max(one.step * one.scale, other.step * other.scale)
    one.low, one.high, one.scale, one.factor, one.negative = low, high, ONE, ONE, False
    one.last, one.modifier, one.unit = other.last, "=", one.unit or other.unit
    return True
