"""Which edits of a claim mend a conflict: those after which all holds, and that a slip of the pen may have undone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Optional

from extract.checking import magnitude
from extract.checking.conflicts import Conflict, holds, needed
from extract.checking.cues import says
from extract.checking.ledger import spot
from extract.checking.quantities import Fact
from extract.checking.readings import Stated
from extract.checking.repairs import scale_repair
from extract.model import Check, Repair
from extract.quantity import Interval

_ORDER: tuple[Check, ...] = ("arithmetic", "share", "ordering", "part_whole")
"""Of several relations in one conflict, the first of these names it."""
_FAR = Decimal(30)
"""Where only one end is broken, it takes this factor to speak of a slip of scale."""
_NEXT_TO = Decimal("1.5")
_SAME = Decimal("0.02")
_APART = Decimal(3)
"""Values compared with each other are less than this many times apart mostly."""


def check_of(conflict: Conflict) -> Optional[Check]:
    """The check that a conflict is reported under; null where no relation is part of it."""
    named = {statement.check for statement in conflict.statements}
    return next((check for check in _ORDER if check in named), None)


def mends(conflict: Conflict, fact: Fact, stated: Stated, kind: str) -> bool:
    """Whether ``stated`` instead mends a conflict.

    A slip of scale must bring the value to what is asked for, not just within its rounding. Where only one end is asked
    for, nearly anything beyond it would do: a value must come near that end, and have been far from it.
    """
    if kind == "first" and check_of(conflict) not in ("part_whole", "ordering"):
        return False
    if not holds(conflict, (fact, stated)):
        return False
    asked = needed(conflict, fact, exactly=True)
    value = stated.value
    if kind == "value" or kind == "sign" or asked is None or not value:
        return kind != "first"
    if asked.low is not None and asked.low > 0 and asked.high is not None:
        return kind == "digits" or (kind == "scale" and (asked.contains(value) or _near(value, asked)))
    end = asked.high if asked.high is not None else asked.low
    if not end:
        return False
    was, now = fact.value / end, value / end
    if kind == "first":
        return 1 / magnitude.HOME < now < magnitude.HOME
    if kind == "digits":
        return _next_to(conflict, now) and _as_round(fact.value, value)
    if kind == "point":
        return _point_moved(conflict, was, now)
    return (was > _FAR or was < 1 / _FAR) and 1 / magnitude.HOME < now < magnitude.HOME


def _next_to(conflict: Conflict, now: Decimal) -> bool:
    """Whether a value with two digits changed about is likely, ``now`` times the end that it must not pass.

    What is compared lies near each other. A part may be small, but no part is all of its whole; a share may be any.
    """
    check = check_of(conflict)
    near = 1 / _NEXT_TO < now < _NEXT_TO
    return check == "share" or (near and (check != "part_whole" or abs(now - 1) > _SAME))


def _as_round(value: Decimal, mended: Decimal) -> bool:
    """Whether a number stays as round as it was: the noughts at its end only hold its place."""
    one, other = (number.normalize().as_tuple().exponent for number in (value, mended))
    return isinstance(one, int) and isinstance(other, int) and other >= one


def _point_moved(conflict: Conflict, was: Decimal, now: Decimal) -> bool:
    """Whether a value with its point moved is likely: a part may be small, what is compared is near."""
    if not 1 / magnitude.HOME < now < magnitude.HOME:
        return False
    if check_of(conflict) == "part_whole":
        # An hour may bring in a tenth of a sale, the opening day brings in more.
        return not any(says("days", word) for item in conflict.facts for word in item.quantity.scope)
    return max(was, 1 / was) > _APART


def both_moved(conflict: Conflict) -> Iterator[Repair]:
    """The point moved in a value and in the earlier one that it is measured against, where neither will do alone."""
    facts = {fact.claim.id: fact for statement in conflict.component for fact in statement.facts}
    pairs = [
        pair
        for change in facts.values()
        for level in facts.values()
        if _leads_to(change, level) and (base := facts.get(change.claim.baseline or "")) is not None
        for pair in ((level, base), (base, level))
    ]
    # A part too large is likelier than a whole too small: the part is what the sentence is about.
    for power in (-1, 1):
        factor = Decimal(10) ** power
        for fact, other in pairs:
            edits = [(item, item.stated.times(factor)) for item in (fact, other)]
            if fact not in conflict.suspects or other.figure is None or not holds(conflict, *edits):
                continue
            why = f'the point moved by one place, as in "{other.figure.text}"; everything then fits'
            repair = scale_repair(fact, power, why)
            if repair is not None:
                yield repair


def _leads_to(change: Fact, fact: Fact) -> bool:
    """Whether a change is of the quantity that a level states; a stock's level is of the last day of the change's period."""
    if change.claim.kind != "change" or fact.quantity.aspect != "level":
        return False
    return spot(change.quantity._replace(first=None)) == spot(fact.quantity._replace(first=None))


def _near(value: Decimal, asked: Interval) -> bool:
    middle = asked.middle
    return middle is not None and magnitude.whole_power(middle, value * 10) == 1
