"""Files, folders, globs: which articles they give, under which ids, in which order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extract.errors import CrossfootError
from extract.model import Article
from extract.reading import read_articles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/deep/d.md", ".hidden/e.txt", "sub/.f.txt"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Acme said {name}.")
    return tmp_path / "news"


def ids(*sources: object) -> list[str | None]:
    items = read_articles([str(source) for source in sources])
    return [item.id if isinstance(item, Article) else item.code for item in items]


def test_a_folder_is_read_to_its_depth_in_order_without_hidden_files(folder: Path) -> None:
    assert ids(folder) == ["a.txt", "b.txt", "sub/c.txt", "sub/deep/d.md"]
    assert ids(f"{folder}/") == ids(folder)


def test_files_and_globs(folder: Path) -> None:
    assert ids(folder / "b.txt") == ["b.txt"]
    assert ids(f"{folder}/**/*.txt") == ["a.txt", "b.txt", "sub/c.txt"]
    assert ids(f"{folder}/*/*.txt") == ["sub/c.txt"]


def test_a_file_that_two_sources_hold_is_read_once(folder: Path) -> None:
    assert ids(folder, folder / "sub", folder / "a.txt") == ids(folder)


def test_relative_sources_give_the_same_ids(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert ids(".") == ids(folder)
    assert ids("*.txt") == ["a.txt", "b.txt"]
    assert ids("a.txt") == ["a.txt"]


def test_other_files_are_named_in_a_folder_but_read_as_text_when_given(folder: Path) -> None:
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n")
    (folder / "article").write_text("Acme said it.")
    assert ids(folder).count("E210") == 2
    assert ids(folder / "article") == ["article"]


def test_a_source_that_is_not_there(folder: Path) -> None:
    for source in (folder / "nothing", f"{folder}/*.none"):
        with pytest.raises(CrossfootError, match="no such file or folder"):
            ids(folder, source)


def test_a_loop_of_links_ends(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder)
    assert ids(folder) == ["a.txt", "b.txt", "sub/c.txt", "sub/deep/d.md"]


def test_a_broken_link_and_a_pipe_are_named(folder: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe.txt")
    assert ids(folder) == ["a.txt", "b.txt", "E206", "E206", "sub/c.txt", "sub/deep/d.md"]


def test_a_name_that_is_no_text_is_still_an_id(folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("Acme said it.")
    assert ids(folder)[2] == "caf\\xe9.txt"
