"""Reading a table of companies, CSV or TOML, into rows that know their line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, Optional

from extract import errors
from extract.lexicon import parse_toml

COLUMNS = (
    "id",
    "name",
    "kind",
    "parent",
    "ticker",
    "country",
    "city",
    "fiscal_year_end",
    "aliases",
    "descriptions",
)


class Row(NamedTuple):
    """One company as written; ``rank`` counts the files, a later one's names win."""

    path: Path
    line: Optional[int]
    rank: int
    cells: dict[str, str]


def invalid(row: Row, reason: str) -> errors.CrossfootError:
    """The error for one row."""
    return errors.E401.at(row.path, line=row.line, reason=reason)


def read_rows(path: Path, rank: int) -> Iterator[Row]:
    """The rows of a table; lists are in one cell with ``|`` between (in TOML an array will do).

    Raises ``CrossfootError`` E401 where the file is no such table.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise errors.E401.at(path, reason=str(error)) from error
    return _from_toml(path, rank, text) if path.suffix.lower() == ".toml" else _from_csv(path, rank, text)


def _from_csv(path: Path, rank: int, text: str) -> Iterator[Row]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        for name in header:
            _check_column(path, 1, name)
        if "id" not in header:
            raise errors.E401.at(path, line=1, reason="the header line names no column 'id'")
        for values in reader:
            line = reader.line_num
            if not any(values):
                continue
            if len(values) != len(header):
                raise errors.E401.at(
                    path, line=line, reason=f"{len(values)} cells where the header names {len(header)}"
                )
            cells = dict.fromkeys(COLUMNS, "")
            cells.update(zip(header, map(str.strip, values), strict=True))
            yield Row(path, line, rank, cells)
    except csv.Error as error:
        raise errors.E401.at(path, line=reader.line_num, reason=str(error)) from error


def _from_toml(path: Path, rank: int, text: str) -> Iterator[Row]:
    """One table a company: ``["jd.com"]`` and below it ``aliases = ["Joybuy"]``; or ``[[companies]]`` with an ``id``."""
    try:
        tables = parse_toml(text)
    except ValueError as error:
        stated = re.search(r"line (\d+)", str(error))
        line = int(stated.group(1)) if stated else None
        raise errors.E401.at(path, line=line, reason=str(error)) from error
    for id_, table in _tables(tables):
        line = _line_of_table(text, id_)
        if not isinstance(table, dict):
            raise errors.E401.at(path, line=line, reason=f"{id_!r} is no table of a company")
        cells = dict.fromkeys(COLUMNS, "")
        cells["id"] = id_
        for name, value in table.items():
            _check_column(path, line, name)
            cells[name] = _cell(path, line, name, value)
        yield Row(path, line, rank, cells)


def _tables(tables: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in tables.items():
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            yield from ((str(item.get("id", key)), item) for item in value)
        else:
            yield key, value


def _check_column(path: Path, line: Optional[int], name: str) -> None:
    if name not in COLUMNS:
        raise errors.E401.at(
            path, line=line, reason=f"there is no column {name!r}, only {', '.join(COLUMNS)}"
        )


def _cell(path: Path, line: Optional[int], name: str, value: Any) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "|".join(value)
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value).strip()
    raise errors.E401.at(path, line=line, reason=f"{name} is a string or a list of strings, not {value!r}")


def _line_of_table(text: str, id_: str) -> Optional[int]:
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        name, _, value = stripped.partition("=")
        if id_ in (stripped.strip("[]\"' "), name.strip("\"' ")) or (name.strip(), value.strip("\"' ")) == (
            "id",
            id_,
        ):
            return number
    return None
