"""Smallest edits of one claim that would make it fit, the likeliest first.

A slip of scale, then two digits changed about, then a sign, then the value that the others ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Optional

from msgspec import Struct

from extract.checking import rewriting
from extract.checking.explain import value_words
from extract.checking.quantities import Fact
from extract.checking.readings import Stated
from extract.model import Pointer, Repair
from extract.quantity import ZERO, Interval, plain

POWERS = (3, -3, 6, -6, 4, -4, 1, -1, 2, -2, 9, -9, 8, -8)
"""Million for billion and thousand, 万 for 亿, then a lost or doubled digit."""
MOST = 4
_SCALE, _DIGITS, _SIGN, _VALUE = range(4)

Fits = Callable[[Fact, Stated, str], bool]
"""Whether everything holds once a claim states this instead; the kind of edit is ``scale``, ``digits``, ``sign`` or
``value``."""


class Candidate(Struct, frozen=True):
    """One edit; ``rank`` orders kinds, ``distance`` the edits of one kind."""

    rank: int
    distance: int
    repair: Repair


def propose(
    facts: Iterable[Fact], fits: Fits, needed: Callable[[Fact], Optional[Interval]], because: str
) -> tuple[Repair, ...]:
    """Edits of one of ``facts`` each, the likelier culprits given first.

    ``needed`` is what the others allow for the value of a claim; ``because`` ends the reason given for an edit.
    """
    found: list[Candidate] = []
    for fact in facts:
        edits = _scale_edits(fact, fits, because) + _digit_edits(fact, fits, because)
        edits += _sign_edit(fact, fits, because)
        if not edits or edits[0].rank != _SCALE:
            edits += _value_edit(fact, fits, needed(fact))
        found += edits
    found.sort(key=lambda candidate: (candidate.rank, candidate.distance))
    different = {(item.repair.claim, item.repair.text): item.repair for item in reversed(found)}
    kept = [item.repair for item in found if different[(item.repair.claim, item.repair.text)] is item.repair]
    return tuple(kept[:MOST])


def scale_repair(fact: Fact, power: int, why: str) -> Optional[Repair]:
    """The claim's value times ten to the ``power``; null where its mention can't be written so."""
    text = _mention(fact)
    mended = rewriting.shifted(text, power) if text else value_words(fact.value.scaleb(power), fact.unit)
    return None if mended is None else _edit(fact, abs(fact.value.scaleb(power)), mended, why)


def _scale_edits(fact: Fact, fits: Fits, because: str) -> list[Candidate]:
    if fact.quantity.unit in ("percent", "percentage_point", "times", "rank"):
        powers: tuple[int, ...] = (1, -1)
    else:
        powers = POWERS
    for place, power in enumerate(powers):
        if fits(fact, fact.stated.times(Decimal(10) ** power), "scale"):
            repair = scale_repair(fact, power, f"a slip of scale; {because}")
            if repair is not None:
                return [Candidate(_SCALE, place, repair)]
    return []


def _digit_edits(fact: Fact, fits: Fits, because: str) -> list[Candidate]:
    text = _mention(fact)
    if text is None or fact.figure is None or fact.stated.low != fact.stated.high:
        return []
    found = []
    for mended, value in rewriting.transpositions(text):
        if fits(fact, _stating(fact, value), "digits"):
            repair = _edit(fact, value, mended, f"two digits changed about; {because}")
            found.append(Candidate(_DIGITS, 0, repair))
    return found


def _sign_edit(fact: Fact, fits: Fits, because: str) -> list[Candidate]:
    if fact.claim.kind != "change" or fact.claim.direction is None:
        return []
    low, high = fact.stated.low, fact.stated.high
    mirrored = Stated(
        None if high is None else -high,
        None if low is None else -low,
        fact.stated.modifier,
        fact.stated.tolerance,
    )
    if not fits(fact, mirrored, "sign"):
        return []
    other = "down" if fact.claim.direction == "up" else "up"
    text = f"{'a fall' if other == 'down' else 'a rise'} of {_mention(fact) or value_words(abs(fact.value), fact.unit)}"
    repair = Repair(
        claim=fact.claim.id,
        figure=_pointer(fact),
        field="direction",
        from_=fact.claim.direction,
        to=other,
        text=text,
        why=f"the other direction; {because}",
    )
    return [Candidate(_SIGN, 0, repair)]


def _value_edit(fact: Fact, fits: Fits, needed: Optional[Interval]) -> list[Candidate]:
    """The value that the others ask for, rounded as the mention is."""
    if needed is None or needed.empty or needed.low is None or needed.high is None or needed.low == 0:
        return []
    middle = needed.middle
    text = _mention(fact)
    if middle is None or middle == 0 or (middle < 0) != (fact.value < 0):
        return []
    if fact.stated.low != fact.stated.high:
        return []
    if text is None:
        return [
            Candidate(_VALUE, 9, _edit(fact, _short(abs(middle)), value_words(middle, fact.unit), _ASKED))
        ]
    one_digit = [
        (abs(value - abs(middle)), mended, value)
        for mended, value in rewriting.substitutions(text)
        if fits(fact, _stating(fact, value), "value")
    ]
    asked_for = rewriting.restated(text, abs(middle), exact=False)
    if one_digit and asked_for and min(one_digit)[0] <= abs(asked_for[1] - abs(middle)) + _last_unit(fact):
        _, mended, value = min(one_digit)
        return [Candidate(_VALUE, 0, _edit(fact, value, mended, _ONE_DIGIT))]
    for exact in (False, True):
        restated = rewriting.restated(text, abs(middle) if not exact else _short(abs(middle)), exact)
        if (
            restated is not None
            and len(restated[0]) <= len(text) + 2
            and fits(fact, _stating(fact, restated[1]), "value")
        ):
            return [
                Candidate(_VALUE, _apart(text, restated[0]), _edit(fact, restated[1], restated[0], _ASKED))
            ]
    return []


_ONE_DIGIT = "one digit changed; it then fits the other figures"
_ASKED = "what the other figures ask for"


def _last_unit(fact: Fact) -> Decimal:
    """One unit of the last digit stated: an edit of one digit may be this much less exact than a new number."""
    return 2 * (fact.stated.tolerance or ZERO)


def _stating(fact: Fact, size: Decimal) -> Stated:
    value = -size if fact.value < 0 else size
    return Stated(value, value, fact.stated.modifier, fact.stated.tolerance)


def _edit(fact: Fact, to: Decimal, text: str, why: str) -> Repair:
    field = "high" if fact.stated.low is None else "low"
    return Repair(
        claim=fact.claim.id,
        figure=_pointer(fact),
        field=field,
        from_=plain(abs(fact.stated.low if fact.stated.low is not None else fact.value)),
        to=plain(to),
        text=text,
        why=why,
    )


def _pointer(fact: Fact) -> Optional[Pointer]:
    return None if fact.claim.figure is None or fact.figure is None else (fact.record.id, fact.claim.figure)


def _mention(fact: Fact) -> Optional[str]:
    return None if fact.figure is None else fact.record.text[fact.figure.start : fact.figure.end]


def _short(value: Decimal) -> Decimal:
    return plain(value.quantize(Decimal(1).scaleb(value.adjusted() - 3))) if value else value


def _apart(one: str, other: str) -> int:
    """How many characters two mentions differ by, place for place."""
    return sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))
