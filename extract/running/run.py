"""A run: sources in, a folder of records, findings and a report out; resumed where it was left."""

from __future__ import annotations

import itertools
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Optional, Protocol

import msgspec
from msgspec import Struct

from extract import errors
from extract.model import Finding, Record
from extract.reading import plan
from extract.reading.sources import check_sources
from extract.running.engines import Engine, Serial
from extract.running.files import Lock, make_folder, written_whole
from extract.running.merge import findings_across, merge
from extract.running.shards import Done, Shard, Store, shards_of
from extract.running.versions import salt_of, versions
from extract.running.work import Job
from extract.settings import Options, effective
from extract.writing.jsonl import Failure, encode, write_lines

SERIAL_BELOW = 200
"""Articles below which starting processes costs more than it saves."""

WORK = ".crossfoot"


class Watch(Protocol):
    """Is told how far a run is."""

    def advance(self, shard: Shard, fresh: bool) -> None:
        """A shard is finished; not ``fresh`` where an earlier run did it."""
        ...

    def stage(self, name: str) -> None:
        """What comes now: ``merge``, ``check`` or ``report``."""
        ...


class Quiet:
    """Watches and says nothing."""

    def advance(self, shard: Shard, fresh: bool) -> None:
        """Nothing."""

    def stage(self, name: str) -> None:
        """Nothing."""


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


def run(
    sources: Sequence[str],
    out: Path,
    options: Optional[Options] = None,
    *,
    check: bool = True,
    fresh: bool = False,
    watch: Optional[Watch] = None,
) -> Outcome:
    """Read, extract and (unless ``check`` is false) check all articles of ``sources``, and write the results to ``out``.

    What an earlier run finished in ``out`` is not done again; ``fresh`` forgets it. Raises ``CrossfootError`` E101 or E102
    (a source isn't there), E501 (``out`` can't be written), E502 (it holds a run with other options), E503 (another run is
    writing there) or E504.
    """
    options, watch = options or Options(), watch or Quiet()
    check_sources(sources)
    store = Store(out / WORK / "shards")
    make_folder(out)
    store.prepare()
    with Lock(out / WORK / "lock"):
        _agree(store, out / WORK / "options.json", options, fresh)
        clock = _Clock()
        made = _Run(Job(str(store.folder), options), watch)
        made.extract(shards_of(plan(sources, options, leave_out=str(out)), salt_of(options)))
        clock.lap("extract")
        return _finish(made, sources, out, clock, check)


class _Clock:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.seconds[name] = round(now - self._last, 3)
        self._last = now


def _agree(store: Store, path: Path, options: Options, fresh: bool) -> None:
    """Refuse to mix records made under different options. Raises ``CrossfootError`` E502."""
    now = effective(options)
    if fresh:
        store.clear()
    elif path.exists() and any(store.folder.glob("*.jsonl")):
        before = msgspec.json.decode(path.read_bytes())
        changes = [
            f"{name}: {_said(before.get(name))} → {_said(value)}"
            for name, value in now.items()
            if before.get(name) != value
        ]
        if changes:
            raise errors.E502.at(path.parent.parent, changes=", ".join(changes))
    with written_whole(path) as stream:
        stream.write(encode(now) + b"\n")


def _said(value: object) -> str:
    return "none" if value is None else str(value)


class _Run:
    """The first stage: shards to do, done here or by processes, and the keys of all in order."""

    def __init__(self, job: Job, watch: Watch) -> None:
        self.job, self.watch = job, watch
        self.keys: list[str] = []
        self.engine: Engine = Serial()
        self.extracted = 0
        self._shards: dict[str, Shard] = {}

    def extract(self, shards: Iterator[Shard]) -> None:
        pending = self._pending(shards)
        head: list[Shard] = []
        articles = 0
        for shard in pending:
            head.append(shard)
            articles += shard.articles
            if articles >= SERIAL_BELOW:
                break
        self.engine = choose_engine(self.job.options, articles)
        for done in self.engine.map(itertools.chain(head, pending), self.job):
            self.extracted += done.records
            self.watch.advance(self._shards.pop(done.key), fresh=True)

    def _pending(self, shards: Iterator[Shard]) -> Iterator[Shard]:
        for shard in shards:
            self.keys.append(shard.key)
            if self.job.store.done(shard.key) is not None:
                self.watch.advance(shard, fresh=False)
            elif shard.key not in self._shards:
                self._shards[shard.key] = shard
                yield shard


def choose_engine(options: Options, articles: int) -> Engine:
    """The engine asked for; left to us, processes where there are cores and articles enough for them."""
    workers = options.workers or available_cores()
    few = options.workers is None and articles < SERIAL_BELOW
    if options.engine == "serial" or (options.engine == "auto" and (workers == 1 or few)):
        return Serial()
    from extract.running.processes import Processes

    return Processes(workers)


def available_cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _finish(made: _Run, sources: Sequence[str], out: Path, clock: _Clock, check: bool) -> Outcome:
    """The second stage: everything in the order of the input, checked, written, each file whole or not at all."""
    store = made.job.store
    made.watch.stage("merge")
    dones = [_done(store, key) for key in made.keys]
    failures = merge(store, dones, out)
    findings: tuple[Finding, ...] = ()
    counts: dict[str, Any] = {
        "articles": sum(done.records for done in dones),
        "claims": sum(done.claims for done in dones),
        "errors": len(failures),
        "extracted_now": made.extracted,
    }
    clock.lap("merge")
    info: dict[str, Any] = {**versions(), "sources": list(sources), "options": effective(made.job.options)}
    if check:
        findings = _check(made, out, counts, clock)
    shown = {name: value for name, value in counts.items() if name != "extracted_now"}
    if check:
        made.watch.stage("report")
        _report(out, findings, failures, {**info, "counts": shown})
        clock.lap("report")
    else:
        within: Counter[str] = Counter()
        for done in dones:
            within.update(done.severities)
        counts["findings_by_severity"] = dict(sorted(within.items()))
        for stale in ("findings.jsonl", "report.html"):
            (out / stale).unlink(missing_ok=True)
    how = {"engine": made.engine.name, "workers": made.engine.workers}
    full = {**info, "counts": counts, **how, "seconds": clock.seconds}
    with written_whole(out / "run.json") as stream:
        stream.write(msgspec.json.format(encode(full), indent=2) + b"\n")
    store.keep_only(frozenset(made.keys))
    return Outcome(folder=out, run=full, findings=findings, failures=tuple(failures))


def _done(store: Store, key: str) -> Done:
    done = store.done(key)
    if done is None:
        raise errors.E501.at(store.path(key), reason="a finished shard is gone from it")
    return done


def _check(made: _Run, out: Path, counts: dict[str, Any], clock: _Clock) -> tuple[Finding, ...]:
    made.watch.stage("check")
    findings = findings_across(read_records(out / "records.jsonl"), made.job.options)
    with written_whole(out / "findings.jsonl") as stream:
        write_lines(findings, stream)
    counts["findings"] = len(findings)
    counts["findings_by_severity"] = dict(sorted(Counter(found.severity for found in findings).items()))
    counts["findings_by_check"] = dict(sorted(Counter(found.check for found in findings).items()))
    clock.lap("check")
    return findings


def _report(
    out: Path, findings: Sequence[Finding], failures: Sequence[Failure], info: dict[str, Any]
) -> None:
    from extract.writing.report import render_report

    plain = [msgspec.structs.asdict(failure) for failure in failures]
    page = render_report(list(read_records(out / "records.jsonl")), findings, plain, info)
    with written_whole(out / "report.html") as stream:
        stream.write(page.encode("utf-8", "replace"))


def read_records(path: Path) -> Iterator[Record]:
    """The records of a file that we wrote ourselves."""
    from extract.writing.jsonl import decode_record

    with path.open("rb") as stream:
        for line in stream:
            yield decode_record(line, str(path))
