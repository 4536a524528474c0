"""The component ``crossfoot_encoder``: reads an article once, for all that is told from it."""

# No postponed annotations here: spaCy before 3.8.13 reads the types of a factory's arguments and can't look up their names.

from typing import Optional

from spacy.language import Language
from spacy.tokens import Doc

from extract.language import extensions  # noqa: F401  declares what is filled here
from extract.language.encoder.model import Encoder, load_encoder


@Language.factory("crossfoot_encoder", assigns=["doc._.encoding"], default_config={"folder": None})
def make_encoder(nlp: Language, name: str, folder: Optional[str]) -> "EncoderReader":
    """The encoder in ``folder``, by default the shipped one. Raises ``CrossfootError`` E406 where it is missing."""
    return EncoderReader(load_encoder(folder))


class EncoderReader:
    """Fills ``doc._.encoding``."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        doc._.encoding = self._encoder.read(doc.text)
        return doc
