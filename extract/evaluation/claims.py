"""Claims of one article against the gold: found at all, each field where found, and everything at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.evaluation.matching import Companies, matched_claims, same_number, same_unit
from extract.evaluation.measures import Count, Kind
from extract.lexicon.metrics import MetricLexicon
from extract.model import Claim, Record

Row = tuple[str, Kind, Count]


class ClaimRows:
    """Compares claims; ``metrics`` tells which are values of a day."""

    def __init__(self, metrics: MetricLexicon) -> None:
        self.metrics = metrics

    def rows(self, gold: Record, system: Record, companies: Companies) -> Iterator[Row]:
        """The measures of one article's claims."""
        pairs = [(gold.claims[i], system.claims[j]) for i, j in matched_claims(gold, system, companies)]
        sizes = len(system.claims), len(gold.claims)
        yield "claims: found", "f1", Count(len(pairs), *sizes)
        for name, right in (
            ("subject", [companies.same_entity(a.subject, b.subject) for a, b in pairs]),
            ("metric", [a.metric == b.metric for a, b in pairs]),
            ("kind", [a.kind == b.kind for a, b in pairs]),
            ("value", [same_values(a, b) for a, b in pairs]),
            ("unit", [same_unit(a.unit, b.unit) for a, b in pairs]),
            ("modifier", [a.modifier == b.modifier for a, b in pairs]),
            ("status", [a.status == b.status for a, b in pairs]),
            ("negated", [a.negated == b.negated for a, b in pairs]),
            ("scope", [_words(a.scope) == _words(b.scope) for a, b in pairs]),
            ("period", [self.same_period(a, b) for a, b in pairs if a.period is not None]),
            ("no period", [b.period is None for a, b in pairs if a.period is None]),
            ("direction", [a.direction == b.direction for a, b in pairs if a.kind == "change"]),
            ("basis", [a.basis == b.basis for a, b in pairs if a.kind == "change"]),
            ("object", [companies.same_entity(a.object, b.object) for a, b in pairs if a.object is not None]),
        ):
            yield f"claims: {name}", "accuracy", Count(sum(right), len(right), len(right))
        yield "claims: source", "f1", _sources(pairs)
        yield "claims: baseline", "f1", _baselines(pairs)
        strict = [self.strict(a, b, companies) for a, b in pairs]
        yield "claims: STRICT", "f1", Count(sum(strict), *sizes)

    def strict(self, gold: Claim, system: Claim, companies: Companies) -> bool:
        """Value, unit, subject, metric and status, and the period where the gold has one, all right."""
        return (
            same_values(gold, system)
            and same_unit(gold.unit, system.unit)
            and companies.same_entity(gold.subject, system.subject)
            and gold.metric == system.metric
            and gold.status == system.status
            and (gold.period is None or self.same_period(gold, system))
        )

    def same_period(self, gold: Claim, system: Claim) -> bool:
        """The same days; of a stock, which has its value on one day, the same last day."""
        if gold.period is None or system.period is None:
            return gold.period is system.period
        if self.metrics.nature(gold.metric) == "stock" and gold.kind != "change":
            return gold.period.last == system.period.last
        return gold.period == system.period


def same_values(gold: Claim, system: Claim) -> bool:
    """Both ends of what is claimed."""
    return same_number(gold.low, system.low) and same_number(gold.high, system.high)


def _words(scope: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in scope)


def _sources(pairs: list[tuple[Claim, Claim]]) -> Count:
    named = [(a.attribution, b.attribution) for a, b in pairs]
    right = sum(1 for a, b in named if a is not None and b is not None and same_source(a, b))
    return Count(right, sum(b is not None for _, b in named), sum(a is not None for a, _ in named))


def same_source(one: str, two: str) -> bool:
    """Whether two names are one source: "China Merchants Securities", "China Merchants Securities Co"."""
    first, second = (
        [word for word in re.findall(r"\w+", name.casefold()) if word != "the"] for name in (one, two)
    )
    if not first or not second:
        return one == two
    shorter, longer = sorted((first, second), key=len)
    return longer[: len(shorter)] == shorter or longer[-len(shorter) :] == shorter


def _baselines(pairs: list[tuple[Claim, Claim]]) -> Count:
    """Baselines that lead to matching claims."""
    partner = {a.id: b.id for a, b in pairs}
    right = sum(
        1 for a, b in pairs if a.baseline is not None and partner.get(a.baseline) == b.baseline is not None
    )
    return Count(
        right, sum(b.baseline is not None for _, b in pairs), sum(a.baseline is not None for a, _ in pairs)
    )


def right_and_confident(
    gold: Record, system: Record, companies: Companies, rows: ClaimRows
) -> Iterator[tuple[float, bool]]:
    """Each of the system's claims: its confidence, and whether it is right in the strict sense."""
    right: dict[int, bool] = {}
    for i, j in matched_claims(gold, system, companies):
        right[j] = rows.strict(gold.claims[i], system.claims[j], companies)
    for place, claim in enumerate(system.claims):
        yield claim.confidence, right.get(place, False)
