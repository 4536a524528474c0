"""Reading a user's table, CSV or TOML, into rows that know their line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, Optional

from extract import errors
from extract.lexicon import parse_toml


class Layout(NamedTuple):
    """What a table holds: its columns, the first of which every row has, and what stands between the items of a list (else ``|``)."""

    thing: str
    columns: tuple[str, ...]
    between: dict[str, str]


class Row(NamedTuple):
    """One row as written; ``rank`` counts the files, a later one's names win."""

    path: Path
    line: Optional[int]
    rank: int
    cells: dict[str, str]


def invalid(row: Row, reason: str) -> errors.CrossfootError:
    """The error for one row."""
    return errors.E401.at(row.path, line=row.line, reason=reason)


def read_rows(path: Path, rank: int, layout: Layout) -> Iterator[Row]:
    """The rows of a table. A list is one cell; in TOML an array will do, and a table of pairs for ``name=value`` items.

    Raises ``CrossfootError`` E401 where the file is no such table.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise errors.E401.at(path, reason=str(error)) from error
    read = _from_toml if path.suffix.lower() == ".toml" else _from_csv
    return read(path, rank, text, layout)


def _from_csv(path: Path, rank: int, text: str, layout: Layout) -> Iterator[Row]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    key = layout.columns[0]
    try:
        header = [name.strip() for name in next(reader, [])]
        for name in header:
            _check_column(path, 1, name, layout)
        if key not in header:
            raise errors.E401.at(path, line=1, reason=f"the header line names no column {key!r}")
        for values in reader:
            line = reader.line_num
            if not any(values):
                continue
            if len(values) != len(header):
                raise errors.E401.at(
                    path, line=line, reason=f"{len(values)} cells where the header names {len(header)}"
                )
            cells = dict.fromkeys(layout.columns, "")
            cells.update(zip(header, map(str.strip, values), strict=True))
            yield Row(path, line, rank, cells)
    except csv.Error as error:
        raise errors.E401.at(path, line=reader.line_num, reason=str(error)) from error


def _from_toml(path: Path, rank: int, text: str, layout: Layout) -> Iterator[Row]:
    """One table a row: ``["jd.com"]`` and below it ``aliases = ["Joybuy"]``; or ``[[companies]]`` with an ``id``."""
    try:
        tables = parse_toml(text)
    except ValueError as error:
        stated = re.search(r"line (\d+)", str(error))
        line = int(stated.group(1)) if stated else None
        raise errors.E401.at(path, line=line, reason=str(error)) from error
    for head, number, table in _tables(tables):
        line = _line_of_table(text, head, number)
        if not isinstance(table, dict):
            raise errors.E401.at(path, line=line, reason=f"{head!r} is no table of {layout.thing}")
        cells = dict.fromkeys(layout.columns, "")
        if number == 0:
            cells[layout.columns[0]] = head
        for name, value in table.items():
            _check_column(path, line, name, layout)
            cells[name] = _cell(path, line, name, value, layout)
        yield Row(path, line, rank, cells)


def _tables(tables: dict[str, Any]) -> Iterator[tuple[str, int, Any]]:
    """Each table with its head and, of an array of tables, its number from 1 on."""
    for key, value in tables.items():
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            yield from ((key, number, item) for number, item in enumerate(value, 1))
        else:
            yield key, 0, value


def _check_column(path: Path, line: Optional[int], name: str, layout: Layout) -> None:
    if name not in layout.columns:
        columns = ", ".join(layout.columns)
        raise errors.E401.at(path, line=line, reason=f"there is no column {name!r}, only {columns}")


def _cell(path: Path, line: Optional[int], name: str, value: Any, layout: Layout) -> str:
    between = layout.between.get(name, "|")
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return between.join(value)
    if isinstance(value, dict) and all(_is_plain(item) for item in value.values()):
        return between.join(f"{key}={item}" for key, item in value.items())
    if _is_plain(value):
        return str(value).strip()
    raise errors.E401.at(path, line=line, reason=f"{name} is a string or a list of strings, not {value!r}")


def _is_plain(value: object) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def _line_of_table(text: str, head: str, number: int) -> Optional[int]:
    """The line of ``[head]``, of ``head = …``, or of the ``number``-th ``[[head]]``."""
    seen = 0
    for line, written in enumerate(text.splitlines(), 1):
        stripped = written.strip()
        name = stripped.partition("=")[0]
        if head in (stripped.strip("[]\"' "), name.strip("\"' ")):
            seen += 1
            if seen >= number:
                return line
    return None
