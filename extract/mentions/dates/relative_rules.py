"""Expressions counted from the day of publication: weekdays, "last year", "two weeks ago", "in the next three months"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Optional

from extract.lexicon.datewords import date_words
from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.matching import longest
from extract.mentions.dates.numbers import count, day_number, is_vague
from extract.mentions.dates.readings import (
    GRAIN_LETTER,
    ONE_DAY,
    Reading,
    a_day,
    a_duration,
    a_month,
    a_weekend,
    monday,
    month_end,
    shift,
    stretch,
    unit_containing,
    unknown,
)

_UNKNOWN_VALUE = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
}
_LETTER_GRAIN = {letter: grain for grain, letter in GRAIN_LETTER.items()}
_STEP = ("this", "last", "next", "latest")


def step_of(context: Context, index: int) -> int:
    """-1 for "last", 0 for "this", 1 for "next"."""
    for name in _STEP:
        if context.tokens.is_in(index, letters(name)):
            return context.number(index, name)
    raise ValueError("no such word")


def relative_unit(context: Context, letter: str, steps: int) -> Reading:
    """The calendar unit ``steps`` away from the one of the publication day."""
    if context.published is None:
        return unknown(_UNKNOWN_VALUE[letter], _LETTER_GRAIN[letter])
    if letter == "WE":
        return a_weekend(context.published + timedelta(days=7 * steps))
    base = context.published.replace(day=1) if letter not in ("D", "W") else context.published
    return unit_containing(shift(base, steps, letter), letter)


@rule("(?P<word>{day_word})", calendar=True)
def day_word(match: Match, context: Context) -> Result:
    """ "today", "yesterday", "tonight"."""
    word = context.tokens.word(match.start())
    if word == "today" and context.tokens.word(match.end()) == "'" and context.tokens.glued(match.end() + 1):
        pass
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


def weekday_number(context: Context, index: int) -> int:
    """1 for Monday to 7 for Sunday."""
    word = context.tokens.word(index)
    table = "weekday" if word in date_words()["weekday"] else "weekday_short"
    return int(date_words()[table][word])


@rule("(?P<day>{weekday})", calendar=True)
def weekday_alone(match: Match, context: Context) -> Result:
    """ "Wednesday": the nearest one that fits the clause's tense; without tense the last one, publication day included."""
    return _weekday(weekday_number(context, match.start()), match, context)


@rule("(?P<day>{weekday_short}){dot}", calendar=True)
def weekday_dotted(match: Match, context: Context) -> Result:
    """ "Fri."."""
    if context.tokens.word(match.start()) in ("sun", "sat", "mon") or not context.tokens.glued(match.end() - 1):
        return None
    return _weekday(weekday_number(context, match.start()), match, context)


def _weekday(number: int, match: Match, context: Context) -> Reading:
    published = context.published
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


@rule("{on}?(?P<day>{weekday_plural})")
def weekdays_plural(match: Match, context: Context) -> Result:
    """ "on Fridays"."""
    return Reading("set", f"XXXX-WXX-{date_words()['weekday_plural'][context.tokens.word(match.start('day'))]}", grain="set")


@rule("(?P<step>{this}|{last}|{next})(?P<day>{WEEKDAY})", article=True, calendar=True)
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
    "(?P<day>{WEEKDAY}){comma}?(?:{of}|{from}|{in})?{the}?(?P<step>{this}|{last}|{next}){week_word}", calendar=True
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
    if in_words and (tokens.word(match.start("day") - 2) == "," or tokens.as_written(match.end())[:1].isalpha()):
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


@rule("(?P<day>{DAY})(?:{of}|{in})?{the}?(?P<step>{this}|{last}|{next}){month_word}", article=True)
def day_of_month(match: Match, context: Context) -> Result:
    """ "the 20th of next month"."""
    number = day_number(context, *match.span("day"))
    if context.published is None:
        return unknown(f"XXXX-XX-{number:02}")
    month = shift(context.published.replace(day=1), step_of(context, match.start("step")), "M")
    return a_day(date(month.year, month.month, number))


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
    if word == "past" and tokens.word(match.start() - 1) in ("the", "over") and letter not in ("D", "WE", "FN"):
        return _rolling(context, -1, letter)
    if letter == "D" and word in ("last", "next", "following"):
        return None
    if letter == "FN":
        return _fortnight(context, steps)
    if word == "latest":
        over = [r for _, r in context.found if r.grain == _LETTER_GRAIN[letter] and not r.derived and r.last is not None]
        over = [r for r in over if context.published is None or r.last < context.published]
        if over:
            return over[-1]._replace(derived=True)
        if letter != "Q":
            return None
        steps = -1
    return relative_unit(context, letter, steps)


def _several(match: Match, context: Context, letter: str, word: str) -> Result:
    """ "recent months", "the coming weeks": a stretch without a known length."""
    if word in ("coming", "next", "upcoming", "past", "last", "following"):
        return Reading("duration", f"PX{letter}" if letter != "DE" else "PXDE", grain="duration")
    return None


def _fortnight(context: Context, steps: int) -> Reading:
    if context.published is None:
        return a_duration("P2W")
    start = monday(context.published) + timedelta(days=14 * steps)
    if steps < 0:
        return Reading("period", "P2W", context.published - timedelta(days=14), context.published - ONE_DAY, grain="rolling")
    return Reading("period", "P2W", start, start + timedelta(days=13), grain="rolling")


def _rolling(context: Context, sign: int, letter: str) -> Reading:
    """The unit that ends with the day before publication ("the past year")."""
    return rolling(context, sign, 1, letter)


def duration_value(number: float, letter: str) -> str:
    """The TIMEX3 value of so many units: ``P3M``, ``PT90M``, ``P2W``."""
    amount = f"{number:g}"
    if letter == "FN":
        return f"P{number * 2:g}W"
    if letter == "H":
        return f"P{number * 6:g}M"
    if letter == "CE":
        return f"P{number * 100:g}Y"
    if letter == "DE":
        return f"P{number * 10:g}Y"
    if letter == "S":
        return f"P{number * 3:g}M"
    if letter == "WD":
        return f"P{amount}D"
    if letter.startswith("T"):
        return f"PT{amount}{letter[1:]}"
    return f"P{amount}{letter}"


def rolling(context: Context, sign: int, number: float, letter: str, vague: bool = False) -> Reading:
    """The ``number`` units before (-1) or after (1) publication: whole days, weeks and months from day to day.

    Quarters and decades count by the calendar, as do numbers of years and months with "calendar" beside them.
    """
    value = duration_value(number, letter) if not vague else f"P{'T' if letter[0] == 'T' else ''}X{letter[-1]}"
    published = context.published
    if published is None or vague or letter.startswith("T"):
        return Reading("period" if not letter.startswith("T") else "duration", value, grain="duration")
    if letter in ("Q", "DE", "CE"):
        here = unit_containing(published, letter)
        assert here.first is not None and here.last is not None
        if sign < 0:
            return Reading("period", value, shift(here.first, -number, letter), here.first - ONE_DAY, grain="rolling")
        return Reading("period", value, here.last + ONE_DAY, shift(here.last + ONE_DAY, number, letter) - ONE_DAY, grain="rolling")
    if sign < 0:
        return Reading("period", value, shift(published, -number, letter), published - ONE_DAY, grain="rolling")
    first = published + ONE_DAY
    last = shift(published, number, letter)
    return Reading("period", value, first, last, grain="rolling")


@rule(
    "(?P<step>{last}|{next})(?P<count>{COUNT}){hyphen}?(?P<business>{business})?(?P<unit>{unit})"
    "(?:{and}?{comma}?(?P<count2>{COUNT})(?P<unit2>{unit})(?!{ago}|{earlier}|{later}))?"
    "(?:{comma}?{and}?(?P<count3>{COUNT})(?P<unit3>{unit})(?!{ago}|{earlier}|{later}))?",
    article=True,
)
@rule("(?P<count>{COUNT})(?P<step>{next}|{last})(?P<business>{business})?(?P<unit>{unit})", article=True)
def rolling_units(match: Match, context: Context) -> Result:
    """ "the past two years", "the next 14 months", "2 upcoming quarters"."""
    letter = context.text_letter(match.start("unit"))
    if group(match, "business"):
        letter = "WD"
    sign = step_of(context, match.start("step"))
    start, end = match.span("count")
    if end - start == 1 and context.tokens.is_in(start, letters("article")):
        return None
    number = count(context, *match.span("count"))
    vague = is_vague(context, *match.span("count"))
    second = "count2" in match.re.groupindex and group(match, "count2")
    if not second:
        return rolling(context, sign, number, letter, vague)
    return _rolling_compound(match, context, sign)


def compound_parts(match: Match, context: Context) -> list[tuple[float, str]]:
    """Counts and unit letters of "5 years 1 month 12 days"."""
    parts = []
    for suffix in ("", "2", "3"):
        if "count" + suffix in match.re.groupindex and group(match, "count" + suffix):
            number = count(context, *match.span("count" + suffix))
            parts.append((number, context.text_letter(match.start("unit" + suffix))))
    return parts


def compound_value(parts: list[tuple[float, str]]) -> str:
    """The TIMEX3 value of several counts: ``P1Y1M21D``, ``PT5H30M``."""
    order = ["DE", "Y", "Q", "M", "W", "FN", "D", "TH", "TM", "TS"]
    ranked = sorted(parts, key=lambda part: order.index(part[1]) if part[1] in order else 0)
    value, timed = "P", False
    for number, letter in ranked:
        piece = duration_value(number, letter)[1:]
        if piece.startswith("T"):
            piece = piece[1:] if timed else piece
            timed = True
        value += piece
    return value


def _rolling_compound(match: Match, context: Context, sign: int) -> Result:
    parts = compound_parts(match, context)
    value = compound_value(parts)
    if context.published is None:
        return a_duration(value)
    end = context.published
    for number, letter in parts:
        end = shift(end, sign * number, letter)
    if sign < 0:
        return Reading("period", value, end, context.published - ONE_DAY, grain="rolling")
    return Reading("period", value, context.published + ONE_DAY, end, grain="rolling")


@rule("{within}{the}?(?:{next}|{last})?(?P<count>{COUNT})(?P<unit>{unit})(?:{and}?{comma}?(?P<count2>{COUNT})(?P<unit2>{unit}))?(?:{and}?{comma}?(?P<count3>{COUNT})(?P<unit3>{unit}))?(?!{hyphen}?{of})")
def within(match: Match, context: Context) -> Result:
    """ "within 18 months": from publication on."""
    parts = compound_parts(match, context)
    value = compound_value(parts) if not is_vague(context, *match.span("count")) else f"PX{parts[0][1]}"
    if context.published is None or value.startswith(("PX", "PT")):
        return a_duration(value)
    if context.tense(match.start(), match.end()) < 0 or context.tokens.word(match.end()) in ("after", "before", "from"):
        return a_duration(value)
    end = context.published
    for number, letter in parts:
        end = shift(end, number, letter)
    return Reading("period", value, context.published, end - ONE_DAY, grain="rolling")


def counted(context: Context, base: Optional[date], parts: list[tuple[float, str]], sign: int) -> Reading:
    """The moment some units before or after a day, at the grain of the finest unit."""
    finest = parts[-1][1]
    if base is None:
        return unknown(_UNKNOWN_VALUE.get(finest, "XXXX-XX-XX"), _LETTER_GRAIN.get(finest, "day"))
    for number, letter in parts:
        base = shift(base, sign * number, letter)
    return at_grain(base, finest, len(parts) > 1 or parts[0][0] != int(parts[0][0]))


def at_grain(day: date, letter: str, exact: bool) -> Reading:
    """A counted day: "two years ago" speaks of a year, "three months ago" of a month, "two weeks ago" of a day."""
    if exact or letter not in ("M", "Y", "DE", "CE", "Q"):
        return a_day(day)
    return unit_containing(day, "Y" if letter in ("DE", "CE") else letter)


_UNITS = (
    "(?P<count>{COUNT}){hyphen}?(?P<unit>{unit})(?:{and}?{comma}?(?P<count2>{NUMBER})(?P<unit2>{unit}))?"
    "(?:{and}?{comma}?(?P<count3>{NUMBER})(?P<unit3>{unit}))?"
)


@rule(_UNITS + "{ago}")
def units_ago(match: Match, context: Context) -> Result:
    """ "two weeks ago", "1 month and 21 days ago"."""
    parts = compound_parts(match, context)
    if is_vague(context, *match.span("count")):
        letter = parts[0][1]
        if context.tokens.is_in(match.start("count"), letters("article")) or letter.startswith("T"):
            return Reading("period", f"PX{letter[-1]}", grain="duration")
        return Reading("period", f"PX{letter[-1]}", grain="duration")
    if parts[0][1].startswith("T"):
        return unknown("PAST_REF") if context.published is None else a_day(context.published)
    if context.published is not None and len(parts) == 1 and parts[0] == (1, "Y"):
        from extract.mentions.dates.inherited_rules import year_before

        return year_before(context, 1)
    return counted(context, context.published, parts, -1)


@rule(_UNITS + "(?:{from}(?P<base>{now}|{day_word})|{later})")
@rule("{in}" + _UNITS + "(?:{apostrophe}{s}?{time})?(?!{of}|{hyphen}|{to}|{in}|{or}|{ended_strict})")
def units_ahead(match: Match, context: Context) -> Result:
    """ "two weeks from now", "in three years", "three weeks from tomorrow"."""
    tokens = context.tokens
    parts = compound_parts(match, context)
    base = context.published
    spelled = tokens.word(match.start()) == "in"
    if tokens.word(match.end() - 1) in ("after", "afterward", "afterwards"):
        return None
    if parts[0][1].startswith("T") or is_vague(context, *match.span("count")):
        return None
    if tokens.is_in(match.end(), letters("since", "last", "next", "row")) if spelled else False:
        return None
    if spelled and context.tense(match.start(), match.end()) < 0:
        return None
    if "base" in match.re.groupindex and group(match, "base"):
        if base is not None and tokens.is_in(match.start("base"), letters("day_word")):
            base += timedelta(days=context.number(match.start("base"), "day_word"))
    elif not spelled:
        # "Three days later" counts from the day last spoken of.
        latest = context.latest("day")
        if latest is not None and latest.first is not None and latest.first != context.published:
            base = latest.first
            for number, letter in parts:
                base = shift(base, number, letter)
            return a_day(base)._replace(derived=True)
    if not spelled and base is not None and tokens.is_in(match.end() - 1, letters("day_word")):
        for number, letter in parts:
            base = shift(base, number, letter)
        return a_day(base)
    return counted(context, base, parts, 1)


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
        return unknown(_UNKNOWN_VALUE[letter], _LETTER_GRAIN[letter])
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
    if context.tokens.as_written(match.start()).islower() or context.tokens.as_written(match.start()).istitle():
        return None
    if context.published is None:
        return unknown(_UNKNOWN_VALUE[letter])
    here = unit_containing(context.published, letter)
    assert here.first is not None and here.last is not None
    return a_day(here.last if edge == "end" else here.first)


@rule("(?P<month>{month})(?P<step>{this}|{last}|{next}){year_word}", calendar=True)
@rule("(?P<month>{month}){of}(?P<step>{this}|{last}|{next}){year_word}", calendar=True)
@rule("(?P<step>{this}|{last}|{next}){year_word}{POSSESSIVE}(?P<month>{month})", calendar=True)
def month_of_relative_year(match: Match, context: Context) -> Result:
    """ "June last year"."""
    month = context.number(match.start("month"), "month")
    if context.published is None:
        return unknown(f"XXXX-{month:02}", "month")
    return a_month(context.published.year + step_of(context, match.start("step")), month)


@rule("(?P<step>{this}|{last}|{next})(?:{last}|{next})?(?P<month>{month}){dot}?(?P<day>{DAY})?", article=True, calendar=True)
def relative_month(match: Match, context: Context) -> Result:
    """ "last October", "next June", "this September"."""
    month = context.number(match.start("month"), "month")
    if group(match, "day") and context.tokens.is_in(match.start("day"), letters("ordinal", "one", "teen", "tens")):
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
    day = group(match, "day")
    if day is not None:
        return a_day(date(year, month, day_number(context, *day)))
    return a_month(year, month)


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
        first = shift(context.published.replace(day=1), 0 if word == "the" else step_of(context, match.start("step")), "M")
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


@rule("{week_word}(?:{of}|{starting}{on}?)", article=True)
@rule("{weekend_word}{of}", article=True)
def week_of_day(match: Match, context: Context) -> Result:
    """ "the week of October 7": the ISO week, or the seven days from a stated start."""
    at = match.end()
    if context.tokens.is_in(at, letters("the")):
        at += 1
    found = longest(context, at, calendar_only=True) if at < len(context.tokens) else None
    if found is None or found.reading.first is None or found.reading.grain not in ("day", "event"):
        return None
    first = found.reading.first
    if context.tokens.is_in(match.start(), letters("weekend_word")):
        return a_weekend(first), found.end
    if context.tokens.word(match.start() + 1) == "of":
        return stretch(first, first + timedelta(days=6)) if first.weekday() == 0 else _week_from(first), found.end
    return stretch(first, first + timedelta(days=6)), found.end


def _week_from(day: date) -> Reading:
    from extract.mentions.dates.readings import a_week

    return a_week(day)


@rule("(?P<number>{ORDINAL}|{final})(?P<last>{last})?{week_word}(?:{of}|{in})(?:{the}?{year_word})?(?P<year>{YEAR}|{this}{year_word})", article=True)
@rule("(?P<number>{ORDINAL}|{final})(?P<last>{last})?{week_word}(?:{of}|{in})(?P<month>{month})(?P<year>{year})?", article=True)
@rule("{week_word}(?P<number>{num})(?:{of}|{comma})?(?P<year>{year})?")
def nth_week(match: Match, context: Context) -> Result:
    """ "the first week of 2021", "week 22", "last week of Dec 2016"."""
    from extract.mentions.dates.numbers import year_number
    from extract.mentions.dates.readings import a_week

    published, span = context.published, group(match, "year")
    if span is not None and not context.tokens.is_in(span[0], letters("this")):
        year = year_number(context, *span)
    elif published is not None:
        year = published.year
    else:
        return None
    final = context.tokens.is_in(match.start("number"), letters("final"))
    number = 1 if final else day_number(context, *match.span("number"))
    backwards = final or bool("last" in match.re.groupindex and group(match, "last"))
    if "month" in match.re.groupindex:
        month = context.number(match.start("month"), "month")
        base = month_end(year, month) if backwards else date(year, month, 1)
        if backwards:
            base = monday(base)
        return a_week(base + timedelta(days=7 * (number - 1) * (-1 if backwards else 1)))
    if backwards:
        last_week = date(year, 12, 28)
        return a_week(last_week - timedelta(days=7 * (number - 1)))
    if not 1 <= number <= 53:
        return None
    return a_week(date.fromisocalendar(year, number, 1))


@rule("{week_word}{later}{next}", article=True)
@rule("{weekend_word}{later}{the}?{next}", article=True)
def week_after_next(match: Match, context: Context) -> Result:
    """ "the week after next"."""
    letter = "WE" if context.tokens.is_in(match.start(), letters("weekend_word")) else "W"
    return relative_unit(context, letter, 2)


@rule("{that}?{weekend_word}", article=True)
def weekend(match: Match, context: Context) -> Result:
    """ "the weekend": the coming one ahead, the last one behind, by tense."""
    published = context.published
    before = context.tokens.word(match.start() - 1)
    if match.end() - match.start() == 1 and before not in ("the", "on", "over", "at", "during", ""):
        return None
    if published is None:
        return unknown("XXXX-WXX-WE", "weekend")
    if context.tense(match.start(), match.end()) < 0 and published.isoweekday() < 6:
        return a_weekend(published - timedelta(days=7))
    return a_weekend(published)
