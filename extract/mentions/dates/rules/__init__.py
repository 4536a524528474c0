"""The rules, by family. Between readings of the same length the one defined first counts, so their order is fixed here."""

from __future__ import annotations

from importlib import import_module

FAMILIES = (
    "days",
    "numeric",
    "months",
    "years",
    "ranges",
    "weekdays",
    "weeks",
    "relative",
    "counted",
    "quarters",
    "fiscal",
    "reports",
    "stretches",
    "parts",
    "inherited",
    "beside",
    "durations",
    "recurring",
    "references",
    "events",
)
for family in FAMILIES:
    import_module(f"{__name__}.{family}")
