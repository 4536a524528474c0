"""The command line: arguments in, calls of ``running`` out; data to stdout, words for people to stderr."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Optional

import click

from extract.errors import E106, CrossfootError, CrossfootWarning
from extract.writing.printable import one_line, printable


def main(arguments: Optional[list[str]] = None) -> None:
    """Run the command line and exit with the contract's status."""
    sys.exit(status_of(arguments))


def status_of(arguments: Optional[list[str]] = None) -> int:
    """Run the command line; returns the exit status. Every error is one line on stderr."""
    try:
        from extract.cli.commands import crossfoot

        with _warnings_in_one_line():
            result = crossfoot.main(arguments, prog_name="crossfoot", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "crossfoot"
        complain(str(E106.at(reason=_reason(error), command=command)))
        return 2
    except CrossfootError as error:
        complain(str(error))
        return 2
    except BrokenPipeError:
        # Whoever read our output has enough of it; without this the interpreter complains on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, click.Abort):
        say("crossfoot: stopped.")
        return 130
    return result if isinstance(result, int) else 0


@contextmanager
def _warnings_in_one_line() -> Iterator[None]:
    """Our own warnings as lines for people; those of libraries as Python shows them."""
    said: set[str] = set()
    with warnings.catch_warnings():
        shown = warnings.showwarning

        def show(message: Any, category: type[Warning], *where: Any, **more: Any) -> None:
            if not issubclass(category, CrossfootWarning):
                shown(message, category, *where, **more)
            elif str(message) not in said:
                said.add(str(message))
                complain(str(message))

        warnings.showwarning = show
        yield


def _reason(error: click.ClickException) -> str:
    """Click's own words, to go on a sentence of ours: "no such option '--ou' (did you mean '--out'?)"."""
    said = error.format_message().rstrip(".")
    fault, _, guess = said.partition(" Did you mean ")
    fault = fault[:1].lower() + fault[1:].rstrip(".")
    return f"{fault} (did you mean {guess})" if guess else fault


def say(text: str) -> None:
    """Words for people. Names of files and of articles come from outside: nothing in them may move a terminal's cursor."""
    click.echo(printable(text), err=True)


def complain(text: str) -> None:
    """What went wrong, on one line, whatever the name of the file may be."""
    say(f"crossfoot: {one_line(text)}")
