"""Values, units, periods and labels in words a reader needs no legend for."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Optional

from extract.model import Claim, Converted, Extent, Figure, Modifier
from extract.quantity import plain
from extract.writing.periods import period_words

MINUS = "\u2212"
DASH = "\u2013"

_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_ACRONYMS = {
    "gmv": "GMV",
    "dau": "daily active users",
    "mau": "monthly active users",
    "eps": "earnings per share",
}
_ACRONYMS |= {
    "ebitda": "EBITDA",
    "arpu": "revenue per user",
    "rnd_spend": "R&D spend",
    "ipo_proceeds": "IPO proceeds",
}
_MONEY_NAMES = {"CNY": "RMB"}
_PLURALS = {"person": "people", "child": "children", "man": "men", "woman": "women", "yuan": "yuan"}
_COUNT_METRICS = {"dau": "daily active user", "mau": "monthly active user"}

CHECK_LABELS = {
    "conversion": "Currency conversion",
    "contradiction": "Contradiction",
    "arithmetic": "Arithmetic",
    "share": "Shares",
    "part_whole": "Part and whole",
    "ordering": "Ordering",
    "magnitude": "Power of ten",
    "calendar": "Calendar",
    "bounds": "Impossible value",
}


def check_label(check: str) -> str:
    """What a check is called; one that a plug-in brings goes by its own name: ``round_goals`` is "Round goals"."""
    return CHECK_LABELS.get(check) or capital(check.replace("_", " "))


STATUS_LABELS = {
    "actual": "reported",
    "target": "target",
    "forecast": "forecast",
    "estimate": "estimate",
    "rumour": "rumour",
}
# Metrics that are shares of something themselves.
_SHARES = ("market_share", "margin", "penetration", "stake")
_BASES = {"yoy": "year on year", "qoq": "quarter on quarter", "mom": "month on month"}


_PARTED = re.compile(r"(?<=\b[A-Z]{3}) (?=\d)|(?<=\d) (?=(?:thousand|million|billion|trillion)\b)")
_RANGE = re.compile(r"(?<=\d)–(?=\d)")


def together(text: str) -> str:
    """``text`` with no line break inside its amounts ("RMB 100 million") and ranges ("25–25.5")."""
    return _RANGE.sub("\u2060–\u2060", _PARTED.sub("\u00a0", text))


def capital(text: str) -> str:
    """``text`` with its first letter large."""
    return text[:1].upper() + text[1:]


def plural(noun: str, count: Optional[Decimal] = None) -> str:
    """The plural of a counted noun's lemma, or the noun itself for a count of one.

    >>> plural("user"), plural("company"), plural("person"), plural("order", Decimal(1))
    ('users', 'companies', 'people', 'order')
    """
    if count == 1 or not noun.isascii():
        return noun
    head, _, last = noun.rpartition(" ")
    if last in _PLURALS:
        last = _PLURALS[last]
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    elif last.endswith(("s", "x", "ch", "sh")):
        last += "es"
    else:
        last += "s"
    return f"{head} {last}".strip()


def counted(count: int, noun: str) -> str:
    """ "1 article", "1,200 articles"."""
    return f"{count:,} {plural(noun, Decimal(count))}"


@lru_cache(maxsize=4096)
def number(value: Decimal) -> str:
    """``value`` with a scale word where that loses nothing: exact, unless it has more than 12 digits.

    A quotient of the checks may run to 50 digits; it is shown with four and a "≈".

    >>> number(Decimal("35200000000")), number(Decimal(1234567)), number(Decimal("-0.50"))
    ('35.2 billion', '1,234,567', '−0.5')
    """
    exact = plain(value)
    if len(exact.normalize().as_tuple().digits) > 12:
        return "≈ " + number(_rounded(exact))
    if exact < 0:
        return MINUS + number(-exact)
    for scale, word in _SCALES:
        mantissa = plain(exact / scale)
        if mantissa >= 1 and _decimals(mantissa) <= 3:
            return f"{mantissa:,} {word}"
    return f"{exact:,}"


def _range(low: Decimal, high: Decimal) -> str:
    """ "200–250 billion": the scale word once where both have the same."""
    first, last = number(low), number(high)
    one, _, word = first.partition(" ")
    same = word and last.endswith(f" {word}") and low > 0
    return f"{one if same else first}{DASH}{last}"


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _rounded(value: Decimal, digits: int = 4) -> Decimal:
    with localcontext() as context:
        context.prec = digits
        return plain(+value)


def amount(value: Decimal, unit: Optional[str], per: Optional[str] = None) -> str:
    """One value with its unit.

    >>> amount(Decimal(250000000000), "CNY"), amount(Decimal(88), "percent"), amount(Decimal(3), "times")
    ('RMB 250 billion', '88%', '3×')
    """
    return _with_unit(number(value), unit, value, per)


def _with_unit(digits: str, unit: Optional[str], value: Optional[Decimal], per: Optional[str]) -> str:
    tail = f" per {one_unit(per)}" if per else ""
    if unit is None:
        return digits + tail
    if is_currency(unit):
        sign, digits = (MINUS, digits[1:]) if digits.startswith(MINUS) else ("", digits)
        return f"{sign}{_MONEY_NAMES.get(unit, unit)} {digits}{tail}"
    if unit == "percent":
        return f"{digits}%{tail}"
    if unit == "times":
        return f"{digits}×{tail}"
    if unit == "rank":
        return f"no. {digits}{tail}"
    return f"{digits} {plural(one_unit(unit), value)}{tail}"


def one_unit(unit: str) -> str:
    """A unit as a word: ``percentage_point`` is "percentage point"."""
    return unit.replace("_", " ")


def is_currency(unit: Optional[str]) -> bool:
    """Whether ``unit`` looks like an ISO 4217 code."""
    return unit is not None and len(unit) == 3 and unit.isascii() and unit.isalpha() and unit.isupper()


def is_short(unit: str) -> bool:
    """Whether the unit is a currency or a sign, short enough to stand at every tick of an axis."""
    return is_currency(unit) or unit in ("percent", "times", "rank")


def interval(
    low: Optional[Decimal],
    high: Optional[Decimal],
    unit: Optional[str],
    modifier: Modifier = "=",
    per: Optional[str] = None,
) -> str:
    """A value, a range or an open end in words.

    >>> interval(Decimal(300_000_000), None, "user", ">")
    '300 million+ users'
    >>> interval(Decimal(200_000_000_000), Decimal(250_000_000_000), "CNY", "~")
    'about RMB 200–250 billion'
    >>> interval(None, Decimal(2), "percent", "<")
    'under 2%'
    """
    if low is None and high is None:
        return "no value"
    if low is not None and high is not None:
        about = "about " if modifier == "~" else ""
        if low == high:
            return about + amount(low, unit, per)
        return about + _with_unit(_range(low, high), unit, high, per)
    if low is not None:
        if modifier == ">=":
            return "at least " + amount(low, unit, per)
        return _with_unit(f"{number(low)}+", unit, None, per)
    assert high is not None
    return ("up to " if modifier == "<=" else "under ") + amount(high, unit, per)


def figure_words(figure: Figure) -> str:
    """A figure's value in words."""
    return interval(figure.low, figure.high, figure.unit, figure.modifier, figure.per)


def extent_words(extent: Extent) -> str:
    """An interval that a check has worked out, in words and rounded to four digits; its ends belong to it.

    >>> extent_words(Extent(low=Decimal(0), high=Decimal(100), unit="percent"))
    'at most 100%'
    """
    low, high = _brief(extent.low), _brief(extent.high)
    if high is not None and (low is None or low == 0 < high):
        return "at most " + amount(high, extent.unit)
    return interval(low, high, extent.unit, ">=" if high is None else "=")


def converted_words(converted: Converted, unit: str, modifier: Modifier = "=") -> str:
    """A converted value, rounded to four digits, since the rate has no more."""
    return interval(_brief(converted.low), _brief(converted.high), unit, modifier)


def _brief(value: Optional[Decimal]) -> Optional[Decimal]:
    return None if value is None else _rounded(value)


def claim_words(claim: Claim) -> str:
    """A claim's value in words: a level as it is, a change as "up 88%", an event as its day."""
    if claim.kind == "event" and claim.low is None and claim.high is None:
        return "" if claim.period is None else period_words(claim.period)
    if claim.low is None and claim.high is None:
        return ""
    if claim.kind == "change" and claim.direction is not None:
        low, high = claim.low, claim.high
        if claim.direction == "down":
            low, high = _mirrored(high), _mirrored(low)
        words = interval(low, high, claim.unit, claim.modifier)
        if high is None and claim.modifier != ">=" and low is not None:
            words = "over " + amount(low, claim.unit)
        joint = ", " if claim.unit == "times" else " by " if words.startswith("up to") else " "
        return f"{claim.direction}{joint}{words}"
    unit = claim.unit
    if unit == "user" and claim.metric in _COUNT_METRICS:
        unit = _COUNT_METRICS[claim.metric]
    return interval(claim.low, claim.high, unit, claim.modifier)


def _mirrored(value: Optional[Decimal]) -> Optional[Decimal]:
    return None if value is None else abs(value)


def metric_words(metric: str) -> str:
    """A metric's id in words: ``net_profit`` is "net profit", ``gmv`` is "GMV"."""
    return _ACRONYMS.get(metric, metric.replace("_", " "))


def claim_metric(claim: Claim) -> str:
    """The metric with what narrows it: "revenue (cloud, adjusted)"."""
    name = claim.metric_text if claim.metric == "other" and claim.metric_text else metric_words(claim.metric)
    return f"{name} ({', '.join(claim.scope)})" if claim.scope else name


def claim_kind(claim: Claim) -> str:
    """The kind with its basis: "change, year on year"."""
    basis = _BASES.get(claim.basis or "")
    return f"{claim.kind}, {basis}" if basis else claim.kind


def claim_label(claim: Claim) -> str:
    """Who and what, when, as what: "Kuaishou: GMV, 2020, target"."""
    return capital((f"{claim.subject.name}: " if claim.subject else "") + claim_topic(claim))


def claim_topic(claim: Claim) -> str:
    """What, when, as what: "share of sales, 2020, target"."""
    metric = claim_metric(claim)
    if claim.kind == "share" and claim.metric not in _SHARES:
        metric = f"share of {metric}"
    parts = [metric]
    if claim.period is not None and period_words(claim.period):
        parts.append(period_words(claim.period))
    if claim.status != "actual":
        parts.append(STATUS_LABELS[claim.status])
    if claim.kind == "comparison":
        parts.append("by comparison")
    return ", ".join(parts)


def percent_sure(confidence: float) -> str:
    """ "95%": a confidence, rounded down so that it never reads as certain when it isn't."""
    return f"{int(confidence * 100 + 1e-9)}%"
