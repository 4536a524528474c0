"""A value must not be off by a power of ten from what it is stated against: million for billion, 万 for 亿.

A goal raised 2,500 times breaks no law of logic, yet it is a slip in fact. Here a value is held against its baseline;
the other checks call a conflict a ``magnitude`` where one edit by a power of ten settles it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import log10
from typing import Optional

from extract.checking.drafts import Draft, extent, figures_of, place_of, stated_extent
from extract.checking.evidence import WORTH, backing
from extract.checking.explain import capital, fact_words, quantity_words, quoted, times_words
from extract.checking.grading import graded, sureness
from extract.checking.quantities import MONEY, Fact, Quantity
from extract.checking.repairs import scale_repair
from extract.model import Repair, Severity
from extract.quantity import Interval

NEARNESS = 0.05
"""Decimal digits that a ratio may be off a whole power of ten and still be called one."""
MOST_POWERS = 6
"""More digits than these nobody loses: the smaller value is of something else."""
HOME = Decimal(10)
"""A mended value is at home when it is less than this many times the other."""
JUMP_OF_A_GOAL = Decimal(200)
"""A goal for one period isn't raised by this factor."""
JUMP_OF_A_YEAR = Decimal(300)
GRAVE_JUMP = Decimal(1000)
SMALLEST = Decimal(1000)
"""Numbers below this are sizes, places and versions as often as amounts."""
_YEARS_BETWEEN = 2
_LARGE = {MONEY: Decimal(10) ** 9, "count": Decimal(10) ** 8}
"""Only what is this large afterwards can't have grown so: small figures of young companies do."""
_SCALE_SLIPS = (3, 6, 4, 8, 9)


def find(facts: Sequence[Fact]) -> list[Draft]:
    """Claims of one article that lie implausibly far from the claim they are measured against."""
    drafts = []
    for fact, base in [*_baselines(facts), *_goals(facts)]:
        if not _growth_is_said(fact, base):
            draft = _jump(fact, base)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _baselines(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Values and what they are measured against; what a firm is worth may be told on the exchange and before it."""
    by_id = {fact.claim.id: fact for fact in facts}
    for fact in facts:
        base = by_id.get(fact.claim.baseline) if fact.claim.baseline is not None else None
        if base is None or base is fact or fact.claim.kind != "level" or base.claim.kind != "level":
            continue
        if _kind(base) == _kind(fact) and base.quantity.unit == fact.quantity.unit:
            yield fact, base


def _kind(fact: Fact) -> str:
    return "worth" if fact.quantity.metric in WORTH else fact.quantity.metric


def _goals(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Goals and what was reached of them: the same quantity but for its status."""
    goals = [fact for fact in facts if fact.quantity.status in ("target", "forecast")]
    reached: dict[Quantity, Fact] = {}
    for fact in facts if goals else ():
        if (
            fact.quantity.aspect == "level"
            and fact.quantity.status == "actual"
            and fact.quantity.last is not None
        ):
            reached.setdefault(fact.quantity._replace(status=""), fact)
    for fact in goals:
        outcome = reached.get(fact.quantity._replace(status=""))
        if outcome is not None:
            named = fact.claim.baseline == outcome.claim.id or outcome.claim.baseline == fact.claim.id
            if not named:
                yield fact, outcome


def whole_power(one: Decimal, other: Decimal) -> int:
    """The whole power of ten by which ``other`` is ``one``, within 0.05 digits; 0 where it is none.

    >>> whole_power(Decimal(250), Decimal(255_000)), whole_power(Decimal(250), Decimal(500))
    (3, 0)
    """
    if one <= 0 or other <= 0:
        return 0
    digits = log10(float(other / one))
    whole = round(digits)
    return whole if abs(digits - whole) <= NEARNESS and abs(whole) <= MOST_POWERS else 0


def is_restated_goal(one: Fact, other: Fact) -> bool:
    """Whether two goals of one sentence are an old and a new one, not two that contradict each other."""
    return (
        one.record is other.record
        and one.claim.sentence_start == other.claim.sentence_start
        and one.claim.status in ("target", "forecast")
    )


def restated_goal(one: Fact, other: Fact) -> Optional[Draft]:
    """The finding for an old and a new goal in one sentence, where a slip of scale parts them."""
    return _jump(one, other) if is_restated_goal(one, other) else None


def _growth_is_said(fact: Fact, base: Fact) -> bool:
    """Whether the article says by how much it grew; then arithmetic decides."""
    return any(
        claim.kind == "change" and claim.baseline == base.claim.id and claim.unit in ("percent", "times")
        for claim in fact.record.claims
    )


def _jump(fact: Fact, base: Fact) -> Optional[Draft]:
    """The finding where ``fact`` lies implausibly far from ``base`` and one slip of scale explains it."""
    if fact.unit != base.unit or fact.value <= 0 or base.value <= 0:
        return None
    ratio = fact.value / base.value
    size = max(ratio, 1 / ratio)
    if min(fact.value, base.value) < SMALLEST:
        return None
    if size < _limit(fact, base):
        return None
    power = next((power for power in _SCALE_SLIPS if 1 / HOME < size / 10**power < HOME), None)
    if power is None:
        return None
    repairs = _repairs(fact, base, power if ratio > 1 else -power)
    if not repairs:
        return None
    facts = (base, fact) if base.claim.start < fact.claim.start else (fact, base)
    same = fact.quantity == base.quantity and size >= GRAVE_JUMP
    severity: Severity = graded("error" if same else "warning", facts)
    suspect = base if repairs[0].claim == base.claim.id else fact
    other = fact if suspect is base else base
    expected = Interval(other.value / HOME, other.value * HOME)
    return Draft(
        check="magnitude",
        severity=severity,
        confidence=sureness(facts, Decimal(1)),
        message=_message(fact, base, ratio, repairs[0]),
        place=place_of(facts),
        claims=tuple(item.claim.id for item in facts),
        figures=figures_of(facts),
        expected=extent(expected, fact.unit),
        observed=stated_extent(suspect),
        repairs=repairs,
    )


def _limit(fact: Fact, base: Fact) -> Decimal:
    """The ratio from which a slip is likelier than a change."""
    one, other = fact.claim.period, base.claim.period
    if one == other and fact.claim.status in ("target", "forecast"):
        return JUMP_OF_A_GOAL
    large = _LARGE.get(fact.quantity.unit)
    if large is None or max(fact.value, base.value) < large:
        return Decimal("Infinity")
    years = [period.last.year for period in (one, other) if period is not None and period.last is not None]
    if max(years, default=0) - min(years, default=0) > _YEARS_BETWEEN:
        return Decimal("Infinity")
    return JUMP_OF_A_YEAR


def _repairs(fact: Fact, base: Fact, power: int) -> tuple[Repair, ...]:
    """The edit of the less backed of the two, and of the other where it isn't much better backed."""
    sides = sorted(((base, power), (fact, -power)), key=lambda side: backing(side[0]))
    if backing(sides[1][0])[0] - backing(sides[0][0])[0] >= 2:
        sides = sides[:1]
    found = []
    for side, shift in sides:
        # A slip of scale is one scale word for another: three or four digits, as the mention's style has them.
        other = fact if side is base else base
        ratio = side.value.scaleb(shift) / other.value
        apart = times_words(max(ratio, 1 / ratio))
        repair = scale_repair(side, shift, f"a slip of scale; the two are then {apart} apart")
        if repair is not None:
            found.append(repair)
    return tuple(found)


def _message(fact: Fact, base: Fact, ratio: Decimal, repair: Repair) -> str:
    name = capital(quantity_words(fact))
    verb = "are" if name.endswith("s") else "is"
    direction = "rise" if ratio > 1 else "fall"
    assert isinstance(repair.to, Decimal)
    mended = fact.value / repair.to if repair.claim == base.claim.id else repair.to / base.value
    return (
        f"{name} {verb} {fact_words(fact)}, {quoted(base)}: a {times_words(max(ratio, 1 / ratio))} {direction}. "
        f'"{repair.text}" would make it {times_words(max(mended, 1 / mended))}.'
    )
