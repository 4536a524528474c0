"""Words that tell names of companies from other names, and what can stand for a company.

``data/company_words.toml`` explains each table at its place.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

from extract.lexicon import shipped_tables
from extract.lexicon.inflection import verb_forms


class CompanyWords(dict[str, frozenset[str]]):
    """The tables of the file, as sets; each is looked up by its path in it (``"names.legal"``)."""

    def __init__(self, tables: dict[str, dict[str, Any]]) -> None:
        super().__init__()
        for section, table in tables.items():
            for name, value in table.items():
                words = value.split() if isinstance(value, str) else value
                self[f"{section}.{name}"] = frozenset(words)

    @cached_property
    def company_verbs(self) -> frozenset[str]:
        """Finite forms of what companies do."""
        return _finite(self["verbs.company"])

    @cached_property
    def finite_verbs(self) -> frozenset[str]:
        """Words that, right behind a name, make it a subject."""
        return self.company_verbs | _finite(self["verbs.other"]) | self["verbs.modals"]

    @cached_property
    def offices(self) -> frozenset[str]:
        """Words for offices, before a person's name or behind a company's."""
        return self["names.titles"] | self["names.roles"]

    @cached_property
    def endings(self) -> tuple[str, ...]:
        """Endings of made-up names."""
        return tuple(sorted(self["names.endings"]))

    @cached_property
    def phrase_words(self) -> frozenset[str]:
        """Words of which every phrase with "the" that stands for companies has one near."""
        names = ("general_heads", "special_heads", "plural_heads", "owners", "makers", "owned", "counting")
        return frozenset().union(*(self[f"words.{name}"] for name in names))

    @cached_property
    def demonyms(self) -> dict[str, str]:
        """Country codes by the adjective ("Chinese": "CN")."""
        pairs = (entry.partition(":") for entry in sorted(self["words.demonyms"]))
        return {adjective.replace("-", " "): code for adjective, _, code in pairs}

    @cached_property
    def countries(self) -> dict[str, str]:
        """Country codes by the place in "China-based", in lower case."""
        pairs = (entry.partition(":") for entry in sorted(self["words.countries"]))
        return {place: code for place, _, code in pairs}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of an unknown company by the last word of its name, in lower case."""
        pairs = (entry.partition(":") for entry in sorted(self["names.kinds"]))
        return {word: kind for word, _, kind in pairs}


def _finite(entries: frozenset[str]) -> frozenset[str]:
    forms = (form for entry in entries for form in verb_forms(entry))
    return frozenset(form for form in forms if not form.endswith("ing"))


@lru_cache(maxsize=1)
def company_words() -> CompanyWords:
    """The shipped tables."""
    return CompanyWords(shipped_tables("company_words.toml"))
