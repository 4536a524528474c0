"""Texts whose claims are known because they are drafted together with the words."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

from extract.lexicon.companies import registry
from extract.mentions.dates import find_dates
from extract.mentions.figures import find_figures
from extract.model import Claim, Company, Date, Entity, Period, Record

CURRENCIES = (
    "RMB {} {}",
    "${} {}",
    "{} {} yuan",
    "€{} {}",
    "{} {} won",
    "HK${} {}",
    "Rs {} {}",
    "US${} {}",
    "{} {} yen",
    "£{} {}",
)
PERIODS = (
    "in the first quarter of {y}", "in the second quarter of {y}", "in the third quarter of {y}", "in the fourth quarter of {y}", "in {y}", "in Q1 {y}", "in Q3 {y}",
    "in January {y}", "in June {y}", "in October {y}", "in the first half of {y}", "last year", "in the quarter ended June 30, {y}", "in the three months to September {y}",
)  # fmt: skip
DAYS = ("at the end of {y}", "at the end of March {y}", "as of June 30, {y}", "in December {y}")


UNKNOWN = -1


@dataclass
class Draft:
    """A claim by the places of its parts in the text; filled while the text is written."""

    metric: str
    kind: str
    figure: int
    subject: str
    period: int | None = None
    """Where the period's words start; ``UNKNOWN`` where a reader would look for it further off."""
    status: str = "actual"
    source: str | None = None
    direction: str | None = None
    basis: str | None = None
    object: str | None = None
    baseline: Draft | None = None
    negated: bool = False


@dataclass
class Page:
    """A text as it grows, with the spans of names and the claims of its figures."""

    chance: random.Random
    year: int
    text: str = ""
    names: list[tuple[int, int, str, bool]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    def say(self, words: str) -> int:
        """Add words; returns where they start."""
        start = len(self.text)
        self.text += words
        return start

    def name(self, id_: str, words: str, coref: bool = False) -> None:
        """Add the name of a firm, or words that stand for it."""
        start = self.say(words)
        self.names.append((start, start + len(words), id_, coref))


def made_up(unit: str, chance: random.Random) -> str:
    """A value as it would be written."""
    amount = chance.choice(
        (str(chance.randint(2, 900)), f"{chance.uniform(1, 99):.1f}", f"{chance.uniform(1, 9):.2f}")
    )
    if unit == "money":
        return chance.choice(CURRENCIES).format(
            amount, chance.choice(("million", "billion", "million", "billion"))
        )
    if unit == "price":
        return f"{chance.choice(('$', '€', '£', 'HK$', 'RMB '))}{chance.choice((amount, str(chance.randint(10, 2999))))}"
    if unit == "percent":
        return f"{chance.choice((str(chance.randint(2, 70)), f'{chance.uniform(1, 60):.1f}'))}%"
    if unit == "few":
        return chance.choice(
            (str(chance.randint(11, 990)), f"{chance.randint(1, 90)},{chance.randint(0, 999):03}")
        )
    if unit == "minutes":
        return f"{chance.randint(10, 170)} minutes"
    return chance.choice(
        (f"{amount} million", f"{chance.randint(1, 900)},{chance.randint(0, 999):03}", f"{amount} million")
    )


def record_of(page: Page, id_: str) -> Record | None:
    """The page as gold; none where our own finders don't see one of its figures or dates."""
    published = date(page.year + 1, 2, 11)
    companies = tuple(
        Company(start=a, end=b, text=page.text[a:b], id=i, name=i, coref=c)
        for a, b, i, c in sorted(page.names)
    )
    dates = tuple(find_dates(page.text, published, companies))
    figures = tuple(find_figures(page.text, dates, companies))
    claims: list[Claim] = []
    ids = {id(draft): f"{id_}#c{n}" for n, draft in enumerate(page.drafts, 1)}
    for draft in page.drafts:
        place = next((n for n, one in enumerate(figures) if one.start <= draft.figure < one.end), None)
        period = _period_of(draft, dates)
        if place is None or (draft.period is not None and period is None):
            return None
        if draft.source is not None and not any(c.id == identifier(draft.source) for c in companies):
            return None
        claims.append(
            Claim(
                id=ids[id(draft)],
                start=figures[place].start,
                end=figures[place].end,
                sentence_start=0,
                sentence_end=len(page.text),
                metric=draft.metric,
                kind=draft.kind,
                figure=place,
                low=figures[place].low,
                high=figures[place].high,
                unit=figures[place].unit,
                subject=Entity(id=draft.subject, name=draft.subject),
                object=None if draft.object is None else Entity(id=draft.object, name=draft.object),
                period=period,
                status=draft.status,
                attribution=draft.source,
                direction=draft.direction,
                basis=draft.basis,
                baseline=None if draft.baseline is None else ids[id(draft.baseline)],
                negated=draft.negated,
            )
        )
    claims.sort(key=lambda claim: claim.start)
    return Record(
        id=id_,
        text=page.text,
        published=published,
        companies=companies,
        dates=dates,
        figures=figures,
        claims=tuple(claims),
    )


def _period_of(draft: Draft, dates: tuple[Date, ...]) -> Period | None:
    """The days of the draft's period; for an unknown one a day of no text, so that nothing is learnt from it."""
    if draft.period is None:
        return None
    if draft.period == UNKNOWN:
        return Period(first=date.min, last=date.min)
    found = next((one for one in dates if draft.period - 4 <= one.start <= draft.period + 8), None)
    return None if found is None or found.last is None else Period(first=found.first, last=found.last)


def identifier(name: str) -> str:
    """The registry's id of a name, or one made from it."""
    entry = registry().named(name)
    return entry.id if entry is not None else name.lower()
