"""What the market that a figure is about is called: "China smartphone market", place first, then the product.

Whether a figure is about a market is for others to say; here it is only named. Both parts come from the figure's own
sentence where it has them, else from what the article has spoken of before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Optional, Union

from extract.claims.market_places import INTO, PlaceTalk, find_places, past_owner
from extract.claims.market_products import KINDS, Product, find_products
from extract.claims.market_text import MarketText
from extract.claims.markets import PREFIX
from extract.language.sentences import sentence_spans
from extract.lexicon.market_words import market_words
from extract.model import Entity

Span = tuple[int, int]
_KEPT = 8
_REACH = 400
"""How many products or places are looked through for what was spoken of before; a text may be of any length."""
_DIGIT = re.compile(r"\d[\d.,]*")
_SLUG_GAP = re.compile(r"[^a-z0-9]+")


class _Statement(NamedTuple):
    """A sentence with a number that names a product and a place."""

    start: int
    product: str
    place: str


class _Talk:
    """The products and places that a text names, and its statements about markets, all in text order."""

    def __init__(self, text: str, headline: Optional[_Talk] = None) -> None:
        words = MarketText(text)
        self.headline = headline
        self.places = find_places(words)
        self.products = find_products(words)
        self.beside = _beside(words, self.places, self.products)
        self.lines = [0] + [match.end() for match in re.finditer(r"\n", text)]
        self.body = _body(text)
        self.statements: list[_Statement] = []
        self._product_starts = [item.start for item in self.products]
        self._place_starts = [item.start for item in self.places]
        self._statement_starts: list[int] = []

    def products_in(self, start: int, end: int) -> list[Product]:
        """The products that stand within these characters."""
        return self.products[_slice(self._product_starts, start, end)]

    def places_in(self, start: int, end: int) -> list[PlaceTalk]:
        """The places that stand within these characters."""
        return self.places[_slice(self._place_starts, start, end)]

    def line(self, at: int) -> int:
        """Where the paragraph of this character starts."""
        return self.lines[bisect_right(self.lines, at) - 1]

    def state(self, statement: _Statement) -> None:
        """Add the next statement of the text."""
        self.statements.append(statement)
        self._statement_starts.append(statement.start)

    def said(self, at: int) -> Optional[_Statement]:
        """The market spoken of before: in the same paragraph the last one, else the one that the article opened with.

        A headline counts only where nothing else does, since it shortens names.
        """
        count = bisect_left(self._statement_starts, at)
        if count == 0:
            return None
        last = self.statements[count - 1]
        if last.start >= self.line(at):
            return last
        opening = bisect_left(self._statement_starts, self.body)
        return self.statements[opening if opening < count else 0]


def _body(text: str) -> int:
    """Where the text goes on behind a headline, a first line without a full stop."""
    first = text.split("\n", 1)[0]
    return 0 if first.rstrip().endswith((".", "!", "?", "”", '"')) else len(first)


def market_name(text: str, sentence: Span, figure: Span, *, title: str = "") -> Optional[Entity]:
    """The market that the figure is about, given that it is about one; null where the article names no product.

    ``sentence`` and ``figure`` are characters of ``text``; ``title`` is the headline where it is no part of the text.

    >>> market_name("Turkish consumers took 7.2 million tablets.", (0, 43), (23, 34)).id
    'market:turkey_tablet'
    """
    talk = _read(text, title)
    product = _product(talk, sentence, _own_product(talk, sentence, figure))
    if product is None:
        return None
    place = _place(talk, sentence, figure)
    name = f"{place} {product}" if place else product
    slug = _SLUG_GAP.sub("_", name.lower()).strip("_")
    return Entity(id=PREFIX + slug, name=f"{name} market") if slug else None


@lru_cache(maxsize=_KEPT)
def _read(text: str, title: str) -> _Talk:
    talk = _Talk(text, _Talk(title) if title else None)
    for sentence in sentence_spans(text):
        number = _DIGIT.search(text, *sentence)
        if number is None:
            continue
        own = _own_product(talk, sentence, number.span())
        place = _own_place(talk, sentence, number.span())
        if own is None or place is None or not _sure(own):
            continue
        product, name = _product(talk, sentence, own), place.name or _place_before(talk, place)
        if product is not None and name is not None:
            talk.state(_Statement(sentence[0], product, name))
    return talk


def _beside(words: MarketText, places: Sequence[PlaceTalk], products: Sequence[Product]) -> frozenset[int]:
    """Where the goods start that make one noun phrase with a place: "foundries worldwide", "phones across Canada"."""
    after: set[int] = set()
    before: set[int] = set()
    for place in places:
        if place.name is None:
            continue
        start = past_owner(words, place.last)
        smaller = words.word(start).endswith("er") and words.word(start) not in words.lists.makers
        after.update((start, start + 1) if smaller else (start,))
        edge = place.first - (2 if words.word(place.first - 1) == "the" else 1)
        before.add(edge if words.word(edge) in INTO else place.first)
    return frozenset(
        item.start for item in products if item.known and (item.first in after or item.last in before)
    )


def _slice(starts: list[int], start: int, end: int) -> slice:
    return slice(bisect_left(starts, start), bisect_left(starts, end))


def _gap(figure: Span, item: Union[Product, PlaceTalk]) -> int:
    """How far the words stand from the figure; what follows it counts as twice as far."""
    return figure[0] - item.end if item.end <= figure[0] else 2 * (item.start - figure[1])


# Products


def _own_product(talk: _Talk, sentence: Span, figure: Span) -> Optional[Product]:
    """The product that the sentence names for the figure."""
    best: Optional[tuple[int, int, Product]] = None
    for item in talk.products_in(*sentence):
        rank = KINDS.index(item.kind) + 1
        if item.kind != "counted" and item.start in talk.beside:
            rank = 0
        elif item.kind == "named" and item.start > figure[0]:
            rank += 1
        gap = _gap(figure, item)
        if best is None or (rank, gap) < best[:2]:
            best = (rank, gap, item)
    return None if best is None else best[2]


def _product(talk: _Talk, sentence: Span, own: Optional[Product]) -> Optional[str]:
    """The sentence's product, or the one spoken of before where it has none or says less of it."""
    if own is None or own.paired:
        main = _main(talk, sentence)
        return main if main is not None or own is None else own.name
    if own.kind == "before":
        return _fuller(talk, sentence, own) or own.name
    said = talk.said(sentence[0])
    if said is not None and (_says_less(own.name, said.product) or _akin(own.name, said.product)):
        return said.product
    return _fuller(talk, sentence, own) or own.name


def _sure(item: Product) -> bool:
    """Whether the words are goods even where nothing around them is about trade: listed, or "sales of X"."""
    return item.known or item.kind in ("of", "before")


def _fuller(talk: _Talk, sentence: Span, own: Product) -> Optional[str]:
    """The first name of the same goods that says more ("electric car" of "car"), or that the article began with."""
    named = [item.name for item in talk.products_in(0, sentence[0])[:_REACH] if item.known]
    fuller = [name for name in named if name.endswith(" " + own.name)]
    if not fuller and own.kind == "counted":
        fuller = [name for name in named if _akin(own.name, name)]
    return fuller[0] if fuller else None


def _says_less(name: str, fuller: str) -> bool:
    """Whether the name says less of the same thing: "phone" of "5G smartphone", "robot" of "robot vacuum"."""
    return fuller.endswith(name) or set(name.split()) < set(fuller.split())


def _akin(name: str, other: str) -> bool:
    return any(name in group and other.rsplit(" ", 1)[-1] in group for group in market_words().kin)


def _main(talk: _Talk, sentence: Span) -> Optional[str]:
    """The product spoken of before: in a statement about a market, in the paragraph, anywhere, or in the headline."""
    said = talk.said(sentence[0])
    if said is not None:
        return said.product
    paragraph = talk.products_in(talk.line(sentence[0]), sentence[0])
    before = talk.products_in(0, sentence[0])
    headline = talk.headline.products if talk.headline is not None else []
    for surely in (True, False):
        for products in (paragraph, before, headline):
            for item in products[:_REACH]:
                if item.broad and not item.paired and (_sure(item) or not surely):
                    return item.name
    return talk.statements[0].product if talk.statements else None


# Places


def _own_place(talk: _Talk, sentence: Span, figure: Span) -> Optional[PlaceTalk]:
    """The place that the sentence names for the figure: the last before it, else the first behind it."""
    inside = [item for item in talk.places_in(*sentence) if item.market]
    before = [item for item in inside if item.end <= figure[0]]
    return before[-1] if before else inside[0] if inside else None


def _place(talk: _Talk, sentence: Span, figure: Span) -> Optional[str]:
    """The sentence's place, or the one spoken of before."""
    own = _own_place(talk, sentence, figure)
    if own is not None:
        return own.name or _place_before(talk, own)
    said = talk.said(sentence[0])
    if said is not None:
        return said.place
    for start in (talk.line(sentence[0]), 0):
        named = [
            item.name for item in talk.places_in(start, sentence[0])[:_REACH] if item.name and item.market
        ]
        if named:
            return named[0] if start == 0 else named[-1]
    return _headline_place(talk) or (talk.statements[0].place if talk.statements else None)


def _place_before(talk: _Talk, back: PlaceTalk) -> Optional[str]:
    """The place that "there", "the country" or "the region" looks back to, of the same size if there is one."""
    named = [item for item in talk.places_in(0, back.start)[-_REACH:] if item.name is not None]
    fit = [item for item in named if back.group in (item.group, "any")] or named
    return fit[-1].name if fit else _headline_place(talk)


def _headline_place(talk: _Talk) -> Optional[str]:
    headline = talk.headline.places if talk.headline is not None else []
    return next((item.name for item in headline if item.name and item.market), None)
