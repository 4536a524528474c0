"""The component ``crossfoot_sentences``."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from extract.language.sentences import sentence_spans


@Language.factory("crossfoot_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Sentence boundaries by rules; it stands before the parser, which then parses within them."""
    return set_sentence_starts


def set_sentence_starts(doc: Doc) -> Doc:
    """Mark the first token at or behind each sentence's start; blank lines belong to the sentence before them."""
    starts = [start for start, _ in sentence_spans(doc.text)]
    reached = 0
    for token in doc:
        begins = False
        if not token.is_space:
            while reached < len(starts) and starts[reached] <= token.idx:
                begins = True
                reached += 1
        token.is_sent_start = begins or token.i == 0
    return doc
