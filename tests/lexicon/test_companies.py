"""The registry: what it holds, and a user's own file beside it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extract.errors import CrossfootError
from extract.lexicon.companies import KINDS, registry

HEADER = "id,name,kind,parent,ticker,country,city,fiscal_year_end,aliases,descriptions\n"


def test_it_is_large_and_a_third_of_it_chinese() -> None:
    countries = Counter(entry.country for entry in registry())
    assert len(registry()) >= 1500
    assert countries["CN"] >= 400
    assert min(countries[code] for code in ("US", "IN", "SG", "KR", "JP", "TW", "DE", "IL", "BR")) >= 10


def test_every_kind_is_there() -> None:
    assert {entry.kind for entry in registry()} == set(KINDS)


def test_no_two_companies_share_a_name() -> None:
    owners: dict[str, set[str]] = {}
    for entry in registry():
        for alias in entry.aliases:
            owners.setdefault(alias, set()).add(entry.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_two_companies_share_a_ticker() -> None:
    tickers = Counter(entry.ticker for entry in registry() if entry.ticker)
    assert [ticker for ticker, count in tickers.items() if count > 1] == []


@pytest.mark.parametrize(
    ("id_", "parent", "ticker", "city", "month"),
    [
        ("jd.com", None, "NASDAQ:JD", "Beijing", 12),
        ("alibaba", None, "NYSE:BABA", "Hangzhou", 3),
        ("taobao_live", "alibaba", None, "Hangzhou", 3),
        ("douyin", "bytedance", None, "Beijing", 12),
        ("apple", None, "NASDAQ:AAPL", "Cupertino", 9),
        ("youtube", "google", None, "San Bruno", 12),
        ("linkedin", "microsoft", None, "Sunnyvale", 6),
        ("softbank", None, "TSE:9984", "Tokyo", 3),
        ("infosys", None, "NSE:INFY", "Bengaluru", 3),
    ],
)
def test_facts(id_: str, parent: str | None, ticker: str | None, city: str, month: int) -> None:
    entry = registry().get(id_)
    assert entry is not None
    assert (entry.parent, entry.ticker, entry.city, entry.fiscal_year_end) == (parent, ticker, city, month)


def test_names_lead_to_their_company() -> None:
    for name in ("快手", "Kuaishou Technology", "Gifshow"):
        entry = registry().named(name)
        assert entry is not None and entry.id == "kuaishou"
    assert registry().named("Nobody at All") is None
    assert registry().get("nobody") is None


def test_a_doubtful_name_says_so() -> None:
    aliases = registry().aliases
    assert aliases["Kuaishou"].doubt == 0
    assert 0 < aliases["Apple"].doubt < aliases["Target"].doubt < aliases["X"].doubt
    assert aliases["Apple Inc"].doubt == 0


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(
        "id,name,parent,aliases,descriptions\n"
        "lumora,Lumora,,Lumora Technologies|露莫拉,scooter maker\n"
        "kuaishou,,lumora,K-Show,\n",
        encoding="utf-8",
    )
    return path


def test_a_users_file_adds_and_overrides(csv_file: Path) -> None:
    mine = registry(csv_file)
    assert len(mine) == len(registry()) + 1
    new = mine.get("lumora")
    assert new is not None and new.kind == "company" and new.fiscal_year_end == 12
    assert mine.named("露莫拉") == new
    changed, shipped = mine.get("kuaishou"), registry().get("kuaishou")
    assert changed is not None and shipped is not None
    assert (changed.name, changed.parent, changed.ticker) == ("Kuaishou", "lumora", shipped.ticker)
    assert {"K-Show", "快手"} <= set(changed.aliases)


def test_a_users_name_wins_over_the_shipped_owner_of_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,name,aliases\nother_ant,Other Ant,Ant Group\n", encoding="utf-8")
    entry = registry(path).named("Ant Group")
    assert entry is not None and entry.id == "other_ant"


def test_an_alias_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,aliases\nkuaishou,-Gifshow\n", encoding="utf-8")
    assert registry(path).named("Gifshow") is None


@pytest.mark.parametrize(
    "text",
    [
        '["lumora"]\nname = "Lumora"\naliases = ["Lumora Technologies"]\nfiscal_year_end = 6\n',
        '[[companies]]\nid = "lumora"\nname = "Lumora"\naliases = "Lumora Technologies"\nfiscal_year_end = 6\n',
    ],
)
def test_toml_will_do(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    entry = registry(path).named("Lumora Technologies")
    assert entry is not None and (entry.id, entry.fiscal_year_end) == ("lumora", 6)


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ("Lumora,Lumora,,,,,,,,\n", 2, "lower case"),
        ("lumora,,,,,,,,,\n", 2, "no name"),
        ("ok,Ok,,,,,,,,\nlumora,Lumora,shop,,,,,,,\n", 3, "the kind"),
        ("lumora,Lumora,,nobody,,,,,,\n", 2, "'nobody'"),
        ("one,One,,two,,,,,,\ntwo,Two,,one,,,,,,\n", 2, "above itself"),
        ("lumora,Lumora,,,LUM,,,,,\n", 2, "ticker"),
        ("lumora,Lumora,,,,China,,,,\n", 2, "country"),
        ("lumora,Lumora,,,,,,13,,\n", 2, "month"),
        ("lumora,Lumora,,,,,,,,\nlumora,Lumora,,,,,,,,\n", 3, "twice"),
        ("lumora,Lumora\n", 2, "cells"),
        ('lumora,"Lumora"x,,,,,,,,\n', 2, ""),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, rows: str, line: int, reason: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(CrossfootError) as caught:
        registry(path)
    assert (caught.value.code, caught.value.path, caught.value.line) == ("E401", str(path), line)
    assert reason in caught.value.message


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("head.csv", "name\nLumora\n", 1),
        ("column.csv", "id,nmae\nlumora,Lumora\n", 1),
        ("broken.toml", '["lumora"]\nname = \n', 2),
        ("column.toml", "a = 1\n", 1),
        ("cell.toml", '["ok"]\nname = "Ok"\n["lumora"]\nname = [1]\n', 3),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, name: str, text: str, line: int) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CrossfootError) as caught:
        registry(path)
    assert (caught.value.code, caught.value.path, caught.value.line) == ("E401", str(path), line)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(b"id,name\nlumora,\xff\xfe\n")
    with pytest.raises(CrossfootError, match="E401"):
        registry(path)
    with pytest.raises(CrossfootError, match="E401"):
        registry(tmp_path / "none.csv")
