from __future__ import annotations

import posixpath
import re

import pytest
from report_page import parsed
from report_records import Draft, entity, kuaishou, revenue_pair

from extract.errors import CrossfootError
from extract.model import Finding
from extract.writing.pagefiles import clear_pages
from extract.writing.report import render_pages, render_report, write_report
from extract.writing.views import Limits

SMALL = Limits(findings=2, companies=3, articles=3, sheet=2)


def many(count):
    """The three articles of the other tests, and ``count`` plain ones with a finding each."""
    records, findings = revenue_pair()
    records = [kuaishou(), *records]
    for number in range(count):
        draft = Draft(
            f"plain-{number}",
            f"Firm{number} had {number} million users. It wants more.",
            title=f"Plain {number}",
        )
        draft.company(f"Firm{number}")
        users = draft.figure(f"{number} million", number * 1_000_000, kind="count", unit="user")
        claim = draft.claim(f"had {number} million users", "users", users, subject=entity(f"Firm{number}"))
        message = f"Firm{number} can't have {number} million users."
        found = Finding(
            id=f"plain-{number}#f1",
            check="bounds",
            severity="warning",
            confidence=0.7,
            claims=(claim,),
            message=message,
        )
        records.append(draft.record(found))
    return records, findings


@pytest.fixture(scope="module")
def pages():
    return dict(render_pages(*many(7), [], {"counts": {"articles": 10}}, SMALL))


def ids(html):
    return [attrs["id"] for _, attrs in parsed(html).tags if "id" in attrs]


def test_a_small_run_is_one_page():
    records, findings = many(0)
    assert dict(render_pages(records, findings, [], {})) == {
        "report.html": render_report(records, findings, [], {})
    }


def test_a_large_run_is_an_index_and_pages_of_at_most_so_many(pages):
    assert list(pages)[-1] == "report.html"
    kinds = [re.fullmatch(r"report/([a-z]+)-\d+\.html", name)[1] for name in list(pages)[:-1]]
    # Nine findings, two of them on the index and four to a page; ten articles and twelve companies, two to a page.
    assert [kinds.count(kind) for kind in ("findings", "companies", "articles")] == [2, 6, 5]
    cards = {name: html.count('class="card finding') for name, html in pages.items()}
    assert (cards["report.html"], cards["report/findings-1.html"], cards["report/findings-2.html"]) == (
        2,
        4,
        3,
    )


def test_every_link_leads_to_something_on_the_page_it_names(pages):
    held = {name: set(ids(html)) for name, html in pages.items()}
    followed = set()
    for name, html in pages.items():
        for attrs in parsed(html).all("a"):
            if attrs["href"].startswith("https:"):
                continue
            target, _, anchor = attrs["href"].partition("#")
            page = posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) if target else name
            assert page in held and (not anchor or anchor in held[page]), (name, attrs["href"])
            followed.add(page)
    assert followed == set(pages)


def test_every_id_is_there_once(pages):
    for name, html in pages.items():
        found = ids(html)
        assert len(found) == len(set(found)), name


def test_the_index_names_every_finding_company_and_article(pages):
    text = " ".join(parsed(pages["report.html"]).text.replace("\u00a0", " ").split())
    for number in range(7):
        assert f"Firm{number} can't have {number} million users." in text
        assert f"Plain {number}" in text and f"Firm{number} 1 claim, 1 article" in text


def test_what_the_filters_ask_for_stands_on_every_line_of_the_index(pages):
    page = parsed(pages["report.html"])
    lines = [attrs for tag, attrs in page.tags if attrs.get("class", "").startswith("line ")]
    assert len(lines) == 7 and all(attrs["data-severity"] and attrs["data-check"] for attrs in lines)
    offered = {attrs["value"] for attrs in page.all("option")} - {""}
    known = {
        value
        for _, attrs in page.tags
        for kind in ("severity", "check", "company", "outlet")
        for value in (attrs.get(f"data-{kind}") or "").split()
    }
    assert offered <= known


def test_the_pages_of_one_kind_lead_to_each_other(pages):
    steps = [
        [
            attrs["href"]
            for attrs in parsed(pages[f"report/articles-{n}.html"]).all("a")
            if "rel" in attrs and attrs["rel"] in ("prev", "next")
        ]
        for n in (1, 2, 5)
    ]
    assert steps == [["articles-2.html"], ["articles-1.html", "articles-3.html"], ["articles-4.html"]]


def test_a_page_fetches_nothing(pages):
    for html in pages.values():
        page = parsed(html)
        assert not [tag for tag, attrs in page.tags if {"src", "srcset", "style", "poster"} & set(attrs)]
        assert not page.all("link") and not page.all("img")
        policy = next(attrs["content"] for attrs in page.all("meta") if attrs.get("http-equiv"))
        assert policy.startswith("default-src 'none'")


def test_a_heavy_company_has_a_page_of_its_own():
    records, findings = many(4)
    names = [
        name for name, _ in render_pages(records, findings, [], {}, Limits(companies=0, sheet=50, claims=1))
    ]
    companies = [name for name in names if "companies" in name]
    claimed = {claim.subject.id for record in records for claim in record.claims if claim.subject}
    assert len(companies) >= len(claimed)


def test_the_same_input_gives_the_same_pages(pages):
    assert dict(render_pages(*many(7), [], {"counts": {"articles": 10}}, SMALL)) == pages


def test_written_pages_lie_beside_the_report_and_leave_with_it(tmp_path):
    records, findings = many(7)
    path = tmp_path / "report.html"
    write_report(records, findings, [], {}, path, SMALL)
    there = sorted(page.name for page in (tmp_path / "report").iterdir())
    assert "articles-5.html" in there and all(name.endswith(".html") for name in there)
    assert "report/articles-1.html" in path.read_text("utf-8")

    (tmp_path / "report/my-notes.html").write_text("mine")
    write_report(records[:3], [], [], {}, path)
    assert [left.name for left in (tmp_path / "report").iterdir()] == ["my-notes.html"]


def test_a_run_of_few_articles_with_very_many_claims_is_a_large_one():
    records, findings = many(0)
    assert len(list(render_pages(records, findings, [], {}, Limits(whole=1)))) > 1


def test_after_an_error_no_page_is_half_written_and_none_leads_to_anothers_pages(tmp_path):
    path = tmp_path / "report.html"
    write_report(*many(7), [], {}, path, SMALL)
    (tmp_path / "report/companies-3.html").unlink()
    (tmp_path / "report/companies-3.html").mkdir()
    with pytest.raises(CrossfootError, match="E501"):
        write_report(*many(6), [], {}, path, SMALL)
    assert not path.exists() and not list(tmp_path.rglob("*.part"))
    whole = [page for page in (tmp_path / "report").iterdir() if page.is_file()]
    assert whole and all(page.read_text("utf-8").endswith("</html>") for page in whole)


def test_a_report_that_can_not_be_begun_leaves_the_earlier_one(tmp_path):
    path = tmp_path / "report.html"
    write_report(*many(0), [], {}, path)
    before = path.read_bytes()
    (tmp_path / "report").write_text("a file of somebody's")
    with pytest.raises(CrossfootError, match="E501"):
        write_report(*many(7), [], {}, path, SMALL)
    assert path.read_bytes() == before


def test_what_a_killed_process_left_is_swept_away(tmp_path):
    path = tmp_path / "report.html"
    write_report(*many(7), [], {}, path, SMALL)
    left = [tmp_path / "report.html.0a1b.part", tmp_path / "report/articles-1.html.0a1b.part"]
    for one in left:
        one.write_text("<!doct")
    write_report(*many(7), [], {}, path, SMALL)
    assert not any(one.exists() for one in left) and (tmp_path / "report/articles-1.html").is_file()


def test_a_report_is_taken_away_with_its_pages(tmp_path):
    write_report(*many(7), [], {}, tmp_path / "report.html", SMALL)
    clear_pages(tmp_path / "report.html")
    assert not list(tmp_path.iterdir())
