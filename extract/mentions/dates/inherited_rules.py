"""Periods inherited from the text before: "a year earlier", "the quarter", "the same period", "that year"."""

from __future__ import annotations

from datetime import timedelta
from typing import Optional

from extract.lexicon.datewords import date_words
from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, group, letters, rule
from extract.mentions.dates.matching import longest
from extract.mentions.dates.numbers import count
from extract.mentions.dates.readings import (
    GRAIN_LETTER,
    ONE_DAY,
    Reading,
    a_day,
    a_quarter,
    a_year,
    quarter_of,
    shift,
    shift_months,
    shift_unit,
    unit_containing,
    unknown,
    years_away,
)
from extract.mentions.dates.relative_rules import duration_value, relative_unit

_GRAINS = {letter: grain for grain, letter in GRAIN_LETTER.items()}


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
    if words[-1] == "before" and tokens.as_written(match.end())[:1].isalpha() and tokens.word(match.end()) not in ("and", "on", "in"):
        return None
    return year_before(context, 1)


@rule("{year_word}{hyphen}?(?:{earlier}|{ago})(?P<what>{period_noun}|{quarter_word}|{half_word}|{month_word}|{week_word}|{unit})", article=True)
@rule("{year_word}{hyphen}?(?:{earlier}|{ago})(?P<number>{ordinal}){hyphen}?(?P<what>{quarter_word}|{half_word})", article=True)
@rule("{year_word}{hyphen}?(?:{earlier}|{ago})(?P<count>{COUNT})(?P<what>{unit})", article=True)
def year_earlier_period(match: Match, context: Context) -> Result:
    """ "the year-earlier period", "the year-ago quarter", "the year-earlier third quarter"."""
    grain = _grain_of(match, context)
    if "number" in match.re.groupindex:
        number = context.number(match.start("number"), "ordinal")
        base = context.latest("quarter")
        year = base.first.year if base is not None and base.first is not None else None
        if base is not None and base.fiscal and base.value.endswith(f"Q{number}"):
            moved = years_away(base, -1)
            return moved
        if year is None and context.published is not None:
            year = context.published.year if number < quarter_of(context.published) else context.published.year - 1
        if year is None or grain != "quarter" or number > 4:
            return None
        return a_quarter(year - 1, number)._replace(derived=True)
    if "count" in match.re.groupindex:
        base = context.latest("report", "quarter")
        moved = None if base is None else years_away(base, -1)
        return moved or Reading("duration", duration_value(count(context, *match.span("count")), context.text_letter(match.start("what"))), grain="duration")
    if grain is None:
        return year_before(context, 1)
    base = context.latest(grain) or _default(context, grain)
    return year_before(context, 1, base) if base is not None else unknown(f"XXXX-{'QX' if grain == 'quarter' else 'XX'}", grain)


def _grain_of(match: Match, context: Context) -> Optional[str]:
    """The grain of the unit a phrase ends in; none for "period"."""
    index = match.start("what")
    if context.tokens.is_in(index, letters("period_noun")):
        return None
    return _GRAINS.get(context.text_letter(index))


def _default(context: Context, grain: str) -> Optional[Reading]:
    """The quarter a report is about when the text named none: the last one over at publication."""
    if context.published is None:
        return None
    if grain == "quarter":
        return relative_unit(context, "Q", -1)
    letter = GRAIN_LETTER.get(grain)
    return None if letter is None else relative_unit(context, letter, 0)


_SAME = "(?:{same}|{that}{same}|{year_word}{hyphen}?{earlier})"


@rule(
    "{same}(?:(?P<count>{COUNT}){hyphen}?)?(?P<what>{period_noun}|{unit})(?:{of}|{in}|{comma})?{the}?"
    "(?:(?P<year>{year})|(?P<last>{last}){year_word}|(?P<earlier>{article}{year_word}(?:{year_earlier}))|(?P<before>{year_word}{year_earlier})|(?P<previous>{last}{year_word}))",
    article=True,
)
def same_period_of(match: Match, context: Context) -> Result:
    """ "the same period last year", "the same quarter of 2018", "the corresponding period a year earlier"."""
    grain = _grain_of(match, context) if group(match, "what") else None
    topic = context.latest(grain) if grain is not None else context.topic()
    if topic is None and grain in ("quarter", "month", "week"):
        topic = _default(context, grain)
    if topic is None or topic.first is None:
        if context.published is None:
            return unknown("XXXX", "range")
        year = context.number(match.start("year"), "year") if group(match, "year") else context.published.year - 1
        if grain in ("year", "day", "month", "quarter"):
            return None
        return Reading("period", f"{year:04}", grain="range")
    if group(match, "year"):
        years = topic.first.year - context.number(match.start("year"), "year")
    elif group(match, "last") and context.published is not None and context.tokens.word(match.start("last")) in ("last", "past"):
        years = max(1, topic.first.year - (context.published.year - 1)) if not topic.fiscal else 1
    else:
        years = 1
    return year_before(context, years, topic)


@rule("(?:{same}|{that})(?P<what>{period_noun}|{unit})", article=True)
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
        return _again(context.topic())
    base = context.latest(grain, derived=True)
    letter = GRAIN_LETTER[grain]
    if base is None:
        finer = context.latest("day", "week", "month", "quarter", derived=True)
        if finer is not None and finer.first is not None and letter != "D":
            return unit_containing(finer.first, letter)
        if word == "same" and context.published is not None and grain in ("year", "day"):
            return relative_unit(context, letter, 0)
        return unknown("XXXX-XX-XX" if letter == "D" else "XXXX", grain)
    return _again(base)


def _again(reading: Optional[Reading]) -> Optional[Reading]:
    return None if reading is None else reading._replace(derived=True)


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
    grain = _GRAINS.get(letter)
    if tokens.is_in(match.start("unit"), letters("plural")) or grain is None or word in ("same", "that"):
        return None
    definite = tokens.word(match.start() - 1) == "the"
    if word == "next" and (not definite or letter != "D"):
        return None
    base = _last_known(context, letter) if letter in ("Y", "M") and word == "following" else None
    if base is None:
        base = context.latest(grain, derived=True)
    step = int(date_words()["anaphoric"][word])
    if base is None:
        finer = context.latest("day", "month", "quarter") if letter in ("M", "Q", "Y", "W") else None
        if finer is not None and finer.first is not None and finer.first != context.published and step > 0:
            return shift_unit(unit_containing(finer.first, letter), step, letter)._replace(derived=True)
        return relative_unit(context, letter, step)
    if base.fiscal:
        moved = years_away(base, step) if grain == "year" else _fiscal_quarter_beside(base, step)
        return moved
    return shift_unit(unit_containing(base.first, letter), step, letter)._replace(derived=True)  # type: ignore[arg-type]


def _last_known(context: Context, letter: str) -> Optional[Reading]:
    """The unit that holds the last expression with known days, if that is no coarser."""
    for _, reading in reversed(context.found):
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
    return base._replace(value=f"{year:04}-Q{number}", first=first, last=shift_months(first, 3) - ONE_DAY, derived=True)


@rule("(?P<latest>{latest}|{this})?(?P<what>{period_noun})(?!{of}|{ended_strict})", article=True)
def the_period(match: Match, context: Context) -> Result:
    """ "the period", "the latest period": the one spoken of."""
    tokens = context.tokens
    if tokens.word(match.start() - 1) != "the" and not group(match, "latest"):
        return None
    if tokens.word(match.start("what")) != "period":
        return None
    topic = context.topic()
    if topic is None and group(match, "latest") and tokens.word(match.start()) == "latest":
        topic = _default(context, "quarter")
    return _again(topic)


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
    quarter = context.tokens.is_in(match.start("what"), letters("quarter_word"))
    return year_before(context, 1, context.latest("quarter") if quarter else None)


@rule("(?P<full>{full})?(?P<unit>{unit})(?!{ended_strict}|{hyphen}|{of}|{to}{to_date})", article=True)
def the_unit(match: Match, context: Context) -> Result:
    """ "the quarter", "the year", "the month": the one spoken of, else the one of publication."""
    tokens = context.tokens
    letter = context.text_letter(match.start("unit"))
    if tokens.word(match.start() - 1) != "the" or tokens.is_in(match.start("unit"), letters("plural")):
        return None
    before = tokens.word(match.start() - 2)
    if letter not in ("D", "W", "M", "Q", "Y", "FN") or (letter in ("D", "Y") and tokens.word(match.end()) == "when"):
        return None
    if letter == "FN":
        return relative_unit_fortnight(context)
    if letter == "D" and before not in ("for", "in", "during", "of", "on", "through", "throughout"):
        return _day_beside(match, context)
    grain = _GRAINS[letter]
    base = context.latest(grain)
    if base is None and letter == "Q":
        base = _default(context, "quarter")
    if base is not None and not _stale(base, context, letter):
        return _again(base)
    if context.published is None:
        return unknown("XXXX-QX" if letter == "Q" else "XXXX-XX", grain)
    return relative_unit(context, letter, 0)._replace(derived=True)


def _stale(base: Reading, context: Context, letter: str) -> bool:
    """"The day" and "the week" go back only to what was said last."""
    if letter in ("D", "W"):
        return not context.found or context.found[-1][1] is not base
    return False


def relative_unit_fortnight(context: Context) -> Result:
    """ "the fortnight"."""
    from extract.mentions.dates.relative_rules import _fortnight

    return _fortnight(context, 0)


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
    if stated is not None and stated.reading.first is not None and stated.reading.first == stated.reading.last:
        return a_day(stated.reading.first + timedelta(days=-1 if side in ("before", "earlier") else 1)), stated.end
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
    if letter.startswith("T") or letter in ("WE", "WD") or number != int(number) or side in ("prior", "previously"):
        return None
    at = match.end()
    explicit = None
    if side in ("before", "after", "from") and at < len(tokens):
        at += 1 if tokens.is_in(at, letters("the")) else 0
        explicit = longest(context, at, calendar_only=True) if at < len(tokens) else None
        if explicit is None and side == "from":
            return None
        if explicit is None and (tokens.as_written(match.end())[:1].isalpha() and tokens.word(match.end()) not in ("and", "in")):
            return None
    if side == "hence":
        return None
    if explicit is not None and explicit.reading.first is not None and explicit.reading.last is not None:
        base = explicit.reading.first if sign < 0 else explicit.reading.last
        return a_day(shift(base, sign * number, letter)), explicit.end
    if letter == "Y" and sign < 0 and explicit is None:
        return year_before(context, int(number))
    grain = _GRAINS.get(letter)
    if grain is None:
        return None
    topic = context.latest(grain) if letter in ("M", "Q") else None
    if topic is not None:
        return shift_unit(unit_containing(topic.first, letter), sign * int(number), letter)._replace(derived=True)  # type: ignore[arg-type]
    day = context.latest("day")
    base = day.first if day is not None else context.published
    if base is None:
        return unknown("XXXX-XX-XX")
    moved = shift(base, sign * number, letter)
    if letter in ("M", "Q", "Y") and sign < 0:
        return unit_containing(moved, letter)._replace(derived=True)
    return a_day(moved)._replace(derived=True)
