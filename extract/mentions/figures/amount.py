"""A figure in the making: what the steps of the grammar fill in and hand on."""

from __future__ import annotations

from decimal import Decimal
from typing import Optional

from extract.lexicon.currencies import Writing
from extract.mentions.figures.numerals import ONE, Numeral
from extract.model import FigureKind, Modifier

DASHES = frozenset("-‐‑–—−")
MINUS = frozenset("-‑–−")


class Amount:
    """Tokens ``first`` to ``last`` are its span; ``low`` to ``high`` is its value before ``scale``, ``factor`` and sign.

    ``step`` is one unit in the last digit stated, before scaling. ``kind`` stays null until something says what the
    number counts. ``prefixed``: the currency stands before it. ``grouped``: it has thousands separators. ``masked``: it
    lies in a date or name. ``partner``: the number joined to it by "and", "or" or "to", which may name the noun for both.
    ``converts``: the amount it restates, ``bracketed`` where that is done in brackets.
    """

    __slots__ = (
        "bracketed", "converts", "currency", "factor", "first", "form", "grouped", "high", "kind", "last", "low",
        "masked", "modifier", "negative", "partner", "per", "prefixed", "scale", "step", "unit",
    )  # fmt: skip

    def __init__(self, numeral: Numeral) -> None:
        self.first, self.last, self.form = numeral.first, numeral.last, numeral.form
        self.low, self.high, self.step, self.scale = numeral.low, numeral.high, numeral.step, numeral.scale
        self.kind: Optional[FigureKind] = None
        self.unit: Optional[str] = None
        self.per: Optional[str] = None
        self.currency: Optional[Writing] = None
        self.factor = ONE
        self.modifier: Modifier = "~" if numeral.odd else "="
        self.partner: Optional[Amount] = None
        self.converts: Optional[Amount] = None
        self.prefixed = self.negative = self.grouped = self.masked = self.bracketed = False

    @property
    def value(self) -> Decimal:
        """The low end with its scale and sign."""
        value = self.low * self.scale * self.factor
        return -value if self.negative else value

    @property
    def code(self) -> Optional[str]:
        """The currency's code, null for what is no money."""
        return None if self.currency is None else self.currency.code

    @property
    def bare(self) -> bool:
        """Whether the number stands without scale, currency, unit and noun."""
        return self.kind is None and self.scale == 1

    @property
    def big(self) -> bool:
        """Whether the number has a scale of at least a thousand or thousands separators."""
        return self.scale >= 1000 or self.grouped
