"""Words that say a figure is the size of a move, and which way: "rose 12%", "12% growth", "up from"."""

from __future__ import annotations

from typing import NamedTuple, Optional

from extract.claims.layout import Layout, Sentence, Spot
from extract.model import Direction

RELATIVE_UNITS = ("percent", "percentage_point", "times")
_MOST_FILLERS = 7
_LEVELS_APART: dict[str, Direction] = {"below": "down", "under": "down", "above": "up", "over": "up"}
_AIMS = frozenset(
    ("target", "goal", "aim", "plan", "forecast", "estimate", "consensus", "expectation", "guidance", "price")
)
_PARTICLE_OF = frozenset(
    [
        "eat",
        "eats",
        "ate",
        "use",
        "used",
        "make",
        "makes",
        "made",
        "set",
        "take",
        "takes",
        "took",
        "soak",
        "soaked",
        "open",
        "opened",
        "snapped",
        "racked",
        "pick",
        "picked",
        "put",
        "puts",
        "freed",
        "burned",
    ]
)


class Approach(NamedTuple):
    """The word ``at`` left of a figure behind fillers such as "about a"; ``by`` where "by" was among them."""

    at: int
    by: bool
    of: bool


def approach(layout: Layout, figure: Spot, sentence: Sentence) -> Approach:
    """Walk left over "by", "about", "a record" and the like."""
    at, by, of = figure.first - 1, False, False
    for _ in range(_MOST_FILLERS):
        if at < sentence.first:
            break
        fillers = [cue for cue in layout.ending.get(at + 1, ()) if cue.category == "by"]
        if fillers:
            first = min(cue.first for cue in fillers)
            by |= "by" in layout.lower[first : at + 1]
            of |= "of" in layout.lower[first : at + 1]
            at = first - 1
        elif layout.word(at) in ("(", "-", "$", "~", "-", '"', "“"):
            at -= 1
        else:
            break
    return Approach(at, by, of)


def direction_of(layout: Layout, figure: Spot, left: Approach) -> tuple[Optional[Direction], Optional[int]]:
    """Up or down where the figure is the size of a move, and the word that says so."""
    relative = figure.item.unit in RELATIVE_UNITS
    at = left.at
    for _ in range(3):
        if layout.owner[at] == "dates" or layout.word(at) == ")" or _is_adverb(layout, at):
            at -= 1
    categories = layout.categories_before(at + 1)
    if "share_verb" in categories:
        return None, None
    if (
        relative
        and layout.word(at) in ("to", "at", "was", "is")
        and layout.word(at - 1) in ("growth", "rate")
    ):
        growth = layout.word(at - 1) == "growth" or layout.word(at - 2) == "growth"
        return ("up", at - 1) if growth else (None, None)
    for direction, verb, causing, word, noun in (
        ("up", "up_verb", "raise_verb", "up_word", "up_noun"),
        ("down", "down_verb", "lower_verb", "down_word", "down_noun"),
    ):
        lost = figure.item.kind == "money" and layout.word(at).startswith("los")
        moved = verb in categories and not lost and (relative or left.by or _moves_amounts(layout, at))
        if (
            moved
            or (causing in categories and left.by)
            or (word in categories and not left.of and layout.word(at - 1) not in _PARTICLE_OF)
            or (noun in categories and (left.of or left.by or relative))
        ):
            return direction, at  # type: ignore[return-value]
        if noun in categories and layout.word(at) == "rate":
            return direction, at  # type: ignore[return-value]
    behind = direction_behind(layout, figure)
    return behind, (figure.last if behind else None)


def _is_adverb(layout: Layout, at: int) -> bool:
    word = layout.word(at)
    return len(word) > 4 and word.endswith("ly") and layout.owner[at] is None and not word.endswith("early")


_MOVES_AMOUNTS = ("rose", "rise", "rises", "risen", "rising", "grew", "grow", "grows", "grown", "growing", "fell", "fall", "falls", "fallen",
    "falling", "gained", "gains", "gain", "gaining", "added", "adds", "add", "adding", "lost", "dropped", "shed", "jumped", "climbed", "declined", "decreased", "increased")  # fmt: skip


def _moves_amounts(layout: Layout, at: int) -> bool:
    """Whether an amount right behind the verb is a move ("added 2 million users") and not where it led."""
    return layout.word(at) in _MOVES_AMOUNTS


def direction_behind(layout: Layout, figure: Spot) -> Optional[Direction]:
    """ "12% growth", "a 69.1% jump", "16% more", "a 6% year-on-year decline"."""
    at, relative = figure.last, figure.item.unit in RELATIVE_UNITS
    if relative and layout.word(at) in _LEVELS_APART and not _is_aim(layout, at + 1):
        return _LEVELS_APART[layout.word(at)]
    limit = at + 5
    while at < limit:
        basis = [cue for cue in layout.beginning.get(at, ()) if cue.category in ("yoy", "qoq", "mom")]
        categories = layout.categories_at(at)
        for direction in ("up", "down"):
            if f"{direction}_noun" in categories and (relative or at == figure.last):
                return direction
            word_fits = at == figure.last and layout.word(at) != "off" and layout.word(at + 1) != "than"
            if f"{direction}_word" in categories and (relative or word_fits):
                return direction
        if basis:
            at = max(cue.last for cue in basis)
        elif relative and (layout.owner[at : at + 1] == ["dates"] or _describes(layout, at)):
            at += 1
        else:
            return None
    return None


def _is_aim(layout: Layout, at: int) -> bool:
    """Whether what follows is something hoped for ("8% below its own forecast"), which nothing has moved from."""
    return any(layout.word(place).rstrip("s'’") in _AIMS for place in range(at, at + 5))


def _describes(layout: Layout, at: int) -> bool:
    """An adjective or noun that may stand between the number and "growth"."""
    word = layout.word(at)
    naming = any(spot_first == at for spot_first in _metric_firsts(layout, at))
    return naming or word in (
        "revenue",
        "annual",
        "quarterly",
        "sequential",
        "net",
        "profit",
        "sales",
        "user",
        "overall",
        "-",
    )


def _metric_firsts(layout: Layout, at: int) -> list[int]:
    sentence = layout.sentence_at(at)
    return [] if sentence is None else [spot.first for spot in sentence.metrics]
