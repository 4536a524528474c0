"""Sentence boundaries on plain text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language.sentences import sentence_spans

EXAMPLES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "examples" / "sentences.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
PIECES = ["Inc", "U.S", "No", "Nov", "said", "JD.com", "3.5", "The", "A", "。", ".", "!", "?", "…", "”", "“", "(", ")", "\n", "\n\n", "\r\n", " ", "•", "1.", "é", "🙂", "今天", "\u2028", "vivo", "Yahoo!"]  # fmt: skip


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len(EXAMPLES) >= 80


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda example: f"{example['kind']}: {example['text'][:40]!r}"
)
def test_sentences_of_the_table(example: dict[str, object]) -> None:
    text = str(example["text"])
    assert [text[start:end] for start, end in sentence_spans(text)] == example["sentences"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=80))
def test_spans_are_ordered_trimmed_and_lose_nothing(text: str) -> None:
    spans = sentence_spans(text)
    covered = set()
    reached = 0
    for start, end in spans:
        assert reached <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        covered.update(range(start, end))
        reached = end
    assert all(character.isspace() for index, character in enumerate(text) if index not in covered)


@given(st.sampled_from(EXAMPLES), st.sampled_from(EXAMPLES))
def test_a_blank_line_parts_texts_whatever_they_are(one: dict[str, object], other: dict[str, object]) -> None:
    first, second = str(one["text"]), str(other["text"])
    joined = f"{first}\n\n{second}"
    offset = len(first) + 2
    expected = sentence_spans(first) + [
        (start + offset, end + offset) for start, end in sentence_spans(second)
    ]
    assert sentence_spans(joined) == expected


@pytest.mark.parametrize(
    "piece", ["a. ", "(a. ", "... ", "A.B.C.", "1.", "“.”", "(", "\n", "x", "U.S. No. 2 "]
)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Counted in lines of Python run, so that a busy machine changes nothing."""
    import sys

    def lines_run(size: int) -> int:
        count = 0

        def trace(frame: object, event: str, argument: object) -> object:
            nonlocal count
            count += 1
            return trace

        text = piece * (size // len(piece))
        sys.settrace(trace)  # type: ignore[arg-type]
        try:
            sentence_spans(text)
        finally:
            sys.settrace(None)
        return count

    assert lines_run(16_000) <= 4.5 * lines_run(4_000) + 200
