"""The component ``crossfoot_sentences``."""

# No postponed annotations here: spaCy before 3.8.13 reads the types of a factory's arguments and can't look up their names.

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import numpy
from spacy.language import Language
from spacy.tokens import Doc

from extract.language.sentences import sentence_spans

if TYPE_CHECKING:
    from thinc.types import Ints2d

LONGEST = 300
"""Tokens of a sentence. No writer's is longer; one line of a list or of an attack may be, and is cut, so that what looks at each pair
of things in a sentence takes time linear in the text."""

_BEGINS, _INSIDE = numpy.uint64(1), numpy.int64(-1).astype("uint64")


@Language.factory("crossfoot_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Sentence boundaries by rules; it stands before the parser, which then parses within them."""
    return set_sentence_starts


def set_sentence_starts(doc: Doc) -> Doc:
    """Mark the first token at or behind each sentence's start; blank lines belong to the sentence before them.

    A sentence of more than ``LONGEST`` tokens is cut.
    """
    starts = [start for start, _ in sentence_spans(doc.text)]
    marks = numpy.full((len(doc), 1), _INSIDE, dtype="uint64")
    reached = begun = 0
    for token in doc:
        if not token.is_space:
            while reached < len(starts) and starts[reached] <= token.idx:
                begun = token.i
                reached += 1
            if token.i - begun >= LONGEST:
                begun = token.i
            if begun == token.i:
                marks[token.i] = _BEGINS
    if len(doc):
        marks[0] = _BEGINS
        # One array for all: setting them one by one makes spaCy look through the whole text for each.
        doc.from_array(["SENT_START"], cast("Ints2d", marks))
    return doc
