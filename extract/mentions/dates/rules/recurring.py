"""Recurring times: "every Friday", "weekly", "twice a year"."""

from __future__ import annotations

from extract.lexicon.datewords import date_words
from extract.mentions.dates.amounts import is_rate
from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, rule
from extract.mentions.dates.numbers import count
from extract.mentions.dates.readings import Reading
from extract.mentions.dates.units import duration_value, weekday_number


@rule("(?P<every>{every})(?P<other>{other})?(?P<count>{NUMBER}|{couple}{of}?|{vague})?(?P<unit>{unit})")
def every_unit(match: Match, context: Context) -> Result:
    """ "every day", "each two weeks", "every other month"."""
    letter = context.text_letter(match.start("unit"))
    span = group(match, "count")
    if context.tokens.word(match.start()) == "any" and letter.startswith("T"):
        return None
    number = 2.0 if group(match, "other") else 1.0
    if span is not None:
        number = count(context, *span)
    value = (
        f"P{number:g}WE" if letter == "WE" else "P1WD" if letter == "WD" else duration_value(number, letter)
    )
    return Reading("set", value, grain="set")


@rule("(?P<every>{every})(?P<other>{other})?(?P<day>{WEEKDAY})(?P<part>{part_of_day})?")
def every_weekday(match: Match, context: Context) -> Result:
    """ "every Friday"."""
    return Reading("set", f"XXXX-WXX-{weekday_number(context, match.start('day'))}", grain="set")


@rule("(?P<every>{every})(?P<month>{ANYMONTH})")
def every_month_name(match: Match, context: Context) -> Result:
    """ "every November"."""
    return Reading("set", f"XXXX-{context.number(match.start('month'), 'month'):02}", grain="set")


@rule("(?P<word>{periodic})")
def periodic(match: Match, context: Context) -> Result:
    """ "daily", "annually". "Daily active users" and "monthly active users" name a metric, "the Daily" a paper."""
    tokens = context.tokens
    word = tokens.word(match.start())
    if tokens.word(match.end()) in date_words()["audience"] or (
        word in ("annually", "yearly") and is_rate(match, context)
    ):
        return None
    if tokens.as_written(match.start()).istitle() and tokens.as_written(match.start() - 1)[:1].isupper():
        return None
    if word == "annual" or (word == "quarterly" and tokens.as_written(match.end())[:1].isalpha()):
        return None
    return _periodic(word)


def _periodic(word: str) -> Reading:
    return Reading("set", str(date_words()["periodic"][word]), grain="set")


@rule("(?P<bi>{bi}){hyphen}(?P<word>{periodic})")
def periodic_with_prefix(match: Match, context: Context) -> Result:
    """ "bi-monthly", "semi-annual"."""
    prefix = context.tokens.word(match.start())
    value = str(date_words()["periodic"][context.tokens.word(match.start("word"))])
    number, letter = int(value[1:-1]) if value[1] != "T" else 1, value[-1]
    if prefix == "bi":
        return Reading("set", f"P{2 * number}{letter}", grain="set")
    return Reading(
        "set", {"P1Y": "P6M", "P3M": "P6W", "P1M": "P2W", "P1W": "P3D"}.get(value, value), grain="set"
    )


@rule("(?:{one}|{times}|{NUMBER}{times})(?:{article}|{per}|{every}|{each})(?P<unit>{unit})")
def times_a_unit(match: Match, context: Context) -> Result:
    """ "once a month", "three times per week"."""
    if context.tokens.word(match.start()) in ("time", "times"):
        return None
    return Reading("set", duration_value(1, context.text_letter(match.start("unit"))), grain="set")
