"""``convert``: an amount as a newspaper writes it, in another currency."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Optional

from extract import errors
from extract.lexicon.conversion import convert, load_rates
from extract.lexicon.currencies import KNOWN_CURRENCIES, load_currencies
from extract.mentions.figures import read_amount
from extract.quantity import plain


def conversion_of(amount: str, currency: str, day: str, own: Mapping[str, Optional[str]]) -> tuple[str, str]:
    """The amount (or range) in ``currency``, such as ``34922250000 USD``, and the rate it was made with.

    ``own`` are the user's files of ``rates`` and ``currencies``. Raises ``CrossfootError`` E101, E103, E105 (no amount of money) or E402 (no rate).
    """
    files = {name: None if path is None else Path(path) for name, path in own.items()}
    for file in files.values():
        if file is not None and not file.is_file():
            raise errors.E101.at(file)
    with KNOWN_CURRENCIES.within(load_currencies(files.get("currencies"))):
        figure = read_amount(amount)
    if figure is None or figure.kind != "money" or figure.unit is None:
        raise errors.E105.at(
            what=f"the amount {amount!r}", remedy="Write it with its currency, such as 'RMB 250 billion'."
        )
    book = load_rates(files.get("rates"))
    ends = {}
    for name, value in (("low", figure.low), ("high", figure.high)):
        if value is not None:
            ends[name] = convert(value, figure.unit, currency, day, book)
    some = next(iter(ends.values()))
    low, high = ends.get("low"), ends.get("high")
    words = (
        _written(low) if low == high else " to ".join(_written(end) for end in (low, high) if end is not None)
    )
    modifier = "" if figure.modifier in ("=", "~") else f"{figure.modifier} "
    remark = f"at {some.rate} {currency.upper()} for 1 {figure.unit} ({some.rate_source}, {some.rate_date})"
    return f"{modifier}{words} {currency.upper()}", remark


def _written(amount: Optional[Decimal]) -> str:
    return "" if amount is None else str(plain(amount))
