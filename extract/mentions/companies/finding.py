"""All mentions of companies in a ``Doc``: known names, names found by rules, and words that stand for one."""

from __future__ import annotations

from typing import Optional

from spacy.tokens import Doc

from extract.lexicon.companies import Registry
from extract.lexicon.companies import registry as shipped
from extract.mentions.companies.doubt import settled
from extract.mentions.companies.names import Name, known_names
from extract.mentions.companies.references import references
from extract.mentions.companies.unknown import unknown_companies
from extract.mentions.companies.view import View
from extract.model import Company


def find_companies(doc: Doc, registry: Optional[Registry] = None) -> list[Company]:
    """Companies, brands and platforms in text order; ``registry`` defaults to the shipped one.

    A mention that stands for several companies ("the two companies") is given once for each, with the same span.
    """
    known = shipped() if registry is None else registry
    view = View(doc)
    written = known_names(view, known)
    names = settled(view, written, known)
    blocked = [name for name in written if not name.id]
    found, canonical = unknown_companies(view, sorted([*names, *blocked]), known)
    mentions = sorted([*names, *found])
    companies = [_company(view, name, known, canonical) for name in mentions]
    companies += [_company(view, name, known, canonical, True) for name in references(view, mentions, known)]
    # A stable sort: one phrase's companies stay in the order in which the text named them.
    return sorted(companies, key=lambda company: (company.start, -company.end))


def _company(
    view: View, name: Name, registry: Registry, canonical: dict[str, str], coref: bool = False
) -> Company:
    entry = registry.get(name.id)
    return Company(
        start=name.start,
        end=name.end,
        text=view.text[name.start : name.end],
        id=name.id,
        name=canonical[name.id] if entry is None else entry.name,
        parent=None if entry is None else entry.parent,
        ticker=None if entry is None else entry.ticker,
        coref=coref,
    )
