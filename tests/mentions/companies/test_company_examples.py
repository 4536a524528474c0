"""Each example: the mentions it marks are found, with their ids, and nothing else."""

from __future__ import annotations

import pytest
import spacy
from company_marks import Example, Mention, examples

from extract.mentions.companies import find_companies

NLP = spacy.blank("en")


@pytest.mark.parametrize("example", examples("companies"), ids=lambda example: example.point)
def test_example(example: Example) -> None:
    found = [Mention(c.start, c.end, c.text, c.id, c.coref) for c in find_companies(NLP(example.text))]
    assert found == example.mentions
