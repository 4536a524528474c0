"""Runs in this process: what is written, what is done again, what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract.errors import CrossfootError
from extract.running.files import Lock, written_whole
from extract.running.run import WORK, Outcome, run
from extract.settings import Options
from extract.writing.jsonl import decode_record

RESULTS = ("records.jsonl", "findings.jsonl", "errors.jsonl", "report.html")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "news"
    made.mkdir()
    for number in range(30):
        (made / f"{number:02}.txt").write_text(f"Acme said that it has {number} million users in 2019.")
    (made / "empty.txt").write_text("")
    return made


def results(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in RESULTS}


def go(folder: Path, out: Path, plain: str, **options: Any) -> Outcome:
    fresh = options.pop("fresh", False)
    return run([str(folder)], out, Options(model=plain, engine="serial", **options), fresh=fresh)


def test_everything_is_written(folder: Path, tmp_path: Path, plain: str) -> None:
    outcome = go(folder, tmp_path / "out", plain)
    records = [decode_record(line) for line in (tmp_path / "out/records.jsonl").read_bytes().splitlines()]
    assert [record.id for record in records] == [f"{number:02}.txt" for number in range(30)]
    (failure,) = [json.loads(line) for line in (tmp_path / "out/errors.jsonl").read_text().splitlines()]
    assert list(failure) == ["source", "id", "line", "code", "error", "remedy"]
    assert (failure["source"], failure["id"], failure["code"]) == (f"{folder}/empty.txt", "empty.txt", "E201")
    made = json.loads((tmp_path / "out/run.json").read_text())
    assert made == json.loads(json.dumps(outcome.run))
    assert (made["counts"]["articles"], made["counts"]["errors"]) == (30, 1)
    assert made["counts"]["claims"] == sum(len(record.claims) for record in records)
    assert made["options"]["model"] == plain
    date.fromisoformat(made["rates_last_day"])
    assert set(made["seconds"]) == {"extract", "merge", "check", "report"}
    assert not list((tmp_path / "out").rglob("*.part"))


def test_the_same_again_does_nothing_anew(folder: Path, tmp_path: Path, plain: str) -> None:
    first = go(folder, tmp_path / "out", plain)
    before = results(tmp_path / "out")
    second = go(folder, tmp_path / "out", plain)
    assert (first.run["counts"]["extracted_now"], second.run["counts"]["extracted_now"]) == (30, 0)
    assert results(tmp_path / "out") == before


def test_changes_in_the_folder_are_followed(folder: Path, tmp_path: Path, plain: str) -> None:
    go(folder, tmp_path / "out", plain)
    (folder / "00.txt").write_text("Acme denied that.")
    (folder / "05.txt").unlink()
    (folder / "99.txt").write_text("Acme said it again.")
    go(folder, tmp_path / "out", plain)
    go(folder, tmp_path / "anew", plain)
    assert results(tmp_path / "out") == results(tmp_path / "anew")
    text = (tmp_path / "out/records.jsonl").read_text()
    assert "denied" in text and "05.txt" not in text and "99.txt" in text


def test_other_options_are_refused_until_told_to_start_over(folder: Path, tmp_path: Path, plain: str) -> None:
    go(folder, tmp_path / "out", plain)
    before = results(tmp_path / "out")
    with pytest.raises(CrossfootError) as caught:
        go(folder, tmp_path / "out", plain, published=date(2020, 5, 27))
    assert caught.value.code == "E502"
    assert "published: none → 2020-05-27" in caught.value.message and "--fresh" in caught.value.remedy
    assert results(tmp_path / "out") == before
    go(folder, tmp_path / "out", plain, published=date(2020, 5, 27), fresh=True)
    assert b'"published":"2020-05-27"' in results(tmp_path / "out")["records.jsonl"]


def test_options_without_effect_on_records_may_change(folder: Path, tmp_path: Path, plain: str) -> None:
    go(folder, tmp_path / "out", plain)
    again = go(folder, tmp_path / "out", plain, quiet=True, time_limit=5.0, fail_on="error")
    assert again.run["counts"]["extracted_now"] == 0


def test_two_articles_with_one_id_get_two(tmp_path: Path, plain: str) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.jsonl").write_text(
            json.dumps({"id": "same", "text": f"File {name} has 5 million users."})
        )
    run([str(folder)], tmp_path / "out", Options(model=plain))
    records = [decode_record(line) for line in (tmp_path / "out/records.jsonl").read_bytes().splitlines()]
    assert [(record.id, record.text[:6]) for record in records] == [("same", "File a"), ("same~2", "File b")]
    assert all(claim.id.startswith(f"{record.id}#") for record in records for claim in record.claims)


def test_the_report_of_a_large_run_is_an_index_and_pages_that_leave_with_it(
    tmp_path: Path, plain: str
) -> None:
    news, out = tmp_path / "news.jsonl", tmp_path / "out"
    rows = [
        json.dumps({"id": f"n{number}", "text": f"Acme had {number} users in 2019."}) for number in range(101)
    ]
    news.write_text("\n".join(rows))
    go(news, out, plain)
    pages = sorted(page.name for page in (out / "report").iterdir())
    assert [name for name in pages if name.startswith("articles")] == [
        f"articles-{n}.html" for n in (1, 2, 3)
    ]
    assert "report/articles-3.html" in (out / "report.html").read_text("utf-8")

    news.write_text("\n".join(rows[:50]))
    go(news, out, plain)
    assert (out / "report.html").is_file() and not (out / "report").exists()

    news.write_text("\n".join(rows))
    go(news, out, plain)
    run([str(news)], out, Options(model=plain, engine="serial"), check=False)
    assert not list(out.rglob("*.html"))


def test_the_output_is_no_input(folder: Path, plain: str) -> None:
    go(folder, folder / "out", plain)
    assert go(folder, folder / "out", plain).run["counts"]["articles"] == 30


def test_a_run_into_a_folder_where_one_is_running_is_refused(
    folder: Path, tmp_path: Path, plain: str
) -> None:
    go(folder, tmp_path / "out", plain)
    with Lock(tmp_path / "out" / WORK / "lock"), pytest.raises(CrossfootError) as caught:
        go(folder, tmp_path / "out", plain)
    assert caught.value.code == "E503"
    go(folder, tmp_path / "out", plain)


def test_a_source_that_is_not_there_leaves_no_output(tmp_path: Path, plain: str) -> None:
    with pytest.raises(CrossfootError) as caught:
        go(tmp_path / "nowhere", tmp_path / "out", plain)
    assert caught.value.code == "E101"
    assert not (tmp_path / "out").exists()


def test_extraction_alone_leaves_no_stale_findings(folder: Path, tmp_path: Path, plain: str) -> None:
    go(folder, tmp_path / "out", plain)
    outcome = run([str(folder)], tmp_path / "out", Options(model=plain), check=False)
    assert outcome.run["counts"]["extracted_now"] == 0
    assert sorted(path.name for path in (tmp_path / "out").glob("*.*")) == [
        ".crossfoot",
        "errors.jsonl",
        "records.jsonl",
        "run.json",
    ]


def test_an_empty_folder_is_a_run_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    outcome = run([str(tmp_path / "news")], tmp_path / "out")
    assert outcome.run["counts"]["articles"] == 0
    assert (tmp_path / "out/records.jsonl").read_bytes() == b""


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("before")
    with pytest.raises(ZeroDivisionError), written_whole(path) as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.jsonl", "before")]
