"""``check``: records from earlier runs against each other."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Optional

import msgspec

from extract import errors
from extract.cli import complain, say
from extract.cli.status import status_for
from extract.cli.terminals import message_width
from extract.errors import CrossfootError
from extract.model import Finding, Record
from extract.running.files import make_folder, written_whole
from extract.running.finish import for_the_page
from extract.running.gathered import gathered
from extract.running.identity import Articles
from extract.settings import Options
from extract.writing.jsonl import Failure, decode_record, write_lines

if TYPE_CHECKING:
    from extract.checking import Gathering


def check_files(sources: list[str], out: Optional[Path], options: Options) -> int:
    """Check all records of ``sources``; findings go to stdout, or with a report into ``out``. Returns the exit status."""
    paths = [path for source in sources for path in record_files(source)]
    if out is not None:
        make_folder(out)
    failures: list[Failure] = []
    articles, findings = gathered(records_of(paths, failures), options)
    name_failures(failures)
    if out is None:
        write_lines(findings, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    else:
        _write(out, articles, findings, failures)
    if not options.quiet:
        _summary(articles, findings, failures, out)
    return status_for([finding.severity for finding in findings], len(failures), options)


def name_failures(failures: list[Failure]) -> None:
    """A line for each record that could not be read."""
    for failure in failures:
        place = f"{failure.source}, line {failure.line}" if failure.source else f"line {failure.line}"
        complain(f"{place}: {failure.error} {failure.remedy} [{failure.code}]")


def record_files(source: str) -> list[str]:
    """The files of records that ``source`` stands for. Raises ``CrossfootError`` E101."""
    if source == "-":
        return ["-"]
    if Path(source).is_dir():
        source = str(Path(source) / "records.jsonl")
    if Path(source).exists():
        return [source]
    matches = sorted(glob.glob(source, recursive=True)) if glob.has_magic(source) else []  # noqa: PTH207
    if not matches:
        raise errors.E101.at(source)
    return matches


def records_of(paths: list[str], failures: list[Failure]) -> Iterator[Record]:
    """The records of files, one at a time; what is none goes to ``failures``. Raises ``CrossfootError`` E206."""
    for path in paths:
        if path == "-":
            yield from _lines(sys.stdin.buffer, None, failures)
            continue
        try:
            with Path(path).open("rb") as stream:
                yield from _lines(stream, path, failures)
        except OSError as error:
            raise errors.E206.at(path, reason=(error.strerror or str(error)).lower()) from error


def _lines(stream: BinaryIO, path: Optional[str], failures: list[Failure]) -> Iterator[Record]:
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            yield decode_record(line, path, number)
        except CrossfootError as error:
            failures.append(Failure.of(error))


def unique_records(records: Iterator[Record]) -> list[Record]:
    """``records`` with one for each article: the same text under the same id was read by two runs, and the later
    record counts; another text under it is another article and gets an id of its own.
    """
    articles = Articles()
    found: list[Record] = []
    for given in records:
        place, record = articles.place(given)
        found[place : place + 1] = [record]
    return found


def _write(out: Path, articles: Gathering, findings: tuple[Finding, ...], failures: list[Failure]) -> None:
    from extract.writing.report import write_report

    for name, values in (("findings.jsonl", findings), ("errors.jsonl", failures)):
        with written_whole(out / name) as stream:
            write_lines(values, stream)
    counts = {"articles": len(articles), "claims": articles.claims}
    plain = [msgspec.structs.asdict(failure) for failure in failures]
    write_report(
        for_the_page(articles.records(), findings), findings, plain, {"counts": counts}, out / "report.html"
    )


def _summary(
    articles: Gathering, findings: tuple[Finding, ...], failures: list[Failure], out: Optional[Path]
) -> None:
    from extract.writing.terminal import render_summary

    run: dict[str, Any] = {"articles": len(articles), "claims": articles.claims}
    unread = [msgspec.structs.asdict(failure) for failure in failures]
    say(render_summary(run, findings, unread, width=message_width()).rstrip())
    if out is not None:
        say(f"\nLook at {out / 'report.html'}")
