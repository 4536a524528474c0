"""Which edit comes first: a value said elsewhere, a digit, a point, the rest of a market."""

from __future__ import annotations

from typing import Any

import pytest
from check_builder import YEAR_2019, YEAR_2020, Article

from extract.checking import check_record
from extract.model import Period

DAY = Period(first=YEAR_2020.first, last=YEAR_2020.first)


def repairs(article: Article) -> list[str]:
    (finding,) = [finding for finding in check_record(article.record) if finding.severity != "info"]
    return [repair.text for repair in finding.repairs]


def impossible(percent: str, others: tuple[str, ...], kind: str = "share", metric: str = "orders") -> str:
    texts = (percent, *others)
    article = Article(". ".join(f"Of the orders {words} came by ship" for words in texts))
    for place, words in enumerate(texts):
        figure = article.figure(words, "percent")
        article.claim("Acme", metric, figure, kind=kind, scope=(f"town {place}",), period=YEAR_2019)
    return repairs(article)[0]


@pytest.mark.parametrize(
    ("percent", "others", "mended"),
    [
        ("182%", (), "82%"),
        ("182%", ("5%", "3%"), "82%"),
        ("120.6%", (), "20.6%"),
        # The others have their point, so this one lost its own.
        ("137%", ("34.4%", "12.9%"), "13.7%"),
        ("140%", (), "14%"),
    ],
)
def test_a_share_over_100(percent: str, others: tuple[str, ...], mended: str) -> None:
    assert impossible(percent, others) == mended


def test_a_margin_over_100_lost_its_point() -> None:
    assert impossible("132%", (), kind="level", metric="penetration") == "13.2%"


def grown(percent: str, new: str, old: str, elsewhere: str = "") -> list[str]:
    article = Article(
        f"Acme's clay sales rose {percent} to {new} from {old}. " + f"It sells clay to {elsewhere} a year."
    )
    then, now = {"period": YEAR_2019}, {"period": YEAR_2020}
    base = article.claim("Acme", "users", article.figure(old, "user"), **then)
    change = {"kind": "change", "direction": "up", "basis": "yoy", "baseline": base}
    article.claim("Acme", "users", article.figure(percent, "percent"), **(now | change))
    article.claim("Acme", "users", article.figure(new, "user"), **now)
    if elsewhere:
        article.claim("Acme", "users", article.figure(elsewhere, "user"), period=DAY)
    return repairs(article)


def test_one_digit_comes_before_a_new_number() -> None:
    assert grown("15.6%", "92.08 million", "87.2 million")[0] == "5.6%"
    assert grown("8.4%", "174.1 million", "68.3 million")[0] == "74.1 million"


def test_what_another_passage_says_comes_before_one_digit() -> None:
    assert grown("8.4%", "26 million", "19 million", elsewhere="20.6 million")[0] == "20.6 million"


def within(
    part: str, whole: str, metric: str = "sales", scope: tuple[str, ...] = ("first hour",), **fields: Any
) -> Article:
    article = Article(f"The sale brought Acme {whole}. Of that {part} came in early.")
    unit = "USD" if metric == "sales" else "user"
    article.claim("Acme", metric, article.figure(whole, unit), period=DAY)
    article.claim(
        "Acme", fields.get("part_metric", metric), article.figure(part, unit), scope=scope, period=DAY
    )
    return article


def test_the_point_of_a_part_moved() -> None:
    assert repairs(within("$8.2 billion", "$7.6 billion"))[0] == "$0.82 billion"
    # A number in plain digits has no point to move.
    users = within("82,000", "76,000", "users", ("ship",))
    assert "8,200" not in repairs(users)


def test_a_day_is_no_small_part_so_another_first_digit() -> None:
    assert repairs(within("$2.07 billion", "$1.82 billion", scope=("opening day",))) == ["$1.07 billion"]


def test_a_part_with_its_digits_turned_is_not_all_of_its_whole() -> None:
    assert "8.9 billion" not in " ".join(repairs(within("$9.8 billion", "$8.93 billion")))


def test_the_point_moved_in_a_value_and_its_earlier_one() -> None:
    article = Article(
        "Acme has 24.3 million daily users, up 5.2% from 23.1 million. It has 12.88 million a month, up 17.1% from 11 million."
    )
    then, now = {"period": YEAR_2019}, {"period": YEAR_2020}
    base = article.claim("Acme", "dau", article.figure("23.1 million", "user"), **then)
    change = {"kind": "change", "direction": "up", "basis": "yoy", "baseline": base}
    article.claim("Acme", "dau", article.figure("24.3 million", "user"), **now)
    article.claim("Acme", "dau", article.figure("5.2%", "percent"), **(now | change))
    article.claim("Acme", "mau", article.figure("12.88 million", "user"), **now)
    month = article.claim("Acme", "mau", article.figure("11 million", "user"), **then)
    figure = article.figure("17.1%", "percent")
    article.claim("Acme", "mau", figure, **(now | change | {"baseline": month}))
    first = {finding.repairs[0] for finding in check_record(article.record)}
    assert {repair.text for repair in first} == {"2.31 million"}
    assert all('"24.3 million"' in repair.why for repair in first)


def test_the_share_that_makes_a_market_add_up() -> None:
    shares = {"Alpha": "14.4%", "Beta": "21.5%", "Gamma": "21.2%", "Delta": "27.9%"}
    told = ", ".join(f"{name} {value}" for name, value in shares.items())
    article = Article(f"Of kilns have {told} and others 5.0%. Alpha is larger than Beta.")
    market = {"kind": "share", "scope": ("kiln",), "period": YEAR_2020}
    for name, value in shares.items():
        article.claim(name, "market_share", article.figure(value, "percent"), **market)
    article.figure("5.0%", "percent")
    other = {"kind": "comparison", "modifier": ">", "baseline": "a#c2"}
    article.claim("Alpha", "market_share", **(market | other))
    assert repairs(article)[0] == "24.4%"


def test_of_two_passages_the_later_is_mended_unless_it_is_borne_out() -> None:
    for percent, mended in (("12%", "340"), (None, "340"), ("15.2%", "430")):
        article = Article(f"Acme is to cut 340 jobs of 2,830, or {percent}. The 430 jobs are in mills.")
        article.claim("Acme", "layoffs", article.figure("340", "job"), period=DAY)
        staff = article.claim("Acme", "employees", article.figure("2,830", "employee"))
        if percent is not None:
            figure = article.figure(percent, "percent")
            article.claim("Acme", "layoffs", figure, kind="share", baseline=staff, period=DAY)
        article.claim("Acme", "layoffs", article.figure("430", "job"), period=DAY)
        found = [finding for finding in check_record(article.record) if finding.check == "contradiction"]
        assert found[0].repairs[0].text == mended
