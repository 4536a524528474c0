"""The catalogue of errors is whole: what the code raises is in it, and nothing in it is never raised."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract import errors

ROOT = Path(__file__).parent.parent
EVERY = {**errors.CATALOGUE, **errors.NOTES}


def names_used() -> Iterator[tuple[str, str]]:
    """Each name of an error or note that a module takes from the catalogue, with the module."""
    known = {name for name, value in vars(errors).items() if isinstance(value, errors.Problem)}
    for path in (ROOT / "extract").rglob("*.py"):
        if path == ROOT / "extract/errors.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = (
                node.attr
                if isinstance(node, ast.Attribute)
                else node.id
                if isinstance(node, ast.Name)
                else ""
            )
            if name in known:
                yield getattr(errors, name).code, str(path.relative_to(ROOT))


def test_nothing_in_the_catalogue_is_never_said() -> None:
    assert sorted(set(EVERY) - {code for code, _ in names_used()}) == []


def test_no_error_has_words_from_outside_the_catalogue() -> None:
    for path in (ROOT / "extract").rglob("*.py"):
        if path == ROOT / "extract/errors.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("CrossfootError"):
                # A copy of an error that was read from a file is fine, one with words of its own isn't.
                assert not any(isinstance(word, (ast.Constant, ast.JoinedStr)) for word in node.args), path


def test_codes_stand_in_their_order() -> None:
    assert list(errors.CATALOGUE) == sorted(errors.CATALOGUE)


@pytest.mark.parametrize("code", EVERY)
def test_an_entry_has_a_sentence_and_a_remedy(code: str) -> None:
    problem = EVERY[code]
    assert problem.code == code
    # A note on a failed check is the sentence of its E408.
    assert (problem.sentence.endswith(".") and len(problem.sentence.split()) > 2) or code in (
        "E105",
        "check-failed",
    )
    assert problem.remedy.endswith((".", "}", ")", "library}"))


@pytest.mark.parametrize("code", EVERY)
def test_whatever_an_occurrence_names_stands_in_its_words(code: str) -> None:
    problem = EVERY[code]
    fields = {
        name
        for text in (problem.sentence, problem.remedy)
        for _, name, _, _ in string.Formatter().parse(text)
        if name
    }
    said = str(problem.at("a.txt", 3, **{name: f"<{name}>" for name in fields}))
    assert said.startswith("a.txt, line 3: ") and said.endswith(f"[{code}]")
    assert all(f"<{name}>" in said for name in fields)
