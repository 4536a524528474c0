"""``explain``: the arithmetic of one finding in the terminal."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Optional

import click
import msgspec

from extract import errors
from extract.cli.check import name_failures, record_files, records_of, unique_records
from extract.cli.terminals import output_width, wants_color
from extract.errors import CrossfootError
from extract.model import Finding, Record
from extract.settings import Options
from extract.writing.jsonl import Failure, decode_finding

WHERE = "out"
"""Where a run is looked for when none is named."""


def explain_finding(name: str, sources: Sequence[str], color: Optional[bool], options: Options) -> int:
    """Print the arithmetic of the finding ``name`` of ``sources``: folders of runs, or files of records.

    Returns 3 where a line of records could not be read. Raises ``CrossfootError`` E101 or E105.
    """
    from extract.running.notes_of import Tables
    from extract.writing.explained import render_explanation
    from extract.writing.explaining import explain

    sources = list(sources) or [WHERE]
    options = _as_in_the_run(sources, options)
    failures: list[Failure] = []
    finding, records = _found(name, sources, options, failures)
    tables = Tables.of(options)
    with tables.known() as rates:
        explanation = explain(finding, records, rates=rates, metrics=tables.metrics)
    shown = wants_color(color)
    click.echo(render_explanation(explanation, width=output_width(), color=shown), nl=False, color=shown)
    name_failures(failures)
    return 3 if failures else 0


def _found(
    name: str, sources: Sequence[str], options: Options, failures: list[Failure]
) -> tuple[Finding, list[Record]]:
    """The finding, and the records it points at."""
    paths = [path for source in sources for path in record_files(source)]
    written = {finding.id: finding for finding in _written(sources)}
    if name in written:
        wanted = set(articles_of(written[name]))
        involved = (record for record in records_of(paths, failures) if record.id in wanted)
        return written[name], unique_records(involved)
    if all(_findings_file(source).is_file() for source in sources):
        raise _unknown(name, sources, list(written))
    records = unique_records(records_of(paths, failures))
    known = {finding.id: finding for record in records for finding in record.findings}
    if name not in known:
        # Files of records hold no findings across articles: they are found as "check" finds them.
        from extract.running.merge import findings_across

        known = {finding.id: finding for finding in findings_across(records, options)}
    if name not in known:
        raise _unknown(name, sources, list(known))
    wanted = set(articles_of(known[name]))
    return known[name], [record for record in records if record.id in wanted]


def _written(sources: Sequence[str]) -> Iterator[Finding]:
    for source in sources:
        path = _findings_file(source)
        if path.is_file():
            for number, line in enumerate(path.read_bytes().splitlines(), 1):
                yield decode_finding(line, str(path), number)


def _findings_file(source: str) -> Path:
    """The findings of the run that ``source`` is the folder or the records of."""
    path = Path(source)
    folder = path.parent if path.name == "records.jsonl" else path
    return folder / "findings.jsonl"


def articles_of(finding: Finding) -> Iterator[str]:
    """The ids of the articles that a finding points at."""
    for claim in finding.claims:
        yield claim.rpartition("#")[0]
    for article, _ in (*finding.figures, *finding.dates):
        yield article


def _unknown(name: str, sources: Sequence[str], known: Sequence[str]) -> CrossfootError:
    like = difflib.get_close_matches(name, known, 1, cutoff=0.5) or known[:1]
    remedy = (
        f"Take the id of one of its {len(known)} findings, such as {like[0]!r}." if known else "It has none."
    )
    return errors.E105.at(", ".join(sources), what=f"the finding {name!r}", remedy=remedy)


class _Told(msgspec.Struct):
    """The data files of one's own that a run was told to use."""

    rates: Optional[str] = None
    metrics: Optional[str] = None
    currencies: Optional[str] = None


class _Run(msgspec.Struct):
    options: _Told = msgspec.field(default_factory=_Told)


def _as_in_the_run(sources: Sequence[str], options: Options) -> Options:
    """``options`` with the data files of the run in the first folder, where they still lie there."""
    try:
        told = msgspec.json.decode(
            (_findings_file(sources[0]).parent / "run.json").read_bytes(), type=_Run
        ).options
    except (OSError, msgspec.MsgspecError):
        return options
    there = {
        name: path for name, path in msgspec.structs.asdict(told).items() if path and Path(path).is_file()
    }
    own = {name: getattr(options, name) or path for name, path in there.items()}
    return msgspec.structs.replace(options, **own)
