"""The arithmetic of one finding, step by step: what is said and how it is read, what would have to be true, by how much
it fails, and what a repair does to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Optional

from extract.checking.currencies import harmonise, rate_days
from extract.checking.quantities import MONEY, Fact, facts_of, metrics_known
from extract.lexicon.metrics import MetricLexicon
from extract.lexicon.rates import Rates
from extract.model import Claim, Finding, Period, Record
from extract.quantity import Interval
from extract.writing.evidence import Archive, Evidence, pointed
from extract.writing.explaining import exchange, network, pairs
from extract.writing.explaining.parts import Explanation, Step, span_words
from extract.writing.explaining.said import said_of
from extract.writing.periods import period_words

__all__ = ["Explanation", "explain"]


def explain(
    finding: Finding,
    records: Sequence[Record],
    *,
    rates: Optional[Rates] = None,
    metrics: Optional[MetricLexicon] = None,
) -> Explanation:
    """The arithmetic of ``finding``, made once more from the ``records`` of the articles that it points at.

    ``rates`` and ``metrics`` are what the check was made with, by default what is shipped. Passages of articles that
    are not among ``records`` are left out; what can't be worked out without them is said in the finding's own numbers.
    """
    if rates is None:
        from extract.lexicon.conversion import default_rates

        rates = default_rates()
    with metrics_known(metrics):
        return _explained(finding, records, rates)


def _explained(finding: Finding, records: Sequence[Record], rates: Rates) -> Explanation:
    archive = Archive(records)
    evidence = archive.evidence(finding)
    steps, fits, gap = _shown(finding, records, evidence, rates)
    own = {fact.claim.id: fact for order, record in enumerate(records) for fact in facts_of(record, order)}
    money = {item.figure.unit for item in evidence if item.figure is not None and item.figure.kind == "money"}
    said = tuple(said_of(item, own, with_rates=len(money) > 1) for item in evidence)
    return Explanation(finding, archive, said, steps, fits, gap)


def _shown(
    finding: Finding, records: Sequence[Record], evidence: Sequence[Evidence], rates: Rates
) -> pairs.Shown:
    """Steps, what would fit and by how much it fails: of the first way to work it out that the records allow."""
    if finding.check == "calendar":
        return pairs.dated(evidence)
    converted = _converted(finding, records, evidence, rates)
    if converted is not None:
        return converted
    facts = _in_one_currency(finding, records, rates)
    letters = {item.claim.id: item.letter for item in evidence if item.claim is not None}
    involved = [fact for claim in finding.claims for fact in facts if fact.claim.id == claim]
    money = tuple(_exchanged(involved, letters, rates))
    tied = network.conflict_of(finding, facts, records) if len(finding.claims) > 1 else None
    if tied is not None:
        working = network.Working(*tied, letters)
        return (*money, *working.steps()), working.fits(), working.gap()
    product = _multiplied(finding, records, evidence)
    if product is not None:
        return product
    if finding.check == "bounds" and len(involved) == 1:
        return pairs.limited(finding, involved[0], letters)
    if len(involved) != 2:
        return pairs.plainly(finding)
    steps, fits, gap = pairs.compared(finding, involved, letters)
    return (*money, *steps), fits, gap


def _converted(
    finding: Finding, records: Sequence[Record], evidence: Sequence[Evidence], rates: Rates
) -> Optional[pairs.Shown]:
    for record in records:
        pair = exchange.pair_of(finding, record, rates)
        if pair is not None:
            places = (pair.first, pair.second)
            named = [_letter(evidence, record, index) or record.figures[index].text for index in places]
            letters = (named[0], named[1])
            steps = exchange.steps_of(record, pair, rates, letters)
            return steps, exchange.fits_of(finding, letters), exchange.gap_of(pair)
    return None


def _multiplied(
    finding: Finding, records: Sequence[Record], evidence: Sequence[Evidence]
) -> Optional[pairs.Shown]:
    for record in records:
        places = [index for article, index in finding.figures if article == record.id]
        figures = [figure for index in places if (figure := pointed(index, record.figures)) is not None]
        letters = [_letter(evidence, record, index) or record.figures[index].text for index in places]
        shown = pairs.multiplied(finding, figures, letters)
        if shown is not None:
            return shown
    return None


def _letter(evidence: Sequence[Evidence], record: Record, index: int) -> str:
    """The letter of the passage with figure ``index`` of ``record``; empty where none has it."""
    figure = record.figures[index]
    return next((item.letter for item in evidence if item.record is record and item.figure is figure), "")


def _in_one_currency(finding: Finding, records: Sequence[Record], rates: Rates) -> list[Fact]:
    """The facts of the articles, money in the currency that the finding speaks in."""
    facts = [
        fact for order, record in enumerate(records) for fact in harmonise(facts_of(record, order), rates)
    ]
    of_others = len(records) > 1
    if of_others:
        wanted = {claim.subject.id for claim in _claims(finding, records) if claim.subject is not None}
        facts = [fact for fact in facts if fact.quantity.subject in wanted]
    unit = None if finding.expected is None else finding.expected.unit
    # The currency that most are stated in wins; so many of the finding's own make sure that it is the same as then.
    anchors = [fact for fact in facts if fact.unit == unit][:1] * len(facts)
    return harmonise([*anchors, *facts], rates)[len(anchors) :]


def _claims(finding: Finding, records: Sequence[Record]) -> list[Claim]:
    wanted = set(finding.claims)
    return [claim for record in records for claim in record.claims if claim.id in wanted]


def _exchanged(facts: Sequence[Fact], letters: Mapping[str, str], rates: Rates) -> Iterator[Step]:
    """The steps that bring money into one currency, at the range of rates of each claim's own time."""
    for fact in facts:
        stated = fact.claim.unit
        if fact.quantity.unit != MONEY or stated is None or fact.unit is None or stated == fact.unit:
            continue
        first, last = rate_days(fact.claim.period, fact.record.published)
        if first is None or last is None:
            continue
        market = rates.range(stated, fact.unit, first, last)
        if market is None:
            continue
        days = period_words(Period(first=first, last=last))
        yield Step(
            f"{letters.get(fact.claim.id, fact.claim.id)} is in {stated}; it is compared in {fact.unit}",
            (
                f"1 {stated} was {span_words(Interval(*market), fact.unit)}, {days}; 1% either way is allowed for",
                f"so it allows {span_words(fact.reading.tight, fact.unit)}",
            ),
        )
