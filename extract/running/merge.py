"""Finished shards to the files of a run, in the order of the input: the same bytes whoever did them, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Optional

import msgspec
from msgspec import Struct

from extract.model import Finding, Record
from extract.running.checked import Dealer
from extract.running.files import written_whole
from extract.running.identity import Ids, renamed
from extract.running.notes_of import Noted, Tables
from extract.running.shards import Done, Store
from extract.settings import Options
from extract.writing.jsonl import Failure, decode_record, encode


class _Named(Struct):
    """As much of a record as its id."""

    id: str


_FAILURES = msgspec.json.Decoder(Failure)
_NOTES = msgspec.json.Decoder(Noted, float_hook=Decimal)


def merge(store: Store, shards: Sequence[Done], out: Path, dealer: Optional[Dealer] = None) -> list[Failure]:
    """Write ``records.jsonl`` and ``errors.jsonl``; returns the failures. ``dealer`` is given each record as it is written.

    An id that comes twice is made unique: the second ``a`` becomes ``a~2``.
    """
    ids, failures = Ids(), []
    name_of = msgspec.json.Decoder(_Named)
    with written_whole(out / "records.jsonl") as records, written_whole(out / "errors.jsonl") as errors:
        for done in shards:
            lines, failed, notes = store.read(done)
            for line, note in zip(lines, notes, strict=True):
                wanted = name_of.decode(line).id
                given = ids.unique(wanted)
                same = given == wanted
                written = line if same else _renamed_line(line, given)
                records.write(written)
                if dealer is not None:
                    dealer.add(written, _NOTES.decode(note) if same else None)
            for line in failed:
                errors.write(line)
                failures.append(_FAILURES.decode(line))
    return failures


def _renamed_line(line: bytes, name: str) -> bytes:
    return encode(renamed(decode_record(line), name)) + b"\n"


def findings_across(records: Iterable[Record], options: Options) -> tuple[Finding, ...]:
    """The findings within and across ``records`` that are sure enough for ``options``."""
    from extract.checking import check_records

    tables = Tables.of(options)
    with tables.known() as rates:
        found = check_records(records, rates=rates, metrics=tables.metrics)
    return tuple(finding for finding in found if finding.confidence >= options.min_confidence)
