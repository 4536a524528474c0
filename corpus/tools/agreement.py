"""What two annotations of the same texts agree and disagree in.

The second counts as a system and the first as gold, so agreement on spans is an F1 (it is the same either way round) and agreement on a
field is the share of common mentions or claims for which both have the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from notation import Source

from extract.evaluation.claims import ClaimRows, same_source, same_values
from extract.evaluation.matching import Companies, matched_claims, same_unit
from extract.lexicon.metrics import load_metrics
from extract.model import Claim, Company, Date, Figure, Record


def differences(first: Record, second: Record, source: Source) -> Iterator[str]:
    """One line for each thing that the two annotations have differently. ``source`` gives the first one's line numbers."""
    yield from _mentions("company", first.companies, second.companies, _company, first.text)
    yield from _mentions("date", first.dates, second.dates, _date, first.text)
    yield from _mentions("figure", first.figures, second.figures, _figure, first.text)
    lines = _claim_lines(source)
    companies = Companies(first, second, [])
    rows = ClaimRows(load_metrics())
    pairs = matched_claims(first, second, companies)
    for place, claim in enumerate(first.claims):
        if place not in {pair[0] for pair in pairs}:
            yield f"line {lines[place]}: claim in the first only: {_shown(first, claim)}"
    for place, claim in enumerate(second.claims):
        if place not in {pair[1] for pair in pairs}:
            yield f"claim in the second only: {_shown(second, claim)}"
    for i, j in pairs:
        one, two = first.claims[i], second.claims[j]
        fields = list(_fields(one, two, companies, rows, (first, second)))
        if fields:
            yield f"line {lines[i]}: {_shown(first, one)}: {'; '.join(fields)}"


def _claim_lines(source: Source) -> list[int]:
    placed = [
        (m.start, i, c.line)
        for ms in (source.figures, source.dates)
        for m in ms
        for i, c in enumerate(m.claims)
    ]
    # Figures come before dates where they start together, as in the records.
    return [line for _, _, line in sorted(placed, key=lambda item: item[:2])]


def _mentions(what, first, second, shown, text: str) -> Iterator[str]:  # type: ignore[no-untyped-def]
    one = {(m.start, m.end): m for m in first}
    two = {(m.start, m.end): m for m in second}
    for span in sorted(set(one) | set(two)):
        if span in one and span in two:
            if shown(one[span]) != shown(two[span]):
                yield f"{what} {_context(text, span)}: first {shown(one[span])}, second {shown(two[span])}"
        else:
            who = "first" if span in one else "second"
            yield f"{what} in the {who} only: {_context(text, span)}: {shown((one if span in one else two)[span])}"


def _context(text: str, span: tuple[int, int]) -> str:
    start, end = span
    before, after = text[max(0, start - 25) : start], text[end : end + 15]
    return f"{before}[{text[start:end]}]{after}".replace("\n", " ")


def _company(company: Company) -> str:
    return f"{company.id}{' (coref)' if company.coref else ''}"


def _date(found: Date) -> str:
    days = "" if found.first is None and found.last is None else f" {found.first}..{found.last}"
    return f"{found.value}{days}{' fiscal' if found.fiscal else ''}{' set' if found.kind == 'set' else ''}"


def _figure(figure: Figure) -> str:
    values = f"{figure.modifier}{_ends(figure)} {figure.unit}"
    per = f" per {figure.per}" if figure.per else ""
    return f"{values}{per}{f' conv:{figure.converts}' if figure.converts is not None else ''}"


def _ends(item: Figure | Claim) -> str:
    return f"{item.low}" if item.low == item.high else f"{item.low}..{item.high}"


def _shown(record: Record, claim: Claim) -> str:
    words = None if claim.figure is None else record.figures[claim.figure].text
    if words is None and claim.date is not None:
        words = record.dates[claim.date].text
    return f"{words!r} {claim.kind} {claim.metric} of {claim.subject.id if claim.subject else None}"


def _fields(
    one: Claim, two: Claim, companies: Companies, rows: ClaimRows, records: tuple[Record, Record]
) -> Iterator[str]:
    def said(name: str, a: object, b: object) -> str:
        return f"{name} first {a}, second {b}"

    if not companies.same_entity(one.subject, two.subject):
        yield said("subject", one.subject and one.subject.id, two.subject and two.subject.id)
    if not companies.same_entity(one.object, two.object):
        yield said("object", one.object and one.object.id, two.object and two.object.id)
    for name in ("metric", "kind", "direction", "status", "negated", "basis"):
        if getattr(one, name) != getattr(two, name):
            yield said(name, getattr(one, name), getattr(two, name))
    if not same_values(one, two) or one.modifier != two.modifier:
        yield said("value", one.modifier + _ends(one), two.modifier + _ends(two))
    if not same_unit(one.unit, two.unit):
        yield said("unit", one.unit, two.unit)
    if not rows.same_period(one, two):
        yield said("period", _period(one), _period(two))
    if one.attribution is None or two.attribution is None:
        if one.attribution is not two.attribution:
            yield said("source", one.attribution, two.attribution)
    elif not same_source(one.attribution, two.attribution):
        yield said("source", one.attribution, two.attribution)
    if {word.casefold() for word in one.scope} != {word.casefold() for word in two.scope}:
        yield said("scope", list(one.scope), list(two.scope))
    bases = [_base(record, claim) for record, claim in zip(records, (one, two), strict=True)]
    if bases[0] != bases[1]:
        yield said("base", *bases)


def _base(record: Record, claim: Claim) -> str | None:
    found = next((other for other in record.claims if other.id == claim.baseline), None)
    return None if found is None or found.figure is None else record.figures[found.figure].text


def _period(claim: Claim) -> str | None:
    return None if claim.period is None else f"{claim.period.first}..{claim.period.last}"
