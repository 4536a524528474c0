"""How far a run is: a bar on a terminal, a line a minute elsewhere, nothing with ``--quiet``."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from extract.cli import say
from extract.reading.pieces import Piece
from extract.running.run import Quiet, Watch

if TYPE_CHECKING:
    from extract.running.shards import Shard

_SECONDS_BETWEEN_LINES = 60.0
_STAGES = {"merge": "writing records", "check": "checking", "report": "writing the report"}


class Counter(Quiet):
    """Counts articles, so that an interrupted run can say how many are kept."""

    def __init__(self) -> None:
        self.kept = 0
        self.earlier = 0

    def advance(self, shard: Shard, fresh: bool) -> None:
        """Count the shard's articles."""
        self.kept += shard.articles
        self.earlier += 0 if fresh else shard.articles


class Lines(Counter):
    """A line a minute, for logs."""

    def __init__(self) -> None:
        super().__init__()
        self._started = self._last = time.monotonic()

    def advance(self, shard: Shard, fresh: bool) -> None:
        """Count, and say so once a minute."""
        super().advance(shard, fresh)
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN_LINES:
            self._last = now
            rate = (self.kept - self.earlier) / (now - self._started)
            say(f"{self.kept} articles, {rate:.1f} a second")


class Bar(Counter):
    """A progress bar in bytes, with articles, rate and remaining time."""

    def __init__(self, total: int) -> None:
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
        self._task = self.progress.add_task("extracting", total=total or None, said="")
        self._started = time.monotonic()

    def advance(self, shard: Shard, fresh: bool) -> None:
        """Count and move the bar."""
        super().advance(shard, fresh)
        rate = (self.kept - self.earlier) / max(time.monotonic() - self._started, 0.001)
        size = sum(part.size for part in shard.parts if isinstance(part, Piece))
        self.progress.update(self._task, advance=size, said=f"{self.kept} articles, {rate:.0f}/s")

    def stage(self, name: str) -> None:
        """Say what comes now."""
        self.progress.update(self._task, description=_STAGES.get(name, name))


@contextmanager
def watching(sources: list[str], out: str, quiet: bool) -> Iterator[Counter]:
    """A watch that suits where stderr goes."""
    watch: Watch
    if quiet:
        yield Counter()
    elif sys.stderr.isatty():
        from extract.reading.sources import total_size

        watch = Bar(total_size(sources, leave_out=out))
        with watch.progress:
            yield watch
    else:
        yield Lines()
