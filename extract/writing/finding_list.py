"""Findings as a list that is also a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.model import Finding

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from extract.writing.tables import Table


class FindingList(list[Finding]):
    """Findings in their order, the gravest first; ``to_pandas()``, ``to_polars()`` and ``to_arrow()`` make a table of them."""

    @property
    def table(self) -> Table:
        """One row a finding, with its best repair."""
        from extract.writing.tables import findings_table

        return findings_table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """As ``table.to_pandas()``. Raises E505 without pandas."""
        return self.table.to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """As ``table.to_polars()``. Raises E505 without polars."""
        return self.table.to_polars()

    def to_arrow(self) -> pyarrow.Table:
        """As ``table.to_arrow()``."""
        return self.table.to_arrow()

    def _repr_html_(self) -> str:
        from extract.writing.notebook import findings_html

        return findings_html(self)
