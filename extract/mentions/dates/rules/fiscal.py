"""Fiscal years: "fiscal 2020", "FY21", "the current fiscal year"."""

from __future__ import annotations

from typing import Optional

from extract.mentions.dates.context import Context
from extract.mentions.dates.fiscal import fiscal_quarter, fiscal_year, fiscal_year_now
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.numbers import year_number
from extract.mentions.dates.readings import shift_months, unknown
from extract.mentions.dates.units import step_of


@rule(
    "(?:{this}|{last}|{next}|{latest})?{fiscal}{hyphen}?{year_word}?{comma}?(?P<year>{YEAR}|{YY})(?:{hyphen}|{slash})?(?P<second>{yy}|{year})?",
    article=True,
    calendar=True,
)
@rule(
    "{fy}{apostrophe}?{hyphen}?(?P<year>{YEAR}|{YY}|{yy})(?:{hyphen}|{slash})?(?P<second>{yy}|{year})?",
    article=True,
    calendar=True,
)
@rule(
    "(?P<year>{year})(?P<second>(?:{hyphen}|{slash})(?:{yy}|{year}))?{fiscal}{year_word}",
    article=True,
    calendar=True,
)
def fiscal_year_number(match: Match, context: Context) -> Result:
    """ "fiscal 2020", "FY21", "the 2020 fiscal year", "FY2019-20"."""
    year = year_number(context, *match.span("year"))
    end = match.end()
    if group(match, "second") is not None:
        start, stop = match.span("second")
        if context.tokens.word(start - 1) not in ("-", "/", "–") and stop - start == 1:
            end = match.end("year")
        else:
            second = int(context.tokens.word(stop - 1))
            if second % 100 != (year + 1) % 100:
                return None
            year += 1
    return fiscal_year(context, year, match.start()), end


@rule("(?P<step>{this}|{last}|{next}){fiscal}", article=True, calendar=True)
def fiscal_alone(match: Match, context: Context) -> Result:
    """ "last fiscal", "the current fiscal", as Indian papers write it: only where no noun follows."""
    following = context.tokens.as_written(match.end())
    if following[:1].isalnum() and following not in (
        "and",
        "as",
        "by",
        "from",
        "on",
        "to",
        "was",
        "were",
        "with",
    ):
        return None
    return fiscal_year_now(context, match.start(), step_of(context, match.start("step")))


@rule(
    "(?P<step>{this}|{last}|{next}|{latest}|{that})?{fiscal}{hyphen}?(?P<unit>{year_word}|{quarter_word})",
    article=True,
    calendar=True,
)
def fiscal_unit(match: Match, context: Context) -> Result:
    """ "the current fiscal year", "the latest fiscal quarter", "the fiscal year"."""
    tokens, index = context.tokens, match.start()
    span = group(match, "step")
    word = tokens.word(span[0]) if span is not None else ""
    if tokens.is_in(match.start("unit"), letters("quarter_word")):
        return _fiscal_quarter_now(context, index, word, span)
    if word in ("", "that"):
        known = [reading for _, reading in context.recent() if reading.fiscal and reading.grain == "year"]
        return known[0] if known else fiscal_year_now(context, index, 0)
    steps = -1 if word == "latest" else step_of(context, index)
    return fiscal_year_now(context, index, steps)


def _fiscal_quarter_now(context: Context, index: int, word: str, span: Optional[tuple[int, int]]) -> Result:
    month, published = context.fiscal_year_end(index), context.published
    if published is None or month is None:
        return unknown("XXXX-QX", "quarter", fiscal=True)
    steps = -1 if word in ("latest", "") else step_of(context, index)
    this_month = published.replace(day=1)
    for year in (published.year - 1, published.year, published.year + 1, published.year + 2):
        for number in (1, 2, 3, 4):
            found = fiscal_quarter(context, year, number, index)
            assert found.first is not None and found.last is not None
            moved = shift_months(this_month, 3 * steps)
            if found.first <= moved <= found.last:
                return found
    return None
