"""How true the confidences are, and what is left where the less sure claims are left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extract.evaluation.measures import Count, Kind, Measure, resamples

_BINS = 10
_THRESHOLDS = (0.5, 0.7, 0.9)
Judged = tuple[float, bool]


def surer_rows(judged: Sequence[Judged], gold: int) -> Iterator[tuple[str, Kind, Count]]:
    """STRICT of the claims alone that are at least so sure; ``gold`` is how many there are in the gold."""
    for threshold in _THRESHOLDS:
        kept = [right for confidence, right in judged if confidence >= threshold]
        yield f"claims by confidence: {threshold} or more", "f1", Count(sum(kept), len(kept), gold)


def calibration_error(articles: Sequence[Sequence[Judged]], with_interval: bool = True) -> Measure:
    """The expected calibration error of claims: the mean distance, over ten bins of equal width, between how sure the claims of a bin
    are and how many of them are right (Naeini et al. 2015, "Obtaining Well Calibrated Probabilities Using Bayesian Binning").

    ``articles`` holds each article's claims as (confidence, right).
    """
    import numpy

    table = numpy.zeros((len(articles), _BINS, 3))
    for row, judged in enumerate(articles):
        for confidence, right in judged:
            table[row, min(int(confidence * _BINS), _BINS - 1)] += (1.0, confidence, float(right))
    total = table.sum(axis=0)
    count = float(total[:, 0].sum())
    low = high = None
    if with_interval and count:
        drawn = numpy.tensordot(numpy.asarray(resamples(len(articles)), dtype=float), table, axes=1)
        values = sorted(_error(one) for one in drawn if one[:, 0].sum())
        low, high = values[int(0.025 * (len(values) - 1))], values[int(0.975 * (len(values) - 1) + 0.5)]
    return Measure(
        name="claims: calibration error",
        kind="error",
        right=float(total[:, 2].sum()),
        system=count,
        gold=count,
        value=_error(total) if count else None,
        low=low,
        high=high,
    )


def _error(bins: Any) -> float:
    """Bins of (count, sum of confidences, number right) → expected calibration error."""
    return float(abs(bins[:, 1] - bins[:, 2]).sum() / bins[:, 0].sum())
