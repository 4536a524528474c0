"""The same quantity with values that can't both hold, and the many pairs that only look so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional

import pytest
from check_builder import YEAR_2019, YEAR_2020, Article, quarter

from extract.checking import check_records
from extract.model import Finding


@dataclass
class Said:
    """One article that says one thing of Acme."""

    words: str
    unit: str = "USD"
    metric: str = "revenue"
    subject: str = "Acme"
    published: Optional[str] = "2020-05-27"
    modifier: str = "="
    text: str = "It came to {}, the company said."
    claim: dict[str, Any] = field(default_factory=lambda: {"period": YEAR_2019})

    def article(self, id_: str) -> Article:
        article = Article(
            self.text.format(self.words), id=id_, published=self.published, source=f"outlet-{id_}"
        )
        figure = article.figure(self.words, self.unit, modifier=self.modifier)
        article.claim(self.subject, self.metric, figure, **self.claim)
        return article


def across(*said: Said) -> list[Finding]:
    return check_records(one.article(f"a{number}").record for number, one in enumerate(said, 1))


def test_two_articles_that_give_one_figure_differently() -> None:
    (finding,) = across(Said("$5.21 billion"), Said("$5.92 billion"))
    assert (finding.check, finding.severity) == ("contradiction", "error")
    assert finding.claims == ("a1#c1", "a2#c1")
    for words in (
        "outlet-a1 (2020-05-27)",
        "$5.21 billion",
        "outlet-a2",
        "$5.92 billion",
        "2019 revenue",
        "14%",
    ):
        assert words in finding.message


def test_a_difference_in_digits_that_may_be_rounding_is_less_grave() -> None:
    assert [f.severity for f in across(Said("$300 billion"), Said("$330 billion"))] == ["warning"]
    assert across(Said("$5.2 billion"), Said("$5.21 billion")) == []
    assert across(Said("$5 billion"), Said("$5.4 billion")) == []


def test_off_by_a_whole_power_of_ten_is_a_slip_of_scale() -> None:
    (finding,) = across(Said("$5.21 billion"), Said("$5.21 million"), Said("$5.2 billion"))
    assert finding.check == "magnitude"
    assert (finding.repairs[0].claim, finding.repairs[0].text) == ("a2#c1", "$5.21 billion")


CONTROLS = {
    "different periods": (Said("$5 billion"), Said("$7.5 billion", claim={"period": YEAR_2020})),
    "a quarter and its year": (Said("$9 billion"), Said("$2 billion", claim={"period": quarter(2019, 4)})),
    "different scopes": (
        Said("$5 billion"),
        Said("$7.5 billion", claim={"period": YEAR_2020, "scope": ("china",)}),
    ),
    "different status": (
        Said("$5 billion"),
        Said("$7.5 billion", claim={"period": YEAR_2019, "status": "target"}),
    ),
    "adjusted and reported": (
        Said("$5.21 billion", metric="net_profit"),
        Said("$7.55 billion", metric="net_profit", claim={"period": YEAR_2019, "scope": ("adjusted",)}),
    ),
    "a company and its platform": (Said("$5.21 billion"), Said("$2.55 billion", subject="Acme Live")),
    "registered and monthly users": (
        Said("250 million", "user", "users", claim={"metric_text": "registered users"}),
        Said("110 million", "user", "users", claim={"metric_text": "monthly users"}),
    ),
    "over and a little more": (Said("$5 billion", modifier=">"), Said("$5.4 billion")),
    "nearly and a little less": (Said("$5 billion", modifier="<"), Said("$4.83 billion")),
    "up to and much less": (
        Said("$5 billion", modifier="<=", claim={"period": YEAR_2020, "status": "target"}),
        Said("$2.1 billion", claim={"period": YEAR_2020}),
    ),
    "about and near": (Said("$5 billion", modifier="~"), Said("$5.19 billion")),
    "negated": (Said("$5.21 billion"), Said("$7.55 billion", claim={"period": YEAR_2019, "negated": True})),
    "undated stock values far apart in time": (
        Said("250 million", "user", "dau", claim={}),
        Said("310 million", "user", "dau", claim={}, published="2020-08-27"),
    ),
    "undated flows": (Said("$5.21 billion", claim={}), Said("$7.55 billion", claim={})),
    "no subject": (Said("$5.21 billion", claim={"period": YEAR_2019}, subject=""),) * 1,
    "a later revision": (
        Said("$5.21 billion"),
        Said("$5.92 billion", text="It revised the figure to {}.", published="2020-06-27"),
    ),
    "a goal raised since": (
        Said("$5.21 billion", claim={"period": YEAR_2020, "status": "target"}, published="2020-01-02"),
        Said("$8.92 billion", claim={"period": YEAR_2020, "status": "target"}, text="It now expects {}."),
    ),
    "yearly and quarterly growth": (
        Said("25%", "percent", claim={"kind": "change", "basis": "yoy", "period": quarter(2020, 1)}),
        Said("5%", "percent", claim={"kind": "change", "basis": "qoq", "period": quarter(2020, 1)}),
    ),
    "per share and in all": (Said("$5.21 billion", metric="dividend"), Said("$5.21", metric="eps")),
}


@pytest.mark.parametrize("name", CONTROLS)
def test_what_only_looks_like_a_contradiction(name: str) -> None:
    assert across(*CONTROLS[name]) == []


def test_two_named_sources_that_differ_are_news() -> None:
    one, other = (
        Said(words, claim={"period": YEAR_2019, "attribution": source})
        for words, source in (("$5.21 billion", "36Kr"), ("$6.92 billion", "iResearch"))
    )
    assert [f.severity for f in across(one, other)] == ["info"]


def test_far_over_is_odd_and_no_more() -> None:
    (finding,) = across(Said("$5 billion", modifier=">"), Said("$9.1 billion"))
    assert finding.severity == "info"


def test_undated_stock_values_of_one_month_compare() -> None:
    one = Said("250 million", "user", "dau", claim={})
    (finding,) = across(one, Said("310 million", "user", "dau", claim={}, published="2020-06-10"))
    assert finding.check == "contradiction" and "daily active users" in finding.message


def test_money_of_two_currencies_is_compared_at_the_rate_of_its_time() -> None:
    assert across(Said("$5.0 billion"), Said("RMB 34.9 billion", "CNY")) == []
    (finding,) = across(Said("$5.0 billion"), Said("RMB 84.9 billion", "CNY"))
    assert finding.check == "contradiction"


def test_a_value_out_of_line_with_many_is_reported_once() -> None:
    findings = across(*[Said("$5.21 billion")] * 5, Said("$6.92 billion"), *[Said("$5.2 billion")] * 5)
    assert [finding.claims[1] for finding in findings] == ["a6#c1"]


def test_two_claims_of_one_article() -> None:
    article = Article("Acme has 300 million daily users. Later it says its 251 million daily users shop.")
    for words in ("300 million", "251 million"):
        article.claim("Acme", "dau", article.figure(words, "user"))
    (finding,) = check_records([article.record])
    assert finding.id == "a#f1" and finding.check == "contradiction" and finding.severity == "warning"


def test_two_values_in_one_sentence_are_mostly_two_things() -> None:
    article = Article("Acme has 300 million daily users and 251 million daily users of its app")
    for words in ("300 million", "251 million"):
        article.claim("Acme", "dau", article.figure(words, "user"))
    assert check_records([article.record]) == []


def test_a_company_is_founded_once() -> None:
    def founded(year: int, id_: str) -> Article:
        article = Article(f"Acme was founded in {year}.", id=id_)
        period = YEAR_2019.__class__(
            first=YEAR_2019.first.replace(year=year), last=YEAR_2019.last.replace(year=year)
        )
        date = article.date(str(year), str(year), kind="period", first=period.first, last=period.last)
        article.claim("Acme", "founded", kind="event", date=date, period=period)
        return article

    (finding,) = check_records([founded(2011, "a").record, founded(2016, "b").record])
    assert finding.check == "contradiction" and finding.dates == (("a", 0), ("b", 0))
    assert "2011" in finding.message and "2016" in finding.message
    assert check_records([founded(2011, "a").record, founded(2011, "b").record]) == []


def test_a_company_named_for_its_own_figure_is_no_second_source() -> None:
    findings = []
    for source in (None, "Acme", "Wedge Research"):
        records = []
        for number, (words, said_by) in enumerate((("$3.3 billion", "Acme Ltd."), ("$3.8 billion", source))):
            article = Article(f"Acme's revenue was {words}.", id=f"a{number}")
            figure = article.figure(words, "USD")
            article.claim("Acme", "revenue", figure, period=YEAR_2019, attribution=said_by)
            records.append(article.record)
        findings += check_records(records)
    # The company's own figure against a third party's is news; against itself it is a slip.
    assert [finding.severity for finding in findings] == ["error", "error", "info"]


def test_orders_in_money_are_gmv() -> None:
    records = []
    for metric, words in (("gmv", "RMB 204.4 billion"), ("orders", "RMB 240.4 billion")):
        article = Article(f"Acme's {metric} reached {words}.", id=metric)
        article.claim("Acme", metric, article.figure(words, "CNY"), period=YEAR_2019, metric_text=metric)
        records.append(article.record)
    (finding,) = check_records(records)
    assert finding.repairs[0].text in ("RMB 204.4 billion", "RMB 240.4 billion")


@pytest.mark.parametrize(
    "text",
    [
        "Acme's revenue was $60.7 billion. Some $48.5 billion, or 80%, of the revenue came from phones.",
        "Acme's revenue was $60.7 billion. Phones were $48.5 billion of its revenue.",
    ],
)
def test_a_part_does_not_contradict_its_whole(text: str) -> None:
    article = Article(text)
    for words in ("$60.7 billion", "$48.5 billion"):
        article.claim(
            "Acme", "revenue", article.figure(words, "USD"), period=YEAR_2019, metric_text="revenue"
        )
    assert check_records([article.record]) == []
