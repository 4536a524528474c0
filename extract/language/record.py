"""The record of an annotated ``Doc``."""

from __future__ import annotations

from spacy.tokens import Doc

from extract.language import extensions
from extract.model import Article, Record


def record_of(doc: Doc) -> Record:
    """What the components have written on ``doc``, as one record; a text without an article gets the id ``text``."""
    extensions.declare_extensions()
    article: Article = doc._.article or Article(id="text", text=doc.text)
    return Record(
        id=article.id,
        source=article.source,
        title=article.title,
        published=article.published,
        published_from=article.published_from,
        language=article.language,
        text=doc.text,
        companies=doc._.companies,
        figures=doc._.figures,
        dates=doc._.dates,
        claims=doc._.claims,
        findings=doc._.findings,
        notes=doc._.notes,
    )
