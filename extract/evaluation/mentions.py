"""Companies, figures and dates of one article against the gold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.evaluation.matching import Companies, covered, matched, overlaps, same_number, same_unit
from extract.evaluation.measures import Count, Kind
from extract.model import Company, Date, Figure, Record

Row = tuple[str, Kind, Count]


def company_rows(gold: Record, system: Record, companies: Companies) -> Iterator[Row]:
    """Spans of names and of coreferences, apart and together; ids where the span is right."""
    by_span = {(company.start, company.end): company for company in system.companies}
    found = [(one, by_span.get((one.start, one.end))) for one in gold.companies]
    yield "companies: span", "f1", _spans(gold.companies, system.companies)
    for name, coref in (("names", False), ("coreferences", True)):
        one, two = ([c for c in record.companies if c.coref == coref] for record in (gold, system))
        yield f"companies: span of {name}", "f1", _spans(one, two)
    pairs = [(one, two) for one, two in found if two is not None]
    for name, coref in (("names", False), ("coreferences", True)):
        right = [companies.same(one.id, two.id) for one, two in pairs if one.coref == coref]
        yield f"companies: id of {name}", "accuracy", Count(sum(right), len(right), len(right))
    right = [companies.same(one.id, two.id) for one, two in pairs]
    yield "companies: id", "accuracy", Count(sum(right), len(right), len(right))
    yield "companies: span and id", "f1", Count(sum(right), len(system.companies), len(gold.companies))


def figure_rows(gold: Record, system: Record) -> Iterator[Row]:
    """Spans; the stated value where spans overlap; bounds and unit of those found; all of it together."""

    def alike(one: Figure, two: Figure) -> float:
        return covered(one, two) + _same_value(one, two) if overlaps(one, two) else 0.0

    pairs = [(gold.figures[i], system.figures[j]) for i, j in matched(gold.figures, system.figures, alike)]
    sizes = len(system.figures), len(gold.figures)
    value = [_same_value(one, two) for one, two in pairs]
    bounds = [_same_bounds(one, two) for one, two in pairs]
    unit = [one.kind == two.kind and same_unit(one.unit, two.unit) for one, two in pairs]
    yield "figures: span", "f1", _spans(gold.figures, system.figures)
    yield "figures: value", "f1", Count(sum(value), *sizes)
    yield "figures: bounds", "accuracy", Count(sum(bounds), len(pairs), len(pairs))
    yield "figures: unit", "accuracy", Count(sum(unit), len(pairs), len(pairs))
    every = [a and b and c for a, b, c in zip(value, bounds, unit, strict=True)]
    yield "figures: value, bounds and unit", "f1", Count(sum(every), *sizes)


def date_rows(gold: Record, system: Record) -> Iterator[Row]:
    """Spans; the days and the TIMEX3 value where spans overlap."""

    def alike(one: Date, two: Date) -> float:
        return covered(one, two) + _same_days(one, two) if overlaps(one, two) else 0.0

    pairs = [(gold.dates[i], system.dates[j]) for i, j in matched(gold.dates, system.dates, alike)]
    sizes = len(system.dates), len(gold.dates)
    days = [_same_days(one, two) for one, two in pairs]
    values = [one.value == two.value for one, two in pairs]
    yield "dates: span", "f1", _spans(gold.dates, system.dates)
    yield "dates: days", "f1", Count(sum(days), *sizes)
    yield "dates: value", "f1", Count(sum(values), *sizes)


def _spans(
    gold: Sequence[Company] | Sequence[Figure] | Sequence[Date],
    system: Sequence[Company] | Sequence[Figure] | Sequence[Date],
) -> Count:
    one, two = ({(mention.start, mention.end) for mention in mentions} for mentions in (gold, system))
    return Count(len(one & two), len(two), len(one))


def _same_value(one: Figure, two: Figure) -> bool:
    """The numbers stated, whatever end of the interval they are."""
    stated = [sorted({end for end in (figure.low, figure.high) if end is not None}) for figure in (one, two)]
    return len(stated[0]) == len(stated[1]) and all(same_number(a, b) for a, b in zip(*stated, strict=True))


def _same_bounds(one: Figure, two: Figure) -> bool:
    ends = same_number(one.low, two.low) and same_number(one.high, two.high)
    return ends and one.modifier == two.modifier


def _same_days(one: Date, two: Date) -> bool:
    """The same days, or the same value where the days can't be known."""
    if one.first is None and one.last is None:
        return two.first is None and two.last is None and one.value == two.value
    return (one.first, one.last) == (two.first, two.last)
