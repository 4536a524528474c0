"""What a deal ties together: a stake, its price and the value it puts on the firm; a sum over years and the sum a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Optional

from extract.checking.conflicts import Domain, Made, Statement
from extract.checking.cues import says
from extract.checking.ledger import Ledger, is_level
from extract.checking.network import Ratio
from extract.checking.quantities import MONEY, Fact
from extract.checking.readings import Stated, read_share
from extract.quantity import Interval

_PAID = ("stake", "investment")
_WORTH = ("valuation", "market_cap")
_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_YEARS = re.compile(r"P(\d{1,2})Y")
_BEFORE = 25
_ROUGHLY = Decimal("0.1")
"""How far a sum a year may be off the sum over years, divided: years are seldom alike."""


def statements(ledger: Ledger) -> list[Statement]:
    """What the deals of an article tie together."""
    return [*_stakes(ledger), *_over_years(ledger)]


def _stakes(ledger: Ledger) -> Iterator[Statement]:
    """ "24.2% of the shares for $338.8 million, which values it at $1.4 billion"."""
    for fact in ledger.facts:
        if fact.quantity.metric != "stake" or fact.quantity.unit != "percent" or not _on_one_day(fact):
            continue
        firm = _firm(fact)
        worth = [item for item in ledger.facts if _is_worth(item, firm, fact)]
        paid = [item for item in ledger.facts if _is_paid(item, firm, fact)]
        if firm and len(worth) == len(paid) == 1 and not _held_before(fact, ledger):
            yield _stake(fact, paid[0], worth[0])


def _on_one_day(fact: Fact) -> bool:
    quantity = fact.quantity
    one_day = quantity.first is not None and quantity.first == quantity.last
    return one_day and quantity.aspect == "share" and quantity.status == "actual"


def _firm(fact: Fact) -> str:
    return "" if fact.claim.object is None else fact.claim.object.id


def _is_worth(item: Fact, firm: str, stake: Fact) -> bool:
    quantity = item.quantity
    said = quantity.metric in _WORTH and is_level(item) and quantity.unit == MONEY and not quantity.scope
    return said and quantity.subject == firm and _same_deal(item, stake)


def _is_paid(item: Fact, firm: str, stake: Fact) -> bool:
    quantity = item.quantity
    if not is_level(item) or quantity.unit != MONEY or quantity.per or not _same_deal(item, stake):
        return False
    if quantity.subject != stake.quantity.subject:
        return False
    # All that a round brought in buys what all its investors get.
    return (
        quantity.metric == "funding"
        if firm == quantity.subject
        else (quantity.metric in _PAID and _firm(item) == firm)
    )


def _same_deal(item: Fact, stake: Fact) -> bool:
    return (
        item.order == stake.order
        and item.claim.period == stake.claim.period
        and item.quantity.status == stake.quantity.status
    )


def _held_before(stake: Fact, ledger: Ledger) -> bool:
    """Whether the article gives the holder another stake in the firm, so that the price is of a part of this one."""
    return stake.claim.baseline is not None or any(
        item.quantity.subject == stake.quantity.subject
        and item.quantity.metric == "stake"
        and item.quantity.unit == "percent"
        and item.quantity.status == "actual"
        and item.claim.period != stake.claim.period
        for item in ledger.facts
    )


def _stake(fact: Fact, paid: Fact, worth: Fact) -> Statement:
    raised = paid.quantity.metric == "funding"

    def factor(points: Interval) -> Interval:
        low, high = (None if end is None else end / _HUNDRED for end in (points.low, points.high))
        if raised and high is not None and high < 1:
            # A valuation may be told before the round's money or with it.
            high = high / (_ONE - high)
        return Interval(low, high)

    def make(stated: Stated) -> Made:
        reading = read_share(stated, worded=False)
        if reading is None:
            return None
        tight, loose = factor(reading.tight), factor(reading.loose)
        return Ratio(paid.variable, worth.variable, tight), Ratio(paid.variable, worth.variable, loose)

    def needed(domain: Domain) -> Optional[Interval]:
        one, all_ = domain(paid.variable), domain(worth.variable)
        if not one.low or not all_.low or one.low < 0 or one.empty or all_.empty:
            return None
        return one.over(all_).scale(_HUNDRED)

    made = make(fact.stated)
    assert made is not None
    return Statement(
        tight=made[0], loose=made[1], facts=(fact,), check="share", make=make, needed=needed, weak=1
    )


def _over_years(ledger: Ledger) -> Iterator[Statement]:
    """ "Over five years it is worth $1.2 billion, or $240 million a year"."""
    for record in ledger.records:
        for mention in record.dates:
            match = _YEARS.fullmatch(mention.value) if mention.kind == "duration" else None
            if match is None or not says(
                "over_years", record.text[max(0, mention.start - _BEFORE) : mention.start]
            ):
                continue
            years = Decimal(match.group(1))
            inside = [
                fact
                for fact in ledger.facts
                if fact.record is record
                and is_level(fact)
                and fact.quantity.unit == MONEY
                and fact.claim.sentence_start <= mention.start < fact.claim.sentence_end
            ]
            yearly = [fact for fact in inside if fact.quantity.per == "year"]
            if len(yearly) != 1 or years < 1:
                continue
            wholes = [fact for fact in inside if fact.quantity == yearly[0].quantity._replace(per="")]
            if len(wholes) == 1 and _restated(wholes[0], yearly[0]):
                part = Interval((_ONE - _ROUGHLY) / years, (_ONE + _ROUGHLY) / years)
                tied = Ratio(yearly[0].variable, wholes[0].variable, part)
                words = f"a sum over {years} years is {years} times the sum a year"
                yield Statement(tight=tied, loose=tied, check="arithmetic", words=words, weak=1)


def _restated(whole: Fact, yearly: Fact) -> bool:
    """Whether one sum is said to be the other, told by the year: "$1.2 billion, or $240 million a year"."""
    first, second = (fact.figure for fact in sorted((whole, yearly), key=lambda fact: fact.claim.start))
    if first is None or second is None or first.end > second.start:
        return False
    return says("or_so_much", whole.record.text[first.end : second.start])
