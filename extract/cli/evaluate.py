"""``eval``: records against gold."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Optional

import msgspec

from extract.cli import complain, say
from extract.evaluation.evaluate import Evaluation, evaluate
from extract.evaluation.floors import falls, floors_of
from extract.evaluation.gold import GoldArticle, read_gold
from extract.evaluation.table import as_markdown, as_text
from extract.model import Article, Record
from extract.running.files import written_whole
from extract.settings import Options

FALLEN = 1


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What to write, and what to hold the values against."""

    json: Optional[Path] = None
    markdown: bool = False
    floors: Optional[Path] = None
    set_floors: bool = False


def evaluate_files(gold: Path, records: Optional[Path], options: Options, wanted: Wanted) -> int:
    """Print how right ``records`` are; without records, what crossfoot itself makes of the gold's texts. Returns the exit status."""
    articles = read_gold(gold)
    evaluation = evaluate(articles, _extracted(articles, options) if records is None else _read(records))
    sys.stdout.write((as_markdown if wanted.markdown else as_text)(evaluation) + "\n")
    if evaluation.missing:
        say(
            f"{len(evaluation.missing)} of {len(articles)} gold articles have no record: {evaluation.missing[0]} …"
        )
    if wanted.json is not None:
        _write(wanted.json, _as_json(evaluation))
    if wanted.floors is None:
        return 0
    if wanted.set_floors:
        _write(wanted.floors, floors_of(evaluation))
        return 0
    fallen = falls(evaluation, wanted.floors)
    for error in fallen:
        complain(str(error))
    return FALLEN if fallen else 0


def _read(path: Path) -> Iterator[Record]:
    for article in read_gold(path / "records.jsonl" if path.is_dir() else path):
        yield article.record


def _extracted(articles: list[GoldArticle], options: Options) -> Iterator[Record]:
    from extract.running.article import extract_article, load

    nlp = load(options)
    for gold in articles:
        record = gold.record
        article = Article(
            id=record.id,
            text=record.text,
            source=record.source,
            title=record.title,
            published=record.published,
        )
        yield extract_article(article, nlp)


def _as_json(evaluation: Evaluation) -> bytes:
    return msgspec.json.format(msgspec.json.encode(evaluation), indent=2) + b"\n"


def _write(path: Path, data: bytes) -> None:
    with written_whole(path) as stream:
        stream.write(data)
