"""A table that the program knows, or in its place the user's, for as long as an article is read with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, Optional, TypeVar

Table = TypeVar("Table")


class Known(Generic[Table]):
    """The shipped table, but within ``within`` another one; each thread and task has its own."""

    def __init__(self, name: str, shipped: Callable[[], Table]) -> None:
        self._shipped = shipped
        self._kept: Optional[Table] = None
        self._own: ContextVar[Optional[Table]] = ContextVar(name, default=None)

    def get(self) -> Table:
        """The table that counts here."""
        own = self._own.get()
        if own is not None:
            return own
        if self._kept is None:
            self._kept = self._shipped()
        return self._kept

    @contextmanager
    def within(self, table: Optional[Table]) -> Iterator[None]:
        """Within it ``table`` counts; the shipped one where that is null."""
        token = self._own.set(table)
        try:
            yield
        finally:
            self._own.reset(token)
