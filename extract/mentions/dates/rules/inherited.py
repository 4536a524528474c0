"""Periods inherited from the text before: "a year earlier", "the same period", "that year"."""

from __future__ import annotations

from typing import Optional

from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.numbers import count
from extract.mentions.dates.readings import (
    GRAIN_LETTER,
    Reading,
    a_quarter,
    a_year,
    quarter_of,
    unit_containing,
    unknown,
    years_away,
)
from extract.mentions.dates.units import duration_value, relative_unit

GRAINS = {letter: grain for grain, letter in GRAIN_LETTER.items()}


def year_before(context: Context, years: int, topic: Optional[Reading] = None) -> Reading:
    """The period the text is about, some years earlier; without one the calendar year before this one."""
    topic = topic or context.topic()
    moved = None if topic is None else years_away(topic, -years)
    if moved is not None:
        return moved
    if context.published is None:
        return unknown("XXXX", "year")
    return a_year(context.published.year - years)._replace(derived=True)


@rule("(?:{article}|{one}){hyphen}?{year_word}{year_earlier}", article=False)
@rule("{article}?{year_word}{hyphen}{year_earlier}", article=True)
def year_earlier(match: Match, context: Context) -> Result:
    """ "a year earlier", "year-ago": the period spoken of, one year back."""
    tokens = context.tokens
    words = [tokens.word(i) for i in range(match.start(), match.end())]
    if (
        words[-1] == "before"
        and tokens.as_written(match.end())[:1].isalpha()
        and tokens.word(match.end()) not in ("and", "on", "in")
    ):
        return None
    return year_before(context, 1)


@rule(
    "{year_word}{hyphen}?(?:{earlier}|{ago})(?P<what>{period_noun}|{quarter_word}|{half_word}|{month_word}|{week_word}|{unit})",
    article=True,
)
@rule(
    "{year_word}{hyphen}?(?:{earlier}|{ago})(?P<number>{ordinal}){hyphen}?(?P<what>{quarter_word}|{half_word})",
    article=True,
)
@rule("{year_word}{hyphen}?(?:{earlier}|{ago})(?P<count>{COUNT})(?P<what>{unit})", article=True)
@rule(
    "{last}{hyphen}?{year_word}{hyphen}?(?P<what>{period_noun}|{quarter_word}|{half_word}|{month_word})",
    article=True,
)
def year_earlier_period(match: Match, context: Context) -> Result:
    """ "the year-earlier period", "the prior-year quarter", "the year-earlier third quarter"."""
    grain = _grain_of(match, context)
    if "number" in match.re.groupindex:
        number = context.number(match.start("number"), "ordinal")
        base = context.latest("quarter")
        year = base.first.year if base is not None and base.first is not None else None
        if base is not None and base.fiscal and base.value.endswith(f"Q{number}"):
            return years_away(base, -1)
        if year is None and context.published is not None:
            year = (
                context.published.year
                if number < quarter_of(context.published)
                else context.published.year - 1
            )
        if year is None or grain != "quarter" or number > 4:
            return None
        return a_quarter(year - 1, number)._replace(derived=True)
    if "count" in match.re.groupindex:
        base = context.latest("report", "quarter")
        moved = None if base is None else years_away(base, -1)
        return moved or Reading(
            "duration",
            duration_value(count(context, *match.span("count")), context.text_letter(match.start("what"))),
            grain="duration",
        )
    if grain is None:
        return year_before(context, 1)
    base = context.latest_over(grain) or context.latest(grain) or default(context, grain)
    return (
        year_before(context, 1, base)
        if base is not None
        else unknown(f"XXXX-{'QX' if grain == 'quarter' else 'XX'}", grain)
    )


def _grain_of(match: Match, context: Context) -> Optional[str]:
    """The grain of the unit a phrase ends in; none for "period"."""
    index = match.start("what")
    if context.tokens.is_in(index, letters("period_noun")):
        return None
    return GRAINS.get(context.text_letter(index))


def default(context: Context, grain: str) -> Optional[Reading]:
    """The quarter a report is about when the text named none: the last one over at publication."""
    if context.published is None:
        return None
    if grain == "quarter":
        return relative_unit(context, "Q", -1)
    letter = GRAIN_LETTER.get(grain)
    return None if letter is None else relative_unit(context, letter, 0)


@rule(
    "{same}(?:(?P<count>{COUNT}){hyphen}?)?(?P<what>{period_noun}|{unit})(?:{of}|{in}|{comma})?{the}?"
    "(?:(?P<year>{year})|(?P<last>{last})(?:{fiscal}?{year_word}|{fiscal})|(?P<earlier>{article}{year_word}(?:{year_earlier}))|(?P<before>{year_word}{year_earlier})|(?P<previous>{last}{year_word}))",
    article=True,
)
def same_period_of(match: Match, context: Context) -> Result:
    """ "the same period last year", "the same quarter of 2018", "the corresponding period a year earlier"."""
    grain = _grain_of(match, context) if group(match, "what") else None
    if group(match, "count") or context.tokens.is_in(match.start("what"), letters("plural")):
        # "The same three months of 2016", "the same months in 2016": those of the period spoken of.
        grain = None
    topic = context.topic() if grain is None else _latest_of(context, grain)
    if topic is None and grain in ("quarter", "month", "week"):
        topic = context.latest(grain, derived=True) or default(context, grain)
    if topic is None or topic.first is None:
        if context.published is None:
            return unknown("XXXX", "range")
        year = (
            context.number(match.start("year"), "year")
            if group(match, "year")
            else context.published.year - 1
        )
        if grain in ("year", "day", "month", "quarter"):
            return None
        return Reading("period", f"{year:04}", grain="range")
    if group(match, "year"):
        years = topic.first.year - context.number(match.start("year"), "year")
    elif (
        group(match, "last")
        and context.published is not None
        and context.tokens.word(match.start("last")) in ("last", "past")
    ):
        years = max(1, topic.first.year - (context.published.year - 1)) if not topic.fiscal else 1
    else:
        years = 1
    return year_before(context, years, topic)


def _latest_of(context: Context, grain: str) -> Optional[Reading]:
    """The last unit spoken of: of months the one in the sentence, else the latest that is over."""
    if grain == "month":
        start = context.sentence_start()
        for index, reading in context.recent():
            if index < start:
                break
            if reading.grain == "month" and reading.first is not None and not reading.derived:
                return reading
    return context.latest_over(grain) or context.latest(grain)


@rule("(?:{same}|{those}){COUNT}{hyphen}?(?P<what>{unit})", article=True)
def same_units(match: Match, context: Context) -> Result:
    """ "the same three months", "those nine months": the stretch spoken of, where it is that long."""
    tokens = context.tokens
    if not tokens.is_in(match.start("what"), letters("plural")):
        return None
    at = match.start() + 1
    months = count(context, at, match.start("what")) * _MONTHS.get(
        context.text_letter(match.start("what")), 0
    )
    topic = context.topic()
    if topic is None or topic.first is None or topic.last is None:
        return None
    length = (topic.last.year - topic.first.year) * 12 + topic.last.month - topic.first.month + 1
    return again(topic) if length == months else None


_MONTHS = {"M": 1, "Q": 3, "Y": 12}


@rule("(?:{that}?{same}|{that})(?P<what>{period_noun}|{unit})", article=True)
def same_unit(match: Match, context: Context) -> Result:
    """ "the same day", "that year", "the same period": the last such unit of the text before."""
    tokens = context.tokens
    word = tokens.word(match.start())
    if tokens.is_in(match.start("what"), letters("plural")) or tokens.is_in(match.end(), letters("hyphen")):
        return None
    if word == "that" and tokens.is_in(match.start("what"), letters("period_noun")):
        return context.topic()
    grain = _grain_of(match, context)
    if grain is None:
        # "The corresponding period" is set against the one spoken of, "the same period" is that one.
        return year_before(context, 1) if word in ("corresponding", "comparable") else again(context.topic())
    # What a report only compares with is not what "the same quarter" goes back to.
    base = context.latest(grain, derived=grain not in ("quarter", "half", "month")) or context.latest(
        grain, derived=True
    )
    letter = GRAIN_LETTER[grain]
    if base is None:
        finer = context.latest("day", "week", "month", "quarter", derived=True)
        if finer is not None and finer.first is not None and letter != "D":
            return unit_containing(finer.first, letter)
        if word == "same" and context.published is not None and grain in ("year", "day"):
            return relative_unit(context, letter, 0)
        return unknown("XXXX-XX-XX" if letter == "D" else "XXXX", grain)
    return again(base)


def again(reading: Optional[Reading]) -> Optional[Reading]:
    """A reading spoken of once more."""
    return None if reading is None else reading._replace(derived=True)


@rule(
    "(?P<latest>{latest}|{this})?(?P<what>{period_noun})(?!{of}|{ended_strict}|{from}|{between})",
    article=True,
)
def the_period(match: Match, context: Context) -> Result:
    """ "the period", "the latest period": the one spoken of."""
    tokens = context.tokens
    if tokens.word(match.start() - 1) != "the" and not group(match, "latest"):
        return None
    if tokens.word(match.start("what")) != "period":
        return None
    topic = context.topic()
    if topic is None and group(match, "latest") and tokens.word(match.start()) == "latest":
        topic = default(context, "quarter")
    return again(topic)


@rule("(?P<year>{year})(?P<what>{period_noun}|{quarter_word})", article=True)
def period_of_year(match: Match, context: Context) -> Result:
    """ "the 1988 period", "the 1988 quarter": the period spoken of, in that year."""
    if context.tokens.word(match.start("what")) not in ("period", "quarter"):
        return None
    year = context.number(match.start("year"), "year")
    quarter = context.tokens.word(match.start("what")) == "quarter"
    topic = context.latest("quarter") if quarter else context.topic()
    if topic is None or topic.first is None:
        return Reading("period", f"{year:04}-QX" if quarter else f"{year:04}", grain="range")
    return years_away(topic, year - topic.first.year)


@rule("(?P<step>{last}){year_word}(?:{POSSESSIVE})(?P<what>{period_noun}|{quarter_word})", article=True)
def quarter_of_last_year(match: Match, context: Context) -> Result:
    """ "last year's quarter"."""
    if not context.tokens.is_in(match.start("what"), letters("quarter_word")):
        return year_before(context, 1)
    base = context.latest("quarter")
    return unknown("XXXX-QX", "quarter") if base is None else year_before(context, 1, base)
