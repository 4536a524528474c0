from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.writing.spans import Span, context, segments, sentence, sentence_bounds

TEXT = st.text(alphabet="ab. \n快手。é😀", max_size=60)


@given(TEXT, st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=6), st.data())
def test_segments_are_the_text_and_carry_exactly_the_spans_over_them(text, ranges, data):
    spans = [Span(start, end, i) for i, (start, end) in enumerate(ranges)]
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    at = first
    opened, closed = [], []
    for piece in segments(text, spans, first, last):
        assert text[at : at + len(piece.text)] == piece.text
        for offset in range(at, at + len(piece.text)):
            assert set(piece.marks) == {i for i, (start, end) in enumerate(ranges) if start <= offset < end}
        opened += piece.opens
        closed += piece.closes
        at += len(piece.text)
    assert at == last
    inside = [i for i, (start, end) in enumerate(ranges) if first <= start < end <= last]
    assert sorted(set(inside)) == sorted(set(inside) & set(opened)) == sorted(set(inside) & set(closed))
    assert len(opened) == len(set(opened)) and len(closed) == len(set(closed))


def test_overlapping_spans_are_cut_where_they_cross():
    pieces = segments("abcdef", [Span(0, 4, "x"), Span(2, 6, "y")])
    assert [(p.text, p.marks) for p in pieces] == [("ab", ("x",)), ("cd", ("x", "y")), ("ef", ("y",))]


@given(TEXT)
def test_sentences_come_in_order_and_lose_nothing_but_white_space(text):
    end = 0
    for start, stop in sentence_bounds(text):
        assert text[end:start].strip() == "" and start < stop
        end = stop
    assert text[end:].strip() == ""


def test_abbreviations_and_decimals_do_not_end_a_sentence():
    text = "Apple Inc. sold 3.5 million. Dr. Wu left."
    assert [text[a:b] for a, b in sentence_bounds(text)] == ["Apple Inc. sold 3.5 million.", "Dr. Wu left."]


def test_chinese_sentences_end_without_a_space():
    text = "快手目标2500亿元。抖音2000亿元。"
    assert [text[a:b] for a, b in sentence_bounds(text)] == ["快手目标2500亿元。", "抖音2000亿元。"]


def test_context_is_the_sentence_and_its_neighbours_within_the_paragraph():
    text = "Not this.\n\nOne. Two. Here it is. Three. Four.\n\nNor this."
    at = text.index("it")
    low, high = context(text, at, at + 2)
    assert text[low:high] == "Two. Here it is. Three."
    low, high = sentence(text, at, at + 2)
    assert text[low:high] == "Here it is."


@given(TEXT, st.data())
def test_context_always_holds_the_span(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for around in (context, sentence):
        low, high = around(text, start, end)
        assert 0 <= low <= start <= end <= high <= len(text)


def test_context_of_an_endless_line_is_short():
    text = "word " * 100_000
    low, high = context(text, 250_000, 250_004)
    assert high - low < 4000
