"""Writes ``reference.md`` from the code: commands, settings, records, tables, metrics, errors.

Run ``python docs/make_reference.py`` after a change of any of them; ``tests/test_docs.py`` fails until it is done.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Union

import click
import msgspec

import extract
from extract import errors, model
from extract.cli.commands import crossfoot
from extract.lexicon.metrics import load_metrics
from extract.settings import WITHOUT_EFFECT, Options
from extract.writing import columns

PAGE = Path(__file__).parent / "reference.md"

_HEAD = """\
# Reference

Made from the code by [`make_reference.py`](make_reference.py); a test fails where it isn't current. `crossfoot help` prints commands and errors, `crossfoot schema` the JSON Schema of
a record, `crossfoot schema --finding` of a finding, `crossfoot schema --error` of a line of `errors.jsonl`.

[Commands](#commands) · [Exit status](#exit-status) · [Settings](#settings) · [Python](#python) · [Records](#records) · [Tables](#tables) · [Checks](#checks) · [Metrics](#metrics) · [Errors](#errors)
"""
_EXIT = (
    ("0", "done"),
    ("1", "done, and `--fail-on` found such a finding (of `eval`: a measure is below its floor)"),
    ("2", "the call itself was wrong; one line on stderr says how, with its code and a remedy"),
    (
        "3",
        "done, but some articles or records could not be read; they are named in `errors.jsonl` or on stderr",
    ),
    ("130", "stopped with Ctrl-C; what was finished is kept"),
)
_GROUPS = {
    "E1": "The call itself",
    "E2": "Reading articles",
    "E3": "Records and gold",
    "E4": "Data files, rates and pipelines",
    "E5": "Writing and runs",
}
_STRUCTS: tuple[type[msgspec.Struct], ...] = (
    *(
        model.Record,
        model.Company,
        model.Figure,
        model.Converted,
        model.Date,
        model.Claim,
        model.Entity,
        model.Period,
    ),
    *(model.Finding, model.Extent, model.Repair, model.Note),
)
_ABOUT = {
    "Record.id": "the article's id: the one it came with, else its file's name",
    "Record.source": "path or address it was read from",
    "Record.title": "its title",
    "Record.published": "day of publication",
    "Record.published_from": "where that day was found: option, metadata, front matter, html, dateline or file name",
    "Record.language": "ISO 639 code",
    "Record.text": "the text that all offsets count in",
    "Record.companies": "mentions of companies, as the text runs",
    "Record.figures": "numbers with their units",
    "Record.dates": "date expressions",
    "Record.claims": "who says what is how much, when",
    "Record.findings": "what doesn't agree within the article",
    "Record.notes": "what a careful reader should know of how it was read",
    "start": "first code point in the text",
    "end": "code point after the last one",
    "text": "the mention's own words: `text[start:end]` of the record",
    "Company.id": "the same in every article",
    "Company.name": "its usual name",
    "Company.parent": "id of the owner of a brand or platform",
    "Company.ticker": "exchange and symbol, `NASDAQ:JD`",
    "Company.coref": 'whether the mention is "the company", "its" and the like',
    "low": "lower end of the value, exact; null is open",
    "high": "upper end; null is open",
    "modifier": "`~` about, `>` over, `>=` at least, `<` nearly, `<=` up to",
    "unit": "ISO 4217 code, `percent`, `percentage_point`, `times`, `rank`, or the counted noun's lemma",
    "per": "what it is per: `share`, `user`, `year`",
    "tolerance": "half a unit in the last digit stated",
    "Figure.kind": "what kind of number it is",
    "Figure.converts": "index of the figure that this one restates in another currency",
    "Figure.usd": "in US dollars at the rate of the claim's own time",
    "Figure.cny": "in yuan, likewise",
    "Converted.rate": "units of that currency for one unit of the figure's own",
    "Converted.rate_date": "day of the rate, or `first/last` of an average",
    "Converted.rate_source": "where the rate is from",
    "Date.kind": "one day, a stretch, a length, or days that come again",
    "Date.value": "TIMEX3 value: `2020-06-16`, `2019`, `2020-Q1`, `P3M`, `XXXX-06-18`",
    "Date.first": "first day it spans",
    "Date.last": "last day it spans",
    "Date.fiscal": "whether it counts by a fiscal year",
    "Claim.id": "`<article id>#c1`",
    "Claim.start": "first code point of the evidence",
    "Claim.end": "code point after the evidence",
    "Claim.sentence_start": "first code point of its sentence",
    "Claim.sentence_end": "code point after its sentence",
    "Claim.subject": "the company, platform or market it is about",
    "Claim.object": "the other side of a stake, a purchase or a comparison",
    "Claim.metric": "what is measured, see [metrics](#metrics)",
    "Claim.metric_text": "the words that name it",
    "Claim.scope": "what narrows it: `livestreaming`, `china`, `adjusted`",
    "Claim.kind": "what is said of the metric",
    "Claim.figure": "index of its figure",
    "Claim.date": "index of its date",
    "Claim.direction": "of a change; a fall of 8% is -8",
    "Claim.period": "the days it holds for; of a stock the day",
    "Claim.basis": "what a change is measured against",
    "Claim.baseline": "id of the claim it is measured against",
    "Claim.status": "reported, aimed for, expected, worked out by others, or said by people familiar with the matter",
    "Claim.negated": "whether it is denied",
    "Claim.attribution": "the source named for it",
    "Claim.confidence": "of the claims given 0.8, four in five are right",
    "Entity.id": "id of the company or market",
    "Entity.name": "its name",
    "Period.first": "first day, null where it is open",
    "Period.last": "last day, null where it is open",
    "Finding.id": "`<article id>#f1`, across articles `across#…`; what `crossfoot explain` takes",
    "Finding.check": "see [checks](#checks)",
    "Finding.severity": "how grave it is",
    "Finding.confidence": "how likely something is wrong",
    "Finding.claims": "ids of a smallest set that can't all hold",
    "Finding.figures": "`[article id, index]` of its figures",
    "Finding.dates": "`[article id, index]` of its dates",
    "Finding.message": "the finding as one sentence",
    "Finding.expected": "what would fit",
    "Finding.observed": "what is stated",
    "Finding.repairs": "smallest edits that mend it, best first",
    "Repair.claim": "id of the claim it mends",
    "Repair.figure": "`[article id, index]` of the figure it mends",
    "Repair.date": "`[article id, index]` of the date it mends",
    "Repair.field": "what of it changes: `low`, `high`, `unit`, `direction`, `value`, `weekday`",
    "Repair.from": "the normalised value now",
    "Repair.to": "the normalised value then",
    "Repair.text": "the mention as it would read",
    "Repair.why": "why this edit",
    "Note.code": "`check-failed`, `no-publication-date`, `not-english`, `stale-rate`, `missing-rate`, `yen-sign`; [what to do](#notes)",
    "Note.message": "the note as a sentence",
}
_PLAIN = {
    str: "text",
    int: "integer",
    bool: "true or false",
    float: "number",
    Decimal: "decimal",
    date: "day",
    Any: "any",
}


def reference() -> str:
    """The whole page."""
    parts = [
        _HEAD,
        *_commands(),
        *_settings(),
        *_python(),
        *_records(),
        *_tables(),
        *_checks(),
        *_metrics(),
        *_errors(),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _commands() -> Iterator[str]:
    yield "## Commands\n"
    users: dict[tuple[str, str], list[str]] = {}
    for name, command in crossfoot.commands.items():
        for option in _options(command):
            users.setdefault((_flags(option), option.help or ""), []).append(name)
    shared = {key: names for key, names in users.items() if len(names) > 1}
    for name, command in crossfoot.commands.items():
        arguments = [p for p in command.params if isinstance(p, click.Argument)]
        usage = " ".join(["crossfoot", name, "[OPTIONS]", *(_argument(argument) for argument in arguments)])
        yield f"### crossfoot {name}\n\n`{usage}`\n\n{_prose(command.help or '')}\n"
        keys = [(_flags(option), option.help or "") for option in _options(command)]
        if own := [key for key in keys if key not in shared]:
            yield _table(("option", "what it does"), own)
        if common := [
            flags.partition(",")[0].partition(" `")[0] for flags, about in keys if (flags, about) in shared
        ]:
            yield f"And [shared options](#shared-options): {', '.join(common)}\n"
    yield "### Shared options\n"
    rows = ((flags, about, ", ".join(names)) for (flags, about), names in shared.items())
    yield _table(("option", "what it does", "of"), rows)
    yield "## Exit status\n"
    yield _table(("status", "when"), _EXIT)


def _options(command: click.Command) -> list[click.Option]:
    return [parameter for parameter in command.params if isinstance(parameter, click.Option)]


def _argument(argument: click.Argument) -> str:
    if argument.metavar:
        return argument.metavar
    name = (argument.name or "").upper()
    return name if argument.required else f"[{name}]"


def _flags(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in sorted(option.opts, key=len, reverse=True))
    if option.secondary_opts:
        names += f" / `{option.secondary_opts[0]}`"
    if option.is_flag:
        return names
    value = (
        "|".join(map(str, option.type.choices)) if isinstance(option.type, click.Choice) else option.metavar
    )
    return f"{names} `{value}`" if value else names


def _prose(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n"))


def _settings() -> Iterator[str]:
    yield "## Settings\n"
    yield (
        "An argument of the call comes before the environment, the environment before the file (`crossfoot.toml`, or the table `[tool.crossfoot]` of `pyproject.toml`, or the file "
        "that `--config` names). Those marked with * change how a run goes, but no byte of its records.\n"
    )
    rows = []
    for field in msgspec.structs.fields(Options):
        unset = field.default is None or field.default is False or field.default == ()
        default = "" if unset else f"`{field.default}`"
        mark = " *" if field.name in WITHOUT_EFFECT else ""
        rows.append(
            (f"`{field.name}`{mark}", _type(field.type), default, f"`CROSSFOOT_{field.name.upper()}`")
        )
    yield _table(("setting", "kind", "default", "environment"), rows)


def _python() -> Iterator[str]:
    yield "## Python\n"
    for name in extract.__all__:
        value = getattr(extract, name)
        if inspect.isfunction(value):
            yield f"### extract.{name}\n\n`{name}({_parameters(value)})`\n\n{_docstring(value)}\n"
    for value in (extract.Results, extract.TimeSeries):
        yield f"### extract.{value.__name__}\n\n{_docstring(value)}\n"
        members = {name: getattr(value, name) for base in reversed(value.__mro__) for name in vars(base)}
        rows = (
            (f"`{name}`", _first_line(member)) for name, member in members.items() if not name.startswith("_")
        )
        yield _table(("attribute", "what it is"), rows)


def _parameters(function: Any) -> str:
    shown, starred = [], False
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            shown.append("*")
            starred = True
        if parameter.kind is parameter.VAR_KEYWORD:
            shown.append(f"**{parameter.name}")
        elif parameter.default is parameter.empty:
            shown.append(parameter.name)
        else:
            shown.append(f"{parameter.name}={parameter.default!r}")
    return ", ".join(shown)


def _docstring(of: Any) -> str:
    """The docstring without its examples, which the docstring's own test runs; its literals in one pair of quotes."""
    text = inspect.getdoc(of) or ""
    return _prose(text.partition(">>>")[0]).replace("``", "`").strip()


def _first_line(member: Any) -> str:
    of = getattr(member, "fget", None) or getattr(member, "func", None) or member
    return (inspect.getdoc(of) or "").partition("\n")[0].replace("``", "`")


def _records() -> Iterator[str]:
    yield "## Records\n"
    yield (
        "One JSON object a line. Offsets are Unicode code points; dates are ISO 8601; numbers are exact decimals, written as JSON numbers. An absent value is `null`, never a missing key. In "
        "Python the same names are attributes of frozen structs (`repair.from_` for `from`).\n"
    )
    for struct in _STRUCTS:
        name = struct.__name__
        rows = []
        for field in msgspec.structs.fields(struct):
            key = field.encode_name
            about = _ABOUT.get(f"{name}.{key}", _ABOUT.get(key, ""))
            assert about, f"{name}.{key} is not described in docs/make_reference.py"
            rows.append((f"`{key}`", _type(field.type), about))
        yield f"### {name}\n\n{_docstring(struct)}\n"
        yield _table(("field", "kind", "what it is"), rows)


def _type(of: Any) -> str:
    """A type in words: "decimal or null", "list of Claim", the values of a literal."""
    if of in _PLAIN:
        return _PLAIN[of]
    origin, inner = typing.get_origin(of), typing.get_args(of)
    if origin is typing.Annotated:
        return _type(inner[0])
    if origin is typing.Literal:
        return " ".join(f"`{value}`" for value in inner)
    if origin in (Union, types.UnionType):
        return " or ".join("null" if one is type(None) else _type(one) for one in inner)
    if origin is tuple:
        return f"list of {_type(inner[0])}" if inner[-1] is Ellipsis else f"[{', '.join(map(_type, inner))}]"
    return f"[{of.__name__}](#{of.__name__.lower()})"


def _tables() -> Iterator[str]:
    yield "## Tables\n"
    yield (
        "For pandas, polars, Arrow, Parquet, CSV and DuckDB. `share` is a number from 0 to 1; every column but the ids may be null.\n"
    )
    plurals = {"company": "companies", "series": "series"}
    for name in ("article", "company", "figure", "date", "claim", "finding", "series"):
        made = getattr(columns, f"{name.upper()}_COLUMNS")
        plural = plurals.get(name, f"{name}s")
        yield f"### Table {plural}\n"
        yield _table(("column", "kind", "what it is"), ((f"`{c.name}`", c.kind, c.about) for c in made))


def _checks() -> Iterator[str]:
    from extract.writing.words import CHECK_LABELS

    yield "## Checks\n"
    yield "Installed packages may add others, under names of their own. [How to write one](guides/check.md).\n"
    rows = ((f"[`{check}`](checks/{check}.md)", CHECK_LABELS[check]) for check in model.CHECKS)
    yield _table(("check", "shown as"), rows)


def _metrics() -> Iterator[str]:
    yield "## Metrics\n"
    yield (
        "A flow is counted over a period, a stock on a day. Parts and quarters of an additive metric sum to the whole. [How to add one](guides/metric.md).\n"
    )
    rows = []
    for name, metric in load_metrics().metrics.items():
        kinds = ", ".join(metric.unit_kinds)
        limits = ", ".join(metric.at_most)
        rows.append(
            (
                f"`{name}`",
                ", ".join(metric.words[:3]),
                metric.nature,
                kinds,
                "yes" if metric.additive else "",
                limits,
            )
        )
    yield _table(("metric", "such as", "nature", "figures", "additive", "at most"), rows)


def _errors() -> Iterator[str]:
    yield "## Errors\n"
    yield (
        "Every message of an error ends with its code, `[E204]`; `crossfoot help E204` prints what it means and what to do. `…` stands for what an occurrence names itself. In Python "
        "it is a `CrossfootError` with `code`, `message`, `remedy`, `path`, `line` and `article`.\n"
    )
    for prefix, title in _GROUPS.items():
        rows = [
            (f"`{code}`", errors.CATALOGUE[code].description, errors.CATALOGUE[code].advice)
            for code in sorted(errors.CATALOGUE)
            if code.startswith(prefix)
        ]
        yield f"### {prefix}xx: {title}\n"
        yield _table(("code", "what happened", "what to do"), rows)
    yield "### Notes\n"
    yield "A record's `notes` are no errors: the article was read, and this is what to know of how.\n"
    notes = ((f"`{note.code}`", note.description, note.advice) for note in errors.NOTES.values())
    yield _table(("code", "what it says", "what to do"), notes)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
