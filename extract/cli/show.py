"""``show``: one article in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Optional

import click

from extract import errors
from extract.cli import complain
from extract.cli.terminals import output_width, wants_color
from extract.errors import CrossfootError
from extract.model import Finding, Record
from extract.settings import Options


def show_article(article: str, folder: Optional[Path], color: Optional[bool], options: Options) -> int:
    """Print ``article`` (a file, or an id in the run in ``folder``). Returns 3 where a part could not be read.

    Raises ``CrossfootError`` E101, E105 or E107 where there is no such article.
    """
    from extract.reading.sources import formats_read
    from extract.writing.terminal import render_article

    color = wants_color(color)
    width = output_width()
    findings = [] if folder is None else _findings(folder)
    results = _extracted(article, options) if folder is None else iter([_stored(article, folder)])
    failed, number = 0, -1
    for number, result in enumerate(results):
        if isinstance(result, CrossfootError):
            failed += 1
            complain(str(result))
            continue
        if number:
            click.echo("─" * width)
        click.echo(
            render_article(result, findings or result.findings, width=width, color=color),
            nl=False,
            color=color,
        )
    if number < 0:
        raise errors.E107.at(article, formats=" ".join(formats_read()))
    return 3 if failed else 0


def _extracted(article: str, options: Options) -> Iterator[Record | CrossfootError]:
    from extract.model import Article
    from extract.reading import read_articles
    from extract.reading.sources import check_sources
    from extract.running.article import load
    from extract.running.work import attempt

    check_sources([article])
    nlp = None
    for item in read_articles([article], options):
        if isinstance(item, Article):
            nlp = nlp or load(options)
            yield attempt(item, nlp, options)
        else:
            yield item


def _stored(article: str, folder: Path) -> Record:
    from extract.running.finish import read_records

    for record in read_records(_there(folder / "records.jsonl")):
        if article in (record.id, record.source):
            return record
    raise errors.E105.at(folder, what=f"the article {article!r}", remedy="Take an id from records.jsonl.")


def _findings(folder: Path) -> list[Finding]:
    from extract.writing.jsonl import decode_finding

    path = folder / "findings.jsonl"
    if not path.exists():
        return []
    return [
        decode_finding(line, str(path), number)
        for number, line in enumerate(path.read_bytes().splitlines(), 1)
    ]


def _there(path: Path) -> Path:
    if not path.is_file():
        raise errors.E101.at(path)
    return path
