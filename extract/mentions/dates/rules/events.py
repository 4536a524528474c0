"""Named events: "Singles' Day", "last year's Double 11", "CES 2020"."""

from __future__ import annotations

from typing import Optional

from extract.lexicon.events import KNOWN_EVENTS, Event
from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, letters, rule
from extract.mentions.dates.readings import NOTHING, Reading, a_day, a_week, nearest, unknown
from extract.mentions.dates.units import step_of

_SKIPPED = letters("apostrophe", "hyphen", "dot", "slash")

_STEPS = letters("this", "last", "next")

_CALLED = (
    "shopping",
    "festival",
    "weekend",
    "season",
    "sale",
    "sales",
    "holiday",
    "event",
    "promotion",
    "gala",
)

_COMPARED = ("own", "version", "answer", "equivalent", "like", "style", "call", "called", "dubbed")


@rule("{event_initial}", calendar=True)
def event(match: Match, context: Context) -> Result:
    """ "Black Friday", "Double 11", with the year beside it where there is one."""
    found = _named(context, match.start())
    if found is None:
        return None
    named, end = found
    tokens = context.tokens
    if any(tokens.word(index) in _COMPARED for index in range(match.start() - 3, match.start())):
        # The company's own "Black Friday" isn't Black Friday.
        return NOTHING, end
    year, end = _year_after(context, end)
    if year is None:
        year = _year_before(context, match.start())
    reading = _reading(named, year, context, match.start(), end)
    if tokens.word(end) == "week" and reading.first is not None and reading.first == reading.last:
        return a_week(reading.first), end + 1
    return reading, end


@rule(
    "(?P<step>{this}|{last}|{next})(?:{year_word}{POSSESSIVE})?{event_initial}", article=True, calendar=True
)
def relative_event(match: Match, context: Context) -> Result:
    """ "last Thanksgiving", "this year's Singles' Day", "the next Lunar New Year"."""
    found = _named(context, match.end() - 1)
    if found is None or context.published is None:
        return None
    named, end = found
    steps = step_of(context, match.start("step"))
    if match.end() - match.start() > 2 or steps == 0:
        return _reading(named, context.published.year + steps, context, match.start(), end), end
    years = range(context.published.year - 1, context.published.year + 2)
    days = sorted(d for d in (named.days_in(year) for year in years) if d is not None)
    if steps > 0:
        days = [d for d in days if d[0] > context.published][:1]
    else:
        days = [d for d in days if d[0] < context.published][-1:]
    return (_over(*days[0]), end) if days else None


def _named(context: Context, start: int) -> Optional[tuple[Event, int]]:
    """The event whose name begins at a token, and the token after the name."""
    tokens = context.tokens
    for words, named in KNOWN_EVENTS.get().by_first_word.get(tokens.word(start), ()):
        if words[0] in named.capital and tokens.as_written(start)[:1].islower():
            continue
        end = _end_of(words, context, start)
        if end is None:
            continue
        following = {tokens.word(index) for index in range(end, end + 3)}
        if named.cue and not named.cue & following:
            continue
        return named, end
    return None


def _end_of(words: tuple[str, ...], context: Context, start: int) -> Optional[int]:
    """The token after a name that is written out from ``start``; apostrophes and the like may stand between."""
    tokens, at = context.tokens, start
    for number, word in enumerate(words):
        skipped = 0
        while number and tokens.is_in(at, _SKIPPED) and skipped < 2:
            at, skipped = at + 1, skipped + 1
        if tokens.word(at) != word:
            return None
        at += 1
    return at


def _year_after(context: Context, end: int) -> tuple[Optional[int], int]:
    """A year named after an event: "CES 2020", "Christmas of last year"."""
    tokens, at = context.tokens, end
    while tokens.word(at) in _CALLED and at < end + 2:
        at += 1
    if tokens.word(at) in (",", "of", "in"):
        at += 1
    if tokens.is_in(at, letters("year")) and not tokens.is_in(at + 1, letters("plural", "amount")):
        return context.number(at, "year"), at + 1
    if tokens.is_in(at, _STEPS) and tokens.word(at + 1) == "year" and context.published is not None:
        return context.published.year + step_of(context, at), at + 2
    return None, end


def _year_before(context: Context, start: int) -> Optional[int]:
    """A year right before an event: "the 2019 Singles' Day", "2019's Double 11"."""
    tokens, at = context.tokens, start - 1
    if tokens.word(at) in ("“", '"'):
        at -= 1
    if tokens.word(at) == "s" and tokens.word(at - 1) in ("'", "’"):
        at -= 2
    return context.number(at, "year") if tokens.is_in(at, letters("year")) else None


def _reading(named: Event, year: Optional[int], context: Context, start: int, end: int) -> Reading:
    if year is not None:
        days = named.days_in(year)
        return _over(*days) if days is not None else unknown(f"{year:04}", "event")
    fixed = named.month is not None and named.day is not None
    if context.published is None:
        return unknown(f"XXXX-{named.month:02}-{named.day:02}" if fixed else "XXXX-XX-XX", "event")
    base = context.published.year
    known = [d for d in (named.days_in(y) for y in (base - 1, base, base + 1)) if d is not None]
    if not known:
        return unknown("XXXX-XX-XX", "event")
    running = [d for d in known if d[0] <= context.published <= d[1]]
    first = (
        running[0][0]
        if running
        else nearest([d[0] for d in known], context.published, context.tense(start, end))
    )
    return _over(*next(d for d in known if d[0] == first))


def _over(first: object, last: object) -> Reading:
    if first == last:
        return a_day(first)._replace(grain="event")  # type: ignore[arg-type]
    value = f"{first}/{last}"
    return Reading("period", value, first, last, grain="event")  # type: ignore[arg-type]
