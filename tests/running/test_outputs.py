"""A run in other forms: Parquet, CSV, DuckDB; an output folder at an address; progress for machines."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

Call = Callable[..., Any]
CORPUS = Path(__file__).parents[2] / "corpus/articles"
TABLES = ("articles", "companies", "figures", "dates", "claims", "findings")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over the corpus with everything that can be written."""
    from extract.cli import status_of

    made = tmp_path_factory.mktemp("outputs")
    formats = ["--format", "parquet", "--format", "csv", "--db", str(made / "news.duckdb")]
    assert status_of(["run", str(CORPUS), "--out", str(made / "out"), "--quiet", *formats]) == 0
    return made


def records(out: Path) -> list[dict[str, Any]]:
    lines = (out / "out/records.jsonl").read_text().splitlines()
    return [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in lines]


def test_parquet_holds_a_row_for_everything(out: Path) -> None:
    rows = {name: parquet.read_table(out / f"out/tables/{name}.parquet") for name in TABLES}
    found = records(out)
    assert rows["articles"].num_rows == len(found)
    for name in ("companies", "figures", "dates", "claims"):
        assert rows[name].num_rows == sum(len(record[name]) for record in found)
    assert rows["findings"].num_rows == len((out / "out/findings.jsonl").read_text().splitlines())


def test_decimals_are_exact(out: Path) -> None:
    table = parquet.read_table(out / "out/tables/claims.parquet")
    assert str(table.schema.field("low").type) == "decimal128(38, 18)"
    assert table.schema.field("low").metadata[b"about"]
    stated = [claim["low"] for record in records(out) for claim in record["claims"]]
    assert table.column("low").to_pylist() == stated


def test_csv_is_made_for_spreadsheets(out: Path) -> None:
    data = (out / "out/claims.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert len(rows) == sum(len(record["claims"]) for record in records(out))
    assert not (out / "out/figures.csv").exists()


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_text_that_a_spreadsheet_would_run_is_quoted(
    crossfoot: Call, tmp_path: Path, plain: str, start: str
) -> None:
    text = f"{start}cmd revenue of Acme was $5 million in 2019."
    line = json.dumps({"id": f"{start}1+1", "text": text})
    (tmp_path / "a.jsonl").write_text(line)
    arguments = ("run", tmp_path / "a.jsonl", "--out", tmp_path / "out", "--model", plain, "--format", "csv")
    assert crossfoot(*arguments).status == 0
    rows = list(csv.DictReader((tmp_path / "out/claims.csv").read_text("utf-8-sig").splitlines()))
    assert rows
    assert all(row["id"].startswith(f"'{start}1+1") for row in rows)


def test_duckdb_has_the_tables_and_ready_views(out: Path) -> None:
    import duckdb

    with duckdb.connect(str(out / "news.duckdb"), read_only=True) as database:
        counts = {name: database.execute(f"SELECT count(*) FROM {name}").fetchone() for name in TABLES}
        assert counts["claims"] == (sum(len(record["claims"]) for record in records(out)),)
        over_time = database.execute("SELECT company, status, low FROM claims_over_time").fetchall()
        assert ("kuaishou", "target", Decimal(250_000_000_000)) in over_time
        conflicts = database.execute("SELECT DISTINCT finding FROM conflicts").fetchall()
        named = database.execute("SELECT count(*) FROM findings WHERE claims <> ''").fetchone()
        assert named == (len(conflicts),)


def test_without_duckdb_one_line_says_what_to_install(
    crossfoot: Call, tmp_path: Path, plain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    (tmp_path / "a.txt").write_text("Acme sold 5 million phones in 2019.")
    arguments = (
        "run",
        tmp_path / "a.txt",
        "--out",
        tmp_path / "out",
        "--model",
        plain,
        "--db",
        tmp_path / "x.db",
    )
    done = crossfoot(*arguments)
    assert done.status == 2 and "pip install duckdb" in done.err
    assert not list(tmp_path.rglob("*.part"))


def test_json_log_is_json_alone(crossfoot: Call, tmp_path: Path, plain: str) -> None:
    (tmp_path / "a.txt").write_text("Acme sold 5 million phones in 2019.")
    done = crossfoot("run", tmp_path / "a.txt", "--out", tmp_path / "out", "--model", plain, "--json-log")
    events = [json.loads(line) for line in done.err.splitlines()]
    assert [event["event"] for event in events] == ["shard", "stage", "stage", "stage", "done"]
    assert events[0]["articles"] == events[-1]["counts"]["articles"] == 1
    assert done.out == ""


def test_verbose_names_shards_and_stages(crossfoot: Call, tmp_path: Path, plain: str) -> None:
    (tmp_path / "a.txt").write_text("Acme sold 5 million phones in 2019.")
    arguments = ("run", tmp_path / "a.txt", "--out", tmp_path / "out", "--model", plain, "--verbose")
    first = crossfoot(*arguments)
    assert "1 articles in" in first.err and "slowest a.txt" in first.err and "checking" in first.err
    assert "from an earlier run" in crossfoot(*arguments).err


def test_an_output_folder_at_an_address_is_kept_up_to_date(
    crossfoot: Call, tmp_path: Path, plain: str
) -> None:
    import fsspec

    news = tmp_path / "news"
    news.mkdir()
    for number in range(3):
        (news / f"{number}.txt").write_text(f"Acme sold {number} million phones in 2019.")
    there = "memory://bucket/out"
    here = tmp_path / "out"
    assert crossfoot("run", news, "--out", here, "--model", plain).status == 0
    first = crossfoot("run", news, "--out", there, "--model", plain)
    assert first.status == 0 and "Look at memory://bucket/out/report.html" in first.err
    system = fsspec.filesystem("memory")
    for name in ("records.jsonl", "findings.jsonl", "errors.jsonl"):
        assert system.cat(f"/bucket/out/{name}") == (here / name).read_bytes()
    assert (
        "3 of the articles had been read by an earlier run"
        in crossfoot("run", news, "--out", there, "--model", plain).err
    )
    (news / "0.txt").unlink()
    crossfoot("run", news, "--out", there, "--model", plain)
    assert len(system.find("/bucket/out/.crossfoot/shards")) == 1
    other = crossfoot("run", news, "--out", there, "--model", plain, "--min-confidence", "0.5")
    assert other.status == 2 and "[E502]" in other.err


def test_pages_of_a_report_at_an_address_leave_with_it(crossfoot: Call, tmp_path: Path, plain: str) -> None:
    import fsspec

    system = fsspec.filesystem("memory")
    news = tmp_path / "news.jsonl"
    for count, pages in ((101, 3), (50, 0)):
        rows = [json.dumps({"id": f"n{n}", "text": f"Acme had {n} users in 2019."}) for n in range(count)]
        news.write_text("\n".join(rows))
        assert crossfoot("run", news, "--out", "memory://large/out", "--model", plain).status == 0
        assert len(system.glob("/large/out/report/articles-*.html")) == pages
    assert system.exists("/large/out/report.html")
