"""The label of a list's row ("- cloud: 2.65 billion yuan"): what it says of is a part, not the whole."""

from __future__ import annotations

import re
from typing import Optional

from extract.mentions import Mentions
from extract.model import Figure

_ROW = re.compile(r"[ \t]*[-–•*][ \t]*(?P<label>[^\W\d_][^:\n]{0,69}):[ \t]")


def row_label(text: str, figure: Figure, mentions: Mentions) -> Optional[str]:
    """The label of the row that the figure stands in; null where there is none, or it is a company or a date, or names a metric."""
    start = text.rfind("\n", 0, figure.start) + 1
    row = _ROW.match(text, start, figure.start)
    if row is None:
        return None
    first, last = row.span("label")
    whole = [(company.start, company.end) for company in mentions.companies]
    whole += [(date.start, date.end) for date in mentions.dates]
    if any(start <= first and last <= end for start, end in whole):
        return None
    if any(mention.start < last and first < mention.end for mention in mentions.metrics):
        return None
    return row["label"].strip()
