"""An evaluation for people: a table in the terminal, a table in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from extract.evaluation.evaluate import Evaluation
from extract.evaluation.measures import Measure

_HEAD = ("", "precision", "recall", "F1", "95% interval", "right/of")


def as_text(evaluation: Evaluation) -> str:
    """Aligned columns, a block a part."""
    lines, part = [], ""
    widths = (46, 9, 9, 9, 15, 17)
    for one in evaluation.measures:
        block, _, name = one.name.partition(": ")
        if block != part:
            part = block
            head = (block, *_HEAD[1:])
            lines += ["", _aligned(head, widths)]
        lines.append(_aligned((f"  {name}", *_cells(one)), widths))
    return "\n".join(lines[1:])


def as_markdown(evaluation: Evaluation, names: Sequence[str] = ()) -> str:
    """A Markdown table of all measures, or of those named."""
    chosen = [evaluation[name] for name in names] if names else list(evaluation.measures)
    lines = ["| " + " | ".join(_HEAD[:5]) + " |", "| --- | --: | --: | --: | --: |"]
    lines += ["| " + " | ".join((one.name, *_cells(one)[:4])) + " |" for one in chosen]
    return "\n".join(lines)


def _cells(one: Measure) -> tuple[str, str, str, str, str]:
    if one.kind == "per hundred":
        value, interval = _plain(one.value), f"{_plain(one.low)}–{_plain(one.high)}"
        return "", "", f"{value}/100", interval, f"{one.right:.0f} in {one.gold:.0f}"
    interval = "" if one.low is None else f"{_share(one.low)}–{_share(one.high)}"
    if one.kind == "f1":
        shares = _share(one.precision), _share(one.recall), _share(one.value)
        return (*shares, interval, f"{one.right:.0f}/{one.system:.0f}/{one.gold:.0f}")
    of = f"{one.right:.0f}/{one.gold:.0f}"
    return "", "", _share(one.value), interval, of


def _share(value: Optional[float]) -> str:
    return "–" if value is None else f"{value:.3f}"


def _plain(value: Optional[float]) -> str:
    return "–" if value is None else f"{value:.1f}"


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = cells
    others = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=False))
    return (first.ljust(widths[0]) + "".join(others)).rstrip()
