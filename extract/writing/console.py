"""The console that terminal output is drawn on: a fixed width in cells, colours only where they are asked for."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

MIN_WIDTH = 60
"""Narrower than this nothing is laid out: lines are then folded by the terminal itself."""
STYLES = {
    "company": "cyan",
    "coref": "cyan italic",
    "date": "green underline",
    "figure": "bold yellow",
    "disputed": "bold red underline",
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold blue",
    "quiet": "dim",
    "title": "bold",
    "removed": "red strike",
    "added": "bold green",
}


def open_console(width: int, color: bool) -> Console:
    """A console that keeps what is printed; ``width`` is the terminal's in cells, ``color`` decides over every escape code."""
    from rich.console import Console

    return Console(
        file=io.StringIO(),
        width=max(width, MIN_WIDTH),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        # The caller decides: the environment has no say here, so that the same call gives the same text.
        _environ={},
    )


def printed(console: Console) -> str:
    """What was printed, without blank lines around it; plain lines end with their last letter."""
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().split("\n")
    if console.no_color:
        lines = [line.rstrip() for line in lines]
    return "\n".join(lines).strip("\n") + "\n"
