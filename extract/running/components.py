"""The component ``crossfoot``: everything from names to findings, behind any English pipeline.

``nlp.add_pipe("crossfoot")`` is the whole of it; ``doc._.crossfoot`` is then the record.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import Optional

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from extract.language.record import record_of
from extract.running.notes import notes_of

Step = Callable[[Doc], Doc]

EVERY_LANGUAGE = ("crossfoot_dates", "crossfoot_figures")
"""What an article gets in a language whose sentences we don't read: its dates and figures, nothing guessed."""


@Language.factory(
    "crossfoot",
    assigns=["doc._.crossfoot"],
    default_config={"linker": "crossfoot.rules.v1", "companies": None, "metrics": None, "rates": None},
)
def make_crossfoot(
    nlp: Language,
    name: str,
    linker: str,
    companies: Optional[str],
    metrics: Optional[str],
    rates: Optional[str],
) -> Crossfoot:
    """All steps in their order.

    ``linker`` names a function of spaCy's ``misc`` registry; ``companies``, ``metrics`` and ``rates`` are the user's own
    data files, added to what is shipped.
    """
    if not Doc.has_extension("crossfoot"):
        Doc.set_extension("crossfoot", getter=record_of)
    configs: dict[str, dict[str, object]] = {
        "crossfoot_sentences": {},
        "crossfoot_companies": {"registry": companies},
        "crossfoot_dates": {},
        "crossfoot_figures": {},
        "crossfoot_metrics": {"lexicon": metrics},
        "crossfoot_claims": {"linker": _linker_config(linker, metrics), "rates": rates},
        "crossfoot_findings": {"rates": rates, "metrics": metrics},
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

    def __call__(self, doc: Doc) -> Doc:
        article = doc._.article
        foreign = article is not None and article.language not in (None, "en", "und")
        for name, step in self._steps.items():
            if name == "crossfoot_sentences" and doc.has_annotation("SENT_START"):
                continue
            if not foreign or name in EVERY_LANGUAGE:
                doc = step(doc)
        doc._.notes = notes_of(record_of(doc))
        return doc
