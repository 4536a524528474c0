"""The spaCy components that find mentions. Each fills one ``Doc`` extension and leaves the rest alone."""

# No postponed annotations here: spaCy before 3.8.13 reads the types of a factory's arguments and can't look up their names.

from datetime import date
from pathlib import Path
from typing import Optional

from spacy.language import Language
from spacy.tokens import Doc

from extract.language import extensions  # noqa: F401  declares what is filled here
from extract.language.sentences import sentence_numbers
from extract.lexicon.companies import Registry
from extract.lexicon.companies import registry as load_registry
from extract.lexicon.currencies import KNOWN_CURRENCIES, Currencies, load_currencies
from extract.lexicon.events import KNOWN_EVENTS, Events, load_events
from extract.lexicon.fiscal import FiscalYears
from extract.lexicon.metrics import MetricLexicon, load_metrics
from extract.mentions.companies import find_companies
from extract.mentions.companies.no_companies import companies_only
from extract.mentions.dates import find_dates
from extract.mentions.dates.tokens import check_first_words
from extract.mentions.figures import currency_notes, find_figures
from extract.mentions.metrics import find_metrics


@Language.factory("crossfoot_companies", assigns=["doc._.companies"], default_config={"registry": None})
def make_companies(nlp: Language, name: str, registry: Optional[str]) -> "CompanyFinder":
    """Companies by registry, rules and coreference; ``registry`` is the user's own file of companies.

    Raises ``CrossfootError`` E401 where that file is not valid.
    """
    return CompanyFinder(load_registry(None if registry is None else Path(registry)))


@Language.factory(
    "crossfoot_dates",
    assigns=["doc._.dates"],
    requires=["doc._.companies"],
    default_config={"registry": None, "events": None},
)
def make_dates(nlp: Language, name: str, registry: Optional[str], events: Optional[str]) -> "DateFinder":
    """Dates, counted from ``doc._.article.published``; ``registry`` and ``events`` are the user's own files of companies
    (for their fiscal years) and of named days.

    Raises ``CrossfootError`` E401 where one is not valid.
    """
    known = None
    if events is not None:
        known = load_events(Path(events))
        check_first_words(known, events)
    return DateFinder(FiscalYears(load_registry(None if registry is None else Path(registry))), known)


@Language.factory(
    "crossfoot_figures",
    assigns=["doc._.figures", "doc._.notes"],
    requires=["doc._.dates"],
    default_config={"currencies": None},
)
def make_figures(nlp: Language, name: str, currencies: Optional[str]) -> "FigureFinder":
    """Figures outside of dates and names; ``currencies`` is the user's own file of currencies.

    Raises ``CrossfootError`` E401 where that file is not valid.
    """
    return FigureFinder(None if currencies is None else load_currencies(Path(currencies)))


@Language.factory("crossfoot_metrics", assigns=["doc._.metrics"], default_config={"lexicon": None})
def make_metrics(nlp: Language, name: str, lexicon: Optional[str]) -> "MetricFinder":
    """Words that name a metric; ``lexicon`` is the user's own file of metrics.

    Raises ``CrossfootError`` E401 where that file is not valid.
    """
    return MetricFinder(load_metrics(None if lexicon is None else Path(lexicon)))


class CompanyFinder:
    """Fills ``doc._.companies``."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def __call__(self, doc: Doc) -> Doc:
        found = tuple(find_companies(doc, self._registry))
        if doc._.encoding is not None:
            from extract.mentions.companies.learned import with_learned

            bounds = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
            numbers = sentence_numbers(bounds, len(doc.text))
            found = with_learned(doc.text, found, numbers, doc._.encoding, self._registry)
        doc._.companies = companies_only(doc.text, found, self._registry)
        return doc


class DateFinder:
    """Fills ``doc._.dates``."""

    def __init__(self, fiscal_years: Optional[FiscalYears] = None, events: Optional[Events] = None) -> None:
        self._fiscal_years, self._events = fiscal_years, events

    def __call__(self, doc: Doc) -> Doc:
        with KNOWN_EVENTS.within(self._events):
            found = find_dates(doc.text, published_of(doc), doc._.companies, self._fiscal_years)
        doc._.dates = tuple(found)
        return doc


class FigureFinder:
    """Fills ``doc._.figures``, and ``doc._.notes`` with how an ambiguous currency sign was read."""

    def __init__(self, currencies: Optional[Currencies] = None) -> None:
        self._currencies = currencies

    def __call__(self, doc: Doc) -> Doc:
        with KNOWN_CURRENCIES.within(self._currencies):
            doc._.figures = tuple(find_figures(doc.text, doc._.dates, doc._.companies))
            doc._.notes = (*doc._.notes, *currency_notes(doc.text, doc._.figures))
        return doc


class MetricFinder:
    """Fills ``doc._.metrics``."""

    def __init__(self, lexicon: MetricLexicon) -> None:
        self._lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        doc._.metrics = tuple(find_metrics(doc.text, self._lexicon))
        return doc


def published_of(doc: Doc) -> Optional[date]:
    """The article's publication date, or null where it isn't known."""
    return None if doc._.article is None else doc._.article.published
