"""Months: "March 2020", "in May", "last October"."""

from __future__ import annotations

from datetime import date

from extract.mentions.dates.amounts import PREPOSITION, followed_by_amount, starts_sentence
from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.numbers import day_number, short_year, year_of
from extract.mentions.dates.readings import a_day, a_month, unknown
from extract.mentions.dates.rules.days import month_number
from extract.mentions.dates.units import step_of


@rule(
    "(?P<month>{ANYMONTH})(?:{comma}|{of}|{in}|{slash}|{hyphen})?(?P<year>{YEAR}|{YY})",
    calendar=True,
)
def month_year(match: Match, context: Context) -> Result:
    """ "March 2020", "June of 1992", "Dec/2018", "November, 2016"."""
    if followed_by_amount(match, context):
        return None
    year = year_of(match, context)
    return None if year is None else a_month(year, month_number(match, context))


@rule("(?P<month>{MONTH})(?:{of})?(?P<year>{yy})", calendar=True)
def month_short_year(match: Match, context: Context) -> Result:
    """ "August 99", "April of 87"."""
    number = context.number(match.start("year"), "yy")
    if number < 32 or followed_by_amount(match, context):
        return None
    return a_month(short_year(context, match.start("year")), month_number(match, context))


@rule("(?P<year>{year}){comma}?(?P<month>{MONTH})", calendar=True)
def year_month(match: Match, context: Context) -> Result:
    """ "2015 June"."""
    if context.tokens.is_in(match.end(), letters("day")) or "," in context.tokens.word(match.start() + 1):
        return None
    return a_month(context.number(match.start("year"), "year"), month_number(match, context))


@rule("(?P<month>{MONTH})", calendar=True)
def month_alone(match: Match, context: Context) -> Result:
    """ "March", but neither "March on" nor "May I"."""
    index = match.start()
    tokens = context.tokens
    word = tokens.word(index)
    if tokens.is_in(index - 1, letters("money")) and tokens.glued(index):
        return None
    if (
        word in ("may", "march")
        and (tokens.word(index - 1) in _BEFORE_VERB or starts_sentence(context, index))
        and tokens.word(index + 1) in _AFTER_VERB
    ):
        return None
    if word in ("may", "march", "mar", "jan", "sep", "dec", "jun", "jul", "apr", "aug", "oct", "nov", "feb"):
        strong = tokens.is_in(index - 1, PREPOSITION) or tokens.is_in(index - 1, _MONTH_NEIGHBOUR)
        if word == "march" and not strong:
            following = tokens.as_written(index + 1)
            strong = not following or not following[:1].isupper()
        if word == "may" and not strong:
            following = tokens.as_written(index + 1)
            # "May sales rose" and "May's figures", but not "May I".
            strong = following in ("'", "’") or (following[:1].islower() and following not in _AFTER_MODAL)
        strong = strong or (
            tokens.is_in(match.end(), letters("till", "slash", "hyphen"))
            and tokens.is_in(match.end() + 1, letters("month"))
        )
        if not strong:
            return None
    following = tokens.as_written(match.end())
    if (
        tokens.word(index - 1) not in _BEFORE_MONTH
        and following[:1].isupper()
        and tokens.classes[match.end()] == "x"
    ):
        # "June Chen", "April Fools": a name.
        return None
    end = match.end()
    if tokens.word(end - 1) == "." and len(word) > 4:
        end -= 1
    return context.choose_month(month_number(match, context), match.span()), end


_AFTER_MODAL = (
    "i",
    "we",
    "you",
    "he",
    "she",
    "it",
    "they",
    "the",
    "this",
    "that",
    "a",
    "an",
    "all",
    "not",
    "be",
    "have",
    "god",
)
_BEFORE_VERB = ("to", "may", "will", "can", "could", "would", "should", "must", "and")

_AFTER_VERB = (
    "on",
    "ahead",
    "toward",
    "towards",
    "forward",
    "past",
    "through",
    "into",
    "with",
    "over",
    "have",
    "be",
)

_BEFORE_MONTH = (
    "in",
    "since",
    "until",
    "till",
    "by",
    "of",
    "from",
    "during",
    "through",
    "before",
    "after",
    "last",
    "this",
    "next",
    "early",
    "late",
    "mid",
    "between",
    "to",
    "end",
    "start",
    "-",
    "every",
    "each",
    "for",
)

_MONTH_NEIGHBOUR = letters("month", "till", "comma", "and", "slash", "hyphen")


@rule("(?P<month>{month_weak}){dot}?", calendar=True)
def weak_month(match: Match, context: Context) -> Result:
    """ "in may"; never the verb."""
    if context.tokens.word(match.start() - 1) not in ("in", "since", "until", "last", "next", "during"):
        return None
    if context.tokens.word(match.start() + 1) not in (
        "",
        ".",
        ",",
        "?",
        "!",
        ";",
        "and",
        "or",
        "this",
        "last",
        "next",
        "$",
    ):
        return None
    return context.choose_month(context.number(match.start("month"), "month"), match.span())


@rule("(?P<month>{month})(?P<step>{this}|{last}|{next}){year_word}", calendar=True)
@rule("(?P<month>{month}){of}(?P<step>{this}|{last}|{next}){year_word}", calendar=True)
@rule("(?P<step>{this}|{last}|{next}){year_word}{POSSESSIVE}(?P<month>{month})", calendar=True)
def month_of_relative_year(match: Match, context: Context) -> Result:
    """ "June last year"."""
    month = context.number(match.start("month"), "month")
    if context.published is None:
        return unknown(f"XXXX-{month:02}", "month")
    return a_month(context.published.year + step_of(context, match.start("step")), month)


@rule(
    "(?P<step>{this}|{last}|{next})(?:{last}|{next})?(?P<month>{month}){dot}?(?P<day>{DAY})?",
    article=True,
    calendar=True,
)
def relative_month(match: Match, context: Context) -> Result:
    """ "last October", "next June", "this September"."""
    month = context.number(match.start("month"), "month")
    if group(match, "day") and context.tokens.is_in(
        match.start("day"), letters("ordinal", "one", "teen", "tens")
    ):
        return None
    published = context.published
    if published is None:
        return unknown(f"XXXX-{month:02}", "month")
    steps = step_of(context, match.start("step"))
    year = published.year
    if steps < 0 and month >= published.month:
        year -= 1
    elif steps > 0 and month <= published.month:
        year += 1
    elif context.tokens.word(match.start() + 1) in ("past", "last") and month > published.month:
        year -= 1
    elif steps < 0 and context.said_in_sentence(a_month(year, month)):
        # "In August sales were 18% above last August's."
        year -= 1
    day = group(match, "day")
    if day is not None:
        return a_day(date(year, month, day_number(context, *day)))
    return a_month(year, month)
