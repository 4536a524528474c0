"""The engine ``processes``: worker processes with a model each, and a way on when one of them dies.

``concurrent.futures`` reports a dead worker at once (``multiprocessing.Pool`` would wait for ever). Only a few shards
are under way at a time, because all of those fail together when a worker dies; they are then taken up again, the ones
that had begun one at a time, and an article at which a process dies twice is named and left out.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
import warnings
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, Optional

from extract import errors
from extract.errors import CrossfootError, CrossfootWarning
from extract.running.shards import Done, Shard
from extract.running.work import Job, Position, Trace, read_trace, work

if TYPE_CHECKING:
    from spacy.language import Language

WINDOW = 2
"""Shards under way for each worker."""

_TICK = 1.0
_GRACE = 10.0
"""Seconds beyond the time limit after which a worker that ignores its alarm is killed."""

_MOST_EARLY_DEATHS = 3


class Processes:
    """As many worker processes as told, started afresh (never forked from a process that has threads)."""

    name = "processes"

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def map(self, shards: Iterable[Shard], job: Job) -> Iterator[Done]:
        """Each shard's outcome as it comes. Raises ``CrossfootError`` E504 where no worker gets to its first article."""
        source = iter(shards)
        again: deque[Shard] = deque()
        early_deaths = 0
        while True:
            with _Pool(self.workers, job) as pool, contextlib.suppress(BrokenProcessPool):
                yield from pool.run(source, again)
                return
            begun, waiting = pool.left_over()
            again.extend(waiting)
            early_deaths = 0 if begun else early_deaths + 1
            if early_deaths == _MOST_EARLY_DEATHS:
                raise errors.E504.at(reason="three times in a row")
            for shard in begun:
                yield self._alone(shard, job)

    def _alone(self, shard: Shard, job: Job) -> Done:
        """The shard in a process of its own, as often as it takes to find the articles that end it."""
        deaths: Counter[Position] = Counter()
        early_deaths = 0
        skip: dict[Position, str] = {}
        found = read_trace(job.store.trace(shard.key))
        if found is not None:
            deaths[found[1]] += 1
        while True:
            job.store.trace(shard.key).unlink(missing_ok=True)
            with _Pool(1, job) as pool, contextlib.suppress(BrokenProcessPool):
                return next(pool.run(iter([shard]), deque(), skip))
            found = read_trace(job.store.trace(shard.key))
            if found is None:
                early_deaths += 1
                if early_deaths == _MOST_EARLY_DEATHS:
                    raise errors.E504.at(reason="three times in a row")
                continue
            deaths[found[1]] += 1
            if deaths[found[1]] >= 2:
                skip[found[1]] = "twice, the second time alone"


class _Pool:
    """An executor, the shards under way in it, and the line that ends its workers when this process goes."""

    def __init__(self, workers: int, job: Job) -> None:
        context = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
        if sys.platform == "linux":
            _start_server()
        lifeline, self._line = context.Pipe(duplex=False)
        self._job = job
        self._window = WINDOW * workers
        self._running: dict[Future[Done], Shard] = {}
        self._executor = ProcessPoolExecutor(
            workers, mp_context=context, initializer=_start, initargs=(job, lifeline)
        )

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, kind: Optional[type[BaseException]], *_: object) -> None:
        # After an error the workers end at once, in the middle of their shards; those are left unfinished on disk.
        if kind is not None:
            self._line.close()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._line.close()

    def run(
        self, source: Iterator[Shard], again: deque[Shard], skip: Optional[dict[Position, str]] = None
    ) -> Iterator[Done]:
        """Outcomes of the shards in ``again``, then of ``source``. Raises ``BrokenProcessPool`` when a worker dies."""
        while True:
            while len(self._running) < self._window:
                shard = again.popleft() if again else next(source, None)
                if shard is None:
                    break
                self._submit(shard, skip or {})
            if not self._running:
                return
            ready, _ = wait(self._running, timeout=_TICK, return_when=FIRST_COMPLETED)
            if not ready:
                self._end_the_stuck()
            for future in ready:
                outcome = future.result()
                del self._running[future]
                yield outcome

    def _submit(self, shard: Shard, skip: dict[Position, str]) -> None:
        try:
            with _without_main():
                future = self._executor.submit(_work, shard, skip)
        except BrokenProcessPool:
            future = Future()
            future.set_exception(BrokenProcessPool("a worker died"))
        self._running[future] = shard

    def left_over(self) -> tuple[list[Shard], list[Shard]]:
        """The shards that a dead worker may have been at, and those that only waited."""
        store = self._job.store
        begun: list[Shard] = []
        waiting: list[Shard] = []
        for shard in self._running.values():
            unfinished = store.done(shard.key) is None
            was_at_it = unfinished and read_trace(store.trace(shard.key)) is not None
            (begun if was_at_it else waiting).append(shard)
        return begun, waiting

    def _end_the_stuck(self) -> None:
        """Kill a worker that is at one article far beyond the limit: its own alarm can't stop code that isn't Python."""
        for shard in self._running.values():
            path = self._job.store.trace(shard.key)
            found = read_trace(path)
            with contextlib.suppress(OSError):
                age = time.time() - path.stat().st_mtime
                if found is not None and age > self._job.options.time_limit + _GRACE:
                    os.kill(found[0], signal.SIGKILL)


def _start_server() -> None:
    """Start the process that workers are forked from, deaf to Ctrl-C from the first moment as they shall be."""
    from multiprocessing import forkserver, resource_tracker

    resource_tracker.ensure_running()  # on its own first: starting it lets the signal through again
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with _without_main():
            forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Hide the caller's script from the processes started within. They would run it again, down to the very call that started
    them where it isn't guarded by ``__name__ == "__main__"``; and all that they need is in this package.
    """
    main = vars(sys.modules["__main__"])
    hidden: dict[str, Any] = {name: main.pop(name) for name in ("__file__", "__spec__") if name in main}
    main["__spec__"] = None
    try:
        yield
    finally:
        main.update(hidden)


class _Worker:
    """What a worker process keeps from shard to shard."""

    job: Job
    nlp: Optional[Language] = None
    problem: Optional[CrossfootError] = None


def _start(job: Job, lifeline: Connection) -> None:
    """Set a worker up: one thread for arithmetic, the parent handles Ctrl-C, one load of the model."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    threading.Thread(target=_end_with_parent, args=(lifeline,), daemon=True).start()
    warnings.simplefilter("ignore", CrossfootWarning)  # the parent says them once
    _Worker.job = job
    from extract.running.article import load

    try:
        _Worker.nlp = load(job.options)
    except CrossfootError as error:
        _Worker.problem = error  # an initializer that raises would only break the pool, without a word


def _end_with_parent(lifeline: Connection) -> None:
    """Wait until the other end closes, which it also does when the parent is killed."""
    with contextlib.suppress(EOFError, OSError):
        lifeline.recv_bytes()
    os._exit(1)


def _work(shard: Shard, skip: dict[Position, str]) -> Done:
    if _Worker.problem is not None:
        raise _Worker.problem
    assert _Worker.nlp is not None
    done = _Worker.job.store.done(shard.key)
    if done is not None:  # finished by a worker whose word of it was lost
        return done
    trace = Trace(_Worker.job.store.trace(shard.key))
    try:
        return work(shard, _Worker.job, _Worker.nlp, skip, trace.mark)
    finally:
        trace.close()
