"""Smallest edits of one claim that would make it fit, the likeliest first.

A slip of scale, then two digits changed about, then a sign, then the value that the others ask for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Optional

from msgspec import Struct

from extract.checking import rewriting
from extract.checking.explain import value_words
from extract.checking.quantities import Fact, subject_id
from extract.checking.readings import Stated
from extract.model import Pointer, Repair
from extract.quantity import ZERO, Interval, plain

POWERS = (3, -3, 6, -6, 4, -4, 1, -1, 2, -2, 9, -9, 8, -8)
"""Million for billion and thousand, 万 for 亿, then a lost or doubled digit."""
MOST = 4
_SCALE, _POINT, _DIGITS, _SIGN, _ELSEWHERE, _ONE_DIGIT, _FIRST_DIGIT, _VALUE = range(8)

Fits = Callable[[Fact, Stated, str], bool]
"""Whether everything holds once a claim states this instead; the kind of edit is ``scale``, ``point``, ``digits``,
``first``, ``sign`` or ``value``."""


class Candidate(Struct, frozen=True):
    """One edit; ``rank`` orders kinds, ``distance`` the edits of one kind."""

    rank: int
    distance: int
    repair: Repair


def propose(
    facts: Iterable[Fact],
    fits: Fits,
    needed: Callable[[Fact], Optional[Interval]],
    because: str,
    in_order: bool = False,
) -> tuple[Repair, ...]:
    """Edits of one of ``facts`` each, the likelier culprits given first.

    ``needed`` is what the others allow for the value of a claim; ``because`` ends the reason given for an edit. With
    ``in_order`` every edit of the first culprit comes before those of the next.
    """
    found: list[Candidate] = []
    for fact in facts:
        edits = _scale_edits(fact, fits, because) + _digit_edits(fact, fits, because)
        edits += _sign_edit(fact, fits, because)
        if not edits or edits[0].rank != _SCALE:
            edits += _point_edits(fact, fits, because) + _first_digit_edit(fact, fits, because)
            edits += _value_edits(fact, fits, needed(fact))
        found += sorted(edits, key=_likelihood) if in_order else edits
    if not in_order:
        found.sort(key=_likelihood)
    different = {(item.repair.claim, item.repair.text): item.repair for item in reversed(found)}
    kept = [item.repair for item in found if different[(item.repair.claim, item.repair.text)] is item.repair]
    return tuple(kept[:MOST])


def digit_repair(fact: Fact, value: Decimal, mended: str, why: str) -> Repair:
    """The edit of a claim's value to ``value``, its mention then being ``mended``."""
    return _edit(fact, value, mended, why)


def without_first_digit(fact: Fact, fits: Fits, because: str) -> tuple[Repair, ...]:
    """The mention without its first digit, where that fits: "82%" for "182%"."""
    text = _mention(fact)
    if text is None:
        return ()
    edits = {mended: value for mended, value in rewriting.one_digit_edits(text) if text.endswith(mended)}
    return tuple(
        _edit(fact, value, mended, f"a digit too many; {because}")
        for mended, value in edits.items()
        if fits(fact, _stating(fact, value), "digits")
    )


def _likelihood(candidate: Candidate) -> tuple[int, int]:
    return candidate.rank, candidate.distance


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


def _value_edits(fact: Fact, fits: Fits, needed: Optional[Interval]) -> list[Candidate]:
    """The value that the others ask for: as the article gives it elsewhere, by one digit, or rounded as the mention is."""
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
    found = _elsewhere(fact, fits, text)
    close = max(abs(middle) * _CLOSE, 2 * (fact.stated.tolerance or ZERO))
    one_digit = sorted(
        (abs(value - abs(middle)), mended, value)
        for mended, value in rewriting.one_digit_edits(text)
        if abs(value - abs(middle)) <= close
    )
    for away, mended, value in one_digit:
        if fits(fact, _stating(fact, value), "value"):
            distance = int(_MILLION * away / abs(middle))
            found.append(Candidate(_ONE_DIGIT, distance, _edit(fact, value, mended, _BY_ONE_DIGIT)))
            break
    for exact in (False, True):
        restated = rewriting.restated(text, abs(middle) if not exact else _short(abs(middle)), exact)
        if (
            restated is not None
            and len(restated[0]) <= len(text) + 2
            and fits(fact, _stating(fact, restated[1]), "value")
        ):
            edit = _edit(fact, restated[1], restated[0], _ASKED)
            return [*found, Candidate(_VALUE, _apart(text, restated[0]), edit)]
    return found


def _elsewhere(fact: Fact, fits: Fits, text: str) -> list[Candidate]:
    """The value that the article gives of the same metric in another sentence, where that fits.

    It is rounded as the mention is, unless the mention may be just that number with a digit lost.
    """
    found: dict[str, Candidate] = {}
    for claim in fact.record.claims:
        value = claim.low
        alike = (claim.kind, claim.metric, claim.unit, claim.status) == (
            fact.claim.kind,
            fact.claim.metric,
            fact.unit,
            fact.claim.status,
        )
        apart = claim.sentence_start != fact.claim.sentence_start and not claim.negated
        if not (alike and apart) or value is None or value != claim.high or value == fact.value:
            continue
        if subject_id(claim) != fact.quantity.subject:
            continue
        exact = rewriting.restated(text, abs(value))
        rounded = rewriting.restated(text, abs(value), exact=False)
        if exact is None or rounded is None:
            continue
        mended, number = exact if _lost_digit(exact[0], text) else rounded
        if fits(fact, _stating(fact, number), "value"):
            found.setdefault(mended, Candidate(_ELSEWHERE, 0, _edit(fact, number, mended, _SAID)))
    return list(found.values())


def _lost_digit(whole: str, text: str) -> bool:
    """Whether ``text`` may be ``whole`` with one digit lost: "26 million" for "20.6 million"."""
    one, other = (re.sub(r"\D", "", words) for words in (whole, text))
    return len(one) == len(other) + 1 and any(one[:at] + one[at + 1 :] == other for at in range(len(one)))


_BY_ONE_DIGIT = "one digit changed; it then fits the other figures"
_ASKED = "what the other figures ask for"
_SAID = "what another passage says; it then fits the other figures"
_MILLION = Decimal(10) ** 6
_CLOSE = Decimal("0.01")
"""A number with one digit changed must come this near to what is asked for: anything fits a rough claim."""


def _first_digit_edit(fact: Fact, fits: Fits, because: str) -> list[Candidate]:
    """Another first digit, where only one will do."""
    text = _mention(fact)
    numbers = rewriting.parts(text) if text is not None else []
    if len(numbers) != 1 or text is None:
        return []
    start = numbers[0].start
    found = [
        (mended, value)
        for mended, value in rewriting.substitutions(text)
        if mended[start + 1 :] == text[start + 1 :] and fits(fact, _stating(fact, value), "first")
    ]
    if len(found) != 1:
        return []
    ((mended, value),) = found
    edit = _edit(fact, value, mended, f"the only first digit that will do; {because}")
    return [Candidate(_FIRST_DIGIT, 0, edit)]


def _point_edits(fact: Fact, fits: Fits, because: str) -> list[Candidate]:
    """A decimal point one place off; a number in plain digits has none to move."""
    text = _mention(fact)
    numbers = rewriting.parts(text) if text is not None else []
    if len(numbers) != 1 or text is None:
        return []
    (part,) = numbers
    if part.power is None and "." not in text[part.start : part.end]:
        return []
    found = []
    for power in (-1, 1):
        if fits(fact, fact.stated.times(Decimal(10) ** power), "point"):
            repair = scale_repair(fact, power, f"the point moved by one place; {because}")
            if repair is not None:
                found.append(Candidate(_POINT, 0, repair))
    return found


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
