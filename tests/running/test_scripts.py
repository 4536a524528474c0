"""A run from a script: the ten lines of the README, in a file, as people write them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """\
import sys
import extract

print("the script runs")
results = extract.run("news", out="out", model=sys.argv[1], engine="processes", workers=2)
print([record.id for record in results])
"""


def test_workers_do_not_run_the_script_that_started_them(tmp_path: Path, plain: str) -> None:
    (tmp_path / "news").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "news" / name).write_text("Acme said that it has 5 million users.")
    (tmp_path / "mine.py").write_text(SCRIPT)
    command = [sys.executable, "mine.py", plain]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("the script runs\n['a.txt', 'b.txt']\n", 0), done.stderr


def test_a_script_as_a_module_and_as_an_argument(tmp_path: Path, plain: str) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Acme said that it has 5 million users.")
    (tmp_path / "mine.py").write_text(SCRIPT)
    for out, how in (("module", ["-m", "mine"]), ("argument", ["-c", SCRIPT])):
        done = subprocess.run(
            [sys.executable, *how, plain], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert (done.stdout, done.returncode) == ("the script runs\n['a.txt']\n", 0), (out, done.stderr)
        (tmp_path / "out").rename(tmp_path / out)
