"""The second stage: all records against each other, in memory that doesn't grow with the number of articles.

Each record is checked on its own and then dealt into buckets on disk by the subjects it speaks of; each bucket is read back and its
subjects are checked across articles. What comes out is what ``extract.checking.check_records`` gives for the same records.
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import msgspec

from extract.checking import across, within
from extract.checking.drafts import across_id, order, unique
from extract.checking.quantities import Fact, metrics_known
from extract.lexicon.conversion import default_rates
from extract.lexicon.metrics import load_metrics
from extract.lexicon.rates import Rates
from extract.model import Finding
from extract.settings import Options
from extract.writing.jsonl import decode_record

_BUCKET_BYTES = 32_000_000
"""About what the records of one bucket take on disk; in memory it is some ten times as much."""
_MOST_BUCKETS = 256


class _Dealt(msgspec.Struct, array_like=True):
    """A record in a bucket: its place among all, the claims that are wrong already, and its line."""

    order: int
    outside: tuple[str, ...]
    line: bytes


def check_lines(lines: Iterable[bytes], size: int, folder: Path, options: Options) -> tuple[Finding, ...]:
    """The findings within and across the records in ``lines``, sure enough for ``options``.

    ``size`` is about how many bytes the lines are; ``folder`` is made for the buckets and removed again. No record may come twice.
    """
    rates = default_rates() if options.rates is None else Rates(Path(options.rates))
    metrics = None if options.metrics is None else load_metrics(Path(options.metrics))
    buckets = max(1, min(_MOST_BUCKETS, 3 * size // _BUCKET_BYTES))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        with metrics_known(metrics):
            found = list(_deal(lines, folder, buckets, rates))
            for number in range(buckets):
                found += _across(_path(folder, number), number, buckets, rates)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    found.sort(key=lambda entry: entry[0])
    return tuple(finding for _, finding in found if finding.confidence >= options.min_confidence)


_Placed = tuple[tuple[object, ...], Finding]


def _deal(lines: Iterable[bytes], folder: Path, buckets: int, rates: Rates) -> Iterator[_Placed]:
    """The findings within each article; the articles themselves go into the buckets."""
    encoder = msgspec.msgpack.Encoder()
    with ExitStack() as opened:
        files = [opened.enter_context(_path(folder, number).open("wb")) for number in range(buckets)]
        for place, line in enumerate(lines):
            record = decode_record(line)
            checked = within.check(record, place, rates)
            for number, draft in enumerate(checked.drafts, 1):
                yield order(draft), draft.finding(f"{record.id}#f{number}")
            named = {
                _bucket(fact.quantity.subject, buckets)
                for fact in checked.facts
                if fact.quantity.subject and fact.claim.id not in checked.outside
            }
            dealt = encoder.encode(_Dealt(place, tuple(sorted(checked.outside)), line.rstrip(b"\n")))
            for number in sorted(named):
                _write(files[number], dealt)


def _across(path: Path, number: int, buckets: int, rates: Rates) -> Iterator[_Placed]:
    """The findings across articles about the subjects of one bucket."""
    groups: dict[str, list[Fact]] = {}
    for dealt in _read(path):
        record = decode_record(dealt.line)
        for fact in within.standing(record, dealt.order, rates):
            subject = fact.quantity.subject
            if subject and fact.claim.id not in dealt.outside and _bucket(subject, buckets) == number:
                groups.setdefault(subject, []).append(fact)
    for facts in groups.values():
        if len({fact.order for fact in facts}) > 1:
            for draft in unique(across.subject_findings(facts, rates)):
                yield order(draft), draft.finding(across_id(draft))


def _bucket(subject: str, buckets: int) -> int:
    return zlib.crc32(subject.encode("utf-8", "surrogatepass")) % buckets


def _path(folder: Path, number: int) -> Path:
    return folder / f"{number:03}.bucket"


def _write(stream: BinaryIO, data: bytes) -> None:
    stream.write(len(data).to_bytes(4, "big") + data)


def _read(path: Path) -> Iterator[_Dealt]:
    decoder = msgspec.msgpack.Decoder(_Dealt)
    with path.open("rb") as stream:
        while head := stream.read(4):
            yield decoder.decode(stream.read(int.from_bytes(head, "big")))


def lines_of(path: Path) -> Iterator[bytes]:
    """The lines of a file of records."""
    with path.open("rb") as stream:
        yield from stream
