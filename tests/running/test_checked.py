"""The check of a run, on disk in buckets, finds what the check in memory finds."""

from __future__ import annotations

from pathlib import Path

import pytest

import extract
from extract.checking import check_records
from extract.model import Article, Record
from extract.reading import read_articles
from extract.running import checked
from extract.running.article import extract_article
from extract.settings import Options
from extract.writing.jsonl import encode

CORPUS = Path(__file__).parents[2] / "corpus/articles"


@pytest.fixture(scope="module")
def records() -> list[Record]:
    articles = [item for item in read_articles([str(CORPUS)]) if isinstance(item, Article)]
    nlp = extract.load()
    return [extract_article(article, nlp) for article in articles]


@pytest.mark.parametrize("bucket_bytes", [32_000_000, 20_000, 1])
def test_buckets_of_any_size_give_the_findings_of_the_check_in_memory(
    records: list[Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bucket_bytes: int
) -> None:
    monkeypatch.setattr(checked, "_BUCKET_BYTES", bucket_bytes)
    lines = [encode(record) + b"\n" for record in records]
    folder = tmp_path / "buckets"
    found = checked.check_lines(lines, sum(map(len, lines)), folder, Options())
    expected = check_records(records)
    assert any(len({claim.rpartition("#")[0] for claim in finding.claims}) > 1 for finding in expected)
    assert list(found) == expected
    assert not folder.exists()


def test_unsure_findings_are_left_out(records: list[Record], tmp_path: Path) -> None:
    lines = [encode(record) + b"\n" for record in records]
    found = checked.check_lines(lines, 1, tmp_path / "buckets", Options(min_confidence=0.8))
    assert found and all(finding.confidence >= 0.8 for finding in found)
