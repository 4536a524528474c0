"""What is told of mentions from the encoder's vectors: labels, and links by scoring pairs. Plain numbers, applied with numpy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extract.language.encoder.distances import Steps

    Floats = NDArray[numpy.float32]

Span = tuple[int, int]


class Pairs(NamedTuple):
    """Of every anchor (row) and candidate (column): steps of distance in pieces and in sentences, and 1 where the rules chose it."""

    near: Steps
    apart: Steps
    chosen: Steps


class Heads:
    """The heads' weights. ``metrics`` are the names of the metric head's scores."""

    def __init__(self, path: Path, metrics: tuple[str, ...]) -> None:
        with numpy.load(path, allow_pickle=False) as arrays:
            self._weights: dict[str, Floats] = {
                name: arrays[name].astype(numpy.float32) for name in arrays.files
            }
        self.metrics = metrics

    def spans(self, hidden: Floats, spans: list[Span]) -> Floats:
        """First and last vector of each (first, last) piece."""
        places = numpy.array(spans, dtype=numpy.int64).reshape(-1, 2)
        joined: Floats = numpy.concatenate([hidden[places[:, 0]], hidden[places[:, 1]]], axis=1)
        return joined

    def anchors(self, hidden: Floats, spans: list[Span]) -> Floats:
        """The vectors that labels and links are told from."""
        return _gelu(self._linear("figure", self.spans(hidden, spans)))

    def label(self, name: str, anchors: Floats, hints: Sequence[int]) -> Floats:
        """Scores of a head's labels, a row an anchor; ``hints`` holds the place of the rules' label from 1 on, 0 for none."""
        scores = self._linear(f"labels.{name}", anchors)
        scores += self._weights[f"ruled.{name}.weight"][numpy.array(hints)]
        return scores

    def candidates(self, name: str, anchors: Floats, keys: Floats, pairs: Pairs) -> Floats:
        """Scores of each candidate, a row an anchor."""
        if not len(keys):
            return numpy.zeros((len(anchors), 0), dtype=numpy.float32)
        mixed = self._linear(f"query.{name}", anchors)[:, None] + self._linear(f"key.{name}", keys)[None]
        mixed += self._weights[f"near.{name}.weight"][pairs.near]
        mixed += self._weights[f"apart.{name}.weight"][pairs.apart]
        mixed += self._weights[f"ruled.pair_{name}.weight"][pairs.chosen]
        scores: Floats = self._linear(f"score.{name}", numpy.tanh(mixed))[..., 0]
        return scores

    def nothing(self, name: str, anchors: Floats, hints: Sequence[int]) -> Floats:
        """The score of "none of the candidates", a row an anchor; ``hints`` says whether the rules have one."""
        scores = self._linear(f"nothing.{name}", anchors)
        scores += self._weights[f"ruled_nothing.{name}.weight"][numpy.array(hints)]
        return scores

    def _linear(self, name: str, values: Any) -> Floats:
        result: Floats = values @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return result


def softmax(scores: Any) -> Floats:
    """Probabilities from scores, over the last axis."""
    raised = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return result


def _gelu(values: Any) -> Floats:
    """The exact form, as trained, by the error function's approximation of Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    scaled = values / numpy.sqrt(2.0)
    sign, size = numpy.sign(scaled), numpy.abs(scaled)
    t = 1.0 / (1.0 + 0.3275911 * size)
    poly = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    result: Floats = (0.5 * values * (1.0 + sign * (1.0 - poly * numpy.exp(-size * size)))).astype(
        numpy.float32
    )
    return result
