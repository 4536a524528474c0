"""What the encoder's heads tell of each figure: the likeliest label or candidate of every field, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Optional

import numpy
from msgspec import Struct

from extract.claims.learned.hints import HINT_NONE, Hint, hints_of, label_hints, link_hints, no_hint
from extract.language.encoder.distances import distance_steps, sentence_steps
from extract.language.encoder.heads import Heads, Pairs, softmax
from extract.language.encoder.labels import CANDIDATES, KINDS, label_names
from extract.language.encoder.model import Encoding
from extract.mentions import Mentions
from extract.model import Claim

if TYPE_CHECKING:
    from extract.language.encoder.heads import Floats, Span


class Choice(NamedTuple):
    """What a head chose, and how sure it is."""

    value: Any
    sure: float


class Told(Struct):
    """All that is told of one figure. Links are places in the lists of mentions, null for none."""

    kind: Choice
    metric: Choice
    status: Choice
    direction: Choice
    basis: Choice
    openness: Choice
    negated: Choice
    market: Choice
    subject: Choice
    object: Choice
    source: Choice
    period: Choice
    baseline: Choice


class Group(NamedTuple):
    """The mentions of one list that lie in what was read: their places in it, pieces, and sentences."""

    kept: list[int]
    spans: list[Span]
    sentences: list[int]
    keys: Floats

    def near(self, first: int, last: int) -> Group:
        """Those around a stretch of pieces and those the text opens with."""
        inside = [
            number
            for number, (start, end) in enumerate(self.spans)
            if start < OPENING or (first - BEFORE < end and start < last + BEHIND)
        ]
        if len(inside) == len(self.kept):
            return self
        return Group(
            [self.kept[number] for number in inside],
            [self.spans[number] for number in inside],
            [self.sentences[number] for number in inside],
            self.keys[inside],
        )


MOSTLY = 0.5
"""A baseline likelier than this is one."""
OPENING, BEFORE, BEHIND = 64, 700, 300
"""How far candidates are looked for, in pieces: the opening always, so much before the figures and behind them."""
FARTHEST = 8.0
"""Logits below the best that count as no less likely: of rare labels the heads are surer than they can know."""
AT_ONCE = 510
"""Pieces over which figures are told together, so that the work stays linear in the text."""


def told(
    encoding: Encoding, mentions: Mentions, sentences: Sequence[int], ruled: Sequence[Claim]
) -> dict[int, Told]:
    """What the heads say of each figure that restates no other, by its place.

    ``sentences`` holds the number of the sentence of each character, ``ruled`` what the rules claim.
    """
    heads = encoding.encoder.heads
    groups = {
        name: _group(encoding, heads, getattr(mentions, name), sentences)
        for name in ("figures", "companies", "dates", "metrics")
    }
    classes = _metric_classes(heads, mentions)
    hints = hints_of(ruled, mentions, classes)
    trust = encoding.encoder.trust(len(mentions.figures))
    made: dict[int, Told] = {}
    for places, first, last in _stretches(groups["figures"], mentions):
        near = {name: group.near(first, last) for name, group in groups.items()}
        made |= _told_of(encoding, mentions, near, places, hints, classes, trust)
    return made


def _stretches(figures: Group, mentions: Mentions) -> Iterator[tuple[list[int], int, int]]:
    """The figures to tell of, by stretches of the text: their places, the first and the last piece."""
    places: list[int] = []
    first = last = 0
    for place, span in zip(figures.kept, figures.spans, strict=True):
        if mentions.figures[place].converts is not None:
            continue
        if places and span[1] - first > AT_ONCE:
            yield places, first, last
            places = []
        if not places:
            first = span[0]
        places.append(place)
        last = span[1]
    if places:
        yield places, first, last


def _told_of(
    encoding: Encoding,
    mentions: Mentions,
    groups: dict[str, Group],
    places: list[int],
    ruled: dict[int, Hint],
    classes: tuple[str, ...],
    trust: float,
) -> dict[int, Told]:
    heads = encoding.encoder.heads
    figures = groups["figures"]
    rows = [figures.kept.index(place) for place in places]
    hints = [ruled.get(place, no_hint()) for place in places]
    anchors = heads.anchors(encoding.hidden, [figures.spans[row] for row in rows])
    labels = {name: heads.label(name, anchors, _known(hints, heads, name)) for name in label_names()}
    links: dict[str, Floats] = {}
    for name, group in CANDIDATES.items():
        pairs, some = _pairs(name, figures, rows, groups[group], hints)
        scores = heads.candidates(name, anchors, groups[group].keys, pairs)
        if name == "metric":
            named = [classes.index(mentions.metrics[place].metric) for place in groups[group].kept]
            labels["metric"] = _raised(labels["metric"], scores, named, len(classes))
        else:
            none = numpy.array(some)[:, None] == HINT_NONE
            scores = numpy.concatenate([heads.nothing(name, anchors, some), scores], axis=1)
            links[name] = _trusting(scores, numpy.concatenate([none, pairs.chosen], axis=1), trust)
    probabilities = {}
    for name, scores in labels.items():
        # Hints count from 1 on; none is a column of its own that is left out.
        known = numpy.eye(scores.shape[1] + 1, dtype=numpy.float32)[label_hints(hints, name)][:, 1:]
        probabilities[name] = _trusting(scores, known, trust)
    pairs_told = _told_together(probabilities["kind"], links["baseline"], figures.kept, rows)
    for scores in (probabilities["metric"], links["subject"]):
        _agree(scores, pairs_told)
    names = {**label_names(), "metric": classes}
    made = {}
    for number, place in enumerate(places):
        chosen = {name: _label(names[name], row[number]) for name, row in probabilities.items()}
        for name, row in links.items():
            kept = groups[CANDIDATES[name]].kept
            own = rows[number] if name == "baseline" else None
            chosen[name] = _link(row[number], kept, own, _same(name, mentions, kept))
        made[place] = Told(**chosen)
    return made


def _group(encoding: Encoding, heads: Heads, found: Sequence[Any], sentences: Sequence[int]) -> Group:
    placed = [(n, m, encoding.pieces_of(m.start, m.end)) for n, m in enumerate(found)]
    inside = [(n, m, pieces) for n, m, pieces in placed if pieces is not None]
    spans = [pieces for _, _, pieces in inside]
    numbers = [sentences[m.start] for _, m, _ in inside]
    return Group([n for n, _, _ in inside], spans, numbers, heads.spans(encoding.hidden, spans))


def _pairs(
    name: str, figures: Group, rows: Sequence[int], group: Group, hints: Sequence[Hint]
) -> tuple[Pairs, list[int]]:
    near = distance_steps([figures.spans[row] for row in rows], group.spans)
    apart = sentence_steps([figures.sentences[row] for row in rows], group.sentences)
    some, chosen = link_hints(hints, name, group.kept)
    return Pairs(near, apart, numpy.array(chosen, dtype=numpy.int64).reshape(near.shape)), some


def _metric_classes(heads: Heads, mentions: Mentions) -> tuple[str, ...]:
    """The metrics that can be told: those of the head, and the user's own where a mention names them."""
    named = dict.fromkeys(mention.metric for mention in mentions.metrics)
    return (*heads.metrics, *(metric for metric in named if metric not in heads.metrics))


def _known(hints: Sequence[Hint], heads: Heads, name: str) -> list[int]:
    """The hints of a label; the head knows nothing of the user's own metrics."""
    places = label_hints(hints, name)
    return [place if name != "metric" or place <= len(heads.metrics) else 0 for place in places]


def _trusting(scores: Floats, ruled: Floats, trust: float) -> Floats:
    """Probabilities from scores, with the rules' own answers raised; where they are trusted, no answer of theirs is beyond reach."""
    if trust > 0:
        scores = numpy.maximum(scores, scores.max(axis=1, keepdims=True) - FARTHEST) + trust * ruled
    return softmax(scores)


def _told_together(
    kinds: Floats, baselines: Floats, kept: Sequence[int], rows: Sequence[int]
) -> list[tuple[int, int]]:
    """Rows of levels and changes with the row of the value that each is told against: the same thing of the same firm."""
    row_of = {kept[row]: number for number, row in enumerate(rows)}
    found = []
    for number, (kind, scores) in enumerate(zip(kinds, baselines, strict=True)):
        best = int(scores.argmax())
        if KINDS[int(kind.argmax())] in ("level", "change") and best and scores[best] > MOSTLY:
            other = row_of.get(kept[best - 1])
            if other is not None and other != number and KINDS[int(kinds[other].argmax())] == "level":
                found.append((number, other))
    return found


def _agree(probabilities: Floats, pairs: Sequence[tuple[int, int]]) -> None:
    """Give the rows of each group that ``pairs`` make the geometric mean of their probabilities."""
    group = list(range(len(probabilities)))
    for one, other in pairs:
        old, new = group[one], group[other]
        group = [new if place == old else place for place in group]
    for place in {group[one] for one, _ in pairs}:
        members = [row for row, of in enumerate(group) if of == place]
        logs = numpy.log(numpy.maximum(probabilities[members], 1e-9)).mean(axis=0, keepdims=True)
        probabilities[members] = softmax(logs)


def _raised(scores: Floats, candidates: Floats, classes: Sequence[int], count: int) -> Floats:
    """The metric head's scores raised by the mentions that name each metric."""
    more = numpy.full((len(scores), count - scores.shape[1]), -1e4, dtype=numpy.float32)
    raised = numpy.concatenate([scores, more], axis=1)
    for column, metric in enumerate(classes):
        raised[:, metric] = numpy.logaddexp(raised[:, metric], candidates[:, column])
    return raised


def _same(name: str, mentions: Mentions, kept: Sequence[int]) -> list[object]:
    """What candidates count as one: mentions of one company, dates of the same days."""
    if name in ("subject", "object", "source"):
        return [mentions.companies[place].id for place in kept]
    if name == "period":
        return [(mentions.dates[place].first, mentions.dates[place].last) for place in kept]
    return list(kept)


def _label(names: Sequence[object], row: Floats) -> Choice:
    best = int(row.argmax())
    return Choice(names[best], float(row[best]))


def _link(row: Floats, kept: Sequence[int], own: Optional[int], same: Sequence[object]) -> Choice:
    """The best candidate: of those that count as one and have the most probability together, the likeliest."""
    votes: dict[object, float] = {}
    for number, group in enumerate(same):
        if number != own:
            votes[group] = votes.get(group, 0.0) + float(row[number + 1])
    best = max(votes, key=lambda group: votes[group], default=None)
    if best is None or votes[best] <= float(row[0]):
        return Choice(None, float(row[0]))
    members = [number for number, group in enumerate(same) if group == best and number != own]
    return Choice(kept[max(members, key=lambda number: row[number + 1])], votes[best])
