"""A finished run in other forms: Parquet tables, a DuckDB database, CSV for spreadsheets. Each is there whole or not at all."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from extract import errors
from extract.model import Finding, Record
from extract.running.files import written_whole
from extract.settings import Options
from extract.writing import tables
from extract.writing.columns import Column

Rows = Iterator[Sequence[Any]]
Records = Callable[[], Iterable[Record]]

_VIEWS = """
CREATE VIEW claims_over_time AS
SELECT subject_id AS company, subject_name AS name, metric, scope, kind, status, negated, period_first, period_last, low, high, modifier, unit,
       usd_low, usd_high, cny_low, cny_high, attribution, outlet, published, article, id AS claim
FROM claims WHERE subject_id IS NOT NULL
ORDER BY subject_id, metric, scope, period_last NULLS LAST, published, id;
CREATE VIEW conflicts AS
SELECT f.id AS finding, f."check", f.severity, f.confidence, f.message, f.repair_text AS repair, c.id AS claim, c.article, c.outlet, c.published,
       c.subject_name AS name, c.metric, c.status, c.period_first, c.period_last, c.low, c.high, c.unit, c.text
FROM (SELECT *, unnest(string_split(claims, '; ')) AS claim_id FROM findings) f JOIN claims c ON c.id = f.claim_id
ORDER BY f.id, c.article, c.id;
"""


def write_outputs(out: Path, records: Records, findings: Sequence[Finding], options: Options) -> None:
    """Write what ``options`` asks for beside JSON Lines; ``records`` can be read as often as there are tables.

    Raises ``CrossfootError`` E501 or E505.
    """
    parquet = out / "tables"
    if "parquet" in options.format or options.db is not None:
        fresh = parquet.with_name(f"tables.{os.getpid()}.part")
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            _write_parquet(fresh, records, findings)
            if options.db is not None:
                _write_database(Path(options.db), fresh)
            if "parquet" in options.format:
                shutil.rmtree(parquet, ignore_errors=True)
                fresh.replace(parquet)
        except OSError as error:
            raise errors.E501.at(out, reason=(error.strerror or str(error)).lower()) from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    if "csv" in options.format:
        for name, columns, rows in tables.streams(records, findings):
            if name in ("claims", "findings"):
                with written_whole(out / f"{name}.csv") as stream:
                    _write_csv(stream, columns, rows)


def _write_parquet(folder: Path, records: Records, findings: Sequence[Finding]) -> None:
    from pyarrow import parquet

    from extract.writing.arrow import batches, schema_of

    folder.mkdir(parents=True)
    for name, columns, rows in tables.streams(records, findings):
        with parquet.ParquetWriter(
            folder / f"{name}.parquet", schema_of(columns), compression="zstd"
        ) as writer:
            for batch in batches(columns, rows):
                writer.write_batch(batch)


def _write_database(path: Path, parquet: Path) -> None:
    """The tables of ``parquet`` and ready views over them, as a DuckDB database. Raises ``CrossfootError`` E505."""
    try:
        import duckdb
    except ImportError as problem:
        raise errors.E505.at(library="duckdb") from problem
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(part)) as database:
            for name in tables.NAMES:
                source = str(parquet / f"{name}.parquet").replace("'", "''")
                database.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{source}')")
            database.execute(_VIEWS)
        part.replace(path)
    except duckdb.IOException as error:
        raise errors.E501.at(path, reason=str(error).splitlines()[0].lower()) from error
    finally:
        for left in (part, part.with_name(f"{part.name}.wal")):
            left.unlink(missing_ok=True)


def _write_csv(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
    """UTF-8 with a byte mark, which spreadsheets need; a text that a spreadsheet would run as a formula is quoted."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    text.flush()
    text.detach()


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return f"{value:f}" if isinstance(value, Decimal) else value
