"""Parts of periods: "late March", "the end of 2022", year-end, seasons."""

from __future__ import annotations

from datetime import date
from typing import Optional

from extract.mentions.dates.context import Context
from extract.mentions.dates.grammar import Match, Result, has, letters, rule
from extract.mentions.dates.matching import longest
from extract.mentions.dates.parts import edge_of, third_of
from extract.mentions.dates.readings import Reading, a_day, unit_containing, unknown
from extract.mentions.dates.units import relative_unit, step_of

_BALANCE_MONTHS = 2
"""Months into a year in which "432,000 at year-end" is still of the last one."""
_SEASON = "(?P<part>{part}{hyphen}?)?(?P<season>{season_name})"


@rule("(?P<step>{this}|{last}|{next})(?:{last})?" + _SEASON, article=True)
@rule(
    _SEASON + "(?:(?:{of}|{in})?(?P<year>{year})|(?:{of})?(?P<step>{this}|{last}|{next}){year_word})?",
    article=True,
)
def season(match: Match, context: Context) -> Result:
    """ "last fall", "the summer of 2019": a value without days, as hemispheres differ."""
    tokens = context.tokens
    number = context.number(match.start("season"), "season_name")
    code = ("SP", "SU", "FA", "WI")[number - 1]
    bare = not has(match, "year", "step")
    if bare and not (
        tokens.word(match.start() - 1) == "the" or tokens.word(match.start() - 1) in ("in", "by", "this")
    ):
        return None
    if (
        bare
        and tokens.word(match.start("season")) in ("fall", "spring")
        and (tokens.word(match.start() - 1) != "the" or tokens.word(match.end()) in ("in", "of", "for"))
    ):
        return None
    if has(match, "year"):
        return unknown(f"{context.number(match.start('year'), 'year'):04}-{code}", "season")
    if context.published is None:
        return unknown(f"XXXX-{code}", "season")
    year = context.published.year
    start_month = (3, 6, 9, 12)[number - 1]
    if has(match, "step"):
        steps = step_of(context, match.start("step"))
        with_year = tokens.is_in(match.start("step") + 1, letters("year_word"))
        if steps < 0 and (with_year or start_month > context.published.month - 3):
            year -= 1
        elif steps > 0 and (with_year or start_month <= context.published.month):
            year += 1
        elif (
            steps == 0
            and tokens.word(match.start("step") + 1) == "past"
            and start_month > context.published.month
        ):
            year -= 1
    return unknown(f"{year:04}-{code}", "season")


@rule("{year_word}{hyphen}?{edge_end}", article=True)
def year_end(match: Match, context: Context) -> Result:
    """ "year-end": 31 December, the last one behind or the next one ahead by tense."""
    published = context.published
    if published is None:
        return unknown("XXXX-12-31")
    since = context.tokens.word(match.start() - 1) == "since"
    tense = context.tense(match.start(), match.end())
    behind = (tense < 0 and published.month <= 9) or (tense == 0 and published.month <= _BALANCE_MONTHS)
    year = published.year - 1 if since or behind else published.year
    return a_day(date(year, 12, 31))


@rule("(?P<part>{part}){hyphen}?(?:{in}|{of}|{to}|{hyphen})?{the}?", article=True, calendar=True)
def part_of_period(match: Match, context: Context) -> Result:
    """ "late March", "mid-2020", "early last year": thirds; of a decade "early" is its first four years."""
    if match.end() >= len(context.tokens):
        return None
    if context.tokens.word(match.end() - 1) in ("in", "of") and context.tokens.word(match.start()) == "mid":
        return None
    found = longest(context, match.end(), calendar_only=True)
    if found is None:
        return _bare_part(match, context)
    if found.start < match.end() - 1:
        return None
    reading = third_of(found.reading, str(context.value(match.start(), "part")))
    return None if reading is None else (reading, found.end)


def _bare_part(match: Match, context: Context) -> Result:
    """ "late in the year", "mid-week" and the like."""
    at = match.end()
    if context.published is None or not context.tokens.is_in(at, letters("unit")):
        return None
    letter = context.text_letter(at)
    if letter not in ("W", "M", "Y") or context.tokens.is_in(at, letters("plural")):
        return None
    hyphenated = context.tokens.word(match.end() - 1) in ("-", "the")
    reading = third_of(unit_containing(context.published, letter), str(context.value(match.start(), "part")))
    return (reading, at + 1) if hyphenated and reading is not None else None


@rule("(?P<edge>{edge})(?:{of}|{to}|{in})?(?P<the>{the})?", article=True, calendar=True)
def edge_of_period(match: Match, context: Context) -> Result:
    """ "the end of 2022": its last day; "the start of the year": its first; of a week the last or first three days."""
    tokens = context.tokens
    word = tokens.word(match.start())
    if match.end() >= len(tokens) or (
        match.end() - match.start() == 1 and not tokens.is_in(match.end(), letters("this", "last", "next"))
    ):
        return None
    edge = str(context.value(match.start(), "edge"))
    joint, before = tokens.word(match.start() + 1), tokens.word(match.start() - 1)
    if joint != "of" and before not in ("the", "at", "by", "until", "before", "since", "from"):
        # "Deliveries start in June", "it will end this year": verbs.
        return None
    found = longest(context, match.end(), calendar_only=True)
    whole: Optional[Reading] = found.reading if found is not None else None
    end = found.end if found is not None else match.end()
    if found is None:
        if not tokens.is_in(match.end(), letters("unit")) or tokens.word(match.end() - 1) not in (
            "the",
            "of",
        ):
            return None
        letter = context.text_letter(match.end())
        if letter not in ("W", "M", "Q", "Y", "DE", "D") or tokens.is_in(match.end(), letters("plural")):
            return None
        whole, end = relative_unit(context, letter, 0), match.end() + 1
    assert whole is not None
    if word == "close" and whole.grain == "day":
        return None
    reading = edge_of(whole, edge)
    return None if reading is None else (reading, end)
