"""What articles, file names and arguments hold never reaches a terminal as a command to it, whatever the command."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hostile_words import EVIL, MARKUP, UNSAFE

from extract.writing.jsonl import encode

Call = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Good and bad articles whose names, titles, ids and words are all hostile."""
    made = tmp_path / f"news{EVIL}"
    made.mkdir()
    for number, (name, data) in enumerate(
        [
            (f"good{EVIL}.txt", f"Acme{EVIL} said that it had 5 million users.".encode()),
            (f"bad{EVIL}.txt", b"profit \xff\x00\xfe rose"),
            (f"unknown.{EVIL}", b"x"),
            (f"{MARKUP}.txt", f"{MARKUP}\n\nAcme said that it had 5 million users.".encode()),
            ("damaged.gz", b"\x1f\x8b\x1b[31m"),
            ("damaged.pdf", b"%PDF-1.4\x1b[31m 1 0 obj <<"),
            ("columns.csv", f"id,te{EVIL.replace(chr(10), '')}xt\n1,2\n".encode()),
        ]
    ):
        (made / f"{number}{name}").write_bytes(data)
    rows = [
        {"id": f"a{EVIL}", "title": f"T{EVIL}", "text": f"Acme{EVIL} Inc. had revenue of $5{EVIL} million."},
        {"id": f"b{EVIL}", "text": 5},
        {"id": f"c{EVIL}", "text": "Acme sold phones.", "published": f"May{EVIL}"},
        {EVIL: EVIL},
    ]
    (made / "lines.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return made


def test_a_run_says_nothing_that_a_terminal_acts_on(
    crossfoot: Call, folder: Path, plain: str, tmp_path: Path
) -> None:
    done = crossfoot("run", folder, "--out", tmp_path / f"out{EVIL}", "--model", plain, "--verbose")
    assert done.status == 3 and done.out == ""
    assert "3 articles read" in done.err and "8 inputs could not be read" in done.err
    assert not UNSAFE.search(done.err)


def test_records_on_standard_output_are_plain_lines(crossfoot: Call, folder: Path, plain: str) -> None:
    done = crossfoot("extract", folder, "--model", plain)
    assert not UNSAFE.search(done.out) and not UNSAFE.search(done.err)
    found = [json.loads(line) for line in done.out.splitlines()]
    assert len(found) == 11
    assert f"a{EVIL}" in [line["id"] for line in found], "what is escaped comes back"


def test_show_and_its_complaints_are_plain(crossfoot: Call, folder: Path, plain: str) -> None:
    for path in sorted(folder.iterdir()):
        done = crossfoot("show", path, "--model", plain, "--no-color")
        assert not UNSAFE.search(done.out) and not UNSAFE.search(done.err)
        assert all(line.startswith("crossfoot: ") for line in done.err.splitlines())


def test_check_names_a_hostile_record_on_one_line(crossfoot: Call, tmp_path: Path) -> None:
    path = tmp_path / f"records{EVIL}.jsonl"
    path.write_bytes(encode({"id": EVIL, EVIL: 1}) + b"\n")
    done = crossfoot("check", path, "--quiet")
    assert done.status == 3
    assert done.err.startswith("crossfoot: ") and done.err.count("\n") == 1
    assert not UNSAFE.search(done.err)


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", EVIL, "--out", "out"],
        ["extract", ".", f"--{EVIL}"],
        [EVIL],
        ["help", EVIL],
        ["show", EVIL],
        ["convert", EVIL, "--to", "USD", "--on", "2020-05-27"],
        ["convert", "RMB 5", "--to", EVIL, "--on", "2020-05-27"],
        ["run", ".", "--out", "out", "--published", EVIL],
    ],
)
def test_a_wrong_call_is_named_on_one_plain_line(
    crossfoot: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = crossfoot(*arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("crossfoot: ") and done.err.count("\n") == 1
    assert not UNSAFE.search(done.err)


def test_templates_in_titles_are_words(crossfoot: Call, folder: Path, plain: str, tmp_path: Path) -> None:
    crossfoot("run", folder, "--out", tmp_path / "out", "--model", plain)
    page = (tmp_path / "out/report.html").read_text(encoding="utf-8")
    shown = crossfoot("show", next(folder.glob("3*")), "--model", plain, "--no-color").out
    for text in (page, shown):
        assert "{{ 7 * 7 }}" in text and "[bold]" in text and "{0.__class__}" in text
        assert not re.search(r"\b49\b", text)
