"""The tables as Arrow batches of a fixed schema, so that files of any number of runs fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, Optional

from extract.writing.columns import Column

if TYPE_CHECKING:
    import pyarrow

DIGITS, PLACES = 38, 18
"""Decimals are ``decimal128(38, 18)``: what an article states is exact, converted amounts are rounded to 18 places."""
_STEP = Decimal(1).scaleb(-PLACES)
_CONTEXT = Context(prec=200, rounding=ROUND_HALF_EVEN)
_TOO_LARGE = Decimal(10) ** (DIGITS - PLACES)
_ROWS = 4096


def schema_of(columns: Sequence[Column]) -> pyarrow.Schema:
    """The Arrow schema of a table; each field's metadata says what it holds."""
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "share": pyarrow.float64(),
        "date": pyarrow.date32(),
        "truth": pyarrow.bool_(),
        "decimal": pyarrow.decimal128(DIGITS, PLACES),
    }
    return pyarrow.schema(
        [
            pyarrow.field(column.name, types[column.kind], metadata={"about": column.about})
            for column in columns
        ]
    )


def batches(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[pyarrow.RecordBatch]:
    """``rows`` in batches. A value of 10^20 or more, which no article means, is null."""
    import pyarrow

    schema = schema_of(columns)
    source = iter(rows)
    while chunk := list(islice(source, _ROWS)):
        arrays = []
        for column, field, values in zip(columns, schema, zip(*chunk, strict=True), strict=True):
            cells = [_fitted(value) for value in values] if column.kind == "decimal" else list(values)
            arrays.append(pyarrow.array(cells, field.type))
        yield pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


def _fitted(value: Optional[Decimal]) -> Optional[Decimal]:
    if value is None or abs(value) >= _TOO_LARGE:
        return None
    return value.quantize(_STEP, context=_CONTEXT)
