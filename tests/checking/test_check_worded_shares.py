"""A percentage right behind its part and its whole."""

from __future__ import annotations

import pytest
from check_builder import Article

from extract.checking import check_record


def article(text: str, *figures: tuple[str, str]) -> Article:
    found = Article(text)
    for words, unit in figures:
        found.figure(words, unit)
    return found


def test_the_counts_make_another_share() -> None:
    text = "Vireo cuts 500 of its 4,000 jobs, or 22% of the workforce."
    (finding,) = check_record(article(text, ("4,000", "job"), ("22%", "percent")).record)
    assert (finding.check, finding.severity) == ("share", "error")
    assert finding.repairs[0].text == "12.5%"
    assert "500 of 4,000 is 12.5%" in finding.message


def test_money_works_as_counts_do() -> None:
    text = "It spent $30 million of its $120 million (40%)."
    figures = (("$30 million", "USD"), ("$120 million", "USD"), ("40%", "percent"))
    (finding,) = check_record(article(text, *figures).record)
    assert finding.repairs[0].text == "25%"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Vireo cuts 500 of its 4,000 jobs, or 12.5% of the workforce.", ("4,000", "12.5%")),
        ("Vireo cuts 500 of its 4,000 jobs, or about 13% of the workforce.", ("4,000", "13%")),
        # Of something else.
        ("Vireo closes 500 of its 4,000 stores, or 22% of revenue.", ("4,000", "22%")),
        ("Vireo closes 500 of its 4,000 stores. Or 22% of the workforce go.", ("4,000", "22%")),
        ("Vireo, with 4,000 jobs, or 22% of the workforce, is here.", ("4,000", "22%")),
    ],
)
def test_what_fits_or_is_of_something_else(text: str, figures: tuple[str, str]) -> None:
    whole, share = figures
    assert check_record(article(text, (whole, "job"), (share, "percent")).record) == ()
