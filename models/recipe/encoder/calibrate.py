"""Stage four: how often claims of a given confidence are right, on the development split, so that the confidence is what it says.

python models/recipe/encoder/calibrate.py --gold corpus/gold --encoder models/crossfoot_encoder
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy
from sklearn.isotonic import IsotonicRegression

sys.path.insert(0, str(Path(__file__).parents[3]))

from extract.api import load
from extract.evaluation.claims import ClaimRows, right_and_confident
from extract.evaluation.gold import read_gold
from extract.evaluation.matching import Companies
from extract.lexicon.metrics import load_metrics
from extract.model import Article
from extract.running.article import extract_article

KNOTS = 21


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    given = parser.parse_args()
    path = given.encoder / "config.json"
    about = json.loads(path.read_text(encoding="utf-8"))
    about.pop("calibration", None)
    path.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    nlp = load(model=str(given.encoder))
    rows = ClaimRows(load_metrics())
    said: list[float] = []
    right: list[bool] = []
    for gold in read_gold(given.gold / "dev.jsonl"):
        record = gold.record
        article = Article(
            id=record.id,
            text=record.text,
            title=record.title,
            source=record.source,
            published=record.published,
        )
        found = extract_article(article, nlp)
        companies = Companies(record, found, gold.about.invented)
        for confidence, is_right in right_and_confident(record, found, companies, rows):
            said.append(confidence)
            right.append(is_right)
    fitted = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(
        said, numpy.array(right, float)
    )
    knots = numpy.linspace(0.0, 1.0, KNOTS)
    about["calibration"] = [round(float(value), 4) for value in _smoothed(fitted.predict(knots))]
    path.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    print(len(said), "claims", "right", round(sum(right) / len(right), 3), about["calibration"])


def _smoothed(values: numpy.ndarray) -> numpy.ndarray:  # type: ignore[type-arg]
    """The mean of each value and its neighbours: steps of the isotonic fit are noise of the sample."""
    padded = numpy.concatenate([values[:1], values, values[-1:]])
    smoothed: numpy.ndarray = (padded[:-2] + padded[1:-1] + padded[2:]) / 3  # type: ignore[type-arg]
    return smoothed


if __name__ == "__main__":
    main()
