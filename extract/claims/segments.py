"""Lines of business that a clause is about: "Gaming brought in $2.49 billion", "Services grew 24%".

Such a noun phrase names no company and no metric; it narrows the revenue of the company that the text is about.
"""

from __future__ import annotations

from typing import NamedTuple, Optional

from extract.claims.change import Role
from extract.claims.direction import Approach
from extract.claims.drafts import Draft
from extract.claims.layout import Layout, Sentence, Spot
from extract.claims.metric_choice import MetricChoice
from extract.claims.subject_of import PRONOUNS
from extract.lexicon.cues import Words
from extract.lexicon.scopes import scopes

REVENUE = "revenue"
_MOST_WORDS = 8
_MOST_UNKNOWN = 6
_VERBS = frozenset(("up_verb", "down_verb", "yield_verb", "reach_verb"))
_OF_ANYTHING = frozenset(
    ("is", "was", "are", "were", "be", "been", "has", "have", "had", "see", "sees", "saw")
)
_LEADING = frozenset(
    ("and", "while", "whereas", "but", "the", "its", "their", "our", "'", "s", "meanwhile", "as", "a", "this")
)
_CLOSING = frozenset(("alone", "also", "now", "together", "have", "has", "had", "then", "still", "itself"))
_ENDS = frozenset((";", ",", ":", "—", "–", "(", ")", "“", "”", '"', "while", "whereas", "but", "."))
_JOINING = frozenset(("and", "-", "&", "the", "other", "online"))
_OF_ONE_THING = frozenset(("the", "a", "this"))


class Segment(NamedTuple):
    """The words ``first`` to ``last`` and the qualifiers that they give."""

    first: int
    last: int
    names: tuple[str, ...]


def segment_before(
    layout: Layout, sentence: Sentence, figure: Spot, role: Role, left: Approach, drafts: list[Draft]
) -> Optional[Segment]:
    """The line of business that is the subject of the figure's clause; null where it is a company or anything else."""
    item = figure.item
    if item.kind != "money" and not (item.unit == "percent" and role.kind in ("change", "share")):
        return None
    before = drafts[-1] if drafts else None
    again = before is not None and bool(before.segment) and role.kind == "share"
    said_before = before is not None and before.segment and before.kind == "share" and role.kind == "level"
    verb = _verb_ending(layout, left.at)
    if verb is None:
        if before is None or not any(draft.segment for draft in drafts):
            return None
        restated = "or" in layout.lower[left.at + 1 : figure.first] or (
            layout.lower[before.figure.last : figure.first] == [","] if before.figure is not None else False
        )
        if (again or said_before) and restated:
            return Segment(figure.first, figure.first, before.segment)
        listed = any(draft.segment and draft.unit == item.unit for draft in drafts)
        if not listed or role.kind == "change":
            return None
        return _phrase(layout, sentence, left.at + 1, True)
    if again and before is not None and layout.word(verb - 1) in ("and", "which", "they", "it"):
        return Segment(verb, verb, before.segment)
    said_of_parts = "yield_verb" in layout.categories_at(verb)
    return _phrase(layout, sentence, verb, said_of_parts)


def _verb_ending(layout: Layout, at: int) -> Optional[int]:
    """The first word of the verb that ends at ``at``, an adverb behind it left out."""
    if layout.word(at).endswith("ly") and layout.owner[at] is None:
        at -= 1
    verbs = [cue.first for cue in layout.ending.get(at + 1, ()) if cue.category in _VERBS]
    found = min(verbs, default=None)
    return None if found is None or layout.word(found) in _OF_ANYTHING else found


def _phrase(layout: Layout, sentence: Sentence, end: int, said_of_parts: bool) -> Optional[Segment]:
    """The noun phrase that ends before ``end``, where it begins its clause."""
    last = end
    while last > sentence.first and (layout.bracketed(last - 1) or layout.word(last - 1) in _CLOSING):
        last -= 1
    first = last
    while first > sentence.first and layout.owner[first - 1] is None and layout.word(first - 1) not in _ENDS:
        first -= 1
    if first > sentence.first:
        before = layout.owner[first - 1]
        owned = before == "companies" and layout.word(first) == "'"
        if before is not None and not owned and layout.word(first) not in ("and", "while", "but", "whereas"):
            return None
    opened = first
    while first < last and layout.word(first) in _LEADING:
        first += 1
    one_thing = layout.word(first - 1) in _OF_ONE_THING and first > opened
    if not 0 < last - first <= _MOST_WORDS:
        return None
    names = _known(layout, first, last, one_thing)
    if not names and said_of_parts and not one_thing:
        names = _unknown(layout, sentence, first, last)
    return Segment(first, last, names) if names else None


def _known(layout: Layout, first: int, last: int, one_thing: bool) -> tuple[str, ...]:
    """The names of the listed qualifiers, where nothing else of weight stands in the phrase."""
    if one_thing and last - first == 1 and not layout.word(first).endswith(("s", "ing")):
        return ()  # "the app" is a product and no line of business
    words = layout.words
    part = Words(
        words.written[first:last], words.lower[first:last], words.starts[first:last], words.ends[first:last]
    )
    rest = set(range(last - first))
    names: list[str] = []
    for hit in scopes().find(part):
        meaning = next((scope for scope in hit.value if scope.group in ("line", "place")), None)
        if meaning is not None:
            names.append(meaning.name)
            rest.difference_update(range(hit.first, hit.last))
    plain = all(
        part.lower[at] in _JOINING or "line_noun" in layout.categories_at(first + at) for at in sorted(rest)
    )
    return tuple(dict.fromkeys(names)) if plain else ()


def _unknown(layout: Layout, sentence: Sentence, first: int, last: int) -> tuple[str, ...]:
    """The phrase itself, in lower case, where it can be a line of business that no table lists."""
    words = layout.lower[first:last]
    if len(words) > _MOST_UNKNOWN or not all(word.isalpha() or word in ("-", "&") for word in words):
        return ()
    if any(word in PRONOUNS for word in words):
        return ()
    if any(layout.categories_at(at) & _NO_PART and layout.word(at) != "for" for at in range(first, last)):
        return ()
    if any(spot.last == last for spot in sentence.metrics):
        return ()
    return (" ".join(words).replace(" - ", "-"),)


_NO_PART = frozenset(
    ("no_line", "preposition", "finite", "market", "report_verb", "relative", "analysts", "rumour")
)


def segment_choice(
    layout: Layout, choice: Optional[MetricChoice], segment: Segment, income: str
) -> Optional[MetricChoice]:
    """The metric of a segment's figure; null where words beside it name one.

    What was named only in another sentence, by the verb, or by words of the segment itself, is ``income``: revenue or sales.
    """
    text = None
    if choice is not None and choice.first is not None:
        inside = segment.first <= choice.first < segment.last
        earns = "yield_verb" in layout.categories_at(choice.first)  # "raked in" is no funding here
        if choice.agentive and choice.metric != REVENUE and not earns:
            return None
        if not choice.agentive and not inside and choice.metric not in (REVENUE, "cost"):
            return None
        text = choice.text if (choice.metric == REVENUE or choice.agentive) and not inside else None
    elif choice is not None and choice.metric in ("sales", "gmv", REVENUE):
        return choice._replace(scope=segment.names)
    return MetricChoice(income, text, segment.names, None, None, 4.0)
