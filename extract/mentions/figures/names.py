"""Numbers that are no figures: names, models, versions, years, clock times, telephone numbers, labels."""

from __future__ import annotations

import re

from extract.lexicon.figurewords import figure_words
from extract.mentions.figures.amounts import DASHES, Amount
from extract.mentions.figures.nouns import head_noun, is_plural
from extract.mentions.figures.tokens import Tokens

_W = figure_words()
_LABELS: frozenset[str] = _W["labels"]["words"]
_OPENERS: frozenset[str] = _W["openers"]["words"]
_OPENING = frozenset("\"'“‘«「『《")
_CLOSING = frozenset("\"'”’»」』》")
_CLOCK = frozenset(["am", "pm", "o", "noon", "gmt", "et", "pt", "est", "edt", "pst", "pdt", "utc", "cst", "bst"])
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_PREFIXES = frozenset(["mid", "sub", "pre", "post", "plus", "minus", "under", "over", "to", "a", "an", "the", "than", "near", "nearly", "of"])
_URL = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+|\b[\w-]{1,64}\.(?:com|cn|net|org|io)/\S*")


def masked_places(tokens: Tokens, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Character spans in which there is no figure: those given, web and mail addresses, in text order."""
    text = tokens.text
    found = list(spans)
    if "/" in text or "www." in text or "@" in text:
        found += [match.span() for match in _URL.finditer(text)]
    return sorted(found)


def is_bare_name(tokens: Tokens, amount: Amount) -> bool:
    """Whether digits without currency, unit or scale belong to a name, a version, a clock time or the like."""
    return amount.form == "digits" and amount.kind is None and amount.scale == 1 and _is_name(tokens, amount)


def is_glued_name(tokens: Tokens, amount: Amount) -> bool:
    """Whether the number is part of a longer written word ("36Kr", "S23", "COVID-19", "58.com", "400-820-8820")."""
    words, first, last = tokens.words, amount.first, amount.last
    if not tokens.glued(first) and not tokens.glued(last + 1):
        return False
    before, after = words[first - 1], words[last + 1]
    digits = amount.form in ("digits", "fraction") and words[first][:1].isdecimal()
    if not digits:
        return (tokens.glued(first) and before in ("_", "@", "#")) or (before == "-" and tokens.glued(first) and _joins_word(tokens, first))
    if tokens.glued(first) and not amount.prefixed:
        if before[-1:].isalnum() or before in ("_", "@", "&", "#", "^", "*") or (before == "." and tokens.glued(first - 1)):
            return not (before in ("*", "#") and amount.kind is not None) and not _cjk(before) and before != ")"
        if before in DASHES and tokens.glued(first - 1) and _joins_word(tokens, first):
            return True
        if before in ":/" and words[first - 2][:1].isdecimal() and amount.kind is None:
            return True
    if tokens.glued(last + 1):
        if after[:1].isalpha() and not _cjk(after) and not amount.currency and amount.kind is None:
            return True
        if after in (".", "@", "_") and tokens.glued(last + 2) and words[last + 2][:1].isalpha() and words[last + 2][0].islower() and amount.kind is None:
            return True
        if after in ":/" and words[last + 2][:1].isdecimal() and tokens.glued(last + 2) and amount.kind is None:
            return True
        if after in ("'", "’") and tokens.low[last + 2] == "s" and amount.kind is None:
            return True
        if after == "-" and _is_designation(tokens, last):
            return amount.kind is None
    return _in_chain(tokens, amount)


def _cjk(word: str) -> bool:
    return "\u2e80" <= word[:1] <= "\u9fff" or "\uac00" <= word[:1] <= "\ud7af"


def _joins_word(tokens: Tokens, first: int) -> bool:
    """Whether a hyphen ties the number to a word before it that is no currency, sign or modifier."""
    before = tokens.words[first - 2]
    if before.isdecimal():
        return tokens.glued(first - 1) and tokens.glued(first - 2) and tokens.words[first - 3].isalpha()
    if tokens.glued(first - 2) and tokens.words[first - 3][:1].isdecimal():
        return False
    return tokens.glued(first - 1) and before.isalpha() and before.isascii() and before.lower() not in _PREFIXES and not before.lower().endswith(("teen", "ty"))


def _is_designation(tokens: Tokens, last: int) -> bool:
    """"10-K", "8-Bit" is none: one capital letter behind the hyphen."""
    word = tokens.words[last + 2]
    return tokens.glued(last + 2) and len(word) == 1 and word.isupper()


def _in_chain(tokens: Tokens, amount: Amount) -> bool:
    """Telephone numbers and dates: three or more numbers joined by hyphens, dots or slashes."""
    if amount.prefixed or amount.kind is not None or amount.scale != 1:
        return False
    words, first, last = tokens.words, amount.first, amount.last
    parts = 1
    place = last
    while parts < 4 and words[place + 1] in "-/.‑" and words[place + 1] and tokens.glued(place + 1) and words[place + 2][:1].isdecimal() and tokens.glued(place + 2):
        place += 2
        parts += 1
    place = first
    while parts < 4 and place > 1 and words[place - 1] in "-/.‑" and tokens.glued(place) and words[place - 2][:1].isdecimal() and tokens.glued(place - 1):
        place -= 2
        parts += 1
    return parts > 2 or (parts == 2 and tokens.low[place - 1] == "+" and tokens.glued(place))


def _is_name(tokens: Tokens, amount: Amount) -> bool:
    words, low, first, last = tokens.words, tokens.low, amount.first, amount.last
    before, after = words[first - 1], words[last + 1]
    if before in _OPENING and after in _CLOSING and before:
        return True
    if low[last + 1] in _CLOCK and (low[last + 1] != "o" or words[last + 2] in "'’"):
        return True
    if words[last] in _W["event_words"]["numbers"] and any(word in _W["event_words"]["words"] for word in low[last + 1 : last + 3]):
        return True
    if _is_day(tokens, amount) or is_year(tokens, amount):
        return True
    if low[first - 1] in _LABELS and _no_plural(tokens, last):
        return low[first - 1] not in ("top", "under", "option", "age", "aged") and before != "size"
    if amount.grouped:
        return False
    if _after_name(tokens, first):
        return True
    return amount.step == 1 and after[:1].isupper() and after.isascii() and not tokens.glued(last + 1) and _no_plural(tokens, last) and after.lower() not in _OPENERS


def _no_plural(tokens: Tokens, last: int) -> bool:
    return head_noun(tokens, last + 1) is None


def _after_name(tokens: Tokens, first: int) -> bool:
    """Whether a capitalised word that is no sentence opener stands right before the number ("iPhone 12", "S&P 500")."""
    word = tokens.words[first - 1]
    if not word.isalpha() or word.islower() or not word.isascii():
        return False
    low = tokens.low[first - 1]
    if low in _OPENERS:
        return False
    opens = first == 1 or tokens.words[first - 2] in ".!?:\n”\"" or "\n" in tokens.gap(first - 2)
    return not (opens and low.endswith(("ed", "ing", "ly")))


def _is_day(tokens: Tokens, amount: Amount) -> bool:
    """A day beside a month's name."""
    if amount.step != 1 or amount.low > 31:
        return False
    for place in (amount.first - 1, amount.last + 1):
        word = tokens.words[place]
        if word == "." and place < amount.first:
            word = tokens.words[place - 1]
        if word.lower() in _MONTHS and (word[0].isupper() or word.lower() not in ("may", "march", "mar", "jan", "dec", "sept")):
            return True
    return False


def is_year(tokens: Tokens, amount: Amount) -> bool:
    """Four digits from 1900 to 2099; a modifier before and a plural noun behind make a count of it."""
    word = tokens.words[amount.last]
    if len(word) != 4 or not word.isdecimal() or not 1900 <= int(word) < 2100 or amount.first != amount.last:
        return False
    plural = is_plural(tokens.low[amount.last + 1])
    if int(word) == 2000 and plural:
        return False
    return not (plural and tokens.low[amount.first - 1] in ("than", "over", "about", "around", "some", "nearly", "almost", "least", "roughly", "approximately", "exceeded"))
