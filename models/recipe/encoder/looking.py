"""How right the heads are on gold articles with gold mentions: a look while training."""

from __future__ import annotations

from collections import Counter

import torch
from articles import ReadArticle
from network import Encoder, Heads
from pretrain import tensors
from scoring import antecedent_scores, scores_of
from tags import TAGS


def how_right(encoder: Encoder, heads: Heads, articles: list[ReadArticle]) -> dict[str, float]:
    """The part of the claims for which each head is right; of mentions the F1 by piece spans."""
    encoder.eval()
    heads.eval()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    with torch.no_grad():
        for article in articles:
            ids, shapes, mask, _ = tensors([(article.pieces, article.allowed)], range(1))
            hidden, scores = encoder(ids, shapes, mask)
            _mentions(article, scores[0].argmax(-1).tolist(), found)
            if len(article.rows):
                _figures(heads, hidden[0], article, right, total)
            if article.antecedents:
                best = antecedent_scores(heads, hidden[0], article).argmax(1).tolist()
                total["antecedent"] += len(best)
                right["antecedent"] += sum(
                    g - 1 in want for g, want in zip(best, article.antecedents.values(), strict=True)
                )
    rates = {name: round(right[name] / total[name], 3) for name in total}
    for kind in ("COMPANY", "COREFERENCE"):
        rates[f"{kind} F1"] = round(2 * found[kind, "both"] / max(1, found[kind, "any"]), 3)  # type: ignore[index]
    return rates


def _mentions(article: ReadArticle, best: list[int], found: Counter) -> None:  # type: ignore[type-arg]
    for kind in ("COMPANY", "COREFERENCE"):
        want = _spans(article.allowed_best(kind))
        got = _spans([TAGS[i] if TAGS[i].endswith(kind) else "O" for i in best])
        found[kind, "both"] += len(want & got)
        found[kind, "any"] += len(want) + len(got)


def _figures(
    heads: Heads, hidden: torch.Tensor, article: ReadArticle, right: Counter, total: Counter
) -> None:  # type: ignore[type-arg]
    labels, links = scores_of(heads, hidden, article, torch.ones(len(article.rows), dtype=torch.long))
    for name, scores in labels.items():
        for guess, target in zip(scores.argmax(-1).tolist(), article.targets, strict=True):
            want = int(target.market) if name == "market" else target.labels.get(name)
            if want is not None and (target.claimed or name == "kind"):
                total[name] += 1
                right[name] += guess == want
    for name, scores in links.items():
        for guess, target in zip(scores.argmax(-1).tolist(), article.targets, strict=True):
            want = getattr(target, name)
            if target.claimed and want and not (name == "subject" and target.market):
                total[name] += 1
                right[name] += guess in want
                if want != [0]:
                    total[f"{name} if any"] += 1
                    right[f"{name} if any"] += guess in want


def _spans(tags: list[str]) -> set[tuple[int, int]]:
    found, start = set(), None
    for place, tag in enumerate([*tags, "O"]):
        if not tag.startswith("I") and start is not None:
            found.add((start, place))
            start = None
        if tag.startswith("B") or (tag.startswith("I") and start is None):
            start = place
    return found
