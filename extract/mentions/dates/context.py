"""What an expression leans on: the publication date, the periods mentioned before, the tense of its clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Optional

from extract.lexicon.datewords import date_words
from extract.lexicon.fiscal import FiscalYears, customary_year_end
from extract.mentions.dates.grammar import letters
from extract.mentions.dates.readings import Reading, a_day, a_month, month_end, nearest
from extract.mentions.dates.tokens import BREAK, Tokens
from extract.model import Company

_FUTURE = frozenset(letters("future_cue"))
_PAST = frozenset(letters("past_cue"))
_ARTICLE = letters("article")
_TENSE_WORD = frozenset(letters("tense_word"))
_AHEAD = letters("points_ahead")
_BACK = letters("points_back")
_SOON = letters("soon")
_EDGE = letters("edge")
_NOT_PAST = frozenset(letters("not_past"))
_NUMBER = letters("num", "money", "one", "teen", "tens")
_COMPARED = letters("comparing")
_COMPARING = re.compile(f"[{re.escape(_COMPARED)}]")
_MARKS = frozenset(letters("sentence_mark"))
_MARKS_AND_BREAK = _MARKS | {BREAK}
# Number and punctuation: most of what stands around a date.
_NO_CUE = frozenset(
    letters("num", "the", "article", "of", "in", "comma", "and", "month", "unit", "money")
) - (_FUTURE | _PAST | _TENSE_WORD | _MARKS_AND_BREAK)
_END = 2
_WINDOW = 14
_NEWS = 800
_NEWS_OF_THE_DAY = 4
_MEMORY = 100
_LONGEST_SENTENCE = 200
_NEAR = 300
_NEAR_SENTENCE, _FEW = 12, 3
_HOPED = frozenset(["aimed", "expected", "hoped", "meant", "planned", "promised", "to", "wanted", "would"])
_PLANNED = ("open", "start", "begin", "launch", "arrive")
_SHARES = ("%", "percent", "cent", "points", "point")


class Context:
    """State while an article is read from left to right."""

    def __init__(
        self,
        tokens: Tokens,
        published: Optional[date],
        companies: Sequence[Company] = (),
        fiscal_years: Optional[FiscalYears] = None,
    ) -> None:
        self.tokens = tokens
        self.at = 0
        """The token the scan has come to."""
        self.last_end = 0
        """The token after the last expression."""
        self.published = published
        self.found: list[tuple[int, Reading]] = []
        """Token index and reading of every expression so far."""
        self._stated_year_end: dict[Optional[str], int] = {}
        self._companies = companies
        self._company_starts = [company.start for company in companies]
        self.fiscal_years = FiscalYears() if fiscal_years is None else fiscal_years

    def value(self, index: int, name: str) -> int | str:
        """The value of a token in a category of words, or of its digits."""
        word = self.tokens.word(index)
        return int(word) if word.isdecimal() else date_words()[name][word]

    def number(self, index: int, name: str) -> int:
        """``value`` where it is a number."""
        return int(self.value(index, name))

    def text_letter(self, index: int) -> str:
        """The unit letter of a token ("months" → M)."""
        return str(date_words()["unit"][self.tokens.word(index)])

    def remember(self, index: int, reading: Reading) -> None:
        """Takes an expression into account for what follows; what is only compared with is no topic."""
        if not reading.derived and reading.grain in _TOPICS and self._compared_with(index):
            reading = reading._replace(derived=True)
        self.found.append((index, reading))

    def _compared_with(self, index: int) -> bool:
        """Whether "than", "against" or "from" an amount stands before in the clause: "up from 8 billion in 2018"."""
        earliest = max(0, index - _WINDOW)
        before = index - 2 if self.tokens.word(index - 1) == "the" else index - 1
        if self.tokens.word(before) == "from" and self.tokens.word(before - 1) in _SHARES:
            # "Slid 13% from the third quarter to 9.9 billion".
            return True
        if _COMPARING.search(self.tokens.classes, earliest, index) is None:
            return False
        for at in range(index - 1, earliest - 1, -1):
            if self._ends_sentence(at):
                return False
            if self.tokens.word(at) == "," and not self.tokens.is_in(at + 1, _NUMBER):
                # "More than in the last quarter of 2010, but 13,600 in December alone".
                return False
            if self.tokens.is_in(at, _COMPARED):
                word = self.tokens.word(at)
                if word in ("below", "above"):
                    return self.tokens.is_in(at + 1, _NUMBER) or self.tokens.word(at + 1) in ("the", "its")
                return word not in ("than", "from") or self.tokens.is_in(at + 1, _NUMBER) == (word == "from")
        return False

    def recent(self) -> Iterator[tuple[int, Reading]]:
        """The expressions before, the last one first; only so many, that the work stays linear in the text."""
        return islice(reversed(self.found), _MEMORY)

    def latest(self, *grains: str, derived: bool = False) -> Optional[Reading]:
        """The last expression of one of these grains whose days are known."""
        for _, reading in self.recent():
            if reading.grain in grains and reading.first is not None and (derived or not reading.derived):
                return reading
        return None

    def latest_over(self, *grains: str) -> Optional[Reading]:
        """Of the units of these grains spoken of and over at publication, the one latest in time.

        What reports compare with is earlier than what they report, so the last one mentioned may not be the topic.
        Nothing that was over for long.
        """
        best: Optional[Reading] = None
        for _, reading in self.recent():
            if reading.grain not in grains or reading.derived or reading.last is None:
                continue
            if self.published is not None and not 0 < (self.published - reading.last).days < _NEWS:
                continue
            if best is None or best.last is None or reading.last > best.last:
                best = reading
        return best

    def topic(self) -> Optional[Reading]:
        """The period spoken of: in the sentence at hand the last one, else what was reported on last.

        Periods still ahead at publication are nothing to compare with.
        """
        start = self.sentence_start()
        for index, reading in self.recent():
            if index < start:
                break
            if reading.derived or reading.first is None:
                continue
            if self._is_as_of(reading):
                return reading
            if reading.grain not in _TOPICS:
                continue
            if self.published is None or reading.first <= self.published:
                return reading
        return (
            self.latest_over(*_REPORTED)
            or self.latest_over("month", "week", "range")
            or self.latest_over("year")
        )

    def said_in_sentence(self, reading: Reading) -> bool:
        """Whether the sentence at hand, or the one before, spoke of these days or of their end."""
        return any(
            index > self.sentence_start() - _NEAR_SENTENCE
            and said.last is not None
            and said.last == reading.last
            for index, said in islice(reversed(self.found), _FEW)
        )

    def _is_as_of(self, reading: Reading) -> bool:
        """Whether a day is one that balances are struck on: the last of a month, and no mere day of publication."""
        day = reading.last
        if reading.grain != "day" or day is None or day != month_end(day.year, day.month):
            return False
        return self.published is None or (self.published - day).days >= _NEWS_OF_THE_DAY

    def sentence_start(self) -> int:
        """The first token of the sentence the scan has come to."""
        index, earliest = self.at, max(0, self.at - _LONGEST_SENTENCE)
        while index > earliest and not self._ends_sentence(index - 1):
            index -= 1
        return index

    def fiscal_year_end(self, index: int) -> Optional[int]:
        """The last month (1 to 12) of the fiscal year meant at a token: by the text, else by the company nearest before."""
        company = self.company_at(index)
        stated = self._stated_year_end.get(company)
        if stated is not None:
            return stated
        of_all = self._stated_year_end.get(None)
        if of_all is not None and not self._names_company(index):
            # "In the fiscal year ending March 2018" of many firms holds until one of them is spoken of.
            return of_all
        end = None if company is None else self.fiscal_years.end(company)
        return self.customary_year_end if end is None else end

    @cached_property
    def customary_year_end(self) -> Optional[int]:
        """The last month of the fiscal year of every company in the country whose money the text is in, if there is one."""
        return customary_year_end(self.tokens.text)

    def _names_company(self, index: int) -> bool:
        """Whether a company is named in the sentence of a token before it."""
        at = self.tokens.start(index)
        before = bisect_right(self._company_starts, at)
        return before > 0 and self._company_starts[before - 1] >= self.tokens.start(self.sentence_start())

    def state_year_end(self, index: int, month: int) -> None:
        """Notes that the text says when the fiscal year meant at a token ends."""
        self._stated_year_end[self.company_at(index)] = month

    def company_at(self, index: int) -> Optional[str]:
        """The id of the company last mentioned before a token, else of the first one in the same sentence after it."""
        if not self._companies:
            return None
        at = self.tokens.start(index)
        before = bisect_right(self._company_starts, at)
        if before:
            return self._companies[before - 1].id
        first = self._companies[0]
        near = first.start < at + _NEAR and "." not in self.tokens.text[at : first.start]
        return first.id if near else None

    def tense(self, start: int, end: int) -> int:
        """1 where the clause of an expression speaks of the future, -1 of the past, 0 where nothing shows it."""
        if self.tokens.word(start - 1) == "of" and self.tokens.is_in(start - 2, _EDGE):
            # "By the end of June" looks as far ahead as "by June".
            start -= 3 if self.tokens.word(start - 3) == "the" else 2
        if self.tokens.is_in(start - 1, _AHEAD):
            # "By Friday it had sold a million", "had left its plants by the end of June".
            around = [self.tokens.word(at) for at in range(max(0, start - 9), end + 7)]
            return -1 if "had" in around and _HOPED.isdisjoint(around) else 1
        if self.tokens.word(start - 1) == "as" and self.tokens.is_in(start - 2, _SOON):
            return 1
        if self.tokens.word(start - 1) == "of" and self.tokens.word(start - 2) == "ahead":
            return 1
        if self.tokens.is_in(start - 1, _BACK):
            return -1
        if self.tokens.word(start - 1) in ("in", "on") and self.tokens.word(start - 2) in _PLANNED:
            # "The doors open in May".
            return 1
        before, after = start - 1, end - 1 if self.tokens.word(end - 1) == "." else end
        least, most = max(0, before - _WINDOW + 1), min(len(self.tokens), after + _WINDOW)
        if self.tokens.word(after) == "that":
            # "Told its staff on Tuesday that it will let go": another clause begins.
            most = after
        if self.tokens.word(after) == "," and not self._opens(start):
            # "Opened a depot in May, will take on": the clause's own verb stands before.
            for at in range(before, least - 1, -1):
                found = self._cue(at)
                if found == _END:
                    break
                if found in (1, -1):
                    return found
        while before >= least or after < most:
            # The nearer verb decides, the one before it first.
            if before >= least:
                found = self._cue(before)
                before = -1 if found == _END else before - 1
                if found in (1, -1):
                    return found
            if after < most:
                found = self._cue(after)
                after = most if found == _END else after + 1
                if found in (1, -1):
                    return found
        return 0

    def _opens(self, start: int) -> bool:
        """Whether an expression, or the preposition before it, opens its sentence or clause."""
        before = start - 1 if self.tokens.classes[start - 1 : start] in letters("preposition") else start
        return (
            before <= 0
            or self._ends_sentence(before - 1)
            or self.tokens.word(before - 1) in (",", "and", "but")
        )

    def _ends_sentence(self, index: int) -> bool:
        """Whether a sentence or a paragraph ends with a token."""
        letter = self.tokens.classes[index]
        if letter not in _MARKS:
            return letter == BREAK
        mark = self.tokens.as_written(index)
        if mark == ".":
            # "U.S.", "Inc." and "Nov." end no sentence before a small letter or a digit.
            following = self.tokens.as_written(index + 1)[:1]
            return (
                len(self.tokens.word(index - 1)) > 1 and not following.islower() and not following.isdigit()
            )
        return True

    def _cue(self, index: int) -> int:
        """What a token says of the clause's tense: 1 ahead, -1 behind, 0 nothing, ``_END`` that the clause is over."""
        letter = self.tokens.classes[index]
        if letter in _NO_CUE:
            return 0
        if letter in _MARKS_AND_BREAK and self._ends_sentence(index):
            return _END
        if letter in _TENSE_WORD and (word := self.tokens.as_written(index)) not in ("May", "Might"):
            return 1 if word in ("may", "might") else self._infinitive(index, word.lower())
        if letter in _FUTURE:
            return 1
        if letter not in _PAST:
            word = self.tokens.word(index) if letter not in _NOT_PAST else ""
            if len(word) < 5 or not word.endswith("ed") or self._is_attribute(index):
                return 0
        return 0 if self.tokens.word(index - 1) in ("be", "to") else -1

    def _is_attribute(self, index: int) -> bool:
        """Whether a participle belongs to a noun behind it: "a still unspecified date"."""
        if self.tokens.is_in(index - 1, _ARTICLE):
            return True
        return self.tokens.is_in(index - 2, _ARTICLE) and self.tokens.word(index - 1) in (
            "still",
            "yet",
            "newly",
        )

    def _infinitive(self, index: int, word: str) -> int:
        """ "to be", "is to", "set to" and "plans to" point ahead."""
        before, after = self.tokens.word(index - 1), self.tokens.word(index + 1)
        if word == "be":
            return 1 if before == "to" else 0
        if word == "to":
            return 1 if before in ("is", "are") else 0
        return 1 if after == "to" or (word in ("set", "planned") and after == "for") else 0

    def choose_day(self, month: int, day: int, span: tuple[int, int]) -> Reading:
        """A day without its year: the nearest one that fits the clause's tense.

        Raises ``ValueError`` where no year has such a day.
        """
        published = self.published
        if published is None:
            date(2000, month, day)
            return Reading("date", f"XXXX-{month:02}-{day:02}", yearless=True)
        years = [y for y in range(published.year - 4, published.year + 5) if _exists(y, month, day)]
        days = [date(y, month, day) for y in years]
        chosen = nearest(days, published, self.tense(*span) or self._side_of_list())
        return a_day(chosen, yearless=True)

    def _side_of_list(self) -> int:
        """1 where the last day or month without its year in the sentence was taken to lie ahead, -1 behind."""
        start = self.sentence_start()
        for index, reading in self.recent():
            if index < start:
                break
            if reading.yearless and reading.first is not None and self.published is not None:
                return 1 if reading.first > self.published else -1
        return 0

    def choose_month(self, month: int, span: tuple[int, int]) -> Reading:
        """A month without its year, likewise."""
        published = self.published
        if published is None:
            return Reading("period", f"XXXX-{month:02}", grain="month", yearless=True)
        tense = self.tense(*span) or self._side_of_list()
        if self.tokens.word(span[0] - 1) == "since":
            year = published.year if month <= published.month else published.year - 1
            return a_month(year, month, yearless=True)
        if month == published.month:
            return a_month(published.year, month, yearless=True)
        middles = [date(y, month, 15) for y in range(published.year - 1, published.year + 2)]
        return a_month(nearest(middles, published, tense).year, month, yearless=True)


_REPORTED = ("quarter", "half", "report")
_TOPICS = (*_REPORTED, "month", "week", "year", "range")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
