"""What a claim is about: the quantity that another claim must share to be comparable, and the claims as facts about one.

A quantity is a subject's metric in a scope, for a period, with a status, counted one way. See ``docs/semantics.md``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, Optional

from msgspec import Struct

from extract.checking.cues import says
from extract.checking.readings import Reading, Stated, read, read_share
from extract.lexicon.check_words import check_words
from extract.lexicon.metrics import Metric, MetricLexicon, load_metrics
from extract.model import Claim, Figure, Record
from extract.quantity import ZERO

MONEY = "money"
NO_AMOUNTS = ("percent", "percentage_point", "times", "rank", "")
"""Kinds of unit that can't be summed or shared out."""
_ANY_THING = ("unit", "person", "people")
_UNKNOWN = Metric()


_KNOWN: ContextVar[Optional[MetricLexicon]] = ContextVar("metrics that the checks know", default=None)


@contextmanager
def metrics_known(lexicon: Optional[MetricLexicon]) -> Iterator[None]:
    """Within it, the checks know the metrics of ``lexicon``; by default the shipped ones."""
    token = _KNOWN.set(lexicon)
    try:
        yield
    finally:
        _KNOWN.reset(token)


def known_metrics() -> MetricLexicon:
    """The metrics that the checks know."""
    return _KNOWN.get() or load_metrics()


def semantics(metric: str) -> Metric:
    """What is known of ``metric``; of one that isn't known, nothing is assumed."""
    lexicon = _KNOWN.get()
    return (load_metrics() if lexicon is None else lexicon).metrics.get(metric, _UNKNOWN)


def counts_things(metric: str) -> bool:
    """Whether its plain numbers are counts of one kind of thing, whatever noun the text uses."""
    kinds = semantics(metric).unit_kinds
    return "count" in kinds and "quantity" not in kinds


class Quantity(NamedTuple):
    """What two claims must share to speak of the same thing. ``aspect`` tells a level from a change or a share."""

    subject: str
    metric: str
    variant: str
    scope: tuple[str, ...]
    first: Optional[date]
    last: Optional[date]
    status: str
    unit: str
    per: str
    aspect: str

    def level(self, unit: str) -> Quantity:
        """The level that a change or a share speaks of, in units of ``unit``."""
        return self._replace(aspect="level", unit=unit)


class Fact(Struct, eq=False, gc=False):
    """One claim with its value read.

    ``order`` is the place of its article in the run; ``replaced`` says that the article itself gives a newer value
    for the same quantity (an earlier goal), so that the two don't contradict each other.
    """

    order: int
    record: Record
    claim: Claim
    figure: Optional[Figure]
    quantity: Quantity
    stated: Stated
    reading: Reading
    unit: Optional[str]
    replaced: bool = False

    @property
    def value(self) -> Decimal:
        """The number said; of a range, its middle."""
        value = self.stated.value
        assert value is not None
        return value

    @property
    def variable(self) -> tuple[object, ...]:
        """What the network calls it: the quantity, or for a value since replaced, that value alone."""
        return (self.quantity, self.claim.id) if self.replaced else (self.quantity,)


def facts_of(record: Record, order: int = 0) -> list[Fact]:
    """The claims of ``record`` that state a value of something and can be compared, in the record's order."""
    replaced = replaced_claims(record)
    found = []
    for claim in record.claims:
        if claim.negated:
            continue
        if claim.metric == "founded" and claim.low is None and claim.high is None:
            found += _founding(record, claim, order)
            continue
        if claim.low is None and claim.high is None:
            continue
        figure = figure_of(record, claim)
        if figure is not None and claim.kind == "level" and _is_gap(record, claim, figure):
            continue
        stated = Stated(claim.low, claim.high, claim.modifier, claim.tolerance)
        worded = figure is not None and in_words(figure.text)
        reading = read_share(stated, worded) if claim.unit == "percent" else read(stated)
        if reading is not None and worded and claim.unit != "percent":
            # "Two million" in words is as round as it looks.
            reading = Reading(reading.tight, reading.loose, reading.tight, reading.likely)
        if reading is not None:
            quantity = quantity_of(claim, figure)
            if claim.metric == "funding" and (
                CUMULATIVE in quantity.scope or (figure is not None and _runs_on(record, claim, figure))
            ):
                quantity = quantity._replace(variant=TOTAL)
            if quantity.unit == MONEY and figure is not None and _of_each(record, claim, figure):
                quantity = quantity._replace(per=quantity.per or "each")
            left_out = [] if figure is None else _left_out(record, claim, figure)
            if left_out:
                quantity = quantity._replace(scope=tuple(sorted({*quantity.scope, *left_out})))
            gone = claim.id in replaced
            found.append(Fact(order, record, claim, figure, quantity, stated, reading, claim.unit, gone))
    return found


CUMULATIVE = "cumulative"
"""The scope word of what has come together since the beginning."""
_BEFORE = 60


def _of_each(record: Record, claim: Claim, figure: Figure) -> bool:
    """Whether a sum is of one unit and not of the company: "out of each HK$100 taken, HK$3.40 remained"."""
    begin = max(claim.sentence_start, figure.start - _BEFORE)
    clause = max(record.text.rfind(mark, begin, figure.start) for mark in (";", ":", "—"))
    return figure.per is None and says("of_each", record.text[max(begin, clause + 1) : figure.start])


def _is_gap(record: Record, claim: Claim, figure: Figure) -> bool:
    """Whether a value is how far two others are apart: "5 million ahead of its rival", "separated by about 11,000"."""
    before = record.text[max(claim.sentence_start, figure.start - _BEFORE) : figure.start]
    return says("gap_of", before) or says("gap_to", record.text[figure.end : figure.end + _BEFORE])


def _left_out(record: Record, claim: Claim, figure: Figure) -> list[str]:
    """What the words before a value leave out: "non-game revenue was $8 million" is not of all revenue."""
    begin = max(claim.sentence_start, figure.start - _BEFORE)
    if "on-" not in record.text[begin : figure.start]:
        return []
    before = [other.end for other in record.figures if other.end <= figure.start]
    begin = max(begin, *before, 0)
    return [word.casefold() for word in _NON.findall(record.text[begin : figure.start])]


_NON = re.compile(r"\b[Nn]on-(?!GAAP|IFRS|gaap|ifrs)[a-z]{3,}\b")


TOTAL = "total"
"""The variant of all funding so far, as against that of one round."""
_RIGHT_AFTER = 14


def _runs_on(record: Record, claim: Claim, figure: Figure) -> bool:
    """Whether a sum is of all rounds so far: "brings its total funding to", "to date"."""
    words = check_words()
    begin = max([claim.sentence_start, *[other.end for other in record.figures if other.end <= figure.start]])
    before = record.text[begin : figure.start]
    after = record.text[figure.end : figure.end + _RIGHT_AFTER].partition(",")[0]
    return words.says("running_total", f"{before} … {after}") and not words.says("before", before)


def _founding(record: Record, claim: Claim, order: int) -> list[Fact]:
    """The year of a founding as a value: it happens once, so two years can't both be right."""
    if claim.period is None or claim.period.first is None or claim.period.last is None:
        return []
    stated = Stated(Decimal(claim.period.first.year), Decimal(claim.period.last.year), "=", ZERO)
    reading = read(stated)
    assert reading is not None
    quantity = quantity_of(claim)._replace(first=None, last=None, unit="year", aspect="event")
    return [Fact(order, record, claim, None, quantity, stated, reading, "year")]


def in_words(mention: str) -> bool:
    """Whether a number is said without a digit: "half", "two million"."""
    return not any(map(str.isdigit, mention))


def figure_of(record: Record, claim: Claim) -> Optional[Figure]:
    """The figure a claim takes its value from; null where it has none or points nowhere."""
    index = claim.figure
    return record.figures[index] if index is not None and index < len(record.figures) else None


def replaced_claims(record: Record) -> frozenset[str]:
    """Ids of claims that another claim of the article is measured against and that would else be the same quantity.

    That is an earlier goal, or the whole of a part whose scope was missed.
    """
    by_id = {claim.id: claim for claim in record.claims}
    found = set()
    for claim in record.claims:
        base = by_id.get(claim.baseline) if claim.baseline is not None else None
        if base is None or base.id == claim.id or claim.kind in ("comparison", "rank"):
            continue
        if _about(base) == _about(claim) and (claim.kind != "share" or _has_double(base, record)):
            found.add(base.id)
    return frozenset(found)


def _has_double(whole: Claim, record: Record) -> bool:
    """Whether another level looks like the whole of a share: its part, whose scope was missed."""
    return any(
        claim.kind == "level" and claim.id != whole.id and _about(claim) == _about(whole)
        for claim in record.claims
    )


def _about(claim: Claim) -> tuple[object, ...]:
    return (subject_id(claim), claim.metric, scope_of(claim), claim.period, claim.status)


def subject_id(claim: Claim) -> str:
    """The id of what a claim is about; empty for a market or where nobody is named."""
    return "" if claim.subject is None else claim.subject.id


def scope_of(claim: Claim) -> tuple[str, ...]:
    """The qualifiers that narrow a claim, in lower case and sorted; "global" and the like don't narrow."""
    return _narrowing(claim.scope) if claim.scope else ()


@lru_cache(maxsize=4096)
def _narrowing(scope: tuple[str, ...]) -> tuple[str, ...]:
    plain_words = check_words().unnarrowing
    return tuple(sorted({word.casefold().strip() for word in scope} - plain_words))


def quantity_of(claim: Claim, figure: Optional[Figure] = None) -> Quantity:
    """What ``claim`` is about."""
    first, last = _period(claim)
    unit = unit_class(claim.metric, claim.unit)
    metric = (
        check_words().measures_in_money.get(claim.metric, claim.metric) if unit == MONEY else claim.metric
    )
    return Quantity(
        subject_id(claim),
        metric,
        variant_of(claim.metric, f"{claim.metric_text or ''} {claim.unit or ''}"),
        scope_of(claim),
        first,
        last,
        claim.status,
        unit,
        (figure.per or "") if figure is not None else "",
        _aspect(claim),
    )


def unit_class(metric: str, unit: Optional[str]) -> str:
    """The kind of unit: every currency is ``money``, every noun that a metric counts is ``count``.

    "400 cities" beside "300 million users" is no number of users, so other nouns stay what they are.
    """
    if unit is None:
        return ""
    if len(unit) == 3 and unit.isascii() and unit.isalpha() and unit.isupper():
        return MONEY
    if unit in NO_AMOUNTS:
        return unit
    known = semantics(metric)
    counted = not known.units or unit in known.units or unit in _ANY_THING
    return "count" if counted and counts_things(metric) else unit


@lru_cache(maxsize=4096)
def variant_of(metric: str, text: str) -> str:
    """The words in a metric's name that make it another measure, such as "registered" for users."""
    words = check_words().variants
    if metric == "other":
        # The metric's own name is all there is to tell such claims apart by.
        return " ".join(word.removesuffix("s") for word in text.casefold().split())
    found = sorted({word for word in re.findall(r"[\w-]+", text.casefold()) if word in words})
    # The metric's own id says these already: monthly active users are ``mau`` under every name.
    if metric in ("dau", "mau", "paying_users", "subscribers"):
        found = [word for word in found if word in ("new", "addition", "additions")]
    return " ".join(word.removesuffix("s") for word in found)


def _aspect(claim: Claim) -> str:
    if claim.kind == "change":
        return f"change {claim.basis or ''}"
    return claim.kind


def _period(claim: Claim) -> tuple[Optional[date], Optional[date]]:
    if claim.period is None:
        return None, None
    if claim.period.last is not None and semantics(claim.metric).nature == "stock" and claim.kind == "level":
        # A stock is what it is on the last day, however the period was named.
        return claim.period.last, claim.period.last
    return claim.period.first, claim.period.last


def earlier_period(
    first: Optional[date], last: Optional[date], basis: Optional[str]
) -> Optional[tuple[date, date]]:
    """The period that a change of ``basis`` is measured against; null where it can't be told."""
    months = {"yoy": 12, "qoq": 3, "mom": 1}.get(basis or "")
    if months is None or first is None or last is None:
        return None
    return shift_months(first, -months), shift_months(last, -months)


def shift_months(day: date, months: int) -> date:
    """``day`` moved by whole months; the last day of a month stays the last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return day
    length = calendar.monthrange(year, month + 1)[1]
    at_end = (day + timedelta(days=1)).month != day.month if day < date.max else True
    return date(year, month + 1, length if at_end else min(day.day, length))


def by_quantity(facts: Iterable[Fact]) -> dict[Quantity, list[Fact]]:
    """Facts about the same quantity together, in order of first mention; values since replaced are left out."""
    groups: dict[Quantity, list[Fact]] = {}
    for fact in facts:
        if not fact.replaced:
            groups.setdefault(fact.quantity, []).append(fact)
    return groups
