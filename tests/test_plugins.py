"""What an installed package adds by its entry points: checks and readers; and that a broken one costs nothing but a line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
import zipfile

import pytest

import extract
from extract.errors import CrossfootWarning
from extract.plugins import plugins

CHECKS, READERS = "crossfoot.checks", "crossfoot.readers"
SLOGANS = """
def round_figures(record):
    "Figures of a full billion or more are slogans."
    for index, figure in enumerate(record.figures):
        if figure.low is not None and figure.low and figure.low % 10**9 == 0:
            yield {"message": f"{figure.text} is rather round.", "severity": "info", "confidence": 0.9,
                   "figures": [[record.id, index]]}

def read_notes(data):
    for part in data.decode().split("====\\n"):
        title, _, text = part.partition("\\n")
        yield {"title": title, "text": text, "published": "2020-05-27"}
"""
BROKEN = "\ndef bad(record):\n    raise ValueError('no')\n"
ENTRIES = {CHECKS: {"round_figures": "slogans:round_figures"}, READERS: {"note": "slogans:read_notes"}}


def metadata_of(name: str, version: str, entries: dict[str, dict[str, str]]) -> dict[str, str]:
    folder = f"{name.replace('-', '_')}-{version}.dist-info"
    points = "".join(
        f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in names.items())
        for group, names in entries.items()
    )
    return {
        f"{folder}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{folder}/entry_points.txt": points,
    }


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Puts a package where Python finds it; its modules are forgotten afterwards."""
    modules: list[str] = []

    def install(entries, name="crossfoot-slogans", version="1.0", **sources):
        site = tmp_path / f"site-{name}-{version}"
        for file, text in metadata_of(name, version, entries).items():
            (site / file).parent.mkdir(parents=True, exist_ok=True)
            (site / file).write_text(text)
        for module, source in sources.items():
            (site / f"{module}.py").write_text(source)
            modules.append(module)
        monkeypatch.syspath_prepend(str(site))
        return site

    yield install
    for module in modules:
        sys.modules.pop(module, None)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_text("It raised RMB 3 billion and sold RMB 1.5 billion.")
    (made / "b.txt").write_text("It raised RMB 2 billion.")
    return made


def run(crossfoot, folder, tmp_path, plain, *options):
    out = tmp_path / "out"
    done = crossfoot("run", folder, "--out", out, "--model", plain, "--published", "2020-05-27", *options)
    return done, extract.read(out)


def test_a_check_finds_what_ours_do_not(installed, folder, tmp_path, plain, crossfoot):
    installed(ENTRIES, slogans=SLOGANS)
    done, results = run(crossfoot, folder, tmp_path, plain)
    assert done.status == 0
    assert [(f.id, f.check, f.severity, f.message) for f in results.findings] == [
        ("a.txt#f1", "round_figures", "info", "RMB 3 billion is rather round."),
        ("b.txt#f1", "round_figures", "info", "RMB 2 billion is rather round."),
    ]
    assert "Round figures" in done.err and results.summary["plugins"] == [
        "round_figures (check, crossfoot-slogans 1.0)",
        "note (reader, crossfoot-slogans 1.0)",
    ]
    assert "Round figures" in (tmp_path / "out" / "report.html").read_text()
    for call in (("explain", "a.txt#f1", tmp_path / "out"), ("show", folder / "a.txt", "--model", plain)):
        shown = crossfoot(*call)
        assert shown.status == 0 and "Round figures" in shown.out and "rather round" in shown.out
    checked = crossfoot("check", tmp_path / "out", "--quiet")
    assert [line["check"] for line in checked.lines] == ["round_figures"] * 2


def test_a_check_is_made_in_python_and_in_a_stream_too(installed, plain, crossfoot):
    installed(ENTRIES, slogans=SLOGANS)
    record = extract.extract("It raised RMB 3 billion.", model=plain)
    assert [finding.check for finding in record.findings] == ["round_figures"]
    assert [finding.check for finding in extract.check([record])] == ["round_figures"]
    done = crossfoot(
        "extract", "-", "--model", plain, "--quiet", stdin='{"id": "a", "text": "It raised $3bn."}'
    )
    assert done.lines[0]["findings"][0]["id"] == "a#f1"


def test_a_check_may_point_at_claims_and_offer_a_repair(installed, plain):
    source = """
from extract import Finding
def goals(record):
    claim = record.claims[0]
    return [Finding(id="", check="", severity="error", confidence=0.7, claims=(claim.id,), message="No.",
                    repairs=({"claim": claim.id, "field": "low", "from": claim.low, "to": 5, "text": "5", "why": "so"},))]
"""
    installed({CHECKS: {"goals": "goals:goals"}}, goals=source)
    text = "Kuaishou aims to sell goods worth RMB 250 billion in 2020."
    (finding,) = extract.extract(text, published="2020-05-27").findings
    assert (finding.check, finding.severity, finding.claims) == ("goals", "error", ("text#c1",))
    assert finding.figures == (("text", 0),) and finding.repairs[0].to == 5


def test_a_changed_check_is_made_again_in_the_same_folder(installed, folder, tmp_path, plain, crossfoot):
    run(crossfoot, folder, tmp_path, plain)
    site = installed(ENTRIES, slogans=SLOGANS)
    assert len(run(crossfoot, folder, tmp_path, plain)[1].findings) == 2
    with (site / "slogans.py").open("a") as file:
        file.write("# another\n")
    done, results = run(crossfoot, folder, tmp_path, plain)
    assert results.summary["counts"]["extracted_now"] == 2 and done.status == 0


def test_a_reader_reads_files_of_its_extension(installed, folder, tmp_path, plain, crossfoot):
    (folder / "c.NOTE").write_text("One\nIt raised RMB 4 billion.\n====\nTwo\nIt raised RMB 5.5 billion.\n")
    assert run(crossfoot, folder, tmp_path, plain)[0].status == 3
    installed(ENTRIES, slogans=SLOGANS)
    done, results = run(crossfoot, folder, tmp_path, plain)
    assert done.status == 0
    assert [(r.id, r.title, str(r.published)) for r in results][2:] == [
        ("c.NOTE:1", "One", "2020-05-27"),
        ("c.NOTE:2", "Two", "2020-05-27"),
    ]


def test_a_reader_may_give_one_article_and_a_day(installed, tmp_path, plain, crossfoot):
    source = "from datetime import date\ndef read(data):\n    return {'text': data.decode(), 'published': date(2020, 5, 27)}\n"
    installed({READERS: {"note": "one:read"}}, one=source)
    (tmp_path / "x.note").write_text("Last year.")
    done = crossfoot("extract", tmp_path / "x.note", "--model", plain, "--quiet")
    assert done.lines[0]["id"] == "x.note" and done.lines[0]["dates"][0]["value"] == "2019"


BROKEN_CHECKS = {
    "no module": ("nowhere:check", "", "E407", "No module named"),
    "no function": ("broken:other", "", "E407", "AttributeError"),
    "no callable": ("broken:check", "check = 5", "E407", "no function"),
    "dies at import": ("broken:check", "raise RuntimeError('at import')", "E407", "at import"),
    "raises": ("broken:check", "def check(record): raise KeyError('key')", "E408", "KeyError: 'key'"),
    "no mapping": ("broken:check", "def check(record): return [5]", "E408", "a finding is a mapping"),
    "no list": ("broken:check", "def check(record): return 5", "E408", "TypeError"),
    "no message": ("broken:check", "def check(record): yield {}", "E408", "message"),
    "unknown field": (
        *("broken:check", "def check(record): yield {'message': 'm', 'colour': 1}", "E408"),
        "unknown field `colour`",
    ),
    "no such claim": (
        *("broken:check", "def check(record): yield {'message': 'm', 'claims': ['x#c9']}", "E408"),
        "no claim 'x#c9'",
    ),
    "no such figure": (
        *("broken:check", "def check(record): yield {'message': 'm', 'figures': [[record.id, 99]]}", "E408"),
        "no figure or date number 99",
    ),
    "points nowhere": ("broken:check", "def check(record): yield {'message': 'm'}", "E408", "points at"),
}


@pytest.mark.parametrize("kind", BROKEN_CHECKS)
def test_a_broken_check_costs_a_line(installed, folder, tmp_path, plain, crossfoot, kind):
    value, source, code, reason = BROKEN_CHECKS[kind]
    installed(ENTRIES, slogans=SLOGANS)
    installed({CHECKS: {"bad_check": value}}, name="crossfoot-bad", broken=source)
    done, results = run(crossfoot, folder, tmp_path, plain)
    assert done.status == 0 and [finding.check for finding in results.findings] == ["round_figures"] * 2
    said = [line for line in done.err.splitlines() if "bad_check" in line]
    assert len(said) == 1 and f"[{code}]" in said[0] and reason in said[0]
    assert "the package crossfoot-bad 1.0" in said[0] and "uninstall" in said[0]
    noted = [note.code for record in results for note in record.notes]
    assert noted == (["check-failed"] * 2 if code == "E408" else [])


@pytest.mark.parametrize(
    ("group", "name", "code"),
    [(CHECKS, "magnitude", "E409"), (READERS, "txt", "E409"), (CHECKS, "Bad-Name", "E407")],
)
def test_a_name_that_cannot_be_had_is_told_of(
    installed, folder, tmp_path, plain, crossfoot, group, name, code
):
    installed({group: {name: "slogans:round_figures"}}, slogans=SLOGANS)
    done, results = run(crossfoot, folder, tmp_path, plain)
    assert done.status == 0 and len(results.records) == 2 and not results.findings
    assert len([line for line in done.err.splitlines() if f"[{code}]" in line and name in line]) == 1


def test_of_two_packages_with_one_name_the_first_counts(installed):
    installed({CHECKS: {"twice": "b:f"}}, name="crossfoot-b")
    installed({CHECKS: {"twice": "a:f"}}, name="crossfoot-a")
    with pytest.warns(CrossfootWarning, match="crossfoot-b 1.0 is left out: crossfoot-a 1.0"):
        assert [plugin.package for plugin in plugins(CHECKS)] == ["crossfoot-a 1.0"]


BROKEN_READERS = {
    "no module": ("nowhere:read", "", "E407"),
    "raises": ("broken:read", "def read(data): raise KeyError('key')", "E408"),
    "no articles": ("broken:read", "def read(data): return 'text'", "E408"),
    "no mapping": ("broken:read", "def read(data): yield 5", "E408"),
    "no text": ("broken:read", "def read(data): yield {'headline': 'x'}", "E207"),
    "no words": ("broken:read", "def read(data): yield {'text': '...'}", "E205"),
}


@pytest.mark.parametrize("kind", BROKEN_READERS)
def test_a_broken_reader_costs_its_own_files(installed, folder, tmp_path, plain, crossfoot, kind):
    value, source, code = BROKEN_READERS[kind]
    installed({READERS: {"note": value}}, broken=source)
    (folder / "c.note").write_text("One\nText.\n")
    done, results = run(crossfoot, folder, tmp_path, plain)
    assert done.status == 3 and len(results.records) == 2
    (failure,) = map(json.loads, (tmp_path / "out" / "errors.jsonl").read_text().splitlines())
    assert (
        failure["code"] == code
        and failure["source"].endswith("c.note")
        and failure["id"].startswith("c.note")
    )


def test_a_reader_that_fails_half_way_keeps_what_it_gave(installed, folder, tmp_path, plain, crossfoot):
    source = "def read(data):\n    yield {'text': 'One article.'}\n    raise ValueError('torn')\n"
    installed({READERS: {"note": "half:read"}}, half=source)
    (folder / "c.note").write_text("x")
    done, results = run(crossfoot, folder, tmp_path, plain)
    assert done.status == 3 and [record.id for record in results] == ["a.txt", "b.txt", "c.note:1"]
    assert "torn" in (tmp_path / "out" / "errors.jsonl").read_text()


def test_without_plugins_nothing_is_said(plain):
    with warnings.catch_warnings():
        warnings.simplefilter("error", CrossfootWarning)
        assert not extract.extract("It raised RMB 3 billion.", model=plain).findings


def test_a_distribution_installed_by_pip_serves_every_worker(tmp_path, folder, plain):
    wheel = tmp_path / "crossfoot_slogans-1.0-py3-none-any.whl"
    files = {**metadata_of("crossfoot-slogans", "1.0", ENTRIES), "slogans.py": SLOGANS + BROKEN}
    about = "crossfoot_slogans-1.0.dist-info"
    files[f"{about}/entry_points.txt"] = files[f"{about}/entry_points.txt"].replace(
        "[crossfoot.checks]\n", "[crossfoot.checks]\nbad_check = slogans:bad\n"
    )
    files[f"{about}/WHEEL"] = (
        "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    files[f"{about}/RECORD"] = "".join(f"{name},,\n" for name in [*files, f"{about}/RECORD"])
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    site = tmp_path / "site"
    install = [*(sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"), "--no-index"]
    subprocess.run([*install, "--no-deps", "--target", str(site), str(wheel)], check=True)
    environment = {**os.environ, "PYTHONPATH": str(site)}
    command = [sys.executable, "-m", "extract", "run", str(folder), "--out", str(tmp_path / "out")]
    command += ["--model", plain, "--engine", "processes", "--workers", "2", "--quiet"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [f.check for f in extract.read(tmp_path / "out").findings] == ["round_figures"] * 2
    assert done.stderr.count("bad_check") == 1 and "[E408]" in done.stderr
