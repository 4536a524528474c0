"""Numbers that are no figures: names, models, versions, years, clock times, telephone numbers, labels."""

from __future__ import annotations

import re

from extract.lexicon.figurewords import number_words, word_set
from extract.mentions.figures.amount import DASHES, Amount
from extract.mentions.figures.nouns import head_noun, is_plural
from extract.mentions.figures.tokens import Tokens

_LABELS, _OPENERS = word_set("labels"), word_set("openers")
_EVENTS, _EVENT_NUMBERS = word_set("events"), word_set("event_numbers")
_CLOCK, _MONTHS, _COMMON_MONTHS = word_set("clock"), word_set("months"), word_set("common_months")
_SCALES = number_words().scales
_PREFIXES = word_set("hyphen_prefixes")
_TECHNOLOGIES, _LARGEST_TECHNOLOGY = word_set("technologies"), 12
_OPENING, _CLOSING = frozenset("\"'“‘«「『《"), frozenset("\"'”’»」』》")
_JOINTS = frozenset(["-", "/", ".", "‑"])
_COUNTING = frozenset(
    [
        "than",
        "over",
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "least",
        "roughly",
        "approximately",
        "exceeded",
    ]
)
_URL = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+|\b[\w-]{1,64}\.(?:com|cn|net|org|io)/\S*"
)


def masked_spans(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Character spans in which there is no figure: those given, web and mail addresses, in text order."""
    if "/" in text or "www." in text or "@" in text:
        spans = spans + [match.span() for match in _URL.finditer(text)]
    return sorted(spans)


def is_part_of_word(tokens: Tokens, amount: Amount) -> bool:
    """Whether the number belongs to a longer written word ("36Kr", "S23", "COVID-19", "58.com", "400-820-8820")."""
    glued_before, glued_after = tokens.glued(amount.first), tokens.glued(amount.last + 1)
    if amount.prefixed or (not glued_before and not glued_after):
        return False
    words, first = tokens.words, amount.first
    if not words[first][:1].isdecimal() and words[first] != ".":
        before = words[first - 1]
        return glued_before and (before in ("_", "@", "#") or (before == "-" and _joins_word(tokens, first)))
    if glued_before and _joined_before(tokens, amount):
        return True
    if glued_after and amount.kind is None and _joined_after(tokens, amount):
        return True
    return amount.bare and _in_chain(tokens, amount)


def _joined_before(tokens: Tokens, amount: Amount) -> bool:
    words, first = tokens.words, amount.first
    before = words[first - 1]
    if before[-1:].isalnum():
        return not _is_cjk(before)
    if before in ("_", "@", "&", "^") or (before in ("#", "*") and amount.kind is None):
        return True
    if before == ".":
        return tokens.glued(first - 1)
    if before in DASHES and tokens.glued(first - 1) and _joins_word(tokens, first):
        return True
    return before in (":", "/") and words[first - 2][:1].isdecimal() and amount.kind is None


def _joined_after(tokens: Tokens, amount: Amount) -> bool:
    words, last = tokens.words, amount.last
    after, behind = words[last + 1], words[last + 2]
    if after[:1].isalpha():
        return not _is_cjk(after)
    if after in ("'", "’"):
        return behind == "s"
    if not tokens.glued(last + 2):
        return False
    if after in (".", "@", "_"):
        return behind[:1].islower()
    if after in (":", "/"):
        return behind[:1].isdecimal()
    return after == "-" and len(behind) == 1 and behind.isupper()


def _is_cjk(word: str) -> bool:
    return "\u2e80" <= word[:1] <= "\u9fff" or "\uac00" <= word[:1] <= "\ud7af"


def _joins_word(tokens: Tokens, first: int) -> bool:
    """Whether a hyphen ties the number to a word before it that is no number, sign or modifier."""
    words = tokens.words
    before = words[first - 2]
    if not tokens.glued(first - 1):
        return False
    if before.isdecimal():
        return tokens.glued(first - 2) and words[first - 3].isalpha()
    if tokens.glued(first - 2) and words[first - 3][:1].isdecimal():
        return False
    low = before.lower()
    if low in _SCALES:
        return False
    return before.isalpha() and before.isascii() and low not in _PREFIXES and not low.endswith(("teen", "ty"))


def _in_chain(tokens: Tokens, amount: Amount) -> bool:
    """Telephone numbers and dates: three or more numbers joined by hyphens, dots or slashes."""
    words, place = tokens.words, amount.last
    parts = 1
    while parts < 4 and _joint(tokens, place + 1) and words[place + 2][:1].isdecimal():
        place += 2
        parts += 1
    place = amount.first
    while parts < 4 and place > 1 and _joint(tokens, place - 1) and words[place - 2][:1].isdecimal():
        place -= 2
        parts += 1
    return parts > 2 or (parts == 2 and words[place - 1] == "+" and tokens.glued(place))


def _joint(tokens: Tokens, place: int) -> bool:
    return tokens.words[place] in _JOINTS and tokens.glued(place) and tokens.glued(place + 1)


def is_name(tokens: Tokens, amount: Amount) -> bool:
    """Whether digits without currency, unit or scale are a label, a clock time, a day, a year or part of a name."""
    if amount.form != "digits" or not amount.bare:
        return False
    words, low, first, last = tokens.words, tokens.low, amount.first, amount.last
    after = words[last + 1]
    if words[first - 1] in _OPENING and after in _CLOSING:
        return True
    if low[last + 1] in _CLOCK or (after == "o" and words[last + 2] in ("'", "’")):
        return True
    if words[last] in _EVENT_NUMBERS and not _EVENTS.isdisjoint(low[last + 1 : last + 3]):
        return True
    if _is_day(tokens, amount) or is_year(tokens, amount):
        return True
    if low[first - 1] in _LABELS and (low[first - 1] == "model" or head_noun(tokens, last + 1) is None):
        return True
    if amount.grouped:
        return False
    if _after_name(tokens, first):
        return not _opens_share(tokens, last)
    if (
        words[last].isdecimal()
        and len(words[last]) == 4
        and after[:1].isupper()
        and not is_plural(after.lower())
    ):
        return True
    if amount.step < 1 or not after[:1].isupper() or not after.isascii() or tokens.glued(last + 1):
        return False
    return after.lower() not in _OPENERS and head_noun(tokens, last + 1) is None


def is_technology(tokens: Tokens, amount: Amount) -> bool:
    """``5G``, ``4K``: a letter of a standard, no unit."""
    return (
        amount.kind == "quantity"
        and tokens.words[amount.last] in _TECHNOLOGIES
        and amount.low <= _LARGEST_TECHNOLOGY
    )


def _opens_share(tokens: Tokens, last: int) -> bool:
    """Whether a range in per cent begins: "Operating Margin 42.5-44.5%"."""
    low = tokens.low
    dashed = (
        low[last + 1] in DASHES
        and low[last + 2][:1].isdecimal()
        and tokens.glued(last + 1)
        and tokens.glued(last + 2)
    )
    return dashed and low[last + 3] in ("%", "percent")


def is_cut_off(tokens: Tokens, amount: Amount) -> bool:
    """Whether dots right behind the digits cut a teaser off, so that a scale may have stood there: "raises $11.6..."."""
    if amount.form != "digits" or amount.scale != 1 or not tokens.words[amount.last][:1].isdecimal():
        return False
    place = amount.last + 1
    if not tokens.glued(place):
        return False
    return tokens.words[place] == "…" or (
        tokens.words[place].startswith("..")
        or (tokens.words[place] == tokens.words[place + 1] == "." and tokens.glued(place + 1))
    )


def _after_name(tokens: Tokens, first: int) -> bool:
    """Whether a capitalised word that is no sentence opener stands right before the number ("iPhone 12", "S&P 500")."""
    word, low = tokens.words[first - 1], tokens.low[first - 1]
    if not word.isalpha() or word.islower() or not word.isascii() or low in _OPENERS:
        return False
    opens = (
        first == 1
        or tokens.words[first - 2] in (".", "!", "?", ":", "”", '"')
        or "\n" in tokens.gap(first - 2)
    )
    return not (opens and low.endswith(("ed", "ing", "ly")))


def _is_day(tokens: Tokens, amount: Amount) -> bool:
    """A day beside a month's name."""
    if amount.step != 1 or amount.low > 31:
        return False
    before = amount.first - 2 if tokens.words[amount.first - 1] == "." else amount.first - 1
    for word in (tokens.words[before], tokens.words[amount.last + 1]):
        if word.lower() in _MONTHS and (word[0].isupper() or word not in _COMMON_MONTHS):
            return True
    return False


def is_year(tokens: Tokens, amount: Amount) -> bool:
    """Four digits from 1900 to 2099; a modifier before and a plural noun behind make a count of it."""
    word = tokens.words[amount.last]
    if len(word) != 4 or not word.isdecimal() or not 1900 <= int(word) < 2100 or amount.first != amount.last:
        return False
    counted = int(word) == 2000 or tokens.low[amount.first - 1] in _COUNTING
    return not (counted and is_plural(tokens.low[amount.last + 1]))
