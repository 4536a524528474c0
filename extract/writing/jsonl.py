"""Records, findings and errors as JSON Lines, exact to the last digit, and their JSON Schema.

Decimals are written as JSON numbers and read back as ``Decimal``; they never pass through a float.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, BinaryIO, Optional, Protocol

import msgspec

from extract import errors
from extract.errors import CrossfootError
from extract.model import Converted, Extent, Finding, Record

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_RECORDS = msgspec.json.Decoder(Record, float_hook=Decimal)
_FINDINGS = msgspec.json.Decoder(Finding, float_hook=Decimal)

# What JSON allows as it is, but a terminal acts on (DEL, C1 controls, bidirectional overrides) or a reader takes for the
# end of a line (U+0085, U+2028, U+2029); all of it can only stand inside strings.
_RAW = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]")
_REACH = 200
_DIGITS = 60
"""Powers of ten, up and down, within which a number of a record lies; past them arithmetic overflows, and no article goes there."""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A line of ``errors.jsonl``: an article that could not be read, and what to do about it."""

    source: Optional[str]
    id: Optional[str]
    line: Optional[int]
    code: str
    error: str
    remedy: str

    @classmethod
    def of(cls, error: CrossfootError) -> Failure:
        """The line for ``error``."""
        return cls(
            source=error.path,
            id=error.article,
            line=error.line,
            code=error.code,
            error=error.message,
            remedy=error.remedy,
        )


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


def encode(value: object) -> bytes:
    """``value`` (a record, finding, failure or plain data) as one line of JSON without its newline.

    No control character stands in it unescaped, so a terminal or a reader by lines can be given it as it is.

    >>> encode("a\\x9bb\\x1b")
    b'"a\\\\u009bb\\\\u001b"'
    """
    return _RAW.sub(lambda match: b"\\u%04x" % ord(match[0].decode()), _ENCODER.encode(value))


def write_lines(values: Iterable[object], stream: BinaryIO) -> int:
    """Write each of ``values`` as a line; returns how many there were."""
    count = 0
    for count, value in enumerate(values, 1):  # noqa: B007
        stream.write(encode(value) + b"\n")
    return count


def decode_record(data: bytes | str, path: Optional[str] = None, line: Optional[int] = None) -> Record:
    """The record in one line of JSON.

    Raises ``CrossfootError`` E301, which names ``path``, ``line`` and the field, for anything that is not a record:
    broken JSON, a missing or mistyped field, an offset outside the text, a pointer to no figure or date, a number that
    is none or beyond reckoning.
    """
    record: Record = _decode(_RECORDS, data, path, line)
    fault = next(_faults(record), None)
    if fault is not None:
        raise errors.E301.at(path, line=line, reason=fault).of(record.id)
    return record


def decode_finding(data: bytes | str, path: Optional[str] = None, line: Optional[int] = None) -> Finding:
    """The finding in one line of JSON. Raises ``CrossfootError`` E301."""
    finding: Finding = _decode(_FINDINGS, data, path, line)
    fault = next(_faults_of_finding(finding), None)
    if fault is not None:
        raise errors.E301.at(path, line=line, reason=fault)
    return finding


def _decode(decoder: Any, data: bytes | str, path: Optional[str], line: Optional[int]) -> Any:
    try:
        return decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise errors.E301.at(path, line=line, reason=reason_of(error)) from error


def reason_of(error: Exception) -> str:
    """The reason a JSON library gives, as the inside of a sentence: ``expected `str`, got `int` at claims[0].unit``."""
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.object[error.start]:#04x} at {error.start} is not UTF-8"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    reason = str(error).rstrip(".").replace(" - at `$.", " at `").replace(" - at `$", " at `")
    return reason[:1].lower() + reason[1:]


def _faults(record: Record) -> Iterator[str]:
    """What is wrong with the offsets and pointers of ``record``, field by field."""
    text = record.text
    spans: tuple[tuple[str, tuple[_Span, ...]], ...] = (
        ("companies", record.companies),
        ("figures", record.figures),
        ("dates", record.dates),
    )
    for name, items in spans:
        for index, span in enumerate(items):
            if text[span.start : span.end] != span.text or span.end <= span.start:
                yield f"{name}[{index}] is {span.text!r}, but text[{span.start}:{span.end}] is not"
    for index, figure in enumerate(record.figures):
        if figure.converts is not None and figure.converts >= len(record.figures):
            yield f"figures[{index}].converts is {figure.converts}, but there are {len(record.figures)} figures"
        yield from _strange(f"figures[{index}]", figure.low, figure.high, figure.tolerance)
        for converted in (figure.usd, figure.cny):
            if converted is not None:
                yield from _strange(f"figures[{index}]", *_ends(converted), converted.rate)
    for index, claim in enumerate(record.claims):
        where = f"claims[{index}]"
        yield from _strange(where, claim.low, claim.high, claim.tolerance)
        for first, last in ((claim.start, claim.end), (claim.sentence_start, claim.sentence_end)):
            if not first <= last <= len(text):
                yield f"{where}: {first} to {last} does not lie within the text of {len(text)} characters"
        for name, pointer, count in (
            ("figure", claim.figure, len(record.figures)),
            ("date", claim.date, len(record.dates)),
        ):
            if pointer is not None and pointer >= count:
                yield f"{where}.{name} is {pointer}, but there are {count} {name}s"
    for index, finding in enumerate(record.findings):
        yield from (f"findings[{index}]: {fault}" for fault in _faults_of_finding(finding))


def _faults_of_finding(finding: Finding) -> Iterator[str]:
    for extent in (finding.expected, finding.observed):
        if extent is not None:
            yield from _strange("a value", *_ends(extent))
    for repair in finding.repairs:
        values = (value for value in (repair.from_, repair.to) if isinstance(value, Decimal))
        yield from _strange("a repair", *values)


def _ends(values: Converted | Extent) -> tuple[Optional[Decimal], Optional[Decimal]]:
    return values.low, values.high


def _strange(where: str, *values: Optional[Decimal]) -> Iterator[str]:
    """What no record can be reckoned with: NaN, infinity (JSON has them as strings), powers of ten without end."""
    for value in values:
        if value is None or _is_ordinary(value):
            continue
        exponent = value.as_tuple().exponent
        if not isinstance(exponent, int):
            yield f"{where} has the number {value}, which is none"
        elif not -_REACH <= exponent <= value.adjusted() <= _REACH:
            yield f"{where} has a number with the exponent {value.adjusted()}, which nothing is counted in"


def _is_ordinary(value: Decimal) -> bool:
    """Whether a number is told to be reckonable at a glance, as all but hostile ones are."""
    if value.is_zero():
        return True
    power = value.adjusted() if value.is_finite() else _REACH
    return _DIGITS - _REACH < power < _REACH and len(str(value)) < _DIGITS


def schema_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what is written for ``kind``: numbers are numbers, every key is there."""
    (root,), components = msgspec.json.schema_components((kind,), ref_template="#/$defs/{name}")
    for component in components.values():
        component["required"] = list(component.get("properties", ()))
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.__name__,
        **root,
        "$defs": components,
    }
    return _numbers(schema)  # type: ignore[no-any-return]


def _numbers(node: Any) -> Any:
    """``node`` with decimals as JSON numbers, which is how they are written; msgspec describes them as strings."""
    if isinstance(node, dict):
        if node.get("format") == "decimal":
            return {"type": "number"}
        return {key: _numbers(value) for key, value in node.items() if key != "default"}
    return [_numbers(item) for item in node] if isinstance(node, list) else node
