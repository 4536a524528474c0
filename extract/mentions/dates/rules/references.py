"""References without a calendar day of their own: "now", "recently", "the future"."""

from __future__ import annotations

from extract.lexicon.datewords import date_words
from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, letters, rule
from extract.mentions.dates.readings import Reading, unit_containing, unknown


@rule("(?P<word>{present})")
def present(match: Match, context: Context) -> Result:
    """ "now", "currently", "recently": TIMEX3 references without days."""
    tokens = context.tokens
    word = tokens.word(match.start())
    if (
        word == "now"
        and tokens.word(match.start() - 1) in ("from", "until")
        and tokens.is_in(match.start() - 2, letters("unit"))
    ):
        return None
    if word == "recently" and tokens.word(match.start() - 1) in ("most", "more", "as"):
        return None
    return Reading("date", str(date_words()["present"][word]), grain="ref")


@rule("{future_word}", article=True)
def the_future(match: Match, context: Context) -> Result:
    """ "the future", "the past"."""
    tokens = context.tokens
    if tokens.word(match.start() - 1) != "the" or (
        tokens.as_written(match.end())[:1].isalpha() and tokens.word(match.start()) == "past"
    ):
        return None
    value = "FUTURE_REF" if tokens.word(match.start()) == "future" else "PAST_REF"
    return Reading("date", value, grain="ref")


@rule("(?P<part>{this}|{that}|{the})(?P<which>{part_of_day})")
def this_morning(match: Match, context: Context) -> Result:
    """ "this morning": the day of publication."""
    tokens = context.tokens
    if tokens.word(match.start()) != "this":
        return None
    code = str(date_words()["part_of_day"][tokens.word(match.start("which"))])
    if context.published is None:
        return unknown(f"XXXX-XX-XXT{code}")
    day = unit_containing(context.published, "D")
    return day._replace(value=f"{day.value}T{code}")
