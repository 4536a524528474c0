"""Texts as word pieces with the shape of the word each belongs to, as the encoder reads them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy
from tags import INDEX, KINDS, TAGS
from tokenizers import Tokenizer

from extract.language.encoder.shapes import shapes_of

LONGEST = 510


class Pieces(NamedTuple):
    """Piece ids with [CLS] and [SEP], word shapes, and each piece's stretch of the text."""

    ids: list[int]
    shapes: list[int]
    offsets: list[tuple[int, int]]


class Reader:
    """Cuts texts into pieces."""

    def __init__(self, tokenizer: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def read(self, text: str) -> Pieces:
        """The pieces of a text, at most ``LONGEST`` between the marks."""
        encoded = self.tokenizer.encode(text)
        ids, offsets = encoded.ids, encoded.offsets
        if len(ids) > LONGEST + 2:
            ids, offsets = [*ids[: LONGEST + 1], ids[-1]], [*offsets[: LONGEST + 1], (0, 0)]
        return Pieces(list(ids), shapes_of(text, offsets), list(offsets))


def allowed_tags(pieces: Pieces, spans, unseen: tuple[str, ...]) -> numpy.ndarray:  # type: ignore[type-arg, no-untyped-def]
    """Which tags each piece may have: one row a piece, one column a tag."""
    allowed = numpy.zeros((len(pieces.ids), len(TAGS)), dtype=bool)
    outside = [INDEX["O"], *(INDEX[f"{part}-{kind}"] for kind in unseen for part in "BI")]
    allowed[:, outside] = True
    allowed[0], allowed[-1] = False, False
    allowed[0, 0] = allowed[-1, 0] = True
    for start, end, kinds in spans:
        inside = [i for i, (a, b) in enumerate(pieces.offsets) if a < b and a < end and start < b]
        for place, i in enumerate(inside):
            allowed[i] = False
            for kind in kinds:
                allowed[i, INDEX[f"{'I' if place else 'B'}-{kind}"]] = True
    return allowed


__all__ = ["KINDS", "LONGEST", "Pieces", "Reader", "allowed_tags"]
