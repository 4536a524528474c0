"""Findings of one article against the inconsistencies planted in it, and false alarms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Optional

from extract.evaluation.gold import GoldArticle
from extract.evaluation.matching import Span, overlaps, same_number
from extract.evaluation.measures import Count, Kind
from extract.model import CHECKS, Finding, Record, Repair

Row = tuple[str, Kind, Count]
_ALARMS = ("error", "warning")


def finding_rows(gold: GoldArticle, system: Record) -> Iterator[Row]:
    """What was found of the planted, under the right check, at the right place, with the right repair first; and what is an alarm
    about nothing. An info is no alarm.
    """
    alarms = [finding for finding in system.findings if finding.severity in _ALARMS]
    pairs, false = _paired(gold.record, system, alarms)
    found = [(planted, alarm) for planted, alarm in pairs if alarm is not None]
    yield "findings: at the right place", "f1", Count(len(found), len(alarms), len(pairs))
    named = sum(alarm.check == planted.check for planted, alarm in found)
    yield "findings: under the right check", "f1", Count(named, len(alarms), len(pairs))
    for check in CHECKS:
        right = [alarm is not None for planted, alarm in pairs if planted.check == check]
        yield f"findings: {check} found", "accuracy", Count(sum(right), len(right), len(right))
    mended = [
        _mends(gold.record, planted.repairs[0], system, alarm) for planted, alarm in found if planted.repairs
    ]
    exact = [_together(gold.record, planted) == _together(system, alarm) for planted, alarm in found]
    yield "findings: exactly the figures that conflict", "accuracy", Count(sum(exact), len(exact), len(exact))
    yield "findings: right repair first", "accuracy", Count(sum(mended), len(mended), len(mended))
    if not gold.record.findings:
        yield "findings: false alarms in sound articles", "per hundred", Count(len(alarms), 1, 1)
        if gold.about.controls:
            yield "findings: false alarms in controls", "per hundred", Count(len(alarms), 1, 1)
    else:
        yield "findings: false alarms beside slips", "per hundred", Count(false, 1, 1)


def at_a_slip(gold: Record, system: Record, findings: Iterable[Finding]) -> list[bool]:
    """Of each of ``findings``, whether it lies at one of the planted inconsistencies of the gold."""
    spots = [spot for planted in gold.findings for spot in _places(gold, planted)]
    return [
        any(overlaps(one, other) for one in spots for other in _places(system, finding))
        for finding in findings
    ]


def _paired(
    gold: Record, system: Record, alarms: list[Finding]
) -> tuple[list[tuple[Finding, Optional[Finding]]], int]:
    """Each planted inconsistency with the alarm at its place, one of the right check before others; and how many alarms are elsewhere."""
    places = [_places(system, alarm) for alarm in alarms]
    pairs: list[tuple[Finding, Optional[Finding]]] = []
    hits: set[int] = set()
    for planted in gold.findings:
        spots = _places(gold, planted)
        here = [
            number for number, other in enumerate(places) if any(overlaps(a, b) for a in spots for b in other)
        ]
        hits |= set(here)
        best = min(here, key=lambda number: (alarms[number].check != planted.check, number), default=None)
        pairs.append((planted, None if best is None else alarms[best]))
    return pairs, len(alarms) - len(hits)


def _places(record: Record, finding: Finding) -> list[Span]:
    spots: list[Span] = []
    spots += [record.figures[index] for id_, index in finding.figures if id_ == record.id]
    spots += [record.dates[index] for id_, index in finding.dates if id_ == record.id]
    return spots


def _together(record: Record, finding: Finding) -> set[tuple[int, int]]:
    """Where the figures and days of a finding stand; a rank is what the others are held against, and is annotated or not."""
    spots = [spot for spot in _places(record, finding) if getattr(spot, "kind", None) != "rank"]
    return {(spot.start, spot.end) for spot in spots}


def _mends(gold: Record, right: Repair, system: Record, alarm: Finding) -> bool:
    if not alarm.repairs:
        return False
    first = alarm.repairs[0]
    one, two = _mended(gold, right), _mended(system, first)
    if one is None or two is None or not overlaps(one, two):
        return False
    if _plain(first.text) == _plain(right.text) or str(first.to).casefold() == str(right.to).casefold():
        return True
    try:
        return same_number(_decimal(first.to), _decimal(right.to)) and right.field != "unit"
    except (ArithmeticError, ValueError):
        return False


def _mended(record: Record, repair: Repair) -> Optional[Span]:
    if repair.figure is not None and repair.figure[0] == record.id:
        return record.figures[repair.figure[1]]
    if repair.date is not None and repair.date[0] == record.id:
        return record.dates[repair.date[1]]
    return None


def _plain(text: str) -> str:
    return "".join(text.casefold().replace("percent", "%").split())


def _decimal(value: object) -> Optional[Decimal]:
    return None if value is None else Decimal(str(value))
