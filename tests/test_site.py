"""The documentation as a site: it builds without a warning, asks nobody for anything, and every page can be found."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parent.parent
LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


class Page(HTMLParser):
    """What one page loads, what it links to, and the anchors it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = dict(attrs)
        if have.get("id"):
            self.anchors.add(have["id"] or "")
        if tag in LOADED and have.get(LOADED[tag]):
            self.loaded.append(have[LOADED[tag]] or "")
        if tag == "a" and have.get("href"):
            self.links.append(have["href"] or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as ``make docs`` builds it."""
    out = tmp_path_factory.mktemp("site")
    how = ["-q", "-W", "--keep-going", "-b", "html", "-c", "docs", ".", str(out)]
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *how], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return out


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    found = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    assert len(found) > 25
    return found


def test_no_page_loads_anything_from_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    loaded = {address for page in pages.values() for address in page.loaded}
    assert [address for address in loaded if "//" in address] == []
    for style in site.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", style.read_text(encoding="utf-8")), (
            style
        )


def test_every_link_and_anchor_leads_somewhere(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        for link in page.links:
            if re.match(r"[a-z]+:", link):
                continue
            target, _, anchor = unquote(link).partition("#")
            there = (path.parent / target).resolve() if target else path
            assert there.exists(), f"{link} of {path.name}"
            if anchor and there.suffix == ".html":
                assert anchor in pages[there].anchors, f"{link} of {path.name}"


def test_every_page_of_the_documentation_is_on_the_site(pages: dict[Path, Page], site: Path) -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        assert site / page.relative_to(ROOT).with_suffix(".html") in pages, page


def test_the_first_page_of_the_site_leads_to_the_documentation(site: Path) -> None:
    assert 'url=docs/README.html"' in (site / "index.html").read_text(encoding="utf-8")
    assert (site / "docs/README.html").exists()
