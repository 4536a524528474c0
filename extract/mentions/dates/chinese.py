"""Chinese dates inside English text: 2020年5月27日, 2019年第四季度, 去年, 双11."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Optional

from extract.lexicon.events import load_events
from extract.mentions.dates.readings import (
    Reading,
    a_day,
    a_half,
    a_month,
    a_quarter,
    a_year,
    shift_months,
    unknown,
)

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_YEAR = r"(?P<year>[12]\d{3}|\d{2}|[一二][零〇一二三四五六七八九]{3})\s?年"
_CALENDAR = re.compile(
    rf"(?<!\d)(?:{_YEAR})?(?:(?<=年)\s?)?(?P<month>1[0-2]|0?[1-9])\s?月(?:份|\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?[日号])?"
    rf"|(?<!\d){_YEAR.replace('year', 'year2')}(?:度|第?(?P<quarter>[一二三四1-4])季度?|(?P<half>[上下])半年)?"
)
_RELATIVE = re.compile(r"(?P<word>前年|去年|今年|明年|昨天|昨日|今天|今日|明天|上个?月|本月|下个?月)")
_EVENT = re.compile(r"双\s?(?:11|十一)|双\s?(?:12|十二)|春节|国庆黄金周")
_EVENT_NAMES = {"11": "Double 11", "十一": "Double 11", "12": "Double 12", "十二": "Double 12"}
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1}
_DAYS = {"昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1}
_MARK = re.compile("[年月双春昨今明]")


def find_chinese(text: str, published: Optional[date]) -> list[tuple[int, int, Reading]]:
    """Spans and readings of the Chinese dates of a text, in order."""
    if _MARK.search(text) is None:
        return []
    found: list[tuple[int, int, Reading]] = []
    for pattern, read in ((_CALENDAR, _calendar), (_RELATIVE, _relative), (_EVENT, _event)):
        for match in pattern.finditer(text):
            try:
                reading = read(match, published)
            except (ValueError, OverflowError):
                continue
            if reading is not None and not any(a < match.end() and match.start() < b for a, b, _ in found):
                found.append((match.start(), match.end(), reading))
    return sorted(found, key=lambda item: item[0])


def _number(digits: str) -> int:
    return int(digits) if digits.isdecimal() else int("".join(str(_DIGITS[digit]) for digit in digits))


def _full_year(digits: str) -> Optional[int]:
    number = _number(digits)
    if len(digits) > 2:
        return number if 1900 <= number <= 2100 else None
    # "3年" and "10年" are lengths; only a recent two-digit year is written short, and rarely.
    return None


def _calendar(match: re.Match[str], published: Optional[date]) -> Optional[Reading]:
    if match["year2"] is not None:
        year = _full_year(match["year2"])
        if year is None:
            return None
        if match["quarter"]:
            return a_quarter(year, _number(match["quarter"]))
        if match["half"]:
            return a_half(year, 1 if match["half"] == "上" else 2)
        return a_year(year)
    month, day = int(match["month"]), match["day"]
    year = _full_year(match["year"]) if match["year"] else None
    if year is not None:
        return a_day(date(year, month, int(day))) if day else a_month(year, month)
    if match["year"]:
        return None
    if published is None:
        return unknown(f"XXXX-{month:02}-{int(day):02}") if day else unknown(f"XXXX-{month:02}", "month")
    latest = published.year if month <= published.month + 3 else published.year - 1
    return (
        a_day(date(latest, month, int(day)), yearless=True) if day else a_month(latest, month, yearless=True)
    )


def _relative(match: re.Match[str], published: Optional[date]) -> Optional[Reading]:
    word = match["word"]
    if word in _YEARS:
        return unknown("XXXX", "year") if published is None else a_year(published.year + _YEARS[word])
    if word in _DAYS:
        return unknown("XXXX-XX-XX") if published is None else a_day(published + timedelta(days=_DAYS[word]))
    if published is None:
        return unknown("XXXX-XX", "month")
    day = shift_months(published.replace(day=1), {"上": -1, "本": 0, "下": 1}[word[0]])
    return a_month(day.year, day.month)


def _event(match: re.Match[str], published: Optional[date]) -> Optional[Reading]:
    suffix = match[0][1:].strip()
    name = _EVENT_NAMES.get(suffix) or {"春节": "Lunar New Year"}.get(match[0], "Golden Week")
    shipped = load_events().by_words.values()
    named = next(event for event in shipped if name in (event.name, *_ALIASES.get(event.name, ())))
    if published is None:
        return unknown("XXXX-XX-XX")
    known = [d for d in (named.days_in(published.year + n) for n in (-1, 0, 1)) if d is not None]
    first, last = min(known, key=lambda days: abs((days[0] - published).days))
    if first == last:
        return a_day(first)
    return Reading("period", f"{first}/{last}", first, last, grain="event")


_ALIASES = {"Singles' Day": ("Double 11",)}
