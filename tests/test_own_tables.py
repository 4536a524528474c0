"""What a user adds by a file of data: companies with their fiscal years, metrics, currencies, events, rates."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import extract
from extract.errors import CrossfootError


@pytest.fixture
def write(tmp_path):
    def write(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write


def read(text, model, **files):
    return extract.extract(text, published="2024-06-03", model=model, **files)


def days(record):
    return [(date.text, str(date.first), str(date.last)) for date in record.dates]


def money(record):
    return [
        (figure.text, str(figure.low), figure.unit) for figure in record.figures if figure.kind == "money"
    ]


FISCAL = "Northwind lost money in fiscal 2023."


def test_the_fiscal_year_of_ones_own_company_gives_fiscal_dates_their_days(write, plain):
    companies = write("c.csv", "id,name,fiscal_year_end\nnorthwind,Northwind,3\n")
    assert days(read(FISCAL, plain, companies=companies)) == [("fiscal 2023", "2022-04-01", "2023-03-31")]


def test_a_fiscal_year_may_go_by_the_year_it_begins_in(write, plain):
    companies = write("c.csv", "id,name,fiscal_year_end,fiscal_year_named\nnorthwind,Northwind,3,start\n")
    assert days(read(FISCAL, plain, companies=companies)) == [("fiscal 2023", "2023-04-01", "2024-03-31")]


def test_two_columns_put_the_fiscal_year_of_a_known_company_right(write, plain):
    text = "Alibaba grew in fiscal 2023."
    assert days(read(text, plain))[0][1:] == ("2022-04-01", "2023-03-31")
    companies = write("c.csv", "id,fiscal_year_end\nalibaba,6\n")
    assert days(read(text, plain, companies=companies))[0][1:] == ("2022-07-01", "2023-06-30")


METRIC = '[{}]\nwords = ["hub"]\nunits = ["hub"]\nunit_kinds = ["count"]\n'


def test_a_file_that_changes_is_read_again(write, plain):
    calls = {
        "companies": ("c.csv", "id,name\nnorthwind,Northwind\n", "id,name\nnorthwind,Another\n"),
        "currencies": ("k.csv", "code,names\nQTL,quatloo\n", "code,names\nQTX,quatloo\n"),
        "events": ("e.csv", "names,month,day\nLantern Sale,5,4\n", "names,month,day\nLantern Sale,5,9\n"),
        "metrics": ("m.toml", METRIC.format("hubs"), METRIC.format("nodes")),
        "rates": (
            "r.csv",
            "date,currency,rate\n2024-06-03,CNY,7\n",
            "date,currency,rate\n2024-06-03,CNY,8\n",
        ),
    }
    text = "Northwind sold goods worth 5 million quatloos and RMB 56 in the Lantern Sale. It had 40 hubs."
    for name, (file, before, after) in calls.items():
        first = read(text, plain, **{name: write(file, before)})
        second = read(text, plain, **{name: write(file, after)})
        assert first != second, name
        assert read(text, plain, **{name: write(file, before)}) == first, name


CURRENCIES = {
    "q.csv": "code,symbols,names,minor,per_usd\nQTL,Q$ ₥,quatloo;triskelion quatloo,flin=0.01,50\n",
    "q.toml": '[QTL]\nsymbols = ["Q$", "₥"]\nnames = ["quatloo", "triskelion quatloo"]\nminor = {flin = 0.01}\nper_usd = 50\n',
}


@pytest.mark.parametrize("name", CURRENCIES)
def test_a_currency_of_ones_own(write, plain, name):
    text = (
        "It raised 5 million quatloos, ₥30 billion, Q$7.5 million and QTL 2 billion. "
        "A ticket costs 40 flins; it was QTL20m, not ₥1-2 million."
    )
    file = write(name, CURRENCIES[name])
    assert money(read(text, plain, currencies=file)) == [
        ("5 million quatloos", "5000000", "QTL"),
        ("₥30 billion", "30000000000", "QTL"),
        ("Q$7.5 million", "7500000", "QTL"),
        ("QTL 2 billion", "2000000000", "QTL"),
        ("40 flins", "0.4", "QTL"),
        ("QTL20m", "20000000", "QTL"),
        ("₥1-2 million", "1000000", "QTL"),
    ]
    assert not [unit for _, _, unit in money(read(text, plain)) if unit == "QTL"]


def test_a_currency_of_ones_own_is_converted_at_ones_own_rate(write, plain):
    currencies, rates = (
        write("q.csv", CURRENCIES["q.csv"]),
        write("r.csv", "date,currency,rate\n2024-06-03,QTL,50\n"),
    )
    record = read("It raised QTL 2 billion (USD 90 million).", plain, currencies=currencies, rates=rates)
    assert record.figures[0].usd.low == Decimal(40_000_000)
    assert record.figures[1].converts == 0 and [finding.check for finding in record.findings] == [
        "conversion"
    ]


def test_a_shipped_currency_gets_another_name(write, plain):
    file = write("q.csv", "code,names\nUSD,clam\n")
    assert money(read("It costs 30 clams or $30.", plain, currencies=file)) == [
        ("30 clams", "30", "USD"),
        ("$30", "30", "USD"),
    ]


def test_the_command_line_converts_ones_own_currency(write, crossfoot):
    currencies, rates = (
        write("q.csv", CURRENCIES["q.csv"]),
        write("r.csv", "date,currency,rate\n2024-06-03,QTL,50\n"),
    )
    call = ("convert", "₥30 billion", "--to", "USD", "--on", "2024-06-03", "--rates", rates)
    assert crossfoot(*call, "--currencies", currencies).out == "600000000 USD\n"
    assert crossfoot(*call).status == 2


EVENTS = {
    "e.csv": "names,month,day,days,dates,of,offset\n"
    "Lantern Sale|Sale of Lanterns,5,4,3,,,\nOrchid Expo,,,,2023-09-04/2023-09-08|2024-09-09,,\nOrchid Expo Eve,,,1,,Orchid Expo,-1\n",
    "e.toml": '[[event]]\nnames = ["Lantern Sale", "Sale of Lanterns"]\nmonth = 5\nday = 4\ndays = 3\n'
    '[[event]]\nnames = ["Orchid Expo"]\ndates = { 2023 = "2023-09-04/2023-09-08", 2024 = "2024-09-09" }\n'
    '[[event]]\nnames = ["Orchid Expo Eve"]\nof = "Orchid Expo"\noffset = -1\ndays = 1\n',
}


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_of_ones_own(write, plain, name):
    text = "Sales rose in the Lantern Sale, in the 2023 Orchid Expo and after last year's Sale of Lanterns, on Orchid Expo Eve."
    assert days(read(text, plain, events=write(name, EVENTS[name]))) == [
        ("Lantern Sale", "2024-05-04", "2024-05-06"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("Orchid Expo", "2023-09-04", "2023-09-08"),
        ("last year's Sale of Lanterns", "2023-05-04", "2023-05-06"),
        ("Orchid Expo Eve", "2023-09-03", "2023-09-03"),
    ]


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ("Friday Frenzy", "Sales rose in Friday Frenzy 2023."),
        ("8.8", "Sales rose on 8.8 this year."),
        ("First Light", "Sales rose in First Light 2023."),
        ("May Carnival", "Sales rose in the May Carnival 2023."),
        ("Day of Deals", "Sales rose on Day of Deals 2023."),
    ],
)
def test_a_name_may_begin_like_another_date(write, plain, names, text):
    file = write("e.csv", f"names,month,day\n{names},8,20\n")
    (found,) = read(text, plain, events=file).dates
    assert found.first is not None and (found.first.month, found.first.day) == (8, 20)


def test_ones_own_event_is_forgotten_with_its_file(write, plain):
    text = "Sales rose in the Lantern Sale."
    assert days(read(text, plain, events=write("e.csv", EVENTS["e.csv"])))
    assert not days(read(text, plain))


BAD = [
    ("currencies", "a.csv", "code\nQT\n", 2, "three capitals"),
    ("currencies", "a.csv", "code,per_usd\nQTL,0\n", 2, "above 0"),
    ("currencies", "a.csv", "code,minor\nQTL,flin\n", 2, "cent=0.01"),
    ("currencies", "a.csv", "code\nQTL\nQTL\n", 3, "twice"),
    ("currencies", "a.csv", "code,name\nQTL,quatloo\n", 1, "no column 'name'"),
    ("currencies", "a.toml", "[QTL]\nsigns = []\n", 1, "no column 'signs'"),
    ("events", "a.csv", "names,month\nSale,5\n", 2, "the days are one of"),
    ("events", "a.csv", "names,month,day\nSale,13,1\n", 2, "month is a number from 1 to 12"),
    ("events", "a.csv", "names,month,day\nSale,2,30\n", 2, "no day 30"),
    ("events", "a.csv", "names,dates\nSale,soon\n", 2, "neither a day"),
    ("events", "a.csv", "names,of\nSale,Nothing\n", 2, "no event 'Nothing'"),
    ("events", "a.csv", "names,month,day\n,5,1\n", 2, "at least one name"),
    ("events", "a.toml", '[[event]]\nnames = ["A"]\neaster = 1\n[[event]]\nnames = ["B"]\n', 4, "one of"),
    ("events", "a.csv", "names,month,day\nquarterly sale,5,1\n", None, "can't begin with 'quarterly'"),
    ("companies", "a.csv", "id,name,fiscal_year_named\nx,X,middle\n", 2, "fiscal_year_named"),
]


@pytest.mark.parametrize(("option", "name", "text", "line", "reason"), BAD)
def test_a_slip_in_a_file_is_named_with_its_line(write, plain, option, name, text, line, reason):
    file = write(name, text)
    with pytest.raises(CrossfootError) as caught:
        read("Nothing.", plain, **{option: file})
    assert (caught.value.code, caught.value.path, caught.value.line) == ("E401", file, line)
    assert reason in caught.value.message


def test_a_run_reads_its_articles_again_when_a_file_changes(write, plain, crossfoot, tmp_path):
    Path(tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Sales rose in the Lantern Sale.")
    call = ("run", tmp_path / "in", "--out", tmp_path / "out", "--model", plain, "--published", "2024-06-03")
    for day in (4, 9):
        events = write("e.csv", f"names,month,day\nLantern Sale,5,{day}\n")
        assert crossfoot(*call, "--events", events).status == 0
        (record,) = extract.read(tmp_path / "out")
        assert record.dates[0].first.day == day
