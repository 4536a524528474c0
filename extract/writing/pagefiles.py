"""The files of a report: each is there whole or not at all, and the first page only beside the pages it leads to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from extract.errors import E501

INDEX = "report.html"
FOLDER = "report"
"""Where the further pages lie, beside ``report.html``."""
PAGE_NAME = re.compile(r"(?:findings|companies|articles)-\d+\.html")
"""What the further pages are called."""
TEMPORARY = ".part"


def write_pages(pages: Iterable[tuple[str, str]], path: Path) -> None:
    """Write ``pages``, pairs of a name and its text with ``INDEX`` last, so that the first page becomes ``path``.

    What is left of an earlier report or of one that was cut off is taken away. After an error no page is half
    written, and no first page leads to pages that are not its own. Raises E501 where one can't be written.
    """
    folder = path.parent / FOLDER
    fresh: set[Path] = set()
    try:
        for name, html in pages:
            if name != INDEX:
                folder.mkdir(exist_ok=True)
                # From here on the pages are no longer those that an earlier first page leads to.
                path.unlink(missing_ok=True)
            target = path if name == INDEX else path.parent / name
            _write_whole(target, html)
            fresh.add(target)
        _clear(path, fresh)
    except OSError as problem:
        raise E501.at(path, reason=(problem.strerror or str(problem)).lower()) from problem


def clear_pages(path: Path) -> None:
    """Take away the report whose first page is ``path``. Raises E501 where it can't be."""
    try:
        path.unlink(missing_ok=True)
        _clear(path, set())
    except OSError as problem:
        raise E501.at(path, reason=(problem.strerror or str(problem)).lower()) from problem


def _clear(path: Path, fresh: set[Path]) -> None:
    """Remove every further page but the ``fresh`` ones, what a killed process left, and the folder if nothing else is in it."""
    folder = path.parent / FOLDER
    left = [*path.parent.glob(f"{INDEX}.*{TEMPORARY}"), *folder.glob(f"*.html.*{TEMPORARY}")]
    left += [page for page in folder.glob("*.html") if PAGE_NAME.fullmatch(page.name) and page not in fresh]
    for one in left:
        one.unlink(missing_ok=True)
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _write_whole(path: Path, html: str) -> None:
    part = path.with_name(f"{path.name}.{os.urandom(6).hex()}{TEMPORARY}")
    try:
        with part.open("wb") as stream:
            stream.write(html.encode("utf-8", "replace"))
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
