"""One options object: arguments before the environment, before the file, before the defaults."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extract.errors import CrossfootError
from extract.settings import Options, effective, load_options


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_layer_gives_way_to_the_one_before(elsewhere: Path) -> None:
    (elsewhere / "crossfoot.toml").write_text(
        "max-bytes = 1\nmax_chars = 1\nworkers = 1\npublished = 2020-05-27\n"
    )
    environment = {"CROSSFOOT_MAX_CHARS": "2", "CROSSFOOT_WORKERS": "2", "CROSSFOOT_UNRELATED": "x"}
    options = load_options({"workers": 3, "engine": None}, environment)
    assert (options.max_bytes, options.max_chars, options.workers) == (1, 2, 3)
    assert (options.published, options.engine) == (date(2020, 5, 27), "auto")


def test_a_table_of_pyproject_counts_and_a_strange_pyproject_does_not_disturb(elsewhere: Path) -> None:
    (elsewhere / "pyproject.toml").write_text("[tool.crossfoot]\nmin-confidence = 0.5\n")
    assert load_options({}, {}).min_confidence == 0.5
    (elsewhere / "pyproject.toml").write_text("this is no toml")
    assert load_options({}, {}) == Options()


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "said"),
    [
        ({"published": "2020-02-30"}, {}, "E103", "2020-02-30"),
        ({}, {"CROSSFOOT_PUBLISHED": "May"}, "E103", "May"),
        ({"workers": 0}, {}, "E104", "workers"),
        ({"min_confidence": 1.5}, {}, "E104", "min_confidence"),
        ({}, {"CROSSFOOT_ENGINE": "magic"}, "E104", "environment"),
        ({"encoding": "latin-99"}, {}, "E104", "latin-99"),
        ({"language": "English"}, {}, "E104", "language"),
        ({"rates": "nowhere.csv"}, {}, "E101", "nowhere.csv"),
    ],
)
def test_a_bad_value_is_named_with_its_place(
    arguments: dict[str, object], environment: dict[str, str], code: str, said: str
) -> None:
    with pytest.raises(CrossfootError) as caught:
        load_options(arguments, environment)
    assert caught.value.code == code
    assert said in str(caught.value)


@pytest.mark.parametrize("content", ["unknown = 1\n", "workers = [\n", 'workers = "many"\n'])
def test_a_bad_settings_file_is_named(elsewhere: Path, content: str) -> None:
    (elsewhere / "crossfoot.toml").write_text(content)
    with pytest.raises(CrossfootError, match=r"crossfoot\.toml") as caught:
        load_options({}, {})
    assert caught.value.code == "E104"


def test_how_a_run_goes_is_not_what_it_makes() -> None:
    assert effective(Options(workers=5, quiet=True, engine="serial")) == effective(Options())
    assert effective(Options(published=date(2020, 5, 27))) != effective(Options())
