"""The second stage: all records of a run against each other, in memory that hardly grows with the number of articles.

Workers have checked each record on its own and noted the subjects it speaks of (``notes_of``). Here every record is dealt into buckets by
subject, as a reference into ``records.jsonl``; a bucket's subjects are then checked across articles. What a bucket gave is kept under a
digest of its records, so that the next run checks only the buckets that new or changed articles have touched. The findings are those of
``extract.checking.check_records`` for the same records.
"""

from __future__ import annotations

import hashlib
import shutil
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

import msgspec

from extract.checking import across, within
from extract.checking.drafts import across_id, unique
from extract.checking.quantities import Fact
from extract.lexicon.rates import Rates
from extract.model import SEVERITIES, Finding
from extract.running.files import written_whole
from extract.running.notes_of import Found, Noted, Tables, noted
from extract.settings import Options
from extract.writing.jsonl import decode_record, encode

_ARTICLES = 4000
"""About how many articles' claims one bucket holds, so that it fits into memory several times over."""
_MOST_BUCKETS = 256


class _Reference(msgspec.Struct, array_like=True):
    """A record in a bucket: its place among all, where its line is, and the claims that are wrong already."""

    order: int
    start: int
    size: int
    outside: tuple[str, ...]


_Placed = tuple[tuple[object, ...], Finding]
_ENCODER, _DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(_Reference)
_KEPT = msgspec.json.Decoder(list[Found], float_hook=Decimal)


class Dealer:
    """Takes the records of a run in their order, then checks them. ``folder`` holds buckets and what they gave before."""

    def __init__(self, folder: Path, articles: int, options: Options, salt: str) -> None:
        self._folder, self._options, self._salt = folder, options, salt
        # A power of two, so that a few more articles seldom mean other buckets.
        self._buckets = 1
        while self._buckets < min(_MOST_BUCKETS, articles / _ARTICLES):
            self._buckets *= 2
        self._tables = Tables.of(options)
        self._digests = [hashlib.sha256(f"{salt}\n{self._buckets}".encode()) for _ in range(self._buckets)]
        self._placed: list[_Placed] = []
        self._order = 0
        self._start = 0
        self._opened = ExitStack()

    def __enter__(self) -> Dealer:
        shutil.rmtree(self._folder / "buckets", ignore_errors=True)
        for name in ("buckets", "found"):
            (self._folder / name).mkdir(parents=True, exist_ok=True)
        self._files = [self._opened.enter_context(self._bucket(n).open("wb")) for n in range(self._buckets)]
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()
        shutil.rmtree(self._folder / "buckets", ignore_errors=True)

    def add(self, line: bytes, note: Noted | None) -> None:
        """The next record's line; a record that was renamed has no ``note`` and is checked anew."""
        if note is None:
            with self._tables.known() as rates:
                note = noted(decode_record(line), rates)
        self._placed += [_placed(found, self._order) for found in note.findings]
        digest = hashlib.sha256(line).digest()
        reference = _ENCODER.encode(_Reference(self._order, self._start, len(line), note.outside))
        for number in sorted({_number(subject, self._buckets) for subject in note.subjects}):
            self._digests[number].update(digest)
            self._files[number].write(len(reference).to_bytes(4, "big") + reference)
        self._order += 1
        self._start += len(line)

    def findings(self, records: Path) -> tuple[Finding, ...]:
        """All findings, the gravest first; ``records`` is the file with the lines that were added, and nothing else."""
        for stream in self._files:
            stream.flush()
        kept = set()
        with records.open("rb") as lines, self._tables.known() as rates:
            for number in range(self._buckets):
                references = list(_references(self._bucket(number)))
                path = self._folder / "found" / f"{self._digests[number].hexdigest()[:32]}.json"
                kept.add(path.name)
                for found in self._found(path, number, references, lines, rates):
                    self._placed.append(_placed(found, references[found.article].order))
        for path in sorted((self._folder / "found").iterdir()):
            if path.name not in kept:
                path.unlink()
        self._placed.sort(key=lambda entry: entry[0])
        least = self._options.min_confidence
        return tuple(finding for _, finding in self._placed if finding.confidence >= least)

    def _found(
        self, path: Path, number: int, references: list[_Reference], lines: BinaryIO, rates: Rates
    ) -> list[Found]:
        """What the bucket gives: as an earlier run kept it, or checked now."""
        try:
            return _KEPT.decode(path.read_bytes())
        except (FileNotFoundError, msgspec.MsgspecError):
            found = list(self._across(number, references, lines, rates))
            with written_whole(path) as stream:
                stream.write(encode(found))
            return found

    def _across(
        self, number: int, references: list[_Reference], lines: BinaryIO, rates: Rates
    ) -> Iterator[Found]:
        groups: dict[str, list[Fact]] = {}
        for place, reference in enumerate(references):
            lines.seek(reference.start)
            record = decode_record(lines.read(reference.size))
            for fact in within.standing(record, place, rates):
                subject = fact.quantity.subject
                wanted = subject and fact.claim.id not in reference.outside
                if wanted and _number(subject, self._buckets) == number:
                    groups.setdefault(subject, []).append(fact)
        for facts in groups.values():
            if len({fact.order for fact in facts}) > 1:
                for draft in unique(across.subject_findings(facts, rates)):
                    yield Found(*draft.place, draft.finding(across_id(draft)))

    def _bucket(self, number: int) -> Path:
        return self._folder / "buckets" / f"{number:03}"


def _placed(found: Found, order: int) -> _Placed:
    """A finding with its place in the list, as ``extract.checking.drafts.order`` gives it."""
    finding = found.finding
    severity = SEVERITIES.index(finding.severity)
    return (
        severity,
        (order, found.offset),
        finding.check,
        finding.claims,
        finding.figures,
        finding.dates,
    ), finding


def _number(subject: str, buckets: int) -> int:
    return zlib.crc32(subject.encode("utf-8", "surrogatepass")) % buckets


def _references(path: Path) -> Iterator[_Reference]:
    with path.open("rb") as stream:
        while head := stream.read(4):
            yield _DECODER.decode(stream.read(int.from_bytes(head, "big")))
