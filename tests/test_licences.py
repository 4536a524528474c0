"""What is installed with crossfoot is listed with its licence, and a licence that asks for more than a notice is known."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "docs"))

import make_licences  # noqa: E402

LISTED = {
    match[1]: match[0]
    for match in re.finditer(r"^\| ([a-z0-9-]+) \| .+ \|.*\|$", make_licences.FILE.read_text("utf-8"), re.M)
}
ASKING = {"certifi", "tld", "tqdm"}
"""Packages under a licence that asks for changed files of theirs to stay open (MPL, LGPL); we change none."""


def test_every_package_is_listed_with_its_licence() -> None:
    # Another Python needs another few, so the list may hold more than is installed here; another version may word its licence another way.
    made = make_licences.rows()
    assert "spacy" in made and "click" in made
    assert sorted(set(made) - set(LISTED)) == [], "run: python docs/make_licences.py"


def test_no_licence_is_unknown_or_asks_for_more_than_we_give() -> None:
    for name, line in LISTED.items():
        licence = line.split(" | ")[1]
        assert licence != "not declared", name
        if re.search(r"GPL|MPL|General Public|Mozilla", licence):
            assert name in ASKING, line


def test_what_security_points_at_is_there() -> None:
    named = re.findall(
        r"`((?:tests|benchmarks|docs)/[\w./]+|[A-Z]+\.md)`", (ROOT / "SECURITY.md").read_text("utf-8")
    )
    assert len(named) >= 10
    assert [path for path in named if not (ROOT / path).exists()] == []
