"""One id for one article: what happens when two articles bring the same."""

from __future__ import annotations

import hashlib
from typing import Optional

import msgspec

from extract.model import Finding, Pointer, Record, Repair


class Ids:
    """Hands out ids: the second ``a`` becomes ``a~2``. The order of the input decides, so it is the same every time."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def unique(self, wanted: str) -> str:
        """``wanted``, or with the first number that makes it new."""
        given, number = wanted, self._taken.get(wanted, 1)
        while given in self._taken:
            number += 1
            given = f"{wanted}~{number}"
        self._taken[wanted] = number
        self._taken.setdefault(given, 1)
        return given


class Articles:
    """Which article each record is of: the same text under the same id was read by two runs; another text is another article."""

    def __init__(self) -> None:
        self._ids = Ids()
        self._known: dict[bytes, tuple[int, str]] = {}

    def place(self, record: Record) -> tuple[int, Record]:
        """The number of the record's article, counted from 0, and the record under the id that the article has."""
        key = hashlib.blake2b(
            f"{len(record.id)} {record.id}{record.text}".encode("utf-8", "surrogatepass"), digest_size=16
        ).digest()
        if key not in self._known:
            self._known[key] = (len(self._known), self._ids.unique(record.id))
        place, name = self._known[key]
        return place, record if record.id == name else renamed(record, name)


def renamed(record: Record, new: str) -> Record:
    """``record`` under another id, with its claims and all that points at them."""
    old = record.id

    def claim_id(name: Optional[str]) -> Optional[str]:
        return f"{new}{name[len(old) :]}" if name is not None and name.startswith(f"{old}#") else name

    def pointer(at: Pointer) -> Pointer:
        return (new, at[1]) if at[0] == old else at

    def repair(made: Repair) -> Repair:
        return msgspec.structs.replace(
            made,
            claim=claim_id(made.claim),
            figure=None if made.figure is None else pointer(made.figure),
            date=None if made.date is None else pointer(made.date),
        )

    def finding(made: Finding) -> Finding:
        return msgspec.structs.replace(
            made,
            id=claim_id(made.id),
            claims=tuple(claim_id(name) for name in made.claims),
            figures=tuple(map(pointer, made.figures)),
            dates=tuple(map(pointer, made.dates)),
            repairs=tuple(map(repair, made.repairs)),
        )

    claims = tuple(
        msgspec.structs.replace(claim, id=claim_id(claim.id), baseline=claim_id(claim.baseline))
        for claim in record.claims
    )
    return msgspec.structs.replace(
        record, id=new, claims=claims, findings=tuple(map(finding, record.findings))
    )
