"""Words that name a metric, with the qualifiers beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from extract.lexicon.cues import HYPHENS, Hit, Words, words_of
from extract.lexicon.metrics import MetricLexicon, Naming, load_metrics
from extract.lexicon.scopes import Scope, scopes
from extract.mentions import MetricMention

_MARGIN = "margin"
_BETWEEN = frozenset(
    (
        "total",
        "net",
        "annual",
        "quarterly",
        "monthly",
        "daily",
        "full-year",
        "combined",
        "own",
        "of",
        "and",
        "average",
    )
)
"""Words that may stand between a qualifier and its metric without ending the search."""
_AFTER = frozenset(("from", "in", "at", "for", "of", "on", "via", "across", "through"))
_DETERMINERS = frozenset(("the", "its", "their", "all", "our"))
_MOST_BEFORE, _MOST_AFTER = 4, 3


def find_metrics(text: str, lexicon: Optional[MetricLexicon] = None) -> list[MetricMention]:
    """The metric words of ``text`` in order, longest match, at word edges; none overlap.

    >>> [(m.text, m.metric, m.scope) for m in find_metrics("Livestreaming GMV rose, the gross margin fell.")]
    [('GMV', 'gmv', ('livestreaming',)), ('gross margin', 'margin', ('gross',))]
    """
    return metrics_in(text, words_of(text), lexicon or load_metrics())


def metrics_in(text: str, words: Words, lexicon: MetricLexicon) -> list[MetricMention]:
    """The same, for a text whose words are known."""
    found: list[MetricMention] = []
    qualifiers = {hit.last: hit for hit in _scope_hits(words)}
    begins = {hit.first: hit for hit in qualifiers.values()}
    reached = 0
    for hit in lexicon.words.find(words):
        naming = hit.value[0]
        if naming.strength == "weak" or hit.first < reached:
            continue
        reached = hit.last
        if naming.strength == "none":
            continue
        start, end = words.starts[hit.first], words.ends[hit.last - 1]
        scope = _scope_of(words, hit, qualifiers, begins)
        found.append(
            MetricMention(start=start, end=end, text=text[start:end], metric=naming.metric, scope=scope)
        )
    return found


def _scope_hits(words: Words) -> list[Hit[list[Scope]]]:
    return list(scopes().find(words))


def _scope_of(
    words: Words,
    hit: Hit[list[Naming]],
    ending: dict[int, Hit[list[Scope]]],
    beginning: dict[int, Hit[list[Scope]]],
) -> tuple[str, ...]:
    """Qualifiers within the phrase and right before it, then those after ``from``, ``in`` and the like."""
    metric = hit.value[0].metric
    before: list[str] = []
    at, steps = hit.last, 0
    while at > 0 and steps < _MOST_BEFORE + hit.last - hit.first:
        steps += 1
        scope = ending.get(at)
        name = None if scope is None or at == hit.last else _fitting(scope.value, metric)
        if scope is not None and name is not None:
            before.insert(0, name)
            at = scope.first
        elif at > hit.first or words.lower[at - 1] in _BETWEEN or words.lower[at - 1] in HYPHENS:
            at -= 1
        else:
            break
    return tuple(dict.fromkeys((*before, *_after(words, hit, beginning))))


def _fitting(meanings: Sequence[Scope], metric: str) -> Optional[str]:
    """The qualifier's name where it narrows this metric."""
    fitting = (scope.name for scope in meanings if scope.group != "margin_only" or metric == _MARGIN)
    return next(fitting, None)


def _after(words: Words, hit: Hit[list[Naming]], beginning: dict[int, Hit[list[Scope]]]) -> list[str]:
    at = hit.last
    if at < len(words.lower) and words.lower[at] == "(":
        at += 3  # "gross merchandise volume (GMV) from …"
    if at >= len(words.lower) or words.lower[at] not in _AFTER:
        return []
    at += 1
    if at < len(words.lower) and words.lower[at] in _DETERMINERS:
        at += 1
    names: list[str] = []
    for _ in range(_MOST_AFTER):
        scope = beginning.get(at)
        name = None if scope is None else _fitting(scope.value, hit.value[0].metric)
        if scope is None or name is None:
            break
        names.append(name)
        at = scope.last
    return names
