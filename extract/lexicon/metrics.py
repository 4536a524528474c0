"""What is measured: the words that name each metric, and what its values can and can't be.

``data/metrics.toml`` has one table a metric; its head explains the fields. A user's file in the same form adds words
to the metrics there are, and metrics of its own.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, Optional

import msgspec
from msgspec import Struct

from extract import errors
from extract.lexicon import DATA, parse_toml, stamp
from extract.lexicon.cues import PhraseIndex
from extract.lexicon.inflection import plural, verb_forms
from extract.model import FigureKind

_NONE = "not_a_metric"
OTHER = "other"
"""The metric of what no other metric names; the claim's ``metric_text`` says what it is."""


class Metric(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One metric. ``maximum`` is in the unit of its levels (percent for a ratio)."""

    words: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    verbs_beside: tuple[str, ...] = ()
    unit_kinds: tuple[FigureKind, ...] = ()
    units: tuple[str, ...] = ()
    nature: Literal["flow", "stock", "ratio", "event"] = "flow"
    additive: bool = False
    non_negative: bool = False
    maximum: Optional[Decimal] = None
    at_most: tuple[str, ...] = ()


class Naming(NamedTuple):
    """A metric that a phrase names; ``strength`` is ``word``, ``weak``, ``verb``, ``beside`` or ``none``.

    A verb ``beside`` counts only in a sentence that has a word of the metric too; ``none`` marks words that name none.
    """

    metric: str
    strength: str


class MetricLexicon:
    """All metrics by id, in the order of the contract, with indexes over their words."""

    def __init__(self, metrics: dict[str, Metric]) -> None:
        self.metrics = {id_: metric for id_, metric in metrics.items() if id_ != _NONE}
        self.words: PhraseIndex[Naming] = PhraseIndex()
        self.verbs: PhraseIndex[Naming] = PhraseIndex()
        self.by_unit: dict[str, list[str]] = {}
        for id_, metric in metrics.items():
            strong = "none" if id_ == _NONE else "word"
            for strength, phrases in ((strong, metric.words), ("weak", metric.weak)):
                for phrase in phrases:
                    for form in dict.fromkeys((phrase, plural(phrase))):
                        self.words.add(form, Naming(id_, strength))
            for strength, verbs in (("verb", metric.verbs), ("beside", metric.verbs_beside)):
                for form in (form for verb in verbs for form in verb_forms(verb)):
                    self.verbs.add(form, Naming(id_, strength))
            for unit in metric.units:
                self.by_unit.setdefault(unit, []).append(id_)

    def __getitem__(self, id_: str) -> Metric:
        return self.metrics[id_]

    def nature(self, id_: str) -> str:
        """``flow``, ``stock``, ``ratio`` or ``event``; an unknown metric is a flow."""
        return self.metrics[id_].nature if id_ in self.metrics else "flow"

    def takes(self, id_: str, kind: str) -> bool:
        """Whether a level of the metric can be a figure of this kind."""
        return id_ in self.metrics and kind in self.metrics[id_].unit_kinds


def load_metrics(path: Optional[Path] = None) -> MetricLexicon:
    """The shipped metrics, with those of the user's file at ``path`` added.

    Raises ``CrossfootError`` E401, naming file and line, where a file is no valid table of metrics.
    """
    return _metrics(path, stamp(path))


@lru_cache(maxsize=8)
def _metrics(path: Optional[Path], _content: bytes) -> MetricLexicon:
    metrics = _read(DATA / "metrics.toml")
    for id_, metric in ({} if path is None else _read(path)).items():
        metrics[id_] = _joined(metrics[id_], metric) if id_ in metrics else metric
    return MetricLexicon(metrics)


def _read(path: Path) -> dict[str, Metric]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise errors.E401.at(path, reason=str(error)) from error
    try:
        tables = parse_toml(text)
    except ValueError as error:
        raise errors.E401.at(path, line=_stated_line(str(error)), reason=str(error)) from error
    return {id_: _metric(path, text, id_, table) for id_, table in tables.items()}


def _metric(path: Path, text: str, id_: str, table: Any) -> Metric:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", id_):
        raise errors.E401.at(
            path,
            line=_line_of(text, id_),
            reason=f"a metric's id is lower case with underscores, not {id_!r}",
        )
    try:
        metric = msgspec.convert(table, Metric, strict=False)
    except msgspec.ValidationError as error:
        field = re.search(r"\$\.(\w+)|field `(\w+)`", str(error))
        name = next(filter(None, field.groups()), None) if field else None
        raise errors.E401.at(path, line=_line_of(text, id_, name), reason=f"[{id_}] {error}") from error
    for phrase in (*metric.words, *metric.weak, *metric.verbs, *metric.verbs_beside):
        if not re.search(r"\w", phrase):
            raise errors.E401.at(path, line=_line_of(text, id_), reason=f"[{id_}] an empty phrase")
    return metric


def _joined(shipped: Metric, added: Metric) -> Metric:
    """The lists of both; of the other fields, those that the user's table sets away from their default."""
    values: dict[str, Any] = {}
    defaults = Metric()
    for name in Metric.__struct_fields__:
        one, two = getattr(shipped, name), getattr(added, name)
        if isinstance(one, tuple):
            values[name] = tuple(dict.fromkeys((*one, *two)))
        else:
            values[name] = two if two != getattr(defaults, name) else one
    return Metric(**values)


def _stated_line(message: str) -> Optional[int]:
    found = re.search(r"line (\d+)", message)
    return int(found.group(1)) if found else None


def _line_of(text: str, id_: str, field: Optional[str] = None) -> Optional[int]:
    """The line of the table's head, or of the field within it."""
    head = None
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            if head is not None and stripped.strip("[]\"' ") != id_:
                break
            head = number if stripped.strip("[]\"' ") == id_ else head
        elif head is not None and field is not None and re.match(rf"{re.escape(field)}\s*=", stripped):
            return number
    return head
