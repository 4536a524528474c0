"""Writes the figures of the test split into the pages that show them, from ``benchmarks/accuracy.json``.

``make accuracy`` measures anew and then runs this; ``tests/test_docs.py`` fails where a page and the file disagree. A page marks the place
of a table with ``<!-- accuracy: NAME -->`` and ``<!-- end of NAME -->``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from extract.evaluation.evaluate import Evaluation
from extract.evaluation.measures import Measure
from extract.model import CHECKS

ROOT = Path(__file__).parent.parent
MEASURED = ROOT / "benchmarks/accuracy.json"
PAGES = (ROOT / "README.md", ROOT / "docs/accuracy.md", ROOT / "docs/compared.md")
PLACE = re.compile(r"<!-- accuracy: (?P<name>[\w ]+) -->\n(?P<body>.*?)<!-- end of (?P=name) -->", re.DOTALL)

_MAIN = (
    ("companies, span of names", "companies: span of names"),
    ("companies, id where the span is right", "companies: id"),
    ("figures, value", "figures: value"),
    ("figures, value, bounds and unit", "figures: value, bounds and unit"),
    ("dates, days", "dates: days"),
    ("claims found", "claims: found"),
    ("claims, subject", "claims: subject"),
    ("claims, metric", "claims: metric"),
    ("claims, status", "claims: status"),
    ("claims, period", "claims: period"),
    ("claims, named source", "claims: source"),
    ("claims, everything at once (STRICT)", "claims: STRICT"),
    ("planted inconsistencies at the right place", "findings: at the right place"),
)
_REST = (
    ('companies, span of coreferences ("the company")', "companies: span of coreferences"),
    ("companies, id of coreferences", "companies: id of coreferences"),
    ("dates, TIMEX3 value", "dates: value"),
    ("claims, kind", "claims: kind"),
    ("claims, value", "claims: value"),
    ("claims, unit", "claims: unit"),
    ("claims, scope", "claims: scope"),
    ("claims, period left open where it is open", "claims: no period"),
    ("claims, direction of a change", "claims: direction"),
    ("claims, basis of a change", "claims: basis"),
    ("claims, the other side of a stake or a purchase", "claims: object"),
    ("claims, baseline", "claims: baseline"),
    ("right repair first, of slips found", "findings: right repair first"),
)
_SURE = ("all", "0.5", "0.7", "0.9")


def written(page: Path) -> str:
    """The page's text with today's figures at their places."""
    measured = msgspec.json.decode(MEASURED.read_bytes(), type=Evaluation)
    return PLACE.sub(lambda place: _filled(place, measured), page.read_text(encoding="utf-8"))


def _filled(place: re.Match[str], measured: Evaluation) -> str:
    name = place["name"]
    return f"<!-- accuracy: {name} -->\n{_PARTS[name](measured)}\n<!-- end of {name} -->"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " --: |" * (len(head) - 1)]
    return "\n".join((*lines, *("| " + " | ".join(row) + " |" for row in rows)))


def _main(measured: Evaluation) -> str:
    head = (f"on {measured.articles} test articles", "precision", "recall", "F1 or accuracy", "95% interval")
    return _table(head, (_row(label, measured[name]) for label, name in _MAIN))


def _rest(measured: Evaluation) -> str:
    head = (f"on {measured.articles} test articles", "precision", "recall", "F1 or accuracy", "95% interval")
    return _table(head, (_row(label, measured[name]) for label, name in _REST))


def _row(label: str, one: Measure) -> tuple[str, ...]:
    precision, recall = (_share(one.precision), _share(one.recall)) if one.kind == "f1" else ("", "")
    return label, precision, recall, _share(one.value), _interval(one)


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _interval(one: Measure) -> str:
    return f"{_share(one.low)}–{_share(one.high)}"


def _alarms(measured: Evaluation) -> str:
    one, error = measured["findings: false alarms in sound articles"], measured["claims: calibration error"]
    return (
        f"Warnings and errors about nothing: {one.value:.0f} per 100 sound articles ({one.low:.0f}–{one.high:.0f}). "
        f"Confidences are off by {error.value:.2f} in the mean."
    )


def _by_check(measured: Evaluation) -> str:
    rows = []
    for check in CHECKS:
        one = measured[f"findings: {check} found"]
        rows.append((f"[{check}](checks/{check}.md)", f"{one.gold:.0f}", f"{one.right:.0f}"))
    return _table(("slip planted of the check", "planted", "found, under whatever name"), rows)


def _by_confidence(measured: Evaluation) -> str:
    rows = []
    for threshold in _SURE:
        name = "claims: STRICT" if threshold == "all" else f"claims by confidence: {threshold} or more"
        one = measured[name]
        rows.append((threshold, f"{one.system:,.0f}", _share(one.precision), _share(one.recall)))
    head = ("confidence, at least", "claims kept", "of them wholly right (STRICT)", "of all there are")
    return _table(head, rows)


def _by_story(measured: Evaluation) -> str:
    head = "claims by story: "
    stories = [one for one in measured.measures if one.name.startswith(head)]
    stories.sort(key=lambda one: (-(one.value or 0), one.name))
    rows = (
        (one.name.removeprefix(head), f"{one.gold:.0f}", _share(one.value), _interval(one)) for one in stories
    )
    return _table(("kind of story", "claims", "STRICT", "95% interval"), rows)


def _unseen(measured: Evaluation) -> str:
    figures, dates = measured["figures: value"], measured["dates: days"]
    return (
        f"On the part it never saw, its figures' values had {figures.value:.2f} and its dates {dates.value:.2f} "
        "([how right it is](accuracy.md)); the others saw neither."
    )


_PARTS: dict[str, Callable[[Evaluation], str]] = {
    "main table": _main,
    "other fields": _rest,
    "false alarms": _alarms,
    "by check": _by_check,
    "by confidence": _by_confidence,
    "by story": _by_story,
    "unseen": _unseen,
}

if __name__ == "__main__":
    for page in PAGES:
        page.write_text(written(page), encoding="utf-8")
