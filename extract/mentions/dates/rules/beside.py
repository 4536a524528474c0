"""Units beside the one spoken of: "the previous month", "the next day", "three months later"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Optional

from extract.lexicon.datewords import date_words
from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.matching import Span, longest
from extract.mentions.dates.numbers import count
from extract.mentions.dates.readings import (
    ONE_DAY,
    Reading,
    a_day,
    shift,
    shift_months,
    shift_unit,
    unit_containing,
    unknown,
    years_away,
)
from extract.mentions.dates.rules.inherited import GRAINS, again, default, year_before
from extract.mentions.dates.units import fortnight, relative_unit


@rule("(?P<word>{anaphoric})(?P<part>{part_of_day})", article=True)
def next_morning(match: Match, context: Context) -> Result:
    """ "the next morning", "that night": of the day spoken of."""
    base = context.latest("day", derived=True)
    day = context.published if base is None else base.first
    word = context.tokens.word(match.start())
    if context.tokens.word(match.start() - 1) != "the" and word != "that":
        return None
    if day is None:
        return unknown("XXXX-XX-XX")
    return a_day(day + timedelta(days=int(date_words()["anaphoric"][word])))._replace(derived=True)


@rule("(?P<word>{anaphoric})(?P<unit>{unit})", article=True, calendar=True)
def unit_beside(match: Match, context: Context) -> Result:
    """ "the previous month", "the following year": counted from the period spoken of where there is one."""
    tokens = context.tokens
    word = tokens.word(match.start("word"))
    letter = context.text_letter(match.start("unit"))
    grain = GRAINS.get(letter)
    if tokens.is_in(match.start("unit"), letters("plural")) or grain is None or word in ("same", "that"):
        return None
    definite = tokens.word(match.start() - 1) == "the"
    if word == "next" and (not definite or letter != "D"):
        return None
    base = _last_known(context, letter) if letter in ("Y", "M") and word == "following" else None
    if base is None:
        # Periods behind count from the one spoken of, days and those ahead from the last one named at all.
        base = context.latest(grain, derived=letter == "D" or word in ("following", "next"))
    step = int(date_words()["anaphoric"][word])
    if letter == "Y" and step < 0 and definite:
        # "In the 26 weeks to August 29, down from 779 the previous year", whatever year was named before.
        said = _stretch_in_sentence(context)
        base = base if said is None else unit_containing(said, "Y")
    if base is None:
        finer = context.latest("day", "month", "quarter") if letter in ("M", "Q", "Y", "W") else None
        if finer is not None and finer.first is not None and finer.first != context.published and step > 0:
            return shift_unit(finer, step, letter)._replace(derived=True)
        return relative_unit(context, letter, step)
    if base.fiscal:
        return years_away(base, step) if grain == "year" else _fiscal_quarter_beside(base, step)
    return shift_unit(base, step, letter)._replace(derived=True)


def _stretch_in_sentence(context: Context) -> Optional[date]:
    """The last day of the quarter, half or counted stretch that the sentence at hand spoke of last, if of any."""
    start = context.sentence_start()
    for index, reading in context.recent():
        if index < start or reading.grain == "year":
            break
        if reading.last is not None and reading.kind == "period" and not reading.derived:
            return reading.last
    return None


@rule("(?P<unit>{unit})(?P<side>{earlier}|{later})", article=True)
def the_unit_beside(match: Match, context: Context) -> Result:
    """ "the year before", "the month after"."""
    letter = context.text_letter(match.start("unit"))
    side = context.tokens.word(match.start("side"))
    if context.tokens.word(match.start() - 1) != "the" or letter not in ("W", "M", "Q", "Y"):
        return None
    if side not in ("before", "after", "earlier", "later") or not _ends_clause(match, context, side):
        return None
    steps = 1 if side in ("after", "later") else -1
    if letter == "Y" and steps < 0:
        return year_before(context, 1)
    base = context.latest(GRAINS[letter], derived=True)
    return (
        shift_unit(base, steps, letter)._replace(derived=True)
        if base
        else relative_unit(context, letter, steps)
    )


def _last_known(context: Context, letter: str) -> Optional[Reading]:
    """The unit that holds the last expression with known days, if that is no coarser."""
    for _, reading in context.recent():
        if reading.first is not None and reading.last is not None:
            if (reading.last - reading.first).days <= (31 if letter == "M" else 366) and not reading.fiscal:
                return unit_containing(reading.first, letter)
            return None
    return None


def _fiscal_quarter_beside(base: Reading, step: int) -> Optional[Reading]:
    """The fiscal quarter before or after one."""
    if base.first is None or base.last is None or "-Q" not in base.value or not base.value[:4].isdecimal():
        return None
    year, number = int(base.value[:4]), int(base.value[-1]) + step
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    first = shift_months(base.first, 3 * step)
    return base._replace(
        value=f"{year:04}-Q{number}", first=first, last=shift_months(first, 3) - ONE_DAY, derived=True
    )


@rule("(?P<full>{full})?(?P<unit>{unit})(?!{ended_strict}|{hyphen}|{of}|{to}{to_date})", article=True)
def the_unit(match: Match, context: Context) -> Result:
    """ "the quarter", "the year", "the month": the one spoken of, else the one of publication."""
    tokens = context.tokens
    letter = context.text_letter(match.start("unit"))
    if tokens.word(match.start() - 1) != "the" or tokens.is_in(match.start("unit"), letters("plural")):
        return None
    before = tokens.word(match.start() - 2)
    if letter not in ("D", "W", "M", "Q", "Y", "FN") or (
        letter in ("D", "Y") and tokens.word(match.end()) == "when"
    ):
        return None
    if letter == "FN":
        return relative_unit_fortnight(context)
    if letter == "D" and before not in ("for", "in", "during", "of", "on", "through", "throughout"):
        return _day_beside(match, context)
    grain = GRAINS[letter]
    base = context.latest_over(grain) if letter in ("Q", "Y") else None
    base = base or context.latest(grain)
    if base is None and letter == "Q":
        # Nothing named yet: the quarter a report is about, which makes it the topic.
        return default(context, "quarter") or unknown("XXXX-QX", "quarter")
    published = context.published
    if letter == "Y" and published is not None and _is_year_under_way(match, context, before):
        return relative_unit(context, letter, 0)._replace(derived=True)
    told = letter == "Y" and published is not None and published.month <= _YEAR_OVER
    told = told and context.tense(match.start(), match.end()) < 0
    if told and group(match, "full") is not None:
        return relative_unit(context, letter, -1)._replace(derived=True)
    if base is not None and not _stale(base, context, letter):
        return again(base)
    if published is None:
        return unknown("XXXX-QX" if letter == "Q" else "XXXX-XX", grain)
    if told:
        # In winter "for the year it reached" tells of the one just over.
        return relative_unit(context, letter, -1)._replace(derived=True)
    return relative_unit(context, letter, 0)._replace(derived=True)


def _stale(base: Reading, context: Context, letter: str) -> bool:
    """ "The day" and "the week" go back only to what was said last, "the year" to one of the sentence or just over."""
    if letter in ("D", "W"):
        return not context.found or context.found[-1][1] is not base
    if letter != "Y" or context.published is None or base.last is None:
        return False
    index = next(index for index, reading in context.recent() if reading is base)
    return index < context.sentence_start() and not 0 <= (context.published - base.last).days <= _JUST_OVER


def _is_year_under_way(match: Match, context: Context, before: str) -> bool:
    """Whether a forecast or "within" shows that the year of publication is meant: "for the full year it expects"."""
    if before == "within":
        return True
    words = [
        context.tokens.word(index) for index in range(match.start() - _FORECAST, match.end() + _FORECAST)
    ]
    return group(match, "full") is not None and not _FORECASTS.isdisjoint(words)


_FORECASTS = frozenset(
    [
        "aiming",
        "aims",
        "expect",
        "expected",
        "expects",
        "forecast",
        "forecasts",
        "guided",
        "guides",
        "hopes",
        "plans",
    ]
)
_FORECAST = 5
_YEAR_OVER = 3
_JUST_OVER = 460


def relative_unit_fortnight(context: Context) -> Result:
    """ "the fortnight"."""
    return fortnight(context, 0)


@rule("{day_unit}(?P<side>{earlier}|{later})", article=True)
def day_after(match: Match, context: Context) -> Result:
    """ "the day before", "the day after": beside the day spoken of."""
    if context.tokens.word(match.start() - 1) != "the":
        return None
    return _day_beside(match, context)


def _day_beside(match: Match, context: Context) -> Result:
    tokens = context.tokens
    side = tokens.word(match.end() - 1)
    if side not in ("before", "after", "earlier", "later"):
        return None
    stated = longest(context, match.end(), calendar_only=True) if match.end() < len(tokens) else None
    if (
        stated is not None
        and stated.reading.first is not None
        and stated.reading.first == stated.reading.last
    ):
        return a_day(
            stated.reading.first + timedelta(days=-1 if side in ("before", "earlier") else 1)
        ), stated.end
    base = context.latest("day", derived=True)
    day = base.first if base is not None else context.published
    following = tokens.as_written(match.end())
    if day is None or (following[:1].isalpha() and following.lower() not in ("and", "to", "in", "at", "on")):
        return None
    return a_day(day + timedelta(days=-1 if side in ("before", "earlier") else 1))._replace(derived=True)


@rule("(?P<count>{COUNT})(?P<unit>{unit})(?P<side>{earlier}|{later}|{from})")
def units_beside(match: Match, context: Context) -> Result:
    """ "two years earlier", "three months later", "a month before": counted from the period or day spoken of."""
    tokens = context.tokens
    letter = context.text_letter(match.start("unit"))
    side = tokens.word(match.start("side"))
    number = count(context, *match.span("count"))
    sign = -1 if side in ("earlier", "before", "previously", "prior") else 1
    if (
        letter.startswith("T")
        or letter in ("WE", "WD")
        or number != int(number)
        or side in ("prior", "previously")
    ):
        return None
    explicit = _stated_base(match, context, side)
    if explicit is not None:
        found = explicit.reading
        base = found.first if sign < 0 else found.last
        return None if base is None else (a_day(shift(base, sign * number, letter)), explicit.end)
    if side in ("before", "after", "from", "hence") and not _ends_clause(match, context, side):
        return None
    if sign < 0 and (letter == "Y" or (letter == "M" and number % 12 == 0)):
        return year_before(context, int(number) if letter == "Y" else int(number) // 12)
    ahead = context.tense(match.start(), match.end()) > 0
    return _counted_from_topic(context, sign * int(number), letter, ahead)


def _stated_base(match: Match, context: Context, side: str) -> Optional[Span]:
    """The date that follows "before", "after" or "from"."""
    at = match.end()
    if side not in ("before", "after", "from") or at >= len(context.tokens):
        return None
    at += 1 if context.tokens.is_in(at, letters("the")) else 0
    found = longest(context, at, calendar_only=True) if at < len(context.tokens) else None
    if found is not None and side == "from" and found.reading.grain not in ("day", "event"):
        # "150,000 cars a year from 2025".
        return None
    return found


def _ends_clause(match: Match, context: Context, side: str) -> bool:
    """Whether nothing follows that "before" or "after" could govern."""
    if side in ("from", "hence"):
        return False
    following = context.tokens.word(match.end())
    return not following[:1].isalnum() or following in ("and", "in")


def _counted_from_topic(context: Context, steps: int, letter: str, ahead: bool) -> Result:
    """Some units before or after the unit, or the day, last spoken of; "a few months later" in a tale counts from no day."""
    grain = GRAINS.get(letter)
    if grain is None:
        return None
    topic = context.latest(grain, derived=True) if letter in ("M", "Q") else None
    if topic is not None:
        return shift_unit(topic, steps, letter)._replace(derived=True)
    day = context.latest("day")
    told = day is None and steps > 0 and not ahead
    base = day.first if day is not None else None if told else context.published
    if base is None:
        return unknown("XXXX-XX-XX")
    moved = shift(base, steps, letter)
    if letter in ("M", "Q", "Y") and steps < 0:
        return unit_containing(moved, letter)._replace(derived=True)
    return a_day(moved)._replace(derived=True)
