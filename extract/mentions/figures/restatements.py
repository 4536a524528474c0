"""Which money figure restates which: "RMB 300 billion (USD 42 billion)", lists, ranges, and "or about $42 billion".

Right behind an amount, brackets restate it whatever the values, so that a wrong conversion is found. Farther off, the
two must be worth about the same at a rough rate, which tells a restatement from another sum.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Optional

from extract.lexicon.currencies import YEN_OR_YUAN, rough_rate
from extract.lexicon.figurewords import word_set
from extract.mentions.figures.amount import Amount
from extract.mentions.figures.tokens import Tokens

_CUES, _WITHIN = word_set("restating"), word_set("within_brackets")
_EQUATING = word_set("equating")
_OPENING, _CLOSING = frozenset(["(", "[", "（"]), frozenset([")", "]", "）"])
_BREAKS = _CLOSING | {"?", "!", ""}
_SENTENCE_ENDS = frozenset([".", "!", "?"])
_STOPS = _OPENING | _BREAKS | {"."}
_RECEIPTS = frozenset(["adr", "adrs", "ads", "adss", "depositary", "depository", "gdr", "gdrs"])
_JOINTS = frozenset(["/", ",", "–", "—", "-", "=", "≈", ";", "~"])
REACH = 40
"""How many words back the restated figure may stand."""
_WINDOW = 12
LOOSE, CLOSE, NEAR, STRICT = Decimal("2.5"), Decimal("1.6"), Decimal("1.3"), Decimal("1.25")
"""By what factor the implied rate may miss the rough one, by how plainly the text says that it restates."""


def link(tokens: Tokens, amounts: list[Amount]) -> None:
    """Set ``converts`` on every money figure that restates an earlier one."""
    money = [amount for amount in amounts if amount.kind == "money"]
    if len(money) < 2:
        return
    for place, amount in enumerate(money):
        opening = _opening_bracket(tokens, amount)
        if opening is not None:
            amount.bracketed = True
            _link_bracketed(tokens, money, place, opening)
        elif place:
            _link_cued(tokens, money, place)


def _opening_bracket(tokens: Tokens, amount: Amount) -> Optional[int]:
    """The place of the bracket that the figure stands in, within the sentence."""
    low = tokens.low
    for place in range(amount.first - 1, max(-1, amount.first - 1 - REACH), -1):
        if low[place] in _STOPS:
            if low[place] in _OPENING:
                return place
            if low[place] in _BREAKS or _ends_sentence(tokens, place):
                return None
    return None


def _ends_sentence(tokens: Tokens, place: int) -> bool:
    if (
        tokens.low[place] not in _SENTENCE_ENDS
        or tokens.glued(place + 1)
        or tokens.low[place - 1] in ("approx", "e")
    ):
        return False
    return tokens.words[place + 1][:1].isupper()


def _sentence_between(tokens: Tokens, first: int, last: int) -> bool:
    if _SENTENCE_ENDS.isdisjoint(tokens.low[first + 1 : last]):
        return False
    return any(_ends_sentence(tokens, place) for place in range(first + 1, last))


def _link_bracketed(tokens: Tokens, money: list[Amount], place: int, opening: int) -> None:
    """Pair the amounts in brackets with those before: one by one where there are as many, else with the last."""
    amount = money[place]
    inside = [other for other in money[max(0, place - _WINDOW) : place] if other.first > opening]
    roots = _restatable(tokens, money[max(0, place - _WINDOW) : place], amount, opening)
    if _is_per_receipt(tokens, amount) and not _is_per_receipt(tokens, money[place - 1]):
        # "NT$12.50 ($1.90 per American Depositary Receipt)": a receipt stands for several shares.
        return
    if not roots:
        if inside and _is_cued(tokens, inside[-1], amount):
            _set(amount, inside[-1], CLOSE)
        return
    if inside and not _is_list(tokens, inside[-1], amount):
        return
    position = sum(other.code == amount.code for other in inside)
    if position or _is_followed(tokens, money, place):
        _pair(roots, amount, position, _count_inside(tokens, money, place, opening))
        return
    nearest = roots[-1]
    start = inside[0].first if inside else amount.first
    plain = all(word in _WITHIN or not word[:1].isalpha() for word in tokens.low[opening + 1 : start])
    if not plain:
        amount.converts = (
            nearest if opening - nearest.last < 4 and _same_worth(nearest, amount, STRICT) else None
        )
    elif opening - nearest.last == 1 or _same_worth(nearest, amount, LOOSE):
        amount.converts = nearest
    else:
        amount.converts = next(
            (other for other in reversed(roots) if _same_worth(other, amount, CLOSE)),
            _restated_before(money[place - 1], amount, opening),
        )


def _is_per_receipt(tokens: Tokens, amount: Amount) -> bool:
    """Whether a price is that of a depositary receipt."""
    behind = tokens.low[amount.last + 1 : amount.last + 6]
    return behind[0] in ("per", "a", "each", "/") and not _RECEIPTS.isdisjoint(behind)


def _restated_before(before: Amount, amount: Amount, opening: int) -> Optional[Amount]:
    """What the restatement right before a bracket restates, in a third currency: "equivalent to $5bn (£4bn)"."""
    root = before.converts
    if root is None or opening - before.last != 1 or amount.code in (before.code, root.code):
        return None
    return root


def _restatable(tokens: Tokens, before: list[Amount], amount: Amount, opening: int) -> list[Amount]:
    """The amounts before the bracket that it may restate: another currency, same sentence, no restatements."""
    return [
        other
        for other in before
        if other.last < opening
        and opening - other.last < REACH
        and other.code != amount.code
        and other.converts is None
        and not _sentence_between(tokens, other.last, opening)
    ]


def _count_inside(tokens: Tokens, money: list[Amount], place: int, opening: int) -> int:
    """How many amounts of the same currency the bracket holds."""
    count = 0
    for other in money[max(0, place - _WINDOW) : place + _WINDOW]:
        if other.first > opening and other.code == money[place].code:
            if not _CLOSING.isdisjoint(tokens.low[opening : min(other.first, opening + REACH)]):
                break
            count += 1
    return count


def _is_followed(tokens: Tokens, money: list[Amount], place: int) -> bool:
    if place + 1 >= len(money):
        return False
    return money[place].code == money[place + 1].code and _is_list(tokens, money[place], money[place + 1])


def _pair(roots: list[Amount], amount: Amount, position: int, count: int) -> None:
    same = [other for other in roots if other.code == roots[-1].code][-count:]
    if len(same) == count and position < count:
        amount.converts = same[position]
    elif _same_worth(same[-1], amount, LOOSE):
        amount.converts = same[-1]


def _is_list(tokens: Tokens, one: Amount, other: Amount) -> bool:
    gap = tokens.low[one.last + 1 : other.first]
    if len(gap) > 7 or not _CLOSING.isdisjoint(gap):
        return False
    return all(word in _WITHIN or not word[:1].isalnum() for word in gap)


def _link_cued(tokens: Tokens, money: list[Amount], place: int) -> None:
    amount, before = money[place], money[place - 1]
    if _is_equated(tokens, before, amount):
        amount.converts = before.converts or before
    elif _is_announced(tokens, before, amount):
        _set(amount, before, NEAR)
    elif _is_cued(tokens, before, amount):
        _set(amount, before, CLOSE)
    elif place > 1:
        _link_list(tokens, money, place)


def _set(amount: Amount, before: Amount, factor: Decimal) -> None:
    root = before.converts or before
    if _same_worth(root, amount, factor):
        amount.converts = root


def _link_list(tokens: Tokens, money: list[Amount], place: int) -> None:
    """``RMB 5 billion and RMB 7 billion, or $0.7 billion and $1 billion``: the second restates the second."""
    amount, before = money[place], money[place - 1]
    if before.converts is None or before.code != amount.code or not _is_list(tokens, before, amount):
        return
    roots = [other for other in money[max(0, place - 6) : place - 1] if other.converts is None]
    for one, two in pairwise(roots):
        if _same_worth(one, before, CLOSE) and _same_worth(two, amount, CLOSE):
            before.converts, amount.converts = one, two
            return


def _is_announced(tokens: Tokens, before: Amount, amount: Amount) -> bool:
    """The other order: "the loan, equivalent to $35 million, is 250 million yuan"."""
    if before.converts is not None or amount.first - before.last > REACH // 2:
        return False
    announced = "equivalent" in tokens.low[max(0, before.first - 4) : before.first]
    return announced and not _sentence_between(tokens, before.last, amount.first)


def _is_equated(tokens: Tokens, before: Amount, amount: Amount) -> bool:
    """Whether the words right before say that it is the same sum, whatever the values: "the equivalent of $5bn"."""
    root = before.converts or before
    gap = tokens.low[before.last + 1 : amount.first]
    if not gap or len(gap) > _WINDOW or amount.code in (root.code, before.code):
        return False
    while gap and gap[-1] in _WITHIN and gap[-1] not in _EQUATING:
        gap.pop()
    return bool(gap) and gap[-1] in _EQUATING and not _sentence_between(tokens, before.last, amount.first)


def _is_cued(tokens: Tokens, before: Amount, amount: Amount) -> bool:
    """Whether "or about", "equivalent to", a comma or a dash leads from the earlier amount to this one."""
    if amount.first - before.last > REACH or _sentence_between(tokens, before.last, amount.first):
        return False
    gap = tokens.low[before.last + 1 : amount.first]
    if 0 < len(gap) <= 2 and _JOINTS.issuperset(gap):
        return True
    return not _CUES.isdisjoint(gap[-6:]) or ["that", "is"] in (gap[-2:], gap[-3:-1])


def _same_worth(one: Amount, other: Amount, factor: Decimal) -> bool:
    """Whether the two differ in currency and are worth about the same, the sign "¥" read either way."""
    if one.code is None or other.code is None or one.code == other.code:
        return False
    return any(_implies(one, other, code, factor) for code in ("CNY", "JPY"))


def _implies(one: Amount, other: Amount, code: str, factor: Decimal) -> bool:
    """Whether the rate between the two is within ``factor`` of the rough one, "¥" read as ``code``."""
    first, second = (code if amount.code == YEN_OR_YUAN else amount.code for amount in (one, other))
    rate = rough_rate(first or "", second or "")
    values = [abs(amount.low + amount.high) * amount.scale * amount.factor for amount in (one, other)]
    if rate is None or 0 in values:
        return False
    return 1 / factor <= values[1] / (values[0] * rate) <= factor


def implied_yen_or_yuan(amounts: list[Amount]) -> Optional[str]:
    """``CNY`` or ``JPY`` where a restatement's rate tells which the article's "¥" is."""
    for amount in amounts:
        root = amount.converts
        if root is not None and YEN_OR_YUAN in (root.code, amount.code):
            for code in ("CNY", "JPY"):
                if _implies(root, amount, code, LOOSE):
                    return code
    return None
