"""The engine ``ray``: shards as tasks of a Ray cluster, or of a Ray started on this machine.

A task gets a shard (paths, no texts) and writes its file where all can see it; only counts travel back. A task that dies takes its
worker with it, and Ray starts another; the article it was at is known from the trace it left, and is left out once it has killed twice.
"""

from __future__ import annotations

import contextlib
import logging
import time
import warnings
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from extract import errors
from extract.errors import CrossfootError, CrossfootWarning
from extract.running.shards import Done, Shard
from extract.running.work import Job, Position, Trace, read_trace, work

if TYPE_CHECKING:
    from spacy.language import Language

WINDOW = 2
"""Tasks under way for each core."""

_TICK = 1.0
_GRACE = 10.0
_MOST_EARLY_DEATHS = 3


class RayTasks:
    """The cluster at ``address`` (``auto``, ``ray://host:10001``); without one, Ray on this machine with ``workers`` cores."""

    name = "ray"

    def __init__(self, address: Optional[str], workers: Optional[int]) -> None:
        self.address, self._wanted = address, workers
        self.workers = workers or 0

    def map(self, shards: Iterable[Shard], job: Job) -> Iterator[Done]:
        """Each shard's outcome as it comes.

        Raises ``CrossfootError`` E504 (workers die before their first article), E505 (no Ray) or E506 (the storage isn't shared).
        """
        with self._connected() as ray:
            task = ray.remote(num_cpus=1, max_retries=0)(_task)
            ray_probe(ray, job)
            yield from _Tasks(ray, task, job, WINDOW * self.workers).run(iter(shards))

    @contextlib.contextmanager
    def _connected(self) -> Iterator[Any]:
        try:
            import ray
        except ImportError as problem:
            raise errors.E505.at(library="ray") from problem
        ours = not ray.is_initialized()
        if ours:
            here: dict[str, Any] = (
                {} if self.address else {"num_cpus": self._wanted, "include_dashboard": False}
            )
            try:
                ray.init(address=self.address, log_to_driver=False, logging_level=logging.ERROR, **here)
            except (ConnectionError, ValueError, RuntimeError) as problem:
                raise errors.E504.at(reason=errors.words_of(problem)) from problem
        self.workers = self._wanted or max(1, int(_resources(ray).get("CPU", 1)))
        try:
            yield ray
        finally:
            if ours:
                ray.shutdown()


def _resources(ray: Any) -> dict[str, float]:
    found: dict[str, float] = ray.cluster_resources()
    return found


def ray_probe(ray: Any, job: Job) -> None:
    """Raise ``CrossfootError`` E506 where a worker doesn't find what this process writes into the output folder."""
    path = Path(job.folder) / ".seen-by-workers"
    word = f"{time.time_ns()}"
    path.write_text(word, encoding="ascii")
    try:
        found = ray.get(ray.remote(num_cpus=1, max_retries=3)(_probe).remote(str(path)))
    except Exception as problem:
        raise errors.E506.at(job.folder, reason=errors.words_of(problem)) from problem
    finally:
        path.unlink(missing_ok=True)
    if found != word:
        raise errors.E506.at(job.folder, reason=str(found))


def _probe(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii")
    except OSError as error:
        return (error.strerror or str(error)).lower()


class _Tasks:
    """The tasks under way, and what is known of articles that ended one."""

    def __init__(self, ray: Any, task: Any, job: Job, window: int) -> None:
        self._ray, self._task, self._job, self._window = ray, task, job, window
        self._running: dict[Any, Shard] = {}
        self._deaths: dict[str, Counter[Position]] = {}
        self._skip: dict[str, dict[Position, str]] = {}
        self._early: Counter[str] = Counter()
        self._again: deque[Shard] = deque()

    def run(self, source: Iterator[Shard]) -> Iterator[Done]:
        """The outcome of every shard."""
        while True:
            while len(self._running) < self._window:
                shard = self._again.popleft() if self._again else next(source, None)
                if shard is None:
                    break
                reference = self._task.remote(shard, self._job, self._skip.get(shard.key, {}))
                self._running[reference] = shard
            if not self._running:
                return
            ready, _ = self._ray.wait(list(self._running), num_returns=1, timeout=_TICK)
            if not ready:
                self._end_the_stuck()
            for reference in ready:
                shard = self._running.pop(reference)
                try:
                    yield self._ray.get(reference)
                except self._ray.exceptions.RayTaskError as error:
                    cause = error.cause
                    raise (cause if isinstance(cause, CrossfootError) else error) from None
                except self._ray.exceptions.RayError:
                    self._take_up_again(shard)

    def _take_up_again(self, shard: Shard) -> None:
        """A task whose process died: once more, without the article that it died of twice."""
        trace = self._job.store.trace(shard.key)
        found = read_trace(trace)
        trace.unlink(missing_ok=True)
        if found is None:
            self._early[shard.key] += 1
            if self._early[shard.key] == _MOST_EARLY_DEATHS:
                raise errors.E504.at(reason="three times in a row")
        else:
            deaths = self._deaths.setdefault(shard.key, Counter())
            deaths[found[1]] += 1
            if deaths[found[1]] >= 2:
                self._skip.setdefault(shard.key, {})[found[1]] = "twice"
        self._again.append(shard)

    def _end_the_stuck(self) -> None:
        for reference, shard in self._running.items():
            path = self._job.store.trace(shard.key)
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > self._job.options.time_limit + _GRACE:
                    self._ray.cancel(reference, force=True)


class _Worker:
    """What a worker process of Ray keeps from task to task."""

    loaded: Optional[tuple[Job, Language]] = None


def _task(shard: Shard, job: Job, skip: dict[Position, str]) -> Done:
    from extract.running.article import load

    done = job.store.done(shard.key)
    if done is not None:
        return done
    if _Worker.loaded is None or _Worker.loaded[0] != job:
        warnings.simplefilter("ignore", CrossfootWarning)  # the driver says them once
        _Worker.loaded = job, load(job.options)
    trace = Trace(job.store.trace(shard.key))
    try:
        return work(shard, job, _Worker.loaded[1], skip, trace.mark)
    finally:
        trace.close()
