"""What a notebook shows of records and findings: plain HTML with its styles written in, everything of an article escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Optional

from extract.model import Claim, Finding, Record
from extract.writing import evidence, words
from extract.writing.periods import day_words, period_words
from extract.writing.printable import one_line, printable
from extract.writing.spans import Span, segments

LONGEST_TEXT = 20_000
"""Characters of an article that are shown; a notebook keeps every one of them."""
MOST_ROWS = 50

# Half transparent, so that they do on a white page and on a black one.
_COLOURS = {"company": "96,125,199", "figure": "222,165,32", "date": "90,160,90", "in a finding": "192,57,43"}
_GRAVE = {"error": "192,57,43", "warning": "202,111,30", "info": "128,128,128"}
_SMALL = "font-size:90%;opacity:.75"


def record_html(record: Record) -> str:
    """An article: title, text with companies, figures and dates marked, claims, and what doesn't agree within it."""
    about = [one_line(record.id)]
    if record.published is not None:
        about.append(day_words(record.published))
    about += [
        words.counted(len(record.claims), "claim"),
        words.counted(len(record.findings), "finding"),
    ]
    return _page(
        evidence.title(record),
        about,
        findings_html(record.findings, heading=False) if record.findings else "",
        _text(record),
        _claims(record.claims, {name for finding in record.findings for name in finding.claims}),
        *(f'<p style="{_SMALL}">{escape(one_line(note.message))}</p>' for note in record.notes),
    )


def findings_html(findings: Sequence[Finding], heading: bool = True) -> str:
    """Findings as a list, in their order: severity, check, message, best repair."""
    items = "".join(_finding(finding) for finding in findings[:MOST_ROWS])
    more = len(findings) - MOST_ROWS
    rest = f'<li style="{_SMALL}">and {words.counted(more, "further finding")}</li>' if more > 0 else ""
    title = f"<p><b>{words.counted(len(findings), 'finding')}</b></p>" if heading else ""
    return f'{title}<ul style="margin:.5em 0;padding-left:1.2em">{items}{rest}</ul>' if findings else title


def run_html(folder: str, counts: Mapping[str, Any], findings: Sequence[Finding]) -> str:
    """A finished run: how much was read, and what was found."""
    about = [
        words.counted(int(counts[name]), noun)
        for name, noun in (("articles", "article"), ("claims", "claim"), ("errors", "unread article"))
        if counts.get(name)
    ]
    return _page(folder, about, findings_html(findings))


def _page(title: str, about: Iterable[str], *parts: str) -> str:
    head = f"<p><b>{escape(one_line(title))}</b><br>"
    head += f'<span style="{_SMALL}">{escape(" · ".join(about))}</span></p>'
    return f'<div style="max-width:60em">{head}{"".join(parts)}</div>'


def _finding(finding: Finding) -> str:
    colour = _GRAVE[finding.severity]
    label = words.check_label(finding.check)
    head = f'<b style="color:rgb({colour})">{escape(finding.severity)}</b> · {escape(label)}'
    best = finding.repairs[0] if finding.repairs else None
    mend = (
        ""
        if best is None
        else f"<br>Repair: <b>{escape(one_line(best.text))}</b> ({escape(one_line(best.why))})"
    )
    sure = f'<span style="{_SMALL}">, {words.percent_sure(finding.confidence)} sure · {escape(one_line(finding.id))}</span>'
    return f"<li>{head}{sure}<br>{escape(one_line(finding.message))}{mend}</li>"


def _text(record: Record) -> str:
    """The text with its mentions marked, and above it what the colours mean."""
    figures = _pointed(record, [pointer for finding in record.findings for pointer in finding.figures])
    dates = _pointed(record, [pointer for finding in record.findings for pointer in finding.dates])
    doubted = "in a finding"
    spans = [Span(one.start, one.end, "company") for one in record.companies]
    spans += [
        Span(f.start, f.end, doubted if n in figures else "figure") for n, f in enumerate(record.figures)
    ]
    spans += [Span(d.start, d.end, doubted if n in dates else "date") for n, d in enumerate(record.dates)]
    pieces = segments(record.text, spans, 0, LONGEST_TEXT)
    shown = "".join(_marked(escape(printable(piece.text)), piece.marks) for piece in pieces)
    used = {span.mark for span in spans}
    key = " ".join(_marked(kind, (kind,)) for kind in _COLOURS if kind in used)
    cut = len(record.text) - LONGEST_TEXT
    more = (
        f'<p style="{_SMALL}">{words.counted(cut, "further character")} are not shown.</p>' if cut > 0 else ""
    )
    style = "white-space:pre-wrap;max-height:24em;overflow:auto;line-height:1.7;margin:.5em 0 1em"
    return f'<p style="{_SMALL}">{key}</p><div style="{style}">{shown}</div>{more}'


def _pointed(record: Record, pointers: Iterable[tuple[str, int]]) -> set[int]:
    return {index for article, index in pointers if article == record.id}


def _marked(shown: str, kinds: Sequence[str]) -> str:
    """``shown``, which is HTML, in the colours of ``kinds``."""
    for kind in reversed(kinds):
        style = f"color:inherit;padding:0;border-radius:.2em;background:rgba({_COLOURS[kind]},.3)"
        shown = f'<mark title="{kind}" style="{style}">{shown}</mark>'
    return shown


def _claims(claims: Sequence[Claim], disputed: set[str]) -> str:
    if not claims:
        return ""
    head = "".join(f"<th>{name}</th>" for name in ("who", "what", "how much", "when", "status", "sure"))
    rows = "".join(_claim(claim, claim.id in disputed) for claim in claims[:MOST_ROWS])
    cut = len(claims) - MOST_ROWS
    more = f'<p style="{_SMALL}">{words.counted(cut, "further claim")} are not shown.</p>' if cut > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _claim(claim: Claim, disputed: bool) -> str:
    who: Optional[str] = claim.subject.name if claim.subject else None
    value = ("not " if claim.negated else "") + words.claim_words(claim)
    cells = [
        *(who or "", words.claim_metric(claim), value, period_words(claim.period)),
        *(words.STATUS_LABELS[claim.status], words.percent_sure(claim.confidence)),
    ]
    style = f' style="background:rgba({_GRAVE["error"]},.15)"' if disputed else ""
    return f"<tr{style}>" + "".join(f"<td>{escape(one_line(cell))}</td>" for cell in cells) + "</tr>"
