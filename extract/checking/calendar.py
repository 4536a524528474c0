"""A weekday must match its date, an interval must run forwards, and a stated span must fit the dates beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Optional

from extract.checking.drafts import Draft
from extract.checking.explain import days_words
from extract.checking.grading import WHOLE, certainty, sureness
from extract.checking.quantities import shift_months
from extract.lexicon.datewords import date_words
from extract.model import Date, Pointer, Record, Repair, Severity

NEAR_PUBLICATION = timedelta(days=60)
"""A date without a year this near to the article's own day is surely of the year it was read in."""
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CJK_DAYS = "一二三四五六日"
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_JOINED = re.compile(r"\s*(?:to|until|till|through|thru|-|–|—|至|到)\s*(?:the\s+)?")
_DAY = re.compile(r"(?<!\d)[0-3]?\d(?!\d)")
_RANGE = re.compile(r"\d.*(?:to|until|till|through|-|–|—|至|到)\s*.*\d")
_FROM = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$|[从自]$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*and\s*(?:the\s+)?")
_SPAN = re.compile(r"P(\d+)([DWMY])")
_SPAN_DAYS = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25}
_LEADS_TO_RANGE = re.compile(r"[^.;:!?\n]{0,40}?(?:\bfrom|\bbetween|,|\()\s*(?:from\s+)?(?:the\s+)?$")
_AGE = re.compile(
    r"\b(\d{1,3})[- ]year[- ]old (?:\w+ ){0,2}?"
    r"(?:company|firm|startup|start-up|business|group|platform|app|maker|service|retailer|unit|outlet)\b"
)


def find(record: Record, order: int = 0) -> list[Draft]:
    """Dates of ``record`` that can't be right."""
    drafts = [draft for index in range(len(record.dates)) for draft in _of_date(record, index, order)]
    drafts += _ranges(record, order)
    drafts += _backward_periods(record, order)
    drafts += _ages(record, order)
    return drafts


def _of_date(record: Record, index: int, order: int) -> Iterator[Draft]:
    mention = record.dates[index]
    if mention.first is not None and mention.last is not None and mention.first > mention.last:
        yield _backwards(record, (index,), mention.first, mention.last, order, "error")
    elif mention.kind == "period" and mention.first is not None and mention.last is not None:
        one_year = len(_YEAR.findall(mention.text)) < 2 and _RANGE.search(mention.text) is not None
        if one_year and _same_month_backwards(mention.first, mention.last):
            yield _backwards(record, (index,), mention.first, mention.last, order, "warning")
    weekday = _weekday_draft(record, index, order)
    if weekday is not None:
        yield weekday


@lru_cache(maxsize=1)
def _weekday_words() -> dict[str, int]:
    words = {word: int(day) for word, day in date_words()["weekday"].items()}
    words |= {word: int(day) for word, day in date_words()["weekday_short"].items()}
    for prefix in ("周", "星期", "礼拜", "週"):
        words |= {prefix + day: place for place, day in enumerate(_CJK_DAYS, 1)}
        words[prefix + "天"] = 7
    return words


@lru_cache(maxsize=1)
def _weekday_pattern() -> str:
    words = sorted(_weekday_words(), key=lambda word: (-len(word), word))
    latin = "|".join(word for word in words if word.isascii())
    return rf"(?<![A-Za-z])(?:{latin})(?![A-Za-z])\.?|" + "|".join(
        word for word in words if not word.isascii()
    )


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A weekday in a mention, right before it, right after it."""
    weekday = _weekday_pattern()
    return (
        re.compile(weekday, re.IGNORECASE),
        re.compile(rf"({weekday})(?:\s*[,(（]\s*|\s+the\s+|\s+)$", re.IGNORECASE),
        re.compile(rf"(?:\s*[(（]\s*|,?\s+an?\s+)({weekday})(?:\s*[)）]|\b)", re.IGNORECASE),
    )


def _weekday_span(record: Record, mention: Date) -> Optional[tuple[int, int]]:
    inside, before, after = _patterns()
    match = inside.search(record.text, mention.start, mention.end)
    span = match.span() if match is not None else None
    start = max(0, mention.start - 20)
    match = before.search(record.text[start : mention.start]) if span is None else None
    if match is not None:
        span = start + match.start(1), start + match.end(1)
    match = after.match(record.text, mention.end, mention.end + 20) if span is None else None
    if match is not None:
        span = match.span(1)
    if span is None or (span[1] - span[0] < len("Monday") and record.text[span[0]].islower()):
        # "Sat" and "sun" are words of their own when they aren't capitalised.
        return None
    return span


def _weekday_draft(record: Record, index: int, order: int) -> Optional[Draft]:
    mention = record.dates[index]
    day = mention.first
    if day is None or day != mention.last or not re.search(r"\d", mention.text):
        return None
    span = _weekday_span(record, mention)
    if span is None:
        return None
    said_words = record.text[span[0] : span[1]]
    said = _weekday_words()[said_words.casefold().rstrip(".")]
    if said == day.isoweekday():
        return None
    severity = _weekday_severity(record, mention, day, said)
    if severity is None:
        return None
    # The year need not be said where it is plain; the message says it so that a reader can look it up.
    begin, end = min(span[0], mention.start), max(span[1], mention.end)
    quote = " ".join(record.text[begin:end].split())
    return Draft(
        check="calendar",
        severity=severity,
        confidence=sureness((), WHOLE),
        message=(
            f'"{quote}": {day.day} {day:%B} {day.year} was a {_NAMES[day.isoweekday() - 1]}, '
            f"not a {_NAMES[said - 1]}."
        ),
        place=(order, mention.start),
        claims=tuple(claim.id for claim in record.claims if claim.date == index),
        dates=((record.id, index),),
        repairs=tuple(_weekday_repairs(record, index, span, said)),
    )


def _weekday_severity(record: Record, mention: Date, day: date, said: int) -> Optional[Severity]:
    if _YEAR.search(mention.text):
        return "error"
    if record.published is not None and abs(day - record.published) <= NEAR_PUBLICATION:
        return "warning"
    for years in (-1, 1):
        try:
            other = day.replace(year=day.year + years)
        except ValueError:
            continue
        if other.isoweekday() == said:
            # Read with another year it is right, so the year may be what was misread.
            return None
    return "info"


def _weekday_repairs(record: Record, index: int, span: tuple[int, int], said: int) -> Iterator[Repair]:
    mention = record.dates[index]
    day = mention.first
    assert day is not None
    begin, end = min(span[0], mention.start), max(span[1], mention.end)
    text = record.text[begin:end]
    right = _like(record.text[span[0] : span[1]], day.isoweekday())
    mended = text[: span[0] - begin] + right + text[span[1] - begin :]
    pointer: Pointer = (record.id, index)
    yield Repair(
        date=pointer,
        field="weekday",
        from_=_NAMES[said - 1],
        to=_NAMES[day.isoweekday() - 1],
        text=mended,
        why=f"{day.isoformat()} was a {_NAMES[day.isoweekday() - 1]}",
    )
    near = (said - day.isoweekday() + 3) % 7 - 3
    other = day + timedelta(days=near)
    number = re.search(rf"(?<!\d)0?{day.day}(?!\d)", record.text[mention.start : mention.end])
    if number is not None and other.month == day.month:
        at = mention.start - begin
        rest = text[: at + number.start()] + str(other.day) + text[at + number.end() :]
        yield Repair(
            date=pointer,
            field="value",
            from_=day.isoformat(),
            to=other.isoformat(),
            text=rest,
            why=f"the nearest {_NAMES[said - 1]} was {other.isoformat()}",
        )


def _like(words: str, day: int) -> str:
    """The name of weekday ``day`` written as ``words`` is: in full, short, in Chinese."""
    if not words.isascii():
        return words[:-1] + _CJK_DAYS[day - 1]
    name = _NAMES[day - 1]
    if len(words.rstrip(".")) <= 5 and not words.casefold().endswith("day"):
        name = name[:3] + ("." if words.endswith(".") else "")
    return name.upper() if words.isupper() else name.lower() if words.islower() else name


def _ranges(record: Record, order: int) -> Iterator[Draft]:
    """ "From June 20 to June 16", and "a three-day sale from June 16 to June 25"."""
    for index, mention in enumerate(record.dates):
        if index + 1 < len(record.dates):
            other = record.dates[index + 1]
            if _is_range(record, mention, other):
                yield from _range_drafts(record, (index, index + 1), order)
        if mention.kind == "duration" and index + 1 < len(record.dates):
            yield from _span_drafts(record, index, order)


def _is_range(record: Record, one: Date, other: Date) -> bool:
    between = record.text[one.end : other.start]
    before = record.text[max(0, one.start - 14) : one.start]
    if _JOINED.fullmatch(between):
        # A dash needs no "from"; "2019 to" does.
        return bool(_FROM.search(before)) or between.strip() in ("-", "–", "—")
    return bool(_BETWEEN.fullmatch(between) and _FROM.search(before)) and one.kind == other.kind == "date"


def _range_drafts(record: Record, indices: tuple[int, int], order: int) -> Iterator[Draft]:
    one, other = (record.dates[index] for index in indices)
    if one.first is None or other.last is None:
        return
    years = [bool(_YEAR.search(mention.text)) for mention in (one, other)]
    if all(years):
        if one.first <= other.last:
            return
        yield _backwards(record, indices, one.first, other.last, order, "error")
    elif _same_month_backwards(one.first, other.last):
        yield _backwards(record, indices, one.first, other.last, order, "warning")


def _same_month_backwards(first: date, last: date) -> bool:
    """ "From Nov. 24 to Nov. 11": with a year left out nobody means all the months between."""
    return first.month == last.month and first.day > last.day and abs(first.year - last.year) <= 1


def _backwards(
    record: Record, indices: tuple[int, ...], first: date, last: date, order: int, severity: Severity
) -> Draft:
    start = record.dates[indices[0]].start
    quote = " ".join(record.text[start : record.dates[indices[-1]].end].split())
    # Read forwards, "Nov. 24 to Nov. 11, 2024" begins the year before; what is meant is one November.
    begin = first if first > last else shift_months(first, 12 * (last.year - first.year))
    return Draft(
        check="calendar",
        severity=severity,
        confidence=sureness((), WHOLE),
        message=f'"{quote}" runs backwards: it begins on {_words(begin)} and ends before, on {_words(last)}.',
        place=(order, start),
        dates=tuple((record.id, index) for index in indices),
        repairs=_turned(record, indices),
    )


def _turned(record: Record, indices: tuple[int, ...]) -> tuple[Repair, ...]:
    if len(indices) != 2:
        return _days_turned(record, indices[0])
    one, other = (record.dates[index] for index in indices)
    text = other.text + record.text[one.end : other.start] + one.text
    return (
        Repair(
            date=(record.id, indices[0]),
            field="value",
            from_=one.value,
            to=other.value,
            text=text,
            why="the two dates changed about",
        ),
    )


def _days_turned(record: Record, index: int) -> tuple[Repair, ...]:
    """ "From Nov. 24 to Nov. 11, 2024" with its two days changed about."""
    mention = record.dates[index]
    days = list(_DAY.finditer(mention.text))
    if len(days) != 2 or mention.first is None or mention.last is None:
        return ()
    one, other = days
    text = mention.text
    turned = text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]
    first = shift_months(mention.first, 12 * (mention.last.year - mention.first.year))
    value = f"{min(first, mention.last).isoformat()}/{max(first, mention.last).isoformat()}"
    return (
        Repair(
            date=(record.id, index),
            field="value",
            from_=mention.value,
            to=value,
            text=turned,
            why="the two days changed about",
        ),
    )


def _words(day: date) -> str:
    return days_words(day, day)


def _span_drafts(record: Record, index: int, order: int) -> Iterator[Draft]:
    span = record.dates[index]
    match = _SPAN.fullmatch(span.value)
    first, last, through = _following(record, index)
    if match is None or first is None or last is None or last < first:
        return
    number, unit = int(match.group(1)), match.group(2)
    days = (last - first).days
    # Both ways of counting are in use: with the last day and without it.
    short, long = days / _SPAN_DAYS[unit], (days + 1) / _SPAN_DAYS[unit]
    slack = 0.0 if unit == "D" else 1.0
    if short - slack <= number <= long + slack:
        return
    indices = tuple(range(index, through + 1))
    quote = " ".join(record.text[span.start : record.dates[through].end].split())
    yield Draft(
        check="calendar",
        severity="warning",
        confidence=sureness((), WHOLE),
        message=f'"{quote}": from {first.isoformat()} to {last.isoformat()} it is {days + 1} days, both counted.',
        place=(order, span.start),
        dates=tuple((record.id, place) for place in indices),
    )


def _following(record: Record, index: int) -> tuple[Optional[date], Optional[date], int]:
    """The stretch that a duration is said of, right behind it: one mention or two."""
    span, one = record.dates[index], record.dates[index + 1]
    if not _LEADS_TO_RANGE.fullmatch(record.text[span.end : one.start]):
        return None, None, index
    if index + 2 < len(record.dates) and _is_range(record, one, record.dates[index + 2]):
        other = record.dates[index + 2]
        return one.first, other.last, index + 2
    if one.kind == "period" and _RANGE.search(one.text):
        return one.first, one.last, index + 1
    return None, None, index


def _backward_periods(record: Record, order: int) -> Iterator[Draft]:
    """A record of another tool may hold a claim whose period ends before it begins."""
    for claim in record.claims:
        period = claim.period
        if period is None or period.first is None or period.last is None or period.first <= period.last:
            continue
        yield Draft(
            check="calendar",
            severity="error",
            confidence=certainty([claim.confidence], 1.0),
            message=(
                f"The period of a claim runs backwards: it begins on {period.first.isoformat()} "
                f"and ends before, on {period.last.isoformat()}."
            ),
            place=(order, claim.start),
            claims=(claim.id,),
        )


def _ages(record: Record, order: int) -> Iterator[Draft]:
    """ "The five-year-old company, founded in 2010"."""
    for claim in record.claims:
        day = claim.period.first if claim.period is not None else None
        if claim.metric != "founded" or claim.negated or day is None or record.published is None:
            continue
        sentence = record.text[claim.sentence_start : claim.sentence_end]
        match = _AGE.search(sentence)
        dates: tuple[Pointer, ...] = () if claim.date is None else ((record.id, claim.date),)
        if day > record.published:
            message = f"It is said to have been founded on {day.isoformat()}, after the article of {record.published}."
            severity: Severity = "warning"
        elif match is not None and abs(record.published.year - day.year - int(match.group(1))) > 1:
            age = record.published.year - day.year
            message = f'"{match.group()}" was founded in {day.year}, {age} years before the article of {record.published}.'
            severity = "info"
        else:
            continue
        yield Draft(
            check="calendar",
            severity=severity,
            confidence=certainty([claim.confidence], 1.0),
            message=message,
            place=(order, claim.start),
            claims=(claim.id,),
            dates=dates,
        )
