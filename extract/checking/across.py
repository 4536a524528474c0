"""Everything that can be checked across articles: groups by subject and quantity, never all pairs."""

from __future__ import annotations

from collections.abc import Sequence

from extract.checking import contradiction, tied
from extract.checking.currencies import harmonise
from extract.checking.drafts import Draft
from extract.checking.ledger import Ledger
from extract.checking.quantities import Fact, by_quantity
from extract.checking.within import Checked
from extract.lexicon.rates import Rates


def subject_findings(facts: Sequence[Fact], rates: Rates) -> list[Draft]:
    """Findings about one subject."""
    facts = harmonise(facts, rates)
    drafts, outside = contradiction.find(by_quantity(facts).values(), across=True)
    standing = [fact for fact in facts if fact.claim.id not in outside]
    return drafts + tied.across(Ledger(standing, ()))


def by_subject(articles: Sequence[Checked]) -> dict[str, list[Fact]]:
    """The facts that stood up within their article, by subject; those of no named subject are left out."""
    groups: dict[str, list[Fact]] = {}
    for article in articles:
        for fact in article.facts:
            if fact.quantity.subject and fact.claim.id not in article.outside:
                groups.setdefault(fact.quantity.subject, []).append(fact)
    return groups
