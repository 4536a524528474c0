"""The scanner: from tokens to figures in the making, in text order. Each step looks a bounded number of words around."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Optional

from extract.lexicon.currencies import Currencies, currencies
from extract.lexicon.figurewords import number_words
from extract.mentions.figures import bounds, combine, ellipsis, inherit, parts, restatements
from extract.mentions.figures.amount import DASHES, Amount
from extract.mentions.figures.attach import attach
from extract.mentions.figures.counts import is_age, is_age_group, is_reference, read_count, stands_alone
from extract.mentions.figures.multiples import read_multiple_word, read_times
from extract.mentions.figures.names import is_cut_off, is_name, is_part_of_word, is_technology
from extract.mentions.figures.numerals import Numeral, read_numeral
from extract.mentions.figures.ranks import read_rank
from extract.mentions.figures.shares import read_fraction, read_part_of_whole, read_percent_of
from extract.mentions.figures.tables import read_tables
from extract.mentions.figures.tokens import Tokens

_N = number_words()
_JOINS = DASHES | {"to", "or", "and", "~", "～"}
_MORE_AFTER = frozenset(["%", "percent", "per", "pct"])


@lru_cache(maxsize=4)
def _joins(table: Currencies) -> tuple[frozenset[str], frozenset[str]]:
    """Words before and after a number in a date that may make a range or a sum of it after all."""
    before = {code.lower() for code in table.letters_before.first}
    after = {code.lower() for code in table.letters_after.first}
    return (
        _JOINS | frozenset(table.signs_before.first) | before,
        _JOINS | frozenset(table.signs_after.first) | after | _MORE_AFTER,
    )


def scan(tokens: Tokens, masked: Sequence[tuple[int, int]]) -> list[Amount]:
    """All figures of a text, with ``converts`` set; none within the masked character spans."""
    amounts = _read_all(tokens, masked)
    read_tables(tokens, amounts)
    amounts = combine.combine(tokens, amounts)
    amounts = [amount for amount in amounts if not amount.masked]
    ends = [read_count(tokens, amount) for amount in amounts]
    for amount in reversed(amounts):
        if amount.kind is None:
            inherit.from_partner(amount)
    found: list[Amount] = []
    for place, amount in enumerate(amounts):
        bounds.read_modifier(tokens, amount, ends[place])
        if amount.kind is None and not ellipsis.named_beside(tokens, amount):
            inherit.from_neighbour(tokens, amounts, place)
        if amount.kind is None:
            if is_age_group(tokens, amount):
                continue
            if not stands_alone(tokens, amount) and not parts.admits(tokens, amounts, place):
                continue
            amount.kind = amount.kind or "count"
        if is_reference(tokens, amount):
            continue
        if not found or not combine.join_bounds(tokens, found[-1], amount):
            found.append(amount)
    inherit.between_partners(found)
    ellipsis.resolve(tokens, found)
    inherit.between_partners(found)
    restatements.link(tokens, found)
    return found


def _read_all(tokens: Tokens, masked: Sequence[tuple[int, int]]) -> list[Amount]:
    found: list[Amount] = []
    done = -1
    before, after = _joins(currencies())
    spans = iter(masked)
    span = next(spans, None)
    for at in tokens.triggers:
        if at <= done:
            continue
        while span is not None and span[1] <= tokens.starts[at]:
            span = next(spans, None)
        inside = span is not None and span[0] <= tokens.starts[at]
        if inside and tokens.low[at - 1] not in before and tokens.low[at + 1] not in after:
            continue
        amount = _read(tokens, at)
        if amount is not None and amount.first > done:
            amount.masked = inside and span is not None and not _is_cut(tokens, amount, span)
            done = amount.last
            found.append(amount)
    return found


def _is_cut(tokens: Tokens, amount: Amount, span: tuple[int, int]) -> bool:
    """Whether a masked span cuts a currency or per cent sign off the number, or is a sum: the span is then mistaken."""
    if amount.kind == "money" and amount.scale >= 1000:
        # "A PS6m bonus" has no company of that name in it.
        whole = tokens.starts[amount.first] == span[0] and tokens.end(amount.last) == span[1]
        if whole:
            return True
    cut = tokens.starts[amount.first] < span[0] or tokens.end(amount.last) > span[1]
    return cut and amount.kind in ("money", "percent")


def _read(tokens: Tokens, at: int) -> Optional[Amount]:
    word, low = tokens.low[at], tokens.low
    rank = read_rank(tokens, at)
    if rank is not None:
        return rank
    if word in _N.multiples:
        return read_multiple_word(tokens, at)
    if word in _N.ordinals and word not in _N.fractions:
        return None
    numeral = read_numeral(tokens, at)
    if numeral is None:
        return None
    if numeral.form != "digits":
        before = numeral.first - 2 if low[numeral.first - 1] == "-" else numeral.first - 1
        if low[before] in _N.unknown:
            return None
    return _read_number(tokens, numeral)


def _read_number(tokens: Tokens, numeral: Numeral) -> Optional[Amount]:
    beside = tokens.low[numeral.last + 1 : numeral.last + 3]
    if ("in" in beside or beside[0] == "out") and numeral.form in ("digits", "words"):
        share = read_part_of_whole(tokens, numeral)
        if share is not None:
            return share
    if numeral.form == "fraction" and tokens.low[numeral.last] in _N.ordinals:
        # "my fourth week" is no quarter of a week.
        return read_fraction(tokens, Amount(numeral))
    amount = attach(tokens, numeral)
    multiple = amount.kind is None and amount.form != "fraction" and read_times(tokens, amount)
    if is_part_of_word(tokens, amount):
        return None
    if multiple:
        return amount
    if is_cut_off(tokens, amount):
        return None
    if amount.kind is not None:
        return None if is_technology(tokens, amount) else amount
    if amount.form == "fraction":
        return read_fraction(tokens, amount)
    if is_age(tokens, amount):
        amount.kind, amount.unit = "quantity", "year"
        return amount
    percent = read_percent_of(tokens, amount)
    return percent if percent is not None or is_name(tokens, amount) else amount
