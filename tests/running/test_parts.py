"""Engines beyond one process: parts without any engine, and Ray. The bytes are those of a serial run."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
Start = Callable[..., "subprocess.Popen[str]"]
RESULTS = ("records.jsonl", "findings.jsonl", "errors.jsonl", "report.html")


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [json.dumps({"id": f"n{n}", "text": f"Acme sold {n} phones in 2019."}) for n in range(400)]
    rows[70] = "no json"
    path = tmp_path_factory.mktemp("lines") / "news.jsonl"
    path.write_text("\n".join(rows))
    return path


def results(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in RESULTS}


def test_parts_done_apart_and_finished_are_a_run(
    crossfoot: Call, tmp_path: Path, plain: str, news: Path
) -> None:
    arguments = ("run", news, "--model", plain)
    assert crossfoot(*arguments, "--out", tmp_path / "whole", "--engine", "serial").status == 3
    out = tmp_path / "parts"
    assert crossfoot(*arguments, "--out", out, "--part", "1/3").status == 0
    early = crossfoot(*arguments, "--out", out, "--finish")
    # Which shards fall to which part is decided by digests; seven hardly all fall to one.
    missing = set(re.findall(r"--part (\d/3)", early.err))
    assert early.status == 2 and "[E507]" in early.err and missing <= {"2/3", "3/3"} and missing
    assert not (out / "records.jsonl").exists()
    for part in ("3/3", "2/3"):
        assert crossfoot(*arguments, "--out", out, "--part", part).status == 0
    assert crossfoot(*arguments, "--out", out, "--finish").status == 3
    assert results(out) == results(tmp_path / "whole")


@pytest.mark.parametrize("part", ["0/3", "4/3", "3", "a/b", "1/0"])
def test_a_part_that_is_none(crossfoot: Call, tmp_path: Path, plain: str, news: Path, part: str) -> None:
    done = crossfoot("run", news, "--model", plain, "--out", tmp_path / "out", "--part", part)
    assert done.status == 2 and "[E104]" in done.err and "3/64" in done.err


@pytest.fixture(scope="module")
def serial(
    start: Start, news: Path, tiny: tuple[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("serial") / "out"
    process = start("run", news, "--out", out, "--model", tiny[0], "--engine", "serial")
    process.communicate(timeout=120)
    assert process.returncode == 3
    return results(out)


@pytest.mark.ray
def test_ray_gives_the_bytes_of_a_serial_run_and_survives_a_killed_worker(
    start: Start, news: Path, tiny: tuple[str, str], tmp_path: Path, serial: dict[str, bytes]
) -> None:
    pytest.importorskip("ray")
    out = tmp_path / "out"
    process = start(
        "run", news, "--out", out, "--model", tiny[0], "--engine", "ray", "--workers", "2", seconds=0.01
    )
    shards = out / ".crossfoot/shards"
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        traces = sorted(shards.glob("*.at")) if shards.exists() else []
        words = traces[0].read_text().split() if traces else []
        if words:
            os.kill(int(words[0]), signal.SIGKILL)
            break
        time.sleep(0.01)
    _, err = process.communicate(timeout=180)
    assert process.returncode == 3, err
    assert results(out) == serial
    assert json.loads((out / "run.json").read_text())["engine"] == "ray"


@pytest.mark.ray
def test_ray_names_the_article_that_kills(start: Start, tiny: tuple[str, str], tmp_path: Path) -> None:
    pytest.importorskip("ray")
    rows = [json.dumps({"id": f"n{n}", "text": f"It sold {n}."}) for n in range(20)]
    rows[3] = json.dumps({"id": "killer", "text": "It is a KILLER."})
    (tmp_path / "news.jsonl").write_text("\n".join(rows))
    out = tmp_path / "out"
    process = start(
        "run", tmp_path / "news.jsonl", "--out", out, "--model", tiny[0], "--engine", "ray", "--workers", "2"
    )
    _, err = process.communicate(timeout=180)
    assert process.returncode == 3, err
    failed = [json.loads(line) for line in (out / "errors.jsonl").read_text().splitlines()]
    assert [(line["id"], line["code"]) for line in failed] == [("killer", "E212")]
    assert len((out / "records.jsonl").read_text().splitlines()) == 19


def test_an_engine_that_is_not_installed(
    crossfoot: Call, tmp_path: Path, plain: str, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    done = crossfoot("run", news, "--model", plain, "--out", tmp_path / "out", "--engine", "ray")
    assert done.status == 2 and "pip install ray" in done.err
