from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise

import pytest
from report_page import parsed
from report_records import kuaishou, revenue_pair

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


def test_a_repair_names_its_letter_and_its_article(html):
    card = html[html.index('id="finding-x1"') : html.index('id="companies"')]
    repairs = " ".join(parsed(card[card.index('class="repairs"') :]).text.split())
    assert re.match(r".*Suggested repair B In the first quarter", repairs)
    assert "In A hard winter for shops" in repairs
    assert "B as repaired" in parsed(card).text


def test_a_long_message_stands_under_a_headline_of_figures(html):
    heading = re.search(r'<h4 class="message" id="finding-x1-message">(.*?)</h4>', html)
    assert heading and heading[1].replace("\u00a0", " ") == (
        "JD.com’s revenue, Q1 2020: RMB 146.2 billion or RMB 164.2 billion?"
    )
    assert "JD.com&#39;s revenue for the first quarter of 2020 is RMB" in html.replace("\u00a0", " ")


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


def test_marks_lead_to_companies_claims_and_findings(html):
    article = html[html.index('id="article-desk-q1"') : html.index('id="unread"')]
    links = {attrs["href"]: attrs.get("class") for attrs in parsed(article).all("a")}
    assert links["#company-jd-com"] == "m claim disputed company"
    assert links["#claim-desk-q1-c1"] == "ref" and links["#claim-desk-q1-c1-text"] == "ref"
    assert links["#finding-x1"] == "flag"
    company = html[html.index('id="company-jd-com"') : html.index('id="articles"')]
    assert {"#claim-desk-q1-c1", "#finding-x1"} <= {attrs["href"] for attrs in parsed(company).all("a")}


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
    assert "Further findings 1" in text and "or RMB 164.2 billion?" in text
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
