"""The spaCy component that checks an article's claims against each other."""

# No postponed annotations here: spaCy before 3.8.13 reads the types of a factory's arguments and can't look up their names.

from pathlib import Path
from typing import Optional

from spacy.language import Language
from spacy.tokens import Doc

from extract.checking import check_record
from extract.checking.plugged import failures
from extract.errors import CHECK_FAILED, CrossfootError
from extract.language.record import record_of
from extract.lexicon.conversion import load_rates
from extract.lexicon.currencies import KNOWN_CURRENCIES, Currencies, load_currencies
from extract.lexicon.metrics import MetricLexicon, load_metrics
from extract.lexicon.rates import Rates
from extract.model import Note


@Language.factory(
    "crossfoot_findings",
    assigns=["doc._.findings"],
    requires=["doc._.claims", "doc._.figures", "doc._.dates"],
    default_config={"rates": None, "metrics": None, "currencies": None},
)
def make_findings(
    nlp: Language, name: str, rates: Optional[str], metrics: Optional[str], currencies: Optional[str]
) -> "Checker":
    """Findings within the article; ``rates``, ``metrics`` and ``currencies`` are the user's own files.

    Raises ``CrossfootError`` E401 where one can't be read.
    """
    return Checker(
        load_rates(None if rates is None else Path(rates)),
        None if metrics is None else load_metrics(Path(metrics)),
        None if currencies is None else load_currencies(Path(currencies)),
    )


class Checker:
    """Fills ``doc._.findings``."""

    def __init__(
        self,
        rates: Rates,
        metrics: Optional[MetricLexicon] = None,
        currencies: Optional[Currencies] = None,
    ) -> None:
        self._rates, self._metrics, self._currencies = rates, metrics, currencies

    def __call__(self, doc: Doc) -> Doc:
        with KNOWN_CURRENCIES.within(self._currencies), failures() as failed:
            doc._.findings = check_record(record_of(doc), rates=self._rates, metrics=self._metrics)
        doc._.notes = (*doc._.notes, *map(_note, failed))
        return doc


def _note(failure: CrossfootError) -> Note:
    return Note(code=CHECK_FAILED.code, message=CHECK_FAILED.sentence.format(failure=failure.message))
