"""The licences of everything that is installed with crossfoot: ``python docs/make_licences.py`` writes ``LICENSES.md``.

Read from the metadata of what is installed here, so run it with every extra there (``pip install -e ".[dev]"``).
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

FILE = Path(__file__).parents[1] / "LICENSES.md"
HEAD = """# Licences of what crossfoot is installed with

Made by `python docs/make_licences.py`; `tests/test_licences.py` keeps it current. crossfoot itself is Apache-2.0, its trained pipeline CC BY-SA 4.0
([models/README.md](models/README.md)). *With* names the extra that asks for a package; without one it always comes along.

| package | licence | with |
| --- | --- | --- |
"""
EXTRAS = ("zstd", "warc", "pdf", "db", "remote", "ray", "plot")
SHORT = {
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


def name_of(written: str) -> str:
    """A package's name in its one normal form."""
    return re.sub(r"[-_.]+", "-", written).lower()


def needed() -> dict[str, set[str]]:
    """Every package that crossfoot is installed with here, and the extras that ask for it (``""`` for none)."""
    found: dict[str, set[str]] = {}
    for extra in ("", *EXTRAS):
        waiting, seen = [("crossfoot", frozenset({extra}))], set()
        while waiting:
            name, extras = waiting.pop()
            if (name, extras) in seen:
                continue
            seen.add((name, extras))
            try:
                requires = metadata.requires(name) or []
            except metadata.PackageNotFoundError:
                continue  # an extra's package that is not installed here
            if name != "crossfoot":
                found.setdefault(name, set()).add(extra)
            for requirement in map(Requirement, requires):
                if requirement.marker is None or any(
                    requirement.marker.evaluate({"extra": one}) for one in extras or ("",)
                ):
                    waiting.append((name_of(requirement.name), frozenset(requirement.extras)))
    return found


def licence_of(name: str) -> str:
    """The licence that a package's metadata declare."""
    about = metadata.metadata(name)
    stated = about.get("License-Expression")
    if stated:
        return stated
    classed = [
        line.rsplit(" :: ", 1)[-1]
        for line in about.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    classed = [SHORT.get(line, line) for line in classed if line != "OSI Approved"]
    if classed:
        return ", ".join(classed)
    first = (about.get("License") or "").strip().splitlines()
    return SHORT.get(first[0].strip(), first[0].strip()) if first else _of_file(name)


def _of_file(name: str) -> str:
    """The licence whose text comes with a package that names none."""
    for path in metadata.files(name) or ():
        if path.name.upper().startswith("LICENSE"):
            head = " ".join(path.read_text("utf-8").split()[:5])
            return "Apache-2.0" if head == "Apache License Version 2.0, January" else f"says: {head} …"
    return "not declared"


def rows() -> dict[str, str]:
    """The line of each package, in the order of their names."""
    made = {}
    for name, extras in sorted(needed().items()):
        asked = "" if "" in extras else ", ".join(sorted(extras))
        made[name] = f"| {name} | {licence_of(name)} | {asked} |"
    return made


if __name__ == "__main__":
    FILE.write_text(HEAD + "\n".join(rows().values()) + "\n", encoding="utf-8")
