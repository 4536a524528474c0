"""Coordinated lists: "revenue and net profit rose 20% and 15%, respectively"."""

from __future__ import annotations

from extract.claims.drafts import Draft
from extract.claims.layout import Layout, Sentence, Spot
from extract.claims.period_of import period_of_date
from extract.claims.subject_of import entity_of

_JOINS = frozenset(
    (
        ",",
        "and",
        "&",
        "or",
        "its",
        "the",
        "a",
        "by",
        "of",
        "about",
        "to",
        "in",
        "around",
        "nearly",
        "over",
        "for",
    )
)


def runs(layout: Layout, spots: list[Spot]) -> list[list[Spot]]:
    """Maximal runs of two or more spots with nothing but commas and "and" between them."""
    found: list[list[Spot]] = []
    for spot in spots:
        if found and _joined(layout, found[-1][-1], spot):
            found[-1].append(spot)
        else:
            found.append([spot])
    return [run for run in found if len(run) > 1]


def _joined(layout: Layout, one: Spot, two: Spot) -> bool:
    words = [layout.word(at) for at in range(one.last, two.first) if not layout.bracketed(at)]
    return (
        bool(words)
        and ("," in words or "and" in words)
        and all(word in _JOINS or word in ("'", "s") for word in words)
    )


def distribute(layout: Layout, sentence: Sentence, drafts: list[Draft]) -> set[int]:
    """Give each figure of a list its own company, metric and date, in order, where the sentence says "respectively".

    The places of the figures whose subject was set so are returned.
    """
    said = bool(sentence.cues_of("goes_to"))
    settled: set[int] = set()
    by_figure = {
        draft.figure.place: draft for draft in drafts if draft.figure is not None and draft.kind != "rank"
    }
    companies = runs(layout, [spot for spot in sentence.companies if not layout.bracketed(spot.first)])
    metrics = runs(layout, sentence.metrics)
    dates = runs(layout, sentence.dates)
    for group in runs(layout, [spot for spot in sentence.figures if spot.place in by_figure]):
        members = [by_figure[spot.place] for spot in group]
        for row in companies[:1]:
            if len(row) == len(members) and (said or _paired(layout, row, group)):
                for draft, spot in zip(members, row, strict=True):
                    draft.subject, draft.subject_spot = entity_of(spot.item), spot
                    settled.add(draft.figure.place)  # type: ignore[union-attr]
        for row in metrics[:1]:
            if said and len(row) == len(members):
                for draft, spot in zip(members, row, strict=True):
                    draft.metric, draft.metric_text, draft.scope = (
                        spot.item.metric,
                        spot.item.text,
                        spot.item.scope,
                    )
                    draft.metric_first, draft.metric_last = spot.first, spot.last
        for row in dates[:1]:
            if said and len(row) == len(members):
                for draft, spot in zip(members, row, strict=True):
                    draft.period, draft.date = period_of_date(layout, spot, open_ended=False), spot
                    draft.period_stated = True
    return settled


def _paired(layout: Layout, row: list[Spot], group: list[Spot]) -> bool:
    """ "Ele.me and Meituan hold 30% and 65%": a verb or two is all that stands between the two lists."""
    return row[-1].last <= group[0].first and layout.distance(row[-1].last, group[0].first) <= 3.0
