"""Every check's page opens with the smallest article that fires it and the nearest one that must not."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import extract.checking.components
import extract.claims.components
import extract.language.components
import extract.mentions.components  # noqa: F401
from extract.language.record import record_of
from extract.model import CHECKS, Article, Finding

PAGES = Path(__file__).parent.parent.parent / "docs" / "checks"
STEPS = ("sentences", "companies", "dates", "figures", "metrics", "claims", "findings")


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """All our components behind a bare tokeniser; the findings here need no tags."""
    nlp = spacy.blank("en")
    for step in STEPS:
        nlp.add_pipe(f"crossfoot_{step}")
    return nlp


def findings(nlp: Language, text: str) -> tuple[Finding, ...]:
    doc = nlp.make_doc(text)
    doc._.article = Article(id="page", text=text, published=date(2020, 5, 27))
    for _, component in nlp.pipeline:
        doc = component(doc)
    return record_of(doc).findings


@pytest.mark.parametrize("check", CHECKS)
def test_a_page_opens_with_what_fires_and_what_must_not(check: str, pipeline: Language) -> None:
    page = (PAGES / f"{check}.md").read_text(encoding="utf-8")
    fires, silent = re.findall(r"^> (.+)$", page, re.MULTILINE)[:2]
    grave = [finding for finding in findings(pipeline, fires) if finding.severity != "info"]
    assert [finding.check for finding in grave] == [check]
    assert findings(pipeline, silent) == ()
