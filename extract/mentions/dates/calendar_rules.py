"""Calendar expressions: days, months, years, decades, centuries, in numbers and in words."""

from __future__ import annotations

from datetime import date
from typing import Optional

from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.numbers import day_number, number_in_words, year_number
from extract.mentions.dates.readings import Reading, a_century, a_day, a_decade, a_month, a_year, unknown

_PREPOSITION = letters("preposition")
_ORDINAL_WORD = letters("ordinal", "one", "teen", "tens")
_AMOUNT = letters("amount")
_ABOUT = letters("about", "money")
_PLURAL_UNIT = letters("plural", "unit")
_THE = letters("the", "this", "last", "next", "edge", "part", "fiscal", "calendar", "quarter_word", "apostrophe")


def _followed_by_amount(match: Match, context: Context, end: Optional[int] = None) -> bool:
    """Whether the number that ends a match is an amount: "16 million", "2,000", "20%", "5.5"."""
    tokens, at = context.tokens, match.end() if end is None else end
    if tokens.is_in(at, _AMOUNT):
        return True
    mark = tokens.word(at)
    return mark in (",", ".", ":") and tokens.glued(at) and tokens.glued(at + 1) and tokens.word(at + 1).isdecimal()


def _year_of(match: Match, context: Context, name: str = "year") -> Optional[int]:
    span = group(match, name)
    return None if span is None else year_number(context, *span)


def _weekday_agrees(match: Match, context: Context, day: Reading) -> Reading:
    """A yearless day beside a weekday takes the nearest year in which the two agree, where there is one."""
    span = group(match, "weekday")
    if span is None or not day.yearless or context.published is None or day.first is None:
        return day
    weekday = context.number(span[0], "weekday" if _is_full(context, span[0]) else "weekday_short")
    years = sorted(
        range(context.published.year - 5, context.published.year + 6), key=lambda y: abs(y - day.first.year)
    )
    for year in years:
        try:
            candidate = date(year, day.first.month, day.first.day)
        except ValueError:
            continue
        if candidate.isoweekday() == weekday and abs((candidate - context.published).days) < 600:
            return a_day(candidate, yearless=True)
    return day


def _is_full(context: Context, index: int) -> bool:
    return len(context.tokens.word(index)) > 5


def _dated(match: Match, context: Context, month: int, day: int, year: Optional[int]) -> Result:
    if year is not None:
        return a_day(date(year, month, day))
    if not 1 <= day <= 31:
        return None
    return _weekday_agrees(match, context, context.choose_day(month, day, match.span()))


def _month_number(match: Match, context: Context) -> int:
    return context.number(match.start("month"), "month")


@rule(
    "(?:(?P<weekday>{WEEKDAY}){comma}?)?(?P<month>{ANYMONTH}){the}?{hyphen}?{slash}?(?P<day>{DAY})"
    "(?:{comma}?{hyphen}?{slash}?{of}?(?P<year>{YEAR}|{YY}))?(?:{comma}{WEEKDAY})?",
    calendar=True,
)
def month_day(match: Match, context: Context) -> Result:
    """ "June 16", "Nov. 11, 2019", "Monday, Feb 18", "May 27th", "September the twenty-first"."""
    year, end = _year_of(match, context), match.end()
    if year is not None and _followed_by_amount(match, context):
        year, end = None, match.start("year")
        if context.tokens.word(end - 1) == ",":
            end -= 1
    day_end = match.end("day")
    if year is None and _followed_by_amount(match, context, day_end):
        return None
    if context.tokens.is_in(match.start("day"), _ORDINAL_WORD) and context.tokens.is_in(day_end, _NOT_A_DAY):
        return None
    if year is None:
        year, end = _relative_year_after(context, end)
    result = _dated(match, context, _month_number(match, context), day_number(context, *match.span("day")), year)
    return (result, end) if isinstance(result, Reading) else result


def _relative_year_after(context: Context, end: int) -> tuple[Optional[int], int]:
    """ "October 15 *last year*", "June 1 *of this year*"."""
    tokens, at = context.tokens, end
    if tokens.word(at) in ("of", ","):
        at += 1
    if context.published is None or tokens.word(at + 1) != "year" or tokens.word(at) not in ("last", "this", "next"):
        return None, end
    return context.published.year + ("last", "this", "next").index(tokens.word(at)) - 1, at + 2


_NOT_A_DAY = letters("unit", "hyphen", "tens", "thousand", "hundred")


@rule(
    "(?:(?P<weekday>{WEEKDAY}){comma}?{the}?)?(?P<day>{DAY}){day_unit}?{of}?{hyphen}?(?P<month>{ANYMONTH})"
    "(?:{comma}?{hyphen}?{slash}?(?:{of}|{in})?(?P<year>{YEAR}|{YY}))?(?:{comma}{WEEKDAY})?",
    article=True,
    calendar=True,
)
def day_month(match: Match, context: Context) -> Result:
    """ "27 May 2020", "the 15th of February", "1st Jan", "31-Oct-74"."""
    tokens = context.tokens
    year, end = _year_of(match, context), match.end()
    if year is None and tokens.is_in(end, letters("yy")) and tokens.is_in(end - 1, letters("hyphen")):
        year, end = _short_year(context, end), end + 1
    plain = match.end("day") == match.start("month") and not _is_ordinal(match, context)
    if plain and tokens.is_in(match.start("month"), _WEAK_ONLY):
        return None
    if year is None and plain and tokens.is_in(match.end(), letters("num")):
        # "3 March 20" might be "March 20".
        return None
    result = _dated(match, context, _month_number(match, context), day_number(context, *match.span("day")), year)
    return (result, end) if isinstance(result, Reading) else result


_WEAK_ONLY = "".join(sorted(set(letters("month_weak")) - set(letters("month"))))


def _is_ordinal(match: Match, context: Context) -> bool:
    start, end = match.span("day")
    return end - start > 1 or not context.tokens.word(start).isdecimal()


def _short_year(context: Context, index: int) -> int:
    return year_number(context, index, index + 1)


@rule("(?:{and}|{comma}|{or})(?P<day>{day}{ordinal_suffix}?)", calendar=False)
def day_in_list(match: Match, context: Context) -> Result:
    """ "June 16 *and 18*": a second day of the month just named."""
    tokens = context.tokens
    if not context.found or context.last_end != match.start():
        return None
    before = context.found[-1][1]
    index = match.start() - 1
    while index > 0 and tokens.is_in(index, letters("day", "comma", "and", "or", "ordinal_suffix", "dot")):
        index -= 1
    named = tokens.is_in(index, letters("month", "month_weak"))
    following = tokens.as_written(match.end())
    if before.grain != "day" or before.first is None or not named or _followed_by_amount(match, context):
        return None
    if following[:1].isalnum() and not tokens.is_in(match.end(), _PREPOSITION) and following not in _VERBS:
        return None
    number = day_number(context, *match.span("day"))
    if number <= before.first.day:
        return None
    day = a_day(before.first.replace(day=number), before.yearless)
    return day, match.start("day"), match.end()


@rule("(?P<day>{num}){hyphen}(?P<month>{ANYMONTH}){hyphen}(?P<year>{yy})", calendar=True)
def day_month_short_year(match: Match, context: Context) -> Result:
    """ "31-Oct-74"."""
    year = _short_year(context, match.start("year"))
    return a_day(date(year, _month_number(match, context), context.number(match.start("day"), "day")))


@rule("(?P<month>{ANYMONTH}){hyphen}(?P<day>{day}){hyphen}(?P<year>{year}|{yy})", calendar=True)
def month_day_hyphens(match: Match, context: Context) -> Result:
    """ "Sep-23-2020"."""
    year = _short_year(context, match.start("year"))
    return a_day(date(year, _month_number(match, context), context.number(match.start("day"), "day")))


@rule("(?P<year>{year})(?:{hyphen}|{slash})(?P<month>{ANYMONTH})(?:{hyphen}|{slash})(?P<day>{day})", calendar=True)
@rule("(?P<year>{year})(?:{hyphen}|{slash})(?P<day>{day})(?:{hyphen}|{slash})(?P<month>{ANYMONTH})", calendar=True)
@rule("(?P<month>{ANYMONTH})(?:{hyphen}|{slash})(?P<year>{year})(?:{hyphen}|{slash})(?P<day>{day})", calendar=True)
@rule("(?P<day>{day})(?:{hyphen}|{slash})(?P<year>{year})(?:{hyphen}|{slash})(?P<month>{ANYMONTH})", calendar=True)
def named_month_with_separators(match: Match, context: Context) -> Result:
    """ "2019-sep-1", "2019/Aug/01"."""
    year = context.number(match.start("year"), "year")
    return a_day(date(year, _month_number(match, context), context.number(match.start("day"), "day")))


@rule(
    "(?P<month>{ANYMONTH})(?:{comma}|{of}|{in}|{slash}|{hyphen})?(?P<year>{YEAR}|{YY})",
    calendar=True,
)
def month_year(match: Match, context: Context) -> Result:
    """ "March 2020", "June of 1992", "Dec/2018", "November, 2016"."""
    if _followed_by_amount(match, context):
        return None
    year = _year_of(match, context)
    return None if year is None else a_month(year, _month_number(match, context))


@rule("(?P<month>{MONTH})(?:{of})?(?P<year>{yy})", calendar=True)
def month_short_year(match: Match, context: Context) -> Result:
    """ "August 99", "April of 87"."""
    number = context.number(match.start("year"), "yy")
    if number < 32 or _followed_by_amount(match, context):
        return None
    return a_month(_short_year(context, match.start("year")), _month_number(match, context))


@rule("(?P<year>{year}){comma}?(?P<month>{MONTH})", calendar=True)
def year_month(match: Match, context: Context) -> Result:
    """ "2015 June"."""
    if context.tokens.is_in(match.end(), letters("day")) or "," in context.tokens.word(match.start() + 1):
        return None
    return a_month(context.number(match.start("year"), "year"), _month_number(match, context))


@rule("(?P<month>{MONTH})", calendar=True)
def month_alone(match: Match, context: Context) -> Result:
    """ "March", but neither "March on" nor "May I"."""
    index = match.start()
    tokens = context.tokens
    word = tokens.word(index)
    if tokens.is_in(index - 1, letters("money")) and tokens.glued(index):
        return None
    if word in ("may", "march") and tokens.word(index - 1) in _BEFORE_VERB and tokens.word(index + 1) in _AFTER_VERB:
        return None
    if word in ("may", "march", "mar", "jan", "sep", "dec", "jun", "jul", "apr", "aug", "oct", "nov", "feb"):
        strong = tokens.is_in(index - 1, _PREPOSITION) or tokens.is_in(index - 1, _MONTH_NEIGHBOUR)
        if word == "march" and not strong:
            following = tokens.as_written(index + 1)
            strong = not following or (not _starts_sentence(context, index) and not following[:1].isupper())
        strong = strong or (
            tokens.is_in(match.end(), letters("till", "slash", "hyphen")) and tokens.is_in(match.end() + 1, letters("month"))
        )
        if not strong:
            return None
    following = tokens.as_written(match.end())
    if tokens.word(index - 1) not in _BEFORE_MONTH and following[:1].isupper() and tokens.classes[match.end()] == "x":
        # "June Chen", "April Fools": a name.
        return None
    end = match.end()
    if tokens.word(end - 1) == "." and len(word) > 4:
        end -= 1
    return context.choose_month(_month_number(match, context), match.span()), end


_VERBS = ("is", "are", "was", "were", "will", "would", "had", "has", "have")
_BEFORE_VERB = ("to", "may", "will", "can", "could", "would", "should", "must", "and")
_AFTER_VERB = ("on", "ahead", "toward", "towards", "forward", "past", "through", "into", "with", "over", "have", "be")
_BEFORE_MONTH = (
    "in", "since", "until", "till", "by", "of", "from", "during", "through", "before", "after",
    "last", "this", "next", "early", "late", "mid", "between", "to", "end", "start", "-", "every", "each", "for",
)
_MONTH_NEIGHBOUR = letters("month", "till", "comma", "and", "slash", "hyphen")


def _starts_sentence(context: Context, index: int) -> bool:
    return index == 0 or context.tokens.word(index - 1) in (".", "!", "?", "", "”", "“", '"')


@rule("(?P<month>{month_weak}){dot}?", calendar=True)
def weak_month(match: Match, context: Context) -> Result:
    """ "in may"; never the verb."""
    if context.tokens.word(match.start() - 1) not in ("in", "since", "until", "last", "next", "during"):
        return None
    if context.tokens.word(match.start() + 1) not in ("", ".", ",", "?", "!", ";", "and", "or", "this", "last", "next", "$"):
        return None
    return context.choose_month(context.number(match.start("month"), "month"), match.span())


@rule("(?P<year>{year})(?P<sep>{hyphen}|{slash}|{dot})(?P<month>{mon})(?:{hyphen}|{slash}|{dot})(?P<day>{day})", calendar=True)
def year_month_day(match: Match, context: Context) -> Result:
    """ "2020-05-27", "2020/5/27", "2020.05.27"."""
    tokens = context.tokens
    if not all(tokens.glued(index) for index in range(match.start() + 1, match.end())):
        return None
    numbers = [context.number(match.start(name), "num") for name in ("year", "month", "day")]
    return a_day(date(*numbers))


@rule("(?P<year>{year})(?:{hyphen}|{slash})(?P<month>{mon})", calendar=True)
@rule("(?P<month>{mon})(?:{hyphen}|{slash})(?P<year>{year})", calendar=True)
def numeric_month(match: Match, context: Context) -> Result:
    """ "2020-05", "05/2020"."""
    tokens = context.tokens
    glued = [tokens.glued(index) for index in range(match.start() + 1, match.end())]
    month = tokens.word(match.start("month"))
    if tokens.word(match.end()) in ("-", "/", "–") and tokens.glued(match.end()):
        return None
    if tokens.word(match.start() - 1) in ("-", "/", "–") and tokens.glued(match.start()):
        return None
    if not any(glued) and tokens.as_written(match.end())[:1].isalpha():
        return None
    return a_month(context.number(match.start("year"), "year"), int(month))


@rule(
    "(?:(?P<weekday>{WEEKDAY}){comma}?)?(?P<one>{day})(?P<sep>{hyphen}|{slash}|{dot})(?P<two>{day})"
    "(?P<sep2>{hyphen}|{slash}|{dot})(?P<year>{year}|{yy})",
    calendar=True,
)
def numeric_day(match: Match, context: Context) -> Result:
    """ "05/27/2020", "27.05.2020", "9-18-15": month first unless it can't be, day first with dots."""
    tokens = context.tokens
    separators = (tokens.word(match.start("sep")), tokens.word(match.start("sep2")))
    if separators[0] != separators[1] or not tokens.glued(match.start("two")):
        return None
    one, two = (context.number(match.start(name), "day") for name in ("one", "two"))
    short = len(tokens.word(match.start("year"))) == 2
    if short and separators[0] == ".":
        return None
    day_first = one > 12 or (separators[0] == "." and two <= 12)
    month, day = (two, one) if day_first else (one, two)
    return a_day(date(_short_year(context, match.start("year")), month, day))


@rule("(?:(?P<weekday>{WEEKDAY}){comma}?)?(?P<one>{day})(?P<sep>{hyphen}|{slash}|{dot})(?P<two>{day})", calendar=True)
def numeric_month_day(match: Match, context: Context) -> Result:
    """ "on 4/22": only where a weekday or "on" stands before, or no fraction is possible."""
    tokens = context.tokens
    one, two = (context.number(match.start(name), "day") for name in ("one", "two"))
    mark = tokens.word(match.start("sep"))
    before = tokens.word(match.start() - 1)
    sure = group(match, "weekday") is not None or before in ("on", "by", "until", "since")
    if before.isdecimal() or _followed_by_amount(match, context):
        return None
    if mark == "/":
        plausible = one <= 12 and two > 12 and tokens.glued(match.start("two"))
    else:
        plausible = False
    if not (sure or plausible) or tokens.is_in(match.end(), _PLURAL_UNIT):
        return None
    month, day = (one, two) if one <= 12 else (two, one)
    return _dated(match, context, month, day, None)


@rule("(?P<digits>{compact})", calendar=True)
def compact_day(match: Match, context: Context) -> Result:
    """ "20200527"."""
    digits = context.tokens.word(match.start())
    year = int(digits[:4])
    if not 1950 <= year <= 2100 or _followed_by_amount(match, context):
        return None
    return a_day(date(year, int(digits[4:6]), int(digits[6:])))


@rule("(?:{calendar}?{year_word}{of}?|{calendar})(?P<year>{YEAR}|{num})", article=True, calendar=True)
def named_year(match: Match, context: Context) -> Result:
    """ "the year 2008", "calendar 2020", "the year two thousand"."""
    year = _year_of(match, context)
    if year is None or not 1 <= year <= 2200 or _followed_by_amount(match, context):
        return None
    if year < 100 and not context.tokens.word(match.start("year")).isalpha():
        return None
    return a_year(year)


@rule("(?P<year>{WORDYEAR})", calendar=True)
def year_in_words(match: Match, context: Context) -> Result:
    """ "nineteen ninety-six"."""
    tokens = context.tokens
    if match.end() - match.start() < 2 or tokens.is_in(match.end(), _AMOUNT + _PLURAL_UNIT):
        return None
    if tokens.word(match.start() + 1) == "-" and tokens.glued(match.start() + 1) and match.end() - match.start() < 4:
        return None
    year = year_number(context, *match.span("year"))
    sure = tokens.word(match.start() - 1) in ("in", "since", "of", "until", "by", "a", "the", "from", "to")
    if not 1700 <= year <= 2100 or (tokens.word(match.start() + 1) in ("thousand", "hundred") and not sure):
        return None
    return a_year(year)


@rule("(?P<year>{year})", calendar=True)
def year_alone(match: Match, context: Context) -> Result:
    """ "2019": declined where it may be a count, a price or a name."""
    tokens, index = context.tokens, match.start()
    year = context.number(index, "year")
    prepared = tokens.is_in(index - 1, _PREPOSITION)
    if _followed_by_amount(match, context) or tokens.is_in(index + 1, _PLURAL_UNIT) or tokens.is_in(index - 1, _ABOUT):
        return None
    if tokens.glued(index) and tokens.word(index - 1) in (".", ",", ":", "$", "#", "/", "_", "&", "="):
        return None
    name_before = tokens.as_written(index - 1)[:1].isupper() and tokens.classes[index - 1] == "x" if index else False
    if name_before and not _starts_sentence(context, index - 1):
        following = tokens.as_written(index + 1)
        if year <= 2000 or not following[:1].islower():
            return None
    if name_before and year % 100 == 0:
        return None
    if not (1900 if prepared else 1950) <= year <= 2060 and not (
        1500 <= year < 1900 and tokens.word(index - 1) in ("in", "since", "of", "until", "from")
    ):
        return None
    following = tokens.as_written(index + 1)
    counted = following[:1].islower() and following.endswith("s") and len(following) > 3
    if year % 100 == 0 and counted and tokens.word(index - 1) not in ("in", "the", "since", "of"):
        return None
    return a_year(year)


@rule("{apostrophe}(?P<year>{yy})", calendar=True)
def apostrophe_year(match: Match, context: Context) -> Result:
    """ "'99", where a preposition leads it."""
    if context.tokens.word(match.start() - 1) not in ("in", "since", "of", "until", "by", "from", "fiscal"):
        return None
    return a_year(_short_year(context, match.start("year")))


@rule("(?P<year>{year}){apostrophe}?{s}", article=True, calendar=True)
def decade_of_years(match: Match, context: Context) -> Result:
    """ "the 1990s", "1970's"."""
    year = context.number(match.start(), "year")
    if year % 10 or not 1000 <= year <= 2100:
        return None
    if context.tokens.word(match.start() + 1) != "s" and context.tokens.word(match.start() - 1) not in (
        "the", "early", "mid", "late", "-",
    ):
        return None
    return a_decade(year)


@rule("{apostrophe}?(?P<year>{yy}){apostrophe}?{s}", article=True, calendar=True)
def decade_short(match: Match, context: Context) -> Result:
    """ "the '90s", "the 70s"."""
    year = context.number(match.start("year"), "yy")
    before = context.tokens.word(match.start() - 1)
    if year % 10 or (before not in ("the", "early", "mid", "late", "-", "in") and match.start("year") == match.start()):
        return None
    return a_decade(1900 + year if year >= 30 else 2000 + year)


@rule("(?P<century>{teen}|{tens}|{one}{thousand})?{hyphen}?(?P<decade>{tens_plural})", article=True, calendar=True)
def decade_in_words(match: Match, context: Context) -> Result:
    """ "the nineteen seventies", "the eighties", "the twenty-tens"."""
    tens = context.number(match.start("decade"), "tens_plural")
    span = group(match, "century")
    if span is None:
        word = context.tokens.word(match.start("decade"))
        if tens < 20 or context.tokens.word(match.start() - 1) not in ("the", "in", "early", "mid", "late", "-"):
            return None
        if context.tokens.word(match.end()) == "of" or word == "tens":
            return None
        return a_decade(1900 + tens)
    lead = number_in_words(context, *span)
    if context.tokens.word(match.start("decade")) == "thousands":
        return None
    return a_decade(lead * 100 + tens if lead < 100 else lead + tens)


@rule("{one}{tens_plural}", article=True)
def two_thousands(match: Match, context: Context) -> Result:
    """ "the two thousands": the years 2000 to 2009."""
    if [context.tokens.word(i) for i in range(match.start() - 1, match.end())] != ["the", "two", "thousands"]:
        return None
    return a_decade(2000)


@rule("(?P<number>{ORDINAL}){hyphen}?{century_word}", article=True, calendar=True)
def century(match: Match, context: Context) -> Result:
    """ "the 21st century"."""
    number = day_number(context, *match.span("number"))
    return a_century(number) if 1 <= number <= 22 else None


@rule("(?P<day>{DAY}){comma}?{of}(?P<which>{this}|{last}|{next}|{the}){month_word}", article=True)
@rule("(?P<day>{DAY}){day_unit}{of}{the}?(?P<which>{this}|{last}|{next}|{the}){month_word}", article=True)
def day_of_relative_month(match: Match, context: Context) -> Result:
    """ "the 20th of next month"."""
    word = context.tokens.word(match.start("which"))
    number = day_number(context, *match.span("day"))
    if context.published is None:
        return unknown(f"XXXX-XX-{number:02}")
    step = 0 if word == "the" else context.number(match.start("which"), _table(context, match.start("which")))
    index = context.published.year * 12 + context.published.month - 1 + step
    return a_day(date(index // 12, index % 12 + 1, number))


def _table(context: Context, index: int) -> str:
    for name in ("this", "last", "next"):
        if context.tokens.is_in(index, letters(name)):
            return name
    raise ValueError("no such word")
