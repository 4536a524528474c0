"""Parquet tables with an article a row: the columns we know become JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from extract import errors
from extract.errors import CrossfootError
from extract.reading.drafts import field_names
from extract.reading.unpacking.members import Member, Packed, Room

_ROWS = 256


def unpack(packed: Packed, room: Room) -> Iterator[Member | CrossfootError]:
    """One JSON Lines file. Raises ``CrossfootError`` E207 (no column of texts) or E209 (no Parquet)."""
    import pyarrow
    from pyarrow import parquet

    file = packed.file
    try:
        # Texts that are the same stand in memory once: a small file may hold one large text a thousand times.
        table = parquet.ParquetFile(file.path, read_dictionary=_texts(parquet.read_schema(file.path)))
    except (pyarrow.ArrowException, OSError) as error:
        raise errors.E209.at(file.source, reason=str(error).splitlines()[0].lower()).of(file.id) from error
    with table:
        columns = list(table.schema_arrow.names)
        names = field_names(columns)
        if "text" not in names:
            reason = "the columns are " + ", ".join(columns[:8])
            raise errors.E207.at(file.source, field="a column 'text'", reason=reason).of(file.id)
        fields = {column: field for field, column in names.items()}
        room.expect(_size(table.metadata, set(fields)))
        made = room.member("", ".jsonl")
        with (room.folder / made.stored).open("wb") as out:
            for batch in table.iter_batches(batch_size=_ROWS, columns=list(fields)):
                for row in _rows(batch):
                    plain = {
                        fields[column]: _plain(value) for column, value in row.items() if value is not None
                    }
                    room.append(out, msgspec.json.encode(plain) + b"\n")
    yield made


def _texts(schema: Any) -> list[str]:
    """The columns that hold strings."""
    return [field.name for field in schema if str(field.type) in ("string", "large_string")]


def _size(metadata: Any, wanted: set[str]) -> int:
    """The bytes that the file says its columns unpack to."""
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    columns = [group.column(number) for group in groups for number in range(group.num_columns)]
    return sum(one.total_uncompressed_size for one in columns if one.path_in_schema in wanted)


def _rows(batch: Any) -> Iterator[dict[str, Any]]:
    """The rows, one in memory at a time."""
    columns = dict(zip(batch.schema.names, batch.columns, strict=True))
    for number in range(batch.num_rows):
        yield {name: column[number].as_py() for name, column in columns.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value
