"""The options that commands share, and their way into one ``Options``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from extract.settings import Options, load_options

Command = TypeVar("Command", bound=Callable[..., Any])

_RATES = click.option(
    "--rates", metavar="FILE", help="Exchange rates (date,currency,rate) before the shipped ones."
)
_METRICS = click.option("--metrics", metavar="FILE", help="Metrics beside the shipped ones.")
_CURRENCIES = click.option("--currencies", metavar="FILE", help="Currencies beside the shipped ones.")
_EXTRACTION = (
    click.option(
        "--published", metavar="YYYY-MM-DD", help="Publication date of articles that carry none themselves."
    ),
    click.option("--encoding", metavar="NAME", help="Encoding of files that are not UTF-8 and declare none."),
    click.option(
        "--language", metavar="CODE", help="Language of all articles (en, zh …), instead of telling it."
    ),
    click.option("--model", metavar="PATH", help="A pipeline of your own: its folder or its name."),
    click.option("--companies", metavar="FILE", help="Companies and aliases beside the shipped ones."),
    _METRICS,
    _CURRENCIES,
    click.option("--events", metavar="FILE", help="Named days and events beside the shipped ones."),
    _RATES,
    click.option(
        "--max-bytes", type=int, metavar="N", help="Largest file or line of one article (20000000)."
    ),
    click.option("--max-chars", type=int, metavar="N", help="Longest text of one article (1000000)."),
    click.option("--time-limit", type=float, metavar="SECONDS", help="Longest time for one article (120)."),
    click.option("--memory-limit", type=int, metavar="MB", help="Most memory for one article (4000)."),
)
_CONFIDENCE = click.option(
    "--min-confidence",
    type=float,
    metavar="P",
    help="Leave out claims and findings less sure than this (0 to 1).",
)
_FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    help="Exit with 1 if there is such a finding, or a graver one.",
)
_CONFIG = click.option(
    "--config", type=click.Path(path_type=Path), metavar="FILE", help="Settings file (crossfoot.toml)."
)
_GENERAL = (
    _CONFIG,
    click.option("--quiet", "-q", is_flag=True, default=None, help="Say nothing but errors."),
)
_RUNNING = (
    click.option(
        "--workers", "-j", type=int, metavar="N", help="Processes to use (as many as there are cores)."
    ),
    click.option(
        "--engine",
        type=click.Choice(["auto", "serial", "processes", "ray"]),
        help="How to run; auto takes processes from 200 articles on.",
    ),
    click.option(
        "--address",
        metavar="ADDRESS",
        help="The Ray cluster (auto, ray://host:10001); else Ray on this machine.",
    ),
    click.option(
        "--part", metavar="K/N", help="Read the K-th of N parts alone, without any engine (Slurm, cron)."
    ),
    click.option("--finish", is_flag=True, help="Put all parts together: merge, check and report."),
    click.option(
        "--format",
        "format",
        type=click.Choice(["jsonl", "parquet", "csv"]),
        multiple=True,
        help="Write tables as well: parquet (a folder of six), csv (claims and findings). May be given twice.",
    ),
    click.option(
        "--db", metavar="FILE", help="Write the tables with ready views into a DuckDB file as well."
    ),
    click.option("--verbose", "-v", is_flag=True, default=None, help="A line for each shard and stage."),
    click.option("--json-log", is_flag=True, default=None, help="Progress as JSON, one event a line."),
    click.option("--fresh", is_flag=True, help="Forget what an earlier run left in the output folder."),
)


def extraction_options(command: Command) -> Command:
    """Everything that decides what is in a record."""
    return _with((*_EXTRACTION, _CONFIDENCE, *_GENERAL), command)


def running_options(command: Command) -> Command:
    """How a run goes."""
    return _with(_RUNNING, command)


def checking_options(command: Command) -> Command:
    """What findings are told and what they do to the exit status."""
    return _with((_FAIL_ON,), command)


def plain_check_options(command: Command) -> Command:
    """The options of a check without any extraction."""
    return _with((_CONFIDENCE, _METRICS, _CURRENCIES, _RATES, _FAIL_ON, *_GENERAL), command)


def explaining_options(command: Command) -> Command:
    """What the arithmetic of a finding is made with, where that isn't what its run was told."""
    return _with((_METRICS, _CURRENCIES, _RATES, _CONFIG), command)


def _with(options: tuple[Callable[[Command], Command], ...], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def options_of(given: dict[str, Any]) -> Options:
    """The options from a command's arguments, the environment and the settings file.

    Raises ``CrossfootError`` E101, E103 or E104.
    """
    config = given.pop("config", None)
    return load_options(given, file=config)
