"""What fuzzing starts from: the texts of ``tests/examples``, as they are, in every format of files, and as records."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from functools import lru_cache
from pathlib import Path

from extract.model import Article
from extract.running.article import extract_article
from extract.writing.jsonl import encode
from fuzz.entrances import ENDINGS, pipeline

EXAMPLES = Path(__file__).parents[1] / "tests" / "examples"

HOSTILE = (
    "\x1b[31m", "\x1b]0;x\x07", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\x00", "\x85", "\u2028", "\x9b", "\x7f", "\r", "\r\n",
    "\n\n", "e\u0301", "İ", "ǅ", "ﬁ", "٣", "５", "Ⅳ", "½", "京", "亿", "万元", "😀", "👩‍💻", "{{7*7}}", "{% raw %}", "<script>", "</p>", "&#0;",
    "%s", "{0}", "=cmd|' /C calc'!A0", "../", "\\u0000", "\\ud800", "1e999999", "-0", "NaN", "Infinity", "9" * 40, "0" * 40, "1,", "RMB ",
    "$", "¥", "%", "(", "[", "{", '"', "'", "-", "–", "/", ".", "from ", " to ", "a year earlier", "Q3", "FY", "2020-02-30", "0000-00-00",
    "31 June", "#c1", "null", "true", "[]", "{}",
)  # fmt: skip
"""Pieces that have broken programs before."""


@lru_cache(maxsize=1)
def texts() -> tuple[str, ...]:
    """The text of every example."""
    rows = [
        json.loads(line)
        for path in sorted(EXAMPLES.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").split("\n")
        if line
    ]
    return tuple(row["text"] for row in rows if row.get("text"))


def few(count: int) -> list[str]:
    """About ``count`` texts, spread evenly over all of them."""
    return list(texts()[:: max(1, len(texts()) // count)])


def seeds(name: str) -> list[bytes]:
    """Inputs for the entrance ``name``."""
    if name in ("figures", "article"):
        return [text.encode() for text in texts()]
    if name == "dates":
        return [b"\x2b\x66" + text.encode() for text in texts()]
    if name == "lines":
        return [json.dumps({"id": "a", "published": "2020-05-27", "text": text}).encode() for text in few(60)]
    if name == "readers":
        return [
            bytes([number]) + data
            for number, ending in enumerate(ENDINGS)
            for data in map(lambda text, ending=ending: _file(text, ending), few(6))  # type: ignore[misc]
        ]
    made = record_lines()
    return made if name == "records" else [b"\n".join(made[at : at + 3]) for at in range(0, len(made), 3)]


@lru_cache(maxsize=1)
def record_lines() -> list[bytes]:
    """Records of some of the examples."""
    return [
        encode(extract_article(Article(id=f"n{number}", title="T", source="s", text=text), pipeline()))
        for number, text in enumerate(few(90))
    ]


def _file(text: str, ending: str) -> bytes:
    """``text`` as a file with this ending, as a small writer would make it."""
    row = {"id": "a", "title": "T", "published": "2020-05-27", "text": text}
    quoted = text.replace('"', '""')
    plain = {
        ".md": f"---\ntitle: T\ndate: 2020-05-27\n---\n# T\n\n{text}\n",
        ".html": f"<html><head><title>T</title></head><body><article><h1>T</h1><p>{text}</p><p>{text}</p></article></body></html>",
        ".json": json.dumps([row, row]),
        ".jsonl": json.dumps(row) + "\n" + json.dumps(row, ensure_ascii=False),
        ".csv": f'id,date,text\na,2020-05-27,"{quoted}"\n',
        ".tsv": f'id\tdate\ttext\na\t2020-05-27\t"{quoted}"\n',
        ".pdf": f"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\nBT ({text}) Tj ET\ntrailer << /Root 1 0 R >>\n%%EOF",
        ".warc": f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {len(text.encode())}\r\n\r\n{text}\r\n\r\n",
    }
    if ending.endswith(".gz") or ending == ".gz":
        inner = ending.removesuffix(".gz")
        return gzip.compress(plain.get(inner, text).encode(), mtime=0)
    if ending == ".zip":
        with io.BytesIO() as buffer:
            with zipfile.ZipFile(buffer, "w") as archive:
                for name in ("a.txt", "b.md", "c.jsonl"):
                    archive.writestr(zipfile.ZipInfo(name), plain.get(name[1:], text))
            return buffer.getvalue()
    if ending in (".tar", ".tgz"):
        with io.BytesIO() as buffer:
            with tarfile.open(fileobj=buffer, mode="w") as archive:
                info = tarfile.TarInfo("a.txt")
                info.size = len(text.encode())
                archive.addfile(info, io.BytesIO(text.encode()))
            return gzip.compress(buffer.getvalue(), mtime=0) if ending == ".tgz" else buffer.getvalue()
    return plain.get(ending, text).encode()
