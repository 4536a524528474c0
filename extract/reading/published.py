"""Publication dates: in data fields, datelines and file names. What is ambiguous is declined."""

from __future__ import annotations

import re
from datetime import date
from typing import Optional

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))

_ISO = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?=$|[T\s])")
_CHINESE = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]")
_MONTH_FIRST = re.compile(
    rf"({_MONTH})\.?\s{{1,3}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(\d{{4}})\b", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{1,3}}({_MONTH})\.?,?[\s-]{{1,3}}(\d{{4}})\b", re.IGNORECASE
)
_SLASHES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?=$|[\s,])")

NO_DATE = {"", "-", "n/a", "na", "nan", "none", "null", "unknown", "undated"}
"""What data holds in place of a date that nobody knew."""


def day(year: int | str, month: int | str, number: int | str) -> Optional[date]:
    """The calendar day, or null where there is none."""
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None


def read_day(text: str) -> Optional[date]:
    """The day that ``text`` as a whole gives: ISO 8601 with or without a time, or with the month in words.

    The time and its zone are left aside: the day is the one written. ``05/06/2020`` could be two days and gives null.

    >>> read_day("Wed, 27 May 2020 10:00:00 GMT"), read_day("05/06/2020"), read_day("27/05/2020")
    (datetime.date(2020, 5, 27), None, datetime.date(2020, 5, 27))
    """
    text = text.strip()
    if match := _ISO.match(text):
        return day(match[1], match[3], match[4])
    if match := _CHINESE.match(text):
        return day(*match.groups())
    if match := _SLASHES.match(text):
        return _unambiguous(int(match[1]), int(match[2]), int(match[3]))
    if len(text) > 80:
        return None
    if match := _MONTH_FIRST.search(text):
        return day(match[3], MONTHS[match[1].lower()], match[2])
    if match := _DAY_FIRST.search(text):
        return day(match[3], MONTHS[match[2].lower()], match[1])
    return None


def _unambiguous(one: int, two: int, year: int) -> Optional[date]:
    if one > 12 or one == two:
        return day(year, two, one)
    return day(year, one, two) if two > 12 else None


_PLACE = r"[A-Z][A-Za-z.'’-]{1,20}"
_CAPITALS = r"[A-Z][A-Z.'’-]{2,20}"
_NAMED_MONTH = (
    rf"(?P<month>{'|'.join(name.title() for name in MONTHS)}|{'|'.join(name.upper() for name in MONTHS)})"
)
_DAY_IN_LINE = rf"{_NAMED_MONTH}\.?[ ](?P<day>\d{{1,2}})(?:,?[ ](?P<year>\d{{4}}))?"
_AGENCY = r"(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/)"
_DATELINES = (
    # BEIJING, May 27 (Reuters) — ; SAN FRANCISCO, Calif., May 27, 2020 — ; LONDON/PARIS (May 27, 2020) -
    re.compile(
        rf"""{_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}}(?:,[ ]{_PLACE}){{0,2}},?[ ]?[(—–-]?[ ]?
        (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ ])?
        {_DAY_IN_LINE}[ ]?[)]?,?[ ]?(?:{_AGENCY}[ ]?)?(?:—|–|--|-|:)""",
        re.VERBOSE,
    ),
    # Beijing, May 27 (Xinhua) --
    re.compile(
        rf"{_PLACE}(?: {_PLACE}){{0,3}}(?:, {_PLACE}){{0,2}}, {_DAY_IN_LINE},? {_AGENCY} ?(?:—|–|--|-|:)"
    ),
    # HANGZHOU, China--(BUSINESS WIRE)--May 27, 2020--
    re.compile(
        rf"{_PLACE}(?: {_PLACE}){{0,3}}(?:, {_PLACE}){{0,2}} ?(?:—|–|--) ?{_AGENCY} ?(?:—|–|--) ?{_DAY_IN_LINE}"
    ),
)
_LONGEST_TITLE = 300


def read_dateline(text: str, year: Optional[int] = None) -> Optional[date]:
    """The day in the dateline at the start of ``text``, or of a line close to it.

    ``year`` is the year of publication where one is known; a dateline without any year gives null.

    >>> read_dateline("HANGZHOU, China, May 27, 2020 /PRNewswire/ -- Alibaba said")
    datetime.date(2020, 5, 27)
    >>> read_dateline("BEIJING, May 27 (Reuters) — JD.com said"), read_dateline("BEIJING, May 27 — JD.com said", 2020)
    (None, datetime.date(2020, 5, 27))
    """
    for line in [line.strip() for line in text[: 2 * _LONGEST_TITLE].splitlines() if line.strip()][:3]:
        for pattern in _DATELINES:
            match = pattern.match(line[:160])
            if match is not None:
                found = match["year"] or year
                return None if found is None else day(found, MONTHS[match["month"].lower()], match["day"])
    return None


_NAME_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})(?:\d{6})?(?!\d)")
_NAME_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_PATH_DAY = re.compile(r"(?:^|/)((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})/")


def day_of_name(name: str) -> Optional[date]:
    """The day in a file's name (``2020-05-27-jd.txt``, ``jd_20200527.html``) or in its folders (``2020/05/27/jd.txt``).

    Two different days in one name give null.
    """
    path, _, stem = f"/{name}".rpartition("/")
    found = [made for match in _NAME_DAY.finditer(stem) if (made := day(match[1], match[3], match[4]))]
    if not found and (match := _PATH_DAY.search(f"{path}/")):
        folder_day = day(*match.groups())
        found = [] if folder_day is None else [folder_day]
    return found[0] if len(set(found)) == 1 else None


def year_of_name(name: str) -> Optional[int]:
    """The one year that a file's name or its folders give, else null."""
    years = dict.fromkeys(int(match[1]) for match in _NAME_YEAR.finditer(name))
    return next(iter(years)) if len(years) == 1 else None
