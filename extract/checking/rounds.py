"""Rounds of funding: none is larger than all together or than the company it values, and all of them make the total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.checking.conflicts import Statement
from extract.checking.ledger import Ledger, is_level
from extract.checking.network import Ratio, Total
from extract.checking.quantities import MONEY, TOTAL, Fact
from extract.quantity import ZERO, Interval

_AT_MOST_ALL = Interval(ZERO, Decimal(1))
_SEED = re.compile(r"\b(?:pre-seed|seed|angel)\b", re.IGNORECASE)
_SERIES = re.compile(r"\b(?:series|round) ([A-H])\b", re.IGNORECASE)


def statements(ledger: Ledger) -> list[Statement]:
    """What the rounds, the total and the valuations of one article tie together."""
    funding = [fact for fact in ledger.facts if _is_sum(fact, "funding")]
    rounds = [fact for fact in funding if fact.quantity.variant != TOTAL]
    totals = [fact for fact in funding if fact.quantity.variant == TOTAL]
    return [*_within_total(rounds, totals), *_within_valuation(rounds, ledger), *_summed(rounds, totals)]


def _is_sum(fact: Fact, metric: str) -> bool:
    quantity = fact.quantity
    return (
        quantity.metric == metric
        and is_level(fact)
        and quantity.unit == MONEY
        and quantity.status == "actual"
        and bool(quantity.subject)
    )


def _within_total(rounds: Sequence[Fact], totals: Sequence[Fact]) -> Iterator[Statement]:
    for total in totals:
        for item in rounds:
            if item.quantity.subject == total.quantity.subject:
                ratio = Ratio(item.variable, total.variable, _AT_MOST_ALL)
                words = "a round can't exceed all funding to date"
                yield Statement(tight=ratio, loose=ratio, check="part_whole", words=words, weak=1)


def _within_valuation(rounds: Sequence[Fact], ledger: Ledger) -> Iterator[Statement]:
    """A round and the valuation that it was raised at: named in one sentence."""
    for whole in ledger.facts:
        if not _is_sum(whole, "valuation") or "pre-money" in (*whole.quantity.scope, whole.quantity.variant):
            continue
        for item in rounds:
            same_sentence = item.claim.sentence_start == whole.claim.sentence_start
            # Of another year it is another round's.
            same_sentence = same_sentence and item.claim.period == whole.claim.period
            if same_sentence and item.quantity.subject == whole.quantity.subject:
                ratio = Ratio(item.variable, whole.variable, _AT_MOST_ALL)
                words = "a round can't exceed the valuation it is raised at"
                yield Statement(tight=ratio, loose=ratio, check="part_whole", words=words, weak=1)


def _summed(rounds: Sequence[Fact], totals: Sequence[Fact]) -> Iterator[Statement]:
    """All rounds against the total, where the article names one for every stage up to the last."""
    for total in totals:
        own = [item for item in rounds if item.quantity.subject == total.quantity.subject]
        if len(own) > 1 and len({item.variable for item in own}) == len(own) and _every_stage(own):
            tied = Total(total.variable, tuple(item.variable for item in own))
            words = "the rounds sum to all funding to date"
            yield Statement(tight=tied, loose=tied, check="arithmetic", words=words, weak=1)


def _every_stage(rounds: Sequence[Fact]) -> bool:
    """Whether the rounds are one seed round and each series from A on, none left out."""
    text = rounds[0].record.text
    passages = {fact.claim.sentence_start: fact.claim.sentence_end for fact in rounds}
    words = " ".join(text[start:end] for start, end in sorted(passages.items()))
    letters = sorted({letter.upper() for letter in _SERIES.findall(words)})
    unbroken = letters == list("ABCDEFGH"[: len(letters)])
    return unbroken and _SEED.search(words) is not None and len(letters) + 1 == len(rounds)
