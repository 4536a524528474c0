"""Figures: numbers with their units, bounds, precision and restatements, read from plain text.

One scan over the tokens; every step looks at a bounded number of words, so time grows with the text alone.
Fractions that don't end ("a third") keep ten decimals of their percentage. Where digits are stated, ``tolerance`` is
half a unit in the last of them; fractions, ranks and words like "doubled" state none and have null.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Optional

from extract.errors import YEN_SIGN
from extract.lexicon.currencies import YEN_OR_YUAN
from extract.mentions.figures.amount import Amount
from extract.mentions.figures.names import masked_spans
from extract.mentions.figures.restatements import implied_yen_or_yuan
from extract.mentions.figures.scan import scan
from extract.mentions.figures.shared_names import SharedCurrencies
from extract.mentions.figures.tokens import Tokens
from extract.mentions.figures.yen import decide_yen_or_yuan
from extract.model import Company, Date, Figure, Modifier, Note

__all__ = ["currency_notes", "find_figures", "read_amount"]

_HALF = Decimal("0.5")


def find_figures(text: str, dates: Sequence[Date] = (), companies: Sequence[Company] = ()) -> list[Figure]:
    """The figures of ``text`` in text order; none within ``dates`` and ``companies``.

    Values are exact; ``converts`` is an index into the list returned. ``usd`` and ``cny`` stay null: rates come later.

    >>> [(figure.text, str(figure.low), figure.unit) for figure in find_figures("about RMB 1.2 billion")]
    [('RMB 1.2 billion', '1200000000', 'CNY')]
    """
    spans = [(date.start, date.end) for date in dates]
    spans += [(company.start, company.end) for company in companies]
    tokens = Tokens(text)
    amounts = scan(tokens, masked_spans(text, spans))
    yen = _yen_sign(text, amounts)
    index = {id(amount): place for place, amount in enumerate(amounts)}
    shared = SharedCurrencies(text)
    return [_figure(tokens, amount, index, yen, shared) for amount in amounts]


def read_amount(text: str) -> Optional[Figure]:
    """The one figure that an isolated text states ("RMB 250 billion"), null where there is none or more than one."""
    figures = [figure for figure in find_figures(text) if figure.converts is None]
    return figures[0] if len(figures) == 1 else None


def currency_notes(text: str, figures: Sequence[Figure]) -> list[Note]:
    """What a reader should know of the currencies: how the sign "¥" was read, and why."""
    if not any("¥" in figure.text or "￥" in figure.text for figure in figures):
        return []
    tokens = Tokens(text)
    amounts = scan(tokens, masked_spans(text, []))
    code = _yen_sign(text, amounts) or "JPY"
    if implied_yen_or_yuan(amounts):
        reason = "the amounts restated in another currency fit its rate"
    else:
        reason = decide_yen_or_yuan(text)[1]
    return [Note(code=YEN_SIGN.code, message=YEN_SIGN.sentence.format(currency=code, reason=reason))]


def _yen_sign(text: str, amounts: Sequence[Amount]) -> Optional[str]:
    if not any(amount.currency is not None and amount.currency.code == YEN_OR_YUAN for amount in amounts):
        return None
    return implied_yen_or_yuan(list(amounts)) or decide_yen_or_yuan(text)[0]


def _figure(
    tokens: Tokens, amount: Amount, index: dict[int, int], yen: Optional[str], shared: SharedCurrencies
) -> Figure:
    start, end = tokens.starts[amount.first], tokens.end(amount.last)
    low, high = _ends(amount)
    unit = amount.unit
    if amount.currency is not None:
        code = amount.currency.code
        unit = yen if code == YEN_OR_YUAN else shared.decide(code, tokens.text[start:end])
    stated = amount.form != "fraction" and amount.kind != "rank"
    return Figure(
        start=start,
        end=end,
        text=tokens.text[start:end],
        kind=amount.kind or "count",
        low=low,
        high=high,
        modifier=_modifier(amount),
        unit=unit,
        per=amount.per,
        tolerance=_plain(amount.step * amount.scale * amount.factor * _HALF) if stated else None,
        converts=None if amount.converts is None else index[id(amount.converts)],
    )


def _plain(value: Decimal) -> Decimal:
    """``quantity.plain`` for the bounded numbers of a text, without its change of context."""
    whole = int(value)
    return Decimal(whole) if whole == value else value.normalize()


def _ends(amount: Amount) -> tuple[Optional[Decimal], Optional[Decimal]]:
    """Low and high with scale, sign and open ends."""
    size = amount.scale * amount.factor
    low, high = amount.low * size, amount.high * size
    if amount.negative:
        low, high = -high, -low
    if low != high:
        return _plain(low), _plain(high)
    low = high = _plain(low)
    if amount.modifier in (">", ">="):
        return low, None
    return (None, high) if amount.modifier in ("<", "<=") else (low, high)


def _modifier(amount: Amount) -> Modifier:
    """A restatement in brackets is as rough as what it restates; a range has both ends whatever stands before it."""
    if (
        amount.bracketed
        and amount.converts is not None
        and amount.modifier == "="
        and amount.converts.modifier == "~"
    ):
        return "~"
    if amount.low != amount.high and amount.modifier not in ("=", "~"):
        return "="
    return amount.modifier
