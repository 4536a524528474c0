"""The columns of the tables: names, kinds and what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "decimal", "share", "date", "truth"]


@dataclass(frozen=True)
class Column:
    """A column: its name, its kind, and what it holds.

    ``text`` str, ``integer`` int, ``decimal`` exact ``Decimal``, ``share`` a float from 0 to 1, ``date`` a day,
    ``truth`` a bool; each may be null.
    """

    name: str
    kind: Kind
    about: str


_ARTICLE = Column("article", "text", "id of the article")
_SPAN = (
    Column("start", "integer", "first code point in the text"),
    Column("end", "integer", "code point after the last one"),
    Column("text", "text", "the mention's own words"),
)
_VALUE = (
    Column("low", "decimal", "lower end of the value; null is open"),
    Column("high", "decimal", "upper end of the value; null is open"),
    Column("modifier", "text", "=, ~, >, >=, < or <="),
    Column("unit", "text", "ISO 4217 code, percent, times, rank, or the counted noun"),
)
_TOLERANCE = Column("tolerance", "decimal", "half a unit in the last digit stated")


def _converted_columns(unit: str) -> tuple[Column, ...]:
    name = unit.lower()
    return (
        Column(f"{name}_low", "decimal", f"lower end in {unit}"),
        Column(f"{name}_high", "decimal", f"upper end in {unit}"),
        Column(f"{name}_rate", "decimal", f"{unit} for one unit of the figure's own currency"),
        Column(f"{name}_rate_date", "text", "day or stretch of the rate"),
        Column(f"{name}_rate_source", "text", "where the rate is from"),
    )


ARTICLE_COLUMNS = (
    Column("id", "text", "id of the article"),
    Column("source", "text", "path or address"),
    Column("outlet", "text", "host of the address, or folder of the file"),
    Column("title", "text", "title"),
    Column("published", "date", "day of publication"),
    Column("published_from", "text", "where that day was found"),
    Column("language", "text", "ISO 639 code"),
    Column("characters", "integer", "length of the text"),
    Column("companies", "integer", "mentions of companies"),
    Column("figures", "integer", "figures"),
    Column("dates", "integer", "date expressions"),
    Column("claims", "integer", "claims"),
    Column("findings", "integer", "findings within the article"),
)
COMPANY_COLUMNS = (
    _ARTICLE,
    Column("published", "date", "day of publication"),
    *_SPAN,
    Column("id", "text", "id of the company, the same in every article"),
    Column("name", "text", "its usual name"),
    Column("parent", "text", "id of the company it belongs to"),
    Column("ticker", "text", "exchange and symbol"),
    Column("coref", "truth", 'whether the mention is "the company", "its" and the like'),
)
FIGURE_COLUMNS = (
    _ARTICLE,
    Column("published", "date", "day of publication"),
    Column("index", "integer", "place in the article's list of figures"),
    *_SPAN,
    Column("kind", "text", "money, percent, count, multiple, rank or quantity"),
    *_VALUE,
    Column("per", "text", "what it is per"),
    _TOLERANCE,
    Column("converts", "integer", "index of the figure that it restates in another currency"),
    *_converted_columns("USD"),
    *_converted_columns("CNY"),
)
DATE_COLUMNS = (
    _ARTICLE,
    Column("published", "date", "day of publication"),
    Column("index", "integer", "place in the article's list of dates"),
    *_SPAN,
    Column("kind", "text", "date, period, duration or set"),
    Column("value", "text", "TIMEX3 value"),
    Column("first", "date", "first day"),
    Column("last", "date", "last day"),
    Column("fiscal", "truth", "whether it counts by a fiscal year"),
)
CLAIM_COLUMNS = (
    Column("id", "text", "id of the claim"),
    _ARTICLE,
    Column("outlet", "text", "outlet of the article"),
    Column("published", "date", "day of publication"),
    Column("start", "integer", "first code point of the evidence"),
    Column("end", "integer", "code point after the evidence"),
    Column("text", "text", "the evidence"),
    Column("subject_id", "text", "id of the company, platform or market it is about"),
    Column("subject_name", "text", "its name"),
    Column("object_id", "text", "id of the other side of a stake or purchase"),
    Column("object_name", "text", "its name"),
    Column("metric", "text", "id of the metric"),
    Column("metric_text", "text", "the words that name it"),
    Column("scope", "text", "what narrows it, joined by '; '"),
    Column("kind", "text", "level, change, share, rank, comparison or event"),
    *_VALUE,
    _TOLERANCE,
    Column("direction", "text", "up or down, for a change"),
    Column("period_first", "date", "first day of the period"),
    Column("period_last", "date", "last day of the period"),
    Column("basis", "text", "yoy, qoq, mom or from_figure"),
    Column("baseline", "text", "id of the claim it is measured against"),
    Column("status", "text", "actual, target, forecast, estimate or rumour"),
    Column("negated", "truth", "whether the claim is denied"),
    Column("attribution", "text", "the source named for it"),
    Column("confidence", "share", "probability that the claim was read rightly"),
    Column("figure_text", "text", "the words of its figure"),
    *_converted_columns("USD"),
    *_converted_columns("CNY"),
)
FINDING_COLUMNS = (
    Column("id", "text", "id of the finding"),
    Column("check", "text", "the check that fired"),
    Column("severity", "text", "error, warning or info"),
    Column("confidence", "share", "probability that something is wrong"),
    Column("message", "text", "the finding as a sentence"),
    Column("claims", "text", "ids of the claims that can't all hold, joined by '; '"),
    Column("articles", "text", "ids of the articles concerned, joined by '; '"),
    Column("expected_low", "decimal", "lower end of what would fit"),
    Column("expected_high", "decimal", "upper end of what would fit"),
    Column("expected_unit", "text", "its unit"),
    Column("observed_low", "decimal", "lower end of what is stated"),
    Column("observed_high", "decimal", "upper end of what is stated"),
    Column("observed_unit", "text", "its unit"),
    Column("repairs", "integer", "how many repairs are suggested"),
    Column("repair_text", "text", "the mention as it would read after the best one"),
    Column("repair_why", "text", "why"),
)
SERIES_COLUMNS = (
    Column("company", "text", "id of the company, platform or market"),
    Column("name", "text", "its name"),
    Column("when", "date", "middle of the period; of a stock the day"),
    Column("period_first", "date", "first day of the period"),
    Column("period_last", "date", "last day of the period"),
    Column(
        "value",
        "decimal",
        "the value in the series' unit; the middle of a range, the end there is of an open one",
    ),
    Column("low", "decimal", "lower end of the value; null is open"),
    Column("high", "decimal", "upper end of the value; null is open"),
    Column("unit", "text", "the series' unit"),
    Column("stated", "text", "the value as it was stated, in words"),
    Column("status", "text", "actual, target, forecast, estimate or rumour"),
    Column("ahead", "truth", "whether it is a target or a forecast, not a report"),
    Column("disputed", "truth", "whether it is in a finding of warning or above"),
    Column("slip", "truth", "whether the best repair of such a finding mends this very value"),
    Column("repaired", "decimal", "the value as it would then be"),
    Column("finding", "text", "id of that finding"),
    Column("scope", "text", "what narrows the metric, joined by '; '"),
    Column("claim", "text", "id of the claim"),
    _ARTICLE,
    Column("outlet", "text", "outlet of the article"),
    Column("attribution", "text", "the source named for it"),
    Column("confidence", "share", "probability that the claim was read rightly"),
)
