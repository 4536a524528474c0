"""The spaCy component that checks an article's claims against each other."""

# No postponed annotations here: spaCy before 3.8.13 reads the types of a factory's arguments and can't look up their names.

from functools import lru_cache
from pathlib import Path
from typing import Optional

from spacy.language import Language
from spacy.tokens import Doc

from extract.checking import check_record
from extract.language.record import record_of
from extract.lexicon.conversion import default_rates
from extract.lexicon.metrics import MetricLexicon, load_metrics
from extract.lexicon.rates import Rates


@Language.factory(
    "crossfoot_findings",
    assigns=["doc._.findings"],
    requires=["doc._.claims", "doc._.figures", "doc._.dates"],
    default_config={"rates": None, "metrics": None},
)
def make_findings(nlp: Language, name: str, rates: Optional[str], metrics: Optional[str]) -> "Checker":
    """Findings within the article; ``rates`` and ``metrics`` are the user's own files.

    Raises ``CrossfootError`` E401 where one can't be read.
    """
    return Checker(_rates(rates), None if metrics is None else load_metrics(Path(metrics)))


@lru_cache(maxsize=4)
def _rates(path: Optional[str]) -> Rates:
    return default_rates() if path is None else Rates(Path(path))


class Checker:
    """Fills ``doc._.findings``."""

    def __init__(self, rates: Rates, metrics: Optional[MetricLexicon] = None) -> None:
        self._rates, self._metrics = rates, metrics

    def __call__(self, doc: Doc) -> Doc:
        doc._.findings = check_record(record_of(doc), rates=self._rates, metrics=self._metrics)
        return doc
