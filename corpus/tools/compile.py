"""Checks annotation files and builds the gold from them.

python corpus/tools/compile.py check FILE...      what is wrong in them, and their counts
python corpus/tools/compile.py bare FILE OUT      the bare texts, for a second annotator
python corpus/tools/compile.py second FILE FIRST  what is wrong in a second annotation of FIRST
python corpus/tools/compile.py diff FIRST SECOND  what the two annotations have differently
python corpus/tools/compile.py build              corpus/gold/*.jsonl from corpus/annotations
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import msgspec
from agreement import differences
from notation import Source, read_file
from records import Builder, repaired_value
from relations import RelationError, Relations

from extract.model import Date, Figure, Record


def checked(source: Source, file: str) -> tuple[Record, list[str], list[str]]:
    """The record of one article, what is wrong with it, and what is doubtful."""
    builder = Builder(source)
    record = builder.record()
    problems = [f"{file}:{line}: {source.id}: {message}" for line, message in builder.problems]
    warnings = [f"{file}:{line}: {source.id}: {message}" for line, message in builder.warnings]
    if not problems:
        problems += [
            f"{file}:{line}: {source.id}: {message}" for line, message in _arithmetic(source, builder, record)
        ]
    warnings += [f"{file}: {source.id}: not annotated: {words}" for words in _left_out(source)]
    for index, mention in enumerate(source.figures):
        if mention.claims and record.figures and record.figures[index].converts is not None:
            warnings.append(f"{file}:{mention.line}: {source.id}: a restatement makes no claim")
    return record, problems, warnings


REAL_NAMES = (
    "kyodo_news",
    "yicai",
    "valor",
    "vestel",
    "pchome",
    "hike",
    "refurbed",
    "autostore",
    "tving",
    "altos_ventures",
    "sumco",
    "siltronic",
    "dagens_industri",
    "het_financieele_dagblad",
    "il_sole_24_ore",
    "puls_biznesu",
    "rogers",
    "the_globe_and_mail",
    "eqt",
    "yamaha",
    "sk_siltron",
)
"""Firms that exist but aren't in the registry; any split may name them."""

_LEFT_OUT = re.compile(
    r"(?<![\w.,-])[$€£¥₹₩]?\d[\d.,]*%?(?![\w-])|\b(?:[Ii]ts?|[Tt]he (?:company|firm|startup|group|carmaker|latter|former|buyer))\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)


def _left_out(source: Source) -> list[str]:
    """Numbers, weekdays and the commonest coreferences that no mention covers, with their surroundings."""
    taken = [(m.start, m.end) for m in (*source.figures, *source.dates, *source.names)]
    found = []
    for match in _LEFT_OUT.finditer(source.text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            before, after = (
                source.text[max(0, match.start() - 20) : match.start()],
                source.text[match.end() : match.end() + 20],
            )
            found.append(f"{before}[{match.group()}]{after}".replace("\n", " "))
    return found


def _arithmetic(source: Source, builder: Builder, record: Record) -> list[tuple[int, str]]:
    problems = []
    plainly = Relations(record, builder.figure_at, builder.date_at)
    for control in source.controls:
        try:
            if not plainly.holds(control.relation):
                problems.append((control.line, f"the control doesn't hold: {' '.join(control.relation)}"))
        except RelationError as error:
            problems.append((control.line, str(error)))
    for slip in source.slips:
        try:
            if plainly.holds(slip.relation):
                problems.append(
                    (slip.line, f"the slip is none, the relation holds: {' '.join(slip.relation)}")
                )
            if slip.wrong is not None:
                mended = Relations(record, builder.figure_at, builder.date_at, _mended(slip, builder, record))
                if not mended.holds(slip.relation):
                    problems.append((slip.line, f"the repair doesn't mend it: {' '.join(slip.relation)}"))
        except RelationError as error:
            problems.append((slip.line, str(error)))
    return problems


def _mended(slip, builder: Builder, record: Record) -> dict[str, Figure | Date]:  # type: ignore[no-untyped-def]
    for label in slip.labels:
        if label in builder.figure_at:
            figure = record.figures[builder.figure_at[label]]
            if " ".join(figure.text.split()) == slip.wrong:
                value = repaired_value(slip)
                if value is None:
                    raise RelationError(f"say the value of the repair: {slip.wrong} -> {slip.right} = VALUE")
                unit = (
                    slip.right_value.split()[1]
                    if slip.right_value and " " in slip.right_value
                    else figure.unit
                )
                low = None if figure.low is None else value
                high = None if figure.high is None else value
                if figure.low != figure.high and None not in (figure.low, figure.high):
                    raise RelationError(
                        "the repair of a range can't be recomputed; plant the slip in a single value"
                    )
                return {
                    label: msgspec.structs.replace(figure, text=slip.right, low=low, high=high, unit=unit)
                }
        if label in builder.date_at:
            found = record.dates[builder.date_at[label]]
            if " ".join(found.text.split()) == slip.wrong:
                value = slip.right_value
                if value is None:
                    return {label: msgspec.structs.replace(found, text=slip.right)}
                from records import days_of

                if value.startswith("P"):
                    return {label: msgspec.structs.replace(found, text=slip.right, value=value)}
                first, last = days_of(value)
                return {
                    label: msgspec.structs.replace(
                        found, text=slip.right, value=value, first=first, last=last
                    )
                }
    raise RelationError(f"none of the labelled figures or dates reads {slip.wrong!r}")


def check(paths: list[Path]) -> int:
    """Prints what is wrong and the counts; 1 if anything is."""
    failed = False
    for path in paths:
        sources, problems = read_file(path)
        warnings: list[str] = []
        counts: Counter[str] = Counter()
        for source in sources:
            record, wrong, doubtful = checked(source, path.name)
            problems += wrong
            warnings += doubtful
            words = len(source.text.split())
            if not 150 <= words <= 350:
                warnings.append(f"{path.name}: {source.id}: {words} words, not 150 to 350")
            counts["articles"] += 1
            counts["words"] += words
            for name in ("companies", "figures", "dates", "claims"):
                counts[name] += len(getattr(record, name))
            counts["slips"] += len(source.slips)
            counts["controls"] += len(source.controls)
            counts["articles with controls"] += bool(source.controls)
            for slip in source.slips:
                counts[f"slip:{slip.check}"] += 1
        for line in problems:
            print("ERROR", line)
        for line in warnings:
            print("warning", line)
        print(path.name, dict(counts))
        failed |= bool(problems)
    return int(failed)


def bare(path: Path, out: Path) -> None:
    """Writes the texts alone, with what a reader knows of them."""
    sources, _ = read_file(path)
    blocks = [
        f"=== {s.id}\npublished: {s.head.get('published', '')}\noutlet: {s.head.get('outlet', '')}\n--- text\n{s.text}\n"
        for s in sources
    ]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(blocks), encoding="utf-8")


def check_second(path: Path, first: Path) -> int:
    """Prints what can't be read of a second annotation."""
    originals = {source.id: source for source in read_file(first)[0]}
    sources, problems = read_file(path, {id_: source.text for id_, source in originals.items()})
    claims = 0
    for source in sources:
        if source.id in originals:
            source.head = originals[source.id].head
        record, wrong, _ = checked(source, path.name)
        problems += wrong
        claims += len(record.claims)
    missing = [id_ for id_ in originals if id_ not in {source.id for source in sources}]
    problems += [f"{path.name}: {id_} is not annotated" for id_ in missing]
    for line in problems:
        print("ERROR", line)
    print(path.name, {"articles": len(sources), "claims": claims})
    return int(bool(problems))


def diff(first: Path, second: Path) -> int:
    """Prints the differences, article by article."""
    originals, _ = read_file(first)
    others = {s.id: s for s in read_file(second, {source.id: source.text for source in originals})[0]}
    count = 0
    for source in originals:
        if source.id not in others:
            continue
        others[source.id].head = source.head
        one, two = Builder(source).record(), Builder(others[source.id]).record()
        lines = list(differences(one, two, source))
        count += len(lines)
        if lines:
            print(f"=== {source.id}")
        for line in lines:
            print(" ", line)
    print(f"{count} differences")
    return 0


def main(words: list[str]) -> int:
    match words:
        case ["check", *files] if files:
            return check([Path(file) for file in files])
        case ["bare", file, out]:
            bare(Path(file), Path(out))
            return 0
        case ["second", file, first]:
            return check_second(Path(file), Path(first))
        case ["diff", first, second]:
            return diff(Path(first), Path(second))
        case ["build"]:
            from build import build

            return build()
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
