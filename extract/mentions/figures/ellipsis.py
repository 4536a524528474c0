"""What a bare number counts, where the text says it elsewhere: "of its 800 posts", "users rose by 8% to 12,000", "from 9,000".

Where nothing near names it, the number counts what the last number of a like size in its paragraph did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Optional

from extract.lexicon.currencies import currencies
from extract.lexicon.figurewords import word_map, word_set
from extract.mentions.figures import inherit
from extract.mentions.figures.amount import Amount
from extract.mentions.figures.nouns import head_noun, is_plural, singular
from extract.mentions.figures.tokens import Tokens

_TIMES, _CHANGE, _FILLERS = word_set("times"), word_set("change"), word_set("range_fillers")
_MONEY_NOUNS = word_set("money_nouns") | word_set("attributive") | word_set("verb_plurals")
_MONTHS = word_set("months")
_TRANSFERS, _NOT_MOVED = word_set("transfers"), word_set("not_moved")
_POSSESSIVES = word_set("possessives") | {"of", "whose", "some", "about", "around", "more", "than"}
_VERBS = _CHANGE | word_set("reach") | word_set("numbering")
_HEADS_OF = word_set("number_of") | word_set("transfers")
_MOVING = _VERBS - {"up", "down"}
_MAKERS = word_set("makers")
_COMPARED, _COMPARED_TO = word_set("compared"), word_set("compared_to")
_SHIPPING, _EARNING = word_set("shipping"), word_set("earning")
_PREPOSITIONS = word_set("prepositions")
_WORKFORCE = word_map("workforce")
_PRONOUNS = frozenset(["them", "those", "these", "whom", "which"])
_SENTENCE_ENDS = frozenset([".", "!", "?"])
_CLAUSE_ENDS = _SENTENCE_ENDS | {";", ":", "(", "|", "–", "—", "-", ","}
FEWEST = 10
"""Smaller numbers are no part or level of those named."""
_VAGUE_UNITS = frozenset(
    ["fifth", "horse", "name", "one", "quarter", "reason", "shipment", "thing", "third", "time"]
)
_LARGEST_RATIO, _LIKE = Decimal(2000), Decimal(5)
_LEAST_SUBJECT, _LARGE = 1000, 1_000_000
_BACK = 12
"""How many numbers back one that names the unit is looked for."""
_REACH = 150
"""How many words."""
_CLAUSE, FAR = 24, 60


def resolve(tokens: Tokens, amounts: Sequence[Amount]) -> None:
    """Give every bare number among the figures found the unit of what it counts, where the text tells."""
    for place, amount in enumerate(amounts):
        if amount.kind == "count" and amount.unit is None and not _is_left_open(tokens, amount):
            _resolve(tokens, amounts, place)


def _resolve(tokens: Tokens, amounts: Sequence[Amount], place: int) -> None:
    amount = amounts[place]
    compared = is_compared(tokens, amount)
    costly = amount.scale > 1 and _flavour(tokens, amount) == "earning"
    noun = None if compared or costly else _subject(tokens, amount)
    if noun is not None:
        amount.unit = noun
        return
    other = antecedent(tokens, amounts, place, compared)
    if other is not None:
        take(amount, other)
        return
    if costly:
        return
    if compared and tokens.low[amount.first - 1] != "over":
        amount.unit = _subject(tokens, amount)
    if amount.unit is None and amount.big:
        inherit.from_subject(tokens, amount)


def _is_money(word: str) -> bool:
    return word in _MONEY_NOUNS or word in currencies().signs_after.first


def named_beside(tokens: Tokens, amount: Amount) -> bool:
    """Whether the words right beside a bare number name what it counts: "of its 800 posts", "of them"; set then."""
    low = tokens.low
    if amount.value == 1 or _is_left_open(tokens, amount):
        return False
    noun = _of_noun(tokens, amount) or _workforce(tokens, amount)
    same_line = "\n" not in tokens.gap(amount.last)
    if noun is None and low[amount.last + 1] == "of" and low[amount.last + 2] in _PRONOUNS and same_line:
        noun = _named_before(tokens, amount.first - 1)
    if noun is None and low[amount.first - 1] == "from" and low[amount.first - 2] in _MOVING:
        # "Monthly users went from 160 million to 140 million".
        noun = _subject(tokens, amount)
    if noun is None and low[amount.last + 1] == ":":
        found = head_noun(tokens, amount.last + 2)
        noun = None if found is None or _is_money(low[found[0]]) else found[1]
    if noun is None and low[amount.first - 1] == "of" and low[amount.first - 3][:1].isdecimal():
        # "18 jobs of 365".
        noun = singular(low[amount.first - 2]) if _counts(tokens, amount.first - 2) else None
    if noun is None:
        return False
    amount.kind, amount.unit = "count", noun
    return True


def _is_left_open(tokens: Tokens, amount: Amount) -> bool:
    """``545 of the cuts`` are no 545 cuts; "Alibaba, which had 811 million" begins anew."""
    low = tokens.low
    if low[amount.last + 1 : amount.last + 3] == ["of", "the"] and low[amount.last + 3] == "cuts":
        return True
    return low[amount.first - 2 : amount.first] == ["which", "had"]


def take(amount: Amount, other: Amount) -> None:
    """Let a bare number state what another does."""
    amount.kind, amount.unit, amount.currency = other.kind, other.unit, other.currency
    if other.currency is not None:
        amount.factor *= other.currency.factor


def _of_noun(tokens: Tokens, amount: Amount) -> Optional[str]:
    """``160 of its 1,300 workers``, ``933,100 of the small discs``; the noun stands behind the whole."""
    low = tokens.low
    place = amount.last + 1
    if low[place] != "of" or low[place + 1] in ("them", "these", "whom", "which"):
        return None
    owned = False
    while low[place] in _POSSESSIVES:
        owned = owned or low[place] in ("its", "their", "our", "my", "his", "her")
        place += 1
    if low[place][:1].isdecimal():
        # "240 of 1,200 employees", but not of the 1,200 planned.
        if not owned and (place > amount.last + 2 or amount.value < FEWEST):
            return None
        place += 1
    found = head_noun(tokens, place)
    return None if found is None or found[1] in _TIMES or _is_money(low[found[0]]) else found[1]


def _workforce(tokens: Tokens, amount: Amount) -> Optional[str]:
    """``a workforce of 9,700``, ``headcount fell to 37,100``."""
    low = tokens.low
    for place in range(amount.first - 1, max(-1, amount.first - 12), -1):
        if low[place] in _WORKFORCE:
            return _WORKFORCE[low[place]]
        if low[place] in _SENTENCE_ENDS or low[place][:1].isdecimal():
            return None
    return None


def _named_before(tokens: Tokens, first: int) -> Optional[str]:
    """What "of them" points back to: what a maker makes, else the last plural before."""
    low = tokens.low
    nearest: Optional[str] = None
    behind: Optional[str] = None
    ended = False
    for place in range(first, max(-1, first - FAR), -1):
        if low[place - 1] in _MAKERS and (low[place] == "of" or low[place - 1].endswith(("s", "ing"))):
            found = head(tokens, place + (low[place] == "of"))
            if found is not None:
                return found
        ended = ended or (low[place] in _SENTENCE_ENDS and not tokens.glued(place + 1))
        if nearest is None and _counts(tokens, place):
            opens = place == 0 or low[place - 1] in _SENTENCE_ENDS
            if ended or not opens or place >= first - 1:
                noun = singular(tokens.words[place])
                if _PREPOSITIONS.isdisjoint(low[max(0, place - 2) : place]):
                    nearest = noun
                behind = behind or noun
    return nearest or behind


def head(tokens: Tokens, place: int) -> Optional[str]:
    """The noun from ``place`` on, over possessives and a measure ("of its 8-inch wafers")."""
    low = tokens.low
    while low[place] in _POSSESSIVES:
        place += 1
    if low[place][:1].isdecimal():
        place += 3 if low[place + 1] == "-" else 1
    found = head_noun(tokens, place)
    return None if found is None or _is_money(low[found[0]]) else found[1]


def is_compared(tokens: Tokens, amount: Amount) -> bool:
    """Whether the number is one that another is set against: "from 9,000", "the 9,000 of a year earlier"."""
    low = tokens.low
    place = amount.first - 1
    while low[place] in _FILLERS or low[place] == "the":
        place -= 1
    if low[place] in _COMPARED and not (low[place] == "with" and low[place - 1] != "compared"):
        return low[place] != "from" or low[place - 1] not in _MOVING
    return low[amount.last + 1] == "of" and low[amount.last + 2] in _COMPARED_TO


def _subject(tokens: Tokens, amount: Amount) -> Optional[str]:
    """The counted subject of the clause: "daily users rose by 8% to 12,000", "Customers: 12,000"."""
    low = tokens.low
    place = amount.first - 1
    while low[place] in _FILLERS or low[place] in ("some", "than", "more", "over"):
        place -= 1
    if low[place] == ":":
        return label(tokens, place)
    if amount.value < _LEAST_SUBJECT:
        return None
    if low[place] == "at":
        before = place - 2 if low[place - 1] == "," else place - 1
        if _counts(tokens, before):
            return singular(tokens.words[before])
    if (
        low[place] == "to"
        and low[place - 1] == ","
        and low[place - 2].isalpha()
        and low[place - 2] != "percent"
    ):
        return None
    verb = False
    found: Optional[str] = None
    for at in range(place, max(-1, place - _CLAUSE), -1):
        word = low[at]
        if word == "," and found is None:
            continue
        if (word in _CLAUSE_ENDS and not (word == "-" and tokens.glued(at))) or "\n" in tokens.gap(at):
            break
        if verb and word == "number" and low[at - 1] == "their":
            return _named_before(tokens, at - 2)
        if word in _VERBS:
            verb = True
        elif verb and _counts(tokens, at):
            named = _subject_at(tokens, at)
            if low[at - 1] == "of" or low[at - 2] == "of":
                if not _HEADS_OF.isdisjoint(low[max(0, at - 4) : at]):
                    # "The number of active users", "sales of electric cars".
                    return named
            elif low[at - 1] not in _PREPOSITIONS and low[at - 2] not in _PREPOSITIONS:
                found = named
    return found


def label(tokens: Tokens, colon: int) -> Optional[str]:
    """The noun of a label before a colon: "Customers: 12,000", "Merchants taking part: 38,000"."""
    found: Optional[str] = None
    for place in range(colon - 1, max(-1, colon - 10), -1):
        if (tokens.low[place] in _CLAUSE_ENDS and tokens.low[place] != ",") or "\n" in tokens.gap(place):
            break
        if _counts(tokens, place) and tokens.low[place - 1] not in _PREPOSITIONS:
            found = _subject_at(tokens, place)
    return found


def _counts(tokens: Tokens, place: int) -> bool:
    """Whether a word is a plural noun that a number may count."""
    word, written = tokens.low[place], tokens.words[place]
    if not (is_plural(word) or is_plural(written)) or _is_money(word) or word in _NOT_MOVED:
        return False
    opens = place == 0 or not tokens.low[place - 1].isalpha() or "\n" in tokens.gap(place - 1)
    return written.islower() or opens or written[:-1].isupper()


def _subject_at(tokens: Tokens, place: int) -> Optional[str]:
    """A plural's singular; of "shipments" the noun before ("dashcam shipments") or behind ("of dashcams")."""
    low = tokens.low
    if low[place] not in _TRANSFERS:
        return singular(tokens.words[place])
    if low[place + 1] == "of":
        found = head(tokens, place + 2)
        if found is not None:
            return found
    before = low[place - 1]
    plain = (
        before.isalpha()
        and before not in _NOT_MOVED | _MONTHS
        and not before.endswith(("ly", "al", "ed", "ing"))
    )
    return before if plain and place and not is_plural(before) else None


def antecedent(tokens: Tokens, amounts: Sequence[Amount], place: int, compared: bool) -> Optional[Amount]:
    """The number before whose unit a bare one shares: where it is compared, one of a like size in the sentence."""
    amount = amounts[place]
    last = amounts[place - 1] if place else None
    if last is not None and last.unit == "percentage_point" and amount.step < 1 and amount.scale == 1:
        # "The former gained 1.2 points, the latter lost 0.8".
        return last if last.first >= _sentence_start(tokens, amount) else None
    flavour = _flavour(tokens, amount)
    near = [
        other for other in _before(tokens, amounts, place) if _fits(tokens, amount, other, flavour, compared)
    ]
    for other in near:
        if compared and _ratio(amount, other) <= _LIKE and other.first >= _sentence_start(tokens, amount):
            return other
    return near[0] if near else None


def _before(tokens: Tokens, amounts: Sequence[Amount], place: int) -> Iterator[Amount]:
    """The figures before, the nearest first, without those in brackets."""
    amount = amounts[place]
    for other in reversed(amounts[max(0, place - _BACK) : place]):
        if amount.first - other.last > _REACH:
            return
        bracket = "(" in tokens.low[max(0, other.first - 3) : other.first]
        if not bracket or ")" not in tokens.low[other.last : other.last + 3]:
            yield other


def _fits(tokens: Tokens, amount: Amount, other: Amount, flavour: str, compared: bool) -> bool:
    if other.kind == "money":
        if other.currency is None or _is_scaled(amount) != _is_scaled(other):
            return False
        if compared and _ratio(amount, other) <= _LIKE and other.first >= _sentence_start(tokens, amount):
            return True
        return flavour != "shipping" and other.per is None and _is_scaled(amount)
    if other.kind not in ("count", "quantity") or other.unit is None or other.unit in _VAGUE_UNITS:
        return False
    if flavour == "earning" and amount.scale > 1:
        return False
    if other.unit in _TIMES or other.kind == "quantity" or other.unit.isupper():
        like = _ratio(amount, other) <= _LIKE and (compared or other.kind == "quantity")
        return like and other.first >= _sentence_start(tokens, amount)
    return _ratio(amount, other) <= _LARGEST_RATIO


def _is_scaled(amount: Amount) -> bool:
    """Whether it is said in thousands or more; a range has lost its scale by now."""
    return amount.scale >= 1000 or (amount.low != amount.high and amount.value >= _LARGE)


def _flavour(tokens: Tokens, amount: Amount) -> str:
    """Whether the words of the clause speak of things moved or of money."""
    low = tokens.low
    for place in range(amount.first - 1, max(-1, amount.first - _CLAUSE), -1):
        if low[place] in _SHIPPING or low[place] in _TRANSFERS:
            return "shipping"
        if low[place] in _EARNING:
            return "earning"
        if low[place] in _SENTENCE_ENDS and not tokens.glued(place + 1):
            break
    return ""


def _sentence_start(tokens: Tokens, amount: Amount) -> int:
    for place in range(amount.first - 1, max(-1, amount.first - FAR), -1):
        if tokens.low[place] in _SENTENCE_ENDS and not tokens.glued(place + 1):
            return place
    return max(0, amount.first - FAR)


def _ratio(one: Amount, other: Amount) -> Decimal:
    first, second = abs(one.value), abs(other.value)
    if not first or not second:
        return _LARGEST_RATIO * 2
    return max(first, second) / min(first, second)
