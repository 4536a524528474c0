"""Stage one: the encoder learns names from the entity sentences.

python models/recipe/encoder/pretrain.py --data ../shared/training --base FOLDER --out FILE
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

import numpy
import torch

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[3]))
from network import Encoder, partial_loss
from pieces import Reader, allowed_tags
from sentences import tagged_sentences
from tags import TAGS

PIECES_A_BATCH = 2000


def batches(examples, chance: random.Random):  # type: ignore[no-untyped-def]
    """Lists of examples of like length, of at most so many pieces with their padding, in random order."""
    order = sorted(range(len(examples)), key=lambda i: (len(examples[i][0].ids), chance.random()))
    made, batch = [], []
    for i in order:
        longest = max(len(examples[i][0].ids), max((len(examples[j][0].ids) for j in batch), default=0))
        if batch and longest * (len(batch) + 1) > PIECES_A_BATCH:
            made.append(batch)
            batch = []
        batch.append(i)
    made.append(batch)
    chance.shuffle(made)
    return made


def tensors(examples, batch):  # type: ignore[no-untyped-def]
    """Ids, shapes, mask and allowed tags, padded."""
    size = max(len(examples[i][0].ids) for i in batch)
    ids, shapes, mask = (torch.zeros((len(batch), size), dtype=torch.long) for _ in range(3))
    allowed = torch.zeros((len(batch), size, len(TAGS)), dtype=torch.bool)
    allowed[:, :, 0] = True
    for row, i in enumerate(batch):
        pieces, tags = examples[i]
        length = len(pieces.ids)
        ids[row, :length] = torch.tensor(pieces.ids)
        shapes[row, :length] = torch.tensor(pieces.shapes)
        mask[row, :length] = 1
        allowed[row, :length] = torch.from_numpy(tags)
    return ids, shapes, mask, allowed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=2.0)
    parser.add_argument("--layers", type=int)
    given = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(2)
    chance = random.Random(0)
    reader = Reader(given.base / "tokenizer.json")
    examples = []
    for one in tagged_sentences(given.data):
        pieces = reader.read(one.text)
        examples.append((pieces, allowed_tags(pieces, one.spans, one.unseen)))
    network = Encoder(given.base, given.layers)
    fresh = [p for n, p in network.named_parameters() if not n.startswith("bert.") and p.requires_grad]
    tuned = [p for n, p in network.named_parameters() if n.startswith("bert.") and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": tuned, "lr": 1e-4}, {"params": fresh, "lr": 1e-3}], weight_decay=0.01
    )
    plan = []
    for _ in range(int(numpy.ceil(given.epochs))):
        plan += batches(examples, chance)
    plan = plan[: int(len(plan) * given.epochs / numpy.ceil(given.epochs))]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / 200, max(0.02, 1 - step / len(plan)))
    )
    print(len(examples), "sentences", len(plan), "steps", flush=True)
    began, total = time.time(), 0.0
    network.train()
    for step, batch in enumerate(plan, 1):
        ids, shapes, mask, allowed = tensors(examples, batch)
        _, scores = network(ids, shapes, mask)
        loss = partial_loss(scores, allowed, mask)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total += loss.item()
        if step % 100 == 0:
            print(step, round(total / 100, 4), round(time.time() - began), "s", flush=True)
            total = 0.0
    torch.save(network.state_dict(), given.out)


if __name__ == "__main__":
    main()
