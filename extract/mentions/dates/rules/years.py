"""Years, decades and centuries, in figures and in words."""

from __future__ import annotations

from extract.mentions.dates.amounts import (
    AMOUNT,
    PLURAL_UNIT,
    PREPOSITION,
    followed_by_amount,
    starts_sentence,
)
from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.numbers import day_number, number_in_words, short_year, year_number, year_of
from extract.mentions.dates.readings import a_century, a_decade, a_year

_ABOUT = letters("about", "money")
_AMOUNT_NOUN = letters("amount_noun")
# After a name, "Huawei 2019 Annual Report" and the like are still a year; "Tokyo 2020 Olympics" is a name.
_REPORTED = frozenset(
    [
        "annual",
        "revenue",
        "revenues",
        "results",
        "earnings",
        "sales",
        "profit",
        "profits",
        "forecast",
        "guidance",
        "outlook",
        "report",
        "net",
        "gross",
        "gmv",
        "shipments",
        "deliveries",
        "budget",
        "goal",
        "goals",
        "target",
        "targets",
        "operating",
        "full",
    ]
)


@rule(
    "(?:(?:{full}{hyphen}?)?{calendar}?{year_word}{of}?|{calendar})(?P<year>{YEAR}|{num})",
    article=True,
    calendar=True,
)
def named_year(match: Match, context: Context) -> Result:
    """ "the year 2008", "calendar 2020", "the year two thousand"."""
    year = year_of(match, context)
    if year is None or not 1 <= year <= 2200 or followed_by_amount(match, context):
        return None
    if year < 100 and not context.tokens.word(match.start("year")).isalpha():
        return None
    return a_year(year)


@rule("(?P<year>{WORDYEAR})", calendar=True)
def year_in_words(match: Match, context: Context) -> Result:
    """ "nineteen ninety-six"."""
    tokens = context.tokens
    if match.end() - match.start() < 2 or tokens.is_in(match.end(), AMOUNT + PLURAL_UNIT):
        return None
    if (
        tokens.word(match.start() + 1) == "-"
        and tokens.glued(match.start() + 1)
        and match.end() - match.start() < 4
    ):
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
    prepared = tokens.is_in(index - 1, PREPOSITION)
    if (
        followed_by_amount(match, context)
        or tokens.is_in(index + 1, PLURAL_UNIT)
        or tokens.is_in(index - 1, _ABOUT)
    ):
        return None
    amount_of = tokens.word(index - 1) == "of" and tokens.is_in(index - 2, _AMOUNT_NOUN)
    if amount_of and tokens.word(index - 3) != "the":
        # "An average of 2000", but "the total of 2019".
        return None
    if tokens.glued(index) and tokens.word(index - 1) in (".", ",", ":", "$", "#", "/", "_", "&", "="):
        return None
    name_before = (
        tokens.as_written(index - 1)[:1].isupper() and tokens.classes[index - 1] == "x" if index else False
    )
    if name_before and not starts_sentence(context, index - 1):
        following = tokens.as_written(index + 1)
        if year <= 2000 or not (following[:1].islower() or following.lower() in _REPORTED):
            return None
    if name_before and year % 100 == 0:
        return None
    if not (1900 if prepared else 1950) <= year <= 2060 and not (
        1500 <= year < 1900 and tokens.word(index - 1) in ("in", "since")
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
    return a_year(short_year(context, match.start("year")))


@rule("(?P<year>{year}){apostrophe}?{s}", article=True, calendar=True)
def decade_of_years(match: Match, context: Context) -> Result:
    """ "the 1990s", "1970's"."""
    year = context.number(match.start(), "year")
    if year % 10 or not 1000 <= year <= 2100:
        return None
    if context.tokens.word(match.start() + 1) != "s" and context.tokens.word(match.start() - 1) not in (
        "the",
        "early",
        "mid",
        "late",
        "-",
    ):
        return None
    return a_decade(year)


@rule("{apostrophe}?(?P<year>{yy}){apostrophe}?{s}", article=True, calendar=True)
def decade_short(match: Match, context: Context) -> Result:
    """ "the '90s", "the 70s"."""
    year = context.number(match.start("year"), "yy")
    before = context.tokens.word(match.start() - 1)
    if year % 10 or (
        before not in ("the", "early", "mid", "late", "-", "in") and match.start("year") == match.start()
    ):
        return None
    return a_decade(1900 + year if year >= 30 else 2000 + year)


@rule(
    "(?P<century>{teen}|{tens}|{one}{thousand})?{hyphen}?(?P<decade>{tens_plural})",
    article=True,
    calendar=True,
)
def decade_in_words(match: Match, context: Context) -> Result:
    """ "the nineteen seventies", "the eighties", "the twenty-tens"."""
    tens = context.number(match.start("decade"), "tens_plural")
    span = group(match, "century")
    if span is None:
        word = context.tokens.word(match.start("decade"))
        if tens < 20 or context.tokens.word(match.start() - 1) not in (
            "the",
            "in",
            "early",
            "mid",
            "late",
            "-",
        ):
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
