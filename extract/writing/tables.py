"""Records as flat tables for pandas, polars and Arrow, with a fixed list of documented columns each.

Money and other values stay exact decimals on every way out. Column types don't depend on the content (but for the
decimal places of an uncommonly long value), so tables of several runs can be put one under the other.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from html import escape
from typing import TYPE_CHECKING, Any, Optional

from extract.errors import E505
from extract.model import Converted, Extent, Figure, Finding, Record
from extract.writing.columns import (
    ARTICLE_COLUMNS,
    CLAIM_COLUMNS,
    COMPANY_COLUMNS,
    DATE_COLUMNS,
    FIGURE_COLUMNS,
    FINDING_COLUMNS,
    Column,
)
from extract.writing.evidence import outlet, pointed
from extract.writing.printable import one_line

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_DIGITS = 38
_SCALE = 12


class Table:
    """Rows of plain values under fixed columns. Iterating gives one dict a row."""

    def __init__(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
        self.name, self.columns = name, tuple(columns)
        names = [column.name for column in self.columns]
        self._rows = [dict(zip(names, row, strict=True)) for row in rows]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: int) -> dict[str, Any]:
        return self._rows[index]

    def __repr__(self) -> str:
        return f"<Table {self.name}: {len(self)} rows, {len(self.columns)} columns>"

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table; decimals are ``decimal128(38, s)`` with ``s`` = 12 places, or more where a value needs them.

        A value of more than 38 digits (a quotient in a finding) is rounded to fit. Raises E505 without pyarrow.
        """
        arrow = library("pyarrow")
        types = {
            "text": arrow.string(),
            "integer": arrow.int64(),
            "share": arrow.float64(),
            "date": arrow.date32(),
            "truth": arrow.bool_(),
        }
        arrays, fields = [], []
        for column in self.columns:
            values = self._values(column.name)
            kind = types.get(column.kind)
            if kind is None:
                places, values = _fitted(values)
                kind = arrow.decimal128(_DIGITS, places)
            arrays.append(arrow.array(values, kind))
            fields.append(arrow.field(column.name, kind, metadata={"about": column.about}))
        made: pyarrow.Table = arrow.Table.from_arrays(arrays, schema=arrow.schema(fields))
        return made

    def to_pandas(self) -> pandas.DataFrame:
        """A DataFrame; decimals are ``Decimal`` objects, days ``datetime64``, integers and truths nullable.

        Raises E505 without pandas.
        """
        pandas_ = library("pandas")
        types = {
            "integer": "Int64",
            "share": "float64",
            "date": "datetime64[s]",
            "truth": "boolean",
            "decimal": "object",
        }
        frame: pandas.DataFrame = pandas_.DataFrame(
            {
                column.name: pandas_.Series(self._values(column.name), dtype=types.get(column.kind, "object"))
                for column in self.columns
            }
        )
        return frame

    def to_polars(self) -> polars.DataFrame:
        """A DataFrame; decimals are ``Decimal(38, s)`` as in ``to_arrow``. Raises E505 without polars."""
        polars_ = library("polars")
        types = {
            "text": polars_.String,
            "integer": polars_.Int64,
            "share": polars_.Float64,
            "date": polars_.Date,
            "truth": polars_.Boolean,
        }
        series = []
        for column in self.columns:
            values = self._values(column.name)
            kind = types.get(column.kind)
            if kind is None:
                places, values = _fitted(values)
                kind = polars_.Decimal(_DIGITS, places)
            series.append(polars_.Series(column.name, values, dtype=kind))
        frame: polars.DataFrame = polars_.DataFrame(series)
        return frame

    def _values(self, name: str) -> list[Any]:
        return [row[name] for row in self._rows]

    def _repr_html_(self, limit: int = 20) -> str:
        """The first rows for a notebook; everything is escaped."""
        head = "".join(f'<th title="{escape(c.about)}">{escape(c.name)}</th>' for c in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_cell(value))}</td>" for value in row.values()) + "</tr>"
            for row in self._rows[:limit]
        )
        more = (
            f"<p>{len(self):,} rows; the first {limit} are shown.</p>"
            if len(self) > limit
            else f"<p>{len(self):,} rows</p>"
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = one_line(f"{value:,}" if isinstance(value, Decimal) else str(value))
    return text if len(text) <= 80 else text[:79] + "…"


def library(name: str) -> Any:
    """A library that crossfoot doesn't bring along. Raises ``CrossfootError`` E505 where it isn't installed."""
    try:
        return importlib.import_module(name)
    except ImportError as problem:
        raise E505.at(library=name.partition(".")[0]) from problem


def _fitted(values: Sequence[Optional[Decimal]]) -> tuple[int, list[Optional[Decimal]]]:
    """How many decimal places a column of 38 digits has, and its values, rounded where they don't fit."""
    whole = max((value.adjusted() + 1 for value in values if value), default=1)
    needed = max((_places(value) for value in values if value is not None), default=0)
    places = max(0, min(max(_SCALE, needed), _DIGITS - max(whole, 1)))
    context = Context(prec=200, rounding=ROUND_HALF_EVEN)
    step = Decimal(1).scaleb(-places)
    return places, [value if value is None else value.quantize(step, context=context) for value in values]


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


Cells = tuple[Any, ...]


def articles_table(records: Iterable[Record]) -> Table:
    """One row an article; columns ``ARTICLE_COLUMNS``."""
    return Table("articles", ARTICLE_COLUMNS, map(_article, records))


def companies_table(records: Iterable[Record]) -> Table:
    """One row a mention of a company; columns ``COMPANY_COLUMNS``."""
    return Table("companies", COMPANY_COLUMNS, _rows(records, _companies))


def figures_table(records: Iterable[Record]) -> Table:
    """One row a figure; columns ``FIGURE_COLUMNS``."""
    return Table("figures", FIGURE_COLUMNS, _rows(records, _figures))


def dates_table(records: Iterable[Record]) -> Table:
    """One row a date expression; columns ``DATE_COLUMNS``."""
    return Table("dates", DATE_COLUMNS, _rows(records, _dates))


def claims_table(records: Iterable[Record]) -> Table:
    """One row a claim, with the conversions of its figure; columns ``CLAIM_COLUMNS``."""
    return Table("claims", CLAIM_COLUMNS, _rows(records, _claims))


def findings_table(findings: Iterable[Finding]) -> Table:
    """One row a finding, with its best repair; columns ``FINDING_COLUMNS``."""
    return Table("findings", FINDING_COLUMNS, map(_finding, findings))


def _rows(records: Iterable[Record], cells: Callable[[Record], Iterator[Cells]]) -> Iterator[Cells]:
    for record in records:
        yield from cells(record)


def _article(record: Record) -> Cells:
    lists = (record.companies, record.figures, record.dates, record.claims, record.findings)
    known = (record.title, record.published, record.published_from, record.language)
    return (record.id, record.source, outlet(record), *known, len(record.text), *map(len, lists))


def _companies(record: Record) -> Iterator[Cells]:
    for c in record.companies:
        yield record.id, record.published, c.start, c.end, c.text, c.id, c.name, c.parent, c.ticker, c.coref


def _figures(record: Record) -> Iterator[Cells]:
    for index, f in enumerate(record.figures):
        span = (record.id, record.published, index, f.start, f.end, f.text, f.kind)
        yield (*span, *_value(f), f.per, f.tolerance, f.converts, *_conversions(f))


def _value(of: Any) -> Cells:
    return of.low, of.high, of.modifier, of.unit


def _conversions(figure: Optional[Figure]) -> Cells:
    return (*_conversion(figure.usd if figure else None), *_conversion(figure.cny if figure else None))


def _conversion(of: Optional[Converted]) -> Cells:
    return (None,) * 5 if of is None else (of.low, of.high, of.rate, of.rate_date, of.rate_source)


def _dates(record: Record) -> Iterator[Cells]:
    for index, d in enumerate(record.dates):
        span = (record.id, record.published, index, d.start, d.end, d.text, d.kind)
        yield (*span, d.value, d.first, d.last, d.fiscal)


def _claims(record: Record) -> Iterator[Cells]:
    where = outlet(record)
    for c in record.claims:
        figure = pointed(c.figure, record.figures)
        sides = [
            end for side in (c.subject, c.object) for end in ((side.id, side.name) if side else (None, None))
        ]
        first: Optional[date] = c.period.first if c.period else None
        last: Optional[date] = c.period.last if c.period else None
        yield (
            *(c.id, record.id, where, record.published, c.start, c.end, record.text[c.start : c.end]),
            *(*sides, c.metric, c.metric_text, "; ".join(c.scope), c.kind),
            *(*_value(c), c.tolerance, c.direction, first, last, c.basis, c.baseline),
            *(c.status, c.negated, c.attribution, c.confidence, figure and figure.text),
            *_conversions(figure),
        )


def _finding(f: Finding) -> Cells:
    articles = [article for article, _ in (*f.figures, *f.dates)] + [c.rpartition("#")[0] for c in f.claims]
    best = f.repairs[0] if f.repairs else None
    return (
        *(f.id, f.check, f.severity, f.confidence, f.message),
        *("; ".join(f.claims), "; ".join(dict.fromkeys(filter(None, articles)))),
        *(*_extent(f.expected), *_extent(f.observed)),
        *(len(f.repairs), best and best.text, best and best.why),
    )


def _extent(of: Optional[Extent]) -> Cells:
    return (None, None, None) if of is None else (of.low, of.high, of.unit)


NAMES = ("articles", "companies", "figures", "dates", "claims", "findings")


def streams(
    records: Callable[[], Iterable[Record]], findings: Sequence[Finding]
) -> Iterator[tuple[str, Sequence[Column], Iterator[Cells]]]:
    """Name, columns and rows of each table, made as they are read; ``records`` is called anew for each."""
    yield "articles", ARTICLE_COLUMNS, map(_article, records())
    yield "companies", COMPANY_COLUMNS, _rows(records(), _companies)
    yield "figures", FIGURE_COLUMNS, _rows(records(), _figures)
    yield "dates", DATE_COLUMNS, _rows(records(), _dates)
    yield "claims", CLAIM_COLUMNS, _rows(records(), _claims)
    yield "findings", FINDING_COLUMNS, map(_finding, findings)
