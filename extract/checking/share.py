"""A share, its part and its whole must fit, and the shares of one whole can't exceed 100%."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Optional

from extract.checking.arithmetic import HUNDRED, share_statement
from extract.checking.conflicts import Statement, bound
from extract.checking.cues import says
from extract.checking.evidence import is_met_elsewhere
from extract.checking.ledger import Ledger, is_level
from extract.checking.network import Bound, Total, Variable
from extract.checking.part_whole import is_market, market_words, reaches_beyond
from extract.checking.quantities import MONEY, NO_AMOUNTS, Fact, Quantity, in_words, semantics
from extract.quantity import ZERO, Interval

_NEAR = 60
_STEM = 4
_OF = re.compile(r"\s+(?:of|from)\s[^\d,;:.()]*")


def statements(ledger: Ledger) -> list[Statement]:
    """What shares tie together."""
    found: list[Statement] = []
    for fact in ledger.facts:
        # A share above 100% is a matter for ``bounds``, or a move misread.
        if fact.claim.kind == "share" and fact.quantity.unit == "percent" and fact.value <= HUNDRED:
            found += _of_whole(fact, ledger)
            found += _of_market(fact, ledger)
    return found + _sums(ledger)


def _of_whole(fact: Fact, ledger: Ledger) -> list[Statement]:
    """ "40% of sales", where the article says how much the part and the whole are."""
    whole = ledger.by_id.get(fact.claim.baseline) if fact.claim.baseline is not None else None
    behind = _behind(fact, ledger)
    if whole is None or behind is not None:
        whole = behind
    if whole is None:
        whole = _unscoped(fact, ledger)
    if (
        whole is None
        or not is_level(whole)
        or whole.quantity.unit in NO_AMOUNTS
        or _of_another_time(fact, whole)
    ):
        return []
    part = _part(fact, whole, ledger)
    if part is None or is_met_elsewhere(fact, whole, part):
        return []
    worded = fact.figure is not None and in_words(fact.figure.text)
    # Where the scope was missed, part and whole look like one quantity; the share says that they are two.
    own: Variable = part.variable if part.variable != whole.variable else ("part", part.claim.id)
    extra = [bound(part, own)] if own != part.variable else []
    return [share_statement(fact, own, whole.variable, worded), *extra]


def _of_another_time(share: Fact, whole: Fact) -> bool:
    """Whether the whole ended on another day than the share: "3.3 million a year before" in a table of this year's shares."""
    return (
        None not in (share.quantity.last, whole.quantity.last) and share.quantity.last != whole.quantity.last
    )


def _of_market(fact: Fact, ledger: Ledger) -> list[Statement]:
    """A company's share of a market whose total the article gives, beside what the company itself sold."""
    quantity = fact.quantity
    if quantity.metric != "market_share" or is_market(quantity) or fact.claim.baseline is not None:
        return []
    found = []
    markets = [level for level in ledger.levels if is_market(level)]
    own = [level.metric for level in ledger.levels if markets and level.subject == quantity.subject]
    for metric in dict.fromkeys(own):
        totals = [
            level
            for level in markets
            if (level.metric, level.first, level.last) == (metric, quantity.first, quantity.last)
            and _counts_once(level, ledger, fact.order)
        ]
        parts = _own_counts(fact, metric, ledger, totals[0]) if len(totals) == 1 else []
        if len(parts) == 1 and not reaches_beyond(ledger.levels[parts[0]][0], totals[0]):
            found.append(share_statement(fact, (parts[0],), (totals[0],), False))
    return found


def _own_counts(fact: Fact, metric: str, ledger: Ledger, market: Quantity) -> list[Quantity]:
    """What the company of a share of ``market`` has itself of a metric, in the share's time and without a narrower scope."""
    quantity = fact.quantity
    return [
        level
        for level in ledger.levels
        if (level.subject, level.metric, level.first, level.last)
        == (quantity.subject, metric, quantity.first, quantity.last)
        and set(level.scope) - _nouns(ledger.levels[level][0], market) <= set(quantity.scope)
        and _is_counted_alike(fact, ledger.levels[level][0])
        and _counts_once(level, ledger, fact.order)
    ]


def _is_counted_alike(share: Fact, own: Fact) -> bool:
    """Whether the company's number is from who gave its share: of its own account it may count otherwise, or another line alone."""
    same_sentence = share.claim.sentence_start == own.claim.sentence_start
    return same_sentence or share.claim.status == own.claim.status


def _nouns(fact: Fact, market: Quantity) -> set[str]:
    """What a value counts, where the market is of just that: "4.24 million foldables" of all folding phones."""
    noun = (fact.unit or "").casefold()
    alike = any(noun[:_STEM] == word[:_STEM] for word in market_words(market) if len(word) >= _STEM)
    return {noun} if alike and len(noun) >= _STEM else set()


def _counts_once(level: Quantity, ledger: Ledger, order: int) -> bool:
    """Whether a level is a number of things of the past (handsets, units: any noun), stated once, in the article ``order``."""
    facts = ledger.levels[level]
    things = level.unit != MONEY and level.unit not in NO_AMOUNTS and not level.per
    return things and level.status in ("actual", "estimate") and len(facts) == 1 and facts[0].order == order


def _behind(fact: Fact, ledger: Ledger) -> Optional[Fact]:
    """The level right behind the share: "62% of its revenue of RMB 40.7 billion"."""
    if fact.figure is None:
        return None
    end = fact.figure.end
    for item in ledger.facts:
        if item.figure is None or item.order != fact.order or not is_level(item) or item.figure.start < end:
            continue
        if item.quantity.unit in NO_AMOUNTS or item.figure.start - end > _NEAR:
            continue
        if _OF.fullmatch(fact.record.text[end : item.figure.start]):
            return item
    return None


def _unscoped(fact: Fact, ledger: Ledger) -> Optional[Fact]:
    """The whole where none is named: the same metric without the part's scope, stated once in the same article."""
    if not fact.quantity.scope:
        return None
    level = ledger.level_of(fact.quantity)
    if level is None:
        return None
    found = [item for item in ledger.levels.get(level._replace(scope=()), ()) if item.order == fact.order]
    return found[0] if len(found) == 1 else None


def _part(fact: Fact, whole: Fact, ledger: Ledger) -> Optional[Fact]:
    """The level that the share is about, in the metric and unit of the whole; the one in its sentence where there are two."""
    wanted = fact.quantity.level(whole.quantity.unit)._replace(metric=whole.quantity.metric)
    candidates: list[Fact] = []
    for quantity in (
        wanted,
        wanted._replace(variant=whole.quantity.variant),
        wanted._replace(status="actual"),
    ):
        candidates = [
            item for item in ledger.levels.get(quantity, ()) if item is not whole and item.order == fact.order
        ]
        if candidates:
            break
    if not candidates and fact.quantity.metric == "market_share" and whole.quantity.unit != MONEY:
        # "19.6% of the 378 million units shipped", "Nokia sold 74.1 million phones": one may say units, the other phones.
        counts = _own_counts(fact, whole.quantity.metric, ledger, whole.quantity)
        candidates = [ledger.levels[level][0] for level in counts]
    candidates = [item for item in candidates if not _in_later_clause(fact, item)]
    if is_market(whole.quantity):
        candidates = [item for item in candidates if not reaches_beyond(item, whole.quantity)]
    if len(candidates) > 1:
        candidates = [item for item in candidates if item.claim.sentence_start == fact.claim.sentence_start]
    # Said twice in the same words it is still one part.
    return candidates[0] if len({item.value for item in candidates}) == 1 else None


def _in_later_clause(fact: Fact, item: Fact) -> bool:
    """Whether a value comes behind the share and a semicolon: "62% of its revenue; advertising brought in $3 billion"."""
    if fact.figure is None or item.figure is None or item.figure.start < fact.figure.end:
        return False
    if item.claim.sentence_start != fact.claim.sentence_start:
        return False
    return ";" in fact.record.text[fact.figure.end : item.figure.start]


def _sums(ledger: Ledger) -> list[Statement]:
    """Market shares of different companies, and shares of one whole listed in one sentence."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in ledger.facts:
        quantity = fact.quantity
        if quantity.unit != "percent" or fact.replaced:
            continue
        if quantity.metric == "market_share" and fact.claim.kind in ("level", "share"):
            key: tuple[object, ...] = (
                fact.order,
                quantity.scope,
                quantity.first,
                quantity.last,
                quantity.status,
            )
            groups.setdefault(key, []).append(fact)
        elif fact.claim.kind == "share" and semantics(quantity.metric).additive and _counted_once(fact):
            key = (fact.order, fact.claim.sentence_start, quantity._replace(scope=()), fact.claim.baseline)
            groups.setdefault(key, []).append(fact)
    found: list[Statement] = []
    for key, facts in groups.items():
        parts = _distinct(facts)
        if len(parts) > 1:
            found += _at_most_all(key, parts)
    return found


def _counted_once(fact: Fact) -> bool:
    """Whether no part can belong to two groups at once: people may, money doesn't, nor do goods that go to one of two firms."""
    if any(says("leading", word) for word in fact.quantity.scope):
        # "The top five customers" are among those named beside them.
        return False
    if semantics(fact.quantity.metric).unit_kinds[:1] == ("money",):
        return True
    firms = {company.name.casefold() for company in fact.record.companies}
    firms |= {company.text.casefold() for company in fact.record.companies}
    return semantics(fact.quantity.metric).nature == "flow" and set(fact.quantity.scope) <= firms


def _distinct(facts: Iterable[Fact]) -> list[Fact]:
    """One fact for each part, without parts that belong to another part."""
    facts = list(facts)
    by_part: dict[tuple[str, tuple[str, ...]], Fact] = {}
    for fact in facts:
        by_part.setdefault((fact.quantity.subject, fact.quantity.scope), fact)
    subjects = {subject for subject, _ in by_part}
    parents = {company.id: company.parent for fact in facts[:1] for company in fact.record.companies}
    kept = []
    for (subject, scope), fact in by_part.items():
        if parents.get(subject) in subjects - {subject} or (not subject and not scope):
            continue
        kept.append(fact)
    if kept and kept[0].quantity.metric != "market_share":
        words = [word for fact in kept for word in fact.quantity.scope]
        if len(words) != len(set(words)) or any(not fact.quantity.scope for fact in kept):
            return []
    return kept


def _at_most_all(key: tuple[object, ...], parts: list[Fact]) -> list[Statement]:
    names: list[Variable] = [("share", fact.claim.id) for fact in parts]
    all_: Variable = ("all", *key)
    most, total = Bound(all_, Interval(ZERO, HUNDRED)), Total(all_, tuple(names), whole=False)
    together = len({fact.claim.sentence_start for fact in parts}) == 1 or bool(parts[0].quantity.scope)
    law = Statement(tight=total, loose=total, check="share", words=_WORDS, weak=int(not together))
    return [
        law,
        Statement(tight=most, loose=most),
        *(bound(fact, name) for fact, name in zip(parts, names, strict=True)),
    ]


_WORDS = "the shares of one whole can't exceed 100%"
