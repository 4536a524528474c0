"""``run`` and ``extract --out``: a folder of results, a summary, an exit status."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Optional, Union

import click
import msgspec

from extract import errors
from extract.cli import say
from extract.cli.progress import Counter, JsonLines, watching
from extract.cli.status import status_for
from extract.cli.terminals import message_width
from extract.reading.remote import is_remote
from extract.running.files import make_folder, written_whole
from extract.running.finish import Outcome
from extract.running.run import WORK, Part, finish_parts, run, run_part
from extract.running.watching import Watch
from extract.settings import Options


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a run is wanted: all of it, one part, or the end of all parts."""

    check: bool = True
    fresh: bool = False
    part: Optional[str] = None
    finish: bool = False


def run_batch(sources: list[str], out: str, options: Options, wanted: Wanted) -> int:
    """Run, say what was found, and return the exit status; after Ctrl-C say what is kept and return 130."""
    if is_remote(out):
        from extract.running.remote_out import Sending, staged

        with staged(out) as (here, there):
            status = _run_here(sources, here, options, wanted, out, lambda watch: Sending(watch, here, there))
            if status != 130:
                there.send_results(here)
            return status
    return _run_here(sources, Path(out), options, wanted, out, lambda watch: watch)


def _run_here(
    sources: list[str],
    out: Path,
    options: Options,
    wanted: Wanted,
    shown: str,
    wrap: Callable[[Watch], Watch],
) -> int:
    part = None if wanted.part is None else _part(wanted.part)
    if "-" in sources:
        kept = str(_keep_stdin(out))
        sources = [kept if source == "-" else source for source in sources]
    watch: Optional[Counter] = None
    try:
        with watching(sources, str(out), options) as watch:
            outcome = _outcome(sources, out, options, wanted, part, wrap(watch))
    except KeyboardInterrupt:
        # Said only now, when the bar is gone and the line is ours.
        return _stopped(watch, shown)
    if isinstance(outcome, int):
        if not options.quiet:
            say(
                f"{outcome} articles read, part {wanted.part} is done. When all parts are, run it with --finish."
            )
        return 0
    if isinstance(watch, JsonLines):
        watch.event("done", **{name: outcome.run[name] for name in ("counts", "seconds", "slowest")})
    elif not options.quiet:
        _summary(outcome, wanted.check, shown)
    return status_for(outcome.severities, len(outcome.failures), options)


def _outcome(
    sources: list[str], out: Path, options: Options, wanted: Wanted, part: Optional[Part], watch: Watch
) -> Union[Outcome, int]:
    if part is not None:
        return run_part(sources, out, options, part=part, watch=watch)
    if wanted.finish:
        return finish_parts(sources, out, options, check=wanted.check, watch=watch)
    return run(sources, out, options, check=wanted.check, fresh=wanted.fresh, watch=watch)


def _stopped(watch: Optional[Counter], shown: str) -> int:
    kept = watch.kept if watch else 0
    if isinstance(watch, JsonLines):
        watch.event("stopped", total=kept)
    else:
        counted = {0: "What was finished is", 1: "1 article is"}.get(kept, f"{kept} articles are")
        say(f"crossfoot: stopped. {counted} kept in {shown}; the same command goes on from there.")
    return 130


def _part(text: str) -> Part:
    """``3/64``. Raises ``CrossfootError`` E104."""
    number, slash, count = text.partition("/")
    if not (slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        reason = f"{text!r} is not like 3/64, the third of sixty-four"
        raise errors.E104.at(name="part", reason=reason, where="the call")
    return Part(int(number), int(count))


def _keep_stdin(out: Path) -> Path:
    """Standard input as a file, so that it can be read in pieces and again."""
    make_folder(out / WORK)
    path = out / WORK / "stdin.jsonl"
    with written_whole(path) as stream:
        shutil.copyfileobj(sys.stdin.buffer, stream)
    return path


def _summary(outcome: Outcome, check: bool, shown: str) -> None:
    counts = outcome.run["counts"]
    if not counts["articles"] and not outcome.failures:
        from extract.reading.sources import formats_read

        sources = ", ".join(outcome.run["sources"])
        say(f"There is no article in {sources}. Files of these kinds are read: {' '.join(formats_read())}.")
        return
    from extract.writing.terminal import render_summary

    failures = [msgspec.structs.asdict(failure) for failure in outcome.failures]
    summary = render_summary(outcome.run, outcome.findings, failures, width=message_width())
    click.echo(summary, err=True, nl=False)
    earlier = counts["articles"] - counts["extracted_now"]
    if earlier:
        say(f"\n{earlier} of the articles had been read by an earlier run.")
    name = "report.html" if check else "records.jsonl"
    say(f"\nLook at {shown.rstrip('/')}/{name}")
    if outcome.findings and not is_remote(shown):
        say(f"One finding, step by step: crossfoot explain {outcome.findings[0].id} {shown}")
