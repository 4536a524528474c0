"""The exit status of a command that ran to its end."""

from __future__ import annotations

from collections.abc import Iterable

from extract.model import SEVERITIES
from extract.settings import Options


def status_for(severities: Iterable[str], failures: int, options: Options) -> int:
    """1 where a finding of the severity ``fail_on`` (or worse) was found, else 3 where something could not be read, else 0."""
    if options.fail_on is not None:
        grave = SEVERITIES[: SEVERITIES.index(options.fail_on) + 1]
        if any(severity in grave for severity in severities):
            return 1
    return 3 if failures else 0
