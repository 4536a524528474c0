"""What happens to a run: killed workers, a killed parent, Ctrl-C, a full disk, articles that kill, raise or never end.

Each article ends in the records or in the errors exactly once, and what was taken up again equals what was never disturbed.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Start = Callable[..., "subprocess.Popen[str]"]

RESULTS = ("records.jsonl", "findings.jsonl", "errors.jsonl", "report.html")
ARTICLES = 150


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three shards of a file, with one line that is no JSON."""
    rows = [
        json.dumps({"id": f"n{number}", "text": f"It sold {number} units in 2019."})
        for number in range(ARTICLES)
    ]
    rows[70] = "no json"
    path = tmp_path_factory.mktemp("lines") / "news.jsonl"
    path.write_text("\n".join(rows))
    return path


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    try:
        _, err = process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    return process.returncode, err


def results(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in RESULTS}


def ids(out: Path) -> tuple[list[str], list[str]]:
    records = [json.loads(line)["id"] for line in (out / "records.jsonl").read_text().splitlines()]
    return records, [json.loads(line)["id"] for line in (out / "errors.jsonl").read_text().splitlines()]


def wait_for(out: Path, pattern: str, count: int, process: subprocess.Popen[str]) -> list[Path]:
    """Wait until the run has ``count`` files like ``pattern`` among its shards."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        found = sorted((out / ".crossfoot/shards").glob(pattern))
        if len(found) >= count:
            return found
        time.sleep(0.01)
    raise AssertionError(f"the run never had {count} of {pattern}: {process.communicate()}")


@pytest.fixture(scope="module")
def arguments(lines: Path, tiny: tuple[str, str]) -> list[str]:
    return ["run", str(lines), "--model", tiny[0]]


@pytest.fixture(scope="module")
def undisturbed(
    start: Start, arguments: list[str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    status, err = finish(start(*arguments, "--out", out, "--engine", "serial"))
    assert status == 3, err
    assert len(ids(out)[0]) == ARTICLES - 1
    return results(out)


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_any_number_of_workers_gives_the_same_bytes(
    start: Start, arguments: list[str], tmp_path: Path, undisturbed: dict[str, bytes], workers: int
) -> None:
    how = ["--engine", "processes", "--workers", workers]
    status, err = finish(start(*arguments, "--out", tmp_path / "out", *how))
    assert status == 3, err
    assert results(tmp_path / "out") == undisturbed
    assert json.loads((tmp_path / "out/run.json").read_text())["engine"] == "processes"


@pytest.mark.parametrize("how", [["--engine", "serial"], ["--workers", "2"]])
def test_ctrl_c_keeps_what_is_finished_and_the_next_run_goes_on(
    start: Start, arguments: list[str], tmp_path: Path, undisturbed: dict[str, bytes], how: list[str]
) -> None:
    out = tmp_path / "out"
    process = start(*arguments, "--out", out, *how, seconds=0.02)
    wait_for(out, "*.jsonl", 1, process)
    os.killpg(process.pid, signal.SIGINT)
    status, err = finish(process)
    assert status == 130
    assert "Traceback" not in err and "the same command goes on from there" in err
    assert not (out / "records.jsonl").exists()
    status, err = finish(start(*arguments, "--out", out, *how))
    assert status == 3 and "had been read by an earlier run" in err
    assert results(out) == undisturbed


def test_a_killed_worker_costs_no_article(
    start: Start, arguments: list[str], tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    out = tmp_path / "out"
    process = start(*arguments, "--out", out, "--workers", "2", seconds=0.02)
    trace = wait_for(out, "*.at", 2, process)[0]
    os.kill(int(trace.read_text().split()[0]), signal.SIGKILL)
    status, err = finish(process)
    assert status == 3, err
    assert results(out) == undisturbed


@pytest.mark.parametrize("finished", [0, 1, 2])
def test_a_killed_run_is_taken_up_and_leaves_no_process_behind(
    start: Start, arguments: list[str], tmp_path: Path, undisturbed: dict[str, bytes], finished: int
) -> None:
    out = tmp_path / "out"
    process = start(*arguments, "--out", out, "--workers", "2", seconds=0.01)
    traces = wait_for(out, "*.at" if not finished else "*.jsonl", finished or 1, process)
    workers = [int(path.read_text().split()[0]) for path in traces if path.suffix == ".at"]
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    end = time.monotonic() + 30
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    status, err = finish(start(*arguments, "--out", out, "--workers", "2"))
    assert status == 3, err
    assert results(out) == undisturbed


@pytest.mark.parametrize("how", [["--engine", "serial"], ["--workers", "2"]])
def test_articles_that_raise_eat_memory_or_never_end_are_named(
    start: Start, tiny: tuple[str, str], tmp_path: Path, how: list[str]
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("calm", "EATER", "FOREVER", "RAISER", "still"):
        (folder / f"{name}.txt").write_text(f"It is {name}.")
    limits = ("--time-limit", "2", "--memory-limit", "300")
    process = start("run", folder, "--out", tmp_path / "out", "--model", tiny[0], *limits, *how)
    status, err = finish(process)
    assert status == 3
    assert ids(tmp_path / "out") == (["calm.txt", "still.txt"], ["EATER.txt", "FOREVER.txt", "RAISER.txt"])
    errors = (tmp_path / "out/errors.jsonl").read_text()
    assert "more than 300 MB" in errors
    assert "longer than 2 seconds" in errors and "ValueError: this article raises" in errors
    assert "FOREVER.txt" in err and "Traceback" not in err


def test_articles_that_kill_their_process_are_found_and_named(
    start: Start, tiny: tuple[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    rows = [json.dumps({"id": f"n{number}", "text": f"It sold {number}."}) for number in range(70)]
    rows[3] = json.dumps({"id": "killer", "text": "It is a KILLER."})
    (folder / "many.jsonl").write_text("\n".join(rows))
    (folder / "one.txt").write_text("It is a KILLER too.")
    status, _ = finish(start("run", folder, "--out", tmp_path / "out", "--model", tiny[0], "--workers", "2"))
    assert status == 3
    records, errors = ids(tmp_path / "out")
    assert errors == ["killer", "one.txt"]
    assert records == [f"n{number}" for number in range(70) if number != 3]
    assert '"code":"E212"' in (tmp_path / "out/errors.jsonl").read_text()


MOMENTS = 10


def test_a_run_killed_at_ten_moments_ends_as_if_nothing_had_been(
    start: Start, arguments: list[str], tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    out = tmp_path / "out"
    chance = random.Random(7)
    for _ in range(MOMENTS):
        process = start(*arguments, "--out", out, "--workers", "2", seconds=0.01)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.2, 3.5))
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
    status, err = finish(start(*arguments, "--out", out, "--workers", "2"))
    assert status == 3, err
    assert results(out) == undisturbed


def test_a_full_disk_ends_a_run_with_one_line_and_the_next_goes_on(
    start: Start, arguments: list[str], tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    out = tmp_path / "out"

    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000))

    process = start(*arguments, "--out", out, "--engine", "serial", preexec_fn=small_files)
    status, err = finish(process)
    assert status == 2
    assert err.count("\n") == 1 and "[E501]" in err
    assert not list(out.rglob("*.part"))
    status, err = finish(start(*arguments, "--out", out, "--engine", "serial"))
    assert status == 3, err
    assert results(out) == undisturbed


def test_a_folder_that_cannot_be_written_is_one_line_and_costs_nothing(
    start: Start, arguments: list[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("I am no folder.")
    for out in (tmp_path / "file", tmp_path / "file/below", Path("/proc/none")):
        status, err = finish(start(*arguments, "--out", out))
        assert status == 2
        assert err.count("\n") == 1 and "[E501]" in err
    assert (tmp_path / "file").read_text() == "I am no folder."


def test_a_model_that_is_not_there_is_one_line_with_processes_too(
    start: Start, lines: Path, tmp_path: Path
) -> None:
    for how in (["--engine", "serial"], ["--workers", "2"]):
        status, err = finish(
            start("run", lines, "--out", tmp_path / "out", "--model", tmp_path / "none", *how)
        )
        assert status == 2
        assert err.count("\n") == 1 and "Traceback" not in err
