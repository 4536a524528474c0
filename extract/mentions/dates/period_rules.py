"""Quarters, halves, fiscal years, parts of periods, periods named by their end, year to date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Optional

from extract.lexicon.fiscal import named_after_start
from extract.mentions.dates.context import Context, nearest
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.matching import longest
from extract.mentions.dates.numbers import count, day_number, year_number
from extract.mentions.dates.readings import (
    NOTHING,
    ONE_DAY,
    Reading,
    a_day,
    a_half,
    a_month,
    a_quarter,
    a_year,
    monday,
    month_end,
    quarter_of,
    shift_months,
    stretch,
    unit_containing,
    unknown,
)
from extract.mentions.dates.relative_rules import duration_value, relative_unit, step_of

# A year beside a quarter: "2020", "of fiscal 2021", "FY21", "of last year", "'20".
_FISCAL_YEAR = "(?:{fiscal}{hyphen}?{year_word}?|{fy}{apostrophe}?)"
_YEAR_AFTER = (
    "(?:(?:{of}|{in}|{comma}|{hyphen}|{slash})?{the}?(?:(?P<fiscal2>" + _FISCAL_YEAR + ")?(?P<year>{YEAR}|{YY}|{yy})"
    "|(?P<step>{this}|{last}|{next}|{that}|{the})(?P<fiscal3>{fiscal})?{year_word}))?"
)
_QUARTER_NAME = "(?:(?P<number>{ORDINAL}|{final}){hyphen}?(?P<fiscal4>{fiscal})?{quarter_word}|{quarter_letter}(?P<letter>{num})|(?P<before>{num}){quarter_letter})"
_HALF_NAME = "(?:(?P<number>{ORDINAL}|{final}){hyphen}?(?P<fiscal4>{fiscal})?{half_word}|{half_letter}(?P<letter>{num})|(?P<before>{num}){half_letter})"
_YEAR_BEFORE = (
    "(?:(?P<fiscal0>" + _FISCAL_YEAR + ")?(?P<year0>{year})(?:{POSSESSIVE})?{hyphen}?|(?P<step0>{this}|{last}|{next}){year_word}(?:{POSSESSIVE})?)?"
)
_FISCAL_BEFORE = "(?P<fiscal1>{fiscal}{hyphen}?)?"


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
    ends_in = year + 1 if company is not None and month < 12 and named_after_start(company) else year
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
    if month is not None and month < 12 and company is not None and named_after_start(company):
        ends_in -= 1
    return fiscal_year(context, ends_in + steps, index)


def _has(match: Match, *names: str) -> bool:
    return any(name in match.re.groupindex and group(match, name) is not None for name in names)


def _stated_year(match: Match, context: Context) -> Optional[int]:
    """The year named beside a quarter or half, in figures or as "last year"."""
    for name in ("year0", "year"):
        if _has(match, name):
            return year_number(context, *match.span(name))
    for name in ("step0", "step"):
        if not _has(match, name):
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
        if _has(match, name):
            index = match.start(name)
            if context.tokens.is_in(index, letters("final")):
                return parts if _stated(match) else 0
            return day_number(context, *match.span(name))
    raise ValueError("no number")


def _bad_short_year(match: Match, context: Context) -> bool:
    """Two digits after a quarter are a year only in compact writing: "Q3 20" no, "3Q20", "Q3 FY20" yes."""
    if not _has(match, "year"):
        return False
    start, end = match.span("year")
    tokens = context.tokens
    if end - start > 1 or len(tokens.word(start)) != 2 or not tokens.word(start).isdecimal():
        return False
    return not (_has(match, "fiscal2") or tokens.glued(start))


@rule("(?:" + _YEAR_BEFORE + _FISCAL_BEFORE + _QUARTER_NAME + _YEAR_AFTER + ")", article=True, calendar=True)
def quarter(match: Match, context: Context) -> Result:
    """ "the third quarter of 2020", "Q3 FY2021", "3Q20", "fiscal fourth quarter", "last year's second quarter"."""
    number = _part_number(match, context, 4)
    if not 1 <= number <= 4 or _bad_short_year(match, context):
        return None
    end = match.end()
    year = _stated_year(match, context)
    fiscal = _has(match, "fiscal0", "fiscal1", "fiscal2", "fiscal3", "fiscal4")
    if year is None and _has(match, "step", "step0"):
        return unknown(f"XXXX-Q{number}", "quarter", fiscal)
    if not fiscal and year is None:
        known = _same_quarter_named_fiscal(context, number)
        if known is not None:
            return known
    index = match.start()
    if fiscal:
        return (fiscal_quarter(context, year, number, index) if year else _latest_fiscal_quarter(context, number, match)), end
    if year is None:
        year = _year_of_sentence(context)
    if year is not None:
        return a_quarter(year, number), end
    return _nearest_quarter(context, number, match), end


def _year_of_sentence(context: Context) -> Optional[int]:
    """The year stated with another quarter, half or month of the same sentence."""
    start = context.sentence_start()
    for index, reading in reversed(context.found):
        if index < start:
            break
        if reading.grain in ("quarter", "half") and reading.first is not None:
            return None if reading.yearless or reading.fiscal or reading.derived else reading.first.year
    return None


def _same_quarter_named_fiscal(context: Context, number: int) -> Optional[Reading]:
    for _, reading in reversed(context.found):
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
    if number > here and (tense > 0 or (number - here == 1 and tense == 0 and context.tokens.word(match.start() - 1) == "the")):
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
    candidates = [fiscal_quarter(context, published.year + n, number, match.start()) for n in (-2, -1, 0, 1, 2)]
    if context.tense(match.start(), match.end()) > 0:
        return next(c for c in candidates if c.last is not None and c.last >= published)
    return next(c for c in reversed(candidates) if c.last is not None and c.last < published)


@rule("(?:" + _YEAR_BEFORE + _FISCAL_BEFORE + _HALF_NAME + _YEAR_AFTER + ")", article=True, calendar=True)
def half(match: Match, context: Context) -> Result:
    """ "the first half of 2020", "H1 2020", "2H20"."""
    number = _part_number(match, context, 2)
    if number not in (1, 2) or _bad_short_year(match, context):
        return None
    if _has(match, "number") and context.tokens.word(match.end()) in ("of", "point") and not _stated(match):
        following = context.tokens.word(match.end() + 1)
        if following not in ("the", "this"):
            return None
    year, fiscal = _stated_year(match, context), _has(match, "fiscal0", "fiscal1", "fiscal2", "fiscal3", "fiscal4")
    if year is None and (_has(match, "step", "step0") or context.published is None):
        return unknown(f"XXXX-H{number}", "half", fiscal)
    if year is None:
        year = _year_of_sentence(context)
    if year is None:
        assert context.published is not None
        future = context.tense(match.start(), match.end()) > 0
        year = context.published.year
        if number == 2 and context.published.month <= 6 and not future and context.tense(match.start(), match.end()) < 0:
            year -= 1
    return fiscal_half(context, year, number, match.start()) if fiscal else a_half(year, number)


def _stated(match: Match) -> bool:
    return _has(match, "year", "year0", "step", "step0")


@rule("{fiscal}{hyphen}?{year_word}?{comma}?(?P<year>{YEAR}|{YY})(?:{hyphen}|{slash})?(?P<second>{yy})?", article=True, calendar=True)
@rule("{fy}{apostrophe}?{hyphen}?(?P<year>{YEAR}|{YY}|{yy})(?:{hyphen}|{slash})?(?P<second>{yy})?", article=True, calendar=True)
@rule("(?P<year>{year})(?P<second>{hyphen}{yy})?{fiscal}{year_word}", article=True, calendar=True)
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
            if second != (year + 1) % 100:
                return None
            year += 1
    return fiscal_year(context, year, match.start()), end


@rule("(?P<step>{this}|{last}|{next}|{latest}|{that})?{fiscal}{hyphen}?(?P<unit>{year_word}|{quarter_word})", article=True, calendar=True)
def fiscal_unit(match: Match, context: Context) -> Result:
    """ "the current fiscal year", "the latest fiscal quarter", "the fiscal year"."""
    tokens, index = context.tokens, match.start()
    span = group(match, "step")
    word = tokens.word(span[0]) if span is not None else ""
    if tokens.is_in(match.start("unit"), letters("quarter_word")):
        return _fiscal_quarter_now(context, index, word, span)
    if word in ("", "that"):
        known = [reading for _, reading in context.found if reading.fiscal and reading.grain == "year"]
        return known[-1] if known else fiscal_year_now(context, index, 0)
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


_ENDED = "(?:{period_noun})?{comma}?(?:{ended}|{that}{ended})(?:{in}|{on}|{at}|{the})?{the}?"


@rule(
    "(?:(?P<count>{COUNT}){hyphen}?(?P<unit>{unit})|(?P<part>{ORDINAL})?{hyphen}?(?P<fiscal>{fiscal})?{hyphen}?(?P<part2>{ORDINAL})?(?P<one>{unit}|{period_noun})(?P<number>{year})?)"
    + _ENDED,
    article=True,
)
def period_ended(match: Match, context: Context) -> Result:
    """ "the three months ended March 31, 2020", "the quarter ending in June", "the fiscal year ended March 2020"."""
    tokens = context.tokens
    strict = any(tokens.is_in(i, letters("ended_strict")) for i in range(match.start(), match.end()))
    found = longest(context, match.end(), calendar_only=True) if match.end() < len(tokens) else None
    if not strict and group(match, "count") and tokens.word(match.start() - 1) in ("the", "in", "for"):
        # "The three months to June".
        strict = any(tokens.word(i) in ("to", "through") for i in range(match.end("unit"), match.end()))
    if not strict and tokens.word(match.start("one")) in ("year", "quarter", "half") and tokens.word(match.start() - 1) == "the":
        strict = tokens.word(match.end("one")) == "to"
    if found is None or not strict or found.reading.grain not in ("day", "month", "event"):
        return None
    fiscal = group(match, "fiscal") is not None
    if _states_year_end(match, context, fiscal, found.reading):
        return NOTHING, found.end
    last = found.reading.last
    end = _report_end(found.reading, context, tokens)
    months = _months_of(match, context)
    if last is None or end is None:
        return unknown("XXXX-QX" if months == 3 else "XXXX", "quarter" if months == 3 else "year", fiscal), found.end
    last = end
    if months is None:
        return _weeks_or_days(match, context, last), found.end
    reading = _months_before(last, months, group(match, "count") is not None)
    if months == 12:
        if fiscal or last.month != 12:
            fiscal = True
            context.stated_year_end = last.month
            reading = reading._replace(value=f"{last.year:04}")
        reading = reading._replace(grain="year")
    elif group(match, "unit") is None and (group(match, "part") or group(match, "part2")) and fiscal:
        reading = reading._replace(grain="quarter")
    return reading._replace(fiscal=fiscal), found.end


def _states_year_end(match: Match, context: Context, fiscal: bool, end: Reading) -> bool:
    """Whether the words say when fiscal years end ("its fiscal year ends in March") rather than name one."""
    words = [context.tokens.word(index) for index in range(match.start(), match.end())]
    if "ends" not in words or "that" in words:
        return False
    if fiscal and end.last is not None:
        context.stated_year_end = end.last.month
    return True


def _report_end(reading: Reading, context: Context, tokens: object) -> Optional[date]:
    """The closing day; one without its year is the last before publication ("the quarter ended Sept. 30")."""
    last = reading.last
    if last is None or not reading.yearless or context.published is None:
        return last
    if last > context.published + timedelta(days=200):
        last = shift_months(last, -12)
    return last


def _months_of(match: Match, context: Context) -> Optional[int]:
    tokens = context.tokens
    if group(match, "count"):
        letter, number = context.text_letter(match.start("unit")), count(context, *match.span("count"))
    else:
        word, number = tokens.word(match.start("one")), 1.0
        if tokens.is_in(match.start("one"), letters("period_noun")):
            earlier = context.latest("quarter", "half", "report", "year")
            if earlier is None or earlier.first is None or earlier.last is None:
                return 3
            return round((earlier.last - earlier.first).days / 30.4) or 3
        letter = str(context.text_letter(match.start("one"))) if word else ""
    per_unit = {"M": 1, "Q": 3, "H": 6, "Y": 12}.get(letter)
    return None if per_unit is None else int(per_unit * number)


def _weeks_or_days(match: Match, context: Context, last: date) -> Result:
    letter = context.text_letter(match.start("unit") if group(match, "unit") else match.start("one"))
    number = count(context, *match.span("count")) if group(match, "count") else 1
    if letter not in ("W", "D"):
        return None
    days = int(number * (7 if letter == "W" else 1))
    grain = "week" if days == 7 else "quarter" if 13 * 7 <= days <= 14 * 7 else "report"
    return Reading("period", duration_value(number, letter), last - timedelta(days=days - 1), last, grain=grain)


def _months_before(last: date, months: int, counted: bool) -> Reading:
    """The months up to a closing day. A day near a month's end closes that month, as 52-week years do."""
    closing = month_end(last.year, last.month)
    if last.day <= 5:
        closing = last.replace(day=1) - ONE_DAY
    near = abs((closing - last).days) <= 7
    first = shift_months(closing.replace(day=1), 1 - months) if near else shift_months(last, -months) + ONE_DAY
    end = closing if near else last
    reading = stretch(first, end)
    grain = {3: "quarter", 6: "half", 12: "year", 1: "month"}.get(months, "report")
    value = duration_value(months, "M") if "/" in reading.value and counted else reading.value
    return reading._replace(grain=grain, value=value, first=first, last=end)


@rule(
    "(?P<which>{ordinal}|{final}|{last})(?P<count>{COUNT}){hyphen}?(?P<unit>{unit})(?:{of}|{in}){the}?"
    "(?:(?P<fiscal>{fiscal}{year_word}?|{fy})?(?P<year>{YEAR})|(?P<step>{this}|{last}|{next}|{the}|{that})?(?P<fiscal2>{fiscal})?{year_word})",
    article=True,
)
@rule("(?P<which>{ordinal})(?P<count>{COUNT}){hyphen}?(?P<unit>{unit})(?!{ago}|{earlier}|{later}|{of}{the}(?:{war}))", article=True)
def first_units(match: Match, context: Context) -> Result:
    """ "the first nine months of 2020", "the last two quarters of this year"."""
    tokens = context.tokens
    letter = context.text_letter(match.start("unit"))
    whole = "year" in match.re.groupindex
    first_word = tokens.word(match.start("which"))
    if first_word not in ("first", "last", "final") or letter.startswith("T"):
        return None
    number = count(context, *match.span("count"))
    value = duration_value(number, letter)
    year = None
    if whole and _has(match, "year"):
        year = year_number(context, *match.span("year"))
    elif whole and _has(match, "step") and not tokens.is_in(match.start("step"), letters("the", "that")):
        year = None if context.published is None else context.published.year + step_of(context, match.start("step"))
    elif whole or letter in ("M", "Q"):
        year = _running_year(context, first_word, number, letter)
    if year is None:
        return Reading("duration", value, grain="duration") if first_word == "first" else None
    fiscal = _has(match, "fiscal", "fiscal2")
    base = fiscal_year(context, year, match.start()) if fiscal else a_year(year)
    if base.first is None or base.last is None:
        return Reading("period", value, fiscal=fiscal, grain="report")
    return _slice(base, first_word == "first", number, letter, value)._replace(fiscal=fiscal)


def _running_year(context: Context, first_word: str, number: float, letter: str) -> Optional[int]:
    """The year whose first months are meant: this one if they are over at publication, else the last."""
    published = context.published
    if published is None or first_word != "first":
        return None
    months = number * (3 if letter == "Q" else 1)
    if letter not in ("M", "Q") or not 1 < months <= 12:
        return None
    return published.year if published.month >= months else published.year - 1


def _slice(base: Reading, from_start: bool, number: float, letter: str, value: str) -> Reading:
    assert base.first is not None and base.last is not None
    days = {"D": 1, "W": 7}.get(letter)
    if days is not None:
        length = timedelta(days=int(number) * days)
        start = base.first if letter == "D" else _first_week(base.first)
        if from_start:
            first, last = start, start + length - ONE_DAY
        else:
            last = base.last if letter == "D" else monday(base.last) - ONE_DAY
            first = last - length + ONE_DAY
        return Reading("period", value, first, last, grain="report")
    months = int(number * {"M": 1, "Q": 3, "H": 6, "Y": 12}[letter])
    if from_start:
        first, last = base.first, shift_months(base.first, months) - ONE_DAY
    else:
        first, last = shift_months(base.last + ONE_DAY, -months), base.last
    named = stretch(first, last)
    return Reading("period", value if "/" in named.value else named.value, first, last, grain="report")


def _first_week(day: date) -> date:
    return date.fromisocalendar(day.year, 1, 1) if day.month == 1 else monday(day)


@rule("(?P<count>{COUNT}){hyphen}?(?P<unit>{month_plural})(?!{ago}|{earlier}|{later}|{ended}|{of}|{to}|{from})", article=True)
def counted_months_of_report(match: Match, context: Context) -> Result:
    """ "for the nine months": after a report's quarter, the months up to that quarter's end."""
    tokens = context.tokens
    if tokens.word(match.start() - 1) != "the":
        return None
    quarter_before = context.latest("quarter", "report")
    number = int(count(context, *match.span("count")))
    if quarter_before is None or quarter_before.last is None or number not in (3, 6, 9, 12):
        return None
    last = quarter_before.last
    first = shift_months(last.replace(day=1), 1 - number)
    return Reading("period", f"P{number}M", first, last, grain="report", fiscal=quarter_before.fiscal)


@rule("{year_word}{hyphen}?{to}{hyphen}?{to_date}", article=True)
@rule("{ytd}")
def year_to_date(match: Match, context: Context) -> Result:
    """ "year to date": from 1 January to publication."""
    if context.published is None:
        return unknown("XXXX", "year")
    first = date(context.published.year, 1, 1)
    return Reading("period", f"{context.published.year:04}", first, context.published, grain="year", derived=True)


@rule("{trailing}(?P<count>{COUNT}){hyphen}?(?P<unit>{unit})", article=True)
@rule("{ttm}")
def trailing_months(match: Match, context: Context) -> Result:
    """ "the trailing twelve months": those up to the last quarter's end, spoken of or over at publication."""
    number, letter = 12.0, "M"
    if "count" in match.re.groupindex:
        number, letter = count(context, *match.span("count")), context.text_letter(match.start("unit"))
    value = duration_value(number, letter)
    months = {"M": 1, "Q": 3, "Y": 12}.get(letter)
    if context.published is None or months is None:
        return Reading("period", value, grain="report")
    said = context.latest("quarter")
    last = said.last if said is not None and said.last is not None else None
    if last is None:
        start = a_quarter(context.published.year, quarter_of(context.published)).first
        assert start is not None
        last = start - ONE_DAY
    first = shift_months(last + ONE_DAY, -int(number * months))
    return Reading("period", value, first, last, grain="report")


@rule("(?P<number>{ORDINAL})?{five}{hyphen}?{year_word}{hyphen}?{plan}", article=True)
def five_year_plan(match: Match, context: Context) -> Result:
    """ "the 14th Five-Year Plan": China's, 2021 to 2025; without a number the length alone."""
    if group(match, "number") is None:
        return Reading("duration", "P5Y", grain="duration")
    number = day_number(context, *match.span("number"))
    if not 6 <= number <= 20:
        return None
    first = 1981 + 5 * (number - 6)
    return Reading("period", "P5Y", date(first, 1, 1), date(first + 4, 12, 31), grain="report")


_SEASON = "(?P<part>{part}{hyphen}?)?(?P<season>{season_name})"


@rule("(?P<step>{this}|{last}|{next})(?:{last})?" + _SEASON, article=True)
@rule(_SEASON + "(?:(?:{of}|{in})?(?P<year>{year})|(?:{of})?(?P<step>{this}|{last}|{next}){year_word})?", article=True)
def season(match: Match, context: Context) -> Result:
    """ "last fall", "the summer of 2019": a value without days, as hemispheres differ."""
    tokens = context.tokens
    number = context.number(match.start("season"), "season_name")
    code = ("SP", "SU", "FA", "WI")[number - 1]
    bare = not _has(match, "year", "step")
    if bare and not (tokens.word(match.start() - 1) == "the" or tokens.word(match.start() - 1) in ("in", "by", "this")):
        return None
    if bare and tokens.word(match.start("season")) in ("fall", "spring") and (
        tokens.word(match.start() - 1) != "the" or tokens.word(match.end()) in ("in", "of", "for")
    ):
        return None
    if _has(match, "year"):
        return unknown(f"{context.number(match.start('year'), 'year'):04}-{code}", "season")
    if context.published is None:
        return unknown(f"XXXX-{code}", "season")
    year = context.published.year
    start_month = (3, 6, 9, 12)[number - 1]
    if _has(match, "step"):
        steps = step_of(context, match.start("step"))
        with_year = tokens.is_in(match.start("step") + 1, letters("year_word"))
        if steps < 0 and (with_year or start_month > context.published.month - 3):
            year -= 1
        elif steps > 0 and (with_year or start_month <= context.published.month):
            year += 1
        elif steps == 0 and tokens.word(match.start("step") + 1) == "past" and start_month > context.published.month:
            year -= 1
    return unknown(f"{year:04}-{code}", "season")


@rule("{year_word}{hyphen}?{edge_end}", article=True)
def year_end(match: Match, context: Context) -> Result:
    """ "year-end": 31 December, the last one behind or the next one ahead by tense."""
    published = context.published
    if published is None:
        return unknown("XXXX-12-31")
    behind = context.tense(match.start(), match.end()) < 0 or context.tokens.word(match.start() - 1) == "since"
    since = context.tokens.word(match.start() - 1) == "since"
    year = published.year - 1 if since or (behind and published.month <= 9) else published.year
    return a_day(date(year, 12, 31))


@rule("(?P<part>{part}){hyphen}?(?:{in}|{of}|{to}|{hyphen})?{the}?", article=True, calendar=True)
def part_of_period(match: Match, context: Context) -> Result:
    """ "late March", "mid-2020", "early last year": thirds; of a decade "early" is its first four years."""
    if match.end() >= len(context.tokens):
        return None
    if context.tokens.word(match.end() - 1) in ("in", "of") and context.tokens.word(match.start()) == "mid":
        return None
    found = longest(context, match.end(), calendar_only=True)
    if found is None:
        return _bare_part(match, context)
    if found.start < match.end() - 1:
        return None
    reading = third_of(found.reading, str(context.value(match.start(), "part")))
    return None if reading is None else (reading, found.end)


def _bare_part(match: Match, context: Context) -> Result:
    """ "late in the year", "mid-week" and the like."""
    at = match.end()
    if context.published is None or not context.tokens.is_in(at, letters("unit")):
        return None
    letter = context.text_letter(at)
    if letter not in ("W", "M", "Y") or context.tokens.is_in(at, letters("plural")):
        return None
    hyphenated = context.tokens.word(match.end() - 1) in ("-", "the")
    reading = third_of(unit_containing(context.published, letter), str(context.value(match.start(), "part")))
    return (reading, at + 1) if hyphenated and reading is not None else None


def third_of(whole: Reading, part: str) -> Optional[Reading]:
    """The early, middle or late part of a period.

    Thirds of months, quarters, halves and decades; of a year its first and last quarter and May to August; of a week
    Monday to Wednesday, Wednesday, Thursday to Sunday.
    """
    first, last = whole.first, whole.last
    if first is None or last is None:
        return whole if whole.grain != "day" else None
    which = ("early", "mid", "late").index(part)
    if whole.grain == "month":
        bounds = [(1, 10), (11, 20), (21, last.day)][which]
        return whole._replace(first=first.replace(day=bounds[0]), last=first.replace(day=bounds[1]))
    if whole.grain == "year":
        months = [(1, 3), (5, 8), (10, 12)][which]
        start = shift_months(first, months[0] - 1)
        return whole._replace(first=start, last=shift_months(first, months[1]) - ONE_DAY)
    if whole.grain == "week":
        ends = [(0, 2), (2, 2), (3, 6)][which]
        return whole._replace(first=first + timedelta(days=ends[0]), last=first + timedelta(days=ends[1]))
    length = {"quarter": 3, "half": 6, "decade": 120}.get(whole.grain)
    if length is None:
        return whole._replace(derived=True) if whole.grain in ("century", "range", "rolling") else None
    step = length // 3
    start = shift_months(first, step * which)
    end = last if which == 2 else shift_months(start, step) - ONE_DAY
    if whole.grain == "decade":
        start, end = [
            (first, date(first.year + 3, 12, 31)),
            (date(first.year + 3, 1, 1), date(first.year + 6, 12, 31)),
            (date(first.year + 6, 1, 1), last),
        ][which]
    return whole._replace(first=start, last=end)


@rule("(?P<edge>{edge})(?:{of}|{to}|{in})?(?P<the>{the})?", article=True, calendar=True)
def edge_of_period(match: Match, context: Context) -> Result:
    """ "the end of 2022": its last day; "the start of the year": its first; of a week the last or first three days."""
    tokens = context.tokens
    word = tokens.word(match.start())
    if match.end() >= len(tokens) or (match.end() - match.start() == 1 and not tokens.is_in(match.end(), letters("this", "last", "next"))):
        return None
    edge = str(context.value(match.start(), "edge"))
    joint, before = tokens.word(match.start() + 1), tokens.word(match.start() - 1)
    if joint != "of" and before not in ("the", "at", "by", "until", "before", "since", "from"):
        # "Deliveries start in June", "it will end this year": verbs.
        return None
    found = longest(context, match.end(), calendar_only=True)
    whole: Optional[Reading] = found.reading if found is not None else None
    end = found.end if found is not None else match.end()
    if found is None:
        if not tokens.is_in(match.end(), letters("unit")) or tokens.word(match.end() - 1) not in ("the", "of"):
            return None
        letter = context.text_letter(match.end())
        if letter not in ("W", "M", "Q", "Y", "DE", "D") or tokens.is_in(match.end(), letters("plural")):
            return None
        whole, end = relative_unit(context, letter, 0), match.end() + 1
    assert whole is not None
    if word == "close" and whole.grain == "day":
        return None
    reading = edge_of(whole, edge)
    return None if reading is None else (reading, end)


def edge_of(whole: Reading, edge: str) -> Optional[Reading]:
    """The last or first day of a period, or its middle third."""
    if whole.grain == "day":
        return None
    if whole.first is None or whole.last is None:
        return whole
    if edge == "mid":
        return third_of(whole, "mid")
    if whole.grain == "week":
        days = (4, 6) if edge == "end" else (0, 2)
        return whole._replace(first=whole.first + timedelta(days=days[0]), last=whole.first + timedelta(days=days[1]))
    day = whole.last if edge == "end" else whole.first
    return a_day(day)._replace(fiscal=whole.fiscal, yearless=whole.yearless)
