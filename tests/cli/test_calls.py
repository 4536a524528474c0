"""Calls: what is said of wrong ones, what is loaded for light ones, where words and data go."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from extract.errors import CATALOGUE, NOTES

Call = Callable[..., "tuple[int, str, str]"]
HEAVY = ("spacy", "sklearn", "pyarrow", "trafilatura", "pandas", "numpy")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (tmp_path / "empty").mkdir()
    (folder / "a.txt").write_text("Acme said that it has 5 million users.")
    return folder


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "nowhere", "--out", "out"], "nowhere: there is no such file or folder."),
        (["extract", "*.nothing", "--out", "out"], "*.nothing: there is no such file or folder."),
        (["extract", "nowhere"], "nowhere: there is no such file or folder."),
        (["check", "nowhere.jsonl"], "nowhere.jsonl: there is no such file or folder."),
        (["explain", "a#f1", "nowhere"], "nowhere: there is no such file or folder."),
        (["explain", "a#f1"], "out: there is no such file or folder."),
        (["show", "nowhere.txt"], "nowhere.txt: there is no such file or folder."),
        (["run", "news", "--out", "out", "--published", "27 May"], "'27 May' is no date."),
        (["run", "news", "--out", "out", "--workers", "0"], "workers"),
        (["run", "news", "--out", "out", "--engine", "magic"], "'magic' is not one of"),
        (["run", "news", "--out", "out", "--rates", "none.csv"], "none.csv: there is no such file"),
        (["run", "news", "--out", "out", "--config", "none.toml"], "none.toml: there is no such file"),
        (["run", "news", "--out", "news/a.txt"], "the output folder can't be written (it is a file)"),
        (["run", "news", "--out", "news/a.txt/out"], "the output folder can't be written"),
        (["run", "news"], "missing option '--out'"),
        (["run", "--out", "out"], "missing argument 'FOLDER...'"),
        (["run", "news", "--out", "out", "--colour"], "--colour"),
        (["run", "news", "--ou", "out"], "'--ou' (did you mean '--out'?). See 'crossfoot run --help'."),
        (["show", "empty"], "there is no article in it. Name a file, or a folder"),
        (["fly"], "no such command 'fly'"),
        ([], "missing command"),
        (["help", "E999"], "'E999' is unknown"),
        (["convert", "88%", "--to", "USD", "--on", "2020-05-27"], "the amount '88%' is unknown"),
        (["convert", "RMB 5", "--to", "XYZ", "--on", "2020-05-27"], "no exchange rate for XYZ"),
        (["convert", "RMB 5", "--to", "USD", "--on", "2020-05-32"], "'2020-05-32' is no date"),
    ],
)
def test_a_wrong_call_is_one_line_and_status_2(
    crossfoot: Call, news: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(news.parent)
    status, out, err = crossfoot(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("crossfoot: ") and err.count("\n") == 1
    assert said in err
    code = re.search(r" \[(E\d{3})\]$", err)
    assert code and code[1] in CATALOGUE
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--help"], 0),
        (["run", "--help"], 0),
        (["schema"], 0),
        (["help", "E204"], 0),
        (["check", "-"], 0),
        (["explain", "a#f1", "nowhere"], 2),
        (["run", "nowhere", "--out", "out"], 2),
        (["run", ".", "--published", "May", "--out", "out"], 2),
        (["fly"], 2),
    ],
)
def test_light_calls_load_nothing_heavy(arguments: list[str], status: int, tmp_path: Path) -> None:
    program = (
        "import sys; from extract.cli import status_of; status = status_of(sys.argv[1:]);"
        f"print(status, sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, *arguments]
    result = subprocess.run(command, input="", capture_output=True, text=True, cwd=tmp_path, check=True)
    assert result.stderr.splitlines()[-1] == f"{status} []"


def test_help_names_every_command_and_status(crossfoot: Call) -> None:
    status, out, _ = crossfoot("--help")
    assert status == 0
    for word in ("run", "extract", "check", "show", "explain", "schema", "convert", "help", "Exit status"):
        assert word in out
    for name in ("run", "extract", "check", "show", "explain", "schema", "convert"):
        assert crossfoot("help", name)[1].startswith(f"Usage: crossfoot {name}")


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_error_is_explained(crossfoot: Call, code: str) -> None:
    status, out, _ = crossfoot("help", code.lower())
    assert status == 0
    assert out == f"{code}: {CATALOGUE[code].description}\n{CATALOGUE[code].advice}\n"
    assert "{" not in out


@pytest.mark.parametrize("code", sorted(NOTES))
def test_every_note_is_explained(crossfoot: Call, code: str) -> None:
    assert crossfoot("help", code)[:2] == (0, f"{code}: {NOTES[code].description}\n{NOTES[code].advice}\n")


def test_help_without_a_topic_lists_all(crossfoot: Call) -> None:
    _, out, _ = crossfoot("help")
    assert [topic for topic in (*CATALOGUE, *NOTES, "explain") if f"  {topic}  " not in out] == []


def test_a_run_stopped_on_a_terminal_says_so_on_a_line_of_its_own(
    news: Path, plain: str, tmp_path: Path
) -> None:
    for number in range(400):
        (news / f"{number}.txt").write_text("Acme said that it has 5 million users. " * 50)
    main_end, terminal = pty.openpty()
    command = [sys.executable, "-m", "extract", "run", news, "--model", plain, "--out", tmp_path / "out"]
    process = subprocess.Popen(command, stderr=terminal, env={**os.environ, "TERM": "xterm"})
    os.close(terminal)
    drawn = b""
    while drawn.count(b"extracting") < 3:  # the bar has been drawn again, so the run is under way
        drawn += os.read(main_end, 65_536)
    process.send_signal(signal.SIGINT)
    drawn += b"".join(iter(lambda: _read(main_end), b""))
    os.close(main_end)
    assert process.wait() == 130
    last = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", drawn.decode()).strip().splitlines()[-1]
    assert last.startswith("crossfoot: stopped. ") and last.endswith("goes on from there.")


def test_the_version_tells_how_old_the_rates_are(crossfoot: Call) -> None:
    from extract import __version__
    from extract.lexicon.rates import Rates

    assert crossfoot("--version")[:2] == (
        0,
        f"crossfoot {__version__}, exchange rates to {Rates().last_day}\n",
    )


@pytest.mark.parametrize(
    ("flags", "key"), [([], "claims"), (["--finding"], "repairs"), (["--error"], "remedy")]
)
def test_schemas_are_printed(crossfoot: Call, flags: list[str], key: str) -> None:
    schema = json.loads(crossfoot("schema", *flags)[1])
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert key in schema["$defs"][schema["title"]]["required"]


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("RMB 250 billion", "USD", "34922250000 USD"),
        ("$2", "usd", "2 USD"),
        ("RMB 100 to 200 million", "USD", "13968900 to 27937800 USD"),
        ("over RMB 100 million", "USD", "> 13968900 USD"),
    ],
)
def test_an_amount_is_converted_at_the_rate_of_the_day(
    crossfoot: Call, amount: str, currency: str, said: str
) -> None:
    status, out, err = crossfoot("convert", amount, "--to", currency, "--on", "2020-05-27")
    assert (status, out) == (0, said + "\n")
    assert "2020-05-27" in err


def test_own_rates_come_first(crossfoot: Call, tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_text("date,currency,rate\n2020-05-27,CNY,8\n")
    call = ("convert", "RMB 16", "--to", "USD", "--on", "2020-05-27", "--rates", tmp_path / "rates.csv")
    status, out, err = crossfoot(*call)
    assert (status, out) == (0, "2 USD\n")
    assert "rates.csv" in err


def test_whoever_reads_only_the_start_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -m extract schema | head -c 20"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=tmp_path, check=True)
    assert (len(result.stdout), result.stderr) == (20, "")


def test_settings_of_the_environment_and_a_file_are_taken(
    crossfoot: Call, news: Path, plain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(news.parent)
    Path("mine.toml").write_text('published = "2020-05-27"\nquiet = true\n')
    monkeypatch.setenv("CROSSFOOT_MODEL", plain)
    status, out, err = crossfoot("extract", "news", "--config", "mine.toml")
    assert (status, err) == (0, "")
    assert json.loads(out)["published"] == "2020-05-27"


def test_progress_is_drawn_on_a_terminal_only(news: Path, plain: str, tmp_path: Path) -> None:
    def go(out: str, stderr: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "extract", "run", news, "--model", plain, "--out", tmp_path / out]
        return subprocess.Popen(command, stderr=stderr, env={**os.environ, "TERM": "xterm"})

    main_end, terminal = pty.openpty()
    process = go("on-terminal", terminal)
    os.close(terminal)
    # Read while it draws: a terminal that nobody reads from takes a few kilobytes and then makes the writer wait.
    drawn = b"".join(iter(lambda: _read(main_end), b""))
    os.close(main_end)
    assert process.wait() == 0 and b"extracting" in drawn
    with (tmp_path / "log").open("wb") as log:
        assert go("elsewhere", log.fileno()).wait() == 0
    said = (tmp_path / "log").read_bytes()
    assert b"\x1b" not in said and b"1 article read" in said


def _read(end: int) -> bytes:
    try:
        return os.read(end, 65_536)
    except OSError:
        # Linux says so when the other side has closed.
        return b""
