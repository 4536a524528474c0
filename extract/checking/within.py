"""Everything that can be checked within one article."""

from __future__ import annotations

from msgspec import Struct

from extract.checking import (
    bounds,
    calendar,
    contradiction,
    conversion,
    deadlines,
    magnitude,
    plugged,
    proceeds,
    tied,
    worded_shares,
)
from extract.checking.currencies import harmonise
from extract.checking.drafts import Draft, unique
from extract.checking.ledger import Ledger
from extract.checking.quantities import Fact, by_quantity, facts_of
from extract.lexicon.rates import Rates
from extract.model import Record


class Checked(Struct):
    """One article's findings, and its facts for the checks across articles.

    ``outside`` are the ids of claims already found to be wrong, which must not spoil anything else.
    """

    record: Record
    drafts: list[Draft]
    facts: list[Fact]
    outside: frozenset[str]


def check(record: Record, order: int, rates: Rates) -> Checked:
    """The findings of ``record``, in their order."""
    facts = harmonise(facts_of(record, order), rates)
    drafts = (
        conversion.find(record, rates, order) if any(f.converts is not None for f in record.figures) else []
    )
    drafts += calendar.find(record, order)
    drafts += deadlines.find(record, order)
    drafts += worded_shares.find(record, order)
    drafts += proceeds.find(record, order)
    impossible, gone, facts = _possible(facts)
    drafts += impossible
    drafts += magnitude.find(facts)
    contradictions, outside = contradiction.find(by_quantity(facts).values())
    drafts += contradictions
    standing = [fact for fact in facts if fact.claim.id not in outside]
    found, wrong = tied.within(Ledger(standing, [record]))
    drafts += found
    drafts += plugged.find(record, order)
    outside |= wrong | gone
    return Checked(record, unique(drafts), facts, outside)


def standing(record: Record, order: int, rates: Rates) -> list[Fact]:
    """The facts of ``record`` for the checks across articles, as ``check`` gives them."""
    return _possible(harmonise(facts_of(record, order), rates))[2]


def _possible(facts: list[Fact]) -> tuple[list[Draft], frozenset[str], list[Fact]]:
    """Findings about values impossible on their face, the claims they are about, and the facts without those."""
    impossible = bounds.find(facts)
    gone = frozenset(claim for draft in impossible for claim in draft.claims)
    return impossible, gone, [fact for fact in facts if fact.claim.id not in gone]
