"""Lengths of time: "three months", "a 90-minute call", "several weeks"."""

from __future__ import annotations

from extract.mentions.dates.amounts import is_rate
from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.numbers import count, is_vague, number_in_words
from extract.mentions.dates.readings import (
    NOTHING,
    Reading,
    a_duration,
    shift_months,
    unit_containing,
    unknown,
)
from extract.mentions.dates.units import compound_parts, compound_value, duration_value

_NEVER_BARE = ("second", "quarter", "half", "season", "century", "min", "sec")


@rule(
    "(?P<count>{COUNT})(?:{hyphen}|{slash})?(?P<business>{business})?(?P<unit>{unit})"
    "(?:{and}?{comma}?(?P<count2>{NUMBER})(?P<unit2>{unit}))?(?:{and}?{comma}?(?P<count3>{NUMBER})(?P<unit3>{unit}))?"
)
@rule("(?P<count>{COUNT})(?P<more>{more})(?P<business>{business})?(?P<unit>{unit})")
def duration(match: Match, context: Context) -> Result:
    """ "three months", "two-day", "1 year 1 month 21 days", "several weeks"; "$1 billion a year" is a set."""
    tokens = context.tokens
    start, end = match.span("count")
    letter = context.text_letter(match.start("unit"))
    word = tokens.word(match.start("unit"))
    article = end - start == 1 and tokens.is_in(start, letters("article"))
    if letter in ("S",) or tokens.word(match.start() - 1) in ("$", "€", "£"):
        return None
    if article:
        return _with_article(match, context, letter, word)
    if tokens.word(match.end()) in ("old", "olds") or tokens.word(match.end() + 1) in ("old", "olds"):
        # An age is a figure, no time.
        return NOTHING
    unit = tokens.as_written(match.start("unit"))
    if unit.istitle() and not tokens.as_written(start).istitle() and letter[0] in "TD":
        # "60 Minutes", "28 Days": titles.
        return None
    number = count(context, start, end)
    if (
        number == 1
        and letter == "D"
        and tokens.word(start) == "one"
        and tokens.word(end) != "-"
        and _is_someday(match, context)
    ):
        return Reading("date", "FUTURE_REF", grain="ref")
    if word in ("second", "quarter") and not (tokens.word(end) == "-" or number == 1):
        return None
    if word in ("quarter", "half") or letter == "H":
        return None if word in ("half", "quarter") else a_duration(duration_value(number, letter))
    if is_vague(context, start, end):
        return a_duration(f"P{'T' if letter[0] == 'T' else ''}X{letter[-1]}" if letter != "DE" else "PXDE")
    if "count2" in match.re.groupindex and group(match, "count2"):
        return a_duration(compound_value(compound_parts(match, context)))
    if tokens.is_in(match.start() - 1, letters("and")) and tokens.glued(match.start()):
        return None
    return a_duration(duration_value(number, letter))


def _is_someday(match: Match, context: Context) -> bool:
    """Whether "one day" means some day: "will one day be", "hopes he one day follows"."""
    before = context.tokens.word(match.start() - 1)
    return before in ("will", "would", "could", "may", "might", "can", "he", "she", "they", "it", "to")


def _with_article(match: Match, context: Context, letter: str, word: str) -> Result:
    """ "a week" is a length, "$1 billion a year" a rate; "a second" and "a quarter" are mostly neither."""
    tokens = context.tokens
    if tokens.word(match.end() - 1) in _NEVER_BARE or tokens.is_in(match.start("unit"), letters("plural")):
        return None
    if group(match, "count2") if "count2" in match.re.groupindex else False:
        return a_duration(compound_value(compound_parts(match, context)))
    before = tokens.word(match.start() - 1)
    article = tokens.word(match.start())
    if article == "a" and is_rate(match, context):
        # "$1 billion a year" is the amount's rate, which the figure carries.
        return NOTHING
    if before in (
        "for",
        "in",
        "within",
        "about",
        "than",
        "over",
        "only",
        "just",
        "nearly",
        "almost",
        "after",
        "of",
        "is",
        "last",
        "took",
        "takes",
        "lasted",
        "up",
    ):
        return a_duration(duration_value(1, letter))
    if letter in ("D", "TH", "TM") or word in ("weekend", "half"):
        return None
    return a_duration(duration_value(1, letter))


@rule("(?P<count>{COUNT})(?P<fraction>{num}{slash}{num}){hyphen}?(?P<unit>{unit})")
def duration_with_fraction(match: Match, context: Context) -> Result:
    """ "5 1/2 hours"."""
    letter = context.text_letter(match.start("unit"))
    top, _, bottom = (context.tokens.word(i) for i in range(match.start("fraction"), match.end("fraction")))
    if not int(bottom):
        return None
    whole, part = count(context, *match.span("count")), int(top) / int(bottom)
    smaller = {"TH": ("TM", 60), "Y": ("M", 12), "D": ("TH", 24)}.get(letter)
    if smaller is None:
        return a_duration(duration_value(whole + part, letter))
    return a_duration(compound_value([(whole, letter), (round(part * smaller[1]), smaller[0])]))


@rule("(?P<all>{all}|{full}){hyphen}?(?P<unit>{unit})")
def whole_unit(match: Match, context: Context) -> Result:
    """ "all day", "full week"."""
    letter = context.text_letter(match.start("unit"))
    tokens = context.tokens
    if (
        tokens.is_in(match.start("unit"), letters("plural"))
        or letter[0] == "T"
        or letter in ("H", "S", "WD", "WE")
    ):
        return None
    if tokens.is_in(match.start(), letters("full")) and (
        tokens.word(match.start() - 1) == "the" or "-" in tokens.word(match.start() + 1)
    ):
        return None
    return a_duration(duration_value(1, letter))


@rule("{article}?{half}{hyphen}?{article}?(?P<unit>{unit})")
def half_unit(match: Match, context: Context) -> Result:
    """ "half a year", "half-hour"."""
    letter = context.text_letter(match.start("unit"))
    value = {
        "Y": "P6M",
        "TH": "PT30M",
        "D": "PT12H",
        "DE": "P5Y",
        "CE": "P50Y",
        "M": "P15D",
        "TM": "PT30S",
    }.get(letter)
    return None if value is None else a_duration(value)


@rule(
    "(?P<count>{COUNT})(?P<unit>{unit})(?:{and}{article}?(?P<part>{half_word}|{quarter_word}))(?P<ago>{ago})?"
)
@rule(
    "(?P<count>{COUNT}){hyphen}?(?:{and}{hyphen}?{article}{hyphen}?(?P<part>{half_word}|{quarter_word})){hyphen}?(?P<unit>{unit})"
    "(?P<ago>{ago})?"
)
def unit_and_a_half(match: Match, context: Context) -> Result:
    """ "a year and a half", "one year and a quarter", "two and a half years"."""
    letter = context.text_letter(match.start("unit"))
    part = 0.5 if context.tokens.is_in(match.start("part"), letters("half_word")) else 0.25
    number = count(context, *match.span("count")) + part
    if group(match, "ago") is None:
        return a_duration(duration_value(number, letter))
    if context.published is None or letter != "Y":
        return unknown("PAST_REF", "year")
    return unit_containing(shift_months(context.published, -int(12 * number)), "M")


@rule("(?P<count>{NUMBER})(?:{to}|{or}|{hyphen})(?P<count2>{NUMBER})(?P<unit>{unit})(?P<rel>{ago}|{later})?")
def duration_range(match: Match, context: Context) -> Result:
    """ "two to three weeks": the lower bound's value, as TIMEX3 has no ranges of lengths."""
    letter = context.text_letter(match.start("unit"))
    if not context.tokens.is_in(match.start("unit"), letters("plural")) or group(match, "rel"):
        return None
    return a_duration(duration_value(number_in_words(context, *match.span("count")), letter))


@rule("(?:{for}|{within}|{over}|{in})(?:{the})?(?P<plural>{plural})(?!{ended}|{ago}|{hyphen})")
def unnumbered_units(match: Match, context: Context) -> Result:
    """ "for years", "over the years", "within weeks": a length without its number."""
    letter = context.text_letter(match.start("plural"))
    if letter == "WE" or context.tokens.word(match.end()) == "of":
        return None
    value = f"PT X{letter[-1]}".replace(" ", "") if letter[0] == "T" else f"PX{letter}"
    return a_duration(value), match.start("plural"), match.end()


@rule("(?P<plural>{plural})(?:{ago}|{later})")
@rule("{these}(?P<plural>{plural})")
@rule("(?P<word>{recent_word})(?P<plural>{plural})")
def vague_units(match: Match, context: Context) -> Result:
    """ "years ago", "these days", "recent months"."""
    letter = context.text_letter(match.start("plural"))
    word = context.tokens.word(match.start())
    if word == "these":
        return Reading("date", "PRESENT_REF", grain="ref") if letter == "D" else None
    if letter.startswith("T"):
        return None
    return a_duration(f"PX{letter}")
