from __future__ import annotations

import re

import pytest
from hostile import ATTACKS, hostile
from report_page import parsed

from extract.writing.report import render_pages, render_report
from extract.writing.views import Limits

TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "a",
    "header",
    "div",
    "p",
    "nav",
    "span",
    "main",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "section",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "form",
    "label",
    "select",
    "option",
    "button",
    "output",
    "article",
    "figure",
    "figcaption",
    "blockquote",
    "mark",
    "svg",
    "path",
    "circle",
    "rect",
    "line",
    "text",
    "g",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "del",
    "ins",
    "details",
    "summary",
    "strong",
    "bdi",
    "time",
    "footer",
    "script",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_an_article_says_is_inert(attack):
    error = {"source": attack, "id": attack, "line": 1, "code": attack, "error": attack, "remedy": attack}
    run = {attack: attack, "nested": {attack: [attack]}, "sources": [attack]}
    apart = Limits(findings=0, companies=0, articles=0)
    pages = [html for _, html in render_pages([hostile(attack)], [], [error], run, apart)]
    assert len(pages) == 4
    for html in (render_report([hostile(attack)], [], [error], run), *pages):
        assert_inert(html)


def assert_inert(html):
    page = parsed(html)
    assert not page.astray
    assert {tag for tag, _ in page.tags} <= TAGS
    assert len(page.all("script")) == len(page.all("style")) == 1 and page.tags[-1][0] == "script"
    assert len(page.all("meta")) == 5
    for tag, attrs in page.tags:
        assert not [
            name
            for name in attrs
            if name.startswith("on") or name in ("style", "src", "autofocus", "xlink:href")
        ], tag
        for name in ("id", "class", "for", "data-company", "data-outlet", "data-severity", "data-check"):
            assert re.fullmatch(r"[\w -]*", attrs.get(name) or ""), (name, attrs)
        assert re.fullmatch(
            r"(?:\.\./report\.html|(?:report/)?[a-z]+-\d+\.html)?(?:#[a-z0-9-]*)?|https?://[^\s\"'<>]+",
            attrs.get("href", "#") or "#",
        )
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", html)
    assert "49" not in page.text.replace("491", "")
    html.encode("utf-8")
