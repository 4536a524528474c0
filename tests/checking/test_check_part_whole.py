"""Parts within wholes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from check_builder import YEAR_2019, YEAR_2020, Article, quarter

from extract.checking import check_record
from extract.lexicon.metrics import load_metrics
from extract.model import Company


def two(first: tuple[Any, ...], second: tuple[Any, ...], parent: bool = False) -> list[tuple[str, str]]:
    """Checks and severities for two claims: (subject, metric, mention, unit, claim fields)."""
    article = Article(f"The one is {first[2]}, they say. The other is {second[2]}, they say.")
    for subject, metric, words, unit, fields in (first, second):
        article.claim(subject, metric, article.figure(words, unit), **fields)
    if parent:
        article.companies.append(
            Company(start=0, end=3, text="The", id="acme_live", name="Acme Live", parent="acme")
        )
    return [(finding.check, finding.severity) for finding in check_record(article.record)]


Q1, Y2020 = {"period": quarter(2020, 1)}, {"period": YEAR_2020}


def money(
    words: str, fields: dict[str, Any], metric: str = "revenue", subject: str = "Acme"
) -> tuple[Any, ...]:
    return (subject, metric, words, "USD", fields)


def users(words: str, metric: str, **fields: Any) -> tuple[Any, ...]:
    return ("Acme", metric, words, "user", fields)


FIRES = {
    "a quarter over its year": (money("$5.25 billion", Q1), money("$3.9 billion", Y2020), "error"),
    "daily over monthly users": (users("313 million", "dau"), users("251 million", "mau"), "error"),
    "monthly users over all": (users("313 million", "mau"), users("251 million", "users"), "warning"),
    "gross profit over revenue": (
        money("$5.25 billion", Y2020, "gross_profit"),
        money("$3.9 billion", Y2020),
        "error",
    ),
    "a segment over its company": (
        money("$5.25 billion", {"period": YEAR_2020, "scope": ("cloud",)}),
        money("$3.9 billion", Y2020),
        "warning",
    ),
    "a platform over its market": (
        money("$5.25 billion", {"period": YEAR_2020, "scope": ("livestreaming",)}, "gmv"),
        money("$3.9 billion", {"period": YEAR_2020, "status": "estimate"}, "gmv", "market:livestreaming"),
        "error",
    ),
    "daily users of one count over monthly ones of another": (
        users("313 million", "dau"),
        users("251 million", "mau", status="estimate", attribution="Quest"),
        "warning",
    ),
}
SILENT = {
    "a quarter within its year": (money("$2.1 billion", Q1), money("$9.9 billion", Y2020)),
    "a quarter of another year": (money("$5.25 billion", Q1), money("$3.9 billion", {"period": YEAR_2019})),
    "a quarter's profit may exceed the year's": (
        money("$5.25 billion", Q1, "net_profit"),
        money("-$3.9 billion", Y2020, "net_loss"),
    ),
    "equal within rounding": (users("251 million", "dau"), users("250 million", "mau")),
    "monthly users over yearly buyers": (
        users("313 million", "mau"),
        users("251 million", "users", metric_text="annual active buyers"),
    ),
    "a goal over an actual year": (
        money("$5.25 billion", {"period": quarter(2020, 1), "status": "target"}),
        money("$3.9 billion", Y2020),
    ),
    "a value that was first reported is no part": (
        money("$5.25 billion", {"period": YEAR_2020, "scope": ("first reported",)}),
        money("$3.9 billion", Y2020),
    ),
    "a count of the whole world is no part of a market": (
        money("$5.25 billion", {"period": YEAR_2020, "scope": ("worldwide", "livestreaming")}, "gmv"),
        money("$3.9 billion", {"period": YEAR_2020, "status": "estimate"}, "gmv", "market:livestreaming"),
    ),
    "another way to count is no part": (
        money("$5.25 billion", {"period": YEAR_2020, "scope": ("adjusted",)}, "ebitda"),
        money("$3.9 billion", Y2020, "ebitda"),
    ),
    "a company's own and a market's wider measure": (
        money("$5.25 billion", Y2020, "gmv"),
        money("$3.9 billion", {"period": YEAR_2020, "status": "estimate"}, "gmv", "market:livestreaming"),
    ),
    "users of two companies": (users("313 million", "dau"), ("Beta", "mau", "251 million", "user", {})),
}


@pytest.mark.parametrize("name", FIRES)
def test_a_part_over_its_whole(name: str) -> None:
    part, whole, severity = FIRES[name]
    assert two(part, whole) == [("part_whole", severity)]
    assert two(whole, part) == [("part_whole", severity)]


@pytest.mark.parametrize("name", SILENT)
def test_what_is_no_part_of_it(name: str) -> None:
    assert two(*SILENT[name]) == []


def test_a_brand_over_the_company_that_owns_it() -> None:
    brand = money("$5.25 billion", Y2020, "gmv", "Acme Live")
    assert two(brand, money("$3.9 billion", Y2020, "gmv"), parent=True) == [("part_whole", "warning")]
    assert two(brand, money("$3.9 billion", Y2020, "gmv")) == []


def test_a_part_a_thousand_times_its_whole_is_a_slip_of_scale() -> None:
    part, whole = users("313 billion", "dau"), users("451 million", "mau")
    assert ("bounds", "error") in two(part, whole) or ("magnitude", "error") in two(part, whole)
    part, whole = money("$525 billion", Q1), money("$991 million", Y2020)
    assert two(part, whole) == [("magnitude", "error")]


def test_a_law_of_the_users_own_metrics(tmp_path: Path) -> None:
    file = tmp_path / "metrics.toml"
    file.write_text(
        '[rides_shared]\nwords = ["shared rides"]\nunit_kinds = ["count"]\nat_most = ["rides"]\n'
        '[rides]\nwords = ["rides"]\nunit_kinds = ["count"]\n'
    )
    article = Article("Acme sold 5 million shared rides. It sold 3 million rides in all.")
    article.claim("Acme", "rides_shared", article.figure("5 million", "ride"), period=YEAR_2019)
    article.claim("Acme", "rides", article.figure("3 million", "ride"), period=YEAR_2019)
    assert check_record(article.record) == ()
    (finding,) = check_record(article.record, metrics=load_metrics(file))
    assert finding.check == "part_whole"


def test_a_companys_own_profit_may_exceed_revenue_but_not_a_thousand_times() -> None:
    revenue = money("$391 million", Y2020)
    assert two(money("$525 million", Y2020, "net_profit"), revenue) == [("part_whole", "info")]
    assert two(money("$52.5 billion", Y2020, "net_profit"), revenue) == [("magnitude", "warning")]
