"""Reading trees: sentences, noun phrases, clauses. For Universal Dependencies and for the labels of spaCy's own pipelines.

Every function is pure and works on a ``Doc`` without trees too, where it finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Optional

from spacy.tokens import Doc, Span, Token

INNER_MARKS = ("-", "–", "“", "”", '"', "‘", "’", "'")
SUBJECTS = frozenset(
    ["nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer", "nsubjpass", "csubjpass"]
)
CLAUSES = frozenset(
    [
        "ROOT",
        "acl",
        "acl:relcl",
        "advcl",
        "advcl:relcl",
        "ccomp",
        "csubj",
        "csubj:pass",
        "csubj:outer",
        "parataxis",
        "xcomp",
        "relcl",
        "pcomp",
        "csubjpass",
    ]
)
"""Labels of the word that heads a clause of its own, below the one it depends on."""
PREMODIFIERS = frozenset(
    [
        "det",
        "det:predet",
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "nmod:desc",
        "flat",
        "fixed",
        "goeswith",
        "advmod",
        "poss",
        "predet",
        "nmod",
        "quantmod",
        "npadvmod",
        "neg",
        "nn",
        "nounmod",
    ]
)
POSTMODIFIERS = frozenset(["flat", "fixed", "goeswith", "compound", "nummod"])
NOMINALS = frozenset(["NOUN", "PROPN", "PRON", "NUM", "SYM"])
MODIFIER_ROLES = frozenset(
    ["compound", "flat", "fixed", "goeswith", "nmod:poss", "nummod", "nmod:desc", "poss", "quantmod"]
)


def sentences(doc: Doc) -> tuple[Span, ...]:
    """The sentences of ``doc`` that hold more than white space."""
    return tuple(sentence for sentence in doc.sents if sentence.text.strip())


def noun_phrases(doc: Doc) -> Iterator[Span]:
    """Flat noun phrases in text order, without clauses and prepositional phrases behind their heads.

    spaCy's ``noun_chunks`` for English expects other labels than UD's and misses objects and obliques.
    """
    end = 0
    for token in doc:
        if token.i < end or token.pos_ not in NOMINALS or token.dep_ in MODIFIER_ROLES or not token.dep_:
            continue
        phrase = noun_phrase(token)
        if phrase.start >= end:
            yield phrase
            end = phrase.end


def noun_phrase(head: Token) -> Span:
    """The flat noun phrase headed by ``head``: from its first premodifier to its last name part or numeral."""
    first, last = head.i, head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ == "punct" and child.text in INNER_MARKS:
            continue
        if child.dep_ not in PREMODIFIERS:
            break
        first = child.left_edge.i
    for child in head.rights:
        if child.dep_ not in POSTMODIFIERS or child.left_edge.i > last + 1:
            break
        last = child.right_edge.i
    return head.doc[first : last + 1]


def clause_head(token: Token) -> Token:
    """The word that heads the smallest clause around ``token``: a verb, or a predicate noun or adjective.

    Verbs joined by "and" head a clause each.
    """
    current = token
    while current.head.i != current.i and current.dep_ not in CLAUSES:
        if current.dep_ == "conj" and _is_predicate(current):
            break
        current = current.head
    return current


def clause_subject(token: Token) -> Optional[Token]:
    """The subject of the clause around ``token``, a shared one too ("Revenue rose and then fell"), or ``None``."""
    current = clause_head(token)
    while True:
        for child in current.children:
            if child.dep_ in SUBJECTS:
                return child
        if current.dep_ not in ("conj", "xcomp", "advcl") or current.head.i == current.i:
            return None
        current = current.head


def _is_predicate(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or any(child.dep_ in ("cop", *SUBJECTS) for child in token.children)
