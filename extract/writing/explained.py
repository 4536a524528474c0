"""The arithmetic of a finding for people at a terminal: passages, steps, what would fit, the gap, the repairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.model import Record, Repair
from extract.writing import evidence, periods, spans, words
from extract.writing.console import STYLES, open_console, printed
from extract.writing.explaining.parts import Explanation, Said, Step
from extract.writing.printable import one_line, printable
from extract.writing.terminal import drawn, finding_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_REACH = 160
"""Characters of a passage shown on either side of its words."""
_SPACE = re.compile(r"\s+")


def render_explanation(explanation: Explanation, *, width: int, color: bool) -> str:
    """The arithmetic of one finding, step by step.

    ``width`` is the terminal's in cells, at least 60; ``color`` decides over every escape code.
    """
    finding = explanation.finding
    console = open_console(width, color)
    console.print(finding_line(finding), overflow="fold")
    _indented(console, one_line(finding.message), 2)
    _title(console, "What is said")
    for said in explanation.said:
        _said(console, said, color)
    if not explanation.said:
        _indented(console, "The articles it points at are not among these records.", 2)
    if explanation.steps:
        _title(console, "Step by step")
        for number, step in enumerate(explanation.steps, 1):
            _step(console, number, step)
    for title, lines in (
        ("What would have to be true", explanation.fits),
        ("By how much it fails", explanation.gap),
    ):
        if lines:
            _title(console, title)
            for line in lines:
                _indented(console, words.capital(line), 2)
    if finding.repairs:
        _title(console, "As repaired")
        for number, repair in enumerate(finding.repairs, 1):
            _repair(console, explanation, repair, number, color)
    return printed(console)


def _title(console: Console, title: str) -> None:
    from rich.text import Text

    console.print(Text(f"\n{title}", style=STYLES["title"]))


def _indented(console: Console, text: str | Text, by: int) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.print(Padding(Text(text) if isinstance(text, str) else text, (0, 0, 0, by)), overflow="fold")


def _hanging(console: Console, head: str, text: str | Text, by: int = 2, style: str = "bold magenta") -> None:
    """``text`` beside ``head``, its further lines below its first."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True, style=style)
    grid.add_column(overflow="fold")
    grid.add_row(head, Text(text) if isinstance(text, str) else text)
    console.print(Padding(grid, (0, 0, 0, by)))


def _said(console: Console, said: Said, color: bool) -> None:
    from rich.text import Text

    item = said.evidence
    published = item.record.published
    where = [one_line(evidence.place(item.record)), one_line(item.record.id)]
    where += [periods.day_words(published)] if published else []
    _hanging(console, item.letter, Text(", ".join(dict.fromkeys(where)), style=STYLES["quiet"]))
    before, words_, after = _passage(item.record, item.start, item.end, item.sentence)
    quote = Text(before).append(words_ if color else f"[{words_}]", style=STYLES["disputed"]).append(after)
    _indented(console, quote, 4)
    if item.date is None or item.claim is not None:
        label = Text(words.capital(one_line(item.label)), style=STYLES["title"])
        if item.claim is not None:
            sure = f", read with {words.percent_sure(item.claim.confidence)} confidence"
            label.append(sure, style=f"not bold {STYLES['quiet']}")
        _indented(console, label, 4)
    for line in said.lines:
        _hanging(console, "·", line, 4, STYLES["quiet"])


def _step(console: Console, number: int, step: Step) -> None:
    _hanging(console, f"{number}.", words.capital(step.words))
    for line in step.lines:
        _indented(console, line, 5)


def _repair(console: Console, explanation: Explanation, repair: Repair, number: int, color: bool) -> None:
    from rich.text import Text

    place = explanation.archive.mention(repair)
    before = after = ""
    old = evidence.before_repair(repair)
    if place is not None and repair.field != "direction":
        record, start, end = place
        sentence = spans.sentence(record.text, start, end)
        before, old, after = _passage(record, start, end, sentence)
    line = Text(before)
    for change in evidence.difference(old.strip(), one_line(repair.text)):
        line.append(drawn(change, color), style=STYLES.get(change.kind, ""))
    _hanging(console, f"{number}.", line.append(after))
    where = _elsewhere(explanation, repair)
    if repair.why or where:
        _indented(
            console, Text("; ".join(filter(None, (where, one_line(repair.why)))), style=STYLES["quiet"]), 5
        )


def _elsewhere(explanation: Explanation, repair: Repair) -> str:
    """Which article a repair is in, where the finding is about several."""
    pointer = repair.figure or repair.date
    articles = {said.evidence.record.id for said in explanation.said}
    return f"in {one_line(pointer[0])}" if pointer is not None and len(articles | {pointer[0]}) > 1 else ""


def _passage(record: Record, start: int, end: int, sentence: Sequence[int]) -> tuple[str, str, str]:
    """The words of a span and what stands around them in its sentence, cut at a word where that is long."""
    low, high = min(sentence[0], start), max(sentence[1], end)
    before, after = record.text[max(low, start - _REACH) : start], record.text[end : min(high, end + _REACH)]
    if start - _REACH > low:
        before = "… " + (before.partition(" ")[2] or before)
    if end + _REACH < high:
        after = (after.rpartition(" ")[0] or after) + " …"
    parts = (_SPACE.sub(" ", printable(part)) for part in (before, record.text[start:end], after))
    first, middle, last = parts
    return first.lstrip(), middle, last.rstrip()
