from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hostile import ATTACKS, hostile
from report_records import Draft, kuaishou

import extract
from extract.model import Note
from extract.writing.jsonl import write_lines

TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
TAGS = {"div", "p", "b", "br", "span", "ul", "li", "mark"} | TABLE


class Tags(HTMLParser):
    """The tags and attributes of a piece of HTML, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text += data


def read(html):
    parser = Tags()
    parser.feed(html)
    return parser


def test_a_record_shows_its_text_its_claims_and_its_findings():
    record = kuaishou()
    shown = read(record._repr_html_())
    assert record.text in shown.text and record.title in shown.text
    assert record.findings[0].message in shown.text and "Repair: RMB 100 billion" in shown.text
    assert "about RMB 200–250 billion" in shown.text and "target" in shown.text
    html = record._repr_html_()
    assert 'title="in a finding"' in html and 'title="company"' in html and 'title="figure"' in html


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_an_article_brings_is_inert(attack):
    record = hostile(attack)
    for html in (record._repr_html_(), extract.tables(record).findings._repr_html_()):
        shown = read(html)
        assert shown.tags <= TAGS and shown.attributes <= {"style", "title"}
        assert "\x1b" not in html and "\u202e" not in html and "\ud800" not in html


def test_what_a_reader_should_know_of_a_record_is_below_it():
    note = Note(code="stale-rate", message="The rates are of <yesterday>.")
    html = Draft("a", "One word.").record(notes=(note,))._repr_html_()
    assert "The rates are of &lt;yesterday&gt;." in html


def test_a_long_article_is_cut_and_says_so():
    draft = Draft("long", "word " * 10_000)
    for _ in range(80):
        draft.claim("word", "revenue")
    html = draft.record()._repr_html_()
    assert "30,000 further characters are not shown" in html and "30 further claims are not shown" in html
    assert len(html) < 60_000


def test_a_run_shows_what_it_found(tmp_path):
    with (tmp_path / "records.jsonl").open("wb") as stream:
        write_lines([kuaishou()], stream)
    with (tmp_path / "findings.jsonl").open("wb") as stream:
        write_lines(kuaishou().findings, stream)
    (tmp_path / "run.json").write_text('{"counts": {"articles": 1, "claims": 5, "errors": 0}}')
    shown = read(extract.read(tmp_path)._repr_html_())
    assert "1 article · 5 claims" in shown.text and "1 finding" in shown.text
    assert kuaishou().findings[0].message in shown.text
