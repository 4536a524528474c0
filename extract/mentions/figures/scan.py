"""The scanner: from tokens to figures in the making, in text order. Each step looks a bounded number of words around."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from extract.lexicon.figurewords import figure_words, number_words
from extract.mentions.figures import bounds, combine, inherit, restatements
from extract.mentions.figures.amounts import DASHES, Amount, attach, percent_word, read_share
from extract.mentions.figures.names import is_bare_name, is_glued_name
from extract.mentions.figures.nouns import adjective_noun, head_noun, of_noun, per_what
from extract.mentions.figures.numerals import HUNDRED, Numeral, read_numeral
from extract.mentions.figures.special import multiple_after, read_multiple_word, read_rank
from extract.mentions.figures.tokens import Tokens

_N = number_words()
_W = figure_words()
_BEFORE_BARE = frozenset(
    "to by than reach reaches reached hit hits totaled totalled total totals totaling equals equal was were be is are exactly score scores averaged average averaging of at number stood numbered number".split()
)
_BEFORE_HALF = frozenset("by in than about nearly almost over around to up roughly just only approximately under at the s least reach reached is was".split())
_NOT_BEFORE_HALF = frozenset("first second last other latter this next each either better third fourth final opening one h".split())
_NOT_AFTER_HALF = frozenset("time hour hours year years day days brother sister marathon life court back way term price size dozen".split())


def scan(tokens: Tokens, masked: Sequence[tuple[int, int]]) -> list[Amount]:
    """All figures of a text, with ``converts`` set; none within the masked character spans."""
    amounts = combine.combine(tokens, _read_all(tokens, masked))
    amounts = [amount for amount in amounts if not amount.masked]
    ends = [_count(tokens, amount) for amount in amounts]
    for amount in reversed(amounts):
        if amount.kind is None:
            inherit.from_partner(amount)
    found: list[Amount] = []
    for place, amount in enumerate(amounts):
        bounds.read_modifier(tokens, amount, ends[place])
        if amount.kind is None:
            inherit.unit(tokens, amounts, place)
        if amount.kind is None and not _stands_alone(tokens, amount):
            continue
        if amount.kind == "count" and amount.unit is None and (amount.scale >= 1000 or amount.grouped):
            inherit.from_subject(tokens, amount)
        if not found or not combine.join_bounds(tokens, found[-1], amount):
            found.append(amount)
    inherit.between_partners(found)
    restatements.link(tokens, found)
    return found


def _read_all(tokens: Tokens, masked: Sequence[tuple[int, int]]) -> list[Amount]:
    found: list[Amount] = []
    done = -1
    mask = iter(masked)
    span = next(mask, None)
    for at in tokens.triggers:
        if at <= done:
            continue
        while span is not None and span[1] <= tokens.starts[at]:
            span = next(mask, None)
        amount = _read(tokens, at)
        if amount is not None and amount.first > done:
            amount.masked = span is not None and _inside(tokens, amount, at, span)
            done = amount.last
            found.append(amount)
    return found


def _inside(tokens: Tokens, amount: Amount, at: int, span: tuple[int, int]) -> bool:
    """Whether a masked span holds the number at ``at``; one that cuts a currency or per cent sign off it is mistaken."""
    start, end = tokens.starts[amount.first], tokens.end(amount.last)
    if not span[0] <= tokens.starts[at] < span[1]:
        return False
    return not (amount.kind in ("money", "percent") and (start < span[0] or end > span[1]))


def _read(tokens: Tokens, at: int) -> Optional[Amount]:
    word = tokens.low[at]
    rank = read_rank(tokens, at)
    if rank is not None:
        return rank
    if word in _N.multiples:
        return read_multiple_word(tokens, at)
    if word in _N.ordinals and word not in _N.fractions:
        return None
    numeral = read_numeral(tokens, at)
    if numeral is None or (numeral.form != "digits" and tokens.low[numeral.first - 1] in _N.unknown):
        return None
    if numeral.form == "words" and tokens.low[numeral.first - 1] == "-" and tokens.low[numeral.first - 2] in _N.unknown:
        return None
    return _read_number(tokens, numeral)


def _read_number(tokens: Tokens, numeral: Numeral) -> Optional[Amount]:
    if tokens.low[numeral.last + 1] in ("in", "out") and numeral.form in ("digits", "words"):
        share = read_share(tokens, numeral)
        if share is not None:
            return share
    amount = attach(tokens, numeral)
    multiple = amount.kind is None and amount.form != "fraction" and multiple_after(tokens, amount)
    if is_glued_name(tokens, amount):
        return None
    if multiple:
        return amount
    if amount.kind is None:
        if amount.form == "fraction":
            return _fraction(tokens, amount)
        if _is_age(tokens, amount):
            amount.kind, amount.unit = "quantity", "year"
        elif is_bare_name(tokens, amount):
            return _percent_of(tokens, amount)
    elif _is_technology(tokens, amount):
        return None
    return _percent_of(tokens, amount) or amount


def _is_technology(tokens: Tokens, amount: Amount) -> bool:
    """``5G``, ``720p``: a letter of a standard, no unit."""
    return amount.kind == "quantity" and tokens.words[amount.last] in _W["technologies"]["words"] and amount.low <= _W["technologies"]["largest"]


def _is_age(tokens: Tokens, amount: Amount) -> bool:
    """``aged 18``, ``the age of 21``."""
    low, place = tokens.low, amount.first - 1
    if amount.scale != 1 or amount.step != 1 or not amount.low < 130:
        return False
    return low[place] == "aged" or (low[place - 1] == "age" and low[place] in ("of", "at")) or low[place] == "age" and low[amount.last + 1] in (",", ".", "and", "with", "")


def _percent_of(tokens: Tokens, amount: Amount) -> Optional[Amount]:
    """``per cent of 210`` with nothing else: the number belongs to the word before it."""
    place = amount.first - 1
    if amount.kind is not None or tokens.low[place] != "of" or tokens.low[amount.last + 1] not in ("", ".", "?"):
        return None
    start = place - 2 if tokens.low[place - 1] == "cent" else place - 1
    if start != 0 or percent_word(tokens, start) != place - 1:
        return None
    amount.kind = amount.unit = "percent"
    return amount


def _fraction(tokens: Tokens, amount: Amount) -> Optional[Amount]:
    """A fraction as a share in per cent, where it is one: "half of", "by a third", "two-thirds"."""
    low = tokens.low
    before, after = low[amount.first - 1], low[amount.last + 1]
    word = low[amount.last]
    if word.isalpha() and not low[amount.last - 1] == "-" and low[amount.first] in ("half", "a", "an", "third", "quarter", "fifth", "one", word):
        if not _is_share(tokens, amount, before, after, word):
            return None
    if before == "/" or (before == "-" and amount.first > 0 and tokens.glued(amount.first)) or (after == "-" and word.isalpha() and tokens.glued(amount.last + 1)):
        return None
    if tokens.words[amount.last][0].isdecimal() and head_noun(tokens, amount.last + 1) is None and after not in ("of", "the", "", ".", ","):
        return None
    amount.low, amount.step = round(amount.low * HUNDRED, 10), amount.step
    amount.high = amount.low
    amount.kind = amount.unit = "percent"
    return amount


def _is_share(tokens: Tokens, amount: Amount, before: str, after: str, word: str) -> bool:
    if word in ("half", "halves"):
        if before in _NOT_BEFORE_HALF or after in _NOT_AFTER_HALF or word == "halves":
            return False
        return after in ("of", "the", "its", "their", "his", "her", "our", "as", "that", "those", "these", "all", "were", "was", "are", "is", "said", "a") and after != "a" or before in _BEFORE_HALF and before not in ("the", "s", "to", "up")
    if word.endswith("s") and amount.first == amount.last:
        return False
    if before in _N.ordinals or before in ("last", "first", "this", "next", "each", "every", "past") or amount.first == amount.last:
        return False
    if after in ("party", "time", "generation", "quarter", "year", "consecutive", "straight", "person", "day", "month", "week", "ago", "earlier", "later", "-"):
        return False
    if after == "of":
        return True
    return before in ("by", "than", "nearly", "almost", "about", "roughly", "around", "over", "just", "only", "approximately", "at", "under") and (not after.isalpha() or after in ("in", "to", "from", "this", "last", "year", "on", "for", "during", "since", "compared", "while", "and", "the", "over", "since", "are", "were", "is", "was"))


def _count(tokens: Tokens, amount: Amount) -> int:
    """Find what is counted and per what; the last token of the noun (of the figure where there is none)."""
    low = tokens.low
    if amount.kind not in (None, "quantity"):
        if amount.kind in ("money", "percent", "multiple") and amount.per is None:
            _per(tokens, amount, amount.last)
        return amount.last
    end = amount.last
    place = end + 1
    for mark in ("+", "-", "odd", "plus", "or", "more"):
        if low[place] == mark and (mark != "or" or low[place + 1] == "more"):
            place += 1
    if amount.kind == "quantity":
        if amount.per is None:
            _per(tokens, amount, end)
        return end
    noun = _noun(tokens, amount, place)
    if noun is not None:
        end, amount.unit = noun
        amount.kind = "count"
    elif amount.scale == 1 and low[place] == "times":
        end, amount.unit, amount.kind = place, "time", "count"
    elif amount.low == 1 and low[place] == "time" and amount.form == "digits":
        end, amount.unit, amount.kind = place, "time", "count"
    if amount.kind is not None or amount.scale > 1 or low[end + 1] == "per":
        _per(tokens, amount, end)
    return end


def _noun(tokens: Tokens, amount: Amount, place: int) -> Optional[tuple[int, str]]:
    low = tokens.low
    one = amount.low == amount.high == 1 and amount.scale == 1
    if low[place - 1] == "-" and tokens.glued(place) and tokens.glued(place - 1):
        return adjective_noun(tokens, place, hyphen=True)
    if low[place] == "of":
        if one or amount.form == "digits" and amount.scale == 1 and amount.low < 2:
            return None
        if amount.form == "vague" or amount.scale > 1:
            return head_noun(tokens, place + 1) or of_noun(tokens, place)
        return of_noun(tokens, place) if amount.form == "words" else None
    if one:
        return _noun_of_one(tokens, amount, place)
    found = head_noun(tokens, place)
    if found is None and amount.scale > 1 and low[amount.first - 1] in ("a", "an", "its", "the"):
        return adjective_noun(tokens, place, hyphen=True)
    if found is None and amount.scale == 1 and amount.step == 1 and not amount.grouped and amount.low < 1000:
        return adjective_noun(tokens, place)
    return found


def _noun_of_one(tokens: Tokens, amount: Amount, place: int) -> Optional[tuple[int, str]]:
    """``one solution``, but no pronoun: "one of the", "this one", "one-time", "one day"."""
    low = tokens.low
    if low[place] in ("day", "another", "thing", "more", "one", "hand", "percent", "side", "way", "person", "step", "such", "time"):
        return None
    if amount.form == "words" and low[amount.first] == "one" and low[amount.first - 1] in ("this", "that", "no", "each", "every", "which", "any", "the", "a", "another", "last", "number", "only", "day", "s", "big", "new", "good", "every"):
        return None
    return head_noun(tokens, place, number_is_one=True)


def _per(tokens: Tokens, amount: Amount, end: int) -> None:
    found = per_what(tokens, end)
    if found is not None:
        amount.per = found[1]


def _stands_alone(tokens: Tokens, amount: Amount) -> bool:
    """Whether a number without unit and noun is a figure: large, exact, bounded or said of something."""
    if amount.low == amount.high and amount.form == "words" and amount.scale == 1 and amount.low == 1:
        return False
    before = tokens.low[amount.first - 1]
    after = tokens.low[amount.last + 1]
    if amount.first > 0 and not amount.grouped and (before in DASHES or after in DASHES) and tokens.glued(amount.first if before in DASHES else amount.last + 1):
        return False
    amount.kind = "count"
    if amount.scale >= 1000 or amount.grouped or amount.form == "vague" or amount.modifier != "=":
        return True
    if amount.low != amount.high or amount.negative:
        return True
    if amount.form == "words":
        return amount.scale >= 100
    if amount.step < 1:
        return not tokens.words[amount.first - 1][:1].isupper()
    return before in _BEFORE_BARE and (amount.low >= 100 or before not in ("of", "at", "number")) or after in _N.scales
