"""A program alone with its input: no network, nothing written but the results, and the same results on any machine."""

from __future__ import annotations

import ast
import gzip
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import extract

# Python runs it in every process before anything else. What a library does is noted even where the library swallows the
# exception; what is noted stays noted.
GUARD = """
import os, sys
log = os.open(os.environ["GUARD_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
allowed = [path for path in os.environ["GUARD_ALLOWED"].split(os.pathsep) if path]
network = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
changing = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.utime"}

def guard(event, arguments):
    if event in network:
        # A path is a socket between our own processes.
        if event == "socket.getaddrinfo" or not isinstance(arguments[-1], (str, bytes)):
            os.write(log, f"{event} {arguments[1:]!r}\\n".encode("utf-8", "replace"))
            raise PermissionError("no network")
        return
    place = -1
    if event == "open":
        path, mode, flags = arguments
        if path is None or not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
            return
    elif event in changing:
        path = arguments[1] if event == "os.rename" else arguments[0]
        place = arguments[-1] if event in ("os.mkdir", "os.remove", "os.rmdir") else -1
    else:
        return
    if isinstance(path, int):
        return
    # What is named within an open folder is named by the folder's number.
    folder = os.getcwd() if place == -1 else os.readlink(f"/proc/self/fd/{place}")
    path = os.path.abspath(os.path.join(folder, os.fsdecode(path)))
    if path != os.devnull and not any(path == one or path.startswith(one + os.sep) for one in allowed):
        os.write(log, f"{event} {path}\\n".encode("utf-8", "replace"))

sys.addaudithook(guard)
"""

ARTICLE = "Kuaishou aims to sell goods worth RMB 250 billion (USD 35.2 billion) in 2020, up from an original goal of RMB 100 million."


@pytest.fixture
def server() -> Iterator[tuple[int, list[str]]]:
    """A port, and who has called at it."""
    callers: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        over = threading.Event()

        def answer() -> None:
            while not over.is_set():
                try:
                    connection, _ = listening.accept()
                except TimeoutError:
                    continue
                callers.append(connection.recv(200).decode("latin-1"))
                connection.close()

        thread = threading.Thread(target=answer)
        thread.start()
        yield listening.getsockname()[1], callers
        over.set()
        thread.join()


@pytest.fixture
def news(tmp_path: Path, server: tuple[int, list[str]]) -> Path:
    """Articles of many formats, full of things to fetch."""
    port, _ = server
    there = f"http://127.0.0.1:{port}"
    folder = tmp_path / "news"
    folder.mkdir()
    page = (
        f'<!DOCTYPE html SYSTEM "{there}/page.dtd" [<!ENTITY x SYSTEM "{there}/entity"><!ENTITY y SYSTEM "file:///etc/passwd">]>'
        f'<html><head><base href="{there}/"><link rel="stylesheet" href="{there}/a.css"><link rel="canonical" href="{there}/c">'
        f'<meta http-equiv="refresh" content="0;url={there}/refresh"><script src="{there}/a.js"></script></head>'
        f'<body><article><h1>Goals</h1><img src="{there}/a.png"><iframe src="{there}/frame"></iframe>'
        f"<p>&x; &y; {ARTICLE}</p><p>{ARTICLE}</p></article></body></html>"
    )
    (folder / "page.html").write_text(page)
    (folder / "page.xhtml").write_text('<?xml version="1.0"?>' + page)
    (folder / "notes.md").write_text(
        f"---\nsource: {there}/notes\n---\n![a picture]({there}/b.png)\n\n{ARTICLE}\n"
    )
    row = {
        "id": "row",
        "published": "2020-05-27",
        "source": f"{there}/row",
        "text": f"{ARTICLE} See {there}/more.",
    }
    (folder / "rows.jsonl.gz").write_bytes(gzip.compress(json.dumps(row).encode()))
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("../../../escape.txt", ARTICLE)
    return folder


def guarded(
    tmp_path: Path,
    call: list[object],
    allowed: list[Path],
    *,
    stdin: str = "",
    environment: Mapping[str, str] = {},
) -> tuple[subprocess.CompletedProcess[str], str]:
    """What a command left, and what the guard noted; home is read-only and the folder it stands in as well."""
    guard = tmp_path / "guard"
    guard.mkdir(exist_ok=True)
    (guard / "sitecustomize.py").write_text(GUARD)
    for name in ("home", "here"):
        (tmp_path / name).mkdir(mode=0o555, exist_ok=True)
    known = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    paths = [str(guard), os.environ.get("PYTHONPATH", "")]
    result = subprocess.run(
        [sys.executable, *map(str, call)],
        cwd=tmp_path / "here",
        input=stdin,
        capture_output=True,
        text=True,
        env={
            **known,
            "HOME": str(tmp_path / "home"),
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "PYTHONDONTWRITEBYTECODE": "1",
            "GUARD_LOG": str(tmp_path / "guard.log"),
            "GUARD_ALLOWED": os.pathsep.join(f"{path}" for path in allowed),
            **environment,
        },
    )
    assert not list((tmp_path / "home").iterdir()) and not list((tmp_path / "here").iterdir())
    return result, (tmp_path / "guard.log").read_text()


@pytest.mark.parametrize("how", [[], ["--engine", "processes", "--workers", "2"]])
def test_a_run_calls_nobody_and_writes_into_its_folder_alone(
    tmp_path: Path, news: Path, server: tuple[int, list[str]], how: list[object]
) -> None:
    before = sorted(news.rglob("*"))
    out = tmp_path / "out"
    # A short path: a socket's has room for some hundred characters.
    temporary = Path(tempfile.mkdtemp(dir="/tmp"))
    formats = ["--format", "parquet", "--format", "csv", "--db", out / "news.duckdb"]
    # Where several processes work, their pipe to each other is a file among the temporary ones; it goes with them.
    allowed = [out, temporary] if how else [out]
    call = ["-m", "extract", "run", news, "--out", out, *formats, *how]
    done, noted = guarded(tmp_path, call, allowed, environment={"TMPDIR": str(temporary)})
    assert (done.returncode, noted, server[1]) == (0, "", []), done.stderr
    assert len((out / "records.jsonl").read_text().splitlines()) == 5
    assert "root:" not in (out / "records.jsonl").read_text(), "no entity opens a file"
    assert sorted(news.rglob("*")) == before and not list(temporary.iterdir())


def test_extract_check_and_show_call_nobody_and_leave_nothing(
    tmp_path: Path, news: Path, plain: str, server: tuple[int, list[str]]
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    there = {"TMPDIR": str(temporary)}
    extracted, noted = guarded(
        tmp_path, ["-m", "extract", "extract", news, "--model", plain], [temporary], environment=there
    )
    assert (extracted.returncode, noted) == (0, ""), extracted.stderr
    assert len(extracted.stdout.splitlines()) == 5
    line = json.dumps({"id": "a", "text": ARTICLE})
    streamed, noted = guarded(
        tmp_path,
        ["-m", "extract", "extract", "-", "--model", plain],
        [temporary],
        stdin=line,
        environment=there,
    )
    assert (streamed.returncode, noted) == (0, ""), streamed.stderr
    checked, noted = guarded(tmp_path, ["-m", "extract", "check", "-"], [], stdin=extracted.stdout)
    assert (checked.returncode, noted) == (0, ""), checked.stderr
    assert '"magnitude"' in checked.stdout
    reported, noted = guarded(
        tmp_path,
        ["-m", "extract", "check", "-", "--out", tmp_path / "out"],
        [tmp_path / "out"],
        stdin=extracted.stdout,
    )
    assert (reported.returncode, noted) == (0, ""), reported.stderr
    shown, noted = guarded(
        tmp_path,
        ["-m", "extract", "show", news / "page.html", "--model", plain],
        [temporary],
        environment=there,
    )
    assert (shown.returncode, noted) == (0, ""), shown.stderr
    assert not server[1] and not list(temporary.iterdir())


def test_the_guard_sees_what_it_is_there_to_see(tmp_path: Path, server: tuple[int, list[str]]) -> None:
    program = f"import socket; socket.create_connection(('127.0.0.1', {server[0]}))"
    done, noted = guarded(tmp_path, ["-c", program], [tmp_path / "out"])
    assert done.returncode == 1 and "socket." in noted and not server[1]
    _, noted = guarded(
        tmp_path, ["-m", "extract", "check", "-", "--out", tmp_path / "out"], [tmp_path / "else"]
    )
    assert f"os.mkdir {tmp_path}/out" in noted and f"open {tmp_path}/out/findings.jsonl" in noted


def test_nothing_of_ours_reads_a_pickle_or_runs_a_program() -> None:
    package = Path(extract.__file__).parent
    running = {"pickle", "cPickle", "marshal", "shelve", "dill", "joblib", "subprocess", "code", "runpy"}
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not running & {name.split(".")[0] for name in names}, path
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("eval", "exec", "os.system", "os.popen", "compile"), path
                if called in ("numpy.load", "np.load"):
                    assert "allow_pickle=False" in ast.unparse(node), path


HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C.UTF-8"}
# A locale without UTF-8, so that nothing may rely on the one it finds; a day that is another one half of the time.
ELSEWHERE = {
    "PYTHONHASHSEED": "4242",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANGUAGE": "de",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
}
RESULTS = ("records.jsonl", "findings.jsonl", "errors.jsonl", "report.html", "claims.csv")


def test_another_hash_seed_time_zone_and_locale_give_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "快手 news"
    folder.mkdir()
    articles = Path(__file__).parents[2] / "corpus/articles"
    for path in sorted(path for path in articles.iterdir() if path.is_file())[:6]:
        (folder / f"é {path.name}").write_bytes(path.read_bytes())
    examples = Path(__file__).parents[1] / "examples/claims_paragraphs.jsonl"
    (folder / "examples.jsonl").write_bytes(examples.read_bytes())
    (folder / "坏.txt").write_bytes(b"profit \xff\xfe rose")
    (folder / "slip.txt").write_text(ARTICLE)
    results = []
    for name, environment in (("here", HERE), ("elsewhere", ELSEWHERE)):
        out = tmp_path / f"out {name}"
        call: list[object] = ["-m", "extract", "run", folder, "--out", out, "--format", "csv"]
        done, noted = guarded(tmp_path, call, [out], environment=environment)
        assert (done.returncode, noted) == (3, ""), done.stderr
        results.append({file: (out / file).read_bytes() for file in RESULTS})
    here, elsewhere = results
    assert "坏.txt" in json.loads(here["errors.jsonl"])["source"] and len(here["findings.jsonl"]) > 100
    assert {file: here[file] == elsewhere[file] for file in RESULTS} == dict.fromkeys(RESULTS, True)
