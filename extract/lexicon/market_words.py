"""Words that tell a market's product from its surroundings. One table, ``data/market_words.toml``."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extract.lexicon import shipped_tables
from extract.lexicon.cues import PhraseIndex
from extract.lexicon.inflection import plural

_SIBILANT_ENDINGS = ("ches", "shes", "sses", "xes", "zes", "oes")
_NO_PLURALS = ("ss", "us", "is")


class MarketWords(NamedTuple):
    """The lists of the table, each in singular and plural; ``products`` as an index of phrases to their singular."""

    products: PhraseIndex[str]
    generic: frozenset[str]
    measures: frozenset[str]
    measures_of: frozenset[str]
    parts: frozenset[str]
    makers: frozenset[str]
    buyers: frozenset[str]
    firms: frozenset[str]
    superlatives: frozenset[str]
    no_goods: frozenset[str]
    no_compounds: frozenset[str]
    participles: frozenset[str]
    stops: frozenset[str]
    kin: tuple[frozenset[str], ...]


@lru_cache(maxsize=1)
def market_words() -> MarketWords:
    """The shipped lists."""
    tables = shipped_tables("market_words.toml")
    products: PhraseIndex[str] = PhraseIndex()
    for product in tables["products"]:
        for form in dict.fromkeys((product, plural(product))):
            products.add(form, product)
    sets = {
        name: frozenset(form.lower() for word in words for form in (word, plural(word)))
        for name, words in tables.items()
        if name not in ("products", "kin")
    }
    kin = tuple(frozenset(group["names"]) for group in tables["kin"])
    return MarketWords(products=products, kin=kin, **sets)


def is_plural(word: str) -> bool:
    """Whether the word looks like a noun's plural."""
    lower = word.lower()
    return len(lower) > 2 and lower.endswith("s") and not lower.endswith(_NO_PLURALS)


def singular(word: str) -> str:
    """The singular of a plural noun; any other word as it is.

    >>> singular("batteries"), singular("watches"), singular("PCs"), singular("wireless"), singular("glasses")
    ('battery', 'watch', 'PC', 'wireless', 'glasses')
    """
    lower = word.lower()
    if not is_plural(word) or lower.endswith(("glasses", "series", "goods")):
        return word
    if lower.endswith("ies") and len(lower) > 4 and lower != "movies":
        return word[:-3] + "y"
    if lower.endswith(_SIBILANT_ENDINGS) and lower != "shoes":
        return word[:-2]
    return word[:-1]
