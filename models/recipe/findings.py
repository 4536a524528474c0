"""How often findings are slips, on the development split: the few numbers by which a finding's confidence is told.

python models/recipe/findings.py --gold corpus/gold [--records FILE]

A logistic regression of two grounds (``extract.checking.grading.grounds``) over all findings of our own extraction, infos included, that lie within an
article: right is what lies at a planted slip. Infos are often worth knowing and no slip, so they get little. The numbers are written into
``extract/lexicon/data/finding_weights.toml``; the calibration error is printed as fitted, and with every article left out of what its findings are told by.
``--records`` are records of the development split that were written before (one a line), to save the extraction.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parents[2]))

from extract.api import load
from extract.checking import check_record
from extract.checking.grading import grounds
from extract.evaluation.calibration import calibration_error
from extract.evaluation.findings import at_a_slip
from extract.evaluation.gold import GoldArticle, read_gold
from extract.lexicon import DATA
from extract.model import Article, Finding, Record
from extract.running.article import extract_article
from extract.writing.jsonl import decode_record

ON_MENTIONS = ("conversion", "calendar")
"""These checks hold figures and dates against each other, whatever they are of."""
HEAD = "# How sure a finding is, from the development split of the gold: written by models/recipe/findings.py.\n[weights]\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--records", type=Path)
    given = parser.parse_args()
    gold = read_gold(given.gold / "dev.jsonl")
    records = _read(given.records) if given.records else _extracted(gold)
    rows, right, alarms, articles = [], [], [], []
    for place, (article, record) in enumerate(zip(gold, records, strict=True)):
        assert article.record.id == record.id
        found = check_record(record)
        for finding, is_right in zip(found, at_a_slip(article.record, record, found), strict=True):
            rows.append(features(record, finding))
            right.append(is_right)
            alarms.append(finding.severity != "info")
            articles.append(place)
    table, judged, places = numpy.array(rows), numpy.array(right), numpy.array(articles)
    fitted = _fitted(table, judged)
    told = fitted.predict_proba(table)[:, 1]
    apart = numpy.empty(len(judged))
    for place in sorted(set(articles)):
        mine = places == place
        apart[mine] = _fitted(table[~mine], judged[~mine]).predict_proba(table[mine])[:, 1]
    for name, values in (("as fitted", told), ("each article left out", apart)):
        print(
            f"{name}: calibration error {_error(values, judged):.3f}, {_error(values, judged, numpy.array(alarms)):.3f} without infos"
        )
    print(f"{len(judged)} findings, {int(judged.sum())} at a slip")
    numbers = dict(zip(("constant", "claims", "gap"), (*fitted.intercept_, *fitted.coef_[0]), strict=True))
    lines = "".join(f"{name} = {value:.2f}\n" for name, value in numbers.items())
    (DATA / "finding_weights.toml").write_text(HEAD + lines, encoding="utf-8")
    print(lines, end="")


def features(record: Record, finding: Finding) -> tuple[float, float]:
    """The grounds of a finding, from what it says of itself."""
    sure = {claim.id: claim.confidence for claim in record.claims}
    claims = () if finding.check in ON_MENTIONS else finding.claims
    return grounds([sure[claim] for claim in claims if claim in sure], _gap(finding))


def _gap(finding: Finding) -> float:
    """How far what is said lies from the nearer end of what would fit, relative to that; 1 where it has no size."""
    expected, observed = finding.expected, finding.observed
    if expected is None or observed is None:
        return 1.0
    ends = [float(end) for end in (expected.low, expected.high) if end is not None]
    said = [float(end) for end in (observed.low, observed.high) if end is not None]
    gaps = [abs(value - end) / abs(end) for value in said for end in ends if end]
    return min(gaps, default=1.0)


def _fitted(table: numpy.ndarray, right: numpy.ndarray) -> LogisticRegression:
    # A weak prior keeps three numbers from some dozens of findings modest.
    return LogisticRegression(C=1.0).fit(table, right)


def _error(told: numpy.ndarray, right: numpy.ndarray, chosen: numpy.ndarray | None = None) -> float:
    pairs = [(float(one), bool(is_right)) for one, is_right in zip(told, right, strict=True)]
    if chosen is not None:
        pairs = [pair for pair, wanted in zip(pairs, chosen, strict=True) if wanted]
    value = calibration_error([pairs], with_interval=False).value
    return float("nan") if value is None else value


def _read(path: Path) -> Iterator[Record]:
    with path.open("rb") as stream:
        for line in stream:
            yield decode_record(line)


def _extracted(gold: Iterable[GoldArticle]) -> Iterator[Record]:
    nlp = load()
    for about in gold:
        record = about.record
        yield extract_article(
            Article(
                id=record.id,
                text=record.text,
                title=record.title,
                source=record.source,
                published=record.published,
            ),
            nlp,
        )


if __name__ == "__main__":
    main()
