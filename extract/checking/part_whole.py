"""A part can't exceed its whole: a quarter its year, a segment its company, DAU its MAU, a platform its market."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Optional

from extract.checking.arithmetic import listed_parts
from extract.checking.conflicts import Statement
from extract.checking.cues import says
from extract.checking.explain import metric_label
from extract.checking.ledger import Ledger
from extract.checking.network import Ratio, Total, Variable
from extract.checking.plausibility import is_milestone, is_part
from extract.checking.quantities import MONEY, NO_AMOUNTS, Fact, Quantity, semantics
from extract.lexicon.check_words import check_words
from extract.quantity import ZERO, Interval

AT_MOST_ALL = Interval(ZERO, Decimal(1))
_OWN_PROFIT = ("net_profit", "ebitda", "operating_profit")
"""Gains from sales of businesses may lift these above revenue."""


def statements(ledger: Ledger) -> list[Statement]:
    """What parts and wholes tie together."""
    found = [*_periods(ledger), *_laws(ledger), *_lists(ledger)]
    return [*found, *_family(ledger), *_markets(ledger)]


def across_statements(ledger: Ledger) -> list[Statement]:
    """Those that hold between articles too: an undated value may be of another time."""
    return [*_periods(ledger), *(law for law in _laws(ledger) if _dated(law))]


def at_most(part: Variable, whole: Variable, words: str, weak: int = 0) -> Statement:
    """That ``part`` is at most ``whole``."""
    ratio = Ratio(part, whole, AT_MOST_ALL)
    return Statement(tight=ratio, loose=ratio, check="part_whole", words=words, weak=weak)


def _periods(ledger: Ledger) -> Iterator[Statement]:
    for whole, parts, _tiles in ledger.nested():
        if positive(ledger, whole) and not all(is_part(fact) for fact in ledger.levels[whole]):
            for part in parts:
                facts = ledger.levels[part]
                if any(is_milestone(fact) for fact in facts) or all(map(_has_come_together, facts)):
                    continue
                yield at_most((part,), (whole,), "a part of a period can't exceed the whole")


def _has_come_together(fact: Fact) -> bool:
    """Whether a value of one day is what there was until then ("by the end of November it had sold 268,000"), or one since restated."""
    if fact.quantity.first != fact.quantity.last or fact.figure is None:
        return False
    sentence = fact.record.text[fact.claim.sentence_start : fact.claim.sentence_end]
    return says("until_then", sentence) or says("told_before", sentence)


def _laws(ledger: Ledger) -> Iterator[Statement]:
    """Daily users within monthly ones, profit within revenue."""
    for quantity in ledger.levels:
        for greater in semantics(quantity.metric).at_most:
            if greater not in ledger.metrics:
                continue
            words = f"{metric_label(quantity.metric)} can't exceed {metric_label(greater)}"
            for option, weak in _wholes(quantity, greater):
                if option in ledger.levels and not _said_of_others(ledger, option):
                    yield at_most((quantity,), (option,), words, weak)


def _said_of_others(ledger: Ledger, whole: Quantity) -> bool:
    """ "Towns of fewer than 500,000": an upper end alone is no count of all users."""
    below = all(fact.stated.low is None for fact in ledger.levels[whole])
    return below and whole.metric == "users" and not whole.variant


def _wholes(quantity: Quantity, greater: str) -> Iterator[tuple[Quantity, int]]:
    """What ``quantity`` can't exceed, and how weak that is."""
    whole = quantity._replace(metric=greater)
    if greater == "users":
        # "Users" alone may be any group of them.
        yield whole, 1
        yield whole._replace(variant="registered"), 0
        yield whole._replace(variant="total"), 0
        return
    yield whole, 2 * int(quantity.metric in _OWN_PROFIT)
    if (quantity.metric, greater) == ("dau", "mau"):
        # Whoever counted, nobody can be there every day and not in that month.
        for status in {"actual": ("estimate",), "estimate": ("actual",)}.get(quantity.status, ()):
            yield whole._replace(status=status), 1
    if quantity.last is not None and semantics(greater).nature == "stock":
        # Of two counts in one article mostly one alone has its date.
        yield whole._replace(first=None, last=None), 1


def _lists(ledger: Ledger) -> Iterator[Statement]:
    for whole, parts in listed_parts(ledger):
        if semantics(whole.quantity.metric).non_negative:
            total = Total(whole.variable, tuple(part.variable for part in parts), whole=False)
            words = "the parts listed can't exceed the whole"
            yield Statement(tight=total, loose=total, check="part_whole", words=words, weak=1)


def _family(ledger: Ledger) -> Iterator[Statement]:
    """A brand within its owner."""
    parents = {
        company.id: company.parent
        for record in ledger.records
        for company in record.companies
        if company.parent
    }
    for quantity in ledger.levels:
        parent = parents.get(quantity.subject)
        if parent is not None and narrows(quantity):
            whole = quantity._replace(subject=parent)
            if whole in ledger.levels and positive(ledger, whole):
                yield at_most((quantity,), (whole,), "a brand can't exceed the company that owns it", weak=1)


def _markets(ledger: Ledger) -> Iterator[Statement]:
    """A company within its market: the same metric and scope, or one that narrows it further."""
    markets: dict[Quantity, list[Quantity]] = {}
    for quantity in ledger.levels:
        if is_market(quantity) and market_words(quantity) and _past(quantity):
            markets.setdefault(_anyone(quantity), []).append(quantity)
    for quantity in ledger.levels if markets else ():
        if not is_market(quantity) and narrows(quantity) and _past(quantity):
            words = set(" ".join(quantity.scope).split())
            for market in markets.get(_anyone(quantity), ()):
                if market_words(market) <= words and not reaches_beyond(ledger.levels[quantity][0], market):
                    yield at_most((quantity,), (market,), "a company can't exceed its market")


def is_market(quantity: Quantity) -> bool:
    """Whether a quantity is a whole market's and no company's."""
    subject = quantity.subject
    return not subject or subject == "market" or subject.startswith("market:")


def reaches_beyond(fact: Fact, market: Quantity) -> bool:
    """Whether a value is said to be of the whole world and the market is a narrower one: then it is no part of it."""
    wide = any(says("worldwide", word.strip()) for word in fact.claim.scope)
    return wide and not any(says("worldwide", word) for word in market_words(market))


def market_words(quantity: Quantity) -> set[str]:
    """The words that say which market: those of its id (``market:china_smartphone``) and of its scope."""
    slug = quantity.subject.partition(":")[2].replace("_", " ")
    return set(f"{slug} {' '.join(quantity.scope)}".split()) - {"market"}


def _anyone(quantity: Quantity) -> Quantity:
    return quantity._replace(subject="", status="", scope=())


def _past(quantity: Quantity) -> bool:
    return quantity.status in ("actual", "estimate")


def narrows(quantity: Quantity) -> bool:
    """Whether the quantity is one whose parts are smaller than it, and its scope a part and not another way to count."""
    facts = semantics(quantity.metric)
    if not facts.non_negative or facts.nature == "ratio" or quantity.unit in NO_AMOUNTS or quantity.per:
        return False
    if not facts.additive and quantity.unit == MONEY:
        return False
    return not any(word in check_words().accounting for word in quantity.scope)


def positive(ledger: Ledger, quantity: Quantity) -> bool:
    """Whether no part of the quantity can be negative, as far as the text tells."""
    if semantics(quantity.metric).non_negative:
        return True
    facts: Optional[list[Fact]] = ledger.levels.get(quantity)
    return bool(facts) and all(fact.value > 0 for fact in facts or ())


def _dated(statement: Statement) -> bool:
    names = [name[0] for name in statement.tight.variables if isinstance(name, tuple)]
    return all(isinstance(name, Quantity) and name.last is not None for name in names)
