"""What is written onto one number: currency, scale letter, per cent sign or unit, and its sign."""

from __future__ import annotations

from extract.lexicon.figurewords import number_words
from extract.mentions.figures import measures, money
from extract.mentions.figures.amount import MINUS, Amount
from extract.mentions.figures.numerals import Numeral
from extract.mentions.figures.tokens import Tokens

_N = number_words()
_BEFORE, _LETTERS_BEFORE = money.BEFORE, money.LETTERS_BEFORE
_AFTER = money.AFTER | measures.AFTER
_LETTERS_AFTER = money.LETTERS_AFTER | measures.LETTERS_AFTER
_NEGATES = MINUS | {"minus", "negative", "("}


def attach(tokens: Tokens, numeral: Numeral) -> Amount:
    """The number with everything that is written onto it; its kind stays null where that is nothing."""
    amount = Amount(numeral)
    low, words = tokens.low, tokens.words
    amount.grouped = numeral.form == "digits" and "," in words[numeral.last]
    before = amount.first - 1
    if low[before] in _BEFORE or words[before] in _LETTERS_BEFORE:
        money.read_before(tokens, amount)
    if words[amount.last + 1] in _N.letters:
        money.read_scale_letter(tokens, amount)
    after = amount.last + 1
    if low[after] in _AFTER or words[after] in _LETTERS_AFTER:
        _behind(tokens, amount)
    if amount.currency is not None:
        amount.kind = "money"
        amount.factor *= amount.currency.factor
        money.read_grouping_dots(tokens, amount, numeral.last)
    if low[amount.first - 1] in _NEGATES:
        _sign(tokens, amount)
    return amount


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
        apart = not tokens.glued(before) and not low[before - 1][:1].isdecimal()
        if before == 0 or apart or words[before - 1] in ("(", "<", ">", "=", "~"):
            amount.negative = not amount.negative
            amount.first = before
    elif _in_brackets(tokens, amount):
        _brackets(tokens, amount)


def _in_brackets(tokens: Tokens, amount: Amount) -> bool:
    """``(1.2) million``: brackets around the digits alone, a scale word behind them."""
    brackets = tokens.words[amount.first - 1] == "(" and tokens.words[amount.last + 1] == ")"
    return brackets and amount.scale == 1 and tokens.low[amount.last + 2] in _N.scales


def _brackets(tokens: Tokens, amount: Amount) -> None:
    amount.negative = True
    amount.first -= 1
    amount.scale *= _N.scales[tokens.low[amount.last + 2]]
    amount.last += 2
    if not measures.read_percent(tokens, amount) and money.read_after(tokens, amount):
        amount.kind = "money"
        if amount.currency is not None:
            amount.factor *= amount.currency.factor
