"""What the heads shall say of each figure, told from gold records."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.claims.learned.hints import dates_of_period
from extract.evaluation.claims import same_source
from extract.language.encoder.labels import BASES, DIRECTIONS, KINDS, OPENNESS, STATUSES, metric_names
from extract.model import Claim, Record

NONE = 0
"""The place of "none of them" in every list of candidates; the mentions follow from 1 on."""


@dataclass
class FigureTargets:
    """Indexes of the right labels and candidates; None where the gold doesn't tell."""

    figure: int
    claimed: bool
    labels: dict[str, int] = field(default_factory=dict)
    subject: list[int] | None = None
    market: bool = False
    object: list[int] | None = None
    source: list[int] | None = None
    period: list[int] | None = None
    baseline: list[int] | None = None


def targets_of(record: Record) -> list[FigureTargets]:
    """One for each figure that restates no other."""
    made = []
    for index, figure in enumerate(record.figures):
        if figure.converts is not None:
            continue
        claims = [c for c in record.claims if c.figure == index and c.kind != "comparison"]
        if not claims:
            made.append(FigureTargets(index, False, {"kind": KINDS.index("none")}))
            continue
        made.append(_of_claim(record, index, claims))
    return made


def _of_claim(record: Record, index: int, claims: list[Claim]) -> FigureTargets:
    claim = claims[0]
    target = FigureTargets(index, True)
    target.labels = {
        "kind": KINDS.index(claim.kind),
        "metric": metric_names().index(claim.metric),
        "status": STATUSES.index(claim.status),
        "negated": int(claim.negated),
    }
    if claim.kind == "change":
        target.labels["direction"] = DIRECTIONS.index(claim.direction or "none")
        target.labels["basis"] = BASES.index(claim.basis or "none")
    subjects = {c.subject.id for c in claims if c.subject is not None}
    if any(id_.startswith("market:") for id_ in subjects):
        target.market, target.subject = True, [NONE]
    else:
        target.subject = _mentions(record, subjects) if subjects else [NONE]
    target.object = _mentions(record, {claim.object.id}) if claim.object else [NONE]
    target.source = _source(record, claim)
    target.period = _period(record, claim, target)
    target.baseline = _baseline(record, claim, index)
    return target


def _mentions(record: Record, ids: set[str]) -> list[int] | None:
    found = [place for place, company in enumerate(record.companies, 1) if company.id in ids]
    return found or None


def _source(record: Record, claim: Claim) -> list[int] | None:
    if claim.attribution is None:
        return [NONE]
    named = [
        place
        for place, company in enumerate(record.companies, 1)
        if not company.coref
        and (same_source(company.text, claim.attribution) or company.name == claim.attribution)
    ]
    ids = {record.companies[place - 1].id for place in named}
    return _mentions(record, ids)


def _period(record: Record, claim: Claim, target: FigureTargets) -> list[int] | None:
    if claim.period is None:
        return [NONE]
    name, found = dates_of_period(claim.period, record.dates)
    if name is None:
        return None
    target.labels["openness"] = OPENNESS.index(name)
    return sorted(place + 1 for place in found)


def _baseline(record: Record, claim: Claim, index: int) -> list[int] | None:
    if claim.baseline is None:
        return [NONE]
    figure = next((c.figure for c in record.claims if c.id == claim.baseline), None)
    return None if figure is None or figure == index else [figure + 1]
