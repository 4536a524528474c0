"""The ``Doc`` and ``Span`` extensions that records hang on.

``doc._.article`` is what the reader knew, ``doc._.encoding`` what the encoder saw; the components fill ``companies``, ``dates``, ``figures``, ``metrics``,
``notes``, ``claims`` and ``findings`` as tuples of records, in text order. On a ``Span``, a sentence say, ``companies``, ``dates``, ``figures``
and ``claims`` are those of the document that lie in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc, Span

LISTS = ("companies", "dates", "figures", "metrics", "notes", "claims", "findings")
OF_SPANS = ("companies", "dates", "figures", "claims")


def declare_extensions() -> None:
    """Declare the extensions; calling it again changes nothing."""
    for name in ("article", "encoding"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    for name in LISTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
    for name in OF_SPANS:
        if not Span.has_extension(name):
            Span.set_extension(name, getter=_inside(name))


def _inside(name: str) -> Callable[[Span], tuple[Any, ...]]:
    def inside(span: Span) -> tuple[Any, ...]:
        return tuple(
            one for one in span.doc._.get(name) if span.start_char <= one.start and one.end <= span.end_char
        )

    return inside


declare_extensions()
