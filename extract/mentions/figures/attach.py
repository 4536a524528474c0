"""What is written onto one number: currency, scale letter, per cent sign or unit, and its sign."""

from __future__ import annotations

from functools import lru_cache

from extract.lexicon.currencies import Currencies, currencies
from extract.lexicon.figurewords import number_words
from extract.mentions.figures import measures, money
from extract.mentions.figures.amount import MINUS, Amount
from extract.mentions.figures.numerals import Numeral
from extract.mentions.figures.tokens import Tokens

_N = number_words()
_NEGATES = MINUS | {"minus", "negative", "("}
_FALLING = frozenset(["decline", "declined", "decrease", "decreased", "down", "drop", "fell", "reduction"])


def attach(tokens: Tokens, numeral: Numeral) -> Amount:
    """The number with everything that is written onto it; its kind stays null where that is nothing."""
    amount = Amount(numeral)
    low, words = tokens.low, tokens.words
    amount.grouped = numeral.form == "digits" and "," in words[numeral.last]
    beside = _beside(currencies())
    before = amount.first - 1
    if low[before] in beside.before or words[before] in beside.letters_before:
        money.read_before(tokens, amount)
    if words[amount.last + 1] in _N.letters:
        money.read_scale_letter(tokens, amount)
    after = amount.last + 1
    if low[after] in beside.after or words[after] in beside.letters_after:
        _behind(tokens, amount)
    if amount.currency is not None:
        amount.kind = "money"
        amount.factor *= amount.currency.factor
        money.read_grouping_dots(tokens, amount, numeral.last)
    if low[amount.first - 1] in _NEGATES:
        _sign(tokens, amount)
    return amount


@lru_cache(maxsize=4)
def _beside(table: Currencies) -> money.Beside:
    """The words beside a number that may belong to a currency of ``table`` or to a measure."""
    words = money.beside(table)
    return words._replace(
        after=words.after | measures.AFTER, letters_after=words.letters_after | measures.LETTERS_AFTER
    )


def _behind(tokens: Tokens, amount: Amount) -> None:
    if measures.read_percent(tokens, amount) or money.read_after(tokens, amount):
        return
    if amount.currency is None:
        measures.read_unit(tokens, amount)


def _sign(tokens: Tokens, amount: Amount) -> None:
    """A minus before the number or its currency, or accounting brackets around a number that a scale follows."""
    words, low = tokens.words, tokens.low
    before = amount.first - 1
    if low[before] in ("minus", "negative") or (
        low[before] == "-" and low[before - 1] in ("minus", "negative")
    ):
        amount.negative = True
        amount.first = before if low[before] != "-" else before - 1
    elif words[before] in MINUS and tokens.glued(amount.first):
        new_line = amount.kind is not None and "\n" in tokens.gap(before - 1)
        apart = new_line or (not tokens.glued(before) and not low[before - 1][:1].isdecimal())
        if before == 0 or apart or words[before - 1] in ("(", "<", ">", "=", "~"):
            amount.negative = not amount.negative
            amount.first = before
    elif _in_brackets(tokens, amount):
        _brackets(tokens, amount)


def _in_brackets(tokens: Tokens, amount: Amount) -> bool:
    """``(1.2) million``, ``(1.2)%``: brackets around the digits alone, a scale word or a per cent sign behind them."""
    brackets = tokens.words[amount.first - 1] == "(" and tokens.words[amount.last + 1] == ")"
    behind = tokens.low[amount.last + 2]
    return brackets and amount.scale == 1 and (behind in _N.scales or behind == "%")


def _brackets(tokens: Tokens, amount: Amount) -> None:
    amount.first -= 1
    place = amount.first - 2 if tokens.low[amount.first - 1] in ("of", "by") else amount.first - 1
    # "Down (11.6)%" tells the fall twice.
    amount.negative = tokens.low[place] not in _FALLING
    amount.last += 1
    scale = tokens.low[amount.last + 1]
    if scale in _N.scales:
        amount.scale *= _N.scales[scale]
        amount.last += 1
    if not measures.read_percent(tokens, amount) and money.read_after(tokens, amount):
        amount.kind = "money"
        if amount.currency is not None:
            amount.factor *= amount.currency.factor
