"""A share that stands beside its part and its whole: "500 of its 4,000 employees, or 22% of the workforce"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple, Optional

from extract.checking import rewriting
from extract.checking.drafts import Draft, extent
from extract.checking.explain import interval_words, percent_apart, quote
from extract.checking.grading import gap_between, sureness
from extract.checking.readings import Reading, Stated, read, read_share
from extract.lexicon.check_words import check_words
from extract.model import Extent, Figure, Record, Repair, Severity
from extract.quantity import ZERO, Interval, plain

HUNDRED = Decimal(100)
_AFTER = 40
_NUMBER = re.compile(r"(?<![\w.,$€£¥₹])\d{1,9}(?:,\d{3})*(?![\w.,%]*\d)")
_FAR = Decimal(2)
"""Beyond this factor the percentage is mostly of something else."""


class _Shared(NamedTuple):
    """Part, whole and share, each with its place among the figures; a bare number has none."""

    part: Figure
    whole: Figure
    share: Figure
    places: tuple[Optional[int], int, int]


def find(record: Record, order: int = 0) -> list[Draft]:
    """Shares that don't fit the two counts right before them; the figures alone decide, no claim is needed."""
    drafts = (_draft(record, order, shared) for shared in _shared(record))
    return [draft for draft in drafts if draft is not None]


def _shared(record: Record) -> Iterator[_Shared]:
    words, text, figures = check_words(), record.text, record.figures
    ordered = sorted(range(len(figures)), key=lambda index: figures[index].start)
    for before, (whole, share) in zip([None, *ordered], pairwise(ordered), strict=False):
        second, third = figures[whole], figures[share]
        if third.unit != "percent" or second.unit in ("percent", "times", "rank"):
            continue
        if not words.or_share.fullmatch(text[second.end : third.start]):
            continue
        if not words.share_of_whole.match(text, third.end, third.end + _AFTER):
            continue
        first = None if before is None else figures[before]
        if first is None or not words.of_whole.fullmatch(text[first.end : second.start]):
            first, before = _bare_number(text, second), None
        if first is None or first.unit == "percent" or first.kind != second.kind:
            continue
        if first.kind != "money" or first.unit == second.unit:
            yield _Shared(first, second, third, (before, whole, share))


def _bare_number(text: str, whole: Figure) -> Optional[Figure]:
    """The number before "of its 4,000", which names no noun of its own."""
    begin = max(0, whole.start - _AFTER)
    for match in _NUMBER.finditer(text, begin, whole.start):
        if check_words().of_whole.fullmatch(text[match.end() : whole.start]):
            value = Decimal(match.group().replace(",", ""))
            return Figure(
                start=match.start(),
                end=match.end(),
                text=match.group(),
                kind=whole.kind,
                low=value,
                high=value,
                unit=whole.unit,
                tolerance=Decimal("0.5"),
            )
    return None


def _draft(record: Record, order: int, shared: _Shared) -> Optional[Draft]:
    part, whole, share, places = shared
    one, all_ = read(_stated(part)), read(_stated(whole))
    worded = not any(character.isdigit() for character in share.text)
    said = read_share(_stated(share), worded)
    value = _stated(share).value
    if one is None or all_ is None or said is None or not value or (all_.loose.low or ZERO) <= 0:
        return None
    tight, loose = (_ratio(one, all_, name) for name in ("tight", "loose"))
    middle = tight.middle
    if middle is None or tight.meets(said.tight):
        return None
    if not 1 / _FAR <= value / middle <= _FAR or middle > HUNDRED:
        return None
    severity: Severity = "warning" if loose.meets(said.loose) else "error"
    return Draft(
        check="share",
        severity=severity,
        confidence=sureness((), gap_between(middle, value)),
        message=_message(record, shared, tight, percent_apart(value, middle)),
        place=(order, part.start),
        claims=tuple(
            claim.id for claim in record.claims if claim.figure in places and claim.figure is not None
        ),
        figures=tuple((record.id, place) for place in places if place is not None),
        expected=extent(tight, "percent"),
        observed=Extent(low=share.low, high=share.high, unit="percent"),
        repairs=_repairs(record, places[2], middle, tight),
    )


def _stated(figure: Figure) -> Stated:
    return Stated(figure.low, figure.high, figure.modifier, figure.tolerance)


def _ratio(part: Reading, whole: Reading, name: str) -> Interval:
    one: Interval = getattr(part, name)
    all_: Interval = getattr(whole, name)
    return one.over(all_).scale(HUNDRED)


def _message(record: Record, shared: _Shared, fits: Interval, apart: str) -> str:
    part, whole, share, _ = shared
    passage = quote(record, part.start, share.end, part.start)
    asked = interval_words(fits, "percent")
    return f"{passage}: {part.text} of {whole.text} is {asked}, not {share.text}; they are {apart}."


def _repairs(record: Record, place: int, middle: Decimal, fits: Interval) -> tuple[Repair, ...]:
    figure = record.figures[place]
    value = _stated(figure).value
    for exact in (False, True):
        mended = rewriting.restated(figure.text, plain(round(middle, 1)) if exact else middle, exact)
        if mended is not None and value is not None and (exact or fits.contains(mended[1])):
            claim = next((claim.id for claim in record.claims if claim.figure == place), None)
            return (
                Repair(
                    claim=claim,
                    figure=(record.id, place),
                    field="low",
                    from_=plain(value),
                    to=mended[1],
                    text=mended[0],
                    why="the share that the two counts make",
                ),
            )
    return ()
