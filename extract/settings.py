"""One validated options object. The settings file, the environment and the arguments meet here and nowhere else.

Arguments come before the environment (``CROSSFOOT_MAX_BYTES=…``), the environment before the file, the file before
the defaults. The file is ``crossfoot.toml``, or the table ``[tool.crossfoot]`` of ``pyproject.toml``.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Optional

import msgspec
from msgspec import Meta, Struct

from extract import errors
from extract.lexicon import parse_toml

Positive = Annotated[int, Meta(ge=1)]


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything a run can be told.

    ``published`` stands in for articles that carry no date of their own. ``encoding`` is tried for files that are not
    UTF-8 and declare nothing. ``language`` (an ISO 639-1 code) is taken for every article instead of telling it from the
    text. ``model`` is a folder or name of a pipeline, ``companies``, ``metrics``, ``currencies`` and ``events`` are data files
    that add to the lexicon, ``rates`` is a file of exchange rates. Claims and findings below ``min_confidence`` are left out.
    ``format`` names what is written beside JSON Lines, ``db`` a DuckDB file; ``address`` is a Ray cluster's.
    ``max_bytes`` bounds one article's file or line, ``max_chars`` its text, ``time_limit`` (seconds) and
    ``memory_limit`` (MB) the work on it.
    """

    published: Optional[date] = None
    encoding: Optional[str] = None
    language: Optional[Annotated[str, Meta(pattern="^[a-z]{2,3}$")]] = None
    model: Optional[str] = None
    companies: Optional[str] = None
    metrics: Optional[str] = None
    currencies: Optional[str] = None
    events: Optional[str] = None
    rates: Optional[str] = None
    min_confidence: Annotated[float, Meta(ge=0.0, le=1.0)] = 0.0
    max_bytes: Positive = 20_000_000
    max_chars: Positive = 1_000_000
    time_limit: Annotated[float, Meta(gt=0.0)] = 120.0
    memory_limit: Positive = 4000
    workers: Optional[Positive] = None
    engine: Literal["auto", "serial", "processes", "ray"] = "auto"
    address: Optional[str] = None
    format: tuple[Literal["jsonl", "parquet", "csv"], ...] = ()
    db: Optional[str] = None
    fail_on: Optional[Literal["error", "warning"]] = None
    quiet: bool = False
    verbose: bool = False
    json_log: bool = False

    def __post_init__(self) -> None:
        if self.encoding is not None:
            try:
                codecs.lookup(self.encoding)
            except LookupError:
                raise ValueError(f"{self.encoding!r} names no encoding") from None


WITHOUT_EFFECT = (
    *("time_limit", "memory_limit", "workers", "engine", "address", "format", "db"),
    *("fail_on", "quiet", "verbose", "json_log"),
)
"""The options that change how a run goes, but no byte of its records."""

OWN_FILES = ("companies", "metrics", "currencies", "events", "rates")
"""The options that name data files of the user's."""


def effective(options: Options) -> dict[str, Any]:
    """The options that decide what is in the records, as plain data; a path whose bytes are no text is written out in escapes."""
    plain: dict[str, Any] = msgspec.to_builtins(options)
    return {
        name: os.fsencode(value).decode("utf-8", "backslashreplace") if isinstance(value, str) else value
        for name, value in plain.items()
        if name not in WITHOUT_EFFECT
    }


def load_options(
    arguments: Mapping[str, Any],
    environment: Optional[Mapping[str, str]] = None,
    file: Optional[Path] = None,
) -> Options:
    """The options from ``arguments`` (those that are None don't count), the environment and the file.

    ``file`` defaults to ``crossfoot.toml`` or ``pyproject.toml`` in the current folder. Raises ``CrossfootError`` E101
    (no such file), E103 (a bad date) or E104 (any other setting), naming where the setting stands.
    """
    environment = os.environ if environment is None else environment
    layers = [_from_file(file), _from_environment(environment), ("the call", dict(arguments))]
    return _merged(layers)


def options_of_call(arguments: Mapping[str, Any]) -> Options:
    """The options of a call from Python: neither a file nor the environment changes what a program gets.

    Raises ``CrossfootError`` E101, E103 or E104.
    """
    return _merged([("the call", dict(arguments))])


def _merged(layers: list[tuple[str, dict[str, Any]]]) -> Options:
    """The settings of all layers; a later one wins."""
    values: dict[str, Any] = {}
    for where, layer in layers:
        for name, value in layer.items():
            if value is not None:
                values[name] = _validated(name, value, where)
    return Options(**values)


def _validated(name: str, value: Any, where: str) -> Any:
    """``value`` converted to the type of the option ``name``."""
    if name not in Options.__struct_fields__:
        raise errors.E104.at(name=name, reason="there is no such setting", where=where)
    if name in OWN_FILES and isinstance(value, str) and not Path(value).is_file():
        raise errors.E101.at(value)
    if name == "format" and isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    if name == "published" and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise errors.E103.at(value=value) from None
    try:
        made = msgspec.convert({name: value}, Options, strict=False)
    except msgspec.ValidationError as error:
        reason = str(error).split(" - at ")[0]
        raise errors.E104.at(name=name, reason=reason[:1].lower() + reason[1:], where=where) from error
    return getattr(made, name)


def _from_environment(environment: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    prefix = "CROSSFOOT_"
    known = {prefix + name.upper(): name for name in Options.__struct_fields__}
    return "the environment", {known[key]: environment[key] for key in sorted(known) if environment.get(key)}


def _from_file(file: Optional[Path]) -> tuple[str, dict[str, Any]]:
    if file is not None:
        if not file.is_file():
            raise errors.E101.at(file)
        return str(file), _table(file, whole=file.name != "pyproject.toml")
    for name in ("crossfoot.toml", "pyproject.toml"):
        if Path(name).is_file():
            table = _table(Path(name), whole=name == "crossfoot.toml")
            if table or name == "crossfoot.toml":
                return name, table
    return "the defaults", {}


def _table(file: Path, whole: bool) -> dict[str, Any]:
    try:
        table = parse_toml(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        if not whole:
            return {}  # somebody else's pyproject.toml is not ours to judge
        raise errors.E104.at(file, name=str(file), reason=str(error), where="the file") from error
    if not whole:
        table = table.get("tool", {}).get("crossfoot", {})
    return {name.replace("-", "_"): value for name, value in table.items()}
