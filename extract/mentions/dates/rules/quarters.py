"""Quarters and halves, calendar and fiscal: "Q3 FY2021", "the June quarter", "the first half of 2020"."""

from __future__ import annotations

from datetime import date
from typing import Optional

from extract.mentions.dates.context import Context
from extract.mentions.dates.fiscal import fiscal_half, fiscal_quarter
from extract.mentions.dates.grammar import Match, Result, group, has, letters, rule
from extract.mentions.dates.matching import longest
from extract.mentions.dates.numbers import day_number, year_number
from extract.mentions.dates.readings import (
    Reading,
    a_half,
    a_month,
    a_quarter,
    month_end,
    nearest,
    quarter_of,
    shift_months,
    stretch,
    unknown,
)
from extract.mentions.dates.units import step_of

# A year beside a quarter: "2020", "of fiscal 2021", "FY21", "of last year", "'20".
_FISCAL_YEAR = "(?:{fiscal}{hyphen}?{year_word}?|{fy}{apostrophe}?)"

_YEAR_AFTER = (
    "(?P<after>(?:{of}|{in}|{comma}|{hyphen}|{slash})?{the}?(?:{calendar}?{year_word}{of}?|{calendar})?(?:(?P<fiscal2>"
    + _FISCAL_YEAR
    + ")?(?P<year>{YEAR}|{YY}|{yy})"
    "|(?P<step>{this}|{last}|{next}|{that}|{the})(?P<fiscal3>{fiscal})?{year_word}))?"
)

_QUARTER_NAME = "(?:(?P<number>{ORDINAL}|{final}){hyphen}?(?P<fiscal4>{fiscal})?{quarter_word}|{quarter_letter}(?P<letter>{num})|(?P<before>{num}){quarter_letter})"

_HALF_NAME = "(?:(?P<number>{ORDINAL}|{final}){hyphen}?(?P<fiscal4>{fiscal})?{half_word}(?:{hyphen}?{year_word}(?!{hyphen}))?|{half_letter}(?P<letter>{num})|(?P<before>{num}){half_letter})"

_YEAR_BEFORE = (
    "(?:(?P<fiscal0>"
    + _FISCAL_YEAR
    + ")?(?P<year0>{year})(?:{POSSESSIVE})?{hyphen}?|(?P<step0>{this}|{last}|{next}){year_word}(?:{POSSESSIVE})?)?"
)

_FISCAL_BEFORE = "(?P<fiscal1>{fiscal}{hyphen}?)?"


def _stated_year(match: Match, context: Context) -> Optional[int]:
    """The year named beside a quarter or half, in figures or as "last year"."""
    for name in ("year0", "year"):
        if has(match, name):
            return year_number(context, *match.span(name))
    for name in ("step0", "step"):
        if not has(match, name):
            continue
        index = match.start(name)
        if context.tokens.is_in(index, letters("that", "the")):
            earlier = context.latest("year") or context.latest("quarter", "month", "day")
            base = earlier.first if earlier is not None else context.published
            return None if base is None else base.year
        if context.published is None:
            return None
        return context.published.year + step_of(context, index)
    return None


def _part_number(match: Match, context: Context, parts: int) -> int:
    """The number of a quarter or half; "the last" of a stated year is the one numbered ``parts``."""
    for name in ("number", "letter", "before"):
        if has(match, name):
            index = match.start(name)
            if context.tokens.is_in(index, letters("final")):
                return parts if _stated(match) else 0
            return day_number(context, *match.span(name))
    raise ValueError("no number")


def _bad_short_year(match: Match, context: Context) -> bool:
    """Two digits after a quarter are a year only in compact writing: "Q3 20" no, "3Q20", "Q3 FY20" yes."""
    if not has(match, "year"):
        return False
    start, end = match.span("year")
    tokens = context.tokens
    if end - start > 1 or len(tokens.word(start)) != 2 or not tokens.word(start).isdecimal():
        return False
    return not (has(match, "fiscal2") or tokens.glued(start))


def _is_in_a_row(context: Context, end: int) -> bool:
    """ "The third quarter in a row", "for the second quarter running": how many there were, no quarter of a year."""
    tokens = context.tokens
    return tokens.word(end) == "running" or [tokens.word(at) for at in range(end, end + 3)] == [
        "in",
        "a",
        "row",
    ]


def _with_second_year(context: Context, year: int, at: int, end: int) -> tuple[int, int]:
    """The year that a fiscal year written "2018-19" ends in, and the token behind it; those given where it is no such."""
    tokens = context.tokens
    if at != end or tokens.word(at) not in ("-", "/", "–") or not tokens.glued(at + 1):
        return year, end
    second = tokens.word(at + 1)
    if len(second) not in (2, 4) or not second.isdecimal() or int(second) % 100 != (year + 1) % 100:
        return year, end
    return year + 1, at + 2


@rule("(?:" + _YEAR_BEFORE + _FISCAL_BEFORE + _QUARTER_NAME + _YEAR_AFTER + ")", article=True, calendar=True)
def quarter(match: Match, context: Context) -> Result:
    """ "the third quarter of 2020", "Q3 FY2021", "3Q20", "fiscal fourth quarter", "last year's second quarter"."""
    number = _part_number(match, context, 4)
    if not 1 <= number <= 4:
        return None
    if has(match, "number") and _is_in_a_row(context, match.end()):
        return None
    no_year = _bad_short_year(match, context)
    end = match.start("after") if no_year else match.end()
    year = None if no_year else _stated_year(match, context)
    fiscal = has(match, "fiscal0", "fiscal1", "fiscal2", "fiscal3", "fiscal4")
    if fiscal and year is not None and not no_year:
        year, end = _with_second_year(context, year, match.end("year") if has(match, "year") else -1, end)
    if year is None and has(match, "step", "step0"):
        return unknown(f"XXXX-Q{number}", "quarter", fiscal)
    if not fiscal and year is None:
        known = _same_quarter_named_fiscal(context, number)
        if known is not None:
            return known
    index = match.start()
    customary = context.customary_year_end
    if year is None and customary is not None and context.fiscal_year_end(index) == customary:
        # Where all fiscal years end alike, quarters are counted by them.
        fiscal = True
    if year is not None and not fiscal:
        fiscal = _is_over_by_fiscal_year(context, year, number, match)
    if fiscal:
        return (
            fiscal_quarter(context, year, number, index)
            if year
            else _latest_fiscal_quarter(context, number, match)
        ), end
    if year is None:
        year = _year_of_sentence(context)
    if year is not None:
        return a_quarter(year, number), end
    return _nearest_quarter(context, number, match), end


def _is_over_by_fiscal_year(context: Context, year: int, number: int, match: Match) -> bool:
    """Whether a quarter told as past has yet to begin by the calendar and is over by the company's fiscal year.

    "Posted results for the first quarter of 2023", in August 2022.
    """
    published, index = context.published, match.start()
    if published is None or date(year, 3 * number - 2, 1) <= published:
        return False
    if context.fiscal_year_end(index) is None or context.tense(index, match.end()) > 0:
        return False
    last = fiscal_quarter(context, year, number, index).last
    return last is not None and last < published


def _year_of_sentence(context: Context) -> Optional[int]:
    """The year stated with another quarter, half or month of the same sentence."""
    start = context.sentence_start()
    for index, reading in context.recent():
        if index < start:
            break
        if reading.grain in ("quarter", "half") and reading.first is not None:
            return None if reading.yearless or reading.fiscal or reading.derived else reading.first.year
    return None


def _same_quarter_named_fiscal(context: Context, number: int) -> Optional[Reading]:
    for _, reading in context.recent():
        if reading.fiscal and reading.grain == "quarter" and reading.value.endswith(f"-Q{number}"):
            return reading
    return None


def _nearest_quarter(context: Context, number: int, match: Match) -> Reading:
    published = context.published
    if published is None:
        return Reading("period", f"XXXX-Q{number}", grain="quarter", yearless=True)
    here = quarter_of(published)
    year = published.year if number <= here else published.year - 1
    tense = context.tense(match.start(), match.end())
    # A quarter is reported when it is over, so the running one counts as past only where nothing says "will".
    if number > here and (
        tense > 0 or (number - here == 1 and tense == 0 and context.tokens.word(match.start() - 1) == "the")
    ):
        year = published.year
    if number < here - 1 and tense > 0:
        year = published.year + 1 if here - number >= 2 else year
    return a_quarter(year, number, yearless=True)


def _latest_fiscal_quarter(context: Context, number: int, match: Match) -> Reading:
    """The fiscal quarter of that number that ended last before publication (with a future verb, the next to end)."""
    published = context.published
    if published is None:
        return unknown(f"XXXX-Q{number}", "quarter", fiscal=True)
    if context.fiscal_year_end(match.start()) is None:
        return Reading("period", f"{published.year:04}-Q{number}", fiscal=True, grain="quarter")
    candidates = [
        fiscal_quarter(context, published.year + n, number, match.start()) for n in (-2, -1, 0, 1, 2)
    ]
    if context.tense(match.start(), match.end()) > 0:
        return next(c for c in candidates if c.last is not None and c.last >= published)
    return next(c for c in reversed(candidates) if c.last is not None and c.last < published)


@rule("(?:" + _YEAR_BEFORE + _FISCAL_BEFORE + _HALF_NAME + _YEAR_AFTER + ")", article=True, calendar=True)
def half(match: Match, context: Context) -> Result:
    """ "the first half of 2020", "H1 2020", "2H20"."""
    number = _part_number(match, context, 2)
    if number not in (1, 2):
        return None
    no_year = _bad_short_year(match, context)
    end = match.start("after") if no_year else match.end()
    if has(match, "number") and context.tokens.word(end) in ("of", "point") and not _stated(match):
        following = context.tokens.word(end + 1)
        if following not in ("the", "this"):
            return None
    year = None if no_year else _stated_year(match, context)
    fiscal = has(match, "fiscal0", "fiscal1", "fiscal2", "fiscal3", "fiscal4")
    if year is None and (has(match, "step", "step0") or context.published is None):
        return unknown(f"XXXX-H{number}", "half", fiscal), end
    if year is None:
        year = _year_of_sentence(context)
    if year is None:
        assert context.published is not None
        future = context.tense(match.start(), match.end()) > 0
        year = context.published.year
        if (
            number == 2
            and context.published.month <= 6
            and not future
            and context.tense(match.start(), match.end()) < 0
        ):
            year -= 1
    return (fiscal_half(context, year, number, match.start()) if fiscal else a_half(year, number)), end


@rule(
    "(?P<number>{ordinal})(?:{and}|{or}|{comma})(?={ordinal}(?:{comma}?(?:{and}|{or}){ordinal})?{hyphen}?(?:{fiscal}{hyphen}?)?(?:{quarter_word}|{half_word}))",
    article=True,
)
def listed_part(match: Match, context: Context) -> Result:
    """ "the *third* and fourth quarters of 2019": the part of the same year that the list's end names."""
    found = longest(context, match.end())
    number = context.number(match.start("number"), "ordinal")
    if found is None or found.reading.grain not in ("quarter", "half") or number > 4:
        return None
    last = found.reading
    letter = "Q" if last.grain == "quarter" else "H"
    head, _, tail = last.value.partition(f"-{letter}")
    if not tail.isdecimal() or number >= int(tail):
        return None
    value, end = f"{head}-{letter}{number}", match.end("number")
    if last.first is None or last.last is None:
        return last._replace(value=value), end
    months = (number - int(tail)) * (3 if letter == "Q" else 6)
    first = shift_months(last.first, months)
    closing = shift_months(last.last.replace(day=1), months)
    return last._replace(value=value, first=first, last=month_end(closing.year, closing.month)), end


@rule("(?P<which>{ordinal}|{final}|{later_half}){half_word}{of}{the}?", article=True)
def half_of_month(match: Match, context: Context) -> Result:
    """ "the first half of June": days 1 to 15, or from the 16th on."""
    found = longest(context, match.end(), calendar_only=True) if match.end() < len(context.tokens) else None
    if (
        found is None
        or found.reading.grain != "month"
        or found.reading.first is None
        or found.reading.last is None
    ):
        return None
    word = context.tokens.word(match.start("which"))
    if word not in ("first", "second", "last", "latter"):
        return None
    month = found.reading
    if word == "first":
        return month._replace(last=found.reading.first.replace(day=15)), found.end
    return month._replace(first=found.reading.first.replace(day=16)), found.end


def _stated(match: Match) -> bool:
    return has(match, "year", "year0", "step", "step0")


@rule("(?P<month>{month}){hyphen}?{quarter_word}{of}?(?P<year>{year})?", article=True, calendar=True)
def month_quarter(match: Match, context: Context) -> Result:
    """ "the June quarter": the three months that end with that month."""
    month = context.number(match.start("month"), "month")
    if group(match, "year"):
        end = a_month(context.number(match.start("year"), "year"), month)
    elif context.published is None:
        return unknown(f"XXXX-{month:02}", "quarter")
    else:
        # By its middle, so that the quarter under way counts as near.
        middles = [shift_months(date(context.published.year + n, month, 15), -1) for n in (-1, 0, 1)]
        middle = nearest(middles, context.published, context.tense(match.start(), match.end()), 2)
        closing = shift_months(middle, 1)
        end = a_month(closing.year, closing.month)
    assert end.first is not None and end.last is not None
    return stretch(shift_months(end.first, -2), end.last)._replace(grain="quarter")
