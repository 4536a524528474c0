"""The whole, by rules and with the shipped encoder: what does not change an article's meaning leaves its claims and findings as they are, and what does moves them along."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from typing import Any, NamedTuple, Optional

import pytest
from spacy.language import Language

import extract.running.components  # noqa: F401  registers the component from a bare checkout too
from extract.language import load_pipeline
from extract.model import Article, Claim, Record
from extract.running.article import extract_article, load
from extract.settings import Options

PARAGRAPHS = {
    "goal": "Kuaishou aims to sell goods worth RMB 250 billion in 2020, up from an original goal of RMB 100 million.",
    "growth": "Meituan had revenue of RMB 97.5 billion in 2019. Revenue rose 49.5% from RMB 65.2 billion in 2018.",
    "wrong growth": "Revenue of Pinduoduo grew 25% to RMB 30.1 billion in 2019 from RMB 13.1 billion in 2018.",
    "users": "Bilibili had 172 million monthly active users at the end of June 2020.",
    "round": "Ziroom raised USD 500 million in March 2020 at a valuation of USD 6.6 billion.",
}
UNRELATED = [
    "Analysts called the weather in the region unusually mild for the season.",
    "A museum of printing opened its doors to visitors.",
]
PUBLISHED = date(2020, 7, 15)


Read = Callable[..., Record]


@lru_cache(maxsize=2)
def pipeline(linker: str) -> Language:
    """What ``crossfoot`` runs where nothing is asked for, or the shipped pipeline with the rule linker."""
    if linker == "encoder":
        return load(Options())
    nlp = load_pipeline()
    nlp.add_pipe("crossfoot", config={"linker": "crossfoot.rules.v1"})
    return nlp


@lru_cache(maxsize=512)
def read(linker: str, text: str, published: date = PUBLISHED) -> Record:
    return extract_article(Article(id="a", text=text, published=published), pipeline(linker))


@pytest.fixture(params=["rules", "encoder"])
def record(request: pytest.FixtureRequest) -> Read:
    return partial(read, request.param)


class Said(NamedTuple):
    """A claim without its place: what any wording of the same article must give again."""

    subject: Optional[str]
    metric: str
    kind: str
    low: Any
    high: Any
    unit: Optional[str]
    direction: Optional[str]
    first: Optional[date]
    last: Optional[date]
    status: str


def said(claim: Claim) -> Said:
    period = claim.period
    return Said(
        claim.subject.id if claim.subject else None, claim.metric, claim.kind, claim.low, claim.high, claim.unit,
        claim.direction, period.first if period else None, period.last if period else None, claim.status,
    )  # fmt: skip


def claims(made: Record) -> list[Said]:
    return sorted((said(claim) for claim in made.claims), key=repr)


def findings(made: Record) -> list[tuple[Any, ...]]:
    by_id = {claim.id: said(claim) for claim in made.claims}
    return sorted(
        (
            (
                finding.check,
                finding.severity,
                sorted(map(repr, (by_id[name] for name in finding.claims))),
                # Which of them comes first is up to how sure the claims are, and that may differ by a hair.
                sorted(repr(repair.to) for repair in finding.repairs),
            )
            for finding in made.findings
        ),
        key=repr,
    )


WHOLE = "\n\n".join(PARAGRAPHS.values())


def test_the_article_has_something_to_lose(record: Read) -> None:
    made = record(WHOLE)
    assert len(made.claims) >= 10 and {"magnitude", "arithmetic"} <= {
        finding.check for finding in made.findings
    }


@pytest.mark.parametrize("turn", range(1, len(PARAGRAPHS)))
def test_the_order_of_paragraphs_without_references_does_not_matter(record: Read, turn: int) -> None:
    parts = list(PARAGRAPHS.values())
    for order in (parts[turn:] + parts[:turn], [*parts[:turn][::-1], *parts[turn:][::-1]]):
        turned = record("\n\n".join(order))
        assert claims(turned) == claims(record(WHOLE))
        assert findings(turned) == findings(record(WHOLE))


@pytest.mark.parametrize(("words", "place"), list(itertools.product(UNRELATED, range(len(PARAGRAPHS) + 1))))
def test_an_unrelated_paragraph_adds_nothing(record: Read, words: str, place: int) -> None:
    parts = list(PARAGRAPHS.values())
    more = record("\n\n".join([*parts[:place], words, *parts[place:]]))
    assert claims(more) == claims(record(WHOLE))
    assert findings(more) == findings(record(WHOLE))


WRITINGS = [
    "RMB {} {}illion",
    "{} {}illion yuan",
    "CNY {} {}illion",
    "CNY{}{}n",
    "RMB{}{}n",
    "{} {}illion renminbi",
    "RMB {}{}n",
]


@pytest.mark.parametrize("writing", WRITINGS)
def test_amounts_written_another_way_are_the_same_amounts(record: Read, writing: str) -> None:
    def text(form: str) -> str:
        def amount(number: str, scale: str) -> str:
            return form.format(number, scale)

        return (
            f"Kuaishou aims to sell goods worth {amount('250', 'b')} in 2020, up from an original goal of {amount('100', 'm')}.\n\n"
            f"Meituan had revenue of {amount('97.5', 'b')} in 2019. Revenue rose 49.5% from {amount('65.2', 'b')} in 2018.\n\n"
            f"Revenue of Pinduoduo grew 25% to {amount('30.1', 'b')} in 2019 from {amount('13.1', 'b')} in 2018."
        )

    made, known = record(text(writing)), record(text(WRITINGS[0]))
    assert claims(made) == claims(known)
    assert findings(made) == findings(known)


COMPANIES = {
    "Kuaishou": "kuaishou",
    "Meituan": "meituan",
    "Pinduoduo": "pinduoduo",
    "Bilibili": "bilibili",
    "Ziroom": "ziroom",
}


@pytest.mark.parametrize(
    ("name", "id"),
    [("Xiaomi", "xiaomi"), ("Tencent", "tencent"), ("Lenovo", "lenovo"), ("Quorvia Labs", None)],
)
@pytest.mark.parametrize("before", ["Kuaishou", "Meituan", "Pinduoduo", "Bilibili"])
def test_another_company_throughout_is_another_subject_and_nothing_else(
    record: Read, before: str, name: str, id: Optional[str]
) -> None:
    made = record(WHOLE.replace(before, name))
    if id is None:
        id = next((company.id for company in made.companies if company.text == name), None)
        assert id is not None, "an unknown company is found by its name"
    expected = [
        one._replace(subject=id) if one.subject == COMPANIES[before] else one for one in claims(record(WHOLE))
    ]
    assert claims(made) == sorted(expected, key=repr)
    assert [finding[0] for finding in findings(made)] == [finding[0] for finding in findings(record(WHOLE))]


@pytest.mark.parametrize("years", [1, -1, 4])
def test_all_dates_moved_move_the_periods_and_nothing_else(record: Read, years: int) -> None:
    text = WHOLE
    moves = [(year, year + years) for year in range(2015, 2025)]
    for year, moved in reversed(moves) if years > 0 else moves:
        text = text.replace(f" {year}", f" {moved}")
    made = record(text, PUBLISHED.replace(year=PUBLISHED.year + years))

    def moved_day(day: Optional[date]) -> Optional[date]:
        return None if day is None else day.replace(year=day.year + years)

    expected = [
        one._replace(first=moved_day(one.first), last=moved_day(one.last)) for one in claims(record(WHOLE))
    ]
    assert claims(made) == sorted(expected, key=repr)
    assert [finding[:2] for finding in findings(made)] == [finding[:2] for finding in findings(record(WHOLE))]
