"""The one direction data flows in, and the size of the rooms."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib.metadata import EntryPoint, entry_points
from inspect import signature
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "extract"
ORDER = ["reading", "language", "mentions", "claims", "checking", "writing"]
GROUND = {"model", "quantity", "errors", "settings", "plugins", "lexicon"}
TOP = {"api", "running", "evaluation", "cli"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively; the house imports absolutely"
            names = [node.module or ""]
            if node.module == "extract":
                names = [f"extract.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        rooms |= {name.split(".")[1] for name in names if name.startswith("extract.")}
    return rooms - {"__version__"}


def allowed(room: str) -> set[str]:
    if room in GROUND:
        return GROUND
    if room in ORDER:
        return GROUND | set(ORDER[: ORDER.index(room) + 1])
    return GROUND | set(ORDER) | TOP


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_imports_backwards(path: Path) -> None:
    room = room_of(path)
    known = {"__init__", "__main__"} | GROUND | set(ORDER) | TOP
    assert room in known, f"{room} is no room of the house"
    assert imported_rooms(path) <= allowed(room)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_stays_readable(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module says in its docstring what it is for"


@pytest.mark.parametrize(
    "code",
    [
        "import extract",
        "import extract.model, extract.quantity, extract.settings, extract.errors",
        "from extract.checking import check_records",
        "from extract.mentions.figures import find_figures",
        "from extract.mentions.dates import find_dates",
    ],
)
def test_light_rooms_do_not_load_heavy_libraries(code: str) -> None:
    heavy = "{'spacy', 'sklearn', 'pyarrow', 'trafilatura', 'pandas'}"
    program = f"{code}\nimport sys\nprint(sorted({heavy} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


FACTORIES = [one for one in entry_points(group="spacy_factories") if one.value.startswith("extract.")]


@pytest.mark.parametrize("point", FACTORIES, ids=lambda one: one.name)
def test_the_arguments_of_factories_have_types_and_not_names_of_types(point: EntryPoint) -> None:
    """spaCy before 3.8.13 can't look up names."""
    arguments = signature(point.load()).parameters.values()
    assert arguments and not [one for one in arguments if isinstance(one.annotation, str)]
