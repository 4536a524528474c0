"""The reports that ``make report-check`` looks at, written below the folder named on the command line.

``samples`` is the demo's, ``hostile`` is of articles that attack their reader, and ``large`` of 2,000 articles, the samples over and over.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1] / "writing"))

from hostile import ATTACKS, hostile

from extract.checking import check_records
from extract.errors import CrossfootError
from extract.language import load_pipeline
from extract.model import Claim, Finding, Record
from extract.reading import read_articles
from extract.running.article import extract_article
from extract.writing.report import write_report

ARTICLES = 2000


def samples(folder: Path) -> list[Record]:
    """The records of the sample articles, as the rules read them."""
    nlp = load_pipeline()
    nlp.add_pipe("crossfoot", config={"linker": "crossfoot.rules.v1"})
    articles = [one for one in read_articles([str(folder)]) if not isinstance(one, CrossfootError)]
    return [extract_article(article, nlp) for article in articles]


def copied(record: Record, findings: list[Finding], number: int) -> tuple[Record, list[Finding]]:
    """The article once more under another id, with the findings within it."""
    new = f"{record.id}~{number}"

    def claim(one: Claim) -> Claim:
        baseline = one.baseline and one.baseline.replace(record.id, new, 1)
        return msgspec.structs.replace(one, id=one.id.replace(record.id, new, 1), baseline=baseline)

    moved = [
        msgspec.structs.replace(
            one,
            id=f"{one.id}~{number}",
            claims=tuple(name.replace(record.id, new, 1) for name in one.claims),
            figures=tuple((new, index) for _, index in one.figures),
            dates=tuple((new, index) for _, index in one.dates),
            repairs=(),
        )
        for one in findings
    ]
    title = f"{record.title or record.id} ({number})"
    return msgspec.structs.replace(
        record, id=new, title=title, claims=tuple(map(claim, record.claims)), findings=()
    ), moved


def within(record: Record, findings: list[Finding]) -> list[Finding]:
    """The findings that rest on this article alone."""
    named = [
        (
            one,
            {
                *(claim.rpartition("#")[0] for claim in one.claims),
                *(a for a, _ in (*one.figures, *one.dates)),
            },
        )
        for one in findings
    ]
    return [one for one, articles in named if articles == {record.id}]


def many(records: list[Record], findings: list[Finding]) -> Iterator[tuple[Record, list[Finding]]]:
    """``ARTICLES`` articles with their findings."""
    own = {record.id: within(record, findings) for record in records}
    for number in range(ARTICLES):
        record = records[number % len(records)]
        yield copied(record, own[record.id], number)


def main(out: Path) -> None:
    """Write them all."""
    run = {"version": "of this checkout", "sources": ["corpus/articles"], "options": {"workers": None}}
    records = samples(Path(__file__).parents[2] / "corpus" / "articles")
    findings = list(check_records(records))
    broken = {
        "source": "broken.txt",
        "line": 3,
        "code": "E202",
        "error": "it can't be decoded.",
        "remedy": "Save it as UTF-8.",
    }
    pages = {"samples": (records, findings, [broken], run)}

    attacks = [hostile(attack) for attack in ATTACKS]
    errors = [{"source": a, "id": a, "line": 1, "code": a, "error": a, "remedy": a} for a in ATTACKS]
    pages["hostile"] = (attacks, [], errors, {attack: attack for attack in ATTACKS})

    copies = list(many(records, findings))
    pages["large"] = (
        [record for record, _ in copies],
        [one for _, found in copies for one in found],
        [],
        run,
    )
    for name, given in pages.items():
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        write_report(*given, folder / "report.html")
        print(f"{name}: {len(given[0])} articles in {sum(1 for _ in folder.rglob('*.html'))} pages")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
