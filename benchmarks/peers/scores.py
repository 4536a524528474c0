"""How answers are scored: values and money of figures, days of dates, one to one."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, Optional

Amount = tuple[float, float, Optional[str]]


def of_ours(task: str, mentions: Sequence[Any]) -> list[Any]:
    """Our figures or dates as a peer would answer; ranks are left out, and dates without days."""
    if task == "figures":
        kept = [figure for figure in mentions if figure.kind != "rank"]
        return [amount(one.low, one.high, one.unit, one.kind) for one in kept]
    days = [(one.first, one.last) for one in mentions if one.first is not None and one.last is not None]
    return [[(first.isoformat(), last.isoformat())] for first, last in days]


def amount(low: Any, high: Any, unit: Optional[str], kind: str) -> Amount:
    """An open end is the value stated."""
    first, last = low if low is not None else high, high if high is not None else low
    return float(first), float(last), unit if kind == "money" else None


def score(task: str, table: Sequence[dict[str, Any]], answers: Sequence[list[Any]]) -> dict[str, float]:
    """F1 in per cent by name."""
    if task == "dates":
        days = [[(one["first"], one["last"]) for one in row["dates"]] for row in table]
        known = [[pair for pair in pairs if None not in pair] for pairs in days]
        return {"days_f1": f1(known, answers, lambda one, other: any(one == tuple(pair) for pair in other))}
    gold = [
        [
            amount(one["low"], one["high"], one["unit"], one["kind"])
            for one in row["figures"]
            if one["kind"] != "rank"
        ]
        for row in table
    ]
    money = ([[one for one in found if one[2]] for found in side] for side in (gold, answers))
    return {
        "value_f1": f1(gold, answers, alike),
        "money_f1": f1(*money, lambda one, other: one[2] == other[2] and alike(one, other)),
    }


def f1(gold: Sequence[list[Any]], answers: Sequence[list[Any]], same: Callable[[Any, Any], bool]) -> float:
    """F1 in per cent, each answer used once."""
    hits = total = given = 0
    for wants, gives in zip(gold, answers, strict=True):
        left = list(gives)
        total, given = total + len(wants), given + len(left)
        for one in wants:
            hit = next((place for place, other in enumerate(left) if same(one, other)), None)
            if hit is not None:
                del left[hit]
                hits += 1
    return round(200 * hits / (total + given), 1)


def alike(one: Amount, other: Amount) -> bool:
    """Whether two amounts have the same ends; fractions may be given as such."""
    return any(
        all(
            math.isclose(abs(a), abs(b) * factor, rel_tol=1e-3)
            for a, b in zip(one[:2], sorted(other[:2]), strict=True)
        )
        for factor in (1, 100)
    )
