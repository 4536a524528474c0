"""Checks of installed packages (entry points ``crossfoot.checks``): a function of one record that gives findings as mappings.

A finding has a ``message``, and names ``claims`` (ids), ``figures`` or ``dates`` (pairs of article id and index); ``severity`` is else
``warning``, ``confidence`` 0.5. Its check is the entry point's name.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, Optional

import msgspec
from msgspec import Struct

from extract import errors
from extract.checking.drafts import Draft
from extract.errors import CrossfootError
from extract.model import CHECK_NAME, CHECKS, Extent, Finding, Pointer, Probability, Record, Repair, Severity
from extract.plugins import CHECKS as GROUP
from extract.plugins import Plugin, plugins


class _Given(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a check gives; ``id`` and ``check`` of a ``Finding`` are ours to say."""

    message: str
    severity: Severity = "warning"
    confidence: Probability = 0.5
    claims: tuple[str, ...] = ()
    figures: tuple[Pointer, ...] = ()
    dates: tuple[Pointer, ...] = ()
    expected: Optional[Extent] = None
    observed: Optional[Extent] = None
    repairs: tuple[Repair, ...] = ()


_TOLD: ContextVar[Optional[list[CrossfootError]]] = ContextVar("what failed in plug-ins", default=None)


@contextmanager
def failures() -> Iterator[list[CrossfootError]]:
    """Within it, what failed in a check is also put into the list that it gives."""
    told: list[CrossfootError] = []
    token = _TOLD.set(told)
    try:
        yield told
    finally:
        _TOLD.reset(token)


def usable() -> tuple[Plugin, ...]:
    """The checks that can be loaded; of each other one a warning is given once."""
    return _usable(tuple(sys.path))


@lru_cache(maxsize=4)
def _usable(_path: tuple[str, ...]) -> tuple[Plugin, ...]:
    kept = []
    for plugin in plugins(GROUP, CHECKS):
        try:
            if not re.fullmatch(CHECK_NAME, plugin.name):
                reason = "a check's name is lower case with underscores"
                raise errors.E407.at(**plugin.known_as, reason=reason)
            plugin.load()
        except CrossfootError as error:
            errors.warn(error)
        else:
            kept.append(plugin)
    return tuple(kept)


def find(record: Record, order: int) -> list[Draft]:
    """What the checks of installed packages find in ``record``. One that fails costs its own findings of this record, and a warning."""
    drafts: list[Draft] = []
    for plugin in usable():
        try:
            drafts += [_draft(plugin, given, record, order) for given in plugin.load()(record) or ()]
        except MemoryError:
            raise
        # A check is somebody else's, and may raise whatever it likes.
        except Exception as error:
            failure = plugin.failed(error)
            errors.warn(failure)
            told = _TOLD.get()
            if told is not None:
                told.append(failure)
    return drafts


def _draft(plugin: Plugin, given: Any, record: Record, order: int) -> Draft:
    """The finding as our own checks hand it in. Raises ``ValueError`` where it is none, or points at nothing."""
    if isinstance(given, Finding):
        given = {name: getattr(given, name) for name in _Given.__struct_fields__}
    if not isinstance(given, Mapping):
        raise ValueError(f"a finding is a mapping, not {type(given).__name__}")
    made = msgspec.convert(dict(given), _Given)
    claims = {claim.id: claim for claim in record.claims}
    unknown = [name for name in made.claims if name not in claims]
    if unknown:
        raise ValueError(f"the record has no claim {unknown[0]!r}")
    starts = [claims[name].start for name in made.claims]
    for pointers, spans in ((made.figures, record.figures), (made.dates, record.dates)):
        for article, index in pointers:
            if article != record.id or index >= len(spans):
                raise ValueError(f"the record has no figure or date number {index} under that id")
            starts.append(spans[index].start)
    if not starts:
        raise ValueError("a finding points at a claim, a figure or a date")
    figures = made.figures or tuple(
        (record.id, figure) for name in made.claims if (figure := claims[name].figure) is not None
    )
    return Draft(
        check=plugin.name,
        severity=made.severity,
        confidence=made.confidence,
        message=made.message,
        place=(order, min(starts)),
        claims=made.claims,
        figures=tuple(dict.fromkeys(figures)),
        dates=made.dates,
        expected=made.expected,
        observed=made.observed,
        repairs=made.repairs,
    )
