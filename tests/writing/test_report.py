from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from report_records import Draft, entity, kuaishou, revenue_pair

from extract.errors import CrossfootError
from extract.model import Finding, Repair
from extract.writing.report import render_report, write_report
from extract.writing.views import Limits

RUN = {
    "version": "0.1.0",
    "counts": {"articles": 3},
    "options": {"workers": None, "check": True},
    "sources": ["a", "b"],
}
ERRORS = [
    {
        "source": "broken.txt",
        "id": None,
        "line": 3,
        "code": "E202",
        "error": "the text can't be decoded.",
        "remedy": "Save it as UTF-8.",
    }
]


@dataclass
class Page(HTMLParser):
    """Every start tag with its attributes, the text, and what stands in script and style."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""
    raw: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self.inside = None

    def handle_starttag(self, tag, attrs):
        assert len(attrs) == len(dict(attrs)), f"an attribute twice in {tag}"
        self.tags.append((tag, dict(attrs)))
        self.inside = tag if tag in ("script", "style") else None
        if self.inside:
            self.raw.setdefault(tag, []).append("")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
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
    return page


@pytest.fixture(scope="module")
def run():
    records, findings = revenue_pair()
    return [kuaishou(), *records], findings


@pytest.fixture(scope="module")
def html(run):
    return render_report(*run, ERRORS, RUN)


def test_it_opens_with_what_matters(html):
    page = parsed(html)
    assert "<h1>1 error and 1 warning in 3 articles</h1>" in html
    text = " ".join(page.text.split())
    order = [
        "The earlier goal of",
        "Suggested repair",
        "JD.com's revenue for",
        "Companies",
        "Articles",
        "What could not be read",
        "This run",
    ]
    places = [text.index(words) for words in order[:3]] + [
        html.index(f">{words}</h2>") for words in order[3:]
    ]
    assert places[:3] == sorted(places[:3]) and places[3:] == sorted(places[3:])
    assert text.index("The earlier goal of") < text.index("What the articles say about each")


def test_a_finding_shows_both_passages_in_context_with_outlet_and_day(html):
    card = html[html.index('id="finding-x1"') : html.index('id="companies"')]
    text = " ".join(parsed(card).text.replace("\u00a0", " ").split())
    for words in (
        "wire.example.org · 15 May 2020",
        "desk-q1.txt · 18 May 2020",
        "JD.com reported results on Friday.",
        "Retailers had a hard winter.",
        "That is a record for the season.",
    ):
        assert words in text
    assert re.search(r'<mark class="lA[^>]*>.*?RMB 146.2 billion</mark>', card)
    assert re.search(r'<mark class="lB[^>]*>.*?RMB 164.2 billion</mark>', card)


def test_the_repair_is_a_diff_in_its_sentence(html):
    assert "a goal raised from </span>RMB 100 <del>million</del><ins>billion</ins><span" in html
    assert "<del>164.2</del><ins>146.2</ins>" in html


def test_companies_keep_targets_apart_and_show_the_rate_and_its_day(html):
    assert "GMV (livestreaming): targets and forecasts" in html
    text = " ".join(parsed(html).text.split())
    assert "1 USD = 7.1539 CNY, 27 May 2020, ECB" in text
    assert "citing 36Kr" in text


def test_every_anchor_resolves_and_every_id_is_unique(html):
    page = parsed(html)
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] for attrs in page.all("a")]
    inner = {link[1:] for link in links if link.startswith("#")}
    assert inner and inner <= set(ids)
    labels = {name for _, attrs in page.tags for name in (attrs.get("aria-labelledby") or "").split()}
    assert labels <= set(ids)
    assert "claim-kuaishou-jd-c3" in ids and "claim-kuaishou-jd-c3-text" in ids


def test_nothing_is_fetched_and_only_our_own_style_and_script_may_act(html):
    page = parsed(html)
    assert not [
        tag for tag, attrs in page.tags if {"src", "srcset", "style", "data", "action", "poster"} & set(attrs)
    ]
    assert not page.all("link") and not page.all("img") and not page.all("iframe")
    style, script = page.raw["style"], page.raw["script"]
    assert len(style) == len(script) == 1
    assert "url(" not in style[0] and "@import" not in style[0]
    policy = next(attrs["content"] for attrs in page.all("meta") if attrs.get("http-equiv"))
    for name, content in (("style-src", style[0]), ("script-src", script[0])):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy and "unsafe" not in policy


def test_without_script_everything_is_there_and_the_filter_is_not(html):
    page = parsed(html)
    hidden = [(tag, attrs.get("id")) for tag, attrs in page.tags if "hidden" in attrs]
    assert hidden == [("form", "filters")]
    names = [attrs["name"] for attrs in page.all("select")]
    assert names == ["severity", "check", "company", "outlet"]
    wanted = {attrs["value"] for attrs in page.all("option")} - {""}
    offered = {
        value
        for _, attrs in page.tags
        for kind in names
        for value in (attrs.get(f"data-{kind}") or "").split()
    }
    assert wanted <= offered


def test_landmarks_headings_and_tables_are_real(html):
    page = parsed(html)
    tags = [tag for tag, _ in page.tags]
    assert tags.count("main") == tags.count("h1") == tags.count("footer") == 1
    assert page.all("html")[0]["lang"] == "en"
    assert page.all("a")[0] == {"class": "skip", "href": "#main"}
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(attrs.get("scope") for attrs in page.all("th"))
    assert tags.count("table") == tags.count("caption") + len(
        [t for t in page.all("table") if "aria-labelledby" in t]
    )
    for attrs in page.all("svg"):
        assert (
            attrs.get("aria-hidden") == "true" or attrs.get("role") == "img" or attrs.get("class") == "over"
        )


def test_the_same_input_gives_the_same_bytes(run, html):
    assert render_report(*run, ERRORS, RUN) == html


def test_a_finding_in_a_record_and_in_the_list_is_shown_once(run):
    records, findings = run
    again = render_report(records, [*findings, *records[0].findings], [], {})
    assert again.count('id="finding-kuaishou-jd-f1"') == 1


def test_a_run_without_articles_or_findings_says_so(run):
    assert "No article was read" in render_report([], [], [], {})
    calm = render_report(run[0][1:], [], [], {})
    assert "No errors or warnings in 2 articles" in calm
    assert "filters" not in [attrs.get("id") for _, attrs in parsed(calm).tags]


def test_what_does_not_fit_on_one_page_is_counted(run):
    records, findings = run
    html = render_report(
        records, findings, [], {}, Limits(findings=1, companies=1, articles=1, characters=100)
    )
    text = " ".join(parsed(html).text.split())
    assert "Further findings 1" in text and text.count("JD.com's revenue for the first quarter") == 1
    assert "holds the text of 1 article" in text
    assert re.search(r"\d+ further characters are left out here", text)
    assert "A hard winter for shops" in text and "4 other companies" in text
    page = parsed(html)
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert {attrs["href"][1:] for attrs in page.all("a") if attrs["href"].startswith("#")} <= ids


def test_a_place_that_cannot_be_written_is_named(run, tmp_path):
    with pytest.raises(CrossfootError, match="E501"):
        write_report(*run, [], {}, tmp_path / "no" / "report.html")
    write_report(*run, [], {}, tmp_path / "report.html")
    assert (tmp_path / "report.html").read_bytes().startswith(b"<!doctype html>")


ATTACKS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" onfocus="alert(1)" autofocus="',
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//https://example.com",
    "data:text/html,<script>alert(1)</script>",
    'https://example.com/" onclick="alert(1)',
    "http://example.com/<svg/onload=alert(1)>",
    "--><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "x\x00\x1b[2Jy\u202ez\ud800",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<a href=javascript:alert(1)>x</a>",
    "../../<iframe src=//evil.example>.html",
    '#main" style="position:fixed',
]
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


def hostile(attack):
    draft = Draft(
        attack,
        f"{attack} said {attack} was 5. {attack}\n\n{attack}",
        source=attack,
        title=attack,
        language=attack,
        published_from=attack,
    )
    draft.company(attack, attack, ticker=attack, parent=attack)
    figure = draft.figure("5", 5, unit=attack, kind="quantity", per=attack)
    draft.date("was", attack)
    one = draft.claim(
        f"{attack} was 5",
        attack,
        figure,
        metric_text=attack,
        scope=(attack,),
        subject=entity(attack),
        attribution=attack,
    )
    two = draft.claim("5", "other", figure, metric_text=attack, subject=entity(attack), status="target")
    finding = Finding(
        id=attack,
        check="contradiction",
        severity="error",
        confidence=0.9,
        claims=(one, two),
        message=attack,
        repairs=(
            Repair(
                claim=one,
                figure=(attack, figure),
                field=attack,
                from_=attack,
                to=attack,
                text=attack,
                why=attack,
            ),
        ),
    )
    return draft.record(finding)


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_an_article_says_is_inert(attack):
    error = {"source": attack, "id": attack, "line": 1, "code": attack, "error": attack, "remedy": attack}
    run = {attack: attack, "nested": {attack: [attack]}, "sources": [attack]}
    html = render_report([hostile(attack)], [], [error], run)
    page = parsed(html)
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
        assert re.fullmatch(r"#[a-z0-9-]*|https?://[^\s\"'<>]+", attrs.get("href", "#") or "#")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", html)
    assert "49" not in page.text.replace("491", "")
    html.encode("utf-8")


def test_only_plain_web_addresses_become_links():
    record = kuaishou()
    links = [
        attrs
        for attrs in parsed(render_report([record], [], [], {})).all("a")
        if not attrs["href"].startswith("#")
    ]
    assert [(a["href"], a["rel"]) for a in links] == [
        ("https://kr.example.com/kuaishou-jd?utm=1", "noopener noreferrer nofollow")
    ]


def luminance(color):
    digits = color.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_text_and_ground_has_the_contrast_of_wcag_aa(html, scheme):
    style = parsed(html).raw["style"][0]
    dark = style.index("@media (prefers-color-scheme: dark)")
    block = style[:dark] if scheme == "light" else style[dark : style.index("*, *::before")]
    colors = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", block))
    pairs = [(text, ground) for text in ("ink", "muted", "accent") for ground in ("ground", "paper", "soft")]
    pairs += [
        (name, f"{name}-soft")
        for name in ("error", "warning", "info", "a", "b", "c", "d", "added", "removed")
    ]
    pairs += [("ink", f"{name}-soft") for name in "abcd"] + [
        ("b", "soft"),
        ("b", "error-soft"),
        ("paper", "expected"),
    ]
    pairs += [("paper", name) for name in "abcd"] + [("error", "ground"), ("muted", "error-soft")]
    for text, ground in pairs:
        light, low = sorted((luminance(colors[text]), luminance(colors[ground])), reverse=True)
        assert (light + 0.05) / (low + 0.05) >= 4.5, (text, ground)


def test_a_repair_of_the_direction_shows_both_directions():
    record = revenue_pair()[0][0]
    repair = Repair(
        claim="wire-q1#c2", field="direction", from_="up", to="down", text="a fall of 20.7%", why="w"
    )
    finding = Finding(
        id="f",
        check="arithmetic",
        severity="error",
        confidence=0.9,
        claims=("wire-q1#c2",),
        message="m",
        repairs=(repair,),
    )
    html = render_report([record], [finding], [], {})
    assert "a <del>rise</del><ins>fall</ins> of 20.7%" in html
