"""One number misprinted once: two values a slip of the pen apart are one value, others mostly two."""

from __future__ import annotations

from typing import Any, Optional

import pytest
from check_builder import YEAR_2019, Article

from extract.checking import check_record
from extract.model import Entity, Period

DAY = Period(first=YEAR_2019.last, last=YEAR_2019.last)


def two(
    one: str,
    other: str,
    metric: str = "capex",
    text: str = "Acme puts {} into clay. The {} will pay for a kiln.",
    **fields: Any,
) -> list[tuple[str, str]]:
    article = Article(text.format(one, other))
    unit = fields.pop("unit", "EUR")
    sources: tuple[Optional[str], Optional[str]] = fields.pop("sources", (None, None))
    at = 0
    for words, source in zip((one, other), sources, strict=True):
        nth = article.text[:at].count(words)
        at = article.text.index(words, at) + 1
        figure = article.figure(words, unit, nth)
        article.claim("Acme", metric, figure, metric_text="puts", attribution=source, **fields)
    return [(finding.check, finding.severity) for finding in check_record(article.record)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("€834 million", "€834 thousand"),
        ("€834 million", "€634 million"),
        ("€834 million", "€843 million"),
        ("€8.04 billion", "€8.4 billion"),
        ("€8.034 billion", "€9.03 billion"),
        ("€340 million", "€430 million"),
    ],
)
def test_a_slip_apart(one: str, other: str) -> None:
    ((check, severity),) = two(one, other)
    assert check in ("contradiction", "magnitude")
    assert severity == "warning"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("€834 million", "€759 million"),
        ("€8.4 billion", "€9.03 billion"),
        ("€8 billion", "€9 billion"),
        ("€834 million", "€51 million"),
    ],
)
def test_more_than_a_slip_apart(one: str, other: str) -> None:
    assert [severity for _, severity in two(one, other) if severity != "info"] == []


def test_a_slip_apart_that_is_none() -> None:
    assert two("€834 million", "€634 million", confidence=0.4) == []
    assert two("€834 million", "€634 million", text="Acme puts {} into clay and {} into sand.") == []
    told = "Acme puts {} into clay. It had first been given as {} by mistake."
    assert two("€834 million", "€634 million", text=told) == []


def test_two_sources_that_differ_are_news_but_a_zero_too_many_is_not() -> None:
    sources = ("Reuters", "Caixin")
    assert two("€834 million", "€634 million", metric="fine", period=DAY, sources=sources) == [
        ("contradiction", "info")
    ]
    assert two("€83.4 million", "€834 million", metric="fine", period=DAY, sources=sources) == [
        ("magnitude", "error")
    ]


def test_a_stake_whose_firm_is_named_once() -> None:
    article = Article("Acme bought 18.2% of Wendel. With a stake of 28.2% it can block any sale.")
    for words, side in (("18.2%", Entity(id="wendel", name="Wendel")), ("28.2%", None)):
        figure = article.figure(words, "percent")
        article.claim("Acme", "stake", figure, kind="share", object=side, period=DAY)
    assert [finding.check for finding in check_record(article.record)] == ["contradiction"]
