"""What is known of the terminals that output and messages go to: whether they want colours, and how wide they are."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Optional


def wants_color(asked: Optional[bool]) -> bool:
    """Whether to colour: as asked for, else on a terminal that can, unless NO_COLOR is set (https://no-color.org)."""
    if asked is not None:
        return asked
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def output_width() -> int:
    """The width of the terminal in cells; 100 where the output goes elsewhere and COLUMNS says nothing."""
    return shutil.get_terminal_size((100, 24)).columns


def message_width() -> Optional[int]:
    """The width of the terminal that messages go to; null where they go to a log."""
    if not sys.stderr.isatty():
        return None
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or None
    except OSError:
        return None
