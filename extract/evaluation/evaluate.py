"""A system's records against gold: every measure, over all articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct

from extract.evaluation.calibration import Judged, calibration_error, surer_rows
from extract.evaluation.claims import ClaimRows, right_and_confident
from extract.evaluation.findings import finding_rows
from extract.evaluation.gold import GoldArticle
from extract.evaluation.matching import Companies
from extract.evaluation.measures import Count, Kind, Measure, measure, resamples
from extract.evaluation.mentions import company_rows, date_rows, figure_rows
from extract.lexicon.metrics import load_metrics
from extract.model import Record


class Evaluation(Struct, frozen=True, kw_only=True):
    """Every measure of a system against gold. ``missing`` are ids of gold articles that the system has no record of; they count as empty."""

    articles: int
    missing: tuple[str, ...]
    measures: tuple[Measure, ...]

    def __getitem__(self, name: str) -> Measure:
        """The measure of that name.

        Raises ``KeyError`` where there is none.
        """
        for one in self.measures:
            if one.name == name:
                return one
        raise KeyError(name)


def evaluate(gold: Sequence[GoldArticle], records: Iterable[Record], intervals: bool = True) -> Evaluation:
    """Compare ``records`` with ``gold`` by article id.

    With ``intervals`` each measure has the ends of its 95% bootstrap interval (a thousand resamples of the articles). Records of other
    articles are passed over; a record of another text than the gold's counts as missing, since its offsets mean nothing.
    """
    by_id = {record.id: record for record in records}
    claim_rows = ClaimRows(load_metrics())
    kinds: dict[str, Kind] = {}
    counts: dict[str, dict[int, Count]] = defaultdict(dict)
    judged: list[list[Judged]] = []
    missing = []
    for place, article in enumerate(gold):
        system = by_id.get(article.record.id)
        if system is None or system.text != article.record.text:
            missing.append(article.record.id)
            system = Record(id=article.record.id, text=article.record.text)
        companies = Companies(article.record, system, article.about.invented)
        judged.append(list(right_and_confident(article.record, system, companies, claim_rows)))
        rows = chain(
            _rows(article, system, companies, claim_rows),
            surer_rows(judged[-1], len(article.record.claims)),
            _story_rows(article, judged[-1]),
        )
        for name, kind, count in rows:
            kinds[name] = kind
            counts[name][place] = count
    weights = resamples(len(gold)) if intervals else []
    measures = [
        measure(name, kinds[name], [rows.get(place, Count()) for place in range(len(gold))], weights)
        for name, rows in counts.items()
    ]
    measures.append(calibration_error(judged, intervals))
    # Some measures turn up in later articles only; each belongs with its part all the same.
    parts = list(dict.fromkeys(_part(one) for one in measures))
    measures.sort(key=lambda one: parts.index(_part(one)))
    return Evaluation(articles=len(gold), missing=tuple(missing), measures=tuple(measures))


def _part(one: Measure) -> str:
    return one.name.partition(":")[0]


def _rows(
    article: GoldArticle, system: Record, companies: Companies, claims: ClaimRows
) -> Iterator[tuple[str, Kind, Count]]:
    gold = article.record
    yield from company_rows(gold, system, companies)
    yield from figure_rows(gold, system)
    yield from date_rows(gold, system)
    yield from claims.rows(gold, system, companies)
    yield from finding_rows(article, system)


def _story_rows(article: GoldArticle, judged: Sequence[Judged]) -> Iterator[tuple[str, Kind, Count]]:
    """STRICT by the kind of story, where the gold names one."""
    if article.about.story is not None:
        right = sum(right for _, right in judged)
        yield (
            f"claims by story: {article.about.story}",
            "f1",
            Count(right, len(judged), len(article.record.claims)),
        )
