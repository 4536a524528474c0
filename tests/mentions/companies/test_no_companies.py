"""What stands where a company's name could stand and is none: no mention, and no subject of a claim."""

from __future__ import annotations

import pytest

import extract


def ids(text: str) -> dict[str, str]:
    """Id by what is written, of the names in ``text``."""
    found = extract.extract(text, published="2023-05-10", id="x").companies
    return {company.text: company.id for company in found if not company.coref}


@pytest.mark.parametrize(
    "text",
    [
        "Zorbeta (NASDAQ: ZRBT and HKEX: 9871) said revenue rose 12% to $40 million in the first quarter.",
        "Zorbeta lends to micro, small and medium enterprises (MSMEs) and said it has 300,000 users.",
        "Latin America brought Zorbeta $30 million in revenue, and South Korea another $12 million.",
        "The Ministry of Trade and Information Technology said Zorbeta had 4 million 5G users in May.",
        "Zorbeta's factory made cells of 7.5 GWh in April, the largest in the EV and SaaS business, CEO Sarah Chen said.",
        "Zorbeta, which sells to SMEs, cut costs by 12% because of Covid-19, the Brazilian Central Bank wrote.",
        "The NSE Nifty and the BSE Sensex rose as Zorbeta said revenue was up 12% to $40 million.",
        "Los Altos, CA - Zorbeta, Inc. said revenue rose 12% to $40 million in the first quarter.",
        "Pharma company Zorbeta said revenue rose 12% to $40 million.",
        "Zorbeta Q3 Results: Zorbeta said net profit rose 40% to $73 million.",
        "Zorbeta delivered 401,000 Model Y cars in the first quarter.",
        "The combined revenue of the Top 10 Foundries reached $36 billion, Zorbeta said. Telco sales fell.",
        "Host Viya sold goods worth 8 million yuan for Zorbeta in one night, twice as much as Li Jiaqi did.",
    ],
)
def test_abbreviations_places_bodies_and_people_are_no_companies(text: str) -> None:
    found = set(ids(text).values())

    assert found == {"zorbeta"}


def test_a_short_form_is_the_company_it_was_made_of() -> None:
    found = ids(
        "Northgate Harbour Capital (NHC) said it will invest $40 million in Zorbeta Technologies. "
        "NHC has also raised $90 million for a second fund."
    )

    assert found["NHC"] == found["Northgate Harbour Capital"]


def test_what_stands_for_a_dropped_name_stands_for_the_company_before_it() -> None:
    text = (
        "Zorbeta Technologies said on Tuesday that it opened an office in South Korea. "
        "South Korea is its largest market. The company has 40,000 users there."
    )
    record = extract.extract(text, published="2023-05-10", id="x")

    assert {company.id for company in record.companies} == {"zorbeta"}
    assert record.claims[-1].subject is not None and record.claims[-1].subject.id == "zorbeta"


def test_an_ordinary_word_stays_where_the_law_makes_it_a_firm() -> None:
    found = ids("Games Inc. said its revenue rose 12% to $40 million in the first quarter.")

    assert found == {"Games Inc.": "games"}
