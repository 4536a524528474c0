"""The table of metrics and the user's additions to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.errors import CrossfootError
from extract.lexicon.metrics import load_metrics
from extract.mentions.metrics import find_metrics

CONTRACT = [
    "revenue",
    "gross_profit",
    "operating_profit",
    "operating_loss",
    "net_profit",
    "net_loss",
    "ebitda",
    "margin",
    "eps",
    "dividend",
    "share_buyback",
    "cash",
    "gmv",
    "sales",
    "orders",
    "transactions",
    "valuation",
    "market_cap",
    "share_price",
    "price_target",
    "ipo_proceeds",
    "funding",
    "investment",
    "stake",
    "acquisition_price",
    "debt",
    "fine",
    "cost",
    "rnd_spend",
    "capex",
    "price",
    "arpu",
    "users",
    "dau",
    "mau",
    "paying_users",
    "subscribers",
    "customers",
    "merchants",
    "creators",
    "drivers",
    "viewers",
    "time_spent",
    "penetration",
    "downloads",
    "employees",
    "layoffs",
    "stores",
    "shipments",
    "deliveries",
    "production",
    "capacity",
    "market_size",
    "market_share",
    "traffic",
    "founded",
    "launch",
    "other",
]


def test_the_metrics_of_the_contract_are_all_there() -> None:
    assert list(load_metrics().metrics) == CONTRACT


def test_bounds_name_metrics_that_exist() -> None:
    metrics = load_metrics().metrics
    assert all(id_ in metrics for metric in metrics.values() for id_ in metric.at_most)


def test_a_user_adds_a_metric_and_words_to_another(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[robotaxi_rides]\nwords = ["paid robotaxi ride"]\nunit_kinds = ["count"]\n\n[revenue]\nwords = ["moolah"]\n'
    )
    lexicon = load_metrics(path)
    mentions = find_metrics("Moolah rose, as did paid robotaxi rides and revenue.", lexicon)
    assert [mention.metric for mention in mentions] == ["revenue", "robotaxi_rides", "revenue"]
    assert lexicon["revenue"].nature == "flow" and lexicon["revenue"].additive


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[revenue]\nwords = [\n", None, ""),
        ('[revenue]\nwords = ["a"]\nnature = "river"\n', 3, "river"),
        ('[gmv]\nwords = ["a"]\n\n[revenue]\nwords = "turnover"\n', 5, "revenue"),
        ('\n["Revenue Of Mine"]\nwords = ["a"]\n', 2, "lower case"),
        ('[mine]\nwords = ["a"]\nword = ["b"]\n', 3, "word"),
        ('[mine]\nwords = [" "]\n', 1, "empty"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path: Path, text: str, line: int | None, said: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(CrossfootError) as raised:
        load_metrics(path)
    assert raised.value.code == "E401" and raised.value.path == str(path)
    assert said in str(raised.value)
    if line is not None:
        assert raised.value.line == line


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CrossfootError, match=re.escape("[E401]")):
        load_metrics(tmp_path / "none.toml")
