"""The exit status of a command that ran to its end."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import SEVERITIES, Finding
from extract.settings import Options


def status_for(findings: Sequence[Finding], failures: int, options: Options) -> int:
    """1 where ``fail_on`` (or worse) was found, else 3 where something could not be read, else 0."""
    if options.fail_on is not None:
        grave = SEVERITIES[: SEVERITIES.index(options.fail_on) + 1]
        if any(finding.severity in grave for finding in findings):
            return 1
    return 3 if failures else 0
