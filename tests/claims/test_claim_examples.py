"""The example tables: short texts of the genre with the claims that a careful reader takes from them.

``claims_blind.jsonl`` and ``claims_blind_more.jsonl`` were written before the linker had seen them, ``claims_paragraphs.jsonl``
likewise for whole paragraphs, ``claims_building.jsonl`` while building. Only the fields that an example states are compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import extract
from extract.model import Claim

EXAMPLES = Path(__file__).parent.parent / "examples"
STRICT = ("subject", "metric", "low", "high", "unit", "status", "period")
FLOORS = {
    "claims_blind": 0.96,
    "claims_paragraphs": 0.94,
    "claims_blind_more": 0.82,
    "claims_building": 0.95,
}
"""The part of the stated claims that must be right in every one of ``STRICT`` that the example states."""


@cache
def pipeline_claims(text: str, published: str | None) -> tuple[Claim, ...]:
    return extract.extract(text, published=published, id="x").claims


def examples(name: str) -> list[dict[str, Any]]:
    lines = (EXAMPLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in lines]


def fields_wrong(stated: dict[str, Any], claim: Claim) -> Iterator[str]:
    subject = claim.subject.id if claim.subject is not None else ""
    for name, value in stated.items():
        if name == "any_subject" or (name == "metric" and value is None):
            continue
        if name == "subject":
            market = value == "market:*" and subject.startswith("market:")
            right = market or value == subject or "any_subject" in stated
        elif name == "object":
            right = claim.object is not None and claim.object.id == value
        elif name == "period":
            days = (None, None) if claim.period is None else (claim.period.first, claim.period.last)
            right = [None if day is None else day.isoformat() for day in days] == value
        elif name == "scope":
            right = list(claim.scope) == value
        else:
            right = getattr(claim, name) == value
        if not right:
            yield name


def best_match(stated: dict[str, Any], claims: list[Claim]) -> Claim | None:
    """The claim of the same size with the fewest wrong fields."""
    size = {abs(stated[end]) for end in ("low", "high") if stated.get(end) is not None}
    same = [
        claim
        for claim in claims
        if {abs(end) for end in (claim.low, claim.high) if end is not None} == size
        and (claim.kind == "comparison") == (stated["kind"] == "comparison")
    ]
    return min(same, key=lambda claim: len(list(fields_wrong(stated, claim))), default=None)


@pytest.mark.parametrize("name", FLOORS)
def test_most_of_the_table_is_right_in_every_field(name: str) -> None:
    right, wrong = 0, []
    for example in examples(name):
        left = list(pipeline_claims(example["text"], example["published"]))
        for stated in example["claims"]:
            claim = best_match(stated, left)
            bad = ["missing"] if claim is None else [f for f in fields_wrong(stated, claim) if f in STRICT]
            if claim is not None:
                left.remove(claim)
            if bad:
                wrong.append((example["text"], stated, bad))
            right += not bad
    total = right + len(wrong)
    assert right >= FLOORS[name] * total, f"{right} of {total} right; wrong: {wrong}"
