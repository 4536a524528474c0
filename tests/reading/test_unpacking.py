"""What is compressed, archived, in Parquet, in a web archive or in PDF is read like the same articles lying open."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from extract.errors import CrossfootError
from extract.model import Article
from extract.reading import read_articles
from extract.settings import Options

ROWS = [
    {"id": f"n{number}", "text": f"Acme sold {number} phones.", "published": "2020-03-01"}
    for number in range(3)
]
LINES = "\n".join(json.dumps(row) for row in ROWS).encode()
SENTENCE = "Acme said on Monday that revenue rose 12% to RMB 5 billion in 2019, and that it had shipped 20 million phones. "
PAGE = (
    "<html><head><title>Acme reports</title><meta property='article:published_time' content='2020-02-29'></head>"
    f"<body><nav>Home</nav><article><p>{SENTENCE * 3}</p></article></body></html>"
)
CHINESE = f"<html><body><article><p>{'小米公司今天发布了新手机，销量增长。' * 10}</p></article></body></html>"


def read(path: Path, **options: object) -> list[Article | CrossfootError]:
    return list(read_articles([str(path)], Options(**options)))  # type: ignore[arg-type]


def articles(path: Path, **options: object) -> list[tuple[str, str]]:
    return [(item.id, item.text) for item in read(path, **options) if isinstance(item, Article)]


def wrong(path: Path) -> list[tuple[str, str | None]]:
    return [(item.code, item.article) for item in read(path) if isinstance(item, CrossfootError)]


OPEN = [(row["id"], row["text"]) for row in ROWS]


def zstd(data: bytes) -> bytes:
    import zstandard

    half = len(data) // 2
    return zstandard.compress(data[:half]) + zstandard.compress(data[half:])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("news.jsonl.gz", gzip.compress(LINES)),
        ("news.jsonl.gz", gzip.compress(LINES[:50]) + gzip.compress(LINES[50:]) + b"\0" * 20),
        ("news.jsonl.zst", zstd(LINES)),
        ("news.JSONL.GZ", gzip.compress(LINES)),
    ],
)
def test_compressed_lines(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert articles(tmp_path) == OPEN


def test_a_compressed_text_keeps_its_path_as_id(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news/2020-05-27-acme.txt.gz").write_bytes(gzip.compress(b"Acme sold phones."))
    (item,) = read(tmp_path)
    assert isinstance(item, Article)
    assert (item.id, item.published) == ("news/2020-05-27-acme.txt.gz", date(2020, 5, 27))
    assert item.source == f"{tmp_path}/news/2020-05-27-acme.txt.gz"


@pytest.mark.parametrize("cut", [20, 60])
def test_a_damaged_gzip_gives_what_comes_before_the_damage(tmp_path: Path, cut: int) -> None:
    rows = b"\n".join(
        json.dumps({"id": f"n{n}", "text": f"Acme {n * 7919} sold."}).encode() for n in range(5000)
    )
    (tmp_path / "news.jsonl.gz").write_bytes(gzip.compress(rows)[:-cut])
    found = articles(tmp_path)
    assert len(found) > 4000
    assert found == [(f"n{n}", f"Acme {n * 7919} sold.") for n in range(len(found))]
    assert ("E217", "news.jsonl.gz") in wrong(tmp_path)


def archive(path: Path, kind: str, members: dict[str, bytes]) -> None:
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as made:
            for name, data in members.items():
                made.writestr(name, data)
        return
    with tarfile.open(path, f"w:{kind}") as made:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        made.addfile(link)


@pytest.mark.parametrize(
    ("name", "kind"), [("a.zip", "zip"), ("a.tar", ""), ("a.tar.gz", "gz"), ("a.tgz", "gz")]
)
def test_archives_hold_articles_of_every_format(tmp_path: Path, name: str, kind: str) -> None:
    members = {
        "b/page.html": PAGE.encode(),
        "a.txt": b"Acme sold phones.",
        "c.jsonl.gz": gzip.compress(LINES),
        ".hidden.txt": b"No.",
        "__MACOSX/a.txt": b"No.",
    }
    archive(tmp_path / name, kind, members)
    found = articles(tmp_path)
    assert sorted(id_ for id_, _ in found) == [f"{name}/a.txt", f"{name}/b/page.html", "n0", "n1", "n2"]
    assert not wrong(tmp_path)


def test_a_member_that_would_lead_out_of_the_archive_is_read_inside_it(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    archive(
        folder / "a.zip",
        "zip",
        {"../../evil.txt": b"Acme sold phones.", "/etc/evil.txt": b"Acme bought them."},
    )
    assert [id_ for id_, _ in articles(folder)] == ["a.zip/evil.txt", "a.zip/etc/evil.txt"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_one_bad_member_costs_no_other(tmp_path: Path) -> None:
    archive(
        tmp_path / "a.zip",
        "zip",
        {"a.txt": b"Acme.", "b.png": b"\x89PNG", "c.txt": b"", "d.txt": b"Acme too."},
    )
    assert [id_ for id_, _ in articles(tmp_path)] == ["a.zip/a.txt", "a.zip/d.txt"]
    assert wrong(tmp_path) == [("E210", "a.zip/b.png"), ("E201", "a.zip/c.txt")]


def test_no_archive_empty_archive_and_archives_without_end(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK and nothing")
    archive(tmp_path / "b.zip", "zip", {})
    data = gzip.compress(b"Acme.")
    for _ in range(4):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as made:
            made.writestr("x.zip", data)
        data = buffer.getvalue()
    (tmp_path / "c.zip").write_bytes(data)
    assert [code for code, _ in wrong(tmp_path)] == ["E217", "E201", "E217"]


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "bomb.txt.gz", "wb", compresslevel=9) as stream:
        for _ in range(230):
            stream.write(b"\0" * 1_000_000)
    assert wrong(tmp_path) == [("E216", "bomb.txt.gz")]


def test_a_parquet_table_is_read_by_its_column_names(tmp_path: Path) -> None:
    table = pyarrow.table(
        {
            "uuid": ["p1", "p2", "p3"],
            "Body": ["Acme sold phones.", None, "Acme bought them."],
            "pub_date": [date(2020, 3, 1), None, date(2020, 3, 2)],
            "junk": [1, 2, 3],
        }
    )
    parquet.write_table(table, tmp_path / "news.parquet")
    first, second, third = read(tmp_path)
    assert isinstance(first, Article) and isinstance(third, Article)
    assert (first.id, first.published, third.published) == ("p1", date(2020, 3, 1), date(2020, 3, 2))
    assert isinstance(second, CrossfootError)
    assert (second.code, second.article, second.line) == ("E207", "p2", 2)


def test_a_parquet_table_without_texts_or_that_is_none(tmp_path: Path) -> None:
    parquet.write_table(pyarrow.table({"a": [1]}), tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 no")
    assert wrong(tmp_path) == [("E207", "a.parquet"), ("E209", "b.parquet")]


def warc(pages: dict[str, str], status: str = "200 OK") -> bytes:
    out = b""
    for number, (address, html) in enumerate(pages.items()):
        body = html.encode()
        http = (
            f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{number}>\r\n"
            f"WARC-Target-URI: {address}\r\nWARC-Date: 2020-03-02T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        out += gzip.compress(head.encode() + http + b"\r\n\r\n")
    return out


def test_a_web_archive_gives_the_articles_of_its_pages(tmp_path: Path) -> None:
    undated = PAGE.replace("property='article:published_time' content='2020-02-29'", "")
    pages = {"https://x.example/a": PAGE, "https://x.example/b": undated, "https://x.example/c": CHINESE}
    (tmp_path / "crawl.warc.gz").write_bytes(
        warc(pages) + warc({"https://x.example/d": PAGE}, "404 Not Found")
    )
    found = [item for item in read(tmp_path) if isinstance(item, Article)]
    assert [(item.id, item.language, item.published_from) for item in found] == [
        ("https://x.example/a", "en", "html"),
        ("https://x.example/b", "en", "crawl"),
        ("https://x.example/c", "zh", "crawl"),
    ]
    assert [item.published for item in found][:2] == [date(2020, 2, 29), date(2020, 3, 2)]
    assert "Home" not in found[0].text and "RMB 5 billion" in found[0].text
    english = articles(tmp_path, language="en")
    assert [id_ for id_, _ in english] == ["https://x.example/a", "https://x.example/b"]


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page, by hand."""
    text = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}"
    return (
        f"{out}{tail}trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


def test_a_pdf_is_read_as_best_it_can_be(tmp_path: Path) -> None:
    lines = ["Acme Corp said that its revenue in 2019 had been RMB 5 bil-", "lion. It sold phones."]
    (tmp_path / "a.pdf").write_bytes(pdf(lines))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert articles(tmp_path) == [
        ("a.pdf", "Acme Corp said that its revenue in 2019 had been RMB 5 billion. It sold phones.")
    ]
    assert wrong(tmp_path) == [("E218", "b.pdf")]


def test_files_at_an_address_are_read_like_others(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.pipe("/bucket/news/b.jsonl.gz", gzip.compress(LINES))
    system.pipe("/bucket/news/a.txt", b"Acme sold phones.")
    found = [item for item in read_articles(["memory://bucket/news"]) if isinstance(item, Article)]
    assert [(item.id, item.source) for item in found] == [
        ("a.txt", "memory:///bucket/news/a.txt"),
        *(("n0", "memory:///bucket/news/b.jsonl.gz"), ("n1", "memory:///bucket/news/b.jsonl.gz")),
        ("n2", "memory:///bucket/news/b.jsonl.gz"),
    ]
    with pytest.raises(CrossfootError) as caught:
        list(read_articles(["memory://bucket/none"]))
    assert caught.value.code == "E101"
    with pytest.raises(CrossfootError) as caught:
        list(read_articles(["nosuch://bucket"]))
    assert caught.value.code == "E215"
