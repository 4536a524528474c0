"""What a worker does: one shard, article by article, each within its limits, nothing thrown away silently."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Optional

import msgspec
from msgspec import Struct

from extract import errors
from extract.errors import CrossfootError
from extract.model import Article, Record
from extract.reading import read_piece
from extract.reading.limits import TooLongError, memory_limit, time_limit
from extract.reading.pieces import Piece
from extract.running.article import extract_article
from extract.running.notes_of import Tables, noted
from extract.running.shards import Done, Shard, Store
from extract.settings import Options
from extract.writing.jsonl import Failure, encode

if TYPE_CHECKING:
    from spacy.language import Language

SLOWEST = 3
"""Articles of a shard whose time is kept."""

Position = tuple[int, int]
"""An article of a shard: the number of its part, and its number in there."""


class Job(Struct, frozen=True):
    """What all shards of a run have in common."""

    folder: str
    options: Options

    @property
    def store(self) -> Store:
        """Where finished shards go."""
        return Store(Path(self.folder))


def work(
    shard: Shard,
    job: Job,
    nlp: Language,
    skip: Optional[dict[Position, str]] = None,
    mark: Optional[Callable[[Position], None]] = None,
) -> Done:
    """Read and extract one shard and write its file.

    ``skip`` names articles not to touch, with the reason; ``mark`` is told of each article before it is read.
    Raises ``CrossfootError`` E501 where the file can't be written.
    """
    started = time.perf_counter()
    records: list[bytes] = []
    failures: list[bytes] = []
    notes: list[bytes] = []
    tables = Tables.of(job.options)
    claims = 0
    severities: Counter[str] = Counter()
    times: list[tuple[str, float]] = []
    failed: dict[str, None] = {}
    for number, part in enumerate(shard.parts):
        if isinstance(part, Failure):
            failures.append(encode(part))
            continue
        for item in _items(part, number, job.options, skip or {}, mark):
            begun = time.perf_counter()
            result = item if isinstance(item, CrossfootError) else attempt(item, nlp, job.options)
            if isinstance(item, Article):
                times.append((item.id, round(time.perf_counter() - begun, 3)))
            if isinstance(result, CrossfootError):
                failures.append(encode(Failure.of(result)))
            else:
                records.append(encode(result))
                with tables.known() as rates:
                    notes.append(encode(noted(result, rates)))
                claims += len(result.claims)
                severities.update(finding.severity for finding in result.findings)
                failed.update(
                    (note.message, None) for note in result.notes if note.code == errors.CHECK_FAILED.code
                )
    done = Done(
        key=shard.key,
        records=len(records),
        failures=len(failures),
        claims=claims,
        severities=dict(sorted(severities.items())),
        size=sum(len(line) + 1 for line in (*records, *failures, *notes)),
        seconds=round(time.perf_counter() - started, 3),
        slowest=tuple(sorted(times, key=lambda entry: -entry[1])[:SLOWEST]),
        failed_checks=tuple(failed),
    )
    job.store.write(done, records, failures, notes)
    return done


def _items(
    piece: Piece,
    number: int,
    options: Options,
    skip: dict[Position, str],
    mark: Optional[Callable[[Position], None]],
) -> Iterator[Article | CrossfootError]:
    """The articles of a piece with the ones to skip as errors; of a file to itself not even the file is opened."""
    if piece.count == 1 and (number, 0) in skip:
        reason = skip[number, 0]
        line = None if piece.format not in ("jsonl", "table") else piece.first
        yield errors.E212.at(piece.file.source, line=line, reason=reason).of(piece.place(line).id)
        return
    articles = read_piece(piece, options)
    index = 0
    while True:
        if mark is not None:
            mark((number, index))
        item = next(articles, None)
        if item is None:
            return
        reason_to_skip = skip.get((number, index))
        if reason_to_skip is not None and isinstance(item, Article):
            yield errors.E212.at(item.source, reason=reason_to_skip).of(item.id)
        else:
            yield item
        index += 1


def attempt(article: Article, nlp: Language, options: Options) -> Record | CrossfootError:
    """The record of ``article``, or what kept it from being made; no article ends a run."""
    try:
        with memory_limit(options.memory_limit), time_limit(options.time_limit):
            record = extract_article(article, nlp)
    except MemoryError:
        return errors.E219.at(article.source, size=options.memory_limit).of(article.id)
    except TooLongError:
        return errors.E213.at(article.source, seconds=f"{options.time_limit:g}").of(article.id)
    except CrossfootError as error:
        return error.of(article.id)
    except Exception as error:
        return errors.E211.at(article.source, reason=errors.words_of(error)).of(article.id)
    return record if not options.min_confidence else confident(record, options.min_confidence)


def confident(record: Record, least: float) -> Record:
    """``record`` without the claims and findings below ``least``, and without what points at those."""
    claims = [claim for claim in record.claims if claim.confidence >= least]
    kept = {claim.id for claim in claims}
    claims = [
        claim
        if claim.baseline is None or claim.baseline in kept
        else msgspec.structs.replace(claim, baseline=None)
        for claim in claims
    ]
    findings = [
        finding
        for finding in record.findings
        if finding.confidence >= least and all(name in kept for name in finding.claims)
    ]
    return msgspec.structs.replace(record, claims=tuple(claims), findings=tuple(findings))


class Trace:
    """Notes on disk which article is being read, so that a process that dies leaves its culprit behind."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)

    def mark(self, position: Position) -> None:
        """Note ``position``."""
        os.pwrite(self._file, b"%12d %12d %12d\n" % (os.getpid(), *position), 0)

    def close(self) -> None:
        """Take the note back: the shard is done."""
        os.close(self._file)
        self._path.unlink(missing_ok=True)


def read_trace(path: Path) -> Optional[tuple[int, Position]]:
    """The process and the article noted at ``path``, null where none is."""
    try:
        process, part, index = (int(word) for word in path.read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return None
    return process, (part, index)
