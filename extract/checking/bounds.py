"""A value must be possible on its face: no market share of 140%, no more users than people."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Optional

from msgspec import Struct

from extract.checking.cues import says
from extract.checking.drafts import Draft, extent, figures_of, place_of, stated_extent
from extract.checking.explain import capital, fact_words, interval_words, number_words, quantity_words, quoted
from extract.checking.grading import gap_between, graded, sureness
from extract.checking.part_whole import is_market
from extract.checking.quantities import MONEY, Fact, figure_of, semantics
from extract.checking.readings import Stated, read
from extract.checking.repairs import propose, without_first_digit
from extract.lexicon.check_words import check_words
from extract.lexicon.currencies import rough_rate
from extract.model import Repair, Severity
from extract.quantity import ZERO, Interval

_HUNDRED = Decimal(100)
_REACH = 60
_SMALLEST_SHARE = Decimal("0.01")
_PEOPLE = ("dau", "mau", "users")
_REGISTERED = ("registered", "account", "internet", "smartphone")


class Limit(Struct, frozen=True):
    """What a value can be, why, and how grave it is beyond that; ``{most}`` in the reason stands for the upper end."""

    allowed: Interval
    reason: str
    severity: Severity = "error"


def find(facts: Sequence[Fact]) -> list[Draft]:
    """Claims that can't be right whatever else is said."""
    drafts = []
    for fact in facts:
        limit = None if _is_misread(fact) else _limit(fact)
        if limit is not None and not fact.reading.tight.meets(limit.allowed):
            drafts.append(_draft(fact, limit))
    return drafts


def _is_misread(fact: Fact) -> bool:
    """Whether the value is possible as the text has it, and what it is of was misread.

    A loss in an accountant's parentheses isn't impossible, nor is a share below zero or "up 171% on the year" one at all.
    """
    if fact.figure is None:
        return False
    if fact.value < 0 and (fact.claim.kind == "share" or "(" in fact.figure.text):
        return True
    if fact.claim.kind != "share" or fact.value <= _HUNDRED:
        return False
    before = fact.record.text[max(fact.claim.sentence_start, fact.figure.start - _REACH) : fact.figure.start]
    return says("moved_by", before)


def _limit(fact: Fact) -> Optional[Limit]:
    quantity = fact.quantity
    known = semantics(quantity.metric)
    if quantity.aspect.startswith("change"):
        if quantity.unit == "percent" and known.non_negative:
            return Limit(Interval(-_HUNDRED, None), "nothing can fall by more than 100%")
        return None
    if quantity.aspect == "rank":
        return Limit(Interval(Decimal(1), None), "a rank begins at one")
    if quantity.unit == "percent" and quantity.aspect in ("level", "share"):
        return _percentage(fact)
    if quantity.aspect != "level":
        return None
    return _people(fact) or _level(fact)


def _percentage(fact: Fact) -> Optional[Limit]:
    known = semantics(fact.quantity.metric)
    if fact.claim.kind == "share":
        return Limit(Interval(ZERO, _HUNDRED), "a part can't be more than 100% of its whole")
    if known.maximum != _HUNDRED:
        return None
    # Gains from other business may lift profit above revenue.
    lifted = fact.quantity.metric == "margin" and "gross" not in {
        word.casefold() for word in fact.claim.scope
    }
    low = ZERO if known.non_negative else None
    return Limit(Interval(low, _HUNDRED), "it can't be more than 100%", "info" if lifted else "error")


def _people(fact: Fact) -> Optional[Limit]:
    """No more users than people, in the world or in the country said."""
    quantity = fact.quantity
    if quantity.metric not in _PEOPLE or quantity.unit != "count":
        return None
    places = check_words().populations
    for word in quantity.scope:
        people = places.get(word)
        if people is not None and not any(name in quantity.variant for name in _REGISTERED):
            reason = f"about {number_words(Decimal(people))} people live in {word.title() if len(word) > 3 else word.upper()}"
            return Limit(Interval(ZERO, Decimal(people)), reason)
    return None


def _level(fact: Fact) -> Optional[Limit]:
    known = semantics(fact.quantity.metric)
    low = ZERO if known.non_negative else None
    if known.maximum is None or fact.quantity.per or is_market(fact.quantity):
        return None if low is None else Limit(Interval(low, None), "it can't be negative")
    most = known.maximum
    if fact.quantity.unit == MONEY:
        rate = rough_rate("USD", fact.unit or "")
        if rate is None or known.maximum == _HUNDRED:
            return None
        most *= rate
    elif fact.quantity.unit != "count" or known.maximum == _HUNDRED:
        return None if low is None else Limit(Interval(low, None), "it can't be negative")
    return Limit(Interval(low, most), "nothing of the kind comes near {most}")


def _draft(fact: Fact, limit: Limit) -> Draft:
    severity = graded(limit.severity, [fact])
    if severity == "info" and limit.allowed.high == _HUNDRED and fact.claim.kind == "share":
        # Whatever it is a share of, and whose: more than all of it can't be.
        severity = "warning"
    allowed = limit.allowed
    most = "" if allowed.high is None else interval_words(Interval(allowed.high, allowed.high), fact.unit)
    end = allowed.high if allowed.high is not None and fact.value > allowed.high else allowed.low
    return Draft(
        check="bounds",
        severity=severity,
        confidence=sureness([fact], gap_between(end or Decimal(1), fact.value)),
        message=(
            f"{capital(quantity_words(fact))} {'are' if quantity_words(fact).endswith('s') else 'is'} "
            f"{fact_words(fact)} in {quoted(fact)}, but {limit.reason.format(most=most)}."
        ),
        place=place_of([fact]),
        claims=(fact.claim.id,),
        figures=figures_of([fact]),
        expected=extent(allowed, fact.unit),
        observed=stated_extent(fact),
        repairs=_repairs(fact, allowed),
    )


def _repairs(fact: Fact, allowed: Interval) -> tuple[Repair, ...]:
    def fits(item: Fact, stated: Stated, kind: str) -> bool:
        return kind in ("scale", "digits") and _possible(stated, allowed)

    because = "it is then possible"
    found = propose([fact], fits, lambda item: None, because)
    if _has_a_digit_too_many(fact):
        first = without_first_digit(fact, fits, because)
        found = (*first, *(repair for repair in found if repair.text not in {item.text for item in first}))
    return found


def _has_a_digit_too_many(fact: Fact) -> bool:
    """Whether a percentage over 100 had a digit put before it sooner than its point lost.

    It keeps the form of the article's other shares: with its point, or in whole numbers as they are. A margin is told with
    a decimal mostly, and a nought at the end was one too many.
    """
    if fact.claim.kind != "share" or fact.quantity.unit != "percent" or fact.figure is None:
        return False
    if "." in fact.figure.text:
        return True
    others = [
        figure_of(fact.record, claim)
        for claim in fact.record.claims
        if claim.kind == "share" and claim.metric == fact.claim.metric and claim.figure != fact.claim.figure
    ]
    whole = not any(figure is not None and "." in figure.text for figure in others)
    return whole and fact.value % 10 != 0


def _possible(stated: Stated, allowed: Interval) -> bool:
    reading, value = read(stated), stated.value
    if reading is None or value is None or not reading.tight.meets(allowed):
        return False
    return allowed.high is None or value >= allowed.high * _SMALLEST_SHARE
