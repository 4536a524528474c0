"""The commands. Each imports what it needs when it runs, so that ``--help`` and bad calls stay fast."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

import click

from extract.cli import say
from extract.cli.options import (
    checking_options,
    explaining_options,
    extraction_options,
    options_of,
    plain_check_options,
    running_options,
)

if TYPE_CHECKING:
    from extract.cli.batch import Wanted

_OUT = click.Path(file_okay=True, path_type=Path)


def _show_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from extract import __version__
    from extract.lexicon.conversion import default_rates

    click.echo(f"crossfoot {__version__}, exchange rates to {default_rates().last_day}")
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=False)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and the last day of the exchange rates, and exit.",
)
def crossfoot() -> None:
    """Read tech news, pull out companies, figures, dates and claims, and find the claims that can't all be true.

    Exit status: 0 done; 1 done, and --fail-on found such a finding; 2 the call was wrong; 3 done, but some articles could
    not be read.
    """


@crossfoot.command(short_help="Extract and check a folder of articles.")
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...")
@click.option(
    "--out",
    "-o",
    required=True,
    metavar="DIR",
    help="Where the results go: a folder, or an address (s3://…).",
)
@extraction_options
@checking_options
@running_options
def run(folders: tuple[str, ...], out: str, **given: Any) -> int:
    """Read every article, extract, check all claims against each other, and write records, findings and a report.

    FOLDER may also be a file or a glob. An interrupted run goes on where it was when the same command is given again.
    """
    from extract.cli.batch import run_batch

    wanted = _wanted(given, check=True)
    return run_batch(list(folders), out, options_of(given), wanted)


@crossfoot.command(short_help="Extract records alone.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", "-o", metavar="DIR", help="Where the records go; without it, to stdout.")
@extraction_options
@checking_options
@running_options
def extract(inputs: tuple[str, ...], out: Optional[str], **given: Any) -> int:
    """Extract records from articles: files, folders, globs, or - for JSON Lines on stdin.

    A line of stdin is {"id", "text", "published"?, "title"?}; for each, a record is written, or {"id", "error"}.
    """
    wanted = _wanted(given, check=False)
    options = options_of(given)
    if out is None:
        from extract.cli.stream import stream

        return stream(list(inputs), options)
    from extract.cli.batch import run_batch

    return run_batch(list(inputs), out, options, wanted)


def _wanted(given: dict[str, Any], check: bool) -> Wanted:
    """How much of a run is wanted, taken out of a command's arguments."""
    from extract.cli.batch import Wanted

    if not given["format"]:
        given["format"] = None
    return Wanted(check=check, **{name: given.pop(name) for name in ("fresh", "part", "finish")})


@crossfoot.command(short_help="Check records written earlier against each other.")
@click.argument("records", nargs=-1, required=True, metavar="RECORDS...")
@click.option(
    "--out", "-o", type=_OUT, metavar="DIR", help="Write findings and a report there, not to stdout."
)
@plain_check_options
def check(records: tuple[str, ...], out: Optional[Path], **given: Any) -> int:
    """Check records written earlier against each other: files, folders of runs, globs, or - for stdin."""
    from extract.cli.check import check_files

    return check_files(list(records), out, options_of(given))


@crossfoot.command(short_help="Show one article with what was found in it.")
@click.argument("article")
@click.option(
    "--from", "folder", type=click.Path(path_type=Path), metavar="DIR", help="ARTICLE is an id in this run."
)
@click.option(
    "--color/--no-color", default=None, help="Colours or brackets; by default colours on a terminal."
)
@extraction_options
def show(article: str, folder: Optional[Path], color: Optional[bool], **given: Any) -> int:
    """Show one article: its text with the spans marked, its claims, its findings."""
    from extract.cli.show import show_article

    return show_article(article, folder, color, options_of(given))


@crossfoot.command(short_help="Show the arithmetic of one finding, step by step.")
@click.argument("finding")
@click.argument("records", nargs=-1, metavar="[RECORDS]...")
@click.option("--color/--no-color", default=None, help="Colours; by default on a terminal.")
@explaining_options
def explain(finding: str, records: tuple[str, ...], color: Optional[bool], **given: Any) -> int:
    """Show how one finding comes about: the passages, how each is read, the arithmetic, the gap, the repair.

    FINDING is an id as in findings.jsonl. RECORDS are folders of runs (without any: out) or files of records, as
    for check.
    """
    from extract.cli.explain import explain_finding

    return explain_finding(finding, records, color, options_of(given))


@crossfoot.command(short_help="Print the JSON Schema of what is written.")
@click.option("--finding", is_flag=True, help="The schema of a finding instead.")
@click.option("--error", is_flag=True, help="The schema of a line of errors.jsonl instead.")
def schema(finding: bool, error: bool) -> None:
    """Print the JSON Schema of a record."""
    import msgspec

    from extract.model import Finding, Record
    from extract.writing.jsonl import Failure, schema_of

    made = schema_of(Finding if finding else Failure if error else Record)
    click.echo(msgspec.json.format(msgspec.json.encode(made), indent=2).decode())


@crossfoot.command(short_help="Convert an amount at the rate of a day.")
@click.argument("amount")
@click.option("--to", "currency", required=True, metavar="CODE", help="Currency to convert to, such as USD.")
@click.option("--on", "day", required=True, metavar="YYYY-MM-DD", help="The day whose rate is taken.")
@click.option("--rates", metavar="FILE", help="Exchange rates (date,currency,rate) before the shipped ones.")
@click.option("--currencies", metavar="FILE", help="Currencies beside the shipped ones.")
def convert(amount: str, currency: str, day: str, rates: Optional[str], currencies: Optional[str]) -> None:
    """Convert AMOUNT, as a newspaper would write it ("RMB 250 billion"), at the rate of a day."""
    from extract.cli.convert import conversion_of

    line, remark = conversion_of(amount, currency, day, {"rates": rates, "currencies": currencies})
    click.echo(line)
    say(remark)


@crossfoot.command("eval", short_help="Measure records against gold.")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("records", required=False, type=click.Path(path_type=Path))
@click.option("--json", type=_OUT, metavar="FILE", help="Write every measure there as well.")
@click.option("--markdown", is_flag=True, help="Print the table in Markdown.")
@click.option(
    "--floors", type=_OUT, metavar="FILE", help="Exit with 1 if a measure is below its value in FILE."
)
@click.option("--set-floors", is_flag=True, help="Write today's values into the file of floors instead.")
@extraction_options
def evaluate(gold: Path, records: Optional[Path], **given: Any) -> int:
    """Measure RECORDS (records.jsonl, or the folder of a run) against GOLD: precision, recall and F1 of every part.

    Without RECORDS the texts of GOLD are extracted first. GOLD holds annotated records, one a line.
    """
    from extract.cli.evaluate import Wanted, evaluate_files

    names = ("json", "markdown", "floors", "set_floors")
    wanted = Wanted(**{name: given.pop(name) for name in names})
    return evaluate_files(gold, records, options_of(given), wanted)


@crossfoot.command("help", short_help="Explain an error code, a note or a command.")
@click.argument("topic", required=False, metavar="[CODE|NOTE|COMMAND]")
@click.pass_context
def help_(context: click.Context, topic: Optional[str]) -> None:
    """Explain an error code (E204), a record's note (stale-rate) or a command; without any of them, list all."""
    from extract import errors

    problem = topic and (errors.CATALOGUE.get(topic.upper()) or errors.NOTES.get(topic.lower()))
    if problem:
        click.echo(f"{problem.code}: {problem.description}\n{problem.advice}")
        return
    parent = context.parent
    assert parent is not None
    if topic is None:
        click.echo(parent.get_help())
        for heading, problems in (("Errors", errors.CATALOGUE), ("Notes on records", errors.NOTES)):
            click.echo(f"\n{heading}:")
            for one in problems.values():
                click.echo(f"  {one.code}  {one.description}")
        return
    command = crossfoot.get_command(parent, topic)
    if command is None:
        raise errors.E105.at(what=repr(topic), remedy="'crossfoot help' lists commands and codes.")
    click.echo(command.get_help(click.Context(command, info_name=topic, parent=parent)))
