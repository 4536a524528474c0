"""The encoder and its heads in PyTorch."""

from __future__ import annotations

from pathlib import Path

import torch
from tags import TAGS
from torch import nn
from transformers import BertConfig, BertModel

from extract.language.encoder.distances import DISTANCES, SENTENCES_APART
from extract.language.encoder.labels import CANDIDATES, label_names
from extract.language.encoder.shapes import SHAPES


class Encoder(nn.Module):
    """A pretrained BERT whose pieces also carry the shape of their word, with a head that tags mentions."""

    def __init__(self, folder: Path, layers: int | None = None) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(folder)
        if layers is not None:
            config.num_hidden_layers = layers
        config._attn_implementation = "eager"
        self.bert = BertModel.from_pretrained(folder, config=config, add_pooling_layer=False)
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        size = config.hidden_size
        self.shapes = nn.Embedding(len(SHAPES), size)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.tags = nn.Linear(size, len(TAGS))
        self.dropout = nn.Dropout(0.1)

    def hidden(self, ids: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The last layer's vectors."""
        words = self.bert.embeddings.word_embeddings(ids) + self.shapes(shapes)
        return self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state

    def forward(
        self, ids: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Vectors and tag scores."""
        hidden = self.hidden(ids, shapes, mask)
        return hidden, self.tags(self.dropout(hidden))


LABELS = {name: len(labels) for name, labels in label_names().items()}
PAIRS = (*CANDIDATES, "antecedent")
WIDTH = 256
PAIR_WIDTH = 128
HINTS_OF_LINK = 3


class Heads(nn.Module):
    """What is told of a figure: labels from its own vector, and links to other mentions by scoring each pair.

    Both are also given the rules' answer: ``ruled`` and ``ruled_nothing`` learn how much it is worth.
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self.figure = nn.Linear(2 * size, WIDTH)
        self.dropout = nn.Dropout(0.2)
        self.labels = nn.ModuleDict({name: nn.Linear(WIDTH, count) for name, count in LABELS.items()})
        self.ruled = nn.ModuleDict(
            {name: nn.Embedding(count + 1, count) for name, count in LABELS.items()}
            | {f"pair_{name}": nn.Embedding(2, PAIR_WIDTH) for name in PAIRS}
        )
        self.query = nn.ModuleDict({name: nn.Linear(WIDTH, PAIR_WIDTH) for name in PAIRS})
        self.key = nn.ModuleDict({name: nn.Linear(2 * size, PAIR_WIDTH) for name in PAIRS})
        self.near = nn.ModuleDict({name: nn.Embedding(len(DISTANCES), PAIR_WIDTH) for name in PAIRS})
        self.apart = nn.ModuleDict({name: nn.Embedding(len(SENTENCES_APART), PAIR_WIDTH) for name in PAIRS})
        self.score = nn.ModuleDict({name: nn.Linear(PAIR_WIDTH, 1) for name in PAIRS})
        self.nothing = nn.ModuleDict({name: nn.Linear(WIDTH, 1) for name in PAIRS})
        self.ruled_nothing = nn.ModuleDict({name: nn.Embedding(HINTS_OF_LINK, 1) for name in PAIRS})
        for name in LABELS:
            nn.init.zeros_(self.ruled[name].weight)
        for name in PAIRS:
            nn.init.normal_(self.ruled[f"pair_{name}"].weight, std=0.1)
            nn.init.zeros_(self.ruled_nothing[name].weight)

    def spans(self, hidden: torch.Tensor, spans: torch.Tensor) -> torch.Tensor:
        """First and last vector of each (first, last) piece."""
        return torch.cat([hidden[spans[:, 0]], hidden[spans[:, 1]]], dim=-1)

    def figures(self, hidden: torch.Tensor, spans: torch.Tensor) -> torch.Tensor:
        """The vectors that labels and links are told from."""
        return self.dropout(torch.nn.functional.gelu(self.figure(self.spans(hidden, spans))))

    def label(self, name: str, figures: torch.Tensor, hints: torch.Tensor) -> torch.Tensor:
        """Scores of a head's labels, a row a figure; ``hints`` holds the place of the rules' label from 1 on."""
        return self.labels[name](figures) + self.ruled[name](hints)

    def candidates(
        self,
        name: str,
        figures: torch.Tensor,
        keys: torch.Tensor,
        steps: tuple[torch.Tensor, torch.Tensor],
        chosen: torch.Tensor,
    ) -> torch.Tensor:
        """Scores of each candidate, a row a figure; ``chosen`` marks the rules' own."""
        mixed = self.query[name](figures)[:, None] + self.key[name](keys)[None]
        mixed = mixed + self.near[name](steps[0]) + self.apart[name](steps[1])
        mixed = mixed + self.ruled[f"pair_{name}"](chosen)
        return self.score[name](torch.tanh(mixed)).squeeze(-1)

    def pair(
        self,
        name: str,
        figures: torch.Tensor,
        keys: torch.Tensor,
        steps: tuple[torch.Tensor, torch.Tensor],
        hints: tuple[torch.Tensor, torch.Tensor],
    ) -> torch.Tensor:
        """Scores of "none" and of each candidate, a row a figure; ``hints`` says whether the rules have one, and which."""
        nothing = self.nothing[name](figures) + self.ruled_nothing[name](hints[0])
        return torch.cat([nothing, self.candidates(name, figures, keys, steps, hints[1])], dim=1)

    def metric(self, scores: torch.Tensor, candidates: torch.Tensor, classes: torch.Tensor) -> torch.Tensor:
        """The metric head's scores raised by the mentions that name each metric."""
        raised = [scores]
        for place, metric in enumerate(classes.tolist()):
            column = torch.full_like(scores, -1e4)
            column[:, metric] = candidates[:, place]
            raised.append(column)
        return torch.logsumexp(torch.stack(raised), dim=0)


def partial_loss(scores: torch.Tensor, allowed: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Minus the log of the probability that a piece has one of its allowed tags, averaged over the pieces."""
    logs = torch.log_softmax(scores, dim=-1).masked_fill(~allowed, -1e4)
    losses = -torch.logsumexp(logs, dim=-1)
    return (losses * mask).sum() / mask.sum()
