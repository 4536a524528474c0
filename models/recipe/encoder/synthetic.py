"""Plain sentences made from the registry and the metric lexicon, whose claims are known by construction.

Gold articles are dense and intricate; on them alone the encoder unlearns the plain cases ("Xiaomi shipped 49.4 million phones in the first quarter
of 2021"), of which the rules know nearly everything.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drafts import DAYS, PERIODS, Draft, Page, identifier, made_up, record_of
from patterns import CHANGES, FRAMES, HOUSES, MARKETS, NOUNS, OUTLETS, PAPERS
from tellings import invented, tell, tellings

from extract.lexicon.companies import registry
from extract.lexicon.metrics import load_metrics
from extract.model import Record


def synthetic_records(count: int, seed: int = 0) -> Iterator[Record]:
    """Texts of one to nine sentences about up to three firms, most of them in words that no lexicon has."""
    chance = random.Random(seed)
    known = [(entry.id, entry.name) for entry in registry() if entry.kind in ("company", "platform")]
    made = 0
    while made < count:
        page = Page(chance, chance.randint(2012, 2025))
        firms = [firm if chance.random() < 0.6 else invented(chance) for firm in chance.sample(known, 4)]
        last: tuple[str, str] | None = None
        if chance.random() < 0.1:
            _dateline(page)
        plain = chance.random() < 0.3
        for number in range(chance.choice((1, 1, 1, 2, 2, 3, 4, 5, 7, 9))):
            page.say(chance.choice((" ", " ", " ", "\n\n")) if number else "")
            if plain or chance.random() < 0.2:
                last = _sentence(page, firms, last)
            else:
                last = _telling(page, firms, last)
        record = record_of(page, f"s{seed}-{made}")
        if record is not None:
            made += 1
            yield record


def _telling(
    page: Page, firms: list[tuple[str, str]], last: tuple[str, str] | None
) -> tuple[str, str] | None:
    """One telling; returns the firm it is about."""
    chance = page.chance
    chosen = chance.choice(tellings())
    while chosen.continues and last is None:
        chosen = chance.choice(tellings())
    goes_on = last is not None and (chosen.continues or chance.random() < 0.3)
    subject = last if last is not None and goes_on else chance.choice(firms[:3])
    others = [firm for firm in firms if firm != subject]
    tell(page, chosen, [subject, *chance.sample(others, 2)])
    return subject


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
    page.name(identifier(outlet), outlet)
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
        page.name(identifier(source), source)
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
        page.name(identifier(source), source)
        return "estimate", source
    if drawn < 0.21:
        source = chance.choice(OUTLETS)
        page.say(", ")
        page.name(identifier(source), source)
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
            at = page.say(made_up(frame["unit"], chance))
            other = firms[3][0] if part == "W" else drafts[-1].subject
            drafts.append(
                Draft(metric, frame.get("kind", "level"), at, other, status=frame.get("status", "actual"))
            )
            if part == "F":
                drafts[-1].period, drafts[-2].baseline = -1, drafts[-1]
        elif part == "N":
            page.say(noun)
        elif part == "V":
            value = made_up(frame["unit"], chance)
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
        at = page.say(made_up(frame["unit"], chance))
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
