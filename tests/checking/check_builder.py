"""Records written by hand, a mention at a time, for the tests of the checks."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, Optional

from extract.model import Claim, Company, Date, Entity, Figure, Period, Record
from extract.quantity import half_unit, plain

YEAR_2019 = Period(first=date(2019, 1, 1), last=date(2019, 12, 31))
YEAR_2020 = Period(first=date(2020, 1, 1), last=date(2020, 12, 31))
SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "bn": 9, "m": 6, "亿": 8, "万": 4}


def quarter(year: int, number: int) -> Period:
    """A calendar quarter."""
    last = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}[number]
    return Period(first=date(year, 3 * number - 2, 1), last=date(year, *last))


class Article:
    """One article: figures and dates are found in its text by their words, claims point at them."""

    def __init__(
        self,
        text: str,
        id: str = "a",
        published: Optional[str] = "2020-05-27",
        source: Optional[str] = None,
    ) -> None:
        self.text, self.id, self.source = text, id, source
        self.published = None if published is None else date.fromisoformat(published)
        self.figures: list[Figure] = []
        self.dates: list[Date] = []
        self.claims: list[Claim] = []
        self.companies: list[Company] = []

    def span(self, words: str, nth: int = 0) -> tuple[int, int]:
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        return at, at + len(words)

    def figure(self, words: str, unit: str, nth: int = 0, **fields: Any) -> int:
        """The index of a figure whose value is read off ``words`` ("RMB 35.2 billion") unless it is given."""
        start, end = self.span(words, nth)
        found = re.search(r"\d[\d,]*(?:\.\d+)?", words)
        digits = found.group().replace(",", "") if found else "1"
        power = next((p for word, p in SCALES.items() if re.search(rf"\d\s?{word}(?![a-z])", words)), 0)
        value = plain(Decimal(digits).scaleb(power))
        modifier = fields.get("modifier", "=")
        defaults: dict[str, Any] = {
            "kind": "percent" if unit == "percent" else "money" if unit.isupper() else "count",
            "low": None if modifier in ("<", "<=") else value,
            "high": None if modifier in (">", ">=") else value,
            "tolerance": half_unit(digits, Decimal(1).scaleb(power)),
        }
        self.figures.append(Figure(start=start, end=end, text=words, unit=unit, **(defaults | fields)))
        return len(self.figures) - 1

    def date(self, words: str, value: str, nth: int = 0, **fields: Any) -> int:
        start, end = self.span(words, nth)
        defaults: dict[str, Any] = {"kind": "date"}
        if len(value) == 10:
            defaults |= {"first": date.fromisoformat(value), "last": date.fromisoformat(value)}
        self.dates.append(Date(start=start, end=end, text=words, value=value, **(defaults | fields)))
        return len(self.dates) - 1

    def claim(self, subject: Optional[str], metric: str, figure: Optional[int] = None, **fields: Any) -> str:
        """The id of a claim that takes its value from a figure; a fall is signed here as the contract has it."""
        defaults: dict[str, Any] = {"kind": "level", "confidence": 0.9}
        start, end = 0, len(self.text)
        if figure is not None:
            source = self.figures[figure]
            start, end = source.start, source.end
            low, high = source.low, source.high
            if fields.get("direction") == "down":
                low, high = (None if high is None else -high), (None if low is None else -low)
            defaults |= {
                "low": low,
                "high": high,
                "modifier": source.modifier,
                "unit": source.unit,
                "tolerance": source.tolerance,
                "figure": figure,
            }
        sentence_start = max(self.text.rfind(". ", 0, start) + 2, 0) if ". " in self.text[:start] else 0
        sentence_end = self.text.find(". ", end) + 1 or len(self.text)
        entity = None if subject is None else Entity(id=subject.casefold().replace(" ", "_"), name=subject)
        id_ = f"{self.id}#c{len(self.claims) + 1}"
        self.claims.append(
            Claim(
                id=id_,
                start=start,
                end=end,
                sentence_start=sentence_start,
                sentence_end=sentence_end,
                subject=entity,
                metric=metric,
                **(defaults | fields),
            )
        )
        return id_

    @property
    def record(self) -> Record:
        return Record(
            id=self.id,
            source=self.source,
            published=self.published,
            text=self.text,
            companies=tuple(self.companies),
            figures=tuple(self.figures),
            dates=tuple(self.dates),
            claims=tuple(self.claims),
        )
