"""One amount from one currency into another, on one day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Optional

from extract import errors
from extract.lexicon import stamp
from extract.lexicon.rates import Rate, Rates
from extract.quantity import plain


class ConvertedAmount(Decimal):
    """The amount in the target currency: a ``Decimal`` that remembers ``rate``, ``rate_date`` and ``rate_source``."""

    rate: Decimal
    rate_date: str
    rate_source: str

    @classmethod
    def at(cls, amount: Decimal, rate: Rate) -> ConvertedAmount:
        """``amount`` times ``rate``, unrounded."""
        made = cls(plain(amount * rate.value))
        made.rate, made.rate_date, made.rate_source = rate.value, rate.dates, rate.source
        return made


def convert(
    amount: Decimal | int | str, source: str, target: str, on: date | str, rates: Optional[Rates] = None
) -> ConvertedAmount:
    """``amount`` of ``source`` in ``target`` (ISO 4217 codes) at the rate of the day ``on``, or the last working day before.

    Raises ``CrossfootError`` E103 for a bad date and E402 where no source has a rate for that day.

    >>> dollars = convert(250_000_000_000, "CNY", "USD", on="2020-05-27")
    >>> str(dollars), str(dollars.rate), dollars.rate_date, dollars.rate_source
    ('34922250000', '0.139689', '2020-05-27', 'ECB')
    """
    day = on if isinstance(on, date) else _day(on)
    source, target = source.upper(), target.upper()
    book = rates or default_rates()
    rate = book.rate(source, target, day)
    if rate is None:
        unknown = source if book.rate(source, "USD", day) is None else target
        raise errors.E402.at(currency=f"{unknown} on {day}")
    return ConvertedAmount.at(Decimal(amount), rate)


def default_rates() -> Rates:
    """The shipped rates, one book a process."""
    return load_rates()


def load_rates(path: Optional[Path] = None) -> Rates:
    """The shipped rates, with those of the user's file before them; read anew where the file has changed.

    Raises ``CrossfootError`` E401, naming file and line, where it is not valid.
    """
    return _rates(path, stamp(path))


@lru_cache(maxsize=4)
def _rates(path: Optional[Path], _content: bytes) -> Rates:
    return Rates(path)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise errors.E103.at(value=text) from error
