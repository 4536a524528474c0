"""The ``Doc`` extensions that records hang on.

``doc._.article`` is what the reader knew; the components fill ``companies``, ``dates``, ``figures``, ``metrics``,
``notes``, ``claims`` and ``findings`` as tuples of records, in text order.
"""

from __future__ import annotations

from spacy.tokens import Doc

LISTS = ("companies", "dates", "figures", "metrics", "notes", "claims", "findings")


def declare_extensions() -> None:
    """Declare the extensions; calling it again changes nothing."""
    if not Doc.has_extension("article"):
        Doc.set_extension("article", default=None)
    for name in LISTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())


declare_extensions()
