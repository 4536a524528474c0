"""Comparisons and ranks against the figures."""

from __future__ import annotations

from typing import Any

import pytest
from check_builder import YEAR_2020, Article

from extract.checking import check_record
from extract.model import Entity

GOAL = {"period": YEAR_2020, "status": "target"}


def compared(one: str, word: str, other: str, modifier: str = "=", **fields: Any):
    article = Article(f"Alpha has a goal of {one}, {word} Beta's goal of {other}.")
    first, second = article.figure(one, "CNY"), article.figure(other, "CNY")
    article.claim("Alpha", "gmv", first, **GOAL)
    base = article.claim("Beta", "gmv", second, **GOAL)
    start, end = article.span(word)
    span = {"start": start, "end": end}
    fields = {"kind": "comparison", "baseline": base, "modifier": modifier} | span | GOAL | fields
    article.claim("Alpha", "gmv", **{key: value for key, value in fields.items() if key not in span})
    article.claims[-1] = type(article.claims[-1])(
        **{name: getattr(article.claims[-1], name) for name in article.claims[-1].__struct_fields__} | span
    )
    return check_record(article.record)


@pytest.mark.parametrize(
    ("one", "word", "other"),
    [
        ("RMB 250 billion", "exceeding", "RMB 200 billion"),
        ("RMB 150 billion", "behind", "RMB 200 billion"),
        ("RMB 200 billion", "exceeding", "RMB 200 billion"),
        ("RMB 150 billion", "close to", "RMB 200 billion"),
        ("RMB 150 billion", "which may exceed", "RMB 200 billion"),
        ("RMB 150 billion", "beside", "RMB 200 billion"),
    ],
)
def test_a_comparison_that_the_figures_bear_out_or_that_is_none(one: str, word: str, other: str) -> None:
    assert compared(one, word, other) == ()


@pytest.mark.parametrize(
    ("one", "word", "other", "modifier"),
    [
        ("RMB 181 billion", "exceeding", "RMB 212 billion", "="),
        ("RMB 251 billion", "behind", "RMB 212 billion", "="),
        ("RMB 181 billion", "even", "RMB 212 billion", ">"),
        ("RMB 251 billion", "still", "RMB 212 billion", "<"),
    ],
)
def test_a_comparison_that_the_figures_deny(one: str, word: str, other: str, modifier: str) -> None:
    (finding,) = compared(one, word, other, modifier)
    assert (finding.check, finding.severity) == ("ordering", "error")
    assert set(finding.claims) == {"a#c1", "a#c2", "a#c3"}
    assert one in finding.message and other in finding.message


def test_a_scale_word_gone_wrong() -> None:
    (finding,) = compared("RMB 251 million", "exceeding", "RMB 212 billion")
    assert (finding.check, finding.repairs[0].text) == ("magnitude", "RMB 251 billion")


def ranked(place: int, *values: str, behind: bool = False) -> list[tuple[str, str]]:
    names = ("Alpha", "Beta", "Gamma", "Delta")
    text = ". ".join(f"{name} has {value}" for name, value in zip(names, values, strict=False))
    article = Article(f"{text}. Alpha is number {place}.")
    for name, value in zip(names, values, strict=False):
        article.claim(name, "dau", article.figure(value, "user"))
    rank = article.figure(f"number {place}", "rank", kind="rank")
    article.claim(
        "Alpha", "dau", rank, kind="rank", object=Entity(id="beta", name="Beta") if behind else None
    )
    return [(finding.check, finding.severity) for finding in check_record(article.record)]


def test_a_rank_must_leave_room_for_those_ahead() -> None:
    assert ranked(1, "313 million", "251 million") == []
    assert ranked(2, "251 million", "313 million", "101 million") == []
    assert ranked(2, "251 million") == []
    assert ranked(1, "251 million", "313 million") == [("ordering", "warning")]
    assert ranked(2, "151 million", "313 million", "251 million") == [("ordering", "warning")]


def test_second_behind_somebody_is_less_than_they_have() -> None:
    assert ranked(2, "251 million", "313 million", behind=True) == []
    assert ranked(2, "313 million", "251 million", behind=True) == [("ordering", "error")]
