"""Money whose name several countries share."""

from __future__ import annotations

import pytest

from extract.mentions.figures import find_figures


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Goods worth 2 billion pesos changed hands in Manila, more than the 1.93 billion of 2014.", ["PHP", "PHP"]),
        ("Goods worth 2 billion pesos changed hands, more than the 1.93 billion of 2014.", ["MXN", "MXN"]),
        ("A shop in Oslo sold 5 million kroner, up from 4 million.", ["NOK", "NOK"]),
    ],
)  # fmt: skip
def test_an_amount_in_the_same_money_is_of_the_same_country(text: str, units: list[str]) -> None:
    assert [figure.unit for figure in find_figures(text) if figure.low > 3000] == units
