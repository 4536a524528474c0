"""The same quantity must not have values that can't both hold.

Within a group the intervals are swept once for the values most claims agree on; what lies outside is reported against
the claim nearest to it, one finding for each value, so the cost grows with the number of claims and not of pairs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Optional

from extract.checking import magnitude
from extract.checking.drafts import Draft, extent, figures_of, place_of, stated_extent
from extract.checking.evidence import backing
from extract.checking.explain import capital, fact_words, origin, percent_apart, quantity_words, quoted
from extract.checking.grading import DOUBTFUL, gap_between, graded, sureness
from extract.checking.plausibility import (
    COMPARABLE_DAYS,
    VOLATILE,
    gravest,
    is_misprint,
    is_named,
    less_sure,
    probably_misread,
)
from extract.checking.quantities import Fact, semantics
from extract.checking.readings import Stated, read
from extract.checking.repairs import propose
from extract.lexicon.check_words import check_words
from extract.model import Pointer, Repair, Severity
from extract.quantity import Interval

_LOWEST, _HIGHEST = Decimal("-Infinity"), Decimal("Infinity")
_NEVER = date.min
_NOT_COMPARED = ("comparison", "change ")
"""A change without a basis may be measured against anything."""


def find(groups: Iterable[Sequence[Fact]], across: bool = False) -> tuple[list[Draft], frozenset[str]]:
    """Findings, and the ids of the claims found to stand out, which other checks then leave aside.

    With ``across``, only findings between two articles: those within one have been made before.
    """
    drafts: list[Draft] = []
    outside: set[str] = set()
    for group in groups:
        if _agree(group):
            continue
        told: set[frozenset[Decimal]] = set()
        for comparable in _comparable(group):
            differing = [pair for pair in pairs(comparable) if _values(pair) not in told]
            told |= {_values(pair) for pair in differing}
            # Several values that all differ are mostly parts whose names weren't told apart.
            listed = not across and len(differing) > 1
            for one, other in differing:
                if across and one.order == other.order:
                    continue
                draft = _draft(one, other, outvoted=len(comparable) > 2, listed=listed)
                if draft is not None:
                    drafts.append(draft)
                    outside |= _set_aside(one, other, draft)
                elif not one.reading.tight.meets(other.reading.tight):
                    outside |= less_sure(one, other)
    return drafts, frozenset(outside)


def _agree(group: Sequence[Fact]) -> bool:
    """Whether all share a value, at a glance: most groups do, and nothing more need be asked of them."""
    if len(group) < 2:
        return True
    low, high = _LOWEST, _HIGHEST
    for fact in group:
        tight = fact.reading.tight
        if tight.low is None or tight.high is None:
            return False
        low, high = max(low, tight.low), min(high, tight.high)
    return low <= high


def _values(pair: tuple[Fact, Fact]) -> frozenset[Decimal]:
    return frozenset(fact.value for fact in pair)


def _set_aside(one: Fact, other: Fact, draft: Draft) -> set[str]:
    """Whom other checks do without: the one to be mended; in doubt both, or the one whose metric isn't named."""
    if draft.severity == "info":
        return less_sure(one, other)
    mended = draft.repairs[0].claim if draft.repairs else None
    return {mended or other.claim.id}


def pairs(facts: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """For every value that can't hold beside what most claims say: one that agrees with most, and the one that doesn't."""
    if len(facts) < 2:
        return []
    region = agreed(facts)
    inside = [fact for fact in facts if fact.reading.tight.meets(region)]
    found: list[tuple[Fact, Fact]] = []
    covered: list[Interval] = []
    for fact in sorted(
        (fact for fact in facts if not fact.reading.tight.meets(region)),
        key=lambda fact: (_low(fact.reading.tight), fact.order, fact.claim.start),
    ):
        if covered and covered[-1].meets(fact.reading.tight):
            continue
        covered.append(fact.reading.tight)
        found.append((_nearest(inside, fact, region), fact))
    if not found:
        found = _far_over(inside, region)
    return found


def agreed(facts: Sequence[Fact]) -> Interval:
    """The stretch that most of the facts' intervals share, by the weight of their confidence; the first of equals."""
    events: list[tuple[Decimal, int, float]] = []
    for fact in facts:
        weight = 1.0 + fact.claim.confidence + 0.5 * is_named(fact)
        events.append((_low(fact.reading.tight), 0, weight))
        events.append((_high(fact.reading.tight), 1, -weight))
    events.sort(key=lambda event: event[:2])
    best, depth = 0.0, 0.0
    low = high = Decimal(0)
    for index, (value, kind, weight) in enumerate(events):
        depth += weight
        if kind == 0 and depth > best + 1e-9:
            best, low = depth, value
            high = next(end for end, closing, _ in events[index:] if closing)
    return Interval(low, high)


def _nearest(inside: Sequence[Fact], outlier: Fact, region: Interval) -> Fact:
    """The agreeing fact that leaves the least room on the outlier's side; by Helly's theorem it can't meet it."""
    above = _low(outlier.reading.tight) > _high(region)
    if above:
        return min(inside, key=lambda fact: (_high(fact.reading.tight), fact.order, fact.claim.start))
    return min(inside, key=lambda fact: (-_low(fact.reading.tight), fact.order, fact.claim.start))


def _far_over(inside: Sequence[Fact], region: Interval) -> list[tuple[Fact, Fact]]:
    """ "Over 300 million" beside 480 million: not false, but odd."""
    exact = [fact for fact in inside if fact.reading.tight.high is not None]
    if not exact:
        return []
    base = min(exact, key=lambda fact: (_low(fact.reading.tight), fact.order, fact.claim.start))
    for fact in inside:
        likely = fact.reading.likely.high
        if likely is not None and fact.reading.tight.high is None and likely < _low(base.reading.tight):
            return [(base, fact)]
    return []


def _comparable(group: Sequence[Fact]) -> list[list[Fact]]:
    """The facts of one quantity that may be held against each other, in runs of one time."""
    facts = [fact for fact in group if fact.quantity.aspect not in _NOT_COMPARED]
    if len(facts) < 2:
        return []
    facts = _latest_revision(facts)
    if facts[0].quantity.last is not None or facts[0].quantity.metric == "founded":
        return [facts]
    if facts[0].quantity.aspect == "event":
        return []
    if facts[0].quantity.metric in VOLATILE:
        return _by_article(facts)
    if semantics(facts[0].quantity.metric).nature != "stock":
        # Without a period a flow is only comparable within its article.
        return _by_article(facts)
    return _runs(facts)


def _by_article(facts: Sequence[Fact]) -> list[list[Fact]]:
    found: dict[int, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.order, []).append(fact)
    return list(found.values())


def _runs(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Undated facts by stretches of thirty days; those of unknown day only with their own article.

    Any two articles that near each other share a stretch. Stretches begin on different days, so no fact is in more than thirty-one.
    """
    ordered = sorted(facts, key=lambda fact: (fact.record.published or _NEVER, fact.order))
    undated = [fact for fact in ordered if fact.record.published is None]
    dated = ordered[len(undated) :]
    days = [(fact.record.published or _NEVER).toordinal() for fact in dated]
    runs, end = _by_article(undated), 0
    for begin, day in enumerate(days):
        reach = bisect_right(days, day + COMPARABLE_DAYS)
        if reach > end:
            runs.append(dated[begin:reach])
            end = reach
    return runs


def _latest_revision(facts: Sequence[Fact]) -> list[Fact]:
    """Without the facts of articles older than one that says it revises them."""
    revised = [
        fact.record.published
        for fact in facts
        if fact.record.published is not None
        and check_words().says(
            "revision", fact.record.text[fact.claim.sentence_start : fact.claim.sentence_end]
        )
    ]
    if not revised:
        return list(facts)
    latest = max(revised)
    return [fact for fact in facts if fact.record.published is None or fact.record.published >= latest]


def _draft(one: Fact, other: Fact, outvoted: bool, listed: bool) -> Optional[Draft]:
    facts = sorted((one, other), key=lambda fact: (fact.order, fact.claim.start))
    jump = magnitude.restated_goal(facts[0], facts[1])
    if jump is not None or magnitude.is_restated_goal(facts[0], facts[1]):
        return jump
    power = magnitude.whole_power(one.value, other.value)
    severity = _severity(one, other, power, listed)
    if severity is None:
        return None
    gap = gap_between(one.value, other.value)
    expected = one.reading.tight
    return Draft(
        check="magnitude" if power else "contradiction",
        severity=severity,
        confidence=sureness(facts, gap),
        message=_message(facts[0], facts[1]),
        place=place_of(facts),
        claims=tuple(fact.claim.id for fact in facts),
        figures=figures_of(facts),
        expected=extent(expected, one.unit),
        observed=stated_extent(other),
        dates=_dates(facts),
        repairs=_repairs(one, other, outvoted),
    )


def _dates(facts: Sequence[Fact]) -> tuple[Pointer, ...]:
    if facts[0].quantity.metric != "founded":
        return ()
    return tuple((fact.record.id, fact.claim.date) for fact in facts if fact.claim.date is not None)


def _repairs(one: Fact, other: Fact, outvoted: bool) -> tuple[Repair, ...]:
    opposite = {id(one): other, id(other): one}

    def fits(fact: Fact, stated: Stated, kind: str) -> bool:
        reading, value = read(stated), stated.value
        if reading is None or value is None or not reading.tight.meets(opposite[id(fact)].reading.tight):
            return False
        if kind == "point":
            return False
        return kind != "scale" or magnitude.whole_power(opposite[id(fact)].value, value * 10) == 1

    suspects = [other, one] if outvoted else sorted((other, one), key=backing)
    return propose(
        suspects,
        fits,
        lambda fact: opposite[id(fact)].reading.tight,
        "it then agrees with the other passage",
        in_order=True,
    )


def _severity(one: Fact, other: Fact, power: int, listed: bool) -> Optional[Severity]:
    """How grave it is that two facts of one quantity differ; null where it means nothing."""
    if probably_misread(one, other, power, listed):
        return None
    if one.reading.tight.meets(other.reading.tight):
        return "info"
    loose = one.reading.loose.meets(other.reading.loose)
    base: Severity = "warning" if loose else "error"
    approximate = "~" in (one.stated.modifier, other.stated.modifier)
    if loose and approximate and gap_between(one.value, other.value) <= ABOUT_AND_A_BIT:
        return None
    if listed and not power:
        return None
    most = gravest(one, other, power)
    # Two sources that differ are news, but not where one has the very number of the other with a zero too many.
    slipped = bool(power) and not listed and is_misprint(one, other, power)
    grade = graded("info" if listed else base, (one, other), at_most=most, sources=not slipped)
    doubtful = min(one.claim.confidence, other.claim.confidence) < DOUBTFUL
    return None if grade == "info" and doubtful and one.order == other.order else grade


ABOUT_AND_A_BIT = Decimal("0.07")
"""Two approximate values this near say the same in common usage."""


def _message(one: Fact, other: Fact) -> str:
    name = capital(quantity_words(one))
    verb = "are" if name.endswith("s") else "is"
    apart = percent_apart(one.value, other.value)
    if one.order == other.order:
        return (
            f"{name} {verb} {fact_words(one)} in {quoted(one)} but {fact_words(other)} in {quoted(other)}: "
            f"both can't be true, they are {apart}."
        )
    return (
        f"{name} {verb} {fact_words(one)} in {origin(one.record)}, {quoted(one)}, but {fact_words(other)} in "
        f"{origin(other.record)}, {quoted(other)}: both can't be true, they are {apart}."
    )


def _low(interval: Interval) -> Decimal:
    return _LOWEST if interval.low is None else interval.low


def _high(interval: Interval) -> Decimal:
    return _HIGHEST if interval.high is None else interval.high
