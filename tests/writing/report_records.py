"""Records built by hand: write the text once, name the mentions by their words, and the offsets follow."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Optional

from extract.model import (
    Claim,
    Company,
    Converted,
    Date,
    Entity,
    Extent,
    Figure,
    Finding,
    Note,
    Period,
    Record,
    Repair,
)

Number = int | str | Decimal | None


def decimal(value: Number) -> Optional[Decimal]:
    return None if value is None else Decimal(value)


def year(number: int) -> Period:
    return Period(first=date(number, 1, 1), last=date(number, 12, 31))


def entity(name: str) -> Entity:
    return Entity(id=name.lower().replace(" ", "-"), name=name)


class Draft:
    """One article in the making; every method returns the index of what it added."""

    def __init__(self, id: str, text: str, **known: Any) -> None:
        self.id, self.text, self.known = id, text, known
        self.companies: list[Company] = []
        self.figures: list[Figure] = []
        self.dates: list[Date] = []
        self.claims: list[Claim] = []

    def span(self, words: str, nth: int = 0) -> tuple[int, int]:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def company(self, words: str, name: Optional[str] = None, nth: int = 0, **more: Any) -> int:
        start, end = self.span(words, nth)
        name = name or words
        self.companies.append(
            Company(start=start, end=end, text=words, id=entity(name).id, name=name, **more)
        )
        return len(self.companies) - 1

    def figure(self, words: str, low: Number, high: Number = "same", nth: int = 0, **more: Any) -> int:
        start, end = self.span(words, nth)
        upper = decimal(low if high == "same" else high)
        more.setdefault("kind", "money")
        self.figures.append(Figure(start=start, end=end, text=words, low=decimal(low), high=upper, **more))
        return len(self.figures) - 1

    def date(self, words: str, value: str, period: Optional[Period] = None, nth: int = 0) -> int:
        start, end = self.span(words, nth)
        first, last = (period.first, period.last) if period else (None, None)
        self.dates.append(
            Date(start=start, end=end, text=words, kind="period", value=value, first=first, last=last)
        )
        return len(self.dates) - 1

    def claim(self, evidence: str, metric: str, figure: Optional[int] = None, **more: Any) -> str:
        start, end = self.span(evidence)
        stop = self.text.find(". ", end)
        first = self.text.rfind(". ", 0, start) + 2 if ". " in self.text[:start] else 0
        first = max(first, self.text.rfind("\n", 0, start) + 1)
        values: dict[str, Any] = {}
        if figure is not None:
            of = self.figures[figure]
            values = {k: getattr(of, k) for k in ("low", "high", "modifier", "unit", "tolerance")}
        more.setdefault("kind", "level")
        made = Claim(
            id=f"{self.id}#c{len(self.claims) + 1}",
            start=start,
            end=end,
            sentence_start=first,
            sentence_end=len(self.text) if stop < 0 else stop + 1,
            metric=metric,
            figure=figure,
            **(values | more),
        )
        self.claims.append(made)
        return made.id

    def record(self, *findings: Finding, notes: tuple[Note, ...] = ()) -> Record:
        return Record(
            id=self.id,
            text=self.text,
            companies=tuple(self.companies),
            figures=tuple(self.figures),
            dates=tuple(self.dates),
            claims=tuple(self.claims),
            findings=findings,
            notes=notes,
            **self.known,
        )


def converted(low: Number, rate: str, day: str = "2020-05-27") -> Converted:
    return Converted(
        low=decimal(low), high=decimal(low), rate=Decimal(rate), rate_date=day, rate_source="ECB"
    )


def kuaishou() -> Record:
    """The facts of the spring of 2020, goal and slip included, in words of our own."""
    draft = Draft(
        "kuaishou-jd",
        "Kuaishou and JD.com are joining forces. Shoppers will soon buy from JD.com inside the video app.\n\n"
        "Kuaishou has more than 300 million daily active users. For 2020 the company wants its streamers to sell "
        "goods worth RMB 250 billion (USD 35.2 billion), a goal raised from RMB 100 million at first. That would "
        "put it ahead of Douyin, which aims for RMB 200 billion.\n\n"
        "Taobao Live sold about RMB 200 billion to RMB 250 billion last year, 36Kr reported.",
        source="https://kr.example.com/kuaishou-jd?utm=1",
        title="Kuaishou and JD.com join forces in livestream shopping",
        published=date(2020, 5, 27),
        published_from="metadata",
        language="en",
    )
    for name in ("Kuaishou", "JD.com", "Douyin", "Taobao Live", "36Kr"):
        draft.company(name, parent="bytedance" if name == "Douyin" else None)
    draft.company("the company", "Kuaishou", coref=True)
    dau = draft.figure("300 million", 300_000_000, None, kind="count", unit="user", modifier=">")
    goal = draft.figure(
        "RMB 250 billion",
        250_000_000_000,
        unit="CNY",
        tolerance=Decimal(500_000_000),
        usd=converted(34946000000, "0.139784"),
    )
    draft.figure("USD 35.2 billion", 35_200_000_000, unit="USD", tolerance=Decimal(50_000_000), converts=goal)
    slip = draft.figure("RMB 100 million", 100_000_000, unit="CNY", tolerance=Decimal(500_000))
    douyin = draft.figure("RMB 200 billion", 200_000_000_000, unit="CNY", tolerance=Decimal(500_000_000))
    taobao = draft.figure(
        "RMB 200 billion to RMB 250 billion", 200_000_000_000, 250_000_000_000, unit="CNY", modifier="~"
    )
    when = draft.date("2020", "2020", year(2020))
    draft.date("last year", "2019", year(2019))
    draft.claim(
        "Kuaishou has more than 300 million daily active users",
        "dau",
        dau,
        subject=entity("Kuaishou"),
        confidence=0.95,
    )
    target = draft.claim(
        "the company wants its streamers to sell goods worth RMB 250 billion",
        "gmv",
        goal,
        date=when,
        subject=entity("Kuaishou"),
        status="target",
        period=year(2020),
        scope=("livestreaming",),
        confidence=0.91,
    )
    earlier = draft.claim(
        "raised from RMB 100 million",
        "gmv",
        slip,
        subject=entity("Kuaishou"),
        status="target",
        period=year(2020),
        scope=("livestreaming",),
        confidence=0.88,
    )
    draft.claim(
        "Douyin, which aims for RMB 200 billion",
        "gmv",
        douyin,
        subject=entity("Douyin"),
        status="target",
        period=year(2020),
        scope=("livestreaming",),
        confidence=0.84,
    )
    draft.claim(
        "Taobao Live sold about RMB 200 billion to RMB 250 billion last year",
        "gmv",
        taobao,
        date=1,
        subject=entity("Taobao Live"),
        status="estimate",
        period=year(2019),
        attribution="36Kr",
        confidence=0.8,
    )
    return draft.record(
        Finding(
            id="kuaishou-jd#f1",
            check="magnitude",
            severity="error",
            confidence=0.93,
            claims=(earlier, target),
            figures=(("kuaishou-jd", slip), ("kuaishou-jd", goal)),
            message="The earlier goal of RMB 100 million is 2,500 times smaller than the RMB 250 billion it was raised to; RMB 100 billion would fit.",
            expected=Extent(low=Decimal(50_000_000_000), high=Decimal(250_000_000_000), unit="CNY"),
            observed=Extent(low=Decimal(100_000_000), high=Decimal(100_000_000), unit="CNY"),
            repairs=(
                Repair(
                    claim=earlier,
                    figure=("kuaishou-jd", slip),
                    field="low",
                    from_=Decimal(100_000_000),
                    to=Decimal(100_000_000_000),
                    text="RMB 100 billion",
                    why="million for billion is the smallest edit that brings the two goals to one size",
                ),
            ),
        )
    )


def revenue_pair() -> tuple[list[Record], list[Finding]]:
    """Two outlets, one quarter, two revenues; and a change that doesn't fit its levels."""
    one = Draft(
        "wire-q1",
        "BEIJING — JD.com reported results on Friday. Its revenue came to RMB 146.2 billion in the first quarter "
        "of 2020, up 20.7% from a year earlier. Shares rose in early trading.",
        source="https://wire.example.org/jd-q1",
        title="JD.com sales beat expectations",
        published=date(2020, 5, 15),
        language="en",
    )
    two = Draft(
        "desk-q1",
        "Retailers had a hard winter. In the first quarter of 2020 JD.com took in RMB 164.2 billion in revenue. "
        "That is a record for the season.",
        source="corpus/articles/techdesk/desk-q1.txt",
        title="A hard winter for shops",
        published=date(2020, 5, 18),
        language="en",
    )
    quarter = Period(first=date(2020, 1, 1), last=date(2020, 3, 31))
    pointers = []
    for draft, words, value in (
        (one, "RMB 146.2 billion", "146200000000"),
        (two, "RMB 164.2 billion", "164200000000"),
    ):
        draft.company("JD.com")
        figure = draft.figure(
            words,
            value,
            unit="CNY",
            tolerance=Decimal(50_000_000),
            usd=converted(int(value) // 7, "0.1428", "2020-Q1"),
        )
        day = draft.date("the first quarter of 2020", "2020-Q1", quarter)
        evidence = (
            "revenue came to RMB 146.2 billion"
            if draft is one
            else "JD.com took in RMB 164.2 billion in revenue"
        )
        pointers.append(
            draft.claim(
                evidence,
                "revenue",
                figure,
                date=day,
                subject=entity("JD.com"),
                period=quarter,
                confidence=0.9,
            )
        )
    growth = one.figure("20.7%", "20.7", kind="percent", unit="percent", tolerance=Decimal("0.05"))
    one.claim(
        "up 20.7% from a year earlier",
        "revenue",
        growth,
        kind="change",
        direction="up",
        basis="yoy",
        subject=entity("JD.com"),
        period=quarter,
        confidence=0.86,
    )
    finding = Finding(
        id="x1",
        check="contradiction",
        severity="warning",
        confidence=0.82,
        claims=tuple(pointers),
        message="JD.com's revenue for the first quarter of 2020 is RMB 146.2 billion in one article and RMB 164.2 billion in another.",
        expected=Extent(low=Decimal("146150000000"), high=Decimal("146250000000"), unit="CNY"),
        observed=Extent(low=Decimal("164150000000"), high=Decimal("164250000000"), unit="CNY"),
        repairs=(
            Repair(
                claim=pointers[1],
                figure=("desk-q1", 0),
                field="low",
                from_=Decimal("164200000000"),
                to=Decimal("146200000000"),
                text="RMB 146.2 billion",
                why="the digits 4 and 6 changed places",
            ),
        ),
    )
    return [one.record(), two.record()], [finding]
