"""Calendar units counted from publication: "last year", "this week", "the rest of the month"."""

from __future__ import annotations

from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, letters, rule
from extract.mentions.dates.readings import ONE_DAY, Reading, a_day, stretch, unit_containing, unknown
from extract.mentions.dates.units import (
    LETTER_GRAIN,
    UNKNOWN_VALUE,
    fortnight,
    relative_unit,
    rolling,
    step_of,
)


@rule(
    "(?P<step>{this}|{last}|{next}|{latest}){calendar}?(?P<unit>{unit})",
    article=True,
    calendar=True,
)
def relative_unit_rule(match: Match, context: Context) -> Result:
    """ "last year", "this week", "the coming quarter", "the current month"."""
    tokens = context.tokens
    letter = context.text_letter(match.start("unit"))
    word = tokens.word(match.start("step"))
    plural = tokens.is_in(match.start("unit"), letters("plural"))
    if plural or letter.startswith("T") or letter in ("H", "WD", "S"):
        return _several(match, context, letter, word) if plural else None
    if tokens.word(match.start() - 1) == "same" or word in ("previous", "preceding", "prior", "following"):
        # What leans on the text before is read by the inherited rules.
        return None
    steps = step_of(context, match.start("step"))
    if (
        word == "past"
        and tokens.word(match.start() - 1) in ("the", "over")
        and letter not in ("D", "WE", "FN")
    ):
        return _rolling(context, -1, letter)
    if letter == "D" and word in ("last", "next", "following"):
        return None
    if letter == "FN":
        return fortnight(context, steps)
    if word == "latest":
        over = context.latest_over(LETTER_GRAIN[letter])
        if over is not None:
            return over._replace(derived=True)
        if letter != "Q":
            return None
        steps = -1
    return relative_unit(context, letter, steps)


def _several(match: Match, context: Context, letter: str, word: str) -> Result:
    """ "recent months", "the coming weeks": a stretch without a known length."""
    if word in ("coming", "next", "upcoming", "past", "last", "following"):
        return Reading("duration", f"PX{letter}" if letter != "DE" else "PXDE", grain="duration")
    return None


def _rolling(context: Context, sign: int, letter: str) -> Reading:
    """The unit that ends with the day before publication ("the past year")."""
    return rolling(context, sign, 1, letter)


@rule("(?:{rest}|{all}{of})(?:{of}|{for})?(?:{the}|(?P<step>{this})|{my})?(?P<unit>{unit})", article=True)
def rest_of(match: Match, context: Context) -> Result:
    """ "the rest of the year": from publication to the unit's end."""
    letter = context.text_letter(match.start("unit"))
    if context.published is None or letter not in ("W", "M", "Q", "Y", "DE"):
        return None
    here = unit_containing(context.published, letter)
    assert here.last is not None
    return stretch(context.published, here.last)


@rule("(?P<side>{earlier}|{later})(?:{in})?(?P<step>{this}|{the})(?P<unit>{unit})")
def side_of_unit(match: Match, context: Context) -> Result:
    """ "earlier this year": up to the day before publication; "later this month": from publication on."""
    letter = context.text_letter(match.start("unit"))
    word = context.tokens.word(match.start("side"))
    if word not in ("earlier", "later") or letter not in ("W", "M", "Q", "Y", "DE"):
        return None
    if context.published is None:
        return unknown(UNKNOWN_VALUE[letter], LETTER_GRAIN[letter])
    here = unit_containing(context.published, letter)
    assert here.first is not None and here.last is not None
    if word == "later":
        return here._replace(first=context.published, derived=True)
    last = max(here.first, context.published - ONE_DAY)
    return here._replace(last=last, derived=True)


@rule("(?P<edge>{eoy})", article=True)
def edge_abbreviation(match: Match, context: Context) -> Result:
    """ "EOY", "EOM"."""
    edge, letter = str(context.value(match.start(), "eoy")).split()
    if (
        context.tokens.as_written(match.start()).islower()
        or context.tokens.as_written(match.start()).istitle()
    ):
        return None
    if context.published is None:
        return unknown(UNKNOWN_VALUE[letter])
    here = unit_containing(context.published, letter)
    assert here.first is not None and here.last is not None
    return a_day(here.last if edge == "end" else here.first)
