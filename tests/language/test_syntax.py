"""Noun phrases and clauses on trees written by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from extract.language.syntax import clause_head, clause_subject, noun_phrases, sentences

VOCAB = spacy.blank("en").vocab


def tree(rows: str) -> Doc:
    """A ``Doc`` from lines of ``word tag head relation``, heads counted from 0."""
    words, tags, heads, relations = zip(*(row.split() for row in rows.strip().splitlines()), strict=True)
    return Doc(
        VOCAB, words=list(words), pos=list(tags), heads=[int(head) for head in heads], deps=list(relations)
    )


REVENUE = tree("""
Quarterly ADJ 1 amod
revenue NOUN 4 nsubj
of ADP 3 case
JD.com PROPN 1 nmod
rose VERB 4 ROOT
12 NUM 6 nummod
% SYM 4 obj
to ADP 8 case
RMB SYM 4 obl
5 NUM 10 compound
billion NUM 8 nummod
and CCONJ 12 cc
beat VERB 4 conj
forecasts NOUN 12 obj
that PRON 15 nsubj
surprised VERB 13 acl:relcl
analysts NOUN 15 obj
. PUNCT 4 punct
""")
ENGLISH_LABELS = tree("""
Its PRON 1 poss
users NOUN 3 nsubjpass
were AUX 3 auxpass
counted VERB 3 ROOT
by ADP 3 agent
two NUM 6 nummod
firms NOUN 4 pobj
""")


def test_noun_phrases_hold_what_belongs_to_a_figure_and_no_more() -> None:
    assert [phrase.text for phrase in noun_phrases(REVENUE)] == [
        "Quarterly revenue",
        "JD.com",
        "12 %",
        "RMB 5 billion",
        "forecasts",
        "that",
        "analysts",
    ]


def test_noun_phrases_under_the_labels_of_other_pipelines() -> None:
    assert [phrase.text for phrase in noun_phrases(ENGLISH_LABELS)] == ["Its users", "two firms"]


@pytest.mark.parametrize(
    ("word", "head"),
    [
        ("RMB", "rose"),
        ("billion", "rose"),
        ("forecasts", "beat"),
        ("analysts", "surprised"),
        ("JD.com", "rose"),
    ],
)
def test_the_clause_around_a_word(word: str, head: str) -> None:
    token = next(token for token in REVENUE if token.text == word)
    assert clause_head(token).text == head


@pytest.mark.parametrize(
    ("word", "subject"), [("billion", "revenue"), ("forecasts", "revenue"), ("analysts", "that")]
)
def test_the_subject_of_a_clause_and_a_shared_one(word: str, subject: str) -> None:
    token = next(token for token in REVENUE if token.text == word)
    found = clause_subject(token)
    assert found is not None and found.text == subject


def test_the_subject_of_a_passive_in_other_labels() -> None:
    found = clause_subject(ENGLISH_LABELS[6])
    assert found is not None and found.text == "users"


def test_no_subject_is_none() -> None:
    assert clause_subject(tree("Sell VERB 0 ROOT\nshares NOUN 0 obj")[1]) is None


def test_a_text_without_trees_has_no_phrases_but_is_no_error() -> None:
    doc = Doc(VOCAB, words=["Kuaishou", "rose"])
    assert list(noun_phrases(doc)) == []
    assert clause_subject(doc[0]) is None


def test_blank_sentences_are_left_out() -> None:
    doc = Doc(VOCAB, words=["Up", "\n\n", "Down"], sent_starts=[True, True, True])
    assert [sentence.text for sentence in sentences(doc)] == ["Up", "Down"]
