"""What find_figures, read_amount and currency_notes promise beside the tables of examples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from extract.lexicon.currencies import currencies
from extract.mentions.figures import currency_notes, find_figures, read_amount
from extract.model import Company, Date, Figure


def texts(text: str) -> list[str]:
    return [figure.text for figure in find_figures(text)]


def marked_date(text: str, mention: str, kind: str = "period", value: str = "2019") -> Date:
    start = text.index(mention)
    return Date(
        start=start, end=start + len(mention), text=mention, kind=kind, value=value, first=date(2019, 1, 1)
    )


def test_no_figure_lies_in_a_date() -> None:
    text = "Sales rose for three months to 2,019 units."
    months = marked_date(text, "three months", "duration", "P3M")
    assert [figure.text for figure in find_figures(text, dates=[months])] == ["2,019"]


def test_a_date_that_cuts_off_a_currency_swallows_no_figure() -> None:
    text = "It costs RMB 2,019 a month."
    assert [figure.unit for figure in find_figures(text, dates=[marked_date(text, "2,019")])] == ["CNY"]


def test_a_range_that_reaches_out_of_a_date_is_kept() -> None:
    text = "It takes 25 - 40 min to cook."
    minutes = marked_date(text, "40 min", "duration", "PT40M")
    (figure,) = find_figures(text, dates=[minutes])
    assert (figure.text, figure.low, figure.high) == ("25 - 40 min", 25, 40)


def test_a_sum_taken_for_a_company_is_a_figure_all_the_same() -> None:
    text = "She left with a PS6m bonus."
    name = Company(start=16, end=20, text="PS6m", id="ps6m", name="PS6m")
    assert [figure.unit for figure in find_figures(text, companies=[name])] == ["GBP"]


def test_no_figure_lies_in_a_company_name() -> None:
    text = "Studio 3 billion Games hired 20 people."
    name = Company(start=0, end=22, text=text[:22], id="studio", name="Studio")
    assert [figure.text for figure in find_figures(text, companies=[name])] == ["20"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "The iPhone 12 Pro and the Galaxy S23 were shown by 36Kr and 360buy.",
        "The 618 shopping festival and Double 11 are over.",
        "5G, 4K and Web3 matter; B2B and O2O do too.",
        "iOS 14.2 and version 3.2.1 came in May 2020, on 27 May, at 9:30 a.m.",
        "Call 400-820-8820 or +1-222-2222-2222.",
        "Section 230, page 12, Article 5.",
        "One of the first to go was the one who had stayed.",
        "See https://example.com/a/250-billion?x=5%25 and mail no.1@example.com.",
        "The first half of 2020 and the second quarter were weak.",
        "A few million people, several hundred shops and countless dozens of nothing.",
    ],
)
def test_not_figures(text: str) -> None:
    found = [figure.text for figure in find_figures(text)]
    assert found in ([], ["dozens"])


def test_a_restatement_points_at_the_first_and_never_at_a_restatement() -> None:
    figures = find_figures("It paid HK$3.7 billion (US$473 million; RMB 3.1 billion), or €420 million.")
    assert [figure.converts for figure in figures] == [None, 0, 0, 0]


def test_a_wrong_conversion_in_brackets_still_restates() -> None:
    figures = find_figures("GMV was RMB 300 billion (USD 42 million) in all.")
    assert figures[1].converts == 0


def test_another_sum_in_brackets_restates_nothing() -> None:
    figures = find_figures("Revenue was RMB 300 billion (excluding a loss of $900 million at the bank).")
    assert [figure.converts for figure in figures] == [None, None]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The game costs ¥6,800 in Tokyo.", "JPY"),
        ("Xiaomi sells it for ¥1,999 in Beijing.", "CNY"),
        ("It costs ¥100 ($14).", "CNY"),
        ("It costs ¥1,500 ($14).", "JPY"),
        ("Alibaba of China pays ¥15,000 ($140) for it.", "JPY"),
        ("It costs ¥100.", "JPY"),
    ],
)
def test_yen_or_yuan(text: str, code: str) -> None:
    figures = find_figures(text)
    assert figures[0].unit == code
    (note,) = currency_notes(text, figures)
    assert note.code == "yen-sign"
    assert f'"¥" is read as {code}' in note.message


def test_no_note_without_the_sign() -> None:
    text = "It costs 100 yuan."
    assert currency_notes(text, find_figures(text)) == []


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("RMB 250 billion", 250_000_000_000, 250_000_000_000, "CNY"),
        ("$54K", 54_000, 54_000, "USD"),
        ("over 300 million euros", 300_000_000, None, "EUR"),
        ("5-7 crore rupees", 50_000_000, 70_000_000, "INR"),
        ("half a billion won", 500_000_000, 500_000_000, "KRW"),
    ],
)
def test_one_amount(text: str, low: int, high: int | None, unit: str) -> None:
    figure = read_amount(text)
    assert figure is not None
    assert (figure.low, figure.high, figure.unit) == (low, high, unit)


@pytest.mark.parametrize("text", ["", "a lot of money", "$5 and €6", "iPhone 12"])
def test_no_single_amount(text: str) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize("code", sorted(currencies().per_usd))
def test_every_currency_is_read_by_its_code(code: str) -> None:
    for text in (f"{code} 1,250", f"{code}1,250", f"1,250 {code}", f"M{code}"[1:] + " 3 million"):
        figure = read_amount(text)
        assert figure is not None
        assert (figure.kind, figure.unit) == ("money", code)


def test_values_are_exact() -> None:
    (figure,) = find_figures("It is worth 1,234,567,890,123.45 dollars.")
    assert figure.low == Decimal("1234567890123.45")
    assert figure.tolerance == Decimal("0.005")


def test_a_run_of_digits_is_no_figure() -> None:
    assert texts("Order " + "7" * 60 + " was shipped to RMB " + "8" * 60) == []


def test_fractions_that_do_not_end_keep_ten_places() -> None:
    (figure,) = find_figures("A third of them left.")
    assert figure.low == Decimal("33.3333333333")
    assert figure.tolerance is None


def summary(figure: Figure) -> tuple[str, Decimal | None, Decimal | None, str, int | None]:
    return figure.text, figure.low, figure.high, figure.modifier, figure.converts


def test_goods_sold_by_two_rivals() -> None:
    text = (
        "Its rival, the second-largest app with over 300 million daily active users (DAUs), wants to sell goods "
        "worth RMB 250 billion (USD 35.2 billion) in 2020, up from RMB 100 million. Sales were about RMB 200 billion "
        "to RMB 250 billion (USD 28.2 billion to USD 35.2 billion), and merchants grew 88% before the “618” feast."
    )
    billion = 10**9
    assert [summary(figure) for figure in find_figures(text, [marked_date(text, "2020")])] == [
        ("second-largest", 2, 2, "=", None),
        ("300 million", 300_000_000, None, ">", None),
        ("RMB 250 billion", 250 * billion, 250 * billion, "=", None),
        ("USD 35.2 billion", 352 * billion // 10, 352 * billion // 10, "=", 2),
        ("RMB 100 million", 100_000_000, 100_000_000, "=", None),
        ("RMB 200 billion to RMB 250 billion", 200 * billion, 250 * billion, "~", None),
        ("USD 28.2 billion to USD 35.2 billion", 282 * billion // 10, 352 * billion // 10, "~", 5),
        ("88%", 88, 88, "=", None),
    ]
