"""Tables in plain text, with bars or with columns set by blanks: what a column's or a row's heading says of its cells."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Optional

from msgspec import Struct

from extract.lexicon.currencies import Writing, currencies
from extract.lexicon.figurewords import number_words, units, word_set
from extract.mentions.figures.amount import Amount
from extract.mentions.figures.nouns import is_plural, singular
from extract.mentions.figures.numerals import ONE
from extract.mentions.figures.tokens import Tokens

_N, _U = number_words(), units()
_MONEY_NOUNS, _TRANSFERS = word_set("money_nouns"), word_set("transfers")
_NEEDS_SCALE = word_set("needs_scale")
_GAP = re.compile(r" {2,}|\t")
_FEWEST_LINES = 3
_LONGEST_LINE, _LONGEST_HEADING = 400, 60


class Heading(Struct, frozen=True):
    """What a heading says of the numbers under or beside it."""

    scale: Decimal = ONE
    unit: Optional[str] = None
    kind: Optional[str] = None
    currency: Optional[Writing] = None
    share: bool = False

    @property
    def says(self) -> bool:
        """Whether it says anything."""
        return self.kind is not None or self.scale != 1


class Cell(Struct, frozen=True):
    """A stretch of the text with the headings over it and beside it; ``column`` is unique in the text.

    ``ranks``: a bare number in it numbers its row.
    """

    start: int
    end: int
    column: int
    over: Heading
    beside: Heading
    ranks: bool = False


def read_tables(tokens: Tokens, amounts: list[Amount]) -> None:
    """Give bare numbers that fill a cell the scale and the unit their headings state."""
    text = tokens.text
    if "\n" not in text or ("|" not in text and "  " not in text and "\t" not in text):
        return
    cells = list(_cells(text))
    if not cells:
        return
    starts = [cell.start for cell in cells]
    bare: list[tuple[Amount, Cell]] = []
    counting: set[int] = set()
    for amount in amounts:
        cell = cells[bisect_right(starts, tokens.starts[amount.first]) - 1]
        if not cell.start <= tokens.starts[amount.first] < cell.end or not _fills(tokens, amount, cell):
            continue
        if amount.kind is None and amount.form != "fraction":
            bare.append((amount, cell))
            if amount.big:
                counting.add(cell.column)
    for amount, cell in bare:
        if cell.ranks:
            amount.masked = True
            continue
        heading = cell.over if cell.over.says else cell.beside
        if heading.says:
            _apply(amount, heading)
        elif cell.column in counting:
            amount.kind = "count"


def _fills(tokens: Tokens, amount: Amount, cell: Cell) -> bool:
    before = tokens.text[cell.start : tokens.starts[amount.first]].strip()
    return (
        before in ("", "+", "~", "-", "−", "–")
        and not tokens.text[tokens.end(amount.last) : cell.end].strip()
    )


def _apply(amount: Amount, heading: Heading) -> None:
    if amount.scale == 1 and heading.kind != "percent":
        amount.scale = heading.scale
    if heading.kind == "percent":
        if amount.scale != 1 or amount.grouped:
            return
        amount.kind, amount.unit = "percent", heading.unit
    elif heading.currency is not None:
        amount.kind, amount.currency = "money", heading.currency
        amount.factor *= heading.currency.factor
    elif heading.kind == "quantity":
        amount.kind, amount.unit = "quantity", heading.unit
    else:
        amount.kind, amount.unit = "count", heading.unit


def _cells(text: str) -> Iterator[Cell]:
    """The cells of all tables, in text order, without those of headings."""
    column = start = 0
    block: list[tuple[int, list[tuple[int, int]]]] = []
    for line in [*text.split("\n"), ""]:
        spans = _split(line)
        if len(spans) > 1:
            block.append((start, spans))
        else:
            if len(block) >= _FEWEST_LINES:
                yield from _read_block(text, block, column)
                column += max(len(spans) for _, spans in block)
            block = []
        start += len(line) + 1


def _split(line: str) -> list[tuple[int, int]]:
    """The cells of one line; none where it is no line of a table."""
    if len(line) > _LONGEST_LINE:
        return []
    if line.count("|") > 1:
        places = [place for place, sign in enumerate(line) if sign == "|"]
        if line.lstrip().startswith("|"):
            return [(one + 1, other) for one, other in pairwise(places)]
        return [(one + 1, other) for one, other in zip([-1, *places], [*places, len(line)], strict=True)]
    if not _GAP.search(line.strip()):
        return []
    spans, at = [], 0
    for gap in _GAP.finditer(line):
        if line[at : gap.start()].strip():
            spans.append((at, gap.start()))
        at = gap.end()
    if line[at:].strip():
        spans.append((at, len(line)))
    return spans


def _read_block(text: str, block: list[tuple[int, list[tuple[int, int]]]], column: int) -> Iterator[Cell]:
    offset, spans = block[0]
    headings = [read_heading(text[offset + first : offset + last]) for first, last in spans]
    caption = _caption(text, offset)
    headings = [_captioned(heading, caption) for heading in headings]
    barred = "|" in text[offset : offset + spans[-1][1] + 1]
    for start, cells in block[1:]:
        first, last = cells[0]
        beside = _label(text[start + first : start + last])
        # "| 2 | Oppo |": the first cell numbers the row.
        yield Cell(start + first, start + last, column, Heading(), Heading(), True)
        for place, (first, last) in enumerate(cells[1:], 1):
            at = place if barred else _nearest(spans, first, last)
            over = headings[at] if at < len(headings) else Heading()
            yield Cell(start + first, start + last, column + at, over, beside)


def _caption(text: str, offset: int) -> Heading:
    """What brackets at the end of the line above a table say: "(shipments in millions, fourth quarter):"."""
    end = len(text[max(0, offset - _LONGEST_LINE) : offset].rstrip()) + max(0, offset - _LONGEST_LINE)
    if text[end - 2 : end] != "):":
        return Heading()
    first = text.rfind("(", max(0, end - _LONGEST_HEADING), end)
    return Heading() if first < 0 else read_heading(text[first:end])


def _captioned(heading: Heading, caption: Heading) -> Heading:
    """A heading that states neither scale nor unit of its own, with those of the table's caption."""
    plain = heading.kind in (None, "count") and heading.scale == 1 and not heading.share
    if not plain or caption.kind not in ("count", "money"):
        return heading
    return Heading(caption.scale, heading.unit or caption.unit, caption.kind, caption.currency)


def _label(text: str) -> Heading:
    """What the first cell of a row says; a capitalised plural may be a company ("General Motors")."""
    heading, words = read_heading(text), text.split()
    named = (
        len(words) < 2
        or words[0].lower() in ("all", "total", "other")
        or any(word[:1].isupper() for word in words[1:])
    )
    if heading.kind == "count" and heading.unit is not None and named:
        return Heading()
    return heading


def _nearest(spans: list[tuple[int, int]], first: int, last: int) -> int:
    """The heading over a cell of a table set by blanks: columns are aligned on the left or on the right."""
    return min(range(len(spans)), key=lambda at: min(abs(spans[at][0] - first), abs(spans[at][1] - last)))


def read_heading(text: str) -> Heading:
    """Scale, currency, unit or counted noun of a heading: "Revenue, billion yuan", "units, m", "wafers shipped"."""
    if len(text) > _LONGEST_HEADING:
        return Heading()
    tokens = Tokens(text)
    low, words = tokens.low, tokens.words
    scale, noun = ONE, None
    unit: Optional[tuple[str, str]] = None
    currency: Optional[Writing] = None
    for place in range(len(tokens.starts) - 1):
        word = low[place]
        if word in _N.scales or word.removesuffix("s") in _N.scales:
            scale = _N.scales.get(word) or _N.scales[word.removesuffix("s")]
        elif words[place] in _N.letters and low[place - 1] in (",", "(", "$", "€", "£", "¥"):
            scale = _N.letters[words[place]]
        elif word in ("%", "percent"):
            unit = ("percent", "percent")
        elif word in ("points", "pp"):
            unit = ("percent", "percentage_point")
        elif currency is None and (found := _currency(tokens, place)) is not None:
            currency = found
        elif words[place] in ("MW", "GW", "kWh", "MWh", "GWh", "TWh", "km", "kg", "GB", "TB"):
            measure = _U.abbreviated.match(words, place)
            unit = None if measure is None else ("quantity", measure[1].name)
        elif noun is None and is_plural(word) and word not in _MONEY_NOUNS and word not in _TRANSFERS:
            noun = singular(words[place] if not words[place].istitle() else word)
    if currency is not None:
        return Heading(scale, None, "money", currency)
    if unit is not None:
        return Heading(scale, unit[1], unit[0])
    kind = None if noun is None and scale == 1 else "count"
    return Heading(scale, noun, kind, share="share" in low)


def _currency(tokens: Tokens, place: int) -> Optional[Writing]:
    low, words = tokens.low, tokens.words
    if low[place] in _NEEDS_SCALE and low[place - 1] not in _N.scales:
        return None
    if words[place].isalpha() and len(words[place]) == 1:
        return None
    table = currencies()
    found = table.signs_after.match(low, place) or table.letters_after.match(words, place)
    if found is None:
        found = table.signs_before.match(low, place) or table.letters_before.match(words, place)
    return None if found is None else found[1]
