"""The steps where two values, one value and its limit, or a product are held against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Optional

from extract.checking import magnitude
from extract.checking.quantities import Fact
from extract.checking.readings import Reading, Stated, read
from extract.model import Figure, Finding
from extract.quantity import Interval
from extract.writing import words
from extract.writing.evidence import Evidence
from extract.writing.explaining.parts import Step, apart_words, beyond, span_words, value_words

Shown = tuple[tuple[Step, ...], tuple[str, ...], tuple[str, ...]]
"""Steps, what would fit, and by how much it fails."""

_HUNDRED = Decimal(100)


def compared(finding: Finding, facts: Sequence[Fact], letters: Mapping[str, str]) -> Shown:
    """Two values of one quantity, or one and what it is measured against."""
    if finding.check == "magnitude" and _is_jump(finding, facts):
        return _jumped(finding, facts, letters)
    names = [letters.get(fact.claim.id, fact.claim.id) for fact in facts]
    tight = [span_words(fact.reading.tight, fact.unit) for fact in facts]
    allowed = " and ".join(f"{name} allows {span}" for name, span in zip(names, tight, strict=True))
    steps = [
        Step(
            f"{names[0]} and {names[1]} speak of the same: {words.claim_label(facts[0].claim)}",
            (allowed, *_meeting(facts[0].reading, facts[1].reading)),
        )
    ]
    # The one that the finding calls observed is held against the other.
    one, other = sorted(facts, key=lambda fact: _is_observed(finding, fact))
    ratio, name = _ratio(one, other), letters.get(other.claim.id, other.claim.id)
    power = magnitude.whole_power(one.value, other.value)
    if power:
        zeros = words.counted(abs(power), "digit")
        steps.append(Step(f"they are {ratio} apart: a power of ten, {zeros}, within 0.05 digits"))
    fits = (f"{name} would have to share a value with the other: {_expected(finding)}",)
    apart = beyond(other.reading.tight, one.reading.tight, one.unit)
    gap = (f"{name} lies {_nearest(apart)}" if apart else f"they are {ratio} apart",)
    return tuple(steps), fits, gap


def _nearest(apart: str) -> str:
    """ "USD 2 billion (20%) short of what would fit" said of the other value."""
    return apart.replace("short of what would fit", "below what the other allows").replace(
        "beyond what would fit", "above what the other allows"
    )


def _meeting(one: Reading, other: Reading) -> tuple[str, ...]:
    if one.tight.meets(other.tight):
        return ("they share values, but one of them says it oddly",)
    if one.loose.meets(other.loose):
        return (
            "they share no value, unless zeros at the end of numbers are only padding: a warning at most",
        )
    return ("they share no value, even where zeros at the end of numbers are only padding",)


def _jumped(finding: Finding, facts: Sequence[Fact], letters: Mapping[str, str]) -> Shown:
    """A value and the one it is measured against, too far apart to be a change."""
    one, other = sorted(facts, key=lambda fact: fact.value)
    small, large = (letters.get(fact.claim.id, fact.claim.id) for fact in (one, other))
    limit = magnitude.JUMP_OF_A_GOAL
    if (one.claim.period, one.claim.status) != (other.claim.period, other.claim.status) or (
        one.claim.status not in ("target", "forecast")
    ):
        limit = magnitude.JUMP_OF_A_YEAR
    step = Step(
        f"{large} ÷ {small} = {value_words(other.value, other.unit)} ÷ {value_words(one.value, one.unit)} "
        f"= {_ratio(one, other)}",
        (f"from {limit:,f} times on, a slip of scale is likelier than such a change",),
    )
    suspect = finding.repairs[0].claim if finding.repairs else None
    name = letters.get(suspect or "", "one of them")
    fits = (f"{name} would be at home within ten times the other: {_expected(finding)}",)
    return (step,), fits, (f"they are {_ratio(one, other)} apart",)


def limited(finding: Finding, fact: Fact, letters: Mapping[str, str]) -> Shown:
    """A value beyond what is possible."""
    name = letters.get(fact.claim.id, fact.claim.id)
    expected = finding.expected
    allowed = Interval(None, None) if expected is None else Interval(expected.low, expected.high)
    step = Step(
        f"{name} allows {span_words(fact.reading.tight, fact.unit)}; possible is {_expected(finding)}"
    )
    apart = beyond(fact.reading.tight, allowed, fact.unit)
    return (step,), (f"{name} would have to be {_expected(finding)}",), (apart,) if apart else ()


def multiplied(finding: Finding, figures: Sequence[Figure], letters: Sequence[str]) -> Optional[Shown]:
    """Shares sold times their price, or a part over its whole, from figures alone; null where it is neither."""
    if len(figures) != 3 or finding.expected is None or len(letters) != 3:
        return None
    one, two, three = (_reading(figure) for figure in figures)
    if one is None or two is None or three is None:
        return None
    if figures[0].unit == "share":
        product, unit, sign, times = one.tight.times(two.tight), figures[1].unit, "×", Decimal(1)
        note = "what is raised may be told after fees: up to 8% less"
    elif figures[2].unit == "percent" and (two.tight.low or 0) > 0:
        product, unit, sign, times = one.tight.over(two.tight), "percent", "÷", _HUNDRED
        note = f"in {letters[2]} a fraction in words is read as ± 2.5 points" if _worded(figures[2]) else ""
    else:
        return None
    product = product.scale(times)
    line = f"{span_words(one.tight, figures[0].unit)} {sign} {span_words(two.tight, figures[1].unit)}"
    step = Step(
        f"{letters[2]} should be {letters[0]} {sign} {letters[1]}",
        tuple(filter(None, (f"{line}: {span_words(product, unit)}", note))),
    )
    apart = beyond(three.tight, product, unit)
    return (
        (step,),
        (f"{letters[2]} would have to be {_expected(finding)}",),
        (f"{letters[2]} is {apart}",) if apart else (),
    )


def dated(said: Sequence[Evidence]) -> Shown:
    """Dates: how far they are apart; which weekday each is stands with its passage."""
    steps = []
    ends = [(item.letter, item.date.first, item.date.last) for item in said if item.date is not None]
    for (one, first, _), (other, _, last) in pairwise(ends):
        if first is not None and last is not None:
            apart = (last - first).days
            how = f"{words.counted(apart + 1, 'day')}, both counted" if apart >= 0 else "backwards"
            steps.append(
                Step(f"from {one} to {other}", (f"{first.isoformat()} to {last.isoformat()}: {how}",))
            )
    return tuple(steps), (), ()


def plainly(finding: Finding) -> Shown:
    """What any finding says of what it expects: nothing more can be worked out from its records."""
    if finding.expected is None or finding.observed is None:
        return (), (), ()
    allowed = Interval(finding.expected.low, finding.expected.high)
    value = Interval(finding.observed.low, finding.observed.high)
    unit = finding.observed.unit
    apart = beyond(value, allowed, unit) if unit == finding.expected.unit else ""
    return (
        (),
        (f"what is {span_words(value, unit)} would have to be {_expected(finding)}",),
        (apart,) if apart else (),
    )


def _expected(finding: Finding) -> str:
    expected = finding.expected
    return "" if expected is None else span_words(Interval(expected.low, expected.high), expected.unit)


def _is_jump(finding: Finding, facts: Sequence[Fact]) -> bool:
    """Whether what is expected is the other value's home, ten times either way, and not what it allows."""
    expected = finding.expected
    ends = [(fact.value / magnitude.HOME, fact.value * magnitude.HOME) for fact in facts]
    return expected is not None and (expected.low, expected.high) in ends


def _is_observed(finding: Finding, fact: Fact) -> bool:
    observed = finding.observed
    return observed is not None and (fact.claim.low, fact.claim.high) == (observed.low, observed.high)


def _ratio(one: Fact, other: Fact) -> str:
    small, large = sorted((abs(one.value), abs(other.value)))
    if not small:
        return "infinitely many times"
    ratio = large / small
    return apart_words(ratio - 1) if ratio < 2 else value_words(ratio, "times")


def _reading(figure: Figure) -> Optional[Reading]:
    return read(Stated(figure.low, figure.high, figure.modifier, figure.tolerance))


def _worded(figure: Figure) -> bool:
    return not any(character.isdigit() for character in figure.text)
