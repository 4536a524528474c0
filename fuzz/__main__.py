"""Long fuzzing with atheris, guided by what is reached: ``make fuzz``, or one entrance alone.

    python -m fuzz [ENTRANCE...] [--seconds 600] [--folder fuzz/found]

Each entrance runs for ``--seconds``; what it has learned stays in ``FOLDER/<entrance>`` and is where the next run begins. An input
that breaks something is written to ``FOLDER`` as ``crash-…``: make it a case in ``tests/properties/test_entrances.py``.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NAMES = ("figures", "dates", "readers", "lines", "article", "records", "check", "report")


def main() -> int:
    """Fuzz the entrances asked for, one after the other; 1 where one broke."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument(
        "entrances", nargs="*", choices=[[], *NAMES], metavar="ENTRANCE", help=", ".join(NAMES)
    )
    parser.add_argument("--seconds", type=int, default=600, help="for each entrance")
    parser.add_argument("--folder", type=Path, default=HERE / "found", help="where inputs are kept")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print(
            "atheris is not installed: pip install -r fuzz/requirements.txt (Linux, CPython 3.11 to 3.13).",
            file=sys.stderr,
        )
        return 2
    if options.here:
        return _fuzz(options.entrances[0], options.seconds, options.folder)
    broken = 0
    for name in options.entrances or NAMES:
        print(f"{name}: {options.seconds} s", flush=True)
        # libFuzzer ends the process it runs in.
        call = [
            sys.executable,
            "-m",
            "fuzz",
            name,
            "--here",
            "--seconds",
            str(options.seconds),
            "--folder",
            str(options.folder),
        ]
        broken += subprocess.run(call).returncode != 0
    return int(broken > 0)


def _fuzz(name: str, seconds: int, folder: Path) -> int:
    import atheris

    # What is instrumented has to be imported here, and nothing of it before.
    with atheris.instrument_imports(include=["extract"]):
        from fuzz.entrances import ENTRANCES
        from fuzz.seeds import HOSTILE, seeds

    corpus, first = folder / name, folder / f"{name}-seeds"
    for made in (corpus, first):
        made.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(name)):
        (first / f"{number:05}").write_bytes(data)
    words = folder / "words.dict"
    words.write_text(
        "".join(f'"{"".join(f"{chr(92)}x{byte:02x}" for byte in word.encode())}"\n' for word in HOSTILE)
    )
    limits = [
        f"-max_total_time={seconds}",
        "-timeout=60",
        "-rss_limit_mb=4096",
        "-max_len=8192",
        f"-dict={words}",
    ]
    atheris.Setup(
        [sys.argv[0], *limits, f"-artifact_prefix={folder}/{name}-", str(corpus), str(first)], ENTRANCES[name]
    )
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
