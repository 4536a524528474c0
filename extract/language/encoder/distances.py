"""How far a candidate is from the figure it may belong to, in steps that the heads know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Steps = NDArray[numpy.int64]

_EDGES = (2, 4, 7, 12, 20, 35, 60, 120)
DISTANCES = tuple(range(2 * len(_EDGES) + 2))
SENTENCES_APART = tuple(range(9))
_FARTHEST = len(SENTENCES_APART) // 2


def distance_steps(figures: Sequence[tuple[int, int]], candidates: Sequence[tuple[int, int]]) -> Steps:
    """The steps of the pieces between (first, last) pieces, a row a figure; candidates before the figure come first."""
    ours = numpy.array(figures, dtype=numpy.int64).reshape(-1, 1, 2)
    theirs = numpy.array(candidates, dtype=numpy.int64).reshape(1, -1, 2)
    before = theirs[..., 0] < ours[..., 0]
    gap = numpy.where(before, ours[..., 0] - theirs[..., 1], theirs[..., 0] - ours[..., 1])
    steps: Steps = numpy.searchsorted(_EDGES, gap) + numpy.where(before, 0, len(_EDGES) + 1)
    return steps


def sentence_steps(figures: Sequence[int], candidates: Sequence[int]) -> Steps:
    """The steps of the sentences from figures (rows) to candidates: 4 is the same one."""
    apart = (
        numpy.array(candidates, dtype=numpy.int64)[None] - numpy.array(figures, dtype=numpy.int64)[:, None]
    )
    steps: Steps = numpy.clip(apart, -_FARTHEST, _FARTHEST) + _FARTHEST
    return steps
