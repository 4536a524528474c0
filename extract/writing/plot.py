"""A series as a picture, drawn by matplotlib: what was reported, what was aimed for, and what a finding would mend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, Optional

from extract.quantity import plain
from extract.writing import words
from extract.writing.printable import one_line
from extract.writing.tables import library

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from extract.writing.timeline import TimeSeries

# Okabe and Ito's colours and then Tol's, which most colour-blind readers tell apart; the vermilion is kept for slips.
_COLOURS = (
    *("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#000000"),
    *("#882255", "#999933", "#332288", "#44AA99", "#7F7F7F", "#661100"),
)
_SLIP = "#D55E00"
_MARKS = {"actual": "o", "estimate": "D", "rumour": "^", "target": "o", "forecast": "D"}
_LOGARITHMIC = 20
"""From this ratio of the largest to the smallest value on, a straight scale would flatten the small ones."""
_APART = 0.012
"""Of the time shown: how far the marks of two companies stand apart, so that one doesn't hide the other."""


class _Style(NamedTuple):
    colour: str
    shift: timedelta


def plot(series: TimeSeries, ax: Optional[Axes] = None) -> Axes:
    """Draw ``series`` on ``ax``, or on a new one. Raises ``CrossfootError`` E505 without matplotlib."""
    if ax is None:
        pyplot = library("matplotlib.pyplot")
        _, ax = pyplot.subplots(figsize=(8.5, 4.8), layout="constrained")
    assert ax is not None
    rows = list(series.table)
    styles = _styles(rows)
    if _logarithmic(rows):
        ax.set_yscale("log")
    for company, style in styles.items():
        own = [row for row in rows if row["company"] == company]
        _line(ax, own, style)
        for row in own:
            _mark(ax, row, style)
    _axes(ax, series)
    _legend(ax, rows, styles)
    for row in rows:
        if row["slip"]:
            _slip(ax, row, styles[row["company"]].shift)
    return ax


def _styles(rows: list[dict[str, Any]]) -> dict[str, _Style]:
    companies = list(dict.fromkeys(row["company"] for row in rows))
    days = [row["when"] for row in rows]
    span = max((max(days) - min(days)).days, 365) if days else 365
    middle = (len(companies) - 1) / 2
    return {
        company: _Style(
            _COLOURS[place % len(_COLOURS)], timedelta(days=round((place - middle) * _APART * span))
        )
        for place, company in enumerate(companies)
    }


def _line(ax: Axes, rows: list[dict[str, Any]], style: _Style) -> None:
    """A line through what was reported of periods equally long, slips left out: a day is no year's next value."""
    told: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        if not row["ahead"] and not row["slip"]:
            told.setdefault(_length(row), []).append(row)
    for alike in told.values():
        if len({row["when"] for row in alike}) > 1:
            days = [row["when"] + style.shift for row in alike]
            values = [float(row["value"]) for row in alike]
            ax.plot(days, values, color=style.colour, linewidth=1, alpha=0.4)


def _length(row: Mapping[str, Any]) -> int:
    """How long the period is: in months, 0 for days; -1 where an end is open."""
    first, last = row["period_first"], row["period_last"]
    return round((last - first).days / 30.4) if first and last else -1


def _mark(ax: Axes, row: Mapping[str, Any], style: _Style) -> None:
    """One claim: the period it holds for, the range it leaves open, and the mark of its status."""
    when, value = row["when"] + style.shift, float(row["value"])
    first, last = row["period_first"], row["period_last"]
    if first and last and first < last:
        ax.plot(
            [first, last], [value, value], color=style.colour, linewidth=3, alpha=0.18, solid_capstyle="butt"
        )
    low, high = row["low"], row["high"]
    if low is not None and high is not None and low < high:
        ax.plot([when, when], [float(low), float(high)], color=style.colour, linewidth=1.5)
    ax.plot(
        [when],
        [value],
        linestyle="none",
        marker=_MARKS[row["status"]],
        markersize=8,
        markeredgewidth=1.6,
        color=style.colour,
        markerfacecolor="white" if row["ahead"] else style.colour,
    )
    if low is None or high is None:
        # "over 3 billion" goes on upwards, "nearly 3 billion" stays below.
        end = "↑" if high is None else "↓"
        ax.annotate(end, (when, value), (5, 0), textcoords="offset points", color=style.colour, va="center")


def _slip(ax: Axes, row: Mapping[str, Any], shift: timedelta) -> None:
    when, value = row["when"] + shift, float(row["value"])
    ax.plot([when], [value], linestyle="none", marker="x", markersize=13, markeredgewidth=2.5, color=_SLIP)
    _say(ax, f"as printed: {row['stated']}", when, value)
    if row["repaired"] is None:
        return
    mended = float(row["repaired"])
    ring = {"marker": "o", "markersize": 12, "markeredgewidth": 1.6, "markerfacecolor": "none"}
    ax.plot([when], [mended], linestyle="none", color=_SLIP, **ring)  # type: ignore[arg-type]
    arrow = {"arrowstyle": "->", "color": _SLIP, "linestyle": "--", "shrinkA": 9, "shrinkB": 9}
    ax.annotate("", (when, mended), (when, value), arrowprops=arrow)
    _say(ax, f"as mended: {words.amount(row['repaired'], row['unit'])}", when, mended)


def _say(ax: Axes, text: str, when: Any, value: float) -> None:
    """Words beside a mark, on the side where there is room."""
    dates = library("matplotlib.dates")
    left, right = ax.get_xlim()
    side = -1 if dates.date2num(when) > (left + right) / 2 else 1
    align = "left" if side > 0 else "right"
    ax.annotate(
        _label(text),
        (when, value),
        (12 * side, 0),
        textcoords="offset points",
        color=_SLIP,
        fontsize=9,
        va="center",
        ha=align,
    )


def _axes(ax: Axes, series: TimeSeries) -> None:
    ticks = library("matplotlib.ticker")
    dates = library("matplotlib.dates")
    ax.yaxis.set_major_formatter(ticks.FuncFormatter(lambda value, _: _tick(value)))
    if ax.get_yscale() == "log":
        ax.yaxis.set_minor_formatter(ticks.NullFormatter())
    locator = dates.AutoDateLocator(minticks=3, maxticks=8)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))
    metric = words.metric_words(series.metric)
    ax.set_title(_label(f"{words.capital(metric)}, reported and aimed for"), loc="left")
    if series.unit:
        ax.set_ylabel(_label(_unit(series.unit)))
    ax.grid(axis="y", alpha=0.25)
    ax.spines[["top", "right"]].set_visible(False)
    ax.margins(x=0.08, y=0.12)


def _legend(ax: Axes, rows: list[dict[str, Any]], styles: Mapping[str, _Style]) -> None:
    """The companies by colour, the statuses by mark."""
    if not rows:
        ax.text(0.5, 0.5, "no such claim", transform=ax.transAxes, ha="center", color="gray")
        return
    line = library("matplotlib.lines").Line2D
    names = {row["company"]: row["name"] for row in rows}
    handles = [
        line([], [], linestyle="none", marker="s", color=style.colour, label=_label(names[company]))
        for company, style in styles.items()
    ]
    statuses = {row["status"]: row["ahead"] for row in rows}
    for status in sorted(statuses, key=lambda status: (statuses[status], tuple(_MARKS).index(status))):
        label = words.STATUS_LABELS[status]
        filled = "white" if statuses[status] else "dimgray"
        marks = {"marker": _MARKS[status], "color": "dimgray", "markerfacecolor": filled}
        handles.append(line([], [], linestyle="none", label=label, **marks))
    if any(row["slip"] for row in rows):
        handles.append(
            line([], [], linestyle="none", marker="x", markeredgewidth=2, color=_SLIP, label="slip")
        )
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False)


def _logarithmic(rows: Iterable[Mapping[str, Any]]) -> bool:
    values = [row[name] for row in rows for name in ("value", "repaired") if row[name] is not None]
    return bool(values) and min(values) > 0 and max(values) / min(values) >= _LOGARITHMIC


def _tick(value: float) -> str:
    return words.number(plain(Decimal(repr(float(value))).normalize()))


def _unit(unit: str) -> str:
    if words.is_currency(unit):
        return words.amount(Decimal(0), unit).partition(" ")[0]
    return words.plural(words.one_unit(unit))


def _label(text: str) -> str:
    """A text that matplotlib doesn't take for a formula."""
    return one_line(text).replace("$", r"\$")
