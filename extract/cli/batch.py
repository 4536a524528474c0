"""``run`` and ``extract --out``: a folder of results, a summary, an exit status."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click
import msgspec

from extract.cli import say
from extract.cli.progress import watching
from extract.cli.status import status_for
from extract.running.files import make_folder, written_whole
from extract.running.run import WORK, Outcome, run
from extract.settings import Options


def run_batch(sources: list[str], out: Path, options: Options, *, check: bool, fresh: bool) -> int:
    """Run, say what was found, and return the exit status; after Ctrl-C say what is kept and return 130."""
    if "-" in sources:
        kept = str(_keep_stdin(out))
        sources = [kept if source == "-" else source for source in sources]
    with watching(sources, str(out), options.quiet) as watch:
        try:
            outcome = run(sources, out, options, check=check, fresh=fresh, watch=watch)
        except KeyboardInterrupt:
            stopped = f"{watch.kept} articles are kept in {out}; the same command goes on from there."
        else:
            stopped = ""
    if stopped:
        say(f"crossfoot: stopped. {stopped}")
        return 130
    if not options.quiet:
        _summary(outcome, check)
    return status_for(outcome.severities, len(outcome.failures), options)


def _keep_stdin(out: Path) -> Path:
    """Standard input as a file, so that it can be read in pieces and again."""
    make_folder(out / WORK)
    path = out / WORK / "stdin.jsonl"
    with written_whole(path) as stream:
        shutil.copyfileobj(sys.stdin.buffer, stream)
    return path


def _summary(outcome: Outcome, check: bool) -> None:
    counts = outcome.run["counts"]
    if not counts["articles"] and not outcome.failures:
        say("There is no article in " + ", ".join(outcome.run["sources"]) + ".")
        return
    from extract.writing.terminal import render_summary

    failures = [msgspec.structs.asdict(failure) for failure in outcome.failures]
    click.echo(render_summary(outcome.run, outcome.findings, failures), err=True, nl=False)
    earlier = counts["articles"] - counts["extracted_now"]
    if earlier:
        say(f"\n{earlier} of the articles had been read by an earlier run.")
    say(f"\nLook at {outcome.folder / ('report.html' if check else 'records.jsonl')}")
