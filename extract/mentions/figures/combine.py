"""Several numbers that belong together: ranges, changes "from … to …", lists that share a scale, currency or unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Optional

from extract.lexicon.figurewords import number_words, word_set
from extract.mentions.figures.amount import DASHES, Amount
from extract.mentions.figures.names import is_year
from extract.mentions.figures.nouns import head_noun
from extract.mentions.figures.numerals import ONE
from extract.mentions.figures.tokens import Tokens

_CHANGE, _SPREAD, _FILLERS = word_set("change"), word_set("spread"), word_set("range_fillers")
_SMALL = number_words().small
_TO = (["to"], ["-", "to", "-"], ["to", "-"], ["-", "to"], ["up", "to"])
_CLOSING = (
    ["and"], ["or"], [",", "and"], ["and", "/", "or"], [",", "or"], ["-", "and"], ["-", ",", "and"], ["-", "or"],
    ["versus"], ["vs", "."], ["&"],
)  # fmt: skip
_LISTING = ([","], ["-", ","])
_RANGE_MARKS = DASHES | frozenset("~～∼至到")
_LARGEST_RATIO = Decimal(100)
"""Beyond it, a fall "from $800 to $1.3 million" shares no scale."""
_LARGEST_GAP = 6
_CHANGE_REACH = 10
"""How many words before "from A to B" a word of change may stand."""


def combine(tokens: Tokens, amounts: list[Amount]) -> list[Amount]:
    """Join ranges and let neighbours share what is said once; the list stays in text order."""
    if len(amounts) < 2:
        return amounts
    _share_lists(tokens, amounts)
    found: list[Amount] = []
    place = 0
    while place < len(amounts):
        one = amounts[place]
        joined = _join(tokens, one, amounts[place + 1]) if place + 1 < len(amounts) else None
        found.append(one if joined is None else joined)
        place += 1 if joined is None else 2
    return found


def _gap(tokens: Tokens, one: Amount, other: Amount) -> Optional[list[str]]:
    """The words between two numbers, without fillers; null where they are far apart."""
    if other.first - one.last > _LARGEST_GAP:
        return None
    return [word for word in tokens.low[one.last + 1 : other.first] if word not in _FILLERS]


def _join(tokens: Tokens, one: Amount, other: Amount) -> Optional[Amount]:
    gap = _gap(tokens, one, other)
    if gap is None or one.kind == "rank" or other.kind == "rank":
        return None
    if _is_minor_part(tokens, one, other):
        return _with_minor_part(one, other)
    kind = _connector(tokens, one, other, gap)
    if kind is None or not _compatible(tokens, one, other) or _are_dates(one, other):
        return None
    changed = kind == "to" and (_is_change(tokens, one) or _is_step(tokens, one))
    one.partner = other
    if one.unit == "degree" and other.unit in ("celsius", "fahrenheit"):
        one.unit = other.unit
    _share(one, other, any_order=changed or tokens.low[one.first - 1] == "from")
    if one.kind != other.kind or one.unit != other.unit or one.code != other.code:
        return None
    if changed or one.value >= other.value:
        return None
    if kind == "dash" and not _is_dash_range(tokens, one, other):
        one.masked = other.masked = other.masked or (one.kind is None and tokens.glued(other.first))
        return None
    return _range(one, other)


def _connector(tokens: Tokens, one: Amount, other: Amount, gap: list[str]) -> Optional[str]:
    """How two numbers may be the ends of one range: by "to", a dash, "and" after "between", or "or"."""
    if "\n" in tokens.gap(one.last):
        # The next line of a list.
        return None
    if gap in _TO or (gap == ["through"] and one.kind is None):
        return "to"
    if len(gap) == 1 and gap[0] in _RANGE_MARKS:
        apart = not tokens.glued(other.first) and not tokens.glued(one.last + 1)
        return None if apart and gap[0] == "—" else "dash"
    if gap in (["and"], [",", "and"]):
        return "and" if "between" in tokens.low[max(0, one.first - 4) : one.first] else None
    return "or" if gap in (["or"], ["or", "even"]) and _is_or_range(tokens, one, other) else None


def _is_or_range(tokens: Tokens, one: Amount, other: Amount) -> bool:
    """``three or four years``: neighbouring numbers, the unit said once."""
    last = tokens.low[one.last]
    unsaid = one.kind is None or (not one.prefixed and (last[:1].isdecimal() or last in _SMALL))
    return unsaid and one.scale == other.scale == 1 and other.low - one.low == 1 and not other.prefixed


def _compatible(tokens: Tokens, one: Amount, other: Amount) -> bool:
    if (other.negative and not one.negative) or "vague" in (one.form, other.form):
        return False
    if is_year(tokens, one) and other.bare and (is_year(tokens, other) or len(tokens.words[other.last]) < 4):
        return False
    if one.unit == "degree" and other.unit in ("celsius", "fahrenheit"):
        return True
    if one.kind is not None and other.kind is not None:
        return (one.kind, one.unit, one.code, one.factor) == (
            other.kind,
            other.unit,
            other.code,
            other.factor,
        )
    if one.kind is not None:
        return (one.prefixed and one.kind == "money") or (
            one.kind == "quantity" and tokens.words[one.last].isdecimal()
        )
    # "5 users to 10 million": a noun of its own keeps the first number apart.
    return not tokens.low[one.last + 1].isalpha() or head_noun(tokens, one.last + 1) is None


def _are_dates(one: Amount, other: Amount) -> bool:
    """A number within a date joins only another count of the same unit of time ("25 - 40 min")."""
    return (one.masked and one.kind != "quantity") or (other.masked and other.kind != "quantity")


def _is_change(tokens: Tokens, one: Amount) -> bool:
    """Whether "from A to B" tells a change: a word of change stands before it in the sentence."""
    low = tokens.low
    place = one.first - 1
    while low[place] in _FILLERS:
        place -= 1
    if low[place] != "from":
        return False
    for back in range(place - 1, max(-1, place - 1 - _CHANGE_REACH), -1):
        if low[back] in _CHANGE:
            return True
        if low[back] in _SPREAD or low[back] in (".", ";"):
            return False
    return False


def _is_step(tokens: Tokens, one: Amount) -> bool:
    """``rose RMB 2 billion to RMB 10 billion``: the change and then the level, each fully said."""
    if one.bare or one.kind not in ("money", "quantity", None):
        return False
    place = one.first - 1
    while tokens.low[place] in _FILLERS or tokens.low[place] in ("by", "another", "a", "further"):
        place -= 1
    return tokens.low[place] in _CHANGE and tokens.low[place] not in ("cut", "cuts", "raise", "raised")


def _share(one: Amount, other: Amount, any_order: bool) -> None:
    """Give each of two joined numbers what only the other says: scale, currency, unit."""
    if one.kind is None and other.kind is not None:
        _take(one, other)
    elif other.kind is None and one.kind is not None:
        _take(other, one)
    if (
        one.scale != 1
        or other.scale == 1
        or one.grouped
        or one.low >= 1000
        or one.kind == "percent"
        or not other.low
    ):
        return
    ratio = one.low / other.low
    if other.form != "vague" and (ratio < 1 or (any_order and ratio <= _LARGEST_RATIO)):
        one.scale = other.scale


def _take(one: Amount, other: Amount) -> None:
    one.kind, one.unit, one.per, one.currency, one.factor = (
        other.kind,
        other.unit,
        other.per,
        other.currency,
        other.factor,
    )


def _is_dash_range(tokens: Tokens, one: Amount, other: Amount) -> bool:
    """A score ("2-1", "20-24") is none: a range by dash has a unit, a scale, a noun or large numbers."""
    if not one.bare:
        return True
    mark = tokens.low[one.last + 1]
    if mark in ("~", "～", "∼", "–") and other.low >= 20:
        return True
    return head_noun(tokens, other.last + 1) is not None and not is_year(tokens, one)


def _range(one: Amount, other: Amount) -> Amount:
    """One figure from ``one`` to ``other``; its step is the coarser of the two."""
    low, high = one.value, other.value
    one.step = max(one.step * one.scale * one.factor, other.step * other.scale * other.factor)
    one.low, one.high, one.scale, one.factor, one.negative = low, high, ONE, ONE, False
    one.last, one.per = other.last, one.per or other.per
    return one


def _is_minor_part(tokens: Tokens, one: Amount, other: Amount) -> bool:
    """``thirteen dollars forty-five cents``, ``20 ringgit and 43c``, ``15 dollars and 50.``"""
    gap = tokens.low[one.last + 1 : other.first]
    if gap not in ([], ["and"]) or one.kind != "money" or one.scale * one.factor != 1 or one.step < 1:
        return False
    if (
        other.step != 1
        or other.low >= 100
        or other.low != other.high
        or other.scale != 1
        or one.form == "vague"
    ):
        return False
    if other.currency is not None:
        return other.currency.minor and other.code in (one.code, "USD")
    short = len(tokens.words[other.last]) == 2 or other.form == "words"
    ends = tokens.low[other.last + 1] in (".", "", "!", "?")
    return other.kind is None and short and ends and (not gap or not one.prefixed or other.form == "words")


def _with_minor_part(one: Amount, other: Amount) -> Amount:
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
        closing = gap in _CLOSING
        in_list = closing or (in_list and gap in _LISTING)
        if in_list:
            before = amounts[place - 1] if place else None
            longer = not closing or (
                before is not None and before.kind is None and _gap(tokens, before, one) == [","]
            )
            one.partner = other
            if gap == [",", "or"] and not longer and one.kind is None and other.kind == "percent":
                # "320, or about 20% of the total": the same said again.
                continue
            if not (one.masked or other.masked) and _may_share(tokens, one, other, longer):
                _share(one, other, any_order=True)


def _may_share(tokens: Tokens, one: Amount, other: Amount, longer: bool) -> bool:
    """Whether a list's neighbours say something once for both; whole numbers share a scale only in longer lists."""
    if is_year(tokens, one) or "vague" in (one.form, other.form) or "fraction" in (one.form, other.form):
        return False
    if one.kind is None and other.kind is None:
        return (
            one.bare
            and other.scale > 1
            and one.form == other.form
            and (longer or one.step < 1 or other.step < 1)
        )
    if one.kind is None:
        if other.kind == "percent" and (one.scale > 1 or one.grouped):
            # "140 million, or 12.5% fewer".
            return False
        priced = one.scale == 1 and (
            other.scale > 1 or (tokens.low[one.last + 1] == "or" and other.kind == "money")
        )
        return not other.prefixed or priced
    # The second of "RMB 18 and 14.7 billion" may count something else: then a noun stands behind it.
    if other.kind is not None or not one.prefixed or one.kind != "money" or is_year(tokens, other):
        return False
    return (other.scale > 1 or other.step < 1) and head_noun(tokens, other.last + 1) is None


def join_bounds(tokens: Tokens, one: Amount, other: Amount) -> bool:
    """Join "above 1000 and below 1500" into one figure held by ``one``; false where the two aren't its bounds."""
    if other.first - one.last > 8 or one.kind != other.kind or one.code != other.code:
        return False
    if one.low != one.high or other.low != other.high or {one.modifier[0], other.modifier[0]} != {"<", ">"}:
        return False
    if one.unit != other.unit and not (one.kind == "count" and None in (one.unit, other.unit)):
        return False
    gap = tokens.low[one.last + 1 : other.first]
    if {"and", "but", ","}.isdisjoint(gap[:2]) or not {".", ";", "(", "x", "y"}.isdisjoint(gap):
        return False
    low, high = (one.value, other.value) if one.modifier[0] == ">" else (other.value, one.value)
    if low >= high:
        return False
    one.step = max(one.step * one.scale, other.step * other.scale)
    one.low, one.high, one.scale, one.factor, one.negative = low, high, ONE, ONE, False
    one.last, one.modifier, one.unit = other.last, "=", one.unit or other.unit
    return True
