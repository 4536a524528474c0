"""Edits that bring a restatement and the market's rate together, the likeliest first."""

from __future__ import annotations

from math import log10

from extract.checking import rewriting
from extract.checking.explain import currency_word
from extract.checking.implied_rates import Pair
from extract.lexicon.check_words import check_words
from extract.lexicon.rates import Rates
from extract.model import Figure, Pointer, Record, Repair
from extract.quantity import ZERO, Interval, plain


def repairs_of(record: Record, pair: Pair, siblings: list[Pair], power: int, rates: Rates) -> list[Repair]:
    """Edits of either side; ``siblings`` are the article's restatements that fit, ``power`` the digits it is off by."""
    found: list[Repair] = []
    if power:
        found += _by_power(record, pair, power)
    swapped, turned = _by_currency(record, pair, rates), _by_transposition(record, pair)
    # A currency that the article uses elsewhere is mistaken for another sooner than one that it never names.
    used = {figure.unit for figure in record.figures}
    found += [repair for repair in swapped if repair.to in used]
    found += turned
    if not power:
        found += _by_digit(record, pair, siblings)
    found += [repair for repair in swapped if repair.to not in used]
    if not power:
        found += by_rate(record, pair, siblings)
    different = {repair.text: repair for repair in reversed(found)}
    return [repair for repair in found if different[repair.text] is repair][:4]


def _by_power(record: Record, pair: Pair, power: int) -> list[Repair]:
    sides = [(pair.second, pair.restated, power), (pair.first, pair.original, -power)]
    if _stands_out(record, pair.first, -power) or _lacks_scale(record, pair):
        sides.reverse()
    found = []
    for index, figure, shift in sides:
        text = rewriting.shifted(_text(record, figure), shift)
        if text is not None:
            value = Interval(figure.low, figure.high).middle or ZERO
            why = f"{_factor(shift)} agrees with the market's rate"
            found.append(_repair(record, index, "low", value, plain(value.scaleb(shift)), (text, why)))
    return found


def _lacks_scale(record: Record, pair: Pair) -> bool:
    """Whether the original has no scale word and its restatement has one: the word was left out."""
    original, restated = (rewriting.parts(_text(record, figure)) for figure in (pair.original, pair.restated))
    return not any(part.power for part in original) and any(part.power for part in restated)


def _factor(power: int) -> str:
    return f"{10 ** abs(power):,} times {'as much' if power > 0 else 'less'}"


def _stands_out(record: Record, index: int, shift: int) -> bool:
    """Whether a figure is far from the article's others in its currency, and near them once shifted."""
    figure = record.figures[index]
    value = Interval(figure.low, figure.high).middle
    others = sorted(
        float(other.low or other.high or 0)
        for place, other in enumerate(record.figures)
        if place != index and other.unit == figure.unit and (other.low or other.high or 0) > 0
    )
    if not others or value is None or value <= 0:
        return False
    distance_now = log10(float(value)) - log10(others[len(others) // 2])
    return abs(distance_now + shift) + 1 < abs(distance_now)


def _by_currency(record: Record, pair: Pair, rates: Rates) -> list[Repair]:
    """Another currency on one side, or the two changed about, where the rate then fits; no other is said to."""
    met = dict.fromkeys(figure.unit for figure in record.figures if figure.unit is not None)
    found = []
    for index, figure, other in (
        (pair.second, pair.restated, pair.original),
        (pair.first, pair.original, pair.restated),
    ):
        for unit in [*met, *check_words().currencies]:
            if unit in (figure.unit, other.unit) or figure.unit is None or other.unit is None:
                continue
            units = (other.unit, unit) if index == pair.second else (unit, other.unit)
            market = rates.range(*units, *pair.days)
            text = rewriting.in_currency(_text(record, figure), figure.unit, unit)
            if market is None or text is None or not pair.implied.meets(Interval(*market)):
                continue
            why = f"that amount in {currency_word(unit)} agrees with the market's rate"
            found.append(_repair(record, index, "unit", figure.unit, unit, (text, why)))
            break
    return found


def _by_transposition(record: Record, pair: Pair) -> list[Repair]:
    found = []
    for index, figure in ((pair.second, pair.restated), (pair.first, pair.original)):
        if figure.low is None or figure.low != figure.high:
            continue
        for text, value in rewriting.transpositions(_text(record, figure)):
            ratio = value / figure.low if index == pair.second else figure.low / value
            if pair.fits(ratio):
                why = "two digits changed about; it then agrees with the market's rate"
                found.append(_repair(record, index, "low", figure.low, value, (text, why)))
    return found


def _by_digit(record: Record, pair: Pair, siblings: list[Pair]) -> list[Repair]:
    """The restatement with one digit changed or left out, where it is then at the market's rate; the nearest to it.

    Where the article has other restatements it must be at their rate.
    """
    original, restated, market = pair.original, pair.restated, pair.market.middle
    rates = [sibling.implied for sibling in siblings]
    if original.low is None or original.low != original.high or restated.low is None or market is None:
        return []
    found = [
        (abs(value / original.low - market), text, value)
        for text, value in rewriting.one_digit_edits(_text(record, restated))
        if restated.low == restated.high
        and pair.fits(value / restated.low)
        and all(rate.meets(pair.implied.scale(value / restated.low)) for rate in rates)
    ]
    if not found:
        return []
    _, text, value = min(found)
    why = "one digit changed; it then agrees with the market's rate"
    return [_repair(record, pair.second, "low", restated.low, value, (text, why))]


def by_rate(record: Record, pair: Pair, siblings: list[Pair]) -> list[Repair]:
    """The restatement at the rate of the article's other restatements, or at the market's."""
    original = pair.original
    if original.low is None or original.low != original.high or pair.market.middle is None:
        return []
    rates = sorted(sibling.middle for sibling in siblings)
    rate = rates[len(rates) // 2] if rates else pair.market.middle
    mended = rewriting.restated(_text(record, pair.restated), original.low * rate, exact=False)
    value = Interval(pair.restated.low, pair.restated.high).middle
    if mended is None or value is None:
        return []
    why = "at the rate of the article's other restatements" if rates else "at the market's rate of the time"
    return [_repair(record, pair.second, "low", value, mended[1], (mended[0], why))]


def _text(record: Record, figure: Figure) -> str:
    return record.text[figure.start : figure.end]


def _repair(
    record: Record, index: int, field: str, before: object, after: object, words: tuple[str, str]
) -> Repair:
    pointer: Pointer = (record.id, index)
    claim = next((claim.id for claim in record.claims if claim.figure == index), None)
    return Repair(
        claim=claim, figure=pointer, field=field, from_=before, to=after, text=words[0], why=words[1]
    )
