"""The encoder's answers laid over the rules' claims.

Rules give the words of a metric, its scope, comparisons and events; the encoder decides what is measured, of whom, when, in which status, by
whose account and against what.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Optional

from msgspec.structs import replace

from extract.claims.learned.directions import with_fitting_directions
from extract.claims.learned.earlier import with_earlier_periods
from extract.claims.learned.row_labels import row_label
from extract.claims.learned.told import Told
from extract.claims.learned.unit_names import with_units
from extract.claims.market_names import market_name
from extract.mentions import Mentions, MetricMention
from extract.model import Article, Claim, Company, Date, Entity, Figure, Period
from extract.quantity import plain

_WITH_OBJECT = ("stake", "investment", "acquisition_price")


def laid_over(
    claims: Sequence[Claim],
    told_of: dict[int, Told],
    mentions: Mentions,
    sentences: Sequence[tuple[int, int]],
    article: Article,
    calibrated: Callable[[float], float],
) -> tuple[Claim, ...]:
    """The rules' claims with what the encoder says, and claims of figures that the rules made none of, in text order.

    ``calibrated`` turns the heads' probability of a claim into how often such claims are right.
    """
    by_figure: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.figure is not None and claim.kind != "comparison":
            by_figure.setdefault(claim.figure, []).append(claim)
    kept: list[Claim] = []
    first_of: dict[int, str] = {}
    guessed: set[str] = set()
    for place, choice in told_of.items():
        if choice.kind.value == "none":
            continue
        ruled = by_figure.get(place) or [_bare(mentions.figures[place], place, sentences)]
        for number, claim in enumerate(ruled):
            made = _claim(claim, choice, mentions)
            if len(ruled) == 1:
                made = replace(made, subject=_subject(claim, choice, mentions, article))
            label = row_label(article.text, mentions.figures[place], mentions)
            if label is not None and label.casefold() not in {word.casefold() for word in made.scope}:
                made = replace(made, scope=(*made.scope, label))
            made = replace(made, id=f"{place}.{number}", confidence=round(calibrated(sure(choice)), 3))
            if made.kind == "change" and made.unit == "percent" and not _direction_is_said(claim):
                guessed.add(made.id)
            first_of.setdefault(place, made.id)
            kept.append(made)
    kept += [claim for claim in claims if claim.figure is None]
    kept += [claim for claim in claims if claim.kind == "comparison" and claim.figure in first_of]
    kept.sort(key=lambda claim: (_start(claim, mentions), claim.kind == "comparison"))
    names = {claim.id: f"{article.id}#c{number}" for number, claim in enumerate(kept, 1)}
    old = {claim.id: claim for claim in claims}
    kept = [_renumbered(claim, names, told_of, first_of, old) for claim in kept]
    kept = with_fitting_directions(kept, {names[id_] for id_ in guessed})
    return with_units(with_earlier_periods(kept), mentions)


def _renumbered(
    claim: Claim,
    names: dict[str, str],
    told_of: dict[int, Told],
    first_of: dict[int, str],
    old: dict[str, Claim],
) -> Claim:
    baseline = None
    if claim.kind == "comparison" or claim.figure is None:
        other = old.get(claim.baseline or "")
        if other is not None and other.figure is not None and other.figure in first_of:
            baseline = names[first_of[other.figure]]
    else:
        place = told_of[claim.figure].baseline.value
        baseline = names.get(first_of.get(place, "")) if place is not None else None
    return replace(claim, id=names[claim.id], baseline=baseline)


def _start(claim: Claim, mentions: Mentions) -> int:
    if claim.figure is not None:
        return mentions.figures[claim.figure].start
    return mentions.dates[claim.date].start if claim.date is not None else claim.start


def _bare(figure: Figure, place: int, sentences: Sequence[tuple[int, int]]) -> Claim:
    """A claim that says no more than its figure."""
    start, end = next(((a, b) for a, b in sentences if a <= figure.start < b), (figure.start, figure.end))
    return Claim(
        id="", start=figure.start, end=figure.end, sentence_start=start, sentence_end=end,
        metric="other", kind="level", figure=place, low=figure.low, high=figure.high,
        modifier=figure.modifier, unit=figure.unit, tolerance=figure.tolerance,
    )  # fmt: skip


def _claim(claim: Claim, choice: Told, mentions: Mentions) -> Claim:
    assert claim.figure is not None
    figure = mentions.figures[claim.figure]
    kind = choice.kind.value
    direction = _direction(claim, choice) if kind == "change" else None
    low, high = figure.low, figure.high
    signed = any(end is not None and end < 0 for end in (low, high))  # "minus 6%"
    if direction == "down" and figure.unit != "times" and not signed:
        low, high = (None if end is None else plain(-end) for end in (high, low))
    metric = choice.metric.value
    named = _metric_words(claim, metric, mentions)
    return replace(
        claim,
        kind=kind,
        metric=metric,
        metric_text=named[0],
        scope=named[1],
        object=_object(metric, choice, mentions),
        low=low,
        high=high,
        modifier=figure.modifier,
        unit=claim.unit,
        tolerance=figure.tolerance,
        direction=direction,
        period=_period(choice, mentions.dates),
        date=choice.period.value if choice.period.value is not None else None,
        basis=choice.basis.value if kind == "change" and choice.basis.value != "none" else None,
        status=choice.status.value,
        negated=choice.negated.value,
        attribution=_source(choice, mentions),
    )


def _direction(claim: Claim, choice: Told) -> str:
    """Up or down: the rules' word for it where they have one."""
    if _direction_is_said(claim):
        return claim.direction or "up"
    return "down" if choice.direction.value == "down" else "up"


def _direction_is_said(claim: Claim) -> bool:
    return claim.kind == "change" and claim.direction is not None


def sure(choice: Told) -> float:
    """The heads' probability that all of a claim is right, its fields taken as independent."""
    product = 1.0
    for part in (choice.kind, choice.metric, choice.status, choice.subject, choice.period):
        product *= part.sure
    return product


def _metric_words(claim: Claim, metric: str, mentions: Mentions) -> tuple[Optional[str], tuple[str, ...]]:
    """Metric text and scope: the rules' where they have the same metric, else those of the nearest words that name it."""
    if claim.metric == metric:
        return claim.metric_text, claim.scope
    assert claim.figure is not None
    at = mentions.figures[claim.figure].start
    near: list[MetricMention] = [
        mention
        for mention in mentions.metrics
        if mention.metric == metric and claim.sentence_start <= mention.start < claim.sentence_end
    ]
    if near:
        best = min(near, key=lambda mention: abs(mention.start - at))
        return best.text, best.scope
    return claim.metric_text, claim.scope


def _subject(claim: Claim, choice: Told, mentions: Mentions, article: Article) -> Optional[Entity]:
    if choice.market.value:
        assert claim.figure is not None
        figure = mentions.figures[claim.figure]
        sentence, span = (claim.sentence_start, claim.sentence_end), (figure.start, figure.end)
        return market_name(article.text, sentence, span, title=article.title or "")
    if choice.subject.value is None:
        return None
    company = mentions.companies[choice.subject.value]
    return Entity(id=company.id, name=company.name)


def _object(metric: str, choice: Told, mentions: Mentions) -> Optional[Entity]:
    if metric not in _WITH_OBJECT or choice.object.value is None:
        return None
    company = mentions.companies[choice.object.value]
    return Entity(id=company.id, name=company.name)


def _source(choice: Told, mentions: Mentions) -> Optional[str]:
    if choice.source.value is None:
        return None
    company: Company = mentions.companies[choice.source.value]
    if not company.coref:
        return company.text
    written = [other.text for other in mentions.companies if other.id == company.id and not other.coref]
    return max(written, key=len) if written else company.name


def _period(choice: Told, dates: Sequence[Date]) -> Optional[Period]:
    if choice.period.value is None:
        return None
    date = dates[choice.period.value]
    if date.first is None and date.last is None:
        return None
    first, last = date.first, date.last
    if choice.openness.value == "until":
        return Period(first=None, last=last)
    if choice.openness.value == "since":
        return Period(first=first, last=None)
    return Period(first=last if choice.openness.value == "last day" else first, last=last)
