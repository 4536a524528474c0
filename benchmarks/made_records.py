"""Records as an extraction would write them, made here: ten claims an article, of companies that some write about often and most seldom.

Every company has figures of its own that grow from quarter to quarter, so articles about one agree, but for one in a hundred whose
revenue has lost its scale or a digit.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from extract.lexicon.conversion import default_rates
from extract.model import Claim, Company, Date, Entity, Figure, Modifier, Period, Record
from extract.quantity import half_unit, plain

FIRST_YEAR, YEARS = 2017, 4
SLIPPED = 0.01
_FILLER = (
    "Executives told reporters that the market had been kinder than they had thought at the start of the year. ",
    "Analysts had asked for weeks whether the new line would be ready before its rivals were. ",
    "Nothing was said of the talks that a newspaper had written about on Monday. ",
    "The office in the south will stay open, and so will the research centre beside the river. ",
)
_SHARES = (3, 5, 7, 11, 13)


class _Made:
    """One record as it grows: text, and what points into it."""

    def __init__(self, name: str, subject: Entity) -> None:
        self.name, self.subject = name, subject
        self.text = ""
        self.sentence = 0
        self.companies: list[Company] = []
        self.figures: list[Figure] = []
        self.dates: list[Date] = []
        self.pending: list[dict[str, object]] = []
        self.claims: list[Claim] = []

    def say(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def company(self) -> None:
        start, end = self.say(self.subject.name)
        self.companies.append(
            Company(start=start, end=end, text=self.subject.name, id=self.subject.id, name=self.subject.name)
        )

    def figure(self, digits: str, power: int, around: str, unit: str, converts: int | None = None) -> int:
        """A figure whose words are ``around`` with the digits in it ("RMB {} million")."""
        start, end = self.say(around.format(digits))
        scale = Decimal(10) ** power
        value = plain(Decimal(digits.replace(",", "")) * scale)
        kind = "money" if unit.isupper() else "percent" if unit == "percent" else "count"
        self.figures.append(
            Figure(
                start=start,
                end=end,
                text=self.text[start:end],
                kind=kind,  # type: ignore[arg-type]
                low=value,
                high=value,
                unit=unit,
                tolerance=half_unit(digits, scale),
                converts=converts,
            )
        )
        return len(self.figures) - 1

    def date(self, words: str, period: Period, value: str) -> None:
        start, end = self.say(words)
        self.dates.append(
            Date(
                start=start,
                end=end,
                text=words,
                kind="period",
                value=value,
                first=period.first,
                last=period.last,
            )
        )

    def claim(self, metric: str, figure: int, period: Period | None, **fields: object) -> str:
        """A claim of the sentence under way; its end is set when the sentence is over."""
        said = self.figures[figure]
        id_ = f"{self.name}#c{len(self.claims) + len(self.pending) + 1}"
        modifier: Modifier = "="
        self.pending.append(
            {
                "id": id_,
                "start": said.start,
                "end": said.end,
                "sentence_start": self.sentence,
                "subject": self.subject,
                "metric": metric,
                "metric_text": metric.replace("_", " "),
                "kind": "level",
                "figure": figure,
                "low": said.low,
                "high": said.high,
                "modifier": modifier,
                "unit": said.unit,
                "tolerance": said.tolerance,
                "period": period,
                "confidence": 0.9,
                **fields,
            }
        )
        return id_

    def stop(self) -> None:
        self.text += "."
        for fields in self.pending:
            self.claims.append(Claim(sentence_end=len(self.text), **fields))  # type: ignore[arg-type]
        self.pending = []
        self.text += " "
        self.sentence = len(self.text)


def made_records(count: int, companies: int | None = None) -> Iterator[Record]:
    """``count`` records of ten claims each, of ``companies`` companies (one for twenty articles where none is given)."""
    firms = companies or max(1, count // 20)
    for number in range(count):
        chance = random.Random(number)
        # A few firms are in the news every day: a Pareto law.
        firm = int(firms * chance.random() ** 3)
        yield _article(number, firm, chance)


def quarter(place: int) -> Period:
    """The quarter of that number from the first on."""
    year, part = FIRST_YEAR + place // 4, place % 4
    after = date(year + (part == 3), (3 * part + 3) % 12 + 1, 1)
    return Period(first=date(year, 3 * part + 1, 1), last=after - timedelta(days=1))


@cache
def _dollars(place: int) -> float:
    """Dollars for one yuan in the middle of that quarter."""
    first = quarter(place).first
    rate = None if first is None else default_rates().rate("CNY", "USD", first + timedelta(days=45))
    assert rate is not None
    return float(rate.value)


def _money(value: float) -> str:
    return f"{value:,.1f}"


def _article(number: int, firm: int, chance: random.Random) -> Record:
    subject = Entity(id=f"firm_{firm}", name=f"Firm {firm}")
    place = chance.randrange(4, 4 * YEARS)
    period, before = quarter(place), quarter(place - 4)
    label, earlier = (f"Q{1 + at % 4} {FIRST_YEAR + at // 4}" for at in (place, place - 4))
    base, growth = 100 + (firm * 37 % 900), 1.02 + (firm % 7) / 100
    now, then = (round(base * growth**at, 1) for at in (place, place - 4))
    made = _Made(f"m{number}", subject)
    said = now
    if chance.random() < SLIPPED:
        said = chance.choice((now * 1000, now * 10, now + 30))
    made.company()
    made.say(" said that revenue rose ")
    rise = made.figure(f"{100 * (now / then - 1):.1f}", 0, "{}%", "percent")
    made.say(" to ")
    level = made.figure(_money(said), 6, "RMB {} million", "CNY")
    made.say(" (")
    made.figure(_money(said * _dollars(place)), 6, "USD {} million", "USD", converts=level)
    made.say(") in ")
    made.date(label, period, label)
    made.say(" from ")
    old = made.figure(_money(then), 6, "RMB {} million", "CNY")
    made.say(" in ")
    made.date(earlier, before, earlier)
    start = made.claim("revenue", old, before)
    made.claim("revenue", rise, period, kind="change", direction="up", basis="yoy", baseline=start)
    made.claim("revenue", level, period)
    made.stop()
    made.say(chance.choice(_FILLER))
    made.sentence = len(made.text)
    made.say("Net profit was ")
    profit = made.figure(_money(now / 10), 6, "RMB {} million", "CNY")
    made.say(", a net margin of ")
    margin = made.figure("10.0", 0, "{}%", "percent")
    made.claim("net_profit", profit, period)
    made.claim("margin", margin, period, scope=("net",))
    made.stop()
    made.company()
    made.say(" had ")
    monthly = made.figure(f"{20 + place + firm % 50}", 6, "{} million", "user")
    made.say(" monthly active users, of whom ")
    daily = made.figure(f"{8 + place // 2 + firm % 20}", 6, "{} million", "user")
    made.say(" came every day")
    made.claim("mau", monthly, period)
    made.claim("dau", daily, period)
    made.stop()
    made.say(chance.choice(_FILLER) * 2)
    made.sentence = len(made.text)
    made.say("It held ")
    share = made.figure(f"{_SHARES[firm % 5]}.5", 0, "{}%", "percent")
    made.say(" of its market and employed ")
    staff = made.figure(f"{1000 + 13 * (firm % 400) + 40 * place:,}", 0, "{}", "employee")
    made.say(" people")
    made.claim("market_share", share, period, kind="share")
    made.claim("employees", staff, period)
    made.stop()
    made.say("For the next year it aims at revenue of ")
    year = FIRST_YEAR + place // 4 + 1
    goal = made.figure(_money(5 * base * growth ** (4 * (year - FIRST_YEAR))), 6, "RMB {} million", "CNY")
    ahead = Period(first=date(year, 1, 1), last=date(year, 12, 31))
    made.claim("revenue", goal, ahead, status="target")
    made.stop()
    assert period.last is not None
    return Record(
        id=made.name,
        source=f"outlet{number % 30}.example/{number}",
        title=f"{subject.name} reports {label}",
        published=period.last + timedelta(days=chance.randrange(5, 60)),
        language="en",
        text=made.text,
        companies=tuple(made.companies),
        figures=tuple(made.figures),
        dates=tuple(made.dates),
        claims=tuple(made.claims),
    )
