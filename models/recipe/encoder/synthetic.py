"""Plain sentences made from the registry and the metric lexicon, whose claims are known by construction.

Gold articles are dense and intricate; on them alone the encoder unlearns the plain cases ("Xiaomi shipped 49.4 million phones in the first quarter
of 2021"), of which the rules know nearly everything.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from patterns import CHANGES, FRAMES, HOUSES, MARKETS, NOUNS, OUTLETS, PAPERS

from extract.lexicon.companies import registry
from extract.lexicon.metrics import load_metrics
from extract.mentions.dates import find_dates
from extract.mentions.figures import find_figures
from extract.model import Claim, Company, Entity, Period, Record

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


@dataclass
class Draft:
    """A claim by the places of its parts in the text; filled while the text is written."""

    metric: str
    kind: str
    figure: int
    subject: str
    period: int | None = None
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
        start = self.say(words)
        self.names.append((start, start + len(words), id_, coref))


def synthetic_records(count: int, seed: int = 0) -> Iterator[Record]:
    """Texts of one to seven plain sentences about up to three firms."""
    chance = random.Random(seed)
    known = [(entry.id, entry.name) for entry in registry() if entry.kind in ("company", "platform")]
    made = 0
    while made < count:
        page = Page(chance, chance.randint(2012, 2025))
        firms = chance.sample(known, 4)
        last: tuple[str, str] | None = None
        if chance.random() < 0.1:
            _dateline(page)
        for number in range(chance.choice((1, 1, 1, 2, 2, 3, 4, 5, 6, 7))):
            page.say(chance.choice((" ", " ", " ", "\n\n")) if number else "")
            last = _sentence(page, firms, last)
        record = _record(page, f"s{seed}-{made}")
        if record is not None:
            made += 1
            yield record


@dataclass
class Speaker:
    """The subject of a sentence, by name or as "it" and "the company"."""

    page: Page
    id: str
    name: str
    pronoun: str | None
    inside: bool

    def subject(self) -> None:
        """Write it as the subject."""
        if self.pronoun is None:
            self.page.name(self.id, self.name)
        else:
            self.page.name(self.id, self.pronoun.lower() if self.inside else self.pronoun, coref=True)

    def possessive(self) -> None:
        """Write it as the owner of what follows."""
        if self.pronoun is not None:
            self.page.name(self.id, "its" if self.inside else "Its", coref=True)
            return
        self.page.name(self.id, self.name)
        self.page.say("'" if self.name.endswith("s") else "'s")


def _dateline(page: Page) -> None:
    """ "BEIJING, Feb. 11 (Reuters) - ": an outlet that is nobody's source."""
    outlet = page.chance.choice(OUTLETS)
    page.say(f"{page.chance.choice(('BEIJING', 'NEW DELHI', 'SEOUL', 'LONDON'))}, Feb. 11 (")
    page.name(_id(outlet), outlet)
    page.say(page.chance.choice((") - ", ") -- ", ") — ")))


def _sentence(
    page: Page, firms: list[tuple[str, str]], last: tuple[str, str] | None
) -> tuple[str, str] | None:
    """One sentence; returns the firm it is about."""
    chance = page.chance
    subject = last if last is not None and chance.random() < 0.4 else chance.choice(firms[:3])
    if last is not None and chance.random() < 0.15:
        page.say(chance.choice(("Meanwhile, ", "By contrast, ", "In addition, ")))
    before = len(page.drafts)
    source = chance.choice(HOUSES) if chance.random() < 0.06 else None
    if source is not None:
        page.name(_id(source), source)
        page.say(chance.choice((" estimates that ", " said ", " reckons that ")))
    again = subject == last and chance.random() < 0.6
    pronoun = chance.choice(("It", "The company", "The firm")) if again else None
    inside = source is not None or page.text.endswith(", ")
    speaker = Speaker(page, *subject, pronoun, inside=inside)
    frame = chance.choice(FRAMES) if chance.random() < 0.55 else chance.choice(NOUNS)
    _fill(page, frame, speaker, firms)
    status: str | None = "estimate"
    if source is None and not frame.get("by_x"):
        status, source = _tail(page)
    elif source is None:
        status = None
    page.say(".")
    for draft in page.drafts[before:]:
        if frame.get("by_x"):
            draft.source = firms[3][1]
            continue
        draft.source = source
        # A goal or forecast that a paper reports is still one.
        if status is not None and (draft.status == "actual" or status == "rumour"):
            draft.status = status
    return None if frame.get("market") else subject


def _tail(page: Page) -> tuple[str | None, str | None]:
    """By whose account a sentence is: its status where that follows, and the source."""
    chance = page.chance
    drawn = chance.random()
    if drawn < 0.10:
        source = chance.choice(HOUSES)
        page.say(chance.choice((", according to ", ", by the count of ")))
        page.name(_id(source), source)
        return "estimate", source
    if drawn < 0.21:
        source = chance.choice(OUTLETS)
        page.say(", ")
        page.name(_id(source), source)
        page.say(" reported")
        if drawn < 0.17:
            return None, source
        page.say(", citing people familiar with the matter")
        return "rumour", source
    if drawn < 0.24:
        page.say(", people familiar with the matter said")
        return "rumour", None
    if drawn < 0.32:
        page.say(
            chance.choice((", the company said", ", it said", ", the company said in a statement", *PAPERS))
        )
    return None, None


def _fill(page: Page, frame: dict[str, Any], speaker: Speaker, firms: list[tuple[str, str]]) -> None:
    """Write one pattern: ``S`` the subject, ``O`` its possessive, ``X`` another firm, ``V`` the value, ``P`` the period, ``N`` the metric's noun."""
    chance = page.chance
    metric = frame["metric"]
    drafts: list[Draft] = []
    date_at: int | None = None
    noun = chance.choice(frame["nouns"]) if "nouns" in frame else ""
    value = None
    text: str = chance.choice(frame["texts"])
    for part in text.split("|"):
        if part == "S":
            speaker.subject()
        elif part == "O":
            speaker.possessive()
        elif part == "X":
            page.name(*firms[3])
        elif part == "M":
            page.say(chance.choice(MARKETS))
        elif part in ("W", "F"):
            at = page.say(_value(frame["unit"], chance))
            other = firms[3][0] if part == "W" else drafts[-1].subject
            drafts.append(
                Draft(metric, frame.get("kind", "level"), at, other, status=frame.get("status", "actual"))
            )
            if part == "F":
                drafts[-1].period, drafts[-2].baseline = -1, drafts[-1]
        elif part == "N":
            page.say(noun)
        elif part == "V":
            value = _value(frame["unit"], chance)
            at = page.say(value)
            drafts.append(
                Draft(
                    metric,
                    frame.get("kind", "level"),
                    at,
                    "market:any" if frame.get("market") else speaker.id,
                    status=frame.get("status", "actual"),
                    direction=frame.get("direction"),
                    basis="yoy" if "direction" in frame and metric != "share_price" else None,
                    object=firms[3][0] if frame.get("object") else None,
                )
            )
        elif part == "P":
            if chance.random() < frame.get("dated", 0.75):
                date_at = _period(page, frame)
        elif part == "C":
            drafts += _change(page, drafts, frame)
        else:
            page.say(part)
    for draft in drafts:
        if draft.period is None:
            draft.period = date_at
        elif draft.period < 0:
            draft.period = None
    page.drafts += drafts


def _period(page: Page, frame: dict[str, Any]) -> int:
    stock = load_metrics().nature(frame["metric"]) == "stock"
    words = page.chance.choice(DAYS if stock and page.chance.random() < 0.6 else PERIODS).format(y=page.year)
    page.say(" ")
    preposition, _, rest = words.partition(" ")
    if preposition in ("in", "at", "as"):
        page.say(preposition + " ")
        if rest.startswith("of "):
            page.say("of ")
            rest = rest[3:]
        return page.say(rest)
    return page.say(words)


def _change(page: Page, drafts: list[Draft], frame: dict[str, Any]) -> list[Draft]:
    """A change behind a level: ", up 12% from a year earlier", ", down from 5 million a year earlier"."""
    chance = page.chance
    level = drafts[-1]
    if chance.random() < 0.5:
        return []
    up = chance.random() < 0.6
    if chance.random() < 0.3 and frame["unit"] != "percent":
        page.say(f", {'up' if up else 'down'} from ")
        at = page.say(_value(frame["unit"], chance))
        page.say(" ")
        earlier = Draft(
            level.metric,
            "level",
            at,
            level.subject,
            status="actual" if level.status != "rumour" else "rumour",
        )
        earlier.period = page.say(chance.choice(("a year earlier", "a year ago", "a year before")))
        level.baseline = earlier
        return [earlier]
    words = chance.choice(CHANGES["up" if up else "down"])
    before, _, after = words.partition("{}")
    page.say(before)
    at = page.say(
        f"{chance.choice((chance.randint(2, 95), round(chance.uniform(1, 60), 1)))}{chance.choice(('%', '%', ' percent'))}"
    )
    page.say(after)
    change = Draft(
        level.metric, "change", at, level.subject, direction="up" if up else "down", status=level.status
    )
    change.basis = "yoy"
    return [change]


def _value(unit: str, chance: random.Random) -> str:
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
    if unit == "minutes":
        return f"{chance.randint(10, 170)} minutes"
    return chance.choice(
        (f"{amount} million", f"{chance.randint(1, 900)},{chance.randint(0, 999):03}", f"{amount} million")
    )


def _record(page: Page, id_: str) -> Record | None:
    published = date(page.year + 1, 2, 11)
    companies = tuple(
        Company(start=a, end=b, text=page.text[a:b], id=i, name=i, coref=c)
        for a, b, i, c in sorted(page.names)
    )
    dates = tuple(find_dates(page.text, published, companies))
    figures = tuple(find_figures(page.text, dates, companies))
    places = {figure.start: n for n, figure in enumerate(figures)}
    days = {one.start: n for n, one in enumerate(dates)}
    claims: list[Claim] = []
    ids = {id(draft): f"{id_}#c{n}" for n, draft in enumerate(page.drafts, 1)}
    for draft in page.drafts:
        place = places.get(draft.figure)
        day = (
            None
            if draft.period is None
            else next((days[at] for at in days if draft.period - 4 <= at <= draft.period), None)
        )
        if place is None or (draft.period is not None and day is None):
            return None
        found = dates[day] if day is not None else None
        period = None if found is None or found.last is None else Period(first=found.first, last=found.last)
        if draft.source is not None and not any(c.id == _id(draft.source) for c in companies):
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


def _id(name: str) -> str:
    entry = registry().named(name)
    return entry.id if entry is not None else name.lower()
