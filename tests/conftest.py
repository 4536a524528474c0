"""What several rooms' tests share: a tiny pipeline, the command line in this process and in one of its own."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

# A spaCy component, found through an entry point like any plug-in, that misbehaves where an article asks for it.
HAZARD = """
import os, signal, time
from spacy.language import Language

@Language.factory("hazard")
def make_hazard(nlp, name):
    def hazard(doc):
        if "KILLER" in doc.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "RAISER" in doc.text:
            raise ValueError("this article raises")
        if "EATER" in doc.text:
            eaten = []
            while True:
                eaten.append(bytearray(20_000_000))
        if "FOREVER" in doc.text:
            while True:
                pass
        time.sleep(float(os.environ.get("HAZARD_SECONDS", "0")))
        return doc
    return hazard
"""


class Tiny(NamedTuple):
    """A pipeline without trained parts, and the folder with the plug-in that it needs."""

    model: str
    plugins: str


class Finished(NamedTuple):
    """What a command left: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def _environment(plugins: str) -> dict[str, str]:
    path = os.pathsep.join(filter(None, (plugins, os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path}


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    """A blank English pipeline on disk, with the component that misbehaves on demand."""
    plugins = tmp_path_factory.mktemp("plugins")
    (plugins / "crossfoot_hazard.py").write_text(HAZARD)
    about = plugins / "crossfoot_hazard-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: crossfoot-hazard\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[spacy_factories]\nhazard = crossfoot_hazard:make_hazard\n")
    model = tmp_path_factory.mktemp("models") / "tiny"
    program = "import spacy, sys; nlp = spacy.blank('en'); nlp.add_pipe('hazard'); nlp.to_disk(sys.argv[1])"
    command = [sys.executable, "-c", program, str(model)]
    subprocess.run(command, check=True, env=_environment(str(plugins)))
    return Tiny(str(model), str(plugins))


@pytest.fixture
def plain(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A blank English pipeline on disk, for calls in this process."""
    import spacy

    model = tmp_path_factory.mktemp("models") / "plain"
    spacy.blank("en").to_disk(model)
    return str(model)


@pytest.fixture
def crossfoot(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Finished]:
    """The command line in this process: arguments and standard input in, what it left out."""
    from extract.cli import status_of

    def call(*arguments: object, stdin: str | bytes = b"") -> Finished:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        capsysbinary.readouterr()
        status = status_of([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Finished(status, out.decode(), err.decode())

    return call


def _hear_interrupts() -> None:
    """A shell starts its background jobs deaf to Ctrl-C, and they pass that on; the command must hear it in the tests."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(scope="session")
def start(tiny: Tiny) -> Callable[..., subprocess.Popen[str]]:
    """The command line in a process group of its own, with the pipeline that misbehaves at hand."""

    def call(*arguments: object, seconds: float = 0, **options: Any) -> subprocess.Popen[str]:
        environment = {**_environment(tiny.plugins), "HAZARD_SECONDS": str(seconds)}
        command = [sys.executable, "-m", "extract", *(str(argument) for argument in arguments)]
        return subprocess.Popen(
            command,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            **{"preexec_fn": _hear_interrupts, **options},
        )

    return call
