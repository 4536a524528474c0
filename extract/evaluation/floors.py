"""Floors: the values below which a measure may not fall."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Union

import msgspec

from extract import errors
from extract.evaluation.evaluate import Evaluation

_SLACK = 0.005
_CASES = 2
"""A fall smaller than this, or than so many cases, is no fall: another processor rounds the encoder's floats another way."""


def falls(evaluation: Evaluation, path: Union[str, os.PathLike[str]]) -> list[errors.CrossfootError]:
    """An E302 for each measure that is below its floor, or above its ceiling where less is better.

    The file is a JSON object of measure name → value. Raises ``CrossfootError`` E101 where there is none, E401 where it can't be
    read, or names a measure that isn't there.
    """
    file = Path(path)
    if not file.is_file():
        raise errors.E101.at(file)
    try:
        floors = msgspec.json.decode(file.read_bytes(), type=dict[str, float])
    except msgspec.DecodeError as error:
        raise errors.E401.at(file, reason=str(error)) from error
    known = {one.name: one for one in evaluation.measures}
    said = []
    for name, floor in floors.items():
        if name not in known:
            raise errors.E401.at(file, reason=f"there is no measure {name!r}")
        one = known[name]
        value = one.value if one.value is not None else 0.0
        less_is_better = one.kind in ("per hundred", "error")
        slack = max(_SLACK, _CASES * (100 if one.kind == "per hundred" else 1) / max(1, one.gold))
        if (value > floor + slack) if less_is_better else (value < floor - slack):
            side = "above its ceiling" if less_is_better else "below its floor"
            said.append(errors.E302.at(measure=name, value=f"{value:.4f}", side=side, bound=f"{floor:.4f}"))
    return said


def floors_of(evaluation: Evaluation) -> bytes:
    """The file that makes today's values the floors; a kind of story has too few articles for one."""
    values = {
        one.name: round(one.value, 4)
        for one in evaluation.measures
        if one.value is not None and not one.name.startswith("claims by story")
    }
    return msgspec.json.format(msgspec.json.encode(values), indent=2) + b"\n"
