"""The heads' scores of one gold article, in training and in looking at it."""

from __future__ import annotations

import torch
from articles import ReadArticle
from network import Heads

from extract.language.encoder.labels import CANDIDATES


def scores_of(
    heads: Heads, hidden: torch.Tensor, article: ReadArticle, kept: torch.Tensor
) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
    """The scores of labels and of links; ``kept`` is 0 where a figure's hints are withheld."""
    figures = heads.figures(hidden, article.spans["figures"][article.rows])
    labels = {name: heads.label(name, figures, hints * kept) for name, hints in article.hints.items()}
    links = {}
    for name, group in CANDIDATES.items():
        keys = heads.spans(hidden, article.spans[group])
        some, chosen = article.link_hints[name]
        chosen = chosen * kept[:, None]
        if name == "metric":
            scores = heads.candidates(name, figures, keys, article.steps[name], chosen)
            labels[name] = heads.metric(labels[name], scores, article.metric_classes)
            continue
        scores = heads.pair(name, figures, keys, article.steps[name], (some * kept, chosen))
        if name == "baseline":
            scores = scores.scatter(1, (article.rows + 1)[:, None], -1e4)
        links[name] = scores
    return labels, links


def antecedent_scores(heads: Heads, hidden: torch.Tensor, article: ReadArticle) -> torch.Tensor:
    """Scores of the companies that each coreference may stand for."""
    froms = torch.tensor(list(article.antecedents))
    vectors = heads.figures(hidden, article.spans["companies"][froms])
    near, apart = (step[froms] for step in article.antecedent_steps)
    keys = heads.spans(hidden, article.spans["companies"])
    hints = torch.zeros(len(froms), dtype=torch.long), torch.zeros_like(near)
    scores = heads.pair("antecedent", vectors, keys, (near, apart), hints)
    return torch.cat([scores[:, :1], scores[:, 1:].masked_fill(article.later, -1e4)], dim=1)
