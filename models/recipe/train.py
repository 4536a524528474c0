"""Train, measure and pack ``en_crossfoot_sm``: ``make train``, or ``python models/recipe/train.py --data FOLDER``.

Takes about 50 minutes and 1 GB of memory on one core. The seed is fixed; another machine's arithmetic may still move the
scores a little.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy
import spacy
import thinc
from spacy.cli.train import train
from spacy.language import Language
from spacy.training import Example

# Imported for what it registers, too.
from treebank import Sentence, groups, read_conllu, to_doc

from extract.language.components import set_sentence_starts

ROOT = Path(__file__).resolve().parents[2]
CONFIG = Path(__file__).with_name("config.cfg")
NOTICES = Path(__file__).with_name("notices")
"""Licence and attributions; they travel with the pipeline."""
TREEBANKS = ("ewt", "gum")
PARTS = ("train", "dev", "test")
VERSION = "1.0.0"
DESCRIPTION = (
    "Tagger, morphologizer, lemmatizer and dependency parser (Universal Dependencies) for crossfoot."
)
SCORES = {
    "tag_acc": "tag",
    "pos_acc": "upos",
    "morph_acc": "morph",
    "lemma_acc": "lemma",
    "dep_uas": "uas",
    "dep_las": "las",
    "sents_f": "sentence_f",
}


def treebank(folder: Path, name: str, part: str) -> Path:
    """The file of one part of one treebank."""
    return folder / f"treebank_{name}_{part}.conllu.gz"


def is_closed(sentence: Sentence) -> bool:
    """Whether it ends in a full stop, question or exclamation mark, a quotation mark or bracket behind it or not."""
    return any(word.text[-1] in ".!?" for word in sentence[-2:])


def examples(nlp: Language, path: Path, alone: bool, rules: bool = False) -> Iterator[Example]:
    """Sentences alone, or paragraphs of closed ones; ``rules``: with our boundaries set before the parser.

    The treebanks have lost their line breaks. Headlines and chat without a full stop would run into what follows, as they
    don't in the texts we read, so paragraphs leave them out.
    """
    for document in read_conllu(path):
        closed = [sentence for sentence in document if is_closed(sentence)]
        for sentences in ([sentence] for sentence in document) if alone else groups(closed):
            reference = to_doc(nlp, sentences)
            if len(reference) > 1:
                predicted = nlp.make_doc(reference.text)
                yield Example(set_sentence_starts(predicted) if rules else predicted, reference)


def measure(nlp: Language, path: Path) -> dict[str, dict[str, float]]:
    """Percentages on a test file, in three ways; see models/README.md."""
    ways = {
        "sentences given": examples(nlp, path, alone=True),
        "sentences by rule": examples(nlp, path, alone=False, rules=True),
        "sentences by parser": examples(nlp, path, alone=False),
    }
    measured = {}
    for way, found in ways.items():
        scores = nlp.evaluate(list(found))
        measured[way] = {
            short: round(100 * scores[name], 2)
            for name, short in SCORES.items()
            if not (way == "sentences given" and name == "sents_f")
        }
    return measured


def pack(nlp: Language, folder: Path, metrics: dict[str, object]) -> None:
    """Write the pipeline and its figures where they are shipped from."""
    nlp.meta.update(
        name="crossfoot_sm",
        version=VERSION,
        description=DESCRIPTION,
        author="crossfoot",
        license="CC BY-SA 4.0",
        # Only plain layers of spaCy's first architectures are used: any later 3.x reads them.
        spacy_version=">=3.8.0,<4.0.0",
        performance={},
        sources=[
            {
                "name": "UD English EWT",
                "url": "https://universaldependencies.org/treebanks/en_ewt/",
                "license": "CC BY-SA 4.0",
                "author": "Silveira et al. (2014) and the Universal Dependencies contributors",
            },
            {
                "name": "UD English GUM (selected documents)",
                "url": "https://gucorpling.org/gum/",
                "license": "annotation CC BY 4.0, texts as listed in models/README.md",
                "author": "Zeldes (2017) and the GUM annotators",
            },
        ],
    )
    if folder.exists():
        shutil.rmtree(folder)
    nlp.to_disk(folder)
    for notice in sorted(NOTICES.iterdir()):
        shutil.copyfile(notice, folder / notice.name)
    (folder / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Train from the treebanks in ``--data``, measure on their test parts, write to ``--out``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "training")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "train", help="where the training writes"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "en_crossfoot_sm")
    parser.add_argument(
        "--pack-only", action="store_true", help="take the pipeline that --work already holds"
    )
    options = parser.parse_args()
    files = {part: [treebank(options.data, name, part) for name in TREEBANKS] for part in PARTS}
    if missing := [str(path) for paths in files.values() for path in paths if not path.is_file()]:
        sys.exit(f"These treebank files are missing: {', '.join(missing)}. Name their folder with --data.")
    if not options.pack_only:
        overrides = {f"paths.{part}": [str(path) for path in files[part]] for part in ("train", "dev")}
        train(CONFIG, options.work, overrides=overrides)
    nlp = spacy.load(options.work / "model-best")
    # Where the data lay on this machine is nobody's business.
    nlp.config["paths"].update(train=[], dev=[])
    nlp.config["training"]["logger"] = {"@loggers": "spacy.ConsoleLogger.v1", "progress_bar": False}
    metrics: dict[str, object] = {
        "test": {name: measure(nlp, treebank(options.data, name, "test")) for name in TREEBANKS},
        "data_sha256": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for paths in files.values()
            for path in paths
        },
        "versions": {
            "python": platform.python_version(),
            "spacy": spacy.__version__,
            "thinc": thinc.__version__,
            "numpy": numpy.__version__,
        },
    }
    pack(nlp, options.out, metrics)
    print(json.dumps(metrics["test"], indent=2))


if __name__ == "__main__":
    main()
