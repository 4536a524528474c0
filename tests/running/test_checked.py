"""The check of a run, on disk in buckets, finds what the check in memory finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import extract
from extract.checking import check_records
from extract.lexicon.conversion import default_rates
from extract.model import Article, Finding, Record
from extract.reading import read_articles
from extract.running.article import extract_article
from extract.running.checked import Dealer, _number
from extract.running.notes_of import noted
from extract.settings import Options
from extract.writing.jsonl import encode

CORPUS = Path(__file__).parents[2] / "corpus/articles"


@pytest.fixture(scope="module")
def records() -> list[Record]:
    articles = [item for item in read_articles([str(CORPUS)]) if isinstance(item, Article)]
    nlp = extract.load()
    return [extract_article(article, nlp) for article in articles]


def dealt(records: list[Record], folder: Path, options: Options, articles: int) -> list[Finding]:
    """What a run finds in ``records``, the last of them as if renamed."""
    (folder / "work").mkdir(parents=True, exist_ok=True)
    path = folder / "records.jsonl"
    lines = [encode(record) + b"\n" for record in records]
    path.write_bytes(b"".join(lines))
    with Dealer(folder / "work", articles, options, "salt") as dealer:
        for record, line in zip(records, lines, strict=True):
            note = None if record is records[-1] else noted(record, default_rates())
            dealer.add(line, note)
        return list(dealer.findings(path))


@pytest.mark.parametrize("buckets", [1, 16, 256])
def test_any_number_of_buckets_gives_the_findings_of_the_check_in_memory(
    records: list[Record], tmp_path: Path, buckets: int
) -> None:
    expected = [encode(finding) for finding in check_records(records)]
    assert any(b'"across#' in finding for finding in expected)
    first = dealt(records, tmp_path, Options(), 4000 * buckets)
    again = dealt(records, tmp_path, Options(), 4000 * buckets)
    assert [encode(finding) for finding in first] == expected
    assert [encode(finding) for finding in again] == expected
    assert len(list((tmp_path / "work/found").iterdir())) <= buckets


def test_only_buckets_that_a_new_article_touches_are_checked_again(
    records: list[Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dealt(records[:-1], tmp_path, Options(), 4000 * 256)
    checked: list[int] = []
    whole = Dealer._across

    def counted(self: Dealer, number: int, *given: Any) -> Any:
        checked.append(number)
        return whole(self, number, *given)

    monkeypatch.setattr(Dealer, "_across", counted)
    found = dealt(records, tmp_path, Options(), 4000 * 256)
    touched = {_number(subject, 256) for subject in noted(records[-1], default_rates()).subjects}
    assert set(checked) == touched and touched
    assert [encode(finding) for finding in found] == [encode(finding) for finding in check_records(records)]


def test_unsure_findings_are_left_out(records: list[Record], tmp_path: Path) -> None:
    found = dealt(records, tmp_path, Options(min_confidence=0.8), 1)
    assert found and all(finding.confidence >= 0.8 for finding in found)
