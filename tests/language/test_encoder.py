"""The encoder: shapes, distances, the likeliest row of tags, and a small one read by the whole pipeline."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_encoder import write_encoder

import extract
from extract import CrossfootError
from extract.language.encoder.distances import DISTANCES, SENTENCES_APART, distance_steps, sentence_steps
from extract.language.encoder.model import WINDOW, Encoder, Encoding
from extract.language.encoder.shapes import SHAPES, shapes_of
from extract.language.encoder.viterbi import tagged_spans

TAGS = ("O", "B-COMPANY", "I-COMPANY", "B-PERSON", "I-PERSON")


def encoding(rows: list[list[float]]) -> Encoding:
    """Pieces of two characters with a blank between, and their tag scores."""
    offsets = [(3 * place, 3 * place + 2) for place in range(len(rows))]
    encoder = cast(Encoder, SimpleNamespace(tags=TAGS))
    return Encoding(
        encoder, offsets, numpy.zeros((len(rows), 4), numpy.float32), numpy.array(rows, numpy.float32)
    )


def test_a_mention_goes_on_only_in_its_own_kind() -> None:
    # Each piece alone would be B-COMPANY, I-PERSON, O; together the second can only go on the company or stand alone.
    rows = [[0, 5, 0, 0, 0], [0, 0, 3, 0, 4], [6, 0, 0, 0, 0]]
    (span,) = tagged_spans(encoding(rows))
    assert (span.start, span.end, span.kind) == (0, 5, "COMPANY")
    assert 0.5 < span.sure < 1.0


def test_two_mentions_side_by_side_are_two() -> None:
    rows = [[0, 5, 0, 0, 0], [0, 5, 0, 0, 0]]
    assert [(span.start, span.end) for span in tagged_spans(encoding(rows))] == [(0, 2), (3, 5)]


@given(st.lists(st.lists(st.floats(-9, 9, width=32), min_size=5, max_size=5), max_size=12))
def test_spans_never_overlap_and_lie_in_the_text(rows: list[list[float]]) -> None:
    spans = tagged_spans(encoding(rows)) if rows else []
    assert all(0 <= span.start < span.end <= 3 * len(rows) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "pieces", "shapes"),
    [
        ("iQiyi rose", [(0, 1), (1, 3), (3, 5), (6, 10)], ["mIxed", "mIxed", "mIxed", "lower"]),
        ("$5bn", [(0, 1), (1, 2), (2, 4)], ["sign", "digits and letters", "digits and letters"]),
        ("IBM's", [(0, 3), (3, 4), (4, 5)], ["UPPER", "sign", "lower"]),
    ],
)
def test_the_shape_is_the_whole_words(text: str, pieces: list[tuple[int, int]], shapes: list[str]) -> None:
    assert [SHAPES[number] for number in shapes_of(text, pieces)] == shapes


SPAN = st.tuples(st.integers(0, 600), st.integers(0, 5)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(SPAN, max_size=5), st.lists(SPAN, max_size=5))
def test_every_pair_has_a_step_and_nearer_ones_a_smaller(
    ones: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    steps = distance_steps(ones, others)
    assert steps.shape == (len(ones), len(others))
    assert set(steps.flatten().tolist()) <= set(DISTANCES)
    for row, one in zip(steps.tolist(), ones, strict=True):
        behind = sorted(
            (other[0], step) for other, step in zip(others, row, strict=True) if other[0] >= one[0]
        )
        assert [step for _, step in behind] == sorted(step for _, step in behind)


def test_sentences_count_from_the_figures_and_far_ones_are_alike() -> None:
    assert sentence_steps([5], [0, 4, 5, 6, 90]).tolist() == [[0, 3, 4, 5, 8]]
    assert set(sentence_steps([0, 9], range(12)).flatten().tolist()) <= set(SENTENCES_APART)


TEXT = "Zorble sold 5,000 phones in 2020, up from 4,000 in 2019. The maker also paid $3 million to Quaxly."


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder that takes "Zorble" and "Quaxly" for companies and "maker" for the end of a description."""
    tags = {"zorble": "B-COMPANY", "quaxly": "B-COMPANY", "the": "B-COREFERENCE", "maker": "I-COREFERENCE"}
    return write_encoder(tmp_path_factory.mktemp("small"), TEXT, tags)


def test_another_encoder_is_read_by_its_folder(small: Path) -> None:
    record = extract.extract(TEXT, model=str(small), published="2021-01-04")
    assert [(company.text, company.id) for company in record.companies if not company.coref] == [
        ("Zorble", "zorble"),
        ("Quaxly", "quaxly"),
    ]
    for mention in (*record.companies, *record.figures, *record.dates):
        assert TEXT[mention.start : mention.end] == mention.text
    assert record == extract.extract(TEXT, model=str(small), published="2021-01-04")


def test_a_broken_encoder_is_named_with_what_is_wrong(small: Path, tmp_path: Path) -> None:
    for part in small.iterdir():
        (tmp_path / part.name).write_bytes(part.read_bytes())
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(CrossfootError) as raised:
        extract.extract(TEXT, model=str(tmp_path))
    assert raised.value.code == "E404" and str(tmp_path) in str(raised.value)


def test_a_long_text_is_read_in_windows_without_a_seam(small: Path) -> None:
    long = " ".join([TEXT] * 60)
    encoder = Encoder(small)
    read = encoder.read(long)
    assert len(read.offsets) == len(read.hidden) == len(read.tags) > 2 * WINDOW
    once = encoder.read(TEXT)
    # This network looks at each piece alone, so every repetition must come out like the first.
    assert numpy.array_equal(read.hidden, numpy.concatenate([once.hidden] * 60))


def test_what_is_told_in_a_long_text_does_not_hang_on_its_length(small: Path) -> None:
    short, long = (extract.extract(" ".join([TEXT] * count), model=str(small)) for count in (40, 80))
    told = [(claim.start, claim.metric, claim.kind, claim.status) for claim in long.claims]
    assert (
        told[: len(short.claims) // 2]
        == [(claim.start, claim.metric, claim.kind, claim.status) for claim in short.claims][
            : len(short.claims) // 2
        ]
    )
