"""Gold: records whose every field was annotated by hand, with the inconsistencies planted in them as findings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional, Union

import msgspec
from msgspec import Struct

from extract import errors
from extract.model import Record
from extract.writing.jsonl import decode_record, encode


class Control(Struct, frozen=True, kw_only=True):
    """A consistent look-alike: what kind, and the relation that holds between the named figures or dates."""

    name: str
    relation: str


class About(Struct, frozen=True, kw_only=True):
    """What is known of a gold article beside its record. ``invented`` are ids of companies that exist nowhere else."""

    story: Optional[str] = None
    style: Optional[str] = None
    uses: tuple[str, ...] = ()
    controls: tuple[Control, ...] = ()
    invented: tuple[str, ...] = ()


class GoldArticle(Struct, frozen=True, kw_only=True):
    """A gold record; its ``findings`` are the planted inconsistencies, the first repair of each being the right one."""

    record: Record
    about: About


class _Extra(Struct, frozen=True):
    gold: About = About()


def read_gold(path: Union[str, os.PathLike[str]]) -> list[GoldArticle]:
    """The gold articles of a JSON Lines file: records, with an object ``gold`` beside their fields where more is known.

    Raises ``CrossfootError`` E101 where there is no such file, E301 for a line that is no record.
    """
    file = Path(path)
    if not file.is_file():
        raise errors.E101.at(file)
    articles = []
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        record = decode_record(line, str(file), number)
        try:
            about = msgspec.json.decode(line, type=_Extra).gold
        except msgspec.ValidationError as error:
            raise errors.E301.at(file, line=number, reason=str(error)).of(record.id) from error
        articles.append(GoldArticle(record=record, about=about))
    return articles


def gold_line(article: GoldArticle) -> bytes:
    """One line of a gold file, without its line end."""
    fields = {name: getattr(article.record, name) for name in article.record.__struct_fields__}
    return encode({**fields, "gold": article.about})
