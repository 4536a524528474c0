"""The component ``crossfoot``: everything from names to findings, behind any English pipeline.

``nlp.add_pipe("crossfoot")`` is the whole of it; ``doc._.crossfoot`` is then the record.
"""

# No postponed annotations here: spaCy before 3.8.13 reads the types of a factory's arguments and can't look up their names.

from collections.abc import Callable
from inspect import signature
from typing import Optional

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.util import registry
from threadpoolctl import ThreadpoolController

from extract.language.record import record_of
from extract.running.notes import notes_of

Step = Callable[[Doc], Doc]

LEARNED = "crossfoot.encoder.v1"
"""The linker that the shipped encoder is read for."""

SPANS = "crossfoot"
"""The key of the mentions in ``doc.spans``: ``displacy.render(doc, style="span", options={"spans_key": "crossfoot"})``."""

EVERY_LANGUAGE = ("crossfoot_dates", "crossfoot_figures")
"""What an article gets in a language whose sentences we don't read: its dates and figures, nothing guessed."""


@Language.factory(
    "crossfoot",
    assigns=["doc._.crossfoot"],
    default_config={
        "linker": "crossfoot.rules.v1",
        "encoder": None,
        "companies": None,
        "metrics": None,
        "currencies": None,
        "events": None,
        "rates": None,
    },
)
def make_crossfoot(
    nlp: Language,
    name: str,
    linker: str,
    encoder: Optional[str],
    companies: Optional[str],
    metrics: Optional[str],
    currencies: Optional[str],
    events: Optional[str],
    rates: Optional[str],
) -> "Crossfoot":
    """All steps in their order.

    ``linker`` names a function of spaCy's ``misc`` registry; ``encoder`` is the folder of an encoder other than the shipped
    one, read where the linker is ``crossfoot.encoder.v1``; ``companies``, ``metrics``, ``currencies``, ``events``
    and ``rates`` are the user's own data files, added to what is shipped.
    """
    if not Doc.has_extension("crossfoot"):
        Doc.set_extension("crossfoot", getter=record_of)
    configs: dict[str, dict[str, object]] = (
        {"crossfoot_encoder": {"folder": encoder}} if linker == LEARNED else {}
    )
    configs |= {
        "crossfoot_sentences": {},
        "crossfoot_companies": {"registry": companies},
        "crossfoot_dates": {"registry": companies, "events": events},
        "crossfoot_figures": {"currencies": currencies},
        "crossfoot_metrics": {"lexicon": metrics},
        "crossfoot_claims": {"linker": _linker_config(linker, metrics), "rates": rates},
        "crossfoot_findings": {"rates": rates, "metrics": metrics, "currencies": currencies},
    }
    return Crossfoot(
        {factory: nlp.create_pipe(factory, config=config) for factory, config in configs.items()}
    )


def _linker_config(linker: str, metrics: Optional[str]) -> dict[str, object]:
    """The linker's block; the user's metrics go to one that takes ``metrics``."""
    config: dict[str, object] = {"@misc": linker}
    if metrics is not None and "metrics" in signature(registry.misc.get(linker)).parameters:
        config["metrics"] = metrics
    return config


class Crossfoot:
    """Runs the steps over a ``Doc``; sentence boundaries are set only where the pipeline has set none."""

    def __init__(self, steps: dict[str, Step]) -> None:
        self._steps = steps
        self._threads = ThreadpoolController()

    def __call__(self, doc: Doc) -> Doc:
        # On matrices as small as ours a second thread only waits for the first; workers are processes.
        with self._threads.limit(limits=1, user_api="blas"):
            return self._annotated(doc)

    def _annotated(self, doc: Doc) -> Doc:
        article = doc._.article
        foreign = article is not None and article.language not in (None, "en", "und")
        for name, step in self._steps.items():
            if name == "crossfoot_sentences" and doc.has_annotation("SENT_START"):
                continue
            if not foreign or name in EVERY_LANGUAGE:
                doc = step(doc)
        doc._.notes = notes_of(record_of(doc))
        doc.spans[SPANS] = _marked(doc)
        doc._.encoding = None  # of no use behind the last step, and large
        return doc


def _marked(doc: Doc) -> SpanGroup:
    """The mentions as spans of tokens, as displaCy shows them."""
    found = [
        doc.char_span(one.start, one.end, label=label, alignment_mode="expand")
        for label, mentions in (
            ("COMPANY", doc._.companies),
            ("DATE", doc._.dates),
            ("FIGURE", doc._.figures),
        )
        for one in mentions
    ]
    return SpanGroup(doc, name=SPANS, spans=[span for span in found if span is not None])
