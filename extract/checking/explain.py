"""Words for messages: values, names of quantities, quotations, places. A reader needs no documentation for them."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Optional
from urllib.parse import urlsplit

from extract.checking.quantities import TOTAL, Fact
from extract.lexicon.check_words import check_words
from extract.model import Claim, Date, Figure, Record
from extract.quantity import Interval, plain

_SCALES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
_MODIFIERS = {"=": "", "~": "about ", ">": "over ", ">=": "at least ", "<": "nearly ", "<=": "up to "}
_METRICS = {
    "gmv": "GMV",
    "dau": "daily active users",
    "mau": "monthly active users",
    "eps": "earnings per share",
    "ebitda": "EBITDA",
    "arpu": "revenue per user",
    "rnd_spend": "R&D spending",
    "ipo_proceeds": "IPO proceeds",
    "market_cap": "market value",
    "capex": "capital expenditure",
}
_BREAK = re.compile(r"[;:—()\n]|,(?!\d)|\.(?!\d|\s\d)")
_SERIES = re.compile(r"\bseries [a-h]\b")
_LONGEST_QUOTE = 90
_WORD_LIMIT = 200


def value_words(value: Decimal, unit: Optional[str], digits: int = 4) -> str:
    """A value with its unit, rounded to ``digits`` significant digits.

    >>> value_words(Decimal(11_250_000_000), "CNY"), value_words(Decimal("11.11111"), "percent")
    ('RMB 11.25 billion', '11.11%')
    """
    rounded = plain(Context(prec=digits, rounding=ROUND_HALF_EVEN).plus(value))
    text = number_words(rounded)
    if unit is None or unit in ("rank",):
        return text
    if unit == "percent":
        return f"{text}%"
    if unit == "percentage_point":
        return f"{text} percentage points"
    if unit == "times":
        return f"{text} times"
    if len(unit) == 3 and unit.isupper():
        return f"{currency_word(unit)} {text}"
    return f"{text} {noun(unit, rounded)}"


def number_words(value: Decimal) -> str:
    """``value`` with a scale word, nothing lost."""
    for scale, word in _SCALES:
        if abs(value) >= scale:
            return f"{plain(value / scale):f} {word}"
    return f"{value:,f}"


def interval_words(interval: Interval, unit: Optional[str]) -> str:
    """An interval in words: "RMB 10.6 billion to RMB 11.9 billion", "at most 100%"."""
    low, high = interval.low, interval.high
    if low is not None and high is not None and low != 0:
        one, other = value_words(low, unit, 3), value_words(high, unit, 3)
        return one if one == other else f"{one} to {other}"
    if low is not None and high is None:
        return f"at least {value_words(low, unit, 3)}"
    return "any value" if high is None else f"at most {value_words(high, unit, 3)}"


def noun(lemma: str, count: Decimal) -> str:
    """A counted noun in the number that ``count`` asks for."""
    irregular = {"person": "people", "man": "men", "woman": "women", "child": "children"}
    if abs(count) == 1 or not lemma.isascii():
        return lemma
    if lemma in irregular:
        return irregular[lemma]
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "ch", "sh")) else "s")


def figure_words(record: Record, figure: Figure) -> str:
    """A figure as the article writes it, with its modifier: "over RMB 300 million"."""
    return _MODIFIERS[figure.modifier] + _one_line(record.text[figure.start : figure.end])


def fact_words(fact: Fact) -> str:
    """The value a claim states, as the article writes it where it points at a figure."""
    if fact.unit == "year":
        return "–".join(f"{year}" for year in dict.fromkeys((fact.stated.low, fact.stated.high)))
    if fact.figure is not None:
        text = figure_words(fact.record, fact.figure)
        # "300 million" alone would leave the reader to guess of what.
        if fact.quantity.unit == "count" and fact.unit is not None:
            return f"{text} {noun(fact.unit, Decimal(2))}"
        return text
    low, high = fact.stated.low, fact.stated.high
    if low is not None and high is not None and low != high:
        return f"{value_words(low, fact.unit)} to {value_words(high, fact.unit)}"
    return _MODIFIERS[fact.stated.modifier] + value_words(fact.value, fact.unit)


def quantity_words(fact: Fact) -> str:
    """The name of what a fact is about: "Kuaishou's 2020 target", "Douyin's daily active users"."""
    claim = fact.claim
    metric = metric_words(claim)
    if claim.status in ("target", "forecast"):
        metric = (
            claim.status
            if claim.status == "target" and len(fact.quantity.scope) == 0
            else f"{metric} {claim.status}"
        )
    if claim.metric == "funding" and fact.quantity.variant == TOTAL:
        metric = "total funding"
    scope = " ".join(word for word in claim.scope if word.casefold() not in metric.casefold())
    scope = _SERIES.sub(lambda match: match.group().title(), scope)
    named = " ".join(filter(None, (period_words(fact), scope, metric)))
    if claim.subject is None:
        return f"the {named}"
    return f"{possessive(claim.subject.name)} {named}"


def metric_words(claim: Claim) -> str:
    """The name of a claim's metric."""
    if claim.metric == "other":
        return _one_line(claim.metric_text or "figure")
    return metric_label(claim.metric)


def metric_label(metric: str) -> str:
    """The name of a metric."""
    return _METRICS.get(metric, metric.replace("_", " "))


def possessive(name: str) -> str:
    """``name`` with its possessive ending."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def period_words(fact: Fact) -> str:
    """The period of a fact, before its metric: "2020", "Q1 2020", "first-half 2020", or the days."""
    period = fact.claim.period if fact.unit != "year" else None
    return "" if period is None else days_words(period.first, period.last)


def days_words(first: Optional[date], last: Optional[date]) -> str:
    """A stretch of days as short as it can be said."""
    if first is None or last is None or first == last:
        day = first or last
        return "" if day is None else _day_words(day)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and (last == date.max or (last + timedelta(days=1)).day == 1)
    if whole and months == 12 and first.month == 1:
        return str(first.year)
    if whole and months == 12:
        return f"fiscal {last.year}"
    if whole and months == 3 and first.month % 3 == 1:
        return f"Q{first.month // 3 + 1} {first.year}"
    if whole and months == 6 and first.month in (1, 7):
        return f"{'first' if first.month == 1 else 'second'}-half {first.year}"
    if whole and months == 1:
        return f"{calendar.month_name[first.month]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day_words(last)}"
    return f"{_day_words(first)} to {_day_words(last)}"


def _day_words(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def quote(record: Record, start: int, end: int, sentence_start: int) -> str:
    """The clause around ``text[start:end]``, in quotation marks: from the last comma or the like before it."""
    begin = max(sentence_start, start - _WORD_LIMIT)
    for match in _BREAK.finditer(record.text, begin, start):
        begin = match.end()
    words = _one_line(record.text[begin:end])
    if len(words) > _LONGEST_QUOTE:
        kept = words[-_LONGEST_QUOTE:]
        words = "…" + (kept.partition(" ")[2] or kept)
    return f"“{words}”" if '"' in words else f'"{words}"'


def quoted(fact: Fact) -> str:
    """The clause in which a fact is stated."""
    spot: Figure | Date | Claim = fact.figure or fact.claim
    index = fact.claim.date
    if fact.unit == "year" and index is not None and index < len(fact.record.dates):
        spot = fact.record.dates[index]
    begin = min(fact.claim.sentence_start, spot.start)
    return quote(fact.record, spot.start, spot.end, begin)


def origin(record: Record) -> str:
    """Where and when an article says something: "36Kr (2020-05-27)"."""
    source = (record.source or "").strip()
    host = urlsplit(source).hostname if "://" in source else None
    named = (host or "").removeprefix("www.") or re.split(r"[/\\]", source)[-1] or record.id
    return named if record.published is None else f"{named} ({record.published.isoformat()})"


def times_words(ratio: Decimal) -> str:
    """A ratio above one: "2,500-fold", "2.5-fold"."""
    rounded = plain(Context(prec=2 if ratio < 1000 else 3).plus(ratio))
    return f"{rounded:,f}-fold"


def percent_apart(one: Decimal, other: Decimal) -> str:
    """How far apart two numbers of the same sign are, in words."""
    small, large = sorted((abs(one), abs(other)))
    if small == 0:
        return "one of them is zero"
    ratio = large / small
    if ratio >= 2:
        return f"{times_words(ratio)} apart"
    percent = (ratio - 1) * 100
    return f"{plain(Context(prec=2).plus(percent)):f}% apart"


def capital(text: str) -> str:
    """``text`` with its first letter large."""
    return text[:1].upper() + text[1:]


def currency_word(unit: Optional[str]) -> str:
    """How a currency is written before a number: "RMB" for ``CNY``."""
    words = check_words().currencies.get(unit or "")
    return words.codes[0] if words is not None else unit or ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
