"""Loading the spaCy pipeline that tags and parses: ours from the wheel or the checkout, or any other one."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from extract import errors

if TYPE_CHECKING:
    from spacy.language import Language

SHIPPED = "en_crossfoot_sm"
UNUSED = (
    "entity_linker",
    "entity_ruler",
    "ner",
    "senter",
    "sentencizer",
    "spancat",
    "spancat_singlelabel",
    "span_finder",
    "span_ruler",
    "textcat",
    "textcat_multilabel",
)
"""Components of other pipelines that nothing here reads; they are not loaded."""


def load_pipeline(name: Optional[str] = None) -> Language:
    """A pipeline with tags, trees and our sentence boundaries, ready for ``nlp.add_pipe("crossfoot")``.

    ``name`` is an installed spaCy pipeline (``en_core_web_trf``) or the folder of one; without it the shipped one is taken.
    Needs no network. Raises ``CrossfootError``: E403 not found, E404 can't be loaded, E405 not for English, E406 the
    shipped one is missing.
    """
    import spacy

    from extract.language import components  # noqa: F401  registers crossfoot_sentences from a bare checkout too

    source = shipped_path() if name is None else _find(name)
    try:
        nlp = spacy.load(source, exclude=UNUSED)
    # What a foreign pipeline raises while it loads is up to its components.
    except Exception as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise errors.E404.at(name=name or SHIPPED, reason=reason) from error
    if nlp.lang not in ("en", "xx"):
        raise errors.E405.at(name=name, language=nlp.lang)
    if "crossfoot_sentences" in nlp.pipe_names:
        nlp.remove_pipe("crossfoot_sentences")
    # Before the parser, which keeps the boundaries it finds.
    nlp.add_pipe("crossfoot_sentences", first=True)
    pattern = getattr(getattr(nlp.tokenizer, "suffix_search", None), "__self__", None)
    if isinstance(pattern, re.Pattern):
        setattr(nlp.tokenizer, "suffix_search", Suffixes(pattern).search)  # noqa: B010  a user's tokenizer need not have it
    return nlp


class Suffixes:
    """A tokenizer's pattern for the ends of words, looked for at the end alone.

    spaCy searches the whole word each time it has taken a character off it: a line of ten thousand brackets takes it a minute.
    """

    REACH = 64
    """Characters; only a run of dots may be longer, and is then looked for in all of the word."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._compiled = pattern
        self.pattern = pattern.pattern
        """What spaCy saves of a pipeline."""

    def search(self, word: str) -> Optional[re.Match[Any]]:
        """The suffix of ``word``, null where it has none."""
        start = max(0, len(word) - self.REACH)
        found = self._compiled.search(word, start)
        return (
            self._compiled.search(word) if start and found is not None and found.start() == start else found
        )


def shipped_path() -> Path:
    """The folder of the pipeline that comes with crossfoot. Raises ``CrossfootError`` E406."""
    package = Path(str(resources.files("extract")))
    for path in (package / "models" / SHIPPED, package.parent / "models" / SHIPPED):
        if (path / "config.cfg").is_file():
            return path
    raise errors.E406.at()


def _find(name: str) -> Path | str:
    from spacy.util import is_package

    if (Path(name) / "config.cfg").is_file():
        return Path(name)
    if name and Path(name).name == name and is_package(name):
        return name
    raise errors.E403.at(name=name)
