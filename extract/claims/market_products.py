"""The products that a text names where it speaks of trade: "sales of X", "X makers", "5 million X", or a listed good."""

from __future__ import annotations

from typing import Literal, NamedTuple, Optional

from extract.claims.market_text import MarketText
from extract.lexicon.market_words import is_plural, singular

Kind = Literal["of", "before", "counted", "named"]
"""How a product stands: "sales of X", "X sales", "5 million X", or anywhere else."""

KINDS: tuple[Kind, ...] = ("of", "before", "counted", "named")
"""From the surest to the least sure to be what a figure is about."""

Bounds = tuple[int, int]
_SCALES = frozenset(["thousand", "million", "billion", "trillion", "crore", "lakh", "dozen"])
_SMALL_NUMBERS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty"])
_AFTER_NUMBER = frozenset(["of", "all", "the", "those", "such", "more", "fewer", "less", "these", "new"])
_OPENERS = frozenset(("the", "all", "some", "these", "those", "new", "such", "a", "an", "“", '"'))
_SINGLING = frozenset(("the", "a", "an", "average", "each", "every", "per", "typical"))
_TAKES_FOR = frozenset(["market", "markets", "price", "prices", "spending", "trade"])
_ALL_KINDS = frozenset(["all", "every", "any"])
_TRADED = frozenset(["bought", "sold", "ordered"])
_MONEY_SIGNS = frozenset("$€£¥₹₩")
_MOST_BEFORE = 3
_MOST_AHEAD = 7
_SHORTEST_PARTICIPLE = 5


class Product(NamedTuple):
    """A product: its characters, its name in the singular, how it stands, and its words.

    ``known`` is a listed good, ``paired`` one of two ("desktops and laptops"), ``broad`` one that is spoken of in
    general and not as a single piece.
    """

    start: int
    end: int
    name: str
    kind: Kind
    first: int
    last: int
    known: bool
    paired: bool
    broad: bool


def find_products(words: MarketText) -> list[Product]:
    """The products of a text, in text order; where it stands in two ways at once, the surer one."""
    best: dict[int, Product] = {}
    for kind in reversed(KINDS):
        for first, last in _FINDERS[kind](words):
            product = _product(words, kind, first, last)
            if product is not None:
                best[product.last] = product
    return [best[last] for last in sorted(best)]


def _of(words: MarketText) -> list[Bounds]:
    lists = words.lists
    found = []
    for at, word in enumerate(words.lower):
        if word in lists.measures or word in lists.measures_of:
            ahead = words.word(at + 1)
            if ahead == "of" or (ahead in ("for", "on") and word in _TAKES_FOR):
                found.append(_forward(words, at + 2))
    return [bounds for bounds in found if bounds is not None]


def _before(words: MarketText) -> list[Bounds]:
    lists = words.lists
    found = []
    for at, word in enumerate(words.lower):
        trade = word in lists.measures or (word in lists.makers and is_plural(word))
        good = at - 1 in words.goods and words.gap(at) == " "
        if trade and at > 0 and (good or _modifies(words, at - 1, at)):
            found.append((_left_edge(words, words.goods.get(at - 1, at - 1)), at))
    return found


def _counted(words: MarketText) -> list[Bounds]:
    found = []
    for at, word in enumerate(words.lower):
        bounds: Optional[Bounds] = None
        if word[0].isdigit() and not words.glued(at):
            bounds = _behind_number(words, at)
        elif word == "in" and words.word(at - 1) == "one" and words.word(at + 1) in _SMALL_NUMBERS:
            bounds = _forward(words, at + 2)
        if bounds is not None and is_plural(words.lower[bounds[1] - 1]):
            found.append(bounds)
    return found


def _named(words: MarketText) -> list[Bounds]:
    found = []
    for last, head in words.goods.items():
        first = _left_edge(words, head)
        plural = is_plural(words.lower[last]) or words.acronym(last)
        singled = words.word(first - 1) in _SINGLING and not words.glued(first)
        if plural or (singled and not _heads_on(words, last + 1)):
            found.append((first, last + 1))
    return found


def _heads_on(words: MarketText, at: int) -> bool:
    """Whether the noun phrase goes on here, so that the word before is no head: "the phone maker"."""
    word = words.word(at)
    return words.hyphen(at) or (word.isalpha() and not _ends_phrase(words, word))


_FINDERS = {"of": _of, "before": _before, "counted": _counted, "named": _named}


def _product(words: MarketText, kind: Kind, first: int, last: int) -> Optional[Product]:
    """The product of these words, or null where they are no goods, or stand for goods named before."""
    lists, head, bare = words.lists, words.lower[last - 1], last - first == 1
    known = last - 1 in words.goods
    if not known and (head in lists.no_goods or head in lists.buyers):
        return None
    if bare and head in lists.generic:
        if words.word(last) == "of" and words.word(last + 1) in _ALL_KINDS:
            kind = "before"  # "vehicles of all kinds" stands for nothing narrower
        if not known or kind not in ("of", "before"):
            return None
    if bare and not known and not head.isalpha():
        return None
    paired = kind != "before" and (_joins(words, last, last + 1) or _joins(words, first - 1, first - 2))
    single = kind == "named" and not is_plural(head) and not words.acronym(last - 1)
    broad = not single or words.word(first - 1) in ("the", "average", "typical")
    starts, ends = words.words.starts, words.words.ends
    name = _name(words, first, last)
    return Product(starts[first], ends[last - 1], name, kind, first, last, known, paired, broad)


def _name(words: MarketText, first: int, last: int) -> str:
    """The phrase in the singular, in lower case but for acronyms; "groceries bought online" is "online grocery"."""
    starts = words.words.starts
    opening = words.text[starts[first] : starts[last - 1]]
    name = " ".join((opening + singular(words.words.written[last - 1])).split())
    if not words.acronym(first):
        name = name[:1].lower() + name[1:]
    online = words.word(last) in _TRADED and words.word(last + 1) == "online"
    return f"online {name}" if online else name


def _joins(words: MarketText, at: int, other: int) -> bool:
    """Whether "and" ties the product to another one: "desktops and laptops"."""
    if words.word(at) not in ("and", "or") or not is_plural(words.word(other)):
        return False
    return other in words.goods or other + 1 not in words.goods


def _behind_number(words: MarketText, at: int) -> Optional[Bounds]:
    """The goods behind a number: "1.63 million electric cars", "6% of all two-wheelers"."""
    if words.word(at - 1) in _MONEY_SIGNS:
        return None
    place = at + 1
    while words.word(place) in (".", ",") and words.word(place + 1)[:1].isdigit() and words.tight(place):
        place += 2
    part = words.word(place) in ("%", "percent", "per")
    if part:
        place += 2 if words.word(place) == "per" else 1
    elif words.word(place) in _SCALES:
        place += 1
    opened = place
    while words.word(place) in _AFTER_NUMBER and place not in words.good_starts:
        place += 1
    return None if part and place == opened else _forward(words, place)


def _forward(words: MarketText, at: int) -> Optional[Bounds]:
    """The noun phrase that starts here, up to its first plural, or up to a word that ends it."""
    while words.word(at) in _OPENERS and at not in words.good_starts:
        at += 1
    last = at
    while last < min(words.size, at + _MOST_AHEAD) and (last == at or len(words.gap(last)) <= 1):
        if words.hyphen(last) and last > at:
            last += 1
            continue
        word = words.lower[last]
        tied = words.glued(last) or words.hyphen(last + 1) or last in words.good_starts
        if last in words.place_words or not word[0].isalnum():
            break
        if not tied and (word.isdigit() or _ends_phrase(words, word)):
            break
        last += 1
        if is_plural(word) and not words.hyphen(last) and last not in words.goods:
            return at, last
    # Without a plural only a listed good or an acronym is sure to be the head.
    while last > at and not is_plural(words.lower[last - 1]):
        if last - 1 in words.goods or words.acronym(last - 1):
            break
        last -= 1
    return (at, last) if last > at else None


def _ends_phrase(words: MarketText, word: str) -> bool:
    if word in words.lists.stops or word.endswith("ly"):
        return True
    participle = word.endswith(("ed", "ing")) and len(word) >= _SHORTEST_PARTICIPLE
    return participle and word not in words.lists.participles


def _left_edge(words: MarketText, head: int) -> int:
    """Where the noun phrase begins whose head this is."""
    first = _past_hyphens(words, head)
    for _ in range(_MOST_BEFORE):
        if first == 0 or not _modifies(words, first - 1, head):
            break
        first = _past_hyphens(words, first - 1)
    return first


def _past_hyphens(words: MarketText, first: int) -> int:
    reached = first
    while words.glued(reached) and first - reached < 2 * _MOST_BEFORE:
        reached -= 2
    return reached


def _modifies(words: MarketText, at: int, head: int) -> bool:
    """Whether the word is part of the noun phrase whose head stands behind it."""
    written, word, lists = words.words.written[at], words.lower[at], words.lists
    if at in words.place_words or not word[0].isalnum() or word.isdigit() or words.gap(at + 1) != " ":
        return False
    if words.word(at - 1) == "'" and words.tight(at - 1):
        return False
    if words.glued(at):
        return word not in lists.no_compounds
    if is_plural(word) or _ends_phrase(words, word):
        return False
    if word in lists.measures or word in lists.makers or word in lists.superlatives:
        return False
    if written[0].isupper() and not words.acronym(at):
        return words.opens(at) or words.words.written[head][0].isupper()
    return True
