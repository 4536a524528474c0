"""What part a figure plays: a level, the size of a move, an earlier value, a share, a rank."""

from __future__ import annotations

from typing import NamedTuple, Optional

from extract.claims.direction import RELATIVE_UNITS, Approach, approach, direction_behind, direction_of
from extract.claims.layout import Layout, Sentence, Spot
from extract.model import Basis, Direction

_MOST_NOMINAL = 9
_ENDS_NOMINAL = frozenset(
    (
        "finite",
        "reach_verb",
        "to",
        "report_verb",
        "above_verb",
        "share_verb",
        "strong",
        "up_verb",
        "down_verb",
        "share_verb",
    )
)
_MOST_LISTED = 16
_VERBAL = frozenset(
    (
        "finite",
        "up_verb",
        "down_verb",
        "reach_verb",
        "report_verb",
        "above_verb",
        "below_verb",
        "up_word",
        "down_word",
    )
)
_MOVING = _VERBAL - {"finite", "reach_verb"}
_MEASURING = frozenset(("than", "times", "twice", "double", "triple"))
_MOVED = frozenset(("raise_verb", "lower_verb", "up_word", "down_word"))


class Role(NamedTuple):
    """The part a figure plays.

    ``kind`` is ``level``, ``change``, ``share``, ``rank``, ``multiple`` (a comparison by a factor) or ``earlier`` (the
    value before a move). ``at`` is the word that decided it.
    """

    kind: str
    direction: Optional[Direction] = None
    basis: Optional[Basis] = None
    at: Optional[int] = None


def role_of(layout: Layout, figure: Spot, sentence: Sentence, earlier_roles: list[tuple[Spot, Role]]) -> Role:
    """The part ``figure`` plays; ``earlier_roles`` are those of the sentence's figures before it."""
    item = figure.item
    basis = basis_near(layout, figure, sentence)
    if item.kind == "rank":
        return Role("rank", at=figure.first)
    left = approach(layout, figure, sentence)
    inherited = _coordinated(layout, figure, left, earlier_roles)
    if item.kind == "multiple":
        return _role_of_multiple(layout, figure, left, basis)
    if inherited is not None:
        return Role(
            inherited.kind, direction_behind(layout, figure) or inherited.direction, basis, inherited.at
        )
    if _is_earlier(layout, figure, left, sentence):
        return Role("earlier", basis=basis, at=left.at)
    direction, at = direction_of(layout, figure, left)
    if direction is not None:
        return Role("change", direction, basis, at)
    if item.unit in RELATIVE_UNITS:
        again = _in_other_terms(layout, figure, left, earlier_roles)
        if again is not None:
            return again
        if _is_share(layout, figure, left):
            return Role("share", at=left.at)
        if basis is not None and not _says_level(layout, left) and _basis_follows(layout, figure):
            return Role("change", "up", basis, figure.first)
    return Role("level", basis=basis)


def basis_near(layout: Layout, figure: Spot, sentence: Sentence) -> Optional[Basis]:
    """``yoy``, ``qoq`` or ``mom`` where words for it stand near, before the next figure."""
    best: Optional[Basis] = None
    nearest = 14.0
    for cue in sentence.cues_of("yoy", "qoq", "mom"):
        if cue.first >= figure.last:
            cost = layout.distance(figure.last, cue.first)
            between = [
                f for f in sentence.figures if figure.last <= f.first < cue.first and f.item.converts is None
            ]
            if any(f.item.unit == figure.item.unit for f in between):
                cost += 8.0
        else:
            cost = layout.distance(cue.last, figure.first) + 4.0
            if any(cue.last <= f.first < figure.first for f in sentence.figures):
                cost += 8.0
        if cost < nearest:
            nearest, best = cost, cue.category  # type: ignore[assignment]
    return best


def _coordinated(
    layout: Layout, figure: Spot, left: Approach, earlier_roles: list[tuple[Spot, Role]]
) -> Optional[Role]:
    """The role of the figure before, where "and" or a comma is all that joins the two ("up 79% and 8%")."""
    if not earlier_roles:
        return None
    before, role = earlier_roles[-1]
    same_kind = before.item.unit == figure.item.unit and figure.item.unit in RELATIVE_UNITS
    if not same_kind or role.kind not in ("change", "share", "level"):
        return None
    joined = False
    for at in range(before.last, left.at + 1):
        word = layout.word(at)
        if word in ("and", ",", "or", "&"):
            joined = True
        elif layout.owner[at] != "dates" and not layout.bracketed(at) and not _in_basis(layout, at):
            return None
    return role if joined else None


def _in_other_terms(
    layout: Layout, figure: Spot, left: Approach, earlier_roles: list[tuple[Spot, Role]]
) -> Optional[Role]:
    """The role of a bare "or 30%", and of the entries of a list of shares: "44% from games, 19% from music"."""
    if "or" in layout.lower[left.at + 1 : figure.first] and layout.word(figure.last) != "of":
        for spot, role in reversed(earlier_roles):
            if role.kind in ("share", "change") and spot.item.unit == figure.item.unit:
                return Role(role.kind, role.direction, role.basis, layout.lower.index("or", left.at + 1))
    before = earlier_roles[-1] if earlier_roles else None
    if before is not None and before[1].kind == "share" and before[0].item.unit == figure.item.unit:
        gap = range(before[0].last, figure.first)
        named = "companies" in layout.owner[before[0].last : figure.first]
        verbs = _MOVING if named else _VERBAL  # "Apple had 19%" goes on with the list
        verbless = not any(layout.categories_at(at) & verbs for at in gap)
        parts = [at for at in gap if layout.word(at) in (",", ";", "and")]
        parted = bool(parts) and not any(
            "share_verb" in layout.categories_at(at) for at in gap if at > parts[-1]
        )
        if len(gap) <= _MOST_LISTED and verbless and parted and layout.word(figure.last) != "of":
            return Role("share", at=before[0].first)
    return None


def _in_basis(layout: Layout, at: int) -> bool:
    return any(
        cue.category in ("yoy", "qoq", "mom") and cue.last > at
        for first in range(max(at - 8, 0), at + 1)
        for cue in layout.beginning.get(first, ())
    )


def _role_of_multiple(layout: Layout, figure: Spot, left: Approach, basis: Optional[Basis]) -> Role:
    """ "Doubled", "a threefold increase", "grew 2.5 times" are moves; "three times as many as" compares."""
    said = figure.item.text.lower()
    direction, at = direction_of(layout, figure, left)
    if said.startswith(("halv", "half")):
        return Role("change", "down", basis, figure.first)
    if said.endswith(("ed", "ing")) or "fold" in said or direction is not None:
        return Role("change", direction or "up", basis, at if at is not None else figure.first)
    if said.startswith(("doubl", "tripl", "quadrupl", "quintupl")) and "to" in (
        layout.word(left.at),
        layout.word(figure.last),
    ):
        return Role("change", "up", basis, figure.first)
    return Role("multiple", basis=basis)


def _is_earlier(layout: Layout, figure: Spot, left: Approach, sentence: Sentence) -> bool:
    """Whether "from", "compared with" or the like governs it, with nothing but a noun phrase between."""
    near = range(max(left.at - 2, sentence.first), left.at + 1)
    if layout.word(left.at) == "from" and any(layout.categories_before(at) & _MOVED for at in near):
        return True  # "The target was raised from": the later value stands in another sentence
    if not any(other.first != figure.first and _comparable(other, figure) for other in sentence.figures):
        return False
    if layout.word(figure.first - 1) == "the" and layout.word(figure.first - 2) in _MEASURING:
        return True  # "26% more than the RMB 213.5 billion it reported"
    at = left.at
    for _ in range(_MOST_NOMINAL):
        if at < sentence.first or layout.owner[at] == "figures" or layout.word(at) in (",", ";", ")"):
            return False
        categories = layout.categories_before(at + 1)
        if "from" in categories:
            return not (layout.word(at) in ("after", "against") and layout.owner[at] is not None)
        if categories & _ENDS_NOMINAL or layout.owner[at] == "companies":
            return False
        at -= 1
    return False


def _comparable(other: Spot, figure: Spot) -> bool:
    one, two = other.item, figure.item
    if one.converts is not None:
        return False
    if one.unit in RELATIVE_UNITS and two.unit not in RELATIVE_UNITS:
        return True
    return bool(one.kind == two.kind)


def _is_share(layout: Layout, figure: Spot, left: Approach) -> bool:
    """ "40% of sales", "accounted for 40%", "a 24% share"."""
    if "share_verb" in layout.categories_before(left.at + 1) and layout.word(left.at) == "for":
        return True
    if layout.word(left.at) in ("which", "whom") and left.at == figure.first - 1:
        return True
    return layout.word(figure.last) == "of" and figure.item.unit == "percent"


def _says_level(layout: Layout, left: Approach) -> bool:
    return bool(layout.categories_before(left.at + 1) & {"to", "reach_verb", "finite"}) or left.of


def _basis_follows(layout: Layout, figure: Spot) -> bool:
    return bool(layout.categories_at(figure.last) & {"yoy", "qoq", "mom"})
