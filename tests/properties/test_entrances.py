"""Every entrance under hostile input: the examples, damaged in ways that have broken programs before.

What must hold is in ``fuzz/entrances.py``; ``make fuzz`` goes on where this ends. A crash found by either becomes a case in ``FOUND``.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.__main__ import NAMES
from fuzz.entrances import ENDINGS, ENTRANCES
from fuzz.seeds import HOSTILE, seeds

RUNS = {
    "figures": 400,
    "dates": 400,
    "readers": 120,
    "lines": 400,
    "article": 60,
    "records": 400,
    "check": 120,
    "report": 15,
}

FOUND = [
    # A figure that reaches over the end of its sentence.
    ("article", "Tencent's revenue rose 146% to RMB \u20286.5 billion in 2020.".encode()),
    # Ends of words that are looked for again and again, and pairs of things in one endless sentence.
    ("article", b"{" * 2000),
    ("article", b"a third of its value " * 150),
    # A damaged line that comes before the damage of its file.
    (
        "readers",
        bytes([ENDINGS.index(".jsonl.gz")]) + b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\xca",
    ),
]
# Numbers beyond reckoning in records, wherever they stand, and a line that is a record of nothing.
STRANGE = (b"1e9999996", b"-1e9999996", b"1e-9999996", b'"NaN"', b'"sNaN"', b'"-Infinity"')
for _place in (b'"low":', b'"high":', b'"tolerance":'):
    for _seed in seeds("check")[:2]:
        for _number in STRANGE:
            FOUND += [("check", _seed.replace(_place, _place + _number + b',"x":'))]


@st.composite
def damaged(draw: st.DrawFn, name: str) -> bytes:
    """A seed of the entrance after a few cuts, doublings, insertions and swaps; a file's format stays as it is."""
    pool = seeds(name)
    seed = draw(st.sampled_from(pool))
    kept = 1 if name == "readers" else 0
    head, data = seed[:kept], bytearray(seed[kept:])
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 1, 2, 5, 20, 100])))
        how = draw(st.sampled_from(["cut", "double", "insert", "byte", "splice", "end"]))
        if how == "cut":
            del data[start:end]
        elif how == "double":
            data[start:start] = data[start:end] * draw(st.sampled_from([1, 2, 20]))
        elif how == "insert":
            data[start:end] = draw(st.sampled_from(HOSTILE)).encode()
        elif how == "byte" and data:
            data[min(start, len(data) - 1)] = draw(st.integers(0, 255))
        elif how == "splice":
            other = draw(st.sampled_from(pool))[kept:]
            at = draw(st.integers(0, len(other)))
            data[start:end] = other[at : at + draw(st.sampled_from([5, 30, 200]))]
        elif how == "end":
            del data[start:]
    return head + bytes(data)


def test_make_fuzz_knows_every_entrance() -> None:
    assert list(NAMES) == list(ENTRANCES)


@pytest.mark.parametrize("name", list(ENTRANCES))
def test_what_must_hold_holds_for_damaged_examples(name: str) -> None:
    @settings(
        max_examples=RUNS[name],
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(damaged(name))
    def holds(data: bytes) -> None:
        ENTRANCES[name](data)

    holds()


@pytest.mark.parametrize(
    ("name", "data"), FOUND, ids=[f"{name}-{number}" for number, (name, _) in enumerate(FOUND)]
)
def test_what_was_found_stays_mended(name: str, data: bytes) -> None:
    ENTRANCES[name](data)


SCRIPTS = [
    "RMB 5 billion", "快手", "كوالكوم", "Яндекс", "क्", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "e\u0301", "ﷺ", "𝟓𝟎", "5\u200b0%",
    "US\u200d$5", "Ten\u00adcent", "Теnсеnt", "２０２０", "٢٠٢٠", " ", "\n", ", ", "up 5% ", "in 2020 ", "Tencent's revenue was ",
]  # fmt: skip


@pytest.mark.parametrize("name", ["figures", "dates", "article"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.lists(st.sampled_from(SCRIPTS), max_size=20).map("".join))
def test_scripts_directions_and_invisible_characters_leave_offsets_right(name: str, text: str) -> None:
    ENTRANCES[name](b"\x2b\x66" + text.encode() if name == "dates" else text.encode())


@pytest.mark.parametrize("depth", [100, 1_000, 100_000])
@pytest.mark.parametrize(
    ("ending", "opening", "closing"),
    [
        (".json", b'{"text":"Acme sold 5 phones.","x":', b""),
        (".jsonl", b'{"text":', b""),
        (".json", b'{"articles":[', b""),
        (".html", b"<html><body><article>", b"<p>Acme sold 5 million phones in 2020.</p>"),
        (".html", b"<html><body><table><tr><td>", b"Acme sold 5 million phones in 2020."),
        (".md", b"> ", b"Acme sold 5 phones."),
        ("", b"", b"Acme sold 5 phones."),
    ],
)
def test_deep_nesting_is_read_or_named(ending: str, opening: bytes, closing: bytes, depth: int) -> None:
    unit = {".html": b"<div>" if b"table" not in opening else b"<table><tr><td>"}.get(ending, b"[")
    ENTRANCES["readers"](bytes([ENDINGS.index(ending)]) + opening + unit * depth + closing)
    ENTRANCES["lines"](b'{"text":"Acme sold 5 phones.","x":' + b"[" * depth + b"]" * depth + b"}")
