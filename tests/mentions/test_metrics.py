"""Metric words: longest match, word edges, qualifiers."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.mentions.metrics import find_metrics


def found(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(mention.text, mention.metric, mention.scope) for mention in find_metrics(text)]


@pytest.mark.parametrize(
    ("text", "metric", "scope"),
    [
        ("net revenues", "revenue", ()),
        ("GMV", "gmv", ()),
        ("gross merchandise volume", "gmv", ()),
        ("DAUs", "dau", ()),
        ("monthly active users", "mau", ()),
        ("net losses", "net_loss", ()),
        ("livestreaming GMV", "gmv", ("livestreaming",)),
        ("live-streaming GMV", "gmv", ("livestreaming",)),
        ("cloud revenue", "revenue", ("cloud",)),
        ("adjusted net profit", "net_profit", ("adjusted",)),
        ("non-GAAP net income", "net_profit", ("adjusted",)),
        ("China sales", "sales", ("China",)),
        ("gross margin", "margin", ("gross",)),
        ("operating margin", "margin", ("operating",)),
        ("revenue from cloud services", "revenue", ("cloud",)),
        ("smartphone shipments in India", "shipments", ("smartphone", "India")),
    ],
)
def test_a_metric_and_its_qualifiers(text: str, metric: str, scope: tuple[str, ...]) -> None:
    ((said, id_, narrowed),) = found(text)
    assert (id_, narrowed) == (metric, scope)
    assert said in text


@pytest.mark.parametrize(
    "text",
    [
        "a map of the city",
        "the usher",
        "earnings report",
        "in order to win",
        "a host of problems",
        "GMVX",
        "the stock market",
    ],
)
def test_what_only_looks_like_a_metric(text: str) -> None:
    assert found(text) == []


def test_the_longest_words_win_and_nothing_overlaps() -> None:
    mentions = find_metrics("average revenue per user and daily active users (DAUs)")
    assert [mention.metric for mention in mentions] == ["arpu", "dau", "dau"]
    assert all(one.end <= two.start for one, two in itertools.pairwise(mentions))


@given(st.text(alphabet=st.sampled_from("GMVrevnu eİ’'-\n微营收🎉é\u0301(),.%1"), max_size=80))
def test_offsets_hold_in_any_text(text: str) -> None:
    for mention in find_metrics(text):
        assert text[mention.start : mention.end] == mention.text
