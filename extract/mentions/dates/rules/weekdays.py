"""Days counted from publication, and weekdays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Optional

from extract.lexicon.datewords import date_words
from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.numbers import count, day_number
from extract.mentions.dates.readings import Reading, a_day, monday, month_end, shift, unknown
from extract.mentions.dates.units import step_of, weekday_number


@rule("(?P<word>{day_word})", calendar=True)
def day_word(match: Match, context: Context) -> Result:
    """ "today", "yesterday", "tonight"."""
    tokens = context.tokens
    word, before = tokens.word(match.start()), tokens.as_written(match.start() - 1)
    if tokens.as_written(match.start())[:1].isupper() and before.isupper() and len(before) > 1:
        # "USA Today".
        return None
    if context.published is None:
        return unknown("XXXX-XX-XX")
    return a_day(context.published + timedelta(days=int(date_words()["day_word"][word])))


@rule("{day_unit}(?P<side>{earlier}|{later})(?P<word>{day_word})", article=True)
def day_beside(match: Match, context: Context) -> Result:
    """ "the day before yesterday"."""
    if context.published is None:
        return unknown("XXXX-XX-XX")
    offset = context.number(match.start("word"), "day_word")
    side = 1 if context.tokens.is_in(match.start("side"), letters("later")) else -1
    return a_day(context.published + timedelta(days=offset + side))


@rule("(?P<day>{weekday})", calendar=True)
def weekday_alone(match: Match, context: Context) -> Result:
    """ "Wednesday": the nearest one that fits the clause's tense; without tense the last one, publication day included."""
    return _weekday(weekday_number(context, match.start()), match, context)


@rule("(?P<day>{weekday_short}){dot}", calendar=True)
def weekday_dotted(match: Match, context: Context) -> Result:
    """ "Fri."."""
    if context.tokens.word(match.start()) in ("sun", "sat", "mon") or not context.tokens.glued(
        match.end() - 1
    ):
        return None
    return _weekday(weekday_number(context, match.start()), match, context)


def _dateline(context: Context) -> Optional[date]:
    """The day of the dateline ("OSLO, July 25 (Newsco) - ") where it is the day before or after publication.

    The clocks of news agency and outlet differ, and weekdays count from the agency's.
    """
    if context.published is None:
        return None
    for index, reading in context.found[:_FIRST_FEW]:
        day = reading.first if reading.grain == "day" and reading.first == reading.last else None
        if day is None or abs((day - context.published).days) != 1:
            continue
        behind = [context.tokens.word(at) for at in range(index + 2, index + 6)]
        if context.tokens.word(index - 1) == "," and "(" in behind:
            return day
    return None


_FIRST_FEW = 3


def _weekday(number: int, match: Match, context: Context) -> Reading:
    published = _dateline(context) or context.published
    if published is None:
        return unknown(f"XXXX-WXX-{number}")
    back = (published.isoweekday() - number) % 7
    if back == 0:
        return a_day(published)
    tense = context.tense(match.start(), match.end())
    if tense > 0:
        return a_day(published + timedelta(days=7 - back))
    return a_day(published - timedelta(days=back))


@rule("(?P<count>{NUMBER})(?P<day>{weekday_plural}){from}{now}")
def weekdays_ahead(match: Match, context: Context) -> Result:
    """ "three Fridays from now"."""
    number = int(date_words()["weekday_plural"][context.tokens.word(match.start("day"))])
    if context.published is None:
        return unknown(f"XXXX-WXX-{number}")
    first = (number - context.published.isoweekday()) % 7 or 7
    times = int(count(context, *match.span("count")))
    return a_day(context.published + timedelta(days=first + 7 * (times - 1)))


@rule("{on}(?P<day>{weekday_plural})")
def weekdays_plural(match: Match, context: Context) -> Result:
    """ "on Fridays"."""
    return Reading(
        "set",
        f"XXXX-WXX-{date_words()['weekday_plural'][context.tokens.word(match.start('day'))]}",
        grain="set",
    )


@rule(
    "(?:{this}(?={last}|{next}))?(?P<step>{this}|{last}|{next})(?P<day>{WEEKDAY})",
    article=True,
    calendar=True,
)
def relative_weekday(match: Match, context: Context) -> Result:
    """ "last Friday", "next Monday", "this Thursday"."""
    published, number = context.published, weekday_number(context, match.start("day"))
    word = context.tokens.word(match.start("step"))
    if published is None:
        return unknown(f"XXXX-WXX-{number}")
    if word in ("previous", "preceding", "following") and context.tokens.word(match.start() - 1) == "the":
        said = context.latest("day", derived=True)
        published = said.first if said is not None and said.first is not None else published
    if word == "this":
        day = monday(published) + timedelta(days=number - 1)
    elif step_of(context, match.start("step")) < 0:
        day = published - timedelta(days=(published.isoweekday() - number) % 7 or 7)
    elif word == "next":
        day = monday(published) + timedelta(days=7 + number - 1)
        if published.isoweekday() == 7 and (day - published).days > 7:
            day -= timedelta(days=7)
    else:
        day = published + timedelta(days=(number - published.isoweekday()) % 7 or 7)
    return a_day(day)


@rule(
    "(?P<day>{WEEKDAY}){comma}?(?:{of}|{from}|{in})?{the}?(?P<step>{this}|{last}|{next}){week_word}",
    calendar=True,
)
@rule(
    "(?P<step>{this}|{last}|{next}){week_word}(?:{POSSESSIVE})?(?:{on}|{comma})?(?P<day>{WEEKDAY})",
    article=True,
    calendar=True,
)
def weekday_of_week(match: Match, context: Context) -> Result:
    """ "Friday next week", "last week's Sunday"."""
    number = weekday_number(context, match.start("day"))
    if context.published is None:
        return unknown(f"XXXX-WXX-{number}")
    steps = step_of(context, match.start("step"))
    return a_day(monday(context.published) + timedelta(days=7 * steps + number - 1))


@rule("{WEEKDAY}{comma}?{the}?(?P<day>{DAY})", calendar=True)
def weekday_with_number(match: Match, context: Context) -> Result:
    """ "Thursday the 21st": the nearest such day."""
    tokens = context.tokens
    in_words = not tokens.word(match.start("day")).isdecimal()
    ordinal = match.end("day") - match.start("day") > 1 or in_words
    if in_words and (
        tokens.word(match.start("day") - 2) == "," or tokens.as_written(match.end())[:1].isalpha()
    ):
        return None
    if not ordinal or tokens.is_in(match.end(), letters("unit", "month", "month_weak", "hyphen")):
        return None
    if context.published is None:
        return None
    number, day = weekday_number(context, match.start()), day_number(context, *match.span("day"))
    for distance in range(0, 300):
        for candidate in (context.published - timedelta(distance), context.published + timedelta(distance)):
            if candidate.day == day and candidate.isoweekday() == number:
                return a_day(candidate)
    return None


_ONE_DAY_OF = "(?P<number>{ORDINAL}|{final})(?P<last>{last})?(?P<day>{WEEKDAY}|{day_unit})(?:{of}|{in})"


@rule(_ONE_DAY_OF + "{the}?(?P<month>{month}){of}?(?P<year>{year})?", article=True, calendar=True)
@rule(_ONE_DAY_OF + "(?P<step>{this}|{last}|{next}|{the}){month_word}", article=True, calendar=True)
def nth_weekday(match: Match, context: Context) -> Result:
    """ "the first Monday of May", "the last day in October 2015", "the second Monday of next month"."""
    if "month" in match.re.groupindex:
        month = context.number(match.start("month"), "month")
        if group(match, "year"):
            first = date(context.number(match.start("year"), "year"), month, 1)
        else:
            chosen = context.choose_month(month, match.span()).first
            if chosen is None:
                return unknown(f"XXXX-{month:02}-XX")
            first = chosen
    elif context.published is None:
        return unknown("XXXX-XX-XX")
    else:
        word = context.tokens.word(match.start("step"))
        first = shift(
            context.published.replace(day=1),
            0 if word == "the" else step_of(context, match.start("step")),
            "M",
        )
    return a_day(_pick_day(match, context, first))


def _pick_day(match: Match, context: Context, first: date) -> date:
    """The n-th (or n-th last) weekday or day of the month that begins on ``first``.

    Raises ``ValueError`` where the month has none.
    """
    last = month_end(first.year, first.month)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if not context.tokens.is_in(match.start("day"), letters("day_unit")):
        weekday = weekday_number(context, match.start("day"))
        days = [day for day in days if day.isoweekday() == weekday]
    if context.tokens.is_in(match.start("number"), letters("final")):
        return days[-1]
    number = day_number(context, *match.span("number"))
    if not 1 <= number <= len(days):
        raise ValueError("the month has no such day")
    return days[-number] if group(match, "last") else days[number - 1]
