"""What an expression leans on: the publication date, the periods mentioned before, the tense of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Callable, Optional

from extract.lexicon.datewords import date_words
from extract.mentions.dates.grammar import letters
from extract.mentions.dates.readings import Reading, a_day, a_month
from extract.mentions.dates.tokens import BREAK, Tokens
from extract.model import Company

_FUTURE = letters("future_cue")
_PAST = letters("past_cue")
_WINDOW = 14
_PERIODS = ("quarter", "half", "year", "month", "span")


class Context:
    """State while an article is read from left to right."""

    def __init__(
        self,
        tokens: Tokens,
        published: Optional[date],
        companies: Sequence[Company] = (),
        year_end: Callable[[str], Optional[int]] = lambda _: None,
    ) -> None:
        self.tokens = tokens
        self.published = published
        self.found: list[tuple[int, Reading]] = []
        """Token index and reading of every expression so far."""
        self.stated_year_end: Optional[int] = None
        """Last month of the fiscal year, where the text itself said it."""
        self._companies = companies
        self._year_end = year_end

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
        """Takes an expression into account for what follows."""
        self.found.append((index, reading))

    def latest(self, *grains: str, derived: bool = False) -> Optional[Reading]:
        """The last expression of one of these grains whose days are known."""
        for _, reading in reversed(self.found):
            if reading.grain in grains and reading.first is not None and (derived or not reading.derived):
                return reading
        return None

    def latest_period(self) -> Optional[Reading]:
        """The period the text is about: the last quarter, half, year or stretch named for itself."""
        return self.latest(*_PERIODS)

    def fiscal_year_end(self, index: int) -> Optional[int]:
        """The last month (1 to 12) of the fiscal year meant at a token: by the text, else by the company nearest before."""
        if self.stated_year_end is not None:
            return self.stated_year_end
        company = self.company_at(index)
        return None if company is None else self._year_end(company)

    def company_at(self, index: int) -> Optional[str]:
        """The id of the company last mentioned before a token, else of the first one in the same sentence after it."""
        if not self._companies:
            return None
        at = self.tokens.start(index)
        best: Optional[str] = None
        for company in self._companies:
            if company.start > at and best is not None:
                break
            if company.start > at and "." in self.tokens.text[at : company.start]:
                break
            best = company.id
            if company.start > at:
                break
        return best

    def tense(self, start: int, end: int) -> int:
        """1 where the clause of an expression speaks of the future, -1 of the past, 0 where nothing shows it."""
        before = range(start - 1, max(-1, start - 1 - _WINDOW), -1)
        after = range(end, min(len(self.tokens), end + _WINDOW // 2))
        for indices in (before, after):
            for index in indices:
                letter = self.tokens.classes[index]
                if letter == BREAK or self._ends_sentence(index):
                    break
                found = self._cue(index, letter)
                if found:
                    return found
        return 0

    def _ends_sentence(self, index: int) -> bool:
        mark = self.tokens.as_written(index)
        if mark == ".":
            # "U.S.", "Inc." and "Nov." end no sentence before a small letter or a digit.
            following = self.tokens.as_written(index + 1)[:1]
            return len(self.tokens.word(index - 1)) > 1 and not following.islower() and not following.isdigit()
        return mark in ("!", "?", ";")

    def _cue(self, index: int, letter: str) -> int:
        word = self.tokens.word(index)
        if letter in _FUTURE:
            return 1
        if letter in _PAST:
            return 0 if self.tokens.word(index - 1) in ("be", "to") else -1
        if letter == "x" and len(word) > 4 and word.endswith("ed"):
            return 0 if self.tokens.word(index - 1) in ("be", "to") else -1
        return 0

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
        chosen = nearest(days, published, self.tense(*span))
        return a_day(chosen, yearless=True)

    def choose_month(self, month: int, span: tuple[int, int]) -> Reading:
        """A month without its year, likewise."""
        published = self.published
        if published is None:
            return Reading("period", f"XXXX-{month:02}", grain="month", yearless=True)
        tense = self.tense(*span)
        if month == published.month:
            return a_month(published.year, month, yearless=True)
        middles = [date(y, month, 15) for y in range(published.year - 1, published.year + 2)]
        return a_month(nearest(middles, published, tense).year, month, yearless=True)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def nearest(days: list[date], published: date, tense: int) -> date:
    """The day nearest to publication on the side the tense points to; without one, the past unless far away."""
    past = [day for day in days if day <= published]
    future = [day for day in days if day >= published]
    if not days:
        raise ValueError("no such day")
    if tense > 0 and future:
        # A future verb near a day just gone ("will, it said on May 20") most often belongs to another clause.
        return future[0]
    if tense < 0 and past:
        return past[-1]
    if not past or not future:
        return (past or future)[0]
    ahead, ago = (future[0] - published).days, (published - past[-1]).days
    return future[0] if ahead * 2 < ago else past[-1]
