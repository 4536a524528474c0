"""One article through the whole pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from extract.model import Article, Record
from extract.settings import OWN_FILES, Options

if TYPE_CHECKING:
    from spacy.language import Language


def load(options: Options) -> Language:
    """The pipeline for ``options``: the shipped one or the user's, with everything of ours behind it.

    ``options.model`` may also be the folder of an encoder. Where one is read, tagger and parser have nothing to add and are
    switched off (``nlp.enable_pipe`` brings them back). Raises ``CrossfootError`` where the model or one of the user's data files can't be read.
    """
    from extract.language import load_pipeline
    from extract.language.encoder.model import is_encoder
    from extract.running.components import LEARNED

    encoder = options.model if options.model is not None and is_encoder(options.model) else None
    nlp = load_pipeline(options.model if encoder is None else None)
    config: dict[str, Optional[str]] = {name: getattr(options, name) for name in OWN_FILES}
    if encoder is not None or options.model is None:
        config |= {"linker": LEARNED, "encoder": encoder}
        nlp.select_pipes(enable=["crossfoot_sentences"])
    nlp.add_pipe("crossfoot", config=config)
    return nlp


def extract_article(article: Article, nlp: Language) -> Record:
    """The record of ``article``, findings within it included."""
    from extract.language import extensions
    from extract.language.record import record_of

    extensions.declare_extensions()
    # Inside a memory zone the words of one article don't pile up in the vocabulary; the record holds plain strings.
    with nlp.memory_zone():
        doc = nlp.make_doc(article.text)
        doc._.article = article
        return record_of(nlp(doc))
