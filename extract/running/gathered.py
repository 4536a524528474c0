"""Records of any number of runs, checked against each other."""

from __future__ import annotations

from collections.abc import Iterable

from extract.checking import Gathering
from extract.model import Finding, Record
from extract.running.identity import Articles
from extract.running.notes_of import Tables
from extract.settings import Options


def gathered(records: Iterable[Record], options: Options) -> tuple[Gathering, tuple[Finding, ...]]:
    """``records``, one for each article, and the findings within and across them that are sure enough for ``options``.

    Of an article that was read twice the later record counts. Raises ``CrossfootError`` E401 for a bad file of rates or metrics.
    """
    tables = Tables.of(options)
    with tables.known() as rates:
        articles, gathering = Articles(), Gathering(rates)
        for given in records:
            place, record = articles.place(given)
            if place < len(gathering):
                gathering.replace(place, record)
            else:
                gathering.add(record)
        found = gathering.findings()
    return gathering, tuple(finding for finding in found if finding.confidence >= options.min_confidence)
