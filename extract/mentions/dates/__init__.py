"""Date expressions, read out of plain text and counted from the publication date."""

from __future__ import annotations

from extract.mentions.dates.finding import find_dates

__all__ = ["find_dates"]
