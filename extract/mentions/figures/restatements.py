"""Which money figure restates which: "RMB 300 billion (USD 42 billion)", lists, ranges, and "or about $42 billion"."""

from __future__ import annotations

from decimal import Decimal
from typing import Optional

from extract.lexicon.currencies import YEN_OR_YUAN, rough_rate
from extract.mentions.figures.amounts import Amount
from extract.mentions.figures.tokens import Tokens

REACH = 40
"""How many words back the restated figure may stand."""
_LOOSE, _CLOSE = Decimal("2.5"), Decimal("1.6")
"""By what factor the implied rate may miss the rough one: within parentheses; after a bare "or"."""
_CUES = frozenset(["or", "equivalent", "equals", "equal", "equaling", "equalling", "equivalently", "i", "ie", "namely", "=", "≈", "approximately", "converted", "worth", "roughly", "about", "around"])
_INSIDE = frozenset(["about", "or", "around", "roughly", "approximately", "some", "equivalent", "to", "at", "nearly", "over", "almost", "more", "than", "=", "≈", "~", "i", "e", ".", "ie", "equal", "approx", "just", "under", "up", "between", "from", "circa", "c", "worth", "is", "which", "less", "a", "an", "the", "total", "of", "est", "estimated", "and", ",", ";", "/"])


def link(tokens: Tokens, amounts: list[Amount]) -> None:
    """Set ``converts`` on every money figure that restates an earlier one."""
    money = [amount for amount in amounts if amount.kind == "money"]
    if len(money) < 2:
        return
    for place, amount in enumerate(money):
        opening = _parenthesis(tokens, amount)
        if opening is not None:
            amount.bracketed = True
            _link_parenthesis(tokens, money, place, opening)
        elif place and _announced(tokens, money[place - 1], amount):
            amount.converts = money[place - 1]
        elif place and _cued(tokens, money[place - 1], amount):
            before = _root(money[place - 1])
            if _same_thing(before, amount, _CLOSE):
                amount.converts = before
        elif place > 1 and amount.converts is None:
            _link_list(tokens, money, place)


def _parenthesis(tokens: Tokens, amount: Amount) -> Optional[int]:
    """The place of the opening bracket or dash before the figure, over restating words, earlier amounts and commas."""
    low = tokens.low
    place = amount.first - 1
    for _ in range(REACH):
        word = low[place]
        if word in ("(", "[", "（"):
            return place
        if place < 0 or word in (")", "]", "）", "?", "!", ""):
            return None
        if word == "." and not tokens.glued(place + 1) and tokens.words[place + 1][:1].isupper() and low[place - 1] not in ("approx", "e"):
            return None
        place -= 1
    return None


def _link_parenthesis(tokens: Tokens, money: list[Amount], place: int, opening: int) -> None:
    """Pair the amounts within the brackets with those before: one by one where there are as many, else all with the last."""
    amount = money[place]
    inside = [other for other in money[max(0, place - 6) : place] if other.first > opening]
    before = [other for other in money[max(0, place - 12) : place] if other.last < opening and opening - other.last < REACH]
    before = [other for other in before if _code(other) != _code(amount) and not _sentence_between(tokens, other.last, opening)]
    if not before:
        if inside and _cued(tokens, inside[-1], amount) and _same_thing(_root(inside[-1]), amount, _CLOSE):
            amount.converts = _root(inside[-1])
        return
    plain = all(word in _INSIDE or not word[:1].isalpha() for word in tokens.low[opening + 1 : (inside[0] if inside else amount).first])
    adjacent = opening - before[-1].last == 1
    position = sum(1 for other in inside if _code(other) == _code(amount))
    roots = [other for other in before if other.converts is None]
    if inside and not _listed(tokens, inside[-1], amount):
        return
    if position or _followed_by_list(tokens, money, place):
        _pair(tokens, roots, amount, position, _count_inside(tokens, money, place, opening))
        return
    nearest = roots[-1] if roots else None
    if nearest is None:
        return
    if adjacent and plain and before[-1] is nearest or _same_thing(nearest, amount, _LOOSE) and plain:
        amount.converts = nearest
    elif plain:
        amount.converts = next((other for other in reversed(roots) if _same_thing(other, amount, _CLOSE)), None)
    else:
        amount.converts = nearest if _same_thing(nearest, amount, Decimal("1.25")) and opening - nearest.last < 4 else None


def _count_inside(tokens: Tokens, money: list[Amount], place: int, opening: int) -> int:
    code = _code(money[place])
    count = 0
    for other in money[max(0, place - 6) : place + 7]:
        if other.first > opening and _code(other) == code:
            if any(word in (")", "）", "]") for word in tokens.low[opening : other.first]):
                break
            count += 1
    return count


def _followed_by_list(tokens: Tokens, money: list[Amount], place: int) -> bool:
    if place + 1 >= len(money):
        return False
    amount, other = money[place], money[place + 1]
    return _code(amount) == _code(other) and _listed(tokens, amount, other)


def _pair(tokens: Tokens, roots: list[Amount], amount: Amount, position: int, count: int) -> None:
    code = _code(roots[-1]) if roots else None
    same = [other for other in roots if _code(other) == code][-count:]
    if len(same) == count and position < count:
        amount.converts = same[position]
    elif same and _same_thing(same[-1], amount, _LOOSE):
        amount.converts = same[-1]


def _listed(tokens: Tokens, one: Amount, other: Amount) -> bool:
    gap = tokens.low[one.last + 1 : other.first]
    return len(gap) < 8 and all(word in _INSIDE or word in ("respectively", "per") or not word[:1].isalnum() for word in gap) and ")" not in gap


def _link_list(tokens: Tokens, money: list[Amount], place: int) -> None:
    """``RMB 5 billion and RMB 7 billion, or $0.7 billion and $1 billion, respectively``: the second follows the first."""
    amount, before = money[place], money[place - 1]
    if before.converts is None or not _listed(tokens, before, amount) or _code(before) != _code(amount):
        return
    candidates = [other for other in money[max(0, place - 6) : place - 1] if other.converts is None]
    for one, two in zip(candidates, candidates[1:]):
        if _same_thing(one, before, _CLOSE) and _same_thing(two, amount, _CLOSE):
            before.converts, amount.converts = one, two
            return


def _cued(tokens: Tokens, before: Amount, amount: Amount) -> bool:
    """Whether "or about", "equivalent to", a comma or a dash leads from the earlier amount to this one."""
    if amount.first - before.last > REACH:
        return False
    gap = tokens.low[before.last + 1 : amount.first]
    if "." in gap and _sentence_between(tokens, before.last, amount.first):
        return False
    tail = gap[-6:]
    if len(gap) <= 2 and all(word in ("/", ",", "–", "—", "-", "=", "≈", ";", "~") for word in gap) and gap:
        return True
    return any(word in _CUES for word in tail) and ("or" in tail or "equivalent" in tail or "equal" in tail or "=" in tail or "≈" in tail or "equals" in tail or "worth" in tail or "converted" in tail or "i" in tail or "ie" in tail or "namely" in tail)


def _announced(tokens: Tokens, before: Amount, amount: Amount) -> bool:
    """The other order: "the loan, equivalent to $35 million, is 250 million yuan"."""
    opening = tokens.low[max(0, before.first - 4) : before.first]
    if before.converts is not None or "equivalent" not in opening or amount.first - before.last > REACH // 2:
        return False
    return not _sentence_between(tokens, before.last, amount.first) and _same_thing(before, amount, Decimal("1.3"))


def _sentence_between(tokens: Tokens, first: int, last: int) -> bool:
    low = tokens.low
    return any(
        low[place] in (".", "!", "?") and not tokens.glued(place + 1) and tokens.words[place + 1][:1].isupper()
        for place in range(first + 1, last)
    )


def _root(amount: Amount) -> Amount:
    return amount.converts or amount


def _code(amount: Amount) -> Optional[str]:
    return None if amount.currency is None else amount.currency.code


def _same_thing(one: Amount, other: Amount, factor: Decimal) -> bool:
    """Whether the two differ in currency and are worth about the same, by a rate good to a factor of two."""
    first, second = _code(one), _code(other)
    if first is None or second is None or first == second:
        return False
    if YEN_OR_YUAN in (first, second):
        codes = ("CNY", "JPY")
        return any(
            _worth_the_same(one, other, code if first == YEN_OR_YUAN else first, code if second == YEN_OR_YUAN else second, factor)
            for code in codes
        )
    return _worth_the_same(one, other, first, second, factor)


def _worth_the_same(one: Amount, other: Amount, first: str, second: str, factor: Decimal) -> bool:
    rate = rough_rate(first, second)
    values = abs(_middle(one)), abs(_middle(other))
    if rate is None or 0 in values:
        return False
    ratio = values[1] / (values[0] * rate)
    return 1 / factor <= ratio <= factor


def _middle(amount: Amount) -> Decimal:
    return (amount.low + amount.high) / 2 * amount.scale * amount.factor


def implied_yen_or_yuan(amounts: list[Amount]) -> Optional[str]:
    """``CNY`` or ``JPY`` where a restatement's rate tells which the article's "¥" is."""
    for amount in amounts:
        if amount.converts is None:
            continue
        pair = (_root(amount), amount)
        codes = [_code(one) for one in pair]
        if codes.count(YEN_OR_YUAN) != 1:
            continue
        for code in ("CNY", "JPY"):
            first, second = (code if one == YEN_OR_YUAN else one for one in codes)
            if first and second and _worth_the_same(pair[0], pair[1], first, second, _LOOSE):
                return code
    return None
