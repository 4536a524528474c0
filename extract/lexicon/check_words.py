"""What the checks read out of words, and how they write a mended mention: ``data/check_words.toml``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from msgspec import Struct

from extract.lexicon import shipped_tables

CUES = ("revision", "above", "below", "unsure", "totalling", "running_total", "before")


class CurrencyWords(Struct, frozen=True):
    """How one currency is written: its codes, its signs, its names after a number."""

    codes: tuple[str, ...]
    signs: tuple[str, ...]
    names: tuple[str, ...]


class CheckWords(Struct, frozen=True):
    """``scales``: for each style, power of ten → word. ``cues``: name → pattern. ``populations``: place → people.

    ``part`` matches what follows a figure that is a part; ``of_whole``, ``or_share`` and ``share_of_whole`` what stands
    between and after the figures of "500 of its 4,000 employees, or 22% of the workforce";
    ``measures_in_money``: metric → what it is when it is money.
    """

    scales: tuple[dict[int, str], ...]
    currencies: dict[str, CurrencyWords]
    cues: dict[str, re.Pattern[str]]
    unnarrowing: frozenset[str]
    accounting: frozenset[str]
    variants: frozenset[str]
    populations: dict[str, int]
    part: re.Pattern[str]
    of_whole: re.Pattern[str]
    or_share: re.Pattern[str]
    share_of_whole: re.Pattern[str]
    shares_at: re.Pattern[str]
    apiece: re.Pattern[str]
    raised: re.Pattern[str]
    measures_in_money: dict[str, str]

    def says(self, cue: str, text: str) -> bool:
        """Whether ``text`` holds one of the words of ``cue``."""
        return self.cues[cue].search(text) is not None


@lru_cache(maxsize=1)
def check_words() -> CheckWords:
    """The shipped words."""
    data: dict[str, Any] = shipped_tables("check_words.toml")
    words = data["words"]
    return CheckWords(
        scales=tuple({int(power): word for power, word in style.items()} for style in data["scales"]),
        currencies={
            code: CurrencyWords(tuple(entry["codes"]), tuple(entry["signs"]), tuple(entry["names"]))
            for code, entry in data["currencies"].items()
        },
        cues={name: _pattern(words[name]) for name in CUES},
        unnarrowing=frozenset(words["unnarrowing"]),
        accounting=frozenset(words["accounting"]),
        variants=frozenset(words["variants"]),
        populations=data["populations"],
        **{name: re.compile(pattern) for name, pattern in data["patterns"].items()},
        measures_in_money=data["measures_in_money"],
    )


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    """Any of ``phrases`` as whole words; CJK phrases need no word edge."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    latin = "|".join(re.escape(phrase) for phrase in longest_first if phrase.isascii() and phrase != "n't")
    others = [re.escape(phrase) for phrase in longest_first if not phrase.isascii() or phrase == "n't"]
    return re.compile("|".join([rf"\b(?:{latin})\b", *others]), re.IGNORECASE)
