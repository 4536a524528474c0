"""Engines: how a run's shards are spread over the machine. Any order out; the run puts them back in theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from extract.running.shards import Done, Shard
from extract.running.work import Job

if TYPE_CHECKING:
    from spacy.language import Language


class Engine(Protocol):
    """Works on shards, each written to the job's folder as soon as it is finished."""

    name: str
    workers: int

    def map(self, shards: Iterable[Shard], job: Job) -> Iterator[Done]:
        """Each shard's outcome, in any order. Raises ``CrossfootError`` for what ends the whole run."""
        ...


class Serial:
    """One shard after the other, here."""

    name = "serial"
    workers = 1

    def map(self, shards: Iterable[Shard], job: Job) -> Iterator[Done]:
        """Each shard's outcome, in order; the model is loaded when the first shard comes."""
        from extract.running.article import load
        from extract.running.work import work

        nlp: Language | None = None
        for shard in shards:
            nlp = nlp or load(job.options)
            yield work(shard, job, nlp)
