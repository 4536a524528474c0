"""Fiscal years, halves and quarters, by company or by what the text says."""

from __future__ import annotations

from extract.mentions.dates.context import Context
from extract.mentions.dates.readings import ONE_DAY, Reading, month_end, shift_months, unknown


def fiscal_quarter(context: Context, year: int, number: int, index: int) -> Reading:
    """A quarter of the fiscal year meant at a token; its days are null where the year's end isn't known."""
    whole = fiscal_year(context, year, index)
    value = f"{year:04}-Q{number}"
    if whole.first is None:
        return Reading("period", value, fiscal=True, grain="quarter")
    first = shift_months(whole.first, 3 * (number - 1))
    last = shift_months(first, 3) - ONE_DAY
    return Reading("period", value, first, last, fiscal=True, grain="quarter")


def fiscal_half(context: Context, year: int, number: int, index: int) -> Reading:
    """A half of the fiscal year meant at a token."""
    whole = fiscal_year(context, year, index)
    value = f"{year:04}-H{number}"
    if whole.first is None:
        return Reading("period", value, fiscal=True, grain="half")
    first = shift_months(whole.first, 6 * (number - 1))
    return Reading("period", value, first, shift_months(first, 6) - ONE_DAY, fiscal=True, grain="half")


def fiscal_year(context: Context, year: int, index: int) -> Reading:
    """A fiscal year by its number: named by the year it ends in, unless the company names it by its start."""
    month = context.fiscal_year_end(index)
    value = f"{year:04}"
    if month is None:
        return Reading("period", value, fiscal=True, grain="year")
    company = context.company_at(index)
    ends_in = (
        year + 1
        if company is not None and month < 12 and context.fiscal_years.named_after_start(company)
        else year
    )
    last = month_end(ends_in, month)
    return Reading("period", value, shift_months(last.replace(day=1), -11), last, fiscal=True, grain="year")


def fiscal_year_now(context: Context, index: int, steps: int) -> Reading:
    """The fiscal year running at publication, or ``steps`` from it."""
    published = context.published
    if published is None:
        return unknown("XXXX", "year", fiscal=True)
    month = context.fiscal_year_end(index)
    ends_in = published.year
    if month is not None and published > month_end(published.year, month):
        ends_in += 1
    company = context.company_at(index)
    if (
        month is not None
        and month < 12
        and company is not None
        and context.fiscal_years.named_after_start(company)
    ):
        ends_in -= 1
    return fiscal_year(context, ends_in + steps, index)
