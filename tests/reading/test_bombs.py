"""Small files that would fill the machine: each is named for what it is, within a gigabyte, and costs no other file."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from extract.errors import CrossfootError
from extract.model import Article
from extract.reading import read_articles
from extract.settings import Options

MEGABYTE = 1_000_000


def zipped(start: bytes, megabytes: int) -> bytes:
    """``start`` and so many megabytes of one digit, as gzip."""
    packer = zlib.compressobj(9, wbits=31)
    parts = [packer.compress(start)]
    parts += [packer.compress(b"0" * MEGABYTE) for _ in range(megabytes)]
    return b"".join(parts) + packer.flush()


def header(kind: bytes, size: int) -> bytes:
    """The head of a tar member of this kind and size, and nothing behind it."""
    made = tarfile.TarInfo("x")
    made.type, made.size = kind, size
    return made.tobuf(tarfile.USTAR_FORMAT)


def one_text_many_times(rows: int) -> bytes:
    """A table that holds one large text once, and refers to it from every row."""
    text = pyarrow.array(["Acme sold phones. " * 100_000])
    column = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * rows, pyarrow.int32()), text)
    with io.BytesIO() as buffer:
        parquet.write_table(pyarrow.table({"text": column}), buffer, compression="zstd", store_schema=False)
        return buffer.getvalue()


def one_page(megabytes: int) -> bytes:
    """A table whose one page of texts is large and packs well."""
    texts = [f"{number} " + "0" * MEGABYTE for number in range(megabytes)]
    with io.BytesIO() as buffer:
        parquet.write_table(
            pyarrow.table({"text": texts}),
            buffer,
            compression="zstd",
            use_dictionary=False,
            data_page_size=1 << 30,
        )
        return buffer.getvalue()


def members(count: int, megabytes: int) -> bytes:
    with io.BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for number in range(count):
                archive.writestr(f"{number}.jsonl", b"0" * megabytes * MEGABYTE)
        return buffer.getvalue()


def zstd(megabytes: int) -> bytes:
    import zstandard

    packer = zstandard.ZstdCompressor(level=3).compressobj()
    return b"".join(packer.compress(b"0" * MEGABYTE) for _ in range(megabytes)) + packer.flush()


BOMBS: dict[str, tuple[str, Callable[[], bytes], set[str]]] = {
    "a text": ("a.txt.gz", lambda: zipped(b"", 230), {"E216"}),
    "one endless line": ("a.jsonl.gz", lambda: zipped(b'{"text": "', 100), {"E203"}),
    "one endless cell": ("a.csv.gz", lambda: zipped(b'text\n"', 100), {"E203"}),
    "zstandard": ("a.jsonl.zst", lambda: zstd(230), {"E216"}),
    "members of an archive": ("a.zip", lambda: members(12, 20), {"E204", "E216"}),
    "the name of a member": ("a.tar.gz", lambda: zipped(header(tarfile.GNUTYPE_LONGNAME, 230 * MEGABYTE), 230), {"E216"}),
    "what describes a member": ("a.tgz", lambda: zipped(header(tarfile.XHDTYPE, 230 * MEGABYTE), 230), {"E216"}),
    "a table of one text": ("a.parquet", lambda: one_text_many_times(400), {"E216"}),
    "a page of a table": ("a.parquet", lambda: one_page(230), {"E216"}),
    "a page of the web": (
        "a.warc.gz",
        lambda: zipped(
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/\r\nContent-Type: application/http\r\n"
            b"Content-Length: 100000100\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>",
            100,
        ),
        {"E203"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(BOMBS))
def test_a_bomb_is_named_and_the_next_file_is_read(tmp_path: Path, name: str) -> None:
    file, made, codes = BOMBS[name]
    (tmp_path / file).write_bytes(made())
    assert (tmp_path / file).stat().st_size < MEGABYTE
    (tmp_path / "z.txt").write_text("Acme sold phones.")
    found = list(read_articles([str(tmp_path)], Options(memory_limit=1000)))
    assert {item.code for item in found if isinstance(item, CrossfootError)} == codes
    assert [item.id for item in found if isinstance(item, Article)] == ["z.txt"]


def test_what_passes_the_memory_limit_while_it_is_read_is_named(tmp_path: Path) -> None:
    """Where a library believes a header, the limit of the process is what holds."""
    (tmp_path / "a.tgz").write_bytes(zipped(header(tarfile.XHDTYPE, 190 * MEGABYTE), 190))
    (tmp_path / "z.txt").write_text("Acme sold phones.")
    found = list(read_articles([str(tmp_path)], Options(memory_limit=60)))
    assert [item.code for item in found if isinstance(item, CrossfootError)] == ["E219"]
    assert [item.id for item in found if isinstance(item, Article)] == ["z.txt"]
