"""A page of the report, parsed."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Page(HTMLParser):
    """Every start tag with its attributes, the text, and what stands in script and style; ``astray`` is
    what is not closed in its turn, or closed and not open."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""
    raw: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self.inside = None
        self.open, self.astray = [], []

    def handle_starttag(self, tag, attrs):
        self.handle_startendtag(tag, attrs)
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        assert len(attrs) == len(dict(attrs)), f"an attribute twice in {tag}"
        self.tags.append((tag, dict(attrs)))
        self.inside = tag if tag in ("script", "style") else None
        if self.inside:
            self.raw.setdefault(tag, []).append("")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.astray.append(f"/{tag}")
        self.inside = None

    def handle_data(self, data):
        if self.inside:
            self.raw[self.inside][-1] += data
        else:
            self.text += data

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def parsed(html):
    page = Page()
    page.feed(html)
    page.close()
    page.astray += page.open
    return page
