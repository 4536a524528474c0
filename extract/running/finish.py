"""The second stage of a run: everything in the order of the input, checked and written, each file whole or not at all."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from extract import errors
from extract.model import Finding, Record
from extract.reading.sources import printable
from extract.running.checked import Dealer
from extract.running.files import written_whole
from extract.running.merge import merge
from extract.running.outputs import write_outputs
from extract.running.shards import Done, Store
from extract.running.versions import salt_of, versions
from extract.running.watching import Watch
from extract.running.work import Job
from extract.settings import effective
from extract.writing.jsonl import Failure, decode_record, encode, write_lines
from extract.writing.pagefiles import clear_pages

ON_THE_PAGE = 3000
"""Articles that the report holds: those with findings first. It says how many there are in all."""
SLOWEST = 5


class Outcome(Struct, frozen=True, kw_only=True):
    """What a run found; ``run`` is the content of ``run.json``."""

    folder: Path
    run: dict[str, Any]
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]

    @property
    def severities(self) -> dict[str, int]:
        """How many findings of each severity there are; after an extraction alone, those within articles."""
        return dict(self.run["counts"]["findings_by_severity"])


class Clock:
    """Seconds of each part of a run."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        """What was done since the last lap was ``name``."""
        now = time.perf_counter()
        self.seconds[name] = round(now - self._last, 3)
        self._last = now


def finish(
    job: Job,
    keys: Sequence[str],
    out: Path,
    watch: Watch,
    clock: Clock,
    known: tuple[Sequence[str], int, dict[str, Any]],
    check: bool,
) -> Outcome:
    """Merge the shards ``keys``, check (if ``check``), and write every file of ``out``.

    ``known`` are the sources, how many articles this run extracted itself, and the engine it used.
    """
    sources, extracted, how = known
    watch.stage("merge")
    dones = [_done(job.store, key) for key in keys]
    for sentence in dict.fromkeys(failed for done in dones for failed in done.failed_checks):
        errors.warn(f"{sentence} {errors.E408.remedy} [{errors.E408.code}]")
    info: dict[str, Any] = {
        **versions(),
        "sources": [printable(source) for source in sources],
        "options": effective(job.options),
    }
    findings: tuple[Finding, ...] = ()
    if check:
        articles = sum(done.records for done in dones)
        with Dealer(job.store.folder.parent, articles, job.options, salt_of(job.options)) as dealer:
            failures = merge(job.store, dones, out, dealer)
            counts = _counts(dones, failures, extracted)
            clock.lap("merge")
            watch.stage("check")
            findings = dealer.findings(out / "records.jsonl")
        _write_findings(findings, out, counts)
        clock.lap("check")
    else:
        failures = merge(job.store, dones, out)
        counts = _counts(dones, failures, extracted)
        clock.lap("merge")
        (out / "findings.jsonl").unlink(missing_ok=True)
        clear_pages(out / "report.html")
    if job.options.format or job.options.db is not None:
        watch.stage("outputs")
        write_outputs(out, lambda: read_records(out / "records.jsonl"), findings, job.options)
        clock.lap("outputs")
    if check:
        watch.stage("report")
        shown = {name: value for name, value in counts.items() if name != "extracted_now"}
        _report(out, findings, failures, {**info, "counts": shown})
        clock.lap("report")
    slowest = sorted((entry for done in dones for entry in done.slowest), key=lambda entry: -entry[1])[
        :SLOWEST
    ]
    full = {**info, "counts": counts, **how, "seconds": clock.seconds, "slowest": slowest}
    with written_whole(out / "run.json") as stream:
        stream.write(msgspec.json.format(encode(full), indent=2) + b"\n")
    job.store.keep_only(frozenset(keys))
    return Outcome(folder=out, run=full, findings=findings, failures=tuple(failures))


def _done(store: Store, key: str) -> Done:
    done = store.done(key)
    if done is None:
        raise errors.E501.at(store.path(key), reason="a finished shard is gone from it")
    return done


def _counts(dones: Sequence[Done], failures: Sequence[Failure], extracted: int) -> dict[str, Any]:
    within: Counter[str] = Counter()
    for done in dones:
        within.update(done.severities)
    return {
        "articles": sum(done.records for done in dones),
        "claims": sum(done.claims for done in dones),
        "errors": len(failures),
        "errors_by_code": dict(sorted(Counter(failure.code for failure in failures).items())),
        "extracted_now": extracted,
        "findings_by_severity": dict(sorted(within.items())),
    }


def _write_findings(findings: Sequence[Finding], out: Path, counts: dict[str, Any]) -> None:
    with written_whole(out / "findings.jsonl") as stream:
        write_lines(findings, stream)
    counts["findings"] = len(findings)
    counts["findings_by_severity"] = dict(sorted(Counter(found.severity for found in findings).items()))
    counts["findings_by_check"] = dict(sorted(Counter(found.check for found in findings).items()))


def _report(
    out: Path, findings: Sequence[Finding], failures: Sequence[Failure], info: dict[str, Any]
) -> None:
    from extract.writing.report import write_report

    shown = for_the_page(read_records(out / "records.jsonl"), findings)
    plain = [msgspec.structs.asdict(failure) for failure in failures]
    write_report(shown, findings, plain, info, out / "report.html")


def for_the_page(records: Iterable[Record], findings: Iterable[Finding]) -> list[Record]:
    """The records with findings, and others up to ``ON_THE_PAGE``, in the order of the input.

    The findings that they came with are taken off: ``findings`` has those within articles too, as this check found them.
    """
    involved: dict[str, None] = {}
    for finding in findings:
        for name in _articles(finding):
            if len(involved) < ON_THE_PAGE:
                involved[name] = None
    room = ON_THE_PAGE - len(involved)
    chosen = []
    for record in records:
        if record.id not in involved:
            if room <= 0:
                continue
            room -= 1
        chosen.append(msgspec.structs.replace(record, findings=()))
    return chosen


def _articles(finding: Finding) -> Iterator[str]:
    for claim in finding.claims:
        yield claim.rpartition("#")[0]
    for article, _ in (*finding.figures, *finding.dates):
        yield article


def read_records(path: Path) -> Iterator[Record]:
    """The records of a file that we wrote ourselves."""
    with path.open("rb") as stream:
        for line in stream:
            yield decode_record(line, str(path))
