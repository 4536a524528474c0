"""An output folder at an address: the run works in a folder of this machine and keeps the address up to date through fsspec.

Finished shards are fetched before and sent as they are done, so a run that was stopped goes on from any machine; the results are sent
when all of them are there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extract import errors
from extract.reading.remote import file_system
from extract.running.run import WORK
from extract.running.shards import Done, Shard
from extract.running.watching import Watch
from extract.writing.pagefiles import FOLDER, PAGE_NAME

_KEPT = f"{WORK}/shards"
_OPTIONS = f"{WORK}/options.json"


class Sending:
    """Tells another watch how far a run is, and sends each finished shard."""

    def __init__(self, watch: Watch, here: Path, there: Address) -> None:
        self._watch, self._here, self._there = watch, here, there

    def advance(self, shard: Shard, done: Done, fresh: bool) -> None:
        """Send a shard that was done now."""
        if fresh:
            self._there.send(self._here, f"{_KEPT}/{done.key}.jsonl")
        self._watch.advance(shard, done, fresh)

    def stage(self, name: str) -> None:
        """Pass it on."""
        self._watch.stage(name)


class Address:
    """A folder at an address."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._system, self._root = file_system(address)

    def send(self, here: Path, name: str) -> None:
        """Send one file of the folder ``here``."""
        with self._errors():
            self._system.makedirs(f"{self._root}/{name}".rpartition("/")[0], exist_ok=True)
            self._system.put_file(str(here / name), f"{self._root}/{name}")

    def fetch(self, here: Path) -> None:
        """Fetch what an earlier run kept."""
        with self._errors():
            for name in (_OPTIONS, _KEPT):
                path = f"{self._root}/{name}"
                found = self._system.find(path) if self._system.isdir(path) else [path]
                for file in found if self._system.exists(path) else []:
                    target = here / WORK / file.rpartition(f"/{WORK}/")[2]
                    target.parent.mkdir(parents=True, exist_ok=True)
                    self._system.get_file(file, str(target))

    def send_results(self, here: Path) -> None:
        """Send every result, and take away what is no longer one."""
        names = [str(path.relative_to(here)) for path in sorted(here.rglob("*")) if path.is_file()]
        wanted = [name for name in names if not name.startswith(WORK) or name == _OPTIONS]
        for name in wanted:
            self.send(here, name)
        kept = {name for name in names if name.startswith(_KEPT)}
        self._clear(_KEPT, lambda name: f"{_KEPT}/{name}" not in kept)
        self._clear(FOLDER, lambda name: bool(PAGE_NAME.fullmatch(name)) and f"{FOLDER}/{name}" not in wanted)

    def _clear(self, folder: str, stale: Callable[[str], bool]) -> None:
        """Take away the files of a folder that are ``stale`` by their name."""
        with self._errors():
            path = f"{self._root}/{folder}"
            for file in self._system.find(path) if self._system.exists(path) else []:
                if stale(file.rpartition("/")[2]):
                    self._system.rm_file(file)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            raise errors.E501.at(self.address, reason=errors.words_of(error)) from error


@contextmanager
def staged(address: str) -> Iterator[tuple[Path, Address]]:
    """A folder of this machine with what the address already has."""
    there = Address(address)
    with tempfile.TemporaryDirectory(prefix="crossfoot-") as folder:
        here = Path(folder)
        there.fetch(here)
        yield here, there


__all__ = ["Address", "Sending", "staged"]
