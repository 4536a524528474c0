"""Whether two values of one quantity differ in fact, or one of their claims was misread: a part taken for its whole.

Most differences within an article are of the second kind. They are not reported, and other checks do without them.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from extract.checking.cues import says
from extract.checking.evidence import is_implied
from extract.checking.quantities import MONEY, Fact, known_metrics, semantics, subject_id
from extract.checking.slips import one_slip_apart
from extract.lexicon.check_words import check_words
from extract.lexicon.inflection import verb_forms
from extract.lexicon.metrics import MetricLexicon
from extract.model import Severity

COMPARABLE_DAYS = 30
"""Undated stock values, and goals that may have changed since, compare when published this many days apart at most."""
VOLATILE = ("share_price", "market_cap")
"""These move within the day that they are given for."""
TWO_SIDED = ("stake", "investment", "acquisition_price")
"""Of these a claim has a holder or buyer and another side, and both must be known for two claims to compare."""
_PLAUSIBLE = Decimal(2)
"""Beyond this ratio, and not off by a power of ten, two values are mostly of two things."""
_INCOMPARABLE = Decimal(100)
_AFTER, _LEAD = 80, 9
SURE = 0.6
"""Two claims this likely right, with a number a slip apart, are one value misprinted."""


def probably_misread(one: Fact, other: Fact, power: int, listed: bool) -> bool:
    """Whether two facts that differ are likelier of two things than in contradiction.

    ``power`` is the whole power of ten between them, 0 for none; ``listed`` says that the article has still other values.
    """
    quantity = one.quantity
    same_article = one.order == other.order
    if quantity.metric == "market_size" and quantity.subject and not quantity.subject.startswith("market:"):
        # A market's size is nobody's own; what stands there is the company's revenue or of another market.
        return True
    if quantity.metric == "other" or (same_article and (_told_before(one) or _told_before(other))):
        return True
    if _of_earlier(one) or _of_earlier(other):
        return True
    misprinted = not listed and is_misprint(one, other, power)
    if quantity.aspect == "share" and quantity.metric != "market_share" and not misprinted:
        return True
    if quantity.metric in TWO_SIDED and not _same_sides(one, other):
        return True
    if same_article and (quantity.aspect.startswith("change") or quantity.aspect == "rank"):
        # Two rates of growth in one article are mostly of the whole and of a part whose name was missed.
        return True
    if quantity.metric == "price" and listed:
        # What the dearest phone costs, and the cheapest.
        return True
    if power or misprinted:
        return False
    far = _ratio(one, other)
    if listed or far > (_PLAUSIBLE if same_article else _INCOMPARABLE):
        return True
    if not (is_named(one) and is_named(other)) or is_part(one) or is_part(other):
        return True
    if is_milestone(one) or is_milestone(other):
        return True
    if not same_article:
        return False
    if one.claim.sentence_start == other.claim.sentence_start or quantity.metric in VOLATILE:
        return True
    if quantity.subject == "" and not quantity.scope:
        return True
    # A company's outlook and what analysts expect are two things, and often neither is named.
    return _unnamed_outlook(one, other)


def is_misprint(one: Fact, other: Fact, power: int) -> bool:
    """Whether two values of an article are likelier one number, written wrong once, than two: they are a slip apart.

    Both must stand by themselves, in different sentences, and be surely read: the likeness alone may be chance.
    """
    if one.order != other.order or one.claim.sentence_start == other.claim.sentence_start:
        return False
    if one.quantity.metric in VOLATILE or not one.quantity.subject or is_part(one) or is_part(other):
        return False
    if min(one.claim.confidence, other.claim.confidence) < SURE or _unnamed_outlook(one, other):
        return False
    return bool(power) or (_ratio(one, other) < _PLAUSIBLE and one_slip_apart(one, other))


def _told_before(fact: Fact) -> bool:
    """Whether the sentence says that a value has been mended since: "had first been given as 2.7 million"."""
    return says("told_before", fact.record.text[fact.claim.sentence_start : fact.claim.sentence_end])


def _of_earlier(fact: Fact) -> bool:
    """Whether a value is of a time before the one told of: "surpassed its previous month's record of 25,681"."""
    return says("of_earlier", _just_before(fact))


def _just_before(fact: Fact) -> str:
    if fact.figure is None:
        return ""
    return fact.record.text[max(fact.claim.sentence_start, fact.figure.start - _AFTER) : fact.figure.start]


def _same_sides(one: Fact, other: Fact) -> bool:
    sides = {None if fact.claim.object is None else fact.claim.object.id for fact in (one, other)}
    if sides == {None}:
        return False
    # "With a stake of 28.2%": of the one firm that the article says the holder bought into.
    return len(sides) == 1 or (None in sides and one.record is other.record and len(_sides_of(one)) == 1)


def _sides_of(fact: Fact) -> set[str]:
    return {
        claim.object.id
        for claim in fact.record.claims
        if claim.object is not None
        and claim.metric == fact.claim.metric
        and subject_id(claim) == fact.quantity.subject
    }


def gravest(one: Fact, other: Fact, power: int) -> Severity:
    """The most that a difference between two facts can be called."""
    quantity = one.quantity
    same_article = one.order == other.order
    if quantity.aspect == "rank" or (quantity.metric in VOLATILE and not power):
        return "info"
    if _unnamed_outlook(one, other) or (not power and _ratio(one, other) > _PLAUSIBLE):
        return "info"
    if same_article and one.claim.sentence_start == other.claim.sentence_start:
        # Two values in one sentence are mostly of two things whose names we failed to tell apart.
        return "info"
    if quantity.metric == "founded":
        return "info" if abs(one.value - other.value) <= 1 else "warning"
    if is_misprint(one, other, power):
        return "warning" if quantity.last is None or one.claim.period != other.claim.period else "error"
    if quantity.last is None and semantics(quantity.metric).nature != "stock":
        return "info"
    if quantity.subject == "" and not (same_article and quantity.scope):
        return "info"
    if quantity.status in ("target", "forecast", "estimate") and not _published_together(one, other):
        return "info"
    if semantics(quantity.metric).nature == "event" and quantity.unit == MONEY:
        return "warning"
    return "warning" if one.claim.period != other.claim.period else "error"


def less_sure(one: Fact, other: Fact) -> set[str]:
    """Ids of the claims that may be misread: the part, or the one whose metric isn't named; in doubt both.

    What an article says first and largest is mostly the whole, and what comes after its parts.
    """
    unborne = {fact.claim.id for fact in (one, other) if not is_implied(fact)}
    if len(unborne) == 1:
        # What a change comes to is the whole; beside it stands a part whose name was missed.
        return unborne
    parts = {fact.claim.id for fact in (one, other) if is_part(fact)}
    unnamed = {fact.claim.id for fact in (one, other) if not is_named(fact)}
    if parts or unnamed:
        return parts or unnamed
    known = semantics(one.quantity.metric)
    if one.order == other.order and known.additive and known.non_negative and one.quantity.unit != "percent":
        first, second = sorted((one, other), key=lambda fact: fact.claim.start)
        if _ratio(one, other) > _PLAUSIBLE and first.value > second.value:
            return {second.claim.id}
    return {one.claim.id, other.claim.id}


def is_named(fact: Fact) -> bool:
    """Whether the text names the metric; what "phones brought in" is of the whole only if nothing was missed."""
    text = fact.claim.metric_text
    counted = fact.quantity.unit == "count"
    return text is None or _names(text, (fact.quantity.metric, fact.claim.metric), counted, known_metrics())


@lru_cache(maxsize=4096)
def _names(text: str, metrics: tuple[str, str], counted: bool, lexicon: MetricLexicon) -> bool:
    """Whether ``text`` names one of ``metrics``; a verb will do for what is counted ("sold")."""
    if metrics[0] not in lexicon.metrics or not lexicon.metrics[metrics[0]].words:
        return True
    words = _spaced(text)
    for known in (lexicon.metrics[metric] for metric in metrics if metric in lexicon.metrics):
        forms = [form for verb in known.verbs for form in verb_forms(verb)] if counted else []
        if any(_spaced(word) in words for word in (*known.words, *known.weak, *forms)):
            return True
    return False


def _spaced(text: str) -> str:
    return text.casefold().replace("-", " ")


def is_part(fact: Fact) -> bool:
    """Whether the words after the figure make it a part: "242,765 of its sales", "$48.5 billion, or 80%, of revenue"."""
    if fact.figure is None:
        return False
    end = fact.figure.end
    if check_words().part.match(fact.record.text, end, end + _AFTER) is not None:
        return True
    if says("beside_share", _just_before(fact)):
        return True
    return semantics(fact.quantity.metric).nature == "flow" and _in_a_moment(fact, end)


def is_milestone(fact: Fact) -> bool:
    """Whether a number came together over years, whatever month it was passed in: "crossed 1 billion downloads in February"."""
    return fact.quantity.metric == "downloads" and says("milestone", _just_before(fact))


def _in_a_moment(fact: Fact, end: int) -> bool:
    """Whether it was reached within a moment of its time: "hit $1 billion in 85 seconds", "within 90 minutes, sales passed"."""
    text, claim = fact.record.text, fact.claim
    before = text[claim.sentence_start : end].rpartition(",")[0][-_AFTER:]
    after = text[end : min(end + _AFTER, claim.sentence_end)]
    return says("in_a_moment", after.partition(",")[0]) or (
        "," in text[claim.sentence_start : end] and before.count(" ") < _LEAD and says("in_a_moment", before)
    )


def _unnamed_outlook(one: Fact, other: Fact) -> bool:
    return one.quantity.status in ("forecast", "estimate") and not (
        one.claim.attribution and other.claim.attribution
    )


def _ratio(one: Fact, other: Fact) -> Decimal:
    small, large = sorted((abs(one.value), abs(other.value)))
    return large / small if small else Decimal("Infinity")


def _published_together(one: Fact, other: Fact) -> bool:
    if one.order == other.order:
        return True
    first, second = one.record.published, other.record.published
    return first is not None and second is not None and abs((first - second).days) <= COMPARABLE_DAYS
