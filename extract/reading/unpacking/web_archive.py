"""Web archives (WARC, as news crawls write them): each page that was answered with becomes a line for the format ``pages``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from extract import errors
from extract.errors import CrossfootError
from extract.reading.decoding import decode
from extract.reading.unpacking.members import Member, Packed, Room

_HTML = ("text/html", "application/xhtml+xml")


def unpack(packed: Packed, room: Room) -> Iterator[Member | CrossfootError]:
    """One file of pages. Raises ``CrossfootError`` E505 without fastwarc."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as problem:
        raise errors.E505.at(packed.file.source, library="fastwarc").of(packed.file.id) from problem
    made = room.member("", ".webpages")
    pages = 0
    with Path(packed.file.path).open("rb") as stream, (room.folder / made.stored).open("wb") as out:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
            page = _page(record, packed.max_bytes)
            if page is not None:
                pages += 1
                room.append(out, msgspec.json.encode(page) + b"\n")
    if pages:
        yield made


def _page(record: Any, limit: int) -> dict[str, str] | None:
    """A successful answer that is a page: its address, its HTML, and the day it was fetched."""
    headers = record.http_headers
    if headers is None or (headers.status_code or 0) != 200:
        return None
    kind = (record.http_content_type or "").split(";")[0].strip().lower()
    address = record.headers.get("WARC-Target-URI") or record.record_id
    if kind not in _HTML:
        return None
    data = record.reader.read(limit + 1)
    if len(data) > limit:
        return {"url": address, "html": "", "fetched": "", "large": str(len(data))}
    charset = record.http_charset
    try:
        html = data.decode(charset) if charset else decode(data)
    except (LookupError, UnicodeDecodeError, CrossfootError):
        html = data.decode("utf-8", "replace")
    return {"url": address, "html": html, "fetched": (record.headers.get("WARC-Date") or "")[:10]}
