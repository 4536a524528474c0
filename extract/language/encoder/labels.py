"""The labels of the encoder's heads, in the order of their scores, and what each link is chosen from."""

from __future__ import annotations

from functools import cache

from extract.lexicon.metrics import load_metrics

KINDS = ("none", "level", "change", "share", "rank")
STATUSES = ("actual", "target", "forecast", "estimate", "rumour")
DIRECTIONS = ("none", "up", "down")
BASES = ("none", "yoy", "qoq", "mom", "from_figure")
OPENNESS = ("as said", "until", "since", "last day")
NO_HINT = 0
"""The hint of a head where the rules say nothing; their labels follow from 1 on."""

CANDIDATES = {
    "subject": "companies",
    "object": "companies",
    "source": "companies",
    "period": "dates",
    "baseline": "figures",
    "metric": "metrics",
}
"""The mentions among which each link of a figure is chosen."""


@cache
def metric_names() -> tuple[str, ...]:
    """The shipped metrics in the order of the contract, with ``other`` last."""
    names = [name for name in load_metrics().metrics if name != "other"]
    return (*names, "other")


@cache
def label_names() -> dict[str, tuple[object, ...]]:
    """What each label head tells apart."""
    return {
        "kind": KINDS,
        "metric": metric_names(),
        "status": STATUSES,
        "direction": DIRECTIONS,
        "basis": BASES,
        "openness": OPENNESS,
        "negated": (False, True),
        "market": (False, True),
    }
