"""Any number of records in little memory: each is checked within itself as it comes, then kept packed until all are held against each other.

Across articles only claims of one subject meet, so the subjects are dealt into groups by a hash of their ids, and of one group after another
the articles are unpacked.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from sys import intern
from typing import Any

import msgspec
from msgspec import Struct

from extract.checking import across, within
from extract.checking.currencies import harmonise
from extract.checking.drafts import across_id, order, unique
from extract.checking.quantities import Fact, facts_of
from extract.lexicon.rates import Rates
from extract.model import Finding, Record

_ARTICLES = 4000
"""About how many articles are unpacked at a time."""
_PACK, _UNPACK = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Record)
_QUICKLY = 1

Placed = tuple[tuple[object, ...], Finding]


class _Kept(Struct, gc=False):
    """A record packed, with its findings and what the checks across articles need to know before they unpack it."""

    packed: bytes
    claims: int
    found: tuple[Placed, ...]
    subjects: tuple[str, ...]
    outside: frozenset[str]


class Gathering:
    """Takes records in their order, then gives all findings within and across them."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._kept: list[_Kept] = []
        self._digests: set[bytes] = set()

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def claims(self) -> int:
        """How many claims the records hold."""
        return sum(kept.claims for kept in self._kept)

    def add(self, record: Record) -> None:
        """The next record; one that is equal to an earlier one counts once."""
        packed = _packed(record)
        digest = hashlib.blake2b(packed, digest_size=16).digest()
        if digest not in self._digests:
            self._digests.add(digest)
            self._kept.append(self._checked(record, packed, len(self._kept)))

    def replace(self, place: int, record: Record) -> None:
        """``record`` instead of the one added as number ``place``, counted from 0."""
        self._kept[place] = self._checked(record, _packed(record), place)

    def records(self) -> Iterator[Record]:
        """The records, one at a time, in their order."""
        for place in range(len(self._kept)):
            yield self._record(place)

    def findings(self) -> list[Finding]:
        """All findings, the gravest first, then in the order of the articles."""
        placed = [entry for kept in self._kept for entry in kept.found]
        for subjects in self._groups():
            placed += self._across(subjects)
        placed.sort(key=lambda entry: entry[0])
        return [finding for _, finding in placed]

    def _checked(self, record: Record, packed: bytes, place: int) -> _Kept:
        result = within.check(record, place, self._rates)
        drafts = enumerate(result.drafts, 1)
        return _Kept(
            zlib.compress(packed, _QUICKLY),
            len(record.claims),
            tuple([(order(draft), draft.finding(f"{record.id}#f{number}")) for number, draft in drafts]),
            tuple([intern(name) for name in across.by_subject([result])]),
            result.outside,
        )

    def _record(self, place: int) -> Record:
        return _UNPACK.decode(zlib.decompress(self._kept[place].packed))

    def _groups(self) -> list[dict[str, list[int]]]:
        """Subject → places of the articles that speak of it, where there are two; by hash of the subject."""
        places: dict[str, list[int]] = {}
        for place, kept in enumerate(self._kept):
            for name in kept.subjects:
                places.setdefault(name, []).append(place)
        number = 1 + len(self._kept) // _ARTICLES
        groups: list[dict[str, list[int]]] = [{} for _ in range(number)]
        for name, found in places.items():
            if len(found) > 1:
                groups[zlib.crc32(name.encode("utf-8", "surrogatepass")) % number][name] = found
        return groups

    def _across(self, subjects: dict[str, list[int]]) -> Iterator[Placed]:
        facts: dict[str, list[Fact]] = {name: [] for name in subjects}
        for place in sorted({place for found in subjects.values() for place in found}):
            outside = self._kept[place].outside
            for fact in harmonise(facts_of(self._record(place), place), self._rates):
                name = fact.quantity.subject
                if name in facts and fact.claim.id not in outside:
                    facts[name].append(fact)
        for found in facts.values():
            for draft in unique(across.subject_findings(found, self._rates)):
                yield order(draft), draft.finding(across_id(draft))


def _packed(record: Record) -> bytes:
    """The record as bytes; half a character, which has none, becomes a question mark, so that every offset stays."""
    try:
        return _PACK.encode(record)
    except UnicodeEncodeError:
        return _PACK.encode(msgspec.convert(_whole(msgspec.to_builtins(record)), Record))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, (list, tuple)):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {name: _whole(one) for name, one in value.items()}
    return value
