"""Who wants to know how far a run is."""

from __future__ import annotations

from typing import Protocol

from extract.running.shards import Done, Shard


class Watch(Protocol):
    """Is told how far a run is."""

    def advance(self, shard: Shard, done: Done, fresh: bool) -> None:
        """A shard is finished; not ``fresh`` where an earlier run did it."""
        ...

    def stage(self, name: str) -> None:
        """What comes now: ``merge``, ``check``, ``outputs`` or ``report``."""
        ...


class Quiet:
    """Watches and says nothing."""

    def advance(self, shard: Shard, done: Done, fresh: bool) -> None:
        """Nothing."""

    def stage(self, name: str) -> None:
        """Nothing."""
