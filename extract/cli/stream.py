"""``extract`` without ``--out``: records on stdout as they are made, in the order of the input."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from extract.cli import say
from extract.cli.status import status_for
from extract.errors import CrossfootError
from extract.model import Article
from extract.reading import read_articles
from extract.reading.drafts import Place
from extract.reading.formats.json_lines import article_of_line
from extract.reading.pieces import lines_of
from extract.reading.sources import check_sources
from extract.running.article import load
from extract.running.work import attempt
from extract.settings import Options
from extract.writing.jsonl import encode


def stream(inputs: list[str], options: Options) -> int:
    """Write one line for each article: its record, or ``{"id", "error"}``. Returns the exit status."""
    check_sources([source for source in inputs if source != "-"])
    nlp = load(options)
    output = sys.stdout.buffer
    read = failed = 0
    severities: dict[str, None] = {}
    for item in _articles(inputs, options):
        result = attempt(item, nlp, options) if isinstance(item, Article) else item
        if isinstance(result, CrossfootError):
            failed += 1
            output.write(encode({"id": result.article, "error": str(result)}) + b"\n")
        else:
            read += 1
            severities.update(dict.fromkeys(finding.severity for finding in result.findings))
            output.write(encode(result) + b"\n")
        output.flush()
    if not options.quiet:
        failures = f", {failed} could not be read" if failed else ""
        say(f"{read} {'article' if read == 1 else 'articles'} read{failures}.")
    return status_for(severities, failed, options)


def _articles(inputs: list[str], options: Options) -> Iterator[Article | CrossfootError]:
    for source in inputs:
        if source == "-":
            for line in lines_of(sys.stdin.buffer, options.max_bytes):
                if not line.blank:
                    place = Place(source=None, id=f"stdin:{line.number}", line=line.number)
                    yield article_of_line(line, place, options)
        else:
            yield from read_articles([source], options)
