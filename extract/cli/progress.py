"""How far a run is: a bar on a terminal, a line a minute elsewhere, JSON for machines, nothing with ``--quiet``."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import msgspec

from extract.cli import say
from extract.reading.pieces import Piece
from extract.running.watching import Quiet
from extract.settings import Options
from extract.writing.printable import one_line

if TYPE_CHECKING:
    from extract.running.shards import Done, Shard

_SECONDS_BETWEEN_LINES = 60.0
_STAGES = {
    "merge": "writing records",
    "check": "checking",
    "outputs": "writing tables",
    "report": "writing the report",
}


class Counter(Quiet):
    """Counts articles, so that an interrupted run can say how many are kept."""

    def __init__(self) -> None:
        self.kept = 0
        self.earlier = 0
        self._began = time.monotonic()

    def advance(self, shard: Shard, done: Done, fresh: bool) -> None:
        """Count the shard's articles."""
        self.kept += shard.articles
        self.earlier += 0 if fresh else shard.articles

    @property
    def rate(self) -> float:
        """Articles a second, of those that this run reads itself."""
        return (self.kept - self.earlier) / max(time.monotonic() - self._began, 0.001)


class Lines(Counter):
    """A line a minute, for logs; with ``verbose`` a line a shard and a stage."""

    def __init__(self, verbose: bool) -> None:
        super().__init__()
        self._verbose = verbose
        self._last = self._began

    def advance(self, shard: Shard, done: Done, fresh: bool) -> None:
        """Count, and say so when it is time."""
        super().advance(shard, done, fresh)
        if self._verbose:
            say(shard_words(shard, done, fresh))
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN_LINES:
            self._last = now
            say(f"{self.kept} articles, {self.rate:.1f} a second")

    def stage(self, name: str) -> None:
        """Say what comes now, if that was asked for."""
        if self._verbose:
            say(f"{_STAGES.get(name, name)} …")


def shard_words(shard: Shard, done: Done, fresh: bool) -> str:
    """A shard in one line: how many articles, how many failed, how long it took and what took longest."""
    failed = f", {done.failures} not read" if done.failures else ""
    if not fresh:
        return f"{done.records} articles from an earlier run{failed}"
    slowest = f", slowest {one_line(done.slowest[0][0])} ({done.slowest[0][1]:.2f} s)" if done.slowest else ""
    return f"{done.records} articles in {done.seconds:.1f} s{failed}{slowest}"


class JsonLines(Counter):
    """One JSON object a line on stderr: ``event`` is ``shard``, ``stage``, ``done`` or ``stopped``."""

    def advance(self, shard: Shard, done: Done, fresh: bool) -> None:
        """A shard is done."""
        super().advance(shard, done, fresh)
        counts = {
            "articles": done.records,
            "errors": done.failures,
            "claims": done.claims,
            "seconds": done.seconds,
        }
        self.event("shard", shard=shard.key, fresh=fresh, **counts, total=self.kept, rate=round(self.rate, 2))

    def stage(self, name: str) -> None:
        """A stage begins."""
        self.event("stage", stage=name)

    def event(self, name: str, **fields: Any) -> None:
        """Write one event with its time (UTC)."""
        now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        say(msgspec.json.encode({"time": now, "event": name, **fields}).decode())


class Bar(Counter):
    """A progress bar in bytes, with articles, rate and remaining time."""

    def __init__(self, total: int, verbose: bool) -> None:
        super().__init__()
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TextColumn("{task.fields[said]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._verbose = verbose
        self._total, self._read = total, 0
        self._task = self.progress.add_task("extracting", total=total or None, said="")

    def advance(self, shard: Shard, done: Done, fresh: bool) -> None:
        """Count and move the bar. Packed files hold more bytes than they take, so the whole grows with what is read."""
        super().advance(shard, done, fresh)
        self._read += sum(part.size for part in shard.parts if isinstance(part, Piece))
        total = max(self._total, self._read) or None
        said = f"{self.kept} articles, {self.rate:.0f}/s"
        self.progress.update(self._task, completed=self._read, total=total, said=said)
        if self._verbose:
            self.progress.console.print(shard_words(shard, done, fresh), markup=False, highlight=False)

    def stage(self, name: str) -> None:
        """Say what comes now."""
        self.progress.update(self._task, description=_STAGES.get(name, name))


@contextmanager
def watching(sources: list[str], out: str, options: Options) -> Iterator[Counter]:
    """A watch that suits what was asked for and where stderr goes."""
    if options.json_log:
        yield JsonLines()
    elif options.quiet:
        yield Counter()
    elif sys.stderr.isatty():
        from extract.reading.sources import total_size

        watch = Bar(total_size(sources, leave_out=out), options.verbose)
        with watch.progress:
            yield watch
    else:
        yield Lines(options.verbose)
