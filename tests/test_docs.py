"""The README and the documentation say what is so: every block runs, every link leads somewhere, the reference is current.

Blocks of a page run in their order, in one folder:

- a block with ``>>>`` is a doctest;
- in a ``console`` block each line after ``$`` is a command, and what it prints must be what stands below it
  (``...`` for anything, white space doesn't count); a line ``[exit 1]`` gives its exit status, else it is 0;
- a block whose language is followed by a name (``toml metrics.toml``) is written into a file of that name;
- an ``sh`` block with ``pip install .`` installs the package whose files stand above it: it is found as an installed one is;
- other ``sh`` blocks need other machines, an installation, a network or minutes: of them every call of ``crossfoot`` must be one
  that the command line understands, and every target of ``make`` must be there.
"""

from __future__ import annotations

import doctest
import os
import re
import runpy
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from extract.cli.commands import crossfoot as command_line
from extract.lexicon import parse_toml

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


class Block(NamedTuple):
    """A fenced block: its language, the file it is to be written to, its text, and its line on the page."""

    language: str
    file: str
    body: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        language, _, file = match["info"].strip().partition(" ")
        yield Block(language, file.strip(), match["body"], text.count("\n", 0, match.start()) + 1)


class Session:
    """The folder and the names that the blocks of one page share."""

    def __init__(self, page: Path, call: Callable[..., Any], patch: pytest.MonkeyPatch) -> None:
        self.page, self._call, self._patch = page, call, patch
        self._names: dict[str, Any] = {}
        self._checker = doctest.OutputChecker()

    def run(self, block: Block) -> None:
        if block.file:
            Path(block.file).parent.mkdir(parents=True, exist_ok=True)
            Path(block.file).write_text(block.body, encoding="utf-8")
        elif ">>>" in block.body:
            self._doctest(block)
        elif block.language == "console":
            for command, wanted, status in self._commands(block):
                self._compare(block, command, wanted, status)
        elif block.language == "sh" and block.body.strip() == "pip install .":
            self._install()
        elif block.language == "sh":
            for line in block.body.splitlines():
                assert understood(line), f"{self.page.name}, line {block.line}: {line}"

    def _install(self) -> None:
        """Puts the folder where Python finds packages, with the metadata that pip would write of ``pyproject.toml``."""
        project = parse_toml(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
        about = Path(f"{project['name'].replace('-', '_')}-{project['version']}.dist-info")
        about.mkdir()
        head = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        (about / "METADATA").write_text(head, encoding="utf-8")
        points = "".join(
            f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in names.items())
            for group, names in project["entry-points"].items()
        )
        (about / "entry_points.txt").write_text(points, encoding="utf-8")
        self._patch.syspath_prepend(str(Path.cwd()))

    def _doctest(self, block: Block) -> None:
        name = f"{self.page.name}, line {block.line}"
        test = doctest.DocTestParser().get_doctest(block.body, self._names, name, str(self.page), block.line)
        test.globs = self._names
        runner = doctest.DocTestRunner(optionflags=FLAGS)
        failed = runner.run(test, clear_globs=False).failed
        assert not failed, f"{name}: what is shown is not what happens"

    @staticmethod
    def _commands(block: Block) -> Iterator[tuple[str, str, int]]:
        for part in re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]:
            command, _, wanted = part.partition("\n")
            status = re.search(r"^\[exit (\d+)\]\n?", wanted, re.MULTILINE)
            if status is not None:
                wanted = wanted.replace(status.group(), "")
            yield command, wanted, int(status.group(1)) if status else 0

    def _compare(self, block: Block, command: str, wanted: str, status: int) -> None:
        got_status, got = self._output(command)
        where = f"{self.page.name}, line {block.line}: {command}"
        assert got_status == status, f"{where}: exit {got_status}\n{got}"
        if not self._checker.check_output(wanted.strip() + "\n", got.strip() + "\n", FLAGS):
            pytest.fail(f"{where}: expected\n{wanted}\nbut got\n{got}")

    def _output(self, command: str) -> tuple[int, str]:
        if not re.search(r"[|<>;&*]", command) and command.startswith("crossfoot "):
            # In this process, so that libraries are loaded once.
            done = self._call(*shlex.split(command)[1:])
            return done.status, done.err + done.out if command.startswith(
                "crossfoot run"
            ) else done.out + done.err
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(
            ["bash", "-c", command], env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr


def understood(line: str) -> bool:
    """Whether a line calls ``crossfoot`` with options that there are, or ``make`` with targets; any other command is none of ours."""
    words = list(shlex.shlex(line, posix=True, punctuation_chars=True))
    if words[:1] == ["make"]:
        return set(words[1:]) <= TARGETS
    if "crossfoot" not in words[:-1] or "install" in words:
        return True
    arguments = words[words.index("crossfoot") + 1 :]
    ends = [place for place, word in enumerate(arguments) if set(word) <= set("();<>|&")]
    arguments = arguments[: ends[0]] if ends else arguments
    command = command_line.commands.get(arguments[0])
    if command is None:
        return False
    try:
        command.make_context(arguments[0], arguments[1:], resilient_parsing=False)
    except click.ClickException:
        return False
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_blocks_of_a_page_run(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crossfoot: Callable[..., Any]
) -> None:
    # Blocks name the corpus as a reader in the checkout would; what they write lands elsewhere.
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "78")
    session = Session(page, crossfoot, monkeypatch)
    for block in blocks(page):
        session.run(block)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_is_run_or_written_to_a_file(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count("```") == 2 * len(list(blocks(page))), "a block is not closed"
    for block in blocks(page):
        assert block.file or ">>>" in block.body or block.language in ("console", "sh"), f"line {block.line}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for one, other in LINK.findall(text):
        target, _, anchor = (one or other).partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        path = page if not target else (page.parent / target).resolve()
        assert path.exists(), f"{target} of {page.name}"
        if anchor and path.suffix == ".md":
            assert anchor in anchors(path), f"{target}#{anchor} of {page.name}"


def anchors(page: Path) -> set[str]:
    """The anchors that headings get on the usual forges."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_the_readme_has_blocks_that_run() -> None:
    examples = doctest.DocTestParser().get_examples((ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(examples) >= 5


def test_the_reference_is_current() -> None:
    made = runpy.run_path(str(ROOT / "docs/make_reference.py"))["reference"]()
    written = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
    assert written == made, "run: python docs/make_reference.py"


@pytest.mark.parametrize("name", ["README.md", "docs/accuracy.md", "docs/compared.md"])
def test_figures_of_the_test_split_are_those_measured(name: str) -> None:
    make_accuracy = runpy.run_path(str(ROOT / "docs/make_accuracy.py"))
    page = ROOT / name
    assert page in make_accuracy["PAGES"]
    made = make_accuracy["written"](page)
    assert "| --- |" in made or "0." in made
    assert page.read_text(encoding="utf-8") == made, (
        "run: python docs/make_accuracy.py (make accuracy measures anew)"
    )


@pytest.mark.parametrize(
    "words",
    [
        "### crossfoot explain",
        "`E204`",
        "`CROSSFOOT_FAIL_ON`",
        "### extract.run",
        "### Claim",
        "`gmv`",
        "### Table claims",
    ],
)
def test_the_reference_has_everything_a_reader_looks_up(words: str) -> None:
    assert words in (ROOT / "docs/reference.md").read_text(encoding="utf-8")
