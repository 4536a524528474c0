"""The spaCy component that turns mentions into claims, and the rule-based linker it takes unless told otherwise."""

# No postponed annotations here: spaCy before 3.8.13 reads the types of a factory's arguments and can't look up their names.

from collections.abc import Callable
from pathlib import Path
from typing import Optional

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from extract.claims.assemble import link
from extract.claims.conversion import with_conversions
from extract.claims.tidying import tidied
from extract.language import extensions  # noqa: F401  declares what is filled here
from extract.language.sentences import sentence_numbers
from extract.lexicon.conversion import load_rates
from extract.lexicon.metrics import load_metrics
from extract.lexicon.rates import Rates
from extract.mentions import Mentions
from extract.model import Article, Claim

Linker = Callable[[Doc, Article, Mentions], tuple[Claim, ...]]


@registry.misc("crossfoot.rules.v1")  # type: ignore[untyped-decorator]
def rule_linker(metrics: Optional[str] = None) -> Linker:
    """The linker by rules; ``metrics`` is the user's own file of metrics."""
    lexicon = load_metrics(None if metrics is None else Path(metrics))

    def link_by_rules(doc: Doc, article: Article, mentions: Mentions) -> tuple[Claim, ...]:
        return link(doc.text, sentence_bounds(doc), article, mentions, lexicon)

    return link_by_rules


@registry.misc("crossfoot.encoder.v1")  # type: ignore[untyped-decorator]
def learned_linker(metrics: Optional[str] = None) -> Linker:
    """The linker by the shipped encoder; a text that wasn't read by it gets what the rules say."""
    by_rules: Linker = rule_linker(metrics)

    def link_as_learned(doc: Doc, article: Article, mentions: Mentions) -> tuple[Claim, ...]:
        claims = by_rules(doc, article, mentions)
        if doc._.encoding is None:
            return claims
        from extract.claims.learned.overlay import laid_over
        from extract.claims.learned.told import told

        bounds = sentence_bounds(doc)
        numbers = sentence_numbers(bounds, len(doc.text))
        told_of = told(doc._.encoding, mentions, numbers, claims)
        calibrated = doc._.encoding.encoder.calibrated
        return laid_over(claims, told_of, mentions, bounds, article, calibrated)

    return link_as_learned


def sentence_bounds(doc: Doc) -> list[tuple[int, int]]:
    """Characters of the sentences; the whole text is one where no component has set boundaries."""
    if not doc.has_annotation("SENT_START"):
        return [(0, len(doc.text))]
    return [(sentence.start_char, sentence.end_char) for sentence in doc.sents]


@Language.factory(
    "crossfoot_claims",
    assigns=["doc._.claims"],
    requires=["doc._.companies", "doc._.dates", "doc._.figures", "doc._.metrics"],
    default_config={"linker": {"@misc": "crossfoot.rules.v1"}, "rates": None},
)
def make_claims(nlp: Language, name: str, linker: Linker, rates: Optional[str]) -> "ClaimLinker":
    """Claims by ``linker``, which knows the user's metrics by itself; ``rates`` is the user's own file of exchange rates."""
    return ClaimLinker(linker, load_rates(None if rates is None else Path(rates)))


class ClaimLinker:
    """Fills ``doc._.claims``, and the conversions of ``doc._.figures``."""

    def __init__(self, linker: Linker, rates: Rates) -> None:
        self._linker, self._rates = linker, rates

    def __call__(self, doc: Doc) -> Doc:
        article: Article = doc._.article or Article(id="text", text=doc.text)
        mentions = Mentions(
            companies=doc._.companies, dates=doc._.dates, figures=doc._.figures, metrics=doc._.metrics
        )
        claims = self._linker(doc, article, mentions)
        doc._.claims = tidied(claims, doc.text, mentions.figures, mentions.dates, mentions.companies)
        doc._.figures = with_conversions(doc._.figures, doc._.claims, article.published, self._rates)
        return doc
