"""One metric over time, claim by claim: what was reported apart from what was aimed for, slips marked, in one unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, Optional

from extract.model import Claim, Converted, Figure, Finding, Record
from extract.quantity import plain
from extract.writing import words
from extract.writing.columns import SERIES_COLUMNS
from extract.writing.evidence import by_weight, outlet, pointed
from extract.writing.periods import middle
from extract.writing.series import AHEAD
from extract.writing.tables import Table

if TYPE_CHECKING:
    import matplotlib.axes
    import pandas
    import polars


class TimeSeries:
    """The levels of one metric over time. ``table`` has a row a claim, ``unit`` is that of all values.

    ``left_out`` counts the claims that have no place in it: in another unit, or of no known time.
    """

    def __init__(
        self, metric: str, unit: Optional[str], rows: Sequence[dict[str, Any]], left_out: int
    ) -> None:
        self.metric, self.unit, self.left_out = metric, unit, left_out
        names = [column.name for column in SERIES_COLUMNS]
        self.table = Table("series", SERIES_COLUMNS, ([row[name] for name in names] for row in rows))

    @property
    def reported(self) -> list[dict[str, Any]]:
        """The rows of what was reported or estimated."""
        return [row for row in self.table if not row["ahead"]]

    @property
    def targeted(self) -> list[dict[str, Any]]:
        """The rows of targets and forecasts."""
        return [row for row in self.table if row["ahead"]]

    @property
    def slips(self) -> list[dict[str, Any]]:
        """The rows whose value a finding would mend."""
        return [row for row in self.table if row["slip"]]

    def to_pandas(self) -> pandas.DataFrame:
        """``table`` as a DataFrame. Raises E505 without pandas."""
        return self.table.to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """``table`` as a DataFrame. Raises E505 without polars."""
        return self.table.to_polars()

    def plot(self, ax: Optional[matplotlib.axes.Axes] = None) -> matplotlib.axes.Axes:
        """The picture: filled marks for what was reported, hollow ones for what was aimed for, slips crossed and mended.

        ``ax`` is a matplotlib Axes to draw on (default: a new one). Raises E505 without matplotlib, which comes with
        ``pip install "crossfoot[plot]"``.
        """
        from extract.writing.plot import plot

        return plot(self, ax)

    def __len__(self) -> int:
        return len(self.table)

    def __repr__(self) -> str:
        return f"<TimeSeries {self.metric}, {self.unit or 'no unit'}: {len(self.reported)} reported, {len(self.targeted)} targeted>"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


class Slip(NamedTuple):
    """A value that a finding would mend: the finding, and by what the value is to be multiplied, where that can be said."""

    finding: str
    factor: Optional[Decimal]


class _Placed(NamedTuple):
    record: Record
    claim: Claim
    figure: Optional[Figure]


def time_series(
    records: Iterable[Record],
    findings: Sequence[Finding],
    metric: str,
    companies: Sequence[str] = (),
    scope: Optional[Sequence[str]] = None,
    unit: Optional[str] = None,
) -> TimeSeries:
    """The levels of ``metric`` in ``records``, of ``companies`` (ids; none: of all that have one), by company and time.

    ``scope``: only claims with exactly these qualifiers, null for any. ``unit`` defaults to the commonest; other money is
    converted where it is USD or CNY, at the rate of the claim's own time.
    """
    wanted = [
        placed
        for placed in _levels(records, metric, scope)
        if placed.claim.subject is not None and (not companies or placed.claim.subject.id in companies)
    ]
    unit = unit or _commonest(placed.claim.unit for placed in wanted)
    disputed, slips = _doubts(findings, [placed.record for placed in wanted])
    rows = []
    for placed in wanted:
        row = _row(placed, unit)
        if row is None:
            continue
        slip = slips.get(placed.claim.id)
        row["disputed"] = placed.claim.id in disputed
        row["slip"] = slip is not None
        row["finding"] = slip.finding if slip else disputed.get(placed.claim.id)
        row["repaired"] = plain(row["value"] * slip.factor) if slip and slip.factor is not None else None
        rows.append(row)
    order = {name: place for place, name in enumerate(companies)}
    rows.sort(key=lambda row: (order.get(row["company"], 0), row["company"], row["when"], row["claim"]))
    return TimeSeries(metric, unit, rows, len(wanted) - len(rows))


def _levels(records: Iterable[Record], metric: str, scope: Optional[Sequence[str]]) -> Iterator[_Placed]:
    for record in records:
        for claim in record.claims:
            level = claim.kind == "level" and claim.metric == metric and not claim.negated
            if level and (scope is None or sorted(scope) == sorted(claim.scope)):
                yield _Placed(record, claim, pointed(claim.figure, record.figures))


def _commonest(units: Iterable[Optional[str]]) -> Optional[str]:
    counts = Counter(unit for unit in units if unit)
    return max(counts, key=lambda unit: (counts[unit], unit)) if counts else None


def _row(placed: _Placed, unit: Optional[str]) -> Optional[dict[str, Any]]:
    """The row of a claim, but for what is doubted of it; null where it has no place in the series."""
    record, claim, figure = placed
    ends = _ends(claim, figure, unit)
    when = middle(claim.period)
    if ends is None or when is None or claim.period is None or claim.subject is None:
        return None
    low, high = ends
    value = (low + high) / 2 if low is not None and high is not None else low if high is None else high
    return {
        "company": claim.subject.id,
        "name": claim.subject.name,
        "when": when,
        "period_first": claim.period.first,
        "period_last": claim.period.last,
        "value": value,
        "low": low,
        "high": high,
        "unit": unit,
        "stated": words.claim_words(claim),
        "status": claim.status,
        "ahead": claim.status in AHEAD,
        "scope": "; ".join(claim.scope),
        "claim": claim.id,
        "article": record.id,
        "outlet": outlet(record),
        "attribution": claim.attribution,
        "confidence": claim.confidence,
    }


def _ends(
    claim: Claim, figure: Optional[Figure], unit: Optional[str]
) -> Optional[tuple[Optional[Decimal], Optional[Decimal]]]:
    """Low and high in ``unit``, null where the claim is in another one that isn't converted."""
    of: Claim | Converted | None = claim
    if claim.unit != unit:
        same = figure is not None and figure.unit == claim.unit
        of = {"USD": figure.usd, "CNY": figure.cny}.get(unit or "") if figure and same else None
    return None if of is None or (of.low is None and of.high is None) else (of.low, of.high)


def _doubts(findings: Sequence[Finding], records: Sequence[Record]) -> tuple[dict[str, str], dict[str, Slip]]:
    """The claims in findings of warning or above, each with the gravest; and those that the best repair mends."""
    by_figure = {
        (record.id, claim.figure): claim.id
        for record in records
        for claim in record.claims
        if claim.figure is not None
    }
    disputed: dict[str, str] = {}
    slips: dict[str, Slip] = {}
    for finding in by_weight(findings):
        if finding.severity == "info":
            continue
        for claim in finding.claims:
            disputed.setdefault(claim, finding.id)
        if finding.repairs:
            best = finding.repairs[0]
            mended = best.claim or (by_figure.get(best.figure) if best.figure else None)
            if mended is not None:
                slips.setdefault(mended, Slip(finding.id, _factor(best.from_, best.to)))
    return disputed, slips


def _factor(before: object, after: object) -> Optional[Decimal]:
    numbers = (int, Decimal)
    if isinstance(before, numbers) and isinstance(after, numbers) and before:
        return Decimal(after) / Decimal(before)
    return None
