"""What a market is called: place first, then the product, from the sentence or from what was said before."""

from __future__ import annotations

import pytest

from extract.claims.market_names import market_name
from extract.language.sentences import sentence_spans
from extract.lexicon.market_words import singular


def named(text: str, figure: str, title: str = "") -> str | None:
    """The id's own part for the last place where ``figure`` stands in the text."""
    start = text.rindex(figure)
    sentence = next(span for span in sentence_spans(text) if span[0] <= start < span[1])
    entity = market_name(text, sentence, (start, start + len(figure)), title=title)
    return None if entity is None else entity.id.removeprefix("market:")


def test_the_name_has_the_place_first_and_the_id_follows_it() -> None:
    text = "Shipments of rice cookers in South Korea fell 4%."
    start = text.index("4%")
    entity = market_name(text, (0, len(text)), (start, start + 2))
    assert entity is not None
    assert (entity.id, entity.name) == ("market:south_korea_rice_cooker", "South Korea rice cooker market")


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("Sales of gaming laptops in Brazil rose 12% in May.", "12%", "brazil_gaming_laptop"),
        ("Tablet shipments in Poland reached 2.1 million units.", "2.1 million", "poland_tablet"),
        ("Printer vendors shipped 5 million units in Egypt.", "5 million", "egypt_printer"),
        ("The market for pulse oximeters in Norway grew 9%.", "9%", "norway_pulse_oximeter"),
        ("Shops in Kenya sold 88,000 solar lanterns in June.", "88,000", "kenya_solar_lantern"),
        ("Only 3% of all e-readers sold in Chile have a colour screen.", "3%", "chile_e_reader"),
        ("In Austria one in five fridges is rented.", "one in five", "austria_fridge"),
        ("PC shipments in Vietnam rose 5%.", "5%", "vietnam_pc"),
        ("Shipments of NAND to Malaysia rose 5%.", "5%", "malaysia_nand"),
        ("Swedes spent 2 billion kronor on toys ordered online.", "2 billion", "sweden_online_toy"),
    ],
)
def test_the_product_of_the_sentence(text: str, figure: str, expected: str) -> None:
    assert named(text, figure) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spanish households bought 4 million tablets.", "spain_tablet"),
        ("Danes took 4 million tablets home.", "denmark_tablet"),
        ("Thailand's tablet makers shipped 4 million pieces.", "thailand_tablet"),
        ("The world bought 4 million tablets.", "world_tablet"),
        ("Makers shipped 4 million tablets worldwide.", "world_tablet"),
        ("Makers the world over shipped 4 million tablets.", "world_tablet"),
        ("Globally, buyers took 4 million tablets.", "world_tablet"),
        ("Global shipments of tablets came to 4 million.", "world_tablet"),
        ("Makers sent 4 million tablets to Spain and Portugal.", "spain_and_portugal_tablet"),
        ("In the Netherlands 4 million tablets were sold.", "netherlands_tablet"),
        ("American shops ordered 4 million tablets.", "us_tablet"),
    ],
)
def test_the_place_of_the_sentence(text: str, expected: str) -> None:
    assert named(text, "4 million") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tablet shipments in Italy fell to 4 million, says the British research house Ottoline.",
        "Tablet shipments in Italy fell to 4 million, says Ottoline, a consultancy in Oslo, Norway.",
        "Tablet shipments in Italy fell to 4 million, which suits the world's largest maker.",
        "At the turkey farm nobody cared that tablet shipments in Italy fell to 4 million.",
    ],
)
def test_an_address_a_rank_or_a_bird_is_no_market(text: str) -> None:
    assert named(text, "4 million") == "italy_tablet"


@pytest.mark.parametrize(
    "later",
    [
        "Shipments in the country fell to 9 million.",
        "Shipments there fell to 9 million.",
        "It expects 9 million units next year.",
        "Some 9 million of them were white.",
        "The average machine weighs little, and 9 million were rented.",
    ],
)
def test_generic_words_look_back(later: str) -> None:
    text = f"Robot vacuum sales in Finland rose 3% in March, Ostrava Counts said. {later}"
    assert named(text, "9 million") == "finland_robot_vacuum"


def test_the_region_looks_back_past_a_country() -> None:
    text = "Heat pumps sell well across Scandinavia. Norway leads. Sales in the region came to 90,000 units."
    assert named(text, "90,000") == "scandinavia_heat_pump"


def test_a_shorter_name_is_the_fuller_one_said_before() -> None:
    text = "Deliveries of electric vans in Greece rose 8%. In May 4,100 vans found a buyer."
    assert named(text, "4,100") == "greece_electric_van"


def test_two_names_of_the_same_goods_are_one_market() -> None:
    text = "Peru's handset market grew 8% in May. Shipments came to 310,000 phones."
    assert named(text, "310,000") == "peru_handset"


def test_two_goods_at_once_are_the_wider_one_named_before() -> None:
    text = "Small appliances sell badly in Hungary. Buyers took 40,000 kettles and shavers in May."
    assert named(text, "40,000") == "hungary_small_appliance"


def test_what_a_firm_sells_abroad_does_not_rename_the_market() -> None:
    text = (
        "Camera shipments in Japan fell 4% to 2 million units.\n\n"
        "Ostrelo sold 7,000 drones in France.\n\n"
        "Analysts expect the market to reach 9 million units."
    )
    assert named(text, "9 million") == "japan_camera"


def test_a_new_market_in_the_paragraph_takes_over() -> None:
    text = (
        "Camera shipments in Japan fell 4% to 2 million units.\n\n"
        "Drone sales in France rose 6%. The market should reach 90,000 units."
    )
    assert named(text, "90,000") == "france_drone"


def test_a_headline_of_its_own_names_what_the_text_does_not() -> None:
    text = "Shipments fell to 9 million units in the quarter, Ostrava Counts said."
    assert named(text, "9 million", title="Canada's tablet market shrinks") == "canada_tablet"
    assert named(text, "9 million") is None


def test_a_headline_in_the_text_is_named_like_the_body() -> None:
    text = "Shipments fall 6%\n\nDrone sales in France fell to 90,000 units from 96,000."
    assert named(text, "6%") == "france_drone"


def test_no_place_at_all_leaves_the_product() -> None:
    assert named("Contract prices of DRAM should fall 20%.", "20%") == "dram"


def test_no_product_at_all_is_no_market() -> None:
    assert named("Spirits fell 20% in Spain.", "20%") is None
    assert market_name("", (0, 0), (0, 0)) is None


def test_singular_of_irregular_plurals() -> None:
    plurals = ["batteries", "watches", "foundries", "headphones", "shoes", "glasses", "wireless", "PCs"]
    assert [singular(word) for word in plurals] == [
        "battery",
        "watch",
        "foundry",
        "headphone",
        "shoe",
        "glasses",
        "wireless",
        "PC",
    ]
