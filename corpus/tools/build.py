"""Builds ``corpus/gold`` and its figures from the annotations.

``annotations/settled/<batch>.txt`` is the gold in the notation of the guideline; ``first`` and ``second`` hold the two independent annotations it was
settled from; ``splits.toml`` says which batch belongs to which split.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from notation import Source, read_file
from records import Builder, slug

from extract.evaluation.evaluate import Evaluation, evaluate
from extract.evaluation.gold import About, Control, GoldArticle, gold_line
from extract.lexicon import parse_toml
from extract.model import Record

CORPUS = Path(__file__).parent.parent
ANNOTATIONS = CORPUS / "annotations"
SPLITS = ("train", "dev", "test")


def batches() -> dict[str, list[str]]:
    """The batches of each split."""
    tables = parse_toml((ANNOTATIONS / "splits.toml").read_text(encoding="utf-8"))
    return {split: list(names) for split, names in tables.items()}


def sources(split: str) -> Iterator[tuple[str, Source]]:
    """Batch and annotated article, in the order of the files."""
    for batch in batches()[split]:
        found, problems = read_file(ANNOTATIONS / "settled" / f"{batch}.txt")
        if problems:
            raise SystemExit("\n".join(problems))
        for source in found:
            yield batch, source


def gold_article(source: Source) -> GoldArticle:
    """The gold record with what is known about the article."""
    head = source.head
    about = About(
        story=head.get("story"),
        style=head.get("style"),
        uses=tuple(use.strip() for use in head.get("uses", "").split(";") if use.strip()),
        controls=tuple(Control(name=c.name, relation=" ".join(c.relation)) for c in source.controls),
        invented=tuple(sorted({slug(full) for full in source.new_names.values()})),
    )
    return GoldArticle(record=Builder(source).record(), about=about)


def lines(split: str) -> bytes:
    """The gold file of a split."""
    return b"".join(gold_line(gold_article(source)) + b"\n" for _, source in sources(split))


def annotated(which: str, batch: str) -> dict[str, Record]:
    """One of the two independent annotations of a batch, by article id; the texts are those of the settled file."""
    settled, _ = read_file(ANNOTATIONS / "settled" / f"{batch}.txt")
    if which == "first" and not (ANNOTATIONS / which / f"{batch}.txt").exists():
        which = "settled"  # nothing has been changed by settling yet
    if not (ANNOTATIONS / which / f"{batch}.txt").exists():
        return {}
    texts = {source.id: source for source in settled}
    found, _ = read_file(ANNOTATIONS / which / f"{batch}.txt", {id_: s.text for id_, s in texts.items()})
    records = {}
    for source in found:
        if source.id in texts:
            source.head = texts[source.id].head
            source.slips, source.controls = [], []
            records[source.id] = Builder(source).record()
    return records


def compared(one: str, two: str, splits: tuple[str, ...] = SPLITS) -> Evaluation:
    """How far two of ``first``, ``second`` and ``settled`` agree, by the measures of ``make eval``."""
    gold, others = [], []
    for split in splits:
        for batch in batches()[split]:
            theirs = annotated(two, batch)
            for id_, record in annotated(one, batch).items():
                if id_ in theirs:
                    gold.append(GoldArticle(record=record, about=About()))
                    others.append(theirs[id_])
    return evaluate(gold, others, intervals=False)


def build() -> int:
    """Writes the gold files, and the table of agreement where there are second annotations."""
    folder = CORPUS / "gold"
    folder.mkdir(exist_ok=True)
    for split in SPLITS:
        content = lines(split)
        if content:
            (folder / f"{split}.jsonl").write_bytes(content)
    table = agreement()
    if table:
        (folder / "agreement.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


def agreement() -> dict[str, dict[str, float | None]]:
    """Each measure: first against second annotation, and each of them against what was settled."""
    table: dict[str, dict[str, float | None]] = {}
    for one, two in (("first", "second"), ("settled", "first"), ("settled", "second")):
        evaluation = compared(one, two)
        for measure in evaluation.measures if evaluation.articles else ():
            if not measure.name.startswith("findings") and measure.kind != "error":
                value = None if measure.value is None else round(measure.value, 4)
                table.setdefault(measure.name, {})[f"{one} and {two}"] = value
    return table
