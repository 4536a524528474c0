"""Stages two and three: on gold articles, and then on plain sentences too, the encoder learns companies, coreferences and what belongs to each figure.

python models/recipe/encoder/finetune.py --gold corpus/gold --data ../shared/training --base FOLDER --weights FILE --out FILE [--plain 480]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[3]))
from articles import ReadArticle, read_article
from looking import how_right
from network import Encoder, Heads, partial_loss
from pieces import Reader, allowed_tags
from pretrain import batches, tensors
from scoring import antecedent_scores, scores_of
from sentences import tagged_sentences
from synthetic import synthetic_records
from torch.nn import functional

from extract.evaluation.gold import read_gold

ARTICLES_A_STEP, TEXTS_A_STEP = 2, 12
WEIGHT_OF_TAGS = 3
HINTS_LEFT_OUT = 0.15
"""The part of the figures whose hints are withheld in training, so that the encoder learns to do without."""


def article_losses(heads: Heads, hidden: torch.Tensor, article: ReadArticle) -> dict[str, torch.Tensor]:
    """The losses of one article, each a mean over its figures."""
    losses: dict[str, torch.Tensor] = {}
    if not len(article.rows):
        return losses
    kept = (torch.rand(len(article.rows)) >= HINTS_LEFT_OUT).long()
    labels, links = scores_of(heads, hidden, article, kept)
    for name, scores in labels.items():
        if name == "market":
            pairs = [(i, int(t.market)) for i, t in enumerate(article.targets) if t.claimed]
        else:
            pairs = [(i, t.labels[name]) for i, t in enumerate(article.targets) if name in t.labels]
        if pairs:
            places, right = (torch.tensor(column) for column in zip(*pairs, strict=True))
            losses[name] = functional.cross_entropy(scores[places], right)
    for name, scores in links.items():
        wanted = [
            (i, right)
            for i, t in enumerate(article.targets)
            if (right := getattr(t, name)) and t.claimed and not (name == "subject" and t.market)
        ]
        if wanted:
            logs = torch.log_softmax(scores, dim=1)
            losses[name] = torch.stack(
                [-torch.logsumexp(logs[i, right], dim=0) for i, right in wanted]
            ).mean()
    if article.antecedents:
        logs = torch.log_softmax(antecedent_scores(heads, hidden, article), dim=1)
        rights = [[place + 1 for place in found] for found in article.antecedents.values()]
        losses["antecedent"] = torch.stack(
            [-torch.logsumexp(logs[i, r], dim=0) for i, r in enumerate(rights)]
        ).mean()
    return losses


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help="those of the stage before")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument(
        "--rates", type=float, nargs=2, default=(1.0, 0.2), help="of learning, first and last"
    )
    parser.add_argument("--plain", type=int, default=0, help="texts of plain sentences in each epoch")
    parser.add_argument("--mean", type=int, default=0, help="epochs at the end whose weights' mean is kept")
    given = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(2)
    chance = random.Random(0)
    reader = Reader(given.base / "tokenizer.json")
    articles, looked_at = (read_split(given.gold / f"{split}.jsonl", reader) for split in ("train", "dev"))
    sentences = []
    for one in tagged_sentences(given.data):
        pieces = reader.read(one.text)
        sentences.append((pieces, allowed_tags(pieces, one.spans, one.unseen)))
    encoder = Encoder(given.base)
    heads = Heads(encoder.bert.config.hidden_size)
    load_weights(encoder, heads, given.weights)
    tuned = [p for n, p in encoder.named_parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": tuned, "lr": 1.5e-4}, {"params": list(heads.parameters()), "lr": 2e-3}], weight_decay=0.01
    )
    steps = given.epochs * (len(articles) // ARTICLES_A_STEP + given.plain // TEXTS_A_STEP + 1)
    first, last = given.rates
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / 100, 1.0) * max(last, first + (last - first) * step / steps)
    )
    replay = cycle(batches(sentences, chance))
    print(len(articles), "articles", steps, "steps", flush=True)
    began = time.time()
    mean: dict[str, torch.Tensor] = {}
    taken = 0
    for epoch in range(1, given.epochs + 1):
        encoder.train()
        heads.train()
        sums: dict[str, float] = {}
        plan = [*chunks(articles, ARTICLES_A_STEP, chance)]
        if given.plain:
            # Fresh ones in every epoch: there is no end of them.
            plain = [read_article(one, reader) for one in synthetic_records(given.plain, seed=epoch)]
            plan += chunks([one for one in plain if one is not None], TEXTS_A_STEP, chance)
            chance.shuffle(plan)
        for number, chosen in enumerate(plan):
            loss = batch_loss(encoder, heads, chosen, sums)
            if number % 8 == 0:
                batch = tensors(sentences, next(replay))
                loss = loss + partial_loss(encoder(*batch[:3])[1], batch[3], batch[2])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*encoder.parameters(), *heads.parameters()], 1.0)
            optimizer.step()
            schedule.step()
            if given.mean and epoch > given.epochs - given.mean and number % 4 == 0:
                taken += 1
                add_to_mean(mean, encoder, heads, taken)
        losses = {name: round(value / len(articles), 3) for name, value in sums.items()}
        print(epoch, losses, round(time.time() - began), "s", flush=True)
        if epoch % 4 == 0 or epoch == given.epochs or given.plain:
            print("dev", how_right(encoder, heads, looked_at), flush=True)
            torch.save({"encoder": encoder.state_dict(), "heads": heads.state_dict()}, given.out)
    if mean:
        for module, name in ((encoder, "encoder"), (heads, "heads")):
            module.load_state_dict({key: mean[f"{name}.{key}"] for key in module.state_dict()})
        print("mean", how_right(encoder, heads, looked_at), flush=True)
        torch.save({"encoder": encoder.state_dict(), "heads": heads.state_dict()}, given.out)


def add_to_mean(mean: dict[str, torch.Tensor], encoder: Encoder, heads: Heads, taken: int) -> None:
    """Count the weights as they are into the mean of those taken so far."""
    with torch.no_grad():
        for module, name in ((encoder, "encoder"), (heads, "heads")):
            for key, value in module.state_dict().items():
                kept = mean.setdefault(f"{name}.{key}", torch.zeros_like(value, dtype=torch.float32))
                kept += (value - kept) / taken


def read_split(path: Path, reader: Reader) -> list[ReadArticle]:
    """The gold articles that fit into what the encoder reads at once."""
    read = (read_article(one.record, reader) for one in read_gold(path))
    return [article for article in read if article is not None]


def batch_loss(
    encoder: Encoder, heads: Heads, chosen: list[ReadArticle], sums: dict[str, float]
) -> torch.Tensor:
    """The loss of some articles; ``sums`` gets each part's sum over the articles."""
    ids, shapes, mask, allowed = tensors([(a.pieces, a.allowed) for a in chosen], range(len(chosen)))
    hidden, scores = encoder(ids, shapes, mask)
    tags = partial_loss(scores, allowed, mask)
    sums["tags"] = sums.get("tags", 0.0) + tags.item() * len(chosen)
    loss = tags * WEIGHT_OF_TAGS
    for row, article in enumerate(chosen):
        for name, part in article_losses(heads, hidden[row], article).items():
            loss = loss + part / len(chosen)
            sums[name] = sums.get(name, 0.0) + part.item()
    return loss


def chunks(articles: list[ReadArticle], size: int, chance: random.Random) -> Iterator[list[ReadArticle]]:
    """All of them in random order, so many at once."""
    mixed = chance.sample(articles, len(articles))
    for start in range(0, len(mixed), size):
        yield mixed[start : start + size]


def load_weights(encoder: Encoder, heads: Heads, path: Path) -> None:
    """The weights of the stage before; of stage one, rows for tags that it didn't know stay as they are."""
    state = torch.load(path, weights_only=True)
    if "heads" in state:
        heads.load_state_dict(state["heads"])
        encoder.load_state_dict(state["encoder"])
        return
    for name in ("tags.weight", "tags.bias"):
        known, fresh = state[name], encoder.state_dict()[name].clone()
        fresh[: len(known)] = known
        state[name] = fresh
    encoder.load_state_dict(state)


if __name__ == "__main__":
    main()
