"""What the words around a figure say against its claim, whoever made it.

A loss is told as what was lost, whatever sign stands before it; what ten firms earned together is no one firm's; and what
something has grown from in a year is of the same months a year before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Optional

from msgspec.structs import replace

from extract.claims.shifting import shifted
from extract.model import Basis, Claim, Company, Date, Direction, Figure, Period
from extract.quantity import plain

_LOSSES = ("net_loss", "operating_loss")
_STEPS = ("yoy", "qoq", "mom")
_COUNTED = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|dozen|twenty)"
_MANY = re.compile(
    rf"\b(?:top|largest|biggest|leading|combined|all|the)\s{_COUNTED}\s(?:[\w-]+\s){{0,3}}"
    r"(?:companies|firms|foundries|makers|players|vendors|publishers|brands|automakers|carmakers|giants|chipmakers|banks|apps"
    r"|platforms|operators|suppliers|providers|developers|startups|start-ups|retailers|manufacturers)\b(?!['’])",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\s*(?:[a-z-]+\s){0,3}?(?:from|versus|vs\.?|against|compared\s(?:with|to)|than\sin)\s(?:the\s)?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[^,;.\d]{0,30},?\s(?:when|during\swhich|in\swhich|where)\s[^;.\d]{0,60}", re.IGNORECASE
)
_MOVE = re.compile(
    r"\s(?:(?:year-on-year|year-over-year|yoy|annual|quarterly|monthly|sequential|sharp|steep)\s)?"
    r"(?:(?P<up>surge|jump|rise|increase|growth|gain|spike|uptick|upswing|leap)"
    r"|(?P<down>decline|drop|fall|decrease|slump|plunge|dip|slide|contraction))\b(?!\s(?:in|of)\s(?:the\s)?rate)",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\b(?:combined|together|collectively|jointly|total)\b", re.IGNORECASE)


def tidied(
    claims: Sequence[Claim],
    text: str,
    figures: Sequence[Figure],
    dates: Sequence[Date],
    companies: Sequence[Company],
) -> tuple[Claim, ...]:
    """``claims`` mended where the words leave no doubt, in their order and with their ids."""
    made = [_unsigned(_signed_by_noun(claim, text, figures)) for claim in claims]
    made = [_of_all(claim, text, figures, companies) for claim in made]
    made = _told_from_dates(made, text, figures, dates)
    return tuple(_with_earlier_periods(made, dates))


def _unsigned(claim: Claim) -> Claim:
    """ "An operating loss of $(75) million" is a loss of 75 million."""
    low, high = claim.low, claim.high
    if claim.metric not in _LOSSES or claim.kind != "level" or low is None or high is None or high >= 0:
        return claim
    return replace(claim, low=plain(-high), high=plain(-low))


def _signed_by_noun(claim: Claim, text: str, figures: Sequence[Figure]) -> Claim:
    """ "A 146% surge" is up and "a 12.4% year-on-year decline" down."""
    if claim.kind != "change" or claim.figure is None or claim.unit == "times":
        return claim
    end = figures[claim.figure].end
    noun = _MOVE.match(text, end)
    if noun is None:
        return claim
    direction: Direction = "up" if noun.lastgroup == "up" else "down"
    if direction == claim.direction:
        return claim
    low, high = (None if value is None else plain(-value) for value in (claim.high, claim.low))
    return replace(claim, direction=direction, low=low, high=high)


def _of_all(claim: Claim, text: str, figures: Sequence[Figure], companies: Sequence[Company]) -> Claim:
    """Without a subject where the value is of several firms together: "the combined sales of the top ten makers reached"."""
    if claim.figure is None or claim.subject is None or claim.subject.id.startswith("market:"):
        return claim
    if claim.kind not in ("level", "change"):
        return claim
    figure = figures[claim.figure]
    before = text[claim.sentence_start : figure.start]
    many = next(iter([*_MANY.finditer(before)][::-1]), None)
    if many is None or not _TOGETHER.search(before[: many.end()]):
        return claim
    behind = claim.sentence_start + many.end()
    named = any(behind <= company.start < figure.start and not company.coref for company in companies)
    return claim if named or ";" in text[behind : figure.start] else replace(claim, subject=None)


def _told_from_dates(
    claims: list[Claim], text: str, figures: Sequence[Figure], dates: Sequence[Date]
) -> list[Claim]:
    """ "A fall of 7.6% from April, when it sold 6,658": April is the time of the 6,658, and not of the fall."""
    made = {claim.id: claim for claim in claims}
    for place, change in enumerate(claims):
        if change.kind != "change" or change.figure is None or change.period is None:
            continue
        date = _date_behind_from(text, figures[change.figure].end, change.sentence_end, dates)
        if date is None:
            continue
        period = Period(first=dates[date].first, last=dates[date].last)
        base = made.get(change.baseline or "")
        if not _in_its_sentence(base, change):
            base = _told_behind(change, dates[date].end, text, figures, claims)
        if base is not None and base.figure is not None and figures[base.figure].start > dates[date].start:
            made[base.id] = replace(base, period=period, date=date)
        if change.period == period:
            own = next((one for one in reversed(claims[:place]) if _is_later(one, change, period)), None)
            if own is not None:
                made[change.id] = replace(
                    change, period=own.period, date=own.date, basis=_basis(own.period, period) or change.basis
                )
    return [made[claim.id] for claim in claims]


def _in_its_sentence(base: Optional[Claim], change: Claim) -> bool:
    return base is not None and base.kind == "level" and base.sentence_start == change.sentence_start


def _told_behind(
    change: Claim, end: int, text: str, figures: Sequence[Figure], claims: Sequence[Claim]
) -> Optional[Claim]:
    """The value that a time's own clause gives: "from March, when it sold 10,378"."""
    for claim in claims:
        if claim.figure is None or claim.kind != "level" or claim.sentence_start != change.sentence_start:
            continue
        start = figures[claim.figure].start
        if start >= end and _CLAUSE.fullmatch(text[end:start]):
            return claim
    return None


def _date_behind_from(text: str, start: int, end: int, dates: Sequence[Date]) -> Optional[int]:
    for place, date in enumerate(dates):
        if start <= date.start < end:
            plain = date.kind == "period" and date.first is not None and date.last is not None
            return place if plain and _FROM.fullmatch(text[start : date.start]) else None
    return None


def _is_later(one: Claim, change: Claim, period: Period) -> bool:
    """Whether ``one`` is what the change led to: the same thing's level, of a time after ``period``."""
    same = one.subject == change.subject and one.metric == change.metric and one.kind == "level"
    if not same or one.period is None or one.period.last is None or period.last is None:
        return False
    return one.period.last > period.last and _length(one.period) == _length(period)


def _basis(later: Optional[Period], earlier: Period) -> Optional[Basis]:
    if later is None or later.last is None or earlier.last is None:
        return None
    apart = 12 * (later.last.year - earlier.last.year) + later.last.month - earlier.last.month
    found: dict[int, Basis] = {12: "yoy", 1: "mom", 3: "qoq"}
    return found.get(apart)


def _with_earlier_periods(claims: list[Claim], dates: Sequence[Date]) -> list[Claim]:
    """A value that another of its sentence has grown from gets the same stretch of time before, unless a date stands by it."""
    later: dict[str, Period] = {}
    by_id = {claim.id: claim for claim in claims}
    for change in claims:
        base = by_id.get(change.baseline or "")
        if base is None or change.kind != "change" or change.period is None or base.kind != "level":
            continue
        if base.sentence_start == change.sentence_start and base.status == change.status == "actual":
            earlier = shifted(change.period, change.basis, same=False) if change.basis in _STEPS else None
            if earlier is not None and _length(base.period) not in (None, _length(earlier)):
                later[base.id] = earlier
    return [
        replace(claim, period=later[claim.id], date=None)
        if claim.id in later and not _dated_here(claim, dates)
        else claim
        for claim in claims
    ]


def _dated_here(claim: Claim, dates: Sequence[Date]) -> bool:
    if claim.date is None or claim.date >= len(dates):
        return False
    return claim.sentence_start <= dates[claim.date].start < claim.sentence_end


def _length(period: Optional[Period]) -> Optional[int]:
    """Months from the first to the last day, rounded; null where an end is open."""
    if period is None or period.first is None or period.last is None:
        return None
    return round(((period.last - period.first).days + 1) / 30.4)
