"""Sentences in words that are in no lexicon ("the daily count stood at"), one a line of ``tellings.txt``, with braces where something is filled in.

A line is ``metric[/status] unit: text``. ``{S}`` is the firm it is about, ``{X}`` and ``{Y}`` others, ``{S's}`` an owner, ``{=it}`` and ``{X=its rival}`` words that stand for one,
``{K}`` who says so. ``{V}`` is the value, ``{V:X}`` another firm's, ``{V=half}`` one in given words, ``{V|revenue|money|target}`` one of another metric; ``{B}`` the earlier value, ``{+}`` and
``{-}`` changes (``{+qoq}``, ``{+?}`` on another basis), ``{%}`` a share of the value before it. ``{P}`` is the period of a sentence's values, ``{Q}`` that of the earlier value.

``python models/recipe/encoder/tellings.py FILE`` names the lines that can't be filled in.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[3]))
from drafts import DAYS, PERIODS, UNKNOWN, Draft, Page, identifier, made_up, record_of
from patterns import HOUSES, OUTLETS

from extract.lexicon.companies import registry
from extract.lexicon.metrics import load_metrics

EARLIER = ("a year earlier", "a year ago", "a year before", "in the same period of {y}", "in {y}")
WITH_OBJECT = ("stake", "acquisition_price", "investment")
FEW = ("stores", "employees", "layoffs", "customers", "merchants", "drivers", "creators", "other")
"""Metrics that count in thousands, not in millions."""
OF_A_LEVEL = ("margin", "penetration", "other")
"""Metrics whose percentages are levels; those of others are shares."""
CAST = "SXY"
_LINE = re.compile(r"(\w+)(?:/(\w+))? (money|price|count|percent|minutes): (.+)")
_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-Z{\"“])")
_VALUE = re.compile(r"([VB%+-])(qoq|mom|\?)?(?::([SXY]))?(?:=(.*))?")
_STANDS_FOR = re.compile(r"([SXY]?)=(.+)")
_SOUNDS = (
    "ka", "ve", "lo", "ri", "dun", "ta", "mo", "zel", "pra", "nor", "fi", "sal", "bri", "qua", "ten", "wes", "gra", "lin", "hol", "dra", "jun", "pel", "cor", "vin", "tas", "mer",
)  # fmt: skip


@dataclass(frozen=True)
class Telling:
    """One line of the file."""

    metric: str
    status: str
    unit: str
    text: str

    @property
    def continues(self) -> bool:
        """Whether it begins with words that stand for a firm named before."""
        return self.text.startswith("{=")


SHIPPED = Path(__file__).with_name("tellings.txt")


@cache
def tellings(path: Path = SHIPPED) -> tuple[Telling, ...]:
    """All lines of the file; a line that is none ends the run."""
    made = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None or found[1] not in load_metrics().metrics:
            sys.exit(f"{path}:{number}: not a telling: {line}")
        made.append(Telling(found[1], found[2] or "actual", found[3], found[4]))
    return tuple(made)


def invented(chance: random.Random) -> tuple[str, str]:
    """Id and name of a firm that there isn't."""
    name = "".join(chance.choice(_SOUNDS) for _ in range(chance.choice((2, 2, 3)))).capitalize()
    name += chance.choice(
        ("", "", "", "", " Mobile", " Pay", " Motors", " Labs", " Foods", " Energy", "Soft")
    )
    return identifier(name), name


@dataclass
class _Teller:
    page: Page
    telling: Telling
    firms: Sequence[tuple[str, str]]
    source: tuple[str, str]
    last: Draft | None = None
    written: str = ""
    values: list[Draft] = field(default_factory=list)
    periods: list[int] = field(default_factory=list)
    sourced: bool = False

    def fill(self, token: str) -> None:
        """Write what stands for one pair of braces."""
        owner = token.removesuffix("'s")
        stands = _STANDS_FOR.fullmatch(token)
        if owner in CAST or owner == "K":
            self.sourced |= owner == "K"
            self.page.name(*(self.source if owner == "K" else self.firms[CAST.index(owner)]))
            if owner != token:
                self.page.say("'" if self.page.text.endswith("s") else "'s")
        elif stands is not None:
            words = stands[2].removesuffix("'s")
            self.page.name(self.firms[CAST.index(stands[1] or "S")][0], words, coref=True)
            self.page.say(stands[2][len(words) :])
        elif token in ("P", "P^"):
            self._period(capital=token == "P^")
        elif token == "Q":
            if self.last is not None and self.last.baseline is not None:
                words = self.page.chance.choice(EARLIER).format(y=self.page.year - 1)
                self.last.baseline.period = self.page.say(words)
        else:
            self._value(token)

    def _period(self, capital: bool) -> None:
        chance = self.page.chance
        stock = load_metrics().nature(self.telling.metric) == "stock"
        words = chance.choice(DAYS if stock and chance.random() < 0.6 else PERIODS).format(y=self.page.year)
        at = self.page.say(words[0].upper() + words[1:] if capital else words)
        preposition = re.match(r"(?:in|at|as of) ", words)
        self.periods.append(at + (preposition.end() if preposition else 0))

    def _value(self, token: str) -> None:
        parts = token.split("|")
        found = _VALUE.fullmatch(parts[0])
        if found is None:
            raise ValueError(token)
        sort, basis, owner, words = found.groups()
        before = self.last
        if sort in "B%" and before is None:
            raise ValueError(token)
        known = before if before is not None and (sort in "B%" or (sort in "+-" and owner is None)) else None
        metric = parts[1] if len(parts) > 1 else known.metric if known else self.telling.metric
        unit = parts[2] if len(parts) > 2 else self.telling.unit
        status = parts[3] if len(parts) > 3 else known.status if known else self.telling.status
        if unit == "count" and metric in FEW and self.page.chance.random() < 0.8:
            unit = "few"
        subject = self.firms[CAST.index(owner)][0] if owner else known.subject if known else self.firms[0][0]
        percent = sort in "%+-" or unit == "percent"
        if words is None:
            words = made_up("percent" if percent else unit, self.page.chance)
            if sort == "B" and not percent:
                words = _of_a_kind(self.written, self.page.chance)
        if sort == "V":
            self.written = words
        if metric == "market_size" and owner is None:
            subject = "market:any"
        draft = Draft(metric, "level", self.page.say(words), subject, status=status)
        if sort == "%" or (sort == "V" and _is_part(words) and metric not in OF_A_LEVEL):
            draft.kind = "share"
        if metric in WITH_OBJECT and sort == "V":
            draft.object = self.firms[1][0] if "{X}" in self.telling.text else None
        if sort == "%":
            draft.baseline = before
        elif sort in "+-":
            draft.kind, draft.direction = "change", "up" if sort == "+" else "down"
            draft.basis = None if basis == "?" else basis or "yoy"
        if sort == "B" and before is not None:
            before.baseline = draft
            draft.kind = before.kind if before.kind != "change" else "level"
            draft.status = "actual" if before.status in ("actual", "target") else before.status
        else:
            self.values.append(draft)
            self.last = draft
        self.page.drafts.append(draft)

    def end_sentence(self) -> None:
        """Give the sentence's values its period; without one a reader looks further off."""
        for draft in self.values:
            later = [at for at in self.periods if at > draft.figure]
            draft.period = (later or self.periods[-1:] or [UNKNOWN])[0]
        self.values, self.periods = [], []


def tell(
    page: Page, telling: Telling, firms: Sequence[tuple[str, str]], source: tuple[str, str] | None = None
) -> None:
    """Write one telling onto the page, with the first of ``firms`` as the one it is about."""
    house = page.chance.choice(HOUSES if page.chance.random() < 0.6 else OUTLETS)
    teller = _Teller(page, telling, firms, source or (identifier(house), house))
    before = len(page.drafts)
    for number, sentence in enumerate(_SENTENCES.split(telling.text)):
        page.say(" " if number else "")
        for place, part in enumerate(re.split(r"\{([^{}]*)\}", sentence)):
            if place % 2:
                teller.fill(part)
            else:
                page.say(part)
        teller.end_sentence()
    if teller.sourced:
        for draft in page.drafts[before:]:
            draft.source = teller.source[1]


def _of_a_kind(written: str, chance: random.Random) -> str:
    """Another value written like this one: "4.2 million" for "9.8 million"."""
    first = True
    made = ""
    for letter in written:
        if letter.isdigit():
            letter = str(chance.randint(1, 9) if first else chance.randint(0, 9))
            first = False
        made += letter
    return made


def _is_part(words: str) -> bool:
    return re.search(r"%|percent|half|third|quarter|fifth|tenth| in |most", words) is not None


def main() -> None:
    """Name the lines of a file that can't be filled in."""
    path = Path(sys.argv[1])
    firms = [(entry.id, entry.name) for entry in registry()][:3]
    good = 0
    for telling in tellings(path):
        page = Page(random.Random(1), 2020)
        try:
            tell(page, telling, firms)
        except ValueError as error:
            print(f"can't fill {{{error}}}: {telling.text}")
            continue
        if record_of(page, "t") is None:
            print(f"a figure or date is not found: {telling.text}\n    as {page.text}")
        else:
            good += 1
    print(good, "good lines")


if __name__ == "__main__":
    main()
