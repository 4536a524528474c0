"""The gold corpus holds together: built from its annotations, every sum recomputed, every name known or declared."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from extract.evaluation import evaluate, read_gold

CORPUS = Path(__file__).parents[2] / "corpus"
sys.path.insert(0, str(CORPUS / "tools"))

import build  # noqa: E402
import compile as compiler  # noqa: E402
from notation import read_file  # noqa: E402
from records import registry  # noqa: E402

SPLITS = [split for split, names in build.batches().items() if names]
BATCHES = sorted(name for names in build.batches().values() for name in names)


@pytest.mark.parametrize("batch", BATCHES)
def test_a_batch_reads_without_a_complaint_and_its_arithmetic_holds(batch: str) -> None:
    sources, problems = read_file(CORPUS / f"annotations/settled/{batch}.txt")
    for source in sources:
        problems += compiler.checked(source, batch)[1]
    assert problems == []
    assert [source.id for source in sources] == [
        f"{batch}-{number:02}" for number in range(1, len(sources) + 1)
    ]


@pytest.mark.parametrize("split", SPLITS)
def test_the_gold_file_is_what_its_annotations_give(split: str) -> None:
    assert (CORPUS / f"gold/{split}.jsonl").read_bytes() == build.lines(split)


@pytest.mark.parametrize("split", SPLITS)
def test_every_company_is_in_the_registry_or_declared(split: str) -> None:
    for article in read_gold(CORPUS / f"gold/{split}.jsonl"):
        named = {company.id for company in article.record.companies}
        assert named <= set(registry()) | set(article.about.invented), article.record.id
        assert not set(registry()) & set(article.about.invented), article.record.id


def test_ids_are_used_once_and_names_made_up_for_one_split_stay_in_it() -> None:
    ids: Counter[str] = Counter()
    homes: dict[str, set[str]] = {}
    real = set(compiler.REAL_NAMES)
    for split in SPLITS:
        for article in read_gold(CORPUS / f"gold/{split}.jsonl"):
            ids[article.record.id] += 1
            for name in set(article.about.invented) - real:
                homes.setdefault(name, set()).add(split)
    assert [name for name, count in ids.items() if count > 1] == []
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}


@pytest.mark.parametrize("split", SPLITS)
def test_the_yardstick_calls_the_gold_right(split: str) -> None:
    gold = read_gold(CORPUS / f"gold/{split}.jsonl")
    for one in evaluate(gold, [article.record for article in gold], intervals=False).measures:
        if one.kind in ("f1", "accuracy") and one.gold:
            assert one.value == 1.0, one.name
