"""Every word of the figures' data files does what it is listed for."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from extract.lexicon import DATA
from extract.lexicon.figurewords import modifiers, number_words
from extract.mentions.figures import find_figures
from extract.mentions.figures.nouns import singular


def phrases(table: dict[str, list[tuple[tuple[str, ...], str]]], backwards: bool) -> list[tuple[str, str]]:
    found = []
    for first, entries in table.items():
        for rest, modifier in entries:
            words = (first, *rest)
            found.append((" ".join(reversed(words) if backwards else words), modifier))
    return found


@pytest.mark.parametrize(("phrase", "modifier"), phrases(modifiers().before.first, backwards=True))
def test_modifiers_before(phrase: str, modifier: str) -> None:
    (figure,) = find_figures(f"They say that it was {phrase} RMB 5 billion in all.")
    assert figure.modifier == modifier
    assert figure.text == "RMB 5 billion"


@pytest.mark.parametrize(
    ("phrase", "modifier"),
    [
        (phrase, modifier)
        for phrase, modifier in phrases(modifiers().after.first, backwards=False)
        if " " in phrase
    ],
)
def test_modifiers_behind(phrase: str, modifier: str) -> None:
    (figure,) = find_figures(f"It was RMB 5 billion {phrase}.")
    assert figure.modifier == modifier


def units() -> list[tuple[str, str, str]]:
    with (DATA / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (row["unit"], row["per"], spelling)
        for row in rows
        for spelling in row["spellings"].split(";")
        if spelling
    ]


@pytest.mark.parametrize(("unit", "per", "spelling"), units())
def test_units_spelled_out(unit: str, per: str, spelling: str) -> None:
    (figure,) = find_figures(f"The mass weighs 7 {spelling} there.")
    assert (figure.kind, figure.unit, figure.per, figure.low) == ("quantity", unit, per or None, 7)


@pytest.mark.parametrize(
    ("word", "scale"), [item for item in number_words().scales.items() if item[0].isascii()]
)
def test_scale_words(word: str, scale: Decimal) -> None:
    (figure,) = find_figures(f"It was $2.5 {word}.")
    assert figure.low == scale * Decimal("2.5")


@pytest.mark.parametrize(
    ("plural", "lemma"),
    [
        ("users", "user"),
        ("companies", "company"),
        ("people", "person"),
        ("batches", "batch"),
        ("boxes", "box"),
        ("lives", "life"),
        ("buses", "bus"),
        ("houses", "house"),
        ("DAUs", "DAU"),
        ("SUVs", "SUV"),
        ("series", "series"),
        ("staff", "staff"),
        ("movies", "movie"),
        ("glasses", "glass"),
    ],
)
def test_lemmas(plural: str, lemma: str) -> None:
    assert singular(plural) == lemma
