"""The command line of the public contract, line by line, with the pipeline that is shipped."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extract.model import Finding, Record

Call = Callable[..., Any]

# The slip: an earlier goal a thousand times too small, as one letter makes it.
SLIP = (
    "Kuaishou has set a target to sell merchandise worth RMB 250 billion (USD 35.2 billion) in 2020, "
    "up from an original goal of RMB 100 million."
)
CALM = (
    "JD.com said on Wednesday that its revenue rose 20.7% to RMB 146.2 billion in the first quarter of 2020."
)


def lines_of(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    (folder / "sub").mkdir(parents=True)
    (folder / "2020-05-27-slip.txt").write_text(SLIP, encoding="utf-8")
    (folder / "sub" / "calm.md").write_text(
        f"---\ndate: 2020-05-27\n---\n\n# Calm\n\n{CALM}", encoding="utf-8"
    )
    return folder


def test_run_writes_records_findings_and_a_report(crossfoot: Call, news: Path, tmp_path: Path) -> None:
    done = crossfoot("run", news, "--out", tmp_path / "out")
    assert (done.status, done.out) == (0, "")
    assert "2 articles read" in done.err and "report.html" in done.err
    records = lines_of(tmp_path / "out/records.jsonl")
    assert [record["id"] for record in records] == ["2020-05-27-slip.txt", "sub/calm.md"]
    assert [record["published"] for record in records] == ["2020-05-27", "2020-05-27"]
    assert all(set(record) == set(Record.__struct_fields__) for record in records)
    findings = lines_of(tmp_path / "out/findings.jsonl")
    (slip,) = [finding for finding in findings if finding["severity"] in ("error", "warning")]
    assert slip["check"] == "magnitude"
    assert {key.removesuffix("_") for key in Finding.__struct_fields__} == set(slip)
    assert slip["message"] in done.err
    assert (tmp_path / "out/errors.jsonl").read_text() == ""
    assert "<html" in (tmp_path / "out/report.html").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "out/run.json").read_text())["counts"]["articles"] == 2


def test_offsets_count_code_points(crossfoot: Call, tmp_path: Path) -> None:
    article = {"id": "a", "text": f"😀 “快手” {SLIP}", "published": "2020-05-27"}
    (record,) = crossfoot("extract", "-", stdin=json.dumps(article)).lines
    assert record["figures"]
    for name in ("companies", "figures", "dates"):
        for span in record[name]:
            assert record["text"][span["start"] : span["end"]] == span["text"]


def test_extract_into_a_folder(crossfoot: Call, news: Path, tmp_path: Path) -> None:
    inputs = (news / "2020-05-27-slip.txt", f"{news}/sub/*.md")
    done = crossfoot("extract", *inputs, "--out", tmp_path / "out")
    assert (done.status, done.out) == (0, "")
    assert [record["id"] for record in lines_of(tmp_path / "out/records.jsonl")] == [
        "2020-05-27-slip.txt",
        "calm.md",
    ]


def test_extract_reads_lines_and_answers_each_in_its_place(crossfoot: Call) -> None:
    articles = [
        json.dumps({"id": "one", "text": CALM, "published": "2020-05-27", "title": "Calm"}),
        "this is no JSON",
        json.dumps({"id": "two", "text": 5}),
        json.dumps({"id": "three", "text": "12 - 34"}),
        json.dumps({"id": "four", "text": SLIP}),
    ]
    done = crossfoot("extract", "-", stdin="\n".join(articles))
    assert done.status == 3
    first, *bad, last = done.lines
    assert set(first) == set(last) == set(Record.__struct_fields__)
    assert (first["id"], first["title"], first["published"]) == ("one", "Calm", "2020-05-27")
    assert (last["id"], last["published"]) == ("four", None)
    assert [(line["id"], set(line)) for line in bad] == [
        (name, {"id", "error"}) for name in (None, "two", "three")
    ]
    assert "line 2" in bad[0]["error"] and "E204" in bad[0]["error"]


def test_extract_answers_line_by_line(start: Call, tiny: tuple[str, str]) -> None:
    process = start("extract", "-", "--model", tiny[0], stdin=subprocess.PIPE)
    for number in range(3):
        process.stdin.write(json.dumps({"id": f"n{number}", "text": "It sold 5 million units."}) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == f"n{number}"
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    assert "3 articles read" in err


def test_extract_fills_findings_within_the_article(crossfoot: Call) -> None:
    article = {"id": "a", "text": SLIP, "published": "2020-05-27"}
    (record,) = crossfoot("extract", "-", stdin=json.dumps(article)).lines
    assert [finding["check"] for finding in record["findings"] if finding["severity"] != "info"] == [
        "magnitude"
    ]
    assert record["findings"][0]["repairs"][0]["text"] == "RMB 100 billion"


def test_check_reads_records_of_any_number_of_runs(crossfoot: Call, news: Path, tmp_path: Path) -> None:
    crossfoot("extract", news / "2020-05-27-slip.txt", "--out", tmp_path / "one")
    crossfoot("extract", news, "--out", tmp_path / "two")
    files = (tmp_path / "one/records.jsonl", tmp_path / "two/records.jsonl")
    once = crossfoot("check", files[1])
    assert once.status == 0 and len(once.lines) == 1
    assert crossfoot("check", *files).lines == once.lines
    assert crossfoot("check", tmp_path / "one", tmp_path / "two").lines == once.lines
    assert crossfoot("check", f"{tmp_path}/*/records.jsonl").lines == once.lines
    assert crossfoot("check", "-", stdin=files[1].read_text(encoding="utf-8")).lines == once.lines


def test_check_names_a_bad_record_and_goes_on(crossfoot: Call, news: Path, tmp_path: Path) -> None:
    crossfoot("extract", news, "--out", tmp_path / "out")
    records = (tmp_path / "out/records.jsonl").read_text(encoding="utf-8")
    done = crossfoot("check", "-", stdin=f'{{"id": "x", "text": 5}}\n{records}')
    assert done.status == 3
    assert [finding["check"] for finding in done.lines] == ["magnitude"]
    assert "line 1" in done.err and "text" in done.err


def test_check_can_write_a_report(crossfoot: Call, news: Path, tmp_path: Path) -> None:
    crossfoot("extract", news, "--out", tmp_path / "out")
    done = crossfoot("check", tmp_path / "out", "--out", tmp_path / "checked")
    assert (done.status, done.out) == (0, "")
    assert [finding["check"] for finding in lines_of(tmp_path / "checked/findings.jsonl")] == ["magnitude"]
    page = (tmp_path / "checked/report.html").read_text(encoding="utf-8")
    assert "1 error in 2 articles" in page

    done = crossfoot("check", tmp_path / "out", "--out", tmp_path / "sure", "--min-confidence", "0.999")
    assert lines_of(tmp_path / "sure/findings.jsonl") == []
    assert "No errors or warnings" in (tmp_path / "sure/report.html").read_text(encoding="utf-8")


def test_show_marks_spans_and_lists_claims_and_findings(crossfoot: Call, news: Path, tmp_path: Path) -> None:
    done = crossfoot("show", news / "2020-05-27-slip.txt")
    assert done.status == 0
    for mark in ("{Kuaishou}", "[RMB 100 million]", "RMB 100 [-million-]{+billion+}"):
        assert mark in done.out
    crossfoot("run", news, "--out", tmp_path / "out")
    assert crossfoot("show", "2020-05-27-slip.txt", "--from", tmp_path / "out").out == done.out
    assert "\x1b[" in crossfoot("show", news / "2020-05-27-slip.txt", "--color").out


@pytest.mark.parametrize(("level", "status"), [("error", 1), ("warning", 1)])
def test_status_1_where_such_a_finding_is_found(
    crossfoot: Call, news: Path, tmp_path: Path, level: str, status: int
) -> None:
    assert crossfoot("run", news, "--out", tmp_path / "out", "--fail-on", level).status == status
    assert crossfoot("run", news / "sub", "--out", tmp_path / "calm", "--fail-on", level).status == 0
    assert crossfoot("check", tmp_path / "out", "--fail-on", level).status == status
    assert crossfoot("extract", "-", "--fail-on", level, stdin=json.dumps({"text": SLIP})).status == status


def test_status_3_where_articles_could_not_be_read(crossfoot: Call, news: Path, tmp_path: Path) -> None:
    (news / "latin.txt").write_bytes("Café grew".encode("latin-1"))
    (news / "empty.txt").write_bytes(b"")
    (news / "digits.txt").write_bytes(b"1234 5678\n")
    (news / "lines.jsonl").write_text('{"id": "good", "text": "It is."}\nno json\n')
    with (news / "large.txt").open("wb") as stream:
        stream.truncate(50_000_000)
    done = crossfoot("run", news, "--out", tmp_path / "out")
    assert done.status == 3
    errors = lines_of(tmp_path / "out/errors.jsonl")
    assert [(Path(error["source"]).name, error["code"], error["line"]) for error in errors] == [
        ("digits.txt", "E205", None),
        ("empty.txt", "E201", None),
        ("large.txt", "E203", None),
        ("latin.txt", "E202", None),
        ("lines.jsonl", "E204", 2),
    ]
    assert all(set(error) == {"source", "id", "line", "code", "error", "remedy"} for error in errors)
    assert len(lines_of(tmp_path / "out/records.jsonl")) == 3
    for error in errors:
        assert error["source"] in done.err


def test_an_empty_folder_is_said_to_be_empty(crossfoot: Call, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    done = crossfoot("run", tmp_path / "news", "--out", tmp_path / "out")
    assert (done.status, done.out) == (0, "")
    assert "There is no article in" in done.err
