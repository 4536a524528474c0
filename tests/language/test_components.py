"""The component ``crossfoot_sentences`` on tokens."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extract.language.components import LONGEST, set_sentence_starts


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("crossfoot_sentences")
    return nlp


def test_every_token_is_decided(nlp: Language) -> None:
    doc = nlp("It grew. It fell.")
    assert [token.is_sent_start for token in doc] == [True, False, False, True, False, False]


def test_blank_lines_belong_to_the_sentence_before(nlp: Language) -> None:
    assert [sentence.text for sentence in nlp("It grew.\n\nIt fell.\n").sents] == [
        "It grew.\n\n",
        "It fell.\n",
    ]


def test_leading_blank_lines_start_the_first_sentence(nlp: Language) -> None:
    doc = nlp("\n\nIt grew. It fell.")
    assert doc[0].is_sent_start
    assert [sentence.text.strip() for sentence in doc.sents][-1] == "It fell."


def test_a_boundary_inside_a_token_goes_to_the_next_token() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["It", "grew", "hugely.The", "firm", "fell", "."], spaces=[True, True, True, True, False, False])  # fmt: skip
    starts = [token.text for token in set_sentence_starts(doc) if token.is_sent_start]
    assert starts == ["It", "firm"]


def test_an_empty_text_is_no_error(nlp: Language) -> None:
    assert len(nlp("")) == 0


def test_a_sentence_without_end_is_cut_and_loses_nothing(nlp: Language) -> None:
    text = "It grew. " + "Sales " * (2 * LONGEST + 10) + "fell. It grew."
    sentences = list(nlp(text).sents)
    assert [len(sentence) for sentence in sentences] == [3, LONGEST, LONGEST, 12, 3]
    assert "".join(sentence.text_with_ws for sentence in sentences) == text
