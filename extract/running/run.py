"""A run: sources in, a folder of records, findings and a report out; resumed where it was left."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Optional

import msgspec

from extract import errors
from extract.checking.plugged import usable
from extract.reading import plan
from extract.reading.sources import check_sources
from extract.running.engines import Engine, Serial
from extract.running.files import Lock, make_folder, written_whole
from extract.running.finish import Clock, Outcome, finish
from extract.running.shards import Shard, Store, shards_of
from extract.running.versions import salt_of
from extract.running.watching import Quiet, Watch
from extract.running.work import Job
from extract.settings import Options, effective
from extract.writing.jsonl import encode

SERIAL_BELOW = 200
"""Articles below which starting processes costs more than it saves."""

WORK = ".crossfoot"


class Part(NamedTuple):
    """The ``number``-th of ``total`` parts of a run's shards, counted from 1."""

    number: int
    total: int

    def has(self, shard: Shard) -> bool:
        """Whether a shard falls to it. What a shard is decides, not its place, so that parts don't depend on each other."""
        return self.of(shard) == self.number

    def of(self, shard: Shard) -> int:
        """The number of the part that a shard falls to."""
        return int(shard.key[:12], 16) % self.total + 1


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
    writing there), E504 or E506 (the workers).
    """
    with _Run(sources, out, options or Options(), watch or Quiet(), fresh=fresh) as made:
        made.store.sweep()
        clock = Clock()
        made.extract(made.shards())
        clock.lap("extract")
        return made.finish(clock, check)


def run_part(
    sources: Sequence[str],
    out: Path,
    options: Optional[Options] = None,
    *,
    part: Part,
    watch: Optional[Watch] = None,
) -> int:
    """Extract the shards of one part, beside other processes that do theirs in the same ``out``; returns how many articles were read.

    ``finish_parts`` puts the parts together. Raises as ``run`` does.
    """
    with _Run(sources, out, options or Options(), watch or Quiet(), part=part) as made:
        made.extract(shard for shard in made.shards() if part.has(shard))
        return made.extracted


def finish_parts(
    sources: Sequence[str],
    out: Path,
    options: Optional[Options] = None,
    *,
    check: bool = True,
    watch: Optional[Watch] = None,
) -> Outcome:
    """Put together what the calls of ``run_part`` left in ``out``.

    Raises as ``run`` does, and E507 where shards are missing, with the parts they fall to.
    """
    with _Run(sources, out, options or Options(), watch or Quiet()) as made:
        made.store.sweep()
        clock = Clock()
        missing: list[Shard] = []
        for shard in made.shards():
            made.keys.append(shard.key)
            if made.store.done(shard.key) is None:
                missing.append(shard)
        if missing:
            parts = _parts_begun(out / WORK)
            numbers = sorted({Part(1, parts).of(shard) for shard in missing})
            named = ", ".join(f"--part {number}/{parts}" for number in numbers[:8])
            articles = sum(shard.articles for shard in missing)
            raise errors.E507.at(
                out, articles=articles, shards=len(missing), parts=named + (" …" if len(numbers) > 8 else "")
            )
        clock.lap("extract")
        return made.finish(clock, check)


def _parts_begun(work: Path) -> int:
    """Into how many parts the run was divided, by the locks that they left; 1 where there were none."""
    counts = [int(path.name.rpartition("-")[2]) for path in work.glob("lock-*-of-*")]
    return max(counts, default=1)


class _Run:
    """The folder of a run, locked, with the first stage: shards to do, done here or by workers, and the keys of all in order."""

    def __init__(
        self,
        sources: Sequence[str],
        out: Path,
        options: Options,
        watch: Watch,
        *,
        fresh: bool = False,
        part: Optional[Part] = None,
    ) -> None:
        check_sources(sources)
        usable()  # whose check can't be loaded is said before the work begins
        self.sources, self.out, self.watch, self._fresh = sources, out, watch, fresh
        self.store = Store(out / WORK / "shards")
        self.job = Job(str(self.store.folder), options)
        self.keys: list[str] = []
        self.engine: Engine = Serial()
        self.extracted = 0
        self._shards: dict[str, Shard] = {}
        # Parts unpack for themselves: none may take away what another is reading.
        own = "" if part is None else f"-{part.number}-of-{part.total}"
        self._unpacked = out / WORK / f"unpacked{own}"
        self._lock = Lock(out / WORK / f"lock{own}")

    def __enter__(self) -> _Run:
        make_folder(self.out)
        make_folder(self.store.folder)
        self._lock.__enter__()
        try:
            _agree(self.store, self.out / WORK / "options.json", self.job.options, self._fresh)
        except BaseException:
            self._lock.__exit__()
            raise
        return self

    def __exit__(self, kind: Optional[type[BaseException]], *_: object) -> None:
        if kind is None:
            shutil.rmtree(self._unpacked, ignore_errors=True)
        self._lock.__exit__()

    def shards(self) -> Iterator[Shard]:
        """The shards of all sources, in order."""
        options = self.job.options
        pieces = plan(self.sources, options, self._unpacked, leave_out=str(self.out))
        return shards_of(pieces, salt_of(options))

    def extract(self, shards: Iterator[Shard]) -> None:
        """Do those of ``shards`` that aren't done yet."""
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
            self.watch.advance(self._shards.pop(done.key), done, fresh=True)

    def _pending(self, shards: Iterator[Shard]) -> Iterator[Shard]:
        for shard in shards:
            self.keys.append(shard.key)
            done = self.store.done(shard.key)
            if done is not None:
                self.watch.advance(shard, done, fresh=False)
            elif shard.key not in self._shards:
                self._shards[shard.key] = shard
                yield shard

    def finish(self, clock: Clock, check: bool) -> Outcome:
        """The second stage."""
        how = {"engine": self.engine.name, "workers": self.engine.workers}
        return finish(
            self.job, self.keys, self.out, self.watch, clock, (self.sources, self.extracted, how), check
        )


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


def choose_engine(options: Options, articles: int) -> Engine:
    """The engine asked for; left to us, processes where there are cores and articles enough for them."""
    if options.engine == "ray":
        from extract.running.ray_tasks import RayTasks

        return RayTasks(options.address, options.workers)
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
