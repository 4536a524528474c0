"""A pipeline of bare parts: names are given, so that each test is about the linker alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from extract.claims.assemble import link
from extract.language.sentences import sentence_spans
from extract.mentions import Mentions
from extract.mentions.dates import find_dates
from extract.mentions.figures import find_figures
from extract.mentions.metrics import find_metrics
from extract.model import Article, Claim, Company

Linked = Callable[..., tuple[Claim, ...]]
PARENTS = {"Shopee": "sea", "Taobao Live": "alibaba", "WeChat": "tencent"}


def companies_in(text: str, names: tuple[str, ...]) -> tuple[Company, ...]:
    found = []
    for name in names:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            id_ = name.lower().replace(" ", "_")
            found.append(
                Company(
                    start=match.start(),
                    end=match.end(),
                    text=name,
                    id=id_,
                    name=name,
                    parent=PARENTS.get(name),
                )
            )
    return tuple(sorted(found, key=lambda company: company.start))


@pytest.fixture
def linked() -> Linked:
    """``linked(text, "Tencent", "WeChat", published=…)``: the claims of a text in which these names are companies."""

    def run(text: str, *names: str, published: str = "2021-05-20") -> tuple[Claim, ...]:
        day = date.fromisoformat(published)
        companies = companies_in(text, names)
        dates = tuple(find_dates(text, day, companies))
        figures = tuple(find_figures(text, dates, companies))
        mentions = Mentions(
            companies=companies, dates=dates, figures=figures, metrics=tuple(find_metrics(text))
        )
        article = Article(id="a", text=text, published=day)
        return link(text, list(sentence_spans(text)), article, mentions)

    return run
