"""Gold articles as the network reads them: pieces, spans of mentions in pieces, the rules' hints, targets."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy
import torch
from pieces import Pieces, Reader, allowed_tags
from tags import TAGS
from targets import FigureTargets, targets_of

from extract.claims.assemble import link
from extract.claims.learned.hints import hints_of, label_hints, link_hints, no_hint
from extract.language.encoder.distances import distance_steps, sentence_steps
from extract.language.encoder.labels import CANDIDATES, label_names, metric_names
from extract.language.sentences import sentence_spans
from extract.lexicon.metrics import load_metrics
from extract.mentions import Mentions
from extract.mentions.metrics import find_metrics
from extract.model import Article, Record

UNSEEN = ("PUBLIC", "PERSON", "PLACE", "OTHER")
"""Kinds of names that gold articles don't mark."""


@dataclass
class ReadArticle:
    """One gold article. Spans are (first, last) pieces; steps and hints have a row a figure with a target, a column a candidate."""

    id: str
    pieces: Pieces
    allowed: numpy.ndarray  # type: ignore[type-arg]
    spans: dict[str, torch.Tensor]
    rows: torch.Tensor
    steps: dict[str, tuple[torch.Tensor, torch.Tensor]]
    hints: dict[str, torch.Tensor]
    link_hints: dict[str, tuple[torch.Tensor, torch.Tensor]]
    metric_classes: torch.Tensor
    antecedent_steps: tuple[torch.Tensor, torch.Tensor]
    targets: list[FigureTargets]
    antecedents: dict[int, list[int]]
    later: torch.Tensor

    def allowed_best(self, kind: str) -> list[str]:
        """The gold tags of one kind of mention, a tag a piece."""
        return [
            next((TAGS[i] for i in range(len(TAGS)) if row[i] and TAGS[i].endswith(kind) and not row[0]), "O")
            for row in self.allowed
        ]


def read_article(record: Record, reader: Reader) -> ReadArticle | None:
    """The article, or None where its mentions reach beyond what the encoder reads at once."""
    pieces = reader.read(record.text)
    read_to = max(end for _, end in pieces.offsets)
    if max((m.end for m in (*record.figures, *record.companies, *record.dates)), default=0) > read_to:
        return None
    metrics = tuple(m for m in find_metrics(record.text, load_metrics()) if m.end <= read_to)
    mentions = Mentions(
        companies=record.companies, dates=record.dates, figures=record.figures, metrics=metrics
    )
    bounds = sentence_spans(record.text)
    starts = [start for start, _ in bounds]

    def span(mention) -> tuple[int, int]:  # type: ignore[no-untyped-def]
        inside = [
            i for i, (a, b) in enumerate(pieces.offsets) if a < b and a < mention.end and mention.start < b
        ]
        return inside[0], inside[-1]

    names = ("figures", "companies", "dates", "metrics")
    groups = {name: [span(m) for m in getattr(mentions, name)] for name in names}
    places = {name: [bisect_right(starts, m.start) for m in getattr(mentions, name)] for name in names}
    targets = targets_of(record)
    rows = [target.figure for target in targets]

    def steps(of: str, froms: list[int], to: str) -> tuple[torch.Tensor, torch.Tensor]:
        near = distance_steps([groups[of][a] for a in froms], groups[to])
        apart = sentence_steps([places[of][a] for a in froms], places[to])
        return torch.from_numpy(near), torch.from_numpy(apart)

    article = Article(id=record.id, text=record.text, published=record.published)
    ruled = hints_of(link(record.text, bounds, article, mentions), mentions, metric_names())
    hints = [ruled.get(place, no_hint()) for place in rows]
    links = {name: link_hints(hints, name, range(len(groups[to]))) for name, to in CANDIDATES.items()}
    return ReadArticle(
        id=record.id,
        pieces=pieces,
        allowed=allowed_tags(pieces, _outermost(record), UNSEEN),
        spans={name: torch.tensor(found, dtype=torch.long).reshape(-1, 2) for name, found in groups.items()},
        rows=torch.tensor(rows, dtype=torch.long),
        steps={name: steps("figures", rows, to) for name, to in CANDIDATES.items()},
        hints={name: torch.tensor(label_hints(hints, name), dtype=torch.long) for name in label_names()},
        link_hints={
            name: (
                torch.tensor(some, dtype=torch.long),
                torch.tensor(chosen, dtype=torch.long).reshape(len(rows), -1),
            )
            for name, (some, chosen) in links.items()
        },
        metric_classes=torch.tensor(
            [metric_names().index(mention.metric) for mention in metrics], dtype=torch.long
        ),
        antecedent_steps=steps("companies", list(range(len(record.companies))), "companies"),
        targets=targets,
        antecedents=_antecedents(record),
        later=torch.tensor(_later(record), dtype=torch.bool),
    )


def _outermost(record: Record) -> list[tuple[int, int, tuple[str, ...]]]:
    """Company mentions as tagged; one inside another ("its" in "its rival") would break the outer one's tags."""
    marked = [
        (c.start, c.end, ("COREFERENCE" if c.coref else "COMPANY",))
        for c in sorted(record.companies, key=lambda c: (c.coref, c.start - c.end))
    ]
    return [m for m in marked if not any(o is not m and o[0] <= m[0] and m[1] <= o[1] for o in marked)]


def _antecedents(record: Record) -> dict[int, list[int]]:
    """For each coreference the other mentions of its company, names anywhere and coreferences before it."""
    found: dict[int, list[int]] = {}
    for place, company in enumerate(record.companies):
        if company.coref:
            others = [
                i
                for i, other in enumerate(record.companies)
                if other.id == company.id and (not other.coref or other.start < company.start)
            ]
            if others:
                found[place] = others
    return found


def _later(record: Record) -> list[list[bool]]:
    """For each coreference of ``_antecedents`` whether a mention is none it may stand for: itself and coreferences behind it."""
    return [
        [other.coref and other.start >= record.companies[place].start for other in record.companies]
        for place in _antecedents(record)
    ]
