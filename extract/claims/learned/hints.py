"""What the rules say of each figure, as the encoder's heads are given it: a place among a head's labels, or the candidates it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Optional

from msgspec import Struct

from extract.language.encoder.labels import (
    BASES,
    CANDIDATES,
    DIRECTIONS,
    KINDS,
    NO_HINT,
    OPENNESS,
    STATUSES,
)
from extract.mentions import Mentions
from extract.model import Claim, Company, Date, Period

HINT_NONE, HINT_SOME = 1, 2
"""Of a link: the rules say that there is none, that there is one; 0 where they make no claim of the figure."""


class Hint(Struct):
    """Of one figure: for each label head the place of its label from 1 on (0 is no hint), for each link the candidates chosen."""

    labels: dict[str, int]
    links: dict[str, frozenset[int]]
    linked: dict[str, int]


def hints_of(claims: Sequence[Claim], mentions: Mentions, metrics: Sequence[str]) -> dict[int, Hint]:
    """The rules' first claim of each figure, as a hint; figures without a claim have none. ``metrics`` are the metric head's labels."""
    figure_of = {claim.id: claim.figure for claim in claims}
    made: dict[int, Hint] = {}
    for claim in claims:
        if claim.figure is not None and claim.kind != "comparison" and claim.figure not in made:
            made[claim.figure] = _hint(claim, mentions, metrics, figure_of)
    return made


def no_hint() -> Hint:
    """What a figure has of which the rules make no claim."""
    return Hint(labels={}, links={}, linked={})


def label_hints(hints: Sequence[Hint], name: str) -> list[int]:
    """The hint of one label head for each figure."""
    return [hint.labels.get(name, NO_HINT) for hint in hints]


def link_hints(hints: Sequence[Hint], name: str, kept: Sequence[int]) -> tuple[list[int], list[list[int]]]:
    """Of one link: whether the rules have one, and for each kept candidate whether it is theirs; a row a figure."""
    some = [hint.linked.get(name, NO_HINT) for hint in hints]
    chosen = [[int(place in hint.links.get(name, ())) for place in kept] for hint in hints]
    return some, chosen


def _hint(
    claim: Claim, mentions: Mentions, metrics: Sequence[str], figure_of: dict[str, Optional[int]]
) -> Hint:
    market = claim.subject is not None and claim.subject.id.startswith("market:")
    links = {
        "subject": set() if market else _of_company(claim.subject.id if claim.subject else None, mentions),
        "object": _of_company(claim.object.id if claim.object else None, mentions),
        "source": _named(claim.attribution, mentions.companies),
        "period": set(),
        "baseline": set(),
        "metric": {n for n, mention in enumerate(mentions.metrics) if mention.metric == claim.metric},
    }
    labels = {
        "kind": KINDS.index(claim.kind) if claim.kind in KINDS else -1,
        "metric": metrics.index(claim.metric) if claim.metric in metrics else -1,
        "status": STATUSES.index(claim.status),
        "direction": DIRECTIONS.index(claim.direction or "none"),
        "basis": BASES.index(claim.basis or "none"),
        "negated": int(claim.negated),
        "market": int(market),
    }
    if claim.period is not None:
        openness, links["period"] = dates_of_period(claim.period, mentions.dates)
        if openness is not None:
            labels["openness"] = OPENNESS.index(openness)
    if claim.baseline is not None:
        other = figure_of.get(claim.baseline)
        links["baseline"] = set() if other is None else {other}
    assert set(links) == set(CANDIDATES)
    return Hint(
        labels={name: place + 1 for name, place in labels.items()},
        links={name: frozenset(found) for name, found in links.items()},
        linked={name: HINT_SOME if found else HINT_NONE for name, found in links.items()},
    )


def _of_company(id_: Optional[str], mentions: Mentions) -> set[int]:
    return {n for n, company in enumerate(mentions.companies) if company.id == id_}


def _named(source: Optional[str], companies: Iterable[Company]) -> set[int]:
    if source is None:
        return set()
    written = list(companies)
    ids = {company.id for company in written if not company.coref and source in (company.text, company.name)}
    return {n for n, company in enumerate(written) if company.id in ids}


def dates_of_period(period: Period, dates: Sequence[Date]) -> tuple[Optional[str], set[int]]:
    """How a period is said, and the dates that say it; null and nothing where no date of the article does."""
    first, last = period.first, period.last
    for name, fits in (
        ("as said", lambda d: (d.first, d.last) == (first, last)),
        ("until", lambda d: first is None and d.last == last),
        ("since", lambda d: last is None and d.first == first),
        ("last day", lambda d: first == last == d.last),
    ):
        found = {n for n, date in enumerate(dates) if date.last is not None and fits(date)}
        if found:
            return name, found
    return None, set()
