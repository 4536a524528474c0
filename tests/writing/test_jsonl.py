"""Records as JSON: exact both ways, described by their schema, refused with the place where they are wrong."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from extract.errors import E204, CrossfootError
from extract.model import Claim, Converted, Extent, Figure, Finding, Period, Record, Repair
from extract.quantity import plain
from extract.writing.jsonl import Failure, decode_finding, decode_record, encode, schema_of, write_lines

TEXT = "Acme’s revenue: RMB 5 billion."
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**20), max_value=10**20)


def record_with(value: Decimal) -> Record:
    value = plain(value)
    converted = Converted(low=value, high=None, rate=value, rate_date="2020-05-27", rate_source="ECB")
    figure = Figure(
        start=16, end=29, text="RMB 5 billion", kind="money", low=value, high=value, unit="CNY", usd=converted
    )
    claim = Claim(
        id="a#c1",
        start=0,
        end=29,
        sentence_start=0,
        sentence_end=30,
        metric="revenue",
        kind="level",
        figure=0,
        low=value,
        high=value,
        period=Period(first=date(2020, 1, 1), last=None),
        confidence=0.1,
    )
    repair = Repair(
        claim="a#c1", figure=("a", 0), field="low", from_=value, to=value, text="RMB 5 billion", why="So."
    )
    finding = Finding(
        id="a#f1",
        check="magnitude",
        severity="error",
        confidence=0.9,
        claims=("a#c1",),
        message="It is off.",
        expected=Extent(low=value, high=value, unit="CNY"),
        repairs=(repair,),
    )
    return Record(
        id="a",
        text=TEXT,
        published=date(2020, 5, 27),
        figures=(figure,),
        claims=(claim,),
        findings=(finding,),
    )


@given(NUMBERS)
def test_decimals_come_back_exactly_and_are_written_plainly(value: Decimal) -> None:
    record = record_with(value)
    line = encode(record)
    assert decode_record(line) == record
    assert encode(decode_record(line)) == line
    assert b"E+" not in line
    assert json.loads(line, parse_float=Decimal, parse_int=Decimal)["figures"][0]["low"] == value


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back(text: str) -> None:
    record = Record(id=text, text=text)
    line = encode(record)
    # By any reader's idea of a line, U+2028 and U+0085 included.
    assert len(line.decode().splitlines()) == 1
    assert decode_record(line) == record


def test_every_key_is_written_and_absent_values_are_null() -> None:
    written = json.loads(encode(Record(id="a", text=TEXT)))
    assert set(written) == {*Record.__struct_fields__}
    assert (written["title"], written["claims"]) == (None, [])
    finding = json.loads(encode(record_with(Decimal(5)).findings[0]))
    assert finding["repairs"][0]["from"] == 5 and finding["observed"] is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": None}, "text"),
        ({"id": 5}, "id"),
        ({"published": "yesterday"}, "published"),
        ({"figures": [{"start": 0}]}, "figures[0]"),
        ({"text": "Acme’s revenue: USD 5 billion."}, "figures[0] is 'RMB 5 billion', but text[16:29] is not"),
        ({"text": "Short"}, "figures[0]"),
        ({"figures": []}, "claims[0].figure is 0, but there are 0 figures"),
    ],
)
def test_a_wrong_record_is_refused_with_file_line_and_field(change: dict[str, Any], said: str) -> None:
    data = {**json.loads(encode(record_with(Decimal(5)))), **change}
    with pytest.raises(CrossfootError) as caught:
        decode_record(json.dumps(data), "records.jsonl", 7)
    assert caught.value.code == "E301"
    assert str(caught.value).startswith("records.jsonl, line 7: ")
    assert said in str(caught.value)


@pytest.mark.parametrize("line", [b"", b"{", b"[1]", b'"x"', b'{"id": "caf\xe9"}', b"[" * 100_000])
def test_what_is_no_record_at_all_is_refused(line: bytes) -> None:
    with pytest.raises(CrossfootError) as caught:
        decode_record(line)
    assert caught.value.code == "E301"


def test_a_claim_outside_the_text_is_refused() -> None:
    data = json.loads(encode(record_with(Decimal(5))))
    data["claims"][0]["sentence_end"] = 31
    with pytest.raises(CrossfootError, match="0 to 31 does not lie within the text of 30 characters"):
        decode_record(json.dumps(data))


@pytest.mark.parametrize("number", ['"NaN"', '"-Infinity"', "1e9999999", "1e-9999999", '"sNaN"', "-1E+300"])
@pytest.mark.parametrize("place", ["figure", "claim", "finding", "repair"])
def test_a_number_that_nothing_can_be_reckoned_with_is_refused(place: str, number: str) -> None:
    data = json.loads(encode(record_with(Decimal(5))))
    holders = {
        "figure": (data["figures"][0]["usd"], "rate"),
        "claim": (data["claims"][0], "high"),
        "finding": (data["findings"][0]["expected"], "low"),
        "repair": (data["findings"][0]["repairs"][0], "to"),
    }
    holder, key = holders[place]
    holder[key] = "HERE"
    line = json.dumps(data).replace('"HERE"', number)
    if place == "repair" and number.startswith('"'):
        # The values of repairs may be words.
        decode_record(line)
        return
    with pytest.raises(CrossfootError, match="number") as caught:
        decode_record(line)
    assert caught.value.code == "E301"
    if place in ("finding", "repair"):
        with pytest.raises(CrossfootError, match="number"):
            decode_finding(json.dumps(data["findings"][0]).replace('"HERE"', number))


def test_findings_come_back() -> None:
    finding = record_with(Decimal("0.25")).findings[0]
    assert decode_finding(encode(finding)) == finding


@pytest.mark.parametrize("kind", [Record, Finding, Failure])
def test_the_schema_describes_what_is_written(kind: type) -> None:
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    record = record_with(Decimal("5.5"))
    failure = Failure.of(E204.at("a.jsonl", line=3, reason="cut short").of("a"))
    sample = {Record: record, Finding: record.findings[0], Failure: failure}[kind]
    written = json.loads(encode(sample))
    validator = Draft202012Validator(schema)
    validator.validate(written)
    for name in written:
        assert not validator.is_valid({key: value for key, value in written.items() if key != name}), name


def test_numbers_are_numbers_in_the_schema() -> None:
    figure = schema_of(Record)["$defs"]["Figure"]["properties"]
    assert figure["low"] == {"anyOf": [{"type": "number"}, {"type": "null"}]}


def test_lines_are_counted() -> None:
    stream = io.BytesIO()
    assert write_lines([Record(id="a", text="x"), Record(id="b", text="y")], stream) == 2
    assert [json.loads(line)["id"] for line in stream.getvalue().splitlines()] == ["a", "b"]
    assert write_lines([], io.BytesIO()) == 0
