"""The site: ``make docs`` builds it with Sphinx into ``build/site``, every warning an error.

The source folder is the root of the checkout, so that links between pages are the same here, on a forge and in an editor.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from pygments.lexers import TextLexer
from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent.parent))

from extract import __version__

# Nothing is asked of the network: no intersphinx, no fonts, no scripts from elsewhere.
project = "crossfoot"
copyright = "the crossfoot authors, Apache-2.0"
release = version = __version__
extensions = ["myst_parser"]
root_doc = "docs/README"
include_patterns = [
    "docs/**.md",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSES.md",
    "SECURITY.md",
    "benchmarks/README.md",
    "corpus/GUIDELINE.md",
    "corpus/README.md",
    "models/README.md",
]
html_theme = "furo"
html_title = f"crossfoot {release}"
html_extra_path = ["site"]
html_copy_source = False
html_show_sphinx = False
myst_heading_anchors = 4
SECTION = re.compile(r"^## (?P<caption>.+)\n(?P<body>(?:(?!^#).*\n?)*)", re.MULTILINE)
LINK = re.compile(r"\[[^\]]+\]\((?P<page>[\w./-]+)\.md\)")


def navigation(_app: Sphinx, page: str, source: list[str]) -> None:
    """Make the lists of links on the pages called README the site's navigation too. A page in none of them is a warning."""
    if page == root_doc:
        for section in SECTION.finditer(source[0]):
            source[0] += toctree(section["caption"], section["body"])
    elif page == "docs/checks/README":
        source[0] += toctree("", source[0].partition("\n\nAn **error**")[0])


def toctree(caption: str, text: str) -> str:
    """The pages that ``text`` links to, in its order, as MyST wants them."""
    pages = "\n".join(dict.fromkeys(link["page"] for link in LINK.finditer(text)))
    return f"\n```{{toctree}}\n:hidden:\n{f':caption: {caption}' if caption else ''}\n\n{pages}\n```\n"


def setup(app: Sphinx) -> None:
    """Sphinx calls this."""
    app.add_lexer("csv", TextLexer)  # Pygments has none
    app.connect("source-read", navigation)
