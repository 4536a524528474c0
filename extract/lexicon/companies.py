"""The companies, platforms, brands, banks, funds and outlets that are known by name.

``data/companies.csv`` has one line a company: a stable lower-case id; the canonical name; its kind; the id of the
parent; the primary ticker (``NASDAQ:JD``); ISO 3166 country; city of the headquarters; the month in which the fiscal
year ends (empty: as the parent's, else December); other names and short descriptions ("chipmaker"), each with ``|``
between. A name is searched as it is written. ``?`` before one says that it is also an ordinary word or a person's name
("?Apple"), ``??`` that it usually is ("??Target"), ``???`` that its capital says nothing ("???X"): such names need words
beside them that speak of a company. The canonical name stands among the aliases only to carry such a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, Optional

from msgspec import Struct

from extract.lexicon import DATA, stamp
from extract.lexicon.tables import Layout, Row, invalid, read_rows

Kind = Literal["company", "platform", "brand", "product", "bank", "broker", "fund", "outlet", "research"]
KINDS = ("company", "platform", "brand", "product", "bank", "broker", "fund", "outlet", "research")
DECEMBER = 12
NAMED_AFTER = ("end", "start")
_LAYOUT = Layout(
    "a company",
    (
        *("id", "name", "kind", "parent", "ticker", "country", "city"),
        *("fiscal_year_end", "aliases", "descriptions", "fiscal_year_named"),
    ),
    {},
)


class Entry(Struct, frozen=True, kw_only=True):
    """One line of the registry; ``fiscal_year_end`` is a month from 1 to 12, ``fiscal_year_named`` null where the line doesn't say."""

    id: str
    name: str
    kind: str = "company"
    parent: Optional[str] = None
    ticker: Optional[str] = None
    country: Optional[str] = None
    city: Optional[str] = None
    fiscal_year_end: int = DECEMBER
    fiscal_year_named: Optional[str] = None
    aliases: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()


class Alias(NamedTuple):
    """A name to search for; ``doubt`` counts its question marks."""

    text: str
    id: str
    doubt: int


class Registry:
    """All known companies by id, in the order of their ids."""

    def __init__(self, rows: dict[str, Row]) -> None:
        self._entries: dict[str, Entry] = {}
        self._aliases: dict[str, Alias] = {}
        for id_ in sorted(rows, key=lambda key: (rows[key].rank, key)):
            self._add(rows[id_], rows)
        self._entries = {id_: self._entries[id_] for id_ in sorted(self._entries)}

    def _add(self, row: Row, rows: dict[str, Row]) -> None:
        cells = row.cells
        names: list[str] = []
        for written in (cells["name"], *cells["aliases"].split("|")):  # a marked form comes later and wins
            text = written.lstrip("?")
            if text:
                # A later file's name for a company wins over the same name of another.
                self._aliases[text] = Alias(text, cells["id"], len(written) - len(text))
                names.append(text)
        self._entries[cells["id"]] = Entry(
            id=cells["id"],
            name=cells["name"],
            kind=cells["kind"] or "company",
            parent=cells["parent"] or None,
            ticker=cells["ticker"] or None,
            country=cells["country"] or None,
            city=cells["city"] or None,
            fiscal_year_end=int(_inherited("fiscal_year_end", cells["id"], rows) or DECEMBER),
            fiscal_year_named=_inherited("fiscal_year_named", cells["id"], rows),
            aliases=tuple(dict.fromkeys(names)),
            descriptions=tuple(filter(None, cells["descriptions"].split("|"))),
        )

    def get(self, id_: str) -> Optional[Entry]:
        """The company with this id, or nothing."""
        return self._entries.get(id_)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._entries

    @property
    def aliases(self) -> dict[str, Alias]:
        """Every searched name."""
        return self._aliases

    def named(self, name: str) -> Optional[Entry]:
        """The company that is written exactly so, or nothing."""
        alias = self._aliases.get(name)
        return None if alias is None else self._entries[alias.id]

    @cached_property
    def by_folded(self) -> dict[str, tuple[Alias, ...]]:
        """The aliases by their lower-case form; several where only their capitals differ ("SAP", "Sap")."""
        table: dict[str, tuple[Alias, ...]] = {}
        for alias in self._aliases.values():
            key = alias.text.lower()
            table[key] = (*table.get(key, ()), alias)
        return table


def registry(extra: Optional[Path] = None) -> Registry:
    """The shipped companies, with those of the user's file (CSV or TOML, the same columns) added.

    A line whose id is known adds its aliases and descriptions (one that begins with ``-`` is taken away) and replaces
    the other cells that it fills. Raises ``CrossfootError`` E401, naming file and line, where a file is not valid.
    """
    return _registry(None if extra is None else Path(extra), stamp(extra))


@lru_cache(maxsize=4)
def _registry(extra: Optional[Path], _content: bytes) -> Registry:
    rows = _checked(DATA / "companies.csv", {}, 0)
    return Registry(rows if extra is None else _checked(extra, rows, 1))


_ID = re.compile(r"[a-z0-9][a-z0-9._+&-]*")
_TICKER = re.compile(r"[A-Z]+:[A-Z0-9][A-Z0-9.&-]*")
_COUNTRY = re.compile(r"[A-Z]{2}")


def _checked(path: Path, known: dict[str, Row], rank: int) -> dict[str, Row]:
    rows = dict(known)
    seen: set[str] = set()
    for row in read_rows(path, rank, _LAYOUT):
        id_ = row.cells["id"]
        if id_ in seen:
            raise invalid(row, f"the id {id_!r} stands there twice")
        seen.add(id_)
        rows[id_] = _joined(rows[id_], row) if id_ in rows else row
        _check_cells(rows[id_])
    for id_ in sorted(seen):
        _check_parents(rows[id_], rows)
    return rows


def _joined(old: Row, new: Row) -> Row:
    cells = {name: new.cells[name] or old.cells[name] for name in old.cells}
    for name in ("aliases", "descriptions"):
        words = [*old.cells[name].split("|"), *new.cells[name].split("|")]
        gone = {word[1:] for word in words if word.startswith("-")}
        words = [word for word in words if word.lstrip("?") not in gone and not word.startswith("-")]
        cells[name] = "|".join(dict.fromkeys(filter(None, words)))
    return Row(new.path, new.line, new.rank, cells)


def _check_cells(row: Row) -> None:
    cells = row.cells
    if not _ID.fullmatch(cells["id"]):
        raise invalid(row, f"an id is lower case, digits and . _ + & -, not {cells['id']!r}")
    if not cells["name"]:
        raise invalid(row, f"{cells['id']} has no name")
    if cells["kind"] and cells["kind"] not in KINDS:
        raise invalid(row, f"the kind is one of {', '.join(KINDS)}, not {cells['kind']!r}")
    if cells["ticker"] and not _TICKER.fullmatch(cells["ticker"]):
        raise invalid(row, f"a ticker is written like NASDAQ:JD, not {cells['ticker']!r}")
    if cells["country"] and not _COUNTRY.fullmatch(cells["country"]):
        raise invalid(row, f"a country is two capitals, not {cells['country']!r}")
    month = cells["fiscal_year_end"]
    if month and not (month.isdecimal() and 1 <= int(month) <= 12):
        raise invalid(row, f"the fiscal year ends in a month from 1 to 12, not {month!r}")
    if cells["fiscal_year_named"] and cells["fiscal_year_named"] not in NAMED_AFTER:
        raise invalid(
            row, f"fiscal_year_named is one of {', '.join(NAMED_AFTER)}, not {cells['fiscal_year_named']!r}"
        )


def _check_parents(row: Row, rows: dict[str, Row]) -> None:
    above = [row.cells["id"]]
    while parent := rows[above[-1]].cells["parent"]:
        if parent not in rows:
            raise invalid(row, f"the parent {parent!r} is no id of a company")
        if parent in above:
            raise invalid(row, f"{row.cells['id']} stands above itself")
        above.append(parent)


def _inherited(name: str, id_: str, rows: dict[str, Row]) -> Optional[str]:
    """The cell of a company, or else of the one above it."""
    while id_:
        if cell := rows[id_].cells[name]:
            return cell
        id_ = rows[id_].cells["parent"]
    return None
