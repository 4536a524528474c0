"""Articles and runs for people at a terminal: marked text, claims in a table or as a list, findings, a summary.

Nothing that an article says reaches the terminal as a control character. Widths are cells, so Chinese is aligned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Optional

from extract.model import CHECKS, SEVERITIES, Claim, Finding, Record, Repair
from extract.writing import evidence, periods, spans, words
from extract.writing.console import STYLES, open_console, printed
from extract.writing.printable import one_line, printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_TABLE_FROM = 104
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Without colour the same marks are drawn with brackets.
_BRACKETS = {
    "company": ("{", "}"),
    "coref": ("{", "}"),
    "date": ("<", ">"),
    "figure": ("[", "]"),
    "disputed": ("[", "]!"),
}


def render_article(record: Record, findings: Sequence[Finding], *, width: int, color: bool) -> str:
    """One article: its text with the spans marked, its claims, its findings with the repair.

    ``findings`` may hold those of other articles: only the ones about this article are shown, beside those in the
    record. ``width`` is the terminal's in cells, at least 60; ``color`` decides over every escape code.
    """
    shown = _about(record, findings)
    console = open_console(width, color)
    _heading(console, record, shown)
    _text(console, record, shown, color)
    _claims(console, record)
    _findings(console, record, shown, color)
    return printed(console)


def _about(record: Record, findings: Sequence[Finding]) -> list[Finding]:
    own = {claim.id for claim in record.claims}
    about = [
        finding
        for finding in findings
        if any(claim in own for claim in finding.claims)
        or any(article == record.id for article, _ in (*finding.figures, *finding.dates))
    ]
    return evidence.all_findings([record], about)


def _heading(console: Console, record: Record, findings: Sequence[Finding]) -> None:
    from rich.text import Text

    console.print(Text(one_line(evidence.title(record)), style=STYLES["title"]))
    facts = [one_line(evidence.place(record))]
    facts.append(periods.day_words(record.published) if record.published else "no publication date")
    facts.append(words.counted(len(record.claims), "claim"))
    facts.append(words.counted(len(findings), "finding"))
    console.print(Text(" · ".join(facts), style=STYLES["quiet"]))
    for note in record.notes:
        console.print(Text(f"Note: {one_line(note.message)}", style=STYLES["quiet"]))
    console.print()


def _text(console: Console, record: Record, findings: Sequence[Finding], color: bool) -> None:
    from rich.text import Text

    text = printable(record.text).rstrip()
    marked = Text()
    for segment in spans.segments(text, _marks(record, findings)):
        kinds = [kind for kind, _ in segment.marks if kind]
        opens, closes = (
            "".join(_brackets(marks, color, i)) for i, marks in enumerate((segment.opens, segment.closes))
        )
        numbers = ",".join(number for _, number in segment.closes if number).translate(_SUPERSCRIPT)
        style = next((STYLES[kind] for kind in STYLES if kind in kinds and kind in _BRACKETS), "")
        style = STYLES["disputed"] if "disputed" in kinds else style
        marked.append(opens).append(segment.text, style=style or None).append(closes)
        marked.append(numbers, style="bold magenta")
    console.print(marked, overflow="fold")
    legend = Text("\n")
    for kind, name in (
        ("company", "company"),
        ("figure", "figure"),
        ("date", "date"),
        ("disputed", "in a finding"),
    ):
        before, after = ("", "") if color else _BRACKETS[kind]
        legend.append(before).append(name, style=STYLES[kind] if color else None).append(f"{after}  ")
    console.print(legend.append("claim", style=STYLES["quiet"]).append("¹", style="bold magenta"))


def _marks(record: Record, findings: Sequence[Finding]) -> list[spans.Span[tuple[str, str]]]:
    """Every span with its kind, and claims as numbers that are set where the claim's figure ends."""
    disputed = {pointer for finding in findings for pointer in finding.figures}
    found = [spans.Span(c.start, c.end, ("coref" if c.coref else "company", "")) for c in record.companies]
    found += [spans.Span(date.start, date.end, ("date", "")) for date in record.dates]
    for i, figure in enumerate(record.figures):
        kind = "disputed" if (record.id, i) in disputed else "figure"
        found.append(spans.Span(figure.start, figure.end, (kind, "")))
    for i, claim in enumerate(record.claims, 1):
        at = evidence.pointed(claim.figure, record.figures) or claim
        found.append(spans.Span(at.start, at.end, ("", str(i))))
    return found


def _brackets(marks: Sequence[tuple[str, str]], color: bool, side: int) -> list[str]:
    drawn = [] if color else [_BRACKETS[kind][side] for kind, _ in marks if kind]
    return drawn if side == 0 else drawn[::-1]


def _cells(record: Record, claim: Claim) -> tuple[str, ...]:
    return (
        one_line(claim.subject.name) if claim.subject else "–",
        one_line(words.claim_metric(claim)),
        words.claim_kind(claim),
        ("not " if claim.negated else "") + (one_line(words.claim_words(claim)) or "–"),
        periods.period_words(claim.period) or "–",
        words.STATUS_LABELS[claim.status],
        one_line(claim.attribution or "") or "–",
        words.percent_sure(claim.confidence),
    )


def _claims(console: Console, record: Record) -> None:
    from rich.text import Text

    if not record.claims:
        return
    console.print(Text("\nClaims", style=STYLES["title"]))
    rows = [_cells(record, claim) for claim in record.claims]
    if console.width >= _TABLE_FROM:
        _table(console, rows)
    else:
        _list(console, rows)


def _table(console: Console, rows: Sequence[tuple[str, ...]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style=STYLES["quiet"])
    for name in ("#", "Subject", "Metric", "Kind", "Value", "Period", "Status", "Source", "Sure"):
        table.add_column(name, overflow="fold", justify="right" if name in ("#", "Sure") else "left")
    for i, row in enumerate(rows, 1):
        cells = [Text(str(i), style="bold magenta"), *map(Text, row)]
        cells[4].stylize("bold")
        table.add_row(*cells)
    console.print(table)


def _list(console: Console, rows: Sequence[tuple[str, ...]]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    for i, (subject, metric, kind, value, period, status, source, sure) in enumerate(rows, 1):
        first = Text(f"{i:>3}  ", style="bold magenta").append(
            f"{subject}: {metric}", style="not bold default"
        )
        console.print(first, overflow="fold")
        facts = [kind, period, status, f"source {source}" if source != "–" else "", f"{sure} sure"]
        body = Text(value, style="bold").append(
            "  " + ", ".join(part for part in facts if part not in ("", "–")), style="not bold dim"
        )
        console.print(Padding(body, (0, 0, 0, 5)))


def _findings(console: Console, record: Record, findings: Sequence[Finding], color: bool) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.print(Text("\nFindings" if findings else "\nNo findings", style=STYLES["title"]))
    for finding in findings:
        console.print(finding_line(finding), overflow="fold")
        console.print(Padding(Text(one_line(finding.message)), (0, 0, 0, 2)))
        archive = evidence.Archive([record])
        for repair in finding.repairs[:3]:
            console.print(Padding(_repair(archive, repair, color), (0, 0, 0, 2)))
        console.print()


def finding_line(finding: Finding) -> Text:
    """How grave, of which check, how sure, and the id that ``crossfoot explain`` takes."""
    from rich.text import Text

    line = Text(f"{finding.severity}: ", style=STYLES[finding.severity])
    line.append(words.check_label(finding.check), style="not bold default")
    facts = f", {words.percent_sure(finding.confidence)} sure · {one_line(finding.id)}"
    return line.append(facts, style="not bold default dim")


def drawn(change: evidence.Change, color: bool) -> str:
    """A piece of a diff, in brackets where there is no colour to tell it by."""
    if color or change.kind == "same":
        return change.text
    return f"[-{change.text}-]" if change.kind == "removed" else f"{{+{change.text}+}}"


def _repair(archive: evidence.Archive, repair: Repair, color: bool) -> Text:
    from rich.text import Text

    place = archive.mention(repair)
    before = evidence.before_repair(repair)
    if place is not None and repair.field != "direction":
        before = one_line(place[0].text[place[1] : place[2]])
    pointer = repair.figure or repair.date
    elsewhere = (
        f"in {one_line(pointer[0])}, " if pointer is not None and pointer[0] not in archive.articles else ""
    )
    line = Text(f"Repair: {elsewhere}", style=STYLES["quiet"])
    if before:
        for change in evidence.difference(before, one_line(repair.text)):
            line.append(drawn(change, color), style=STYLES.get(change.kind, "not dim"))
    else:
        # What is replaced stands in an article that isn't at hand.
        line.append("write ").append(one_line(repair.text), style=STYLES["added"])
    return line.append(f"  ({one_line(repair.why)})", style="not dim") if repair.why else line


def render_summary(
    run: Mapping[str, Any],
    findings: Sequence[Finding],
    errors: Sequence[Mapping[str, Any]],
    *,
    width: Optional[int] = None,
) -> str:
    """What a run found, in a few lines: articles, claims, findings by check and severity, errors, and the
    three gravest findings as sentences with their ids. Plain text without escape codes; ``run`` is ``run.json``.

    Lines are folded to ``width`` cells where it is given (at least 60), as a terminal wants it and a log doesn't.
    """
    counts = run.get("counts") if isinstance(run.get("counts"), Mapping) else run
    assert isinstance(counts, Mapping)
    facts = [words.counted(int(counts.get("articles") or 0), "article") + " read"]
    if counts.get("claims") is not None:
        facts.append(words.counted(int(counts["claims"]), "claim"))
    by_severity = Counter(finding.severity for finding in findings)
    found = [words.counted(by_severity[s], s) for s in ("error", "warning") if by_severity[s]]
    found += [f"{by_severity['info']} for information"] if by_severity["info"] else []
    facts.append(words.counted(len(findings), "finding") + (f" ({', '.join(found)})" if found else ""))
    lines = [", ".join(facts) + "."]
    lines += _by_check(findings)
    lines += _unread(errors)
    lines += _slow(run.get("slowest") or ())
    worst = evidence.by_weight(findings)[:3]
    if worst:
        lines += ["", "The gravest:" if len(findings) > 1 else "It says:"]
        lines += [
            f"  {finding.severity}: {one_line(finding.message)} [{one_line(finding.id)}]" for finding in worst
        ]
    return _folded(lines, width)


def _folded(lines: Sequence[str], width: Optional[int]) -> str:
    """Lines, each folded to ``width`` cells with its further lines set in."""
    if width is None:
        return "\n".join(lines) + "\n"
    from rich.padding import Padding
    from rich.text import Text

    console = open_console(width, color=False)
    for line in lines:
        text = line.lstrip(" ")
        inner = len(line) - len(text)
        further = inner + 2
        first, *rest = Text(text).wrap(console, console.width - further, overflow="fold")
        console.print(Padding(first, (0, 0, 0, inner)))
        for piece in rest:
            console.print(Padding(piece, (0, 0, 0, further)))
    return printed(console)


def _by_check(findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return []
    counts = Counter((finding.check, finding.severity) for finding in findings)
    lines = ["", f"  {'':22}" + "".join(f"{severity:>9}" for severity in SEVERITIES)]
    for check in (*CHECKS, *sorted({finding.check for finding in findings} - set(CHECKS))):
        row = [counts[check, severity] for severity in SEVERITIES]
        if any(row):
            lines.append(f"  {words.check_label(check):22}" + "".join(f"{count or '–':>9}" for count in row))
    return lines


_SLOW = 1.0


def _slow(slowest: Sequence[Sequence[Any]]) -> list[str]:
    """The articles that took longest, where one took long enough to be worth a look."""
    named = [f"{one_line(str(name))} ({seconds:.1f} s)" for name, seconds in slowest if seconds >= _SLOW]
    return ["", "Slowest: " + ", ".join(named[:3])] if named else []


def _unread(errors: Sequence[Mapping[str, Any]], limit: int = 5) -> list[str]:
    if not errors:
        return []
    lines = ["", f"{words.counted(len(errors), 'input')} could not be read:"]
    for error in errors[:limit]:
        said = evidence.error_words(error)
        code = f" [{said['code']}]" if said["code"] else ""
        lines.append(f"  {said['place']}: {said['message']}{code}")
    if len(errors) > limit:
        lines.append(f"  and {len(errors) - limit} more in errors.jsonl")
        codes = Counter(str(error.get("code")) for error in errors).most_common(3)
        lines.append("  Most frequent: " + ", ".join(f"{count} × {code}" for code, count in codes))
    return lines
