"""Every format gives the same article; what is wrong with one article spoils no other."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from extract.errors import CrossfootError
from extract.model import Article
from extract.reading import read_articles
from extract.settings import Options

TEXT = "Acme said on Wednesday that it has over 300 million users. Its revenue rose to RMB 5 billion."
PAGE = """<html><head><title>Acme grows - Daily</title>
<meta property="og:title" content="Acme grows"><meta property="article:published_time" content="2020-05-27T08:00:00+08:00">
</head><body><nav><a href="/">Home</a> <a href="/money">Money</a></nav>
<article><p>{}</p><p>The company said that its goal for the year is higher than the goal of its rival.</p></article>
<footer>All rights reserved</footer></body></html>"""


def read(path: Path, **options: object) -> list[Article | CrossfootError]:
    return list(read_articles([str(path)], Options(**options)))  # type: ignore[arg-type]


def article(path: Path, **options: object) -> Article:
    (found,) = read(path, **options)
    assert isinstance(found, Article), found
    return found


def error(path: Path, **options: object) -> CrossfootError:
    (found,) = read(path, **options)
    assert isinstance(found, CrossfootError), found
    return found


@pytest.mark.parametrize(
    ("name", "content", "found_in"),
    [
        ("a.md", f"---\ntitle: Acme grows\ndate: 2020-05-27\n---\n\n{TEXT}", "front matter"),
        ("a.md", f"---\npublished: 'May 27, 2020'\n---\n# Acme grows\n\n{TEXT}", "front matter"),
        ("a.html", PAGE.format(TEXT), "html"),
        (
            "a.json",
            json.dumps({"headline": "Acme grows", "pubDate": "Wed, 27 May 2020", "body": TEXT}),
            "metadata",
        ),
        ("a.jsonl", json.dumps({"title": "Acme grows", "published": "2020-05-27", "text": TEXT}), "metadata"),
        ("a.csv", f'Title,Date,Content\r\nAcme grows,2020-05-27T10:00:00Z,"{TEXT}"\r\n', "metadata"),
        ("a.csv", f'Title;Date;Content\nAcme grows;27/05/2020;"{TEXT}"\n', "metadata"),
        ("a.tsv", f"headline\tpublished_at\tarticle\nAcme grows\t2020-05-27\t{TEXT}\n", "metadata"),
        ("2020-05-27-a.txt", f"Acme grows\n\n{TEXT}", "file name"),
        ("20200527_a.md", f"# Acme grows\n\n{TEXT}", "file name"),
    ],
)
def test_every_format_gives_text_title_and_date(
    tmp_path: Path, name: str, content: str, found_in: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8", newline="")
    found = article(path)
    assert TEXT in found.text
    assert (found.title, found.published, found.published_from) == ("Acme grows", date(2020, 5, 27), found_in)
    assert found.language == "en"
    assert found.source == str(path)


def test_boilerplate_of_a_page_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE.format(TEXT), encoding="utf-8")
    text = article(path).text
    assert "Money" not in text and "rights reserved" not in text
    assert text.splitlines()[0] == TEXT


def test_plain_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "  Acme said:\r\n\r\n“五亿元” 😀 e\u0301\tgrew 5%.  \r\n"
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert article(path).text == text


def test_a_bad_line_is_named_with_its_number_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        json.dumps({"id": "first", "text": TEXT}).encode(),
        b"",
        b"no json",
        b'["a list"]',
        b'{"id": "number", "text": 5}',
        b'{"id": "nothing", "title": "only"}',
        b'{"id": "letters", "text": "12 \xe2\x80\x94 34"}',
        b'{"id": "day", "text": "It is.", "published": "last spring"}',
        b'{"id": "bytes", "text": "caf\xe9"}',
        b'{"deep": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        json.dumps({"id": "last", "text": TEXT, "date": "n/a"}).encode(),
    ]
    path.write_bytes(b"\n".join(lines))
    found = read(path)
    assert [item.id for item in found if isinstance(item, Article)] == ["first", "last"]
    errors = [(item.code, item.line, item.article) for item in found if isinstance(item, CrossfootError)]
    assert errors == [
        ("E204", 3, None),
        ("E204", 4, None),
        ("E207", 5, "number"),
        ("E207", 6, "nothing"),
        ("E205", 7, "letters"),
        ("E208", 8, "day"),
        ("E202", 9, None),
        ("E204", 10, None),
    ]


def test_elements_of_an_array_stand_on_their_own_feet(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"id": "x", "text": TEXT}, {"title": "no text"}, 7, {"text": TEXT}]))
    found = read(path)
    assert [item.id if isinstance(item, Article) else item.code for item in found] == [
        "x",
        "E207",
        "E204",
        "a.json:4",
    ]


def test_a_list_inside_an_object_is_read(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    source = {"id": "36kr", "name": "36Kr"}
    path.write_text(json.dumps({"status": "ok", "articles": [{"content": TEXT, "source": source}]}))
    assert (article(path).source, article(path).id) == ("36Kr", "feed.json:1")


def test_json_lines_are_read_from_a_json_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("".join(json.dumps({"id": name, "text": TEXT}) + "\n" for name in "abc"))
    assert [item.id for item in read(path) if isinstance(item, Article)] == ["a", "b", "c"]


def test_rows_keep_quotes_and_line_ends_and_a_bad_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        b'id,text\r\n1,"He said ""up"",\r\nand left."\r\n2,caf\xe9 grew\r\n\r\n3,"Last one"\r\n4,too,many\r\n5,"a "b" c"\r\n6,fine\r\n'
    )
    found = read(path)
    assert [item.id for item in found if isinstance(item, Article)] == ["1", "3", "6"]
    assert isinstance(found[0], Article) and found[0].text == 'He said "up",\r\nand left.'
    bad = [(item.code, item.line) for item in found if isinstance(item, CrossfootError)]
    assert bad == [("E202", 4), ("E209", 7), ("E209", 8)]


def test_a_table_without_texts_is_one_error_that_names_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("day,value\n2020-05-27,5\n2020-05-28,6\n")
    found = error(path)
    assert found.code == "E207" and "day, value" in found.message


@pytest.mark.parametrize("count", [1, 63, 64, 65, 200])
@pytest.mark.parametrize("kind", ["jsonl", "csv", "json"])
def test_stretches_join_to_the_whole(tmp_path: Path, kind: str, count: int) -> None:
    path = tmp_path / f"a.{kind}"
    rows = [{"id": f"n{number}", "text": f'Line "{number}",\nsaid.'} for number in range(count)]
    if kind == "csv":
        quoted = (row["text"].replace('"', '""') for row in rows)
        path.write_text("id,text\n" + "".join(f'n{number},"{text}"\n' for number, text in enumerate(quoted)))
    elif kind == "json":
        path.write_text(json.dumps(rows))
    else:
        path.write_text("\n\n".join(json.dumps(row) for row in rows))
    found = read(path)
    assert [(item.id, item.text) for item in found if isinstance(item, Article)] == [
        (row["id"], row["text"]) for row in rows
    ]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "E201"),
        ("a.txt", b" \n\n", "E201"),
        ("a.txt", b"1234 - 5\n", "E205"),
        ("a.txt", b"profit \xff\xfe rose", "E202"),
        ("a.md", b"---\ntitle: x\n---\n", "E205"),
        ("a.html", b"<html><body></body></html>", "E205"),
        ("a.json", b"{", "E204"),
        ("a.json", b"[]", "E201"),
        ("a.json", b'"text"', "E204"),
        ("a.jsonl", b"\n\n", "E201"),
        ("a.csv", b"", "E201"),
        ("a.csv", b'id,text\n1,"never closed', "E209"),
        ("a.csv", b'"id,text\n1,hello\n', "E209"),
    ],
)
def test_what_is_no_article_is_named(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = read(path)
    assert [item.code for item in found if isinstance(item, CrossfootError)] == [code]
    assert all(isinstance(item, CrossfootError) and item.path == str(path) for item in found)


def test_a_page_that_breaks_its_library_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.bare_extraction", broken)
    (tmp_path / "a.html").write_text(PAGE.format(TEXT))
    (tmp_path / "b.txt").write_text(TEXT)
    first, second = read(tmp_path)
    assert isinstance(first, CrossfootError) and isinstance(second, Article)
    assert (first.code, first.article, "RecursionError: too deep" in first.message) == (
        "E211",
        "a.html",
        True,
    )


def test_size_limits_name_size_and_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word " * 100)
    (tmp_path / "b.jsonl").write_text(f'{{"text": "{"x" * 300}"}}\n{{"id": "short", "text": "It is."}}\n')
    (tmp_path / "c.txt").write_text("Acme grew.")
    found = read(tmp_path, max_bytes=200)
    assert [item.id if isinstance(item, Article) else item.code for item in found] == [
        "E203",
        "E203",
        "short",
        "c.txt",
    ]
    assert (
        isinstance(found[0], CrossfootError) and "500 bytes" in found[0].message and "200" in found[0].message
    )
    assert error(tmp_path / "a.txt", max_chars=499).code == "E214"


def test_options_stand_in_for_what_an_article_does_not_say(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    found = article(path, published=date(2020, 5, 27), language="de")
    assert (found.published, found.published_from, found.language) == (date(2020, 5, 27), "option", "de")
    assert (article(path).published, article(path).published_from) == (None, None)
    path.write_text(f"BEIJING, May 20, 2020 (Reuters) — {TEXT}")
    assert article(path, published=date(2020, 5, 27)).published == date(2020, 5, 20)
