from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_records import kuaishou, revenue_pair

from extract.errors import CrossfootError
from extract.writing import tables
from extract.writing.columns import Column

RECORDS = [kuaishou(), *revenue_pair()[0]]
FINDINGS = [*kuaishou().findings, *revenue_pair()[1]]
ALL = {
    "articles": tables.articles_table(RECORDS),
    "companies": tables.companies_table(RECORDS),
    "figures": tables.figures_table(RECORDS),
    "dates": tables.dates_table(RECORDS),
    "claims": tables.claims_table(RECORDS),
    "findings": tables.findings_table(FINDINGS),
}


def test_a_claim_is_one_flat_row():
    row = ALL["claims"][1]
    assert (
        row["id"] == "kuaishou-jd#c2"
        and row["article"] == "kuaishou-jd"
        and row["outlet"] == "kr.example.com"
    )
    assert (row["subject_id"], row["subject_name"], row["object_id"]) == ("kuaishou", "Kuaishou", None)
    assert (row["low"], row["unit"], row["status"]) == (Decimal(250_000_000_000), "CNY", "target")
    assert (row["period_first"], row["period_last"]) == (date(2020, 1, 1), date(2020, 12, 31))
    assert (row["usd_low"], row["usd_rate"], row["cny_rate"]) == (
        Decimal(34946000000),
        Decimal("0.139784"),
        None,
    )
    assert row["scope"] == "livestreaming"


def test_a_finding_is_one_row_with_its_best_repair():
    row = ALL["findings"][0]
    assert row["claims"] == "kuaishou-jd#c3; kuaishou-jd#c2" and row["articles"] == "kuaishou-jd"
    assert row["repair_text"] == "RMB 100 billion" and row["observed_low"] == Decimal(100_000_000)
    assert ALL["findings"][1]["articles"] == "wire-q1; desk-q1"


def test_lengths_and_article_counts():
    assert len(ALL["figures"]) == sum(len(record.figures) for record in RECORDS)
    assert [row["claims"] for row in ALL["articles"]] == [5, 2, 1]
    assert [row["text"] for row in ALL["figures"]][:1] == ["300 million"]


@pytest.mark.parametrize("name", ALL)
def test_every_library_gets_the_same_columns_and_exact_values(name):
    table = ALL[name]
    names = [column.name for column in table.columns]
    assert len(names) == len(set(names)) and all(column.about for column in table.columns)
    arrow, polars, pandas = table.to_arrow(), table.to_polars(), table.to_pandas()
    assert arrow.column_names == polars.columns == list(pandas.columns) == names
    rows = list(table)
    assert arrow.to_pylist() == rows
    assert polars.to_dicts() == rows
    for column in table.columns:
        if column.kind == "decimal":
            assert [value for value in pandas[column.name] if value is not None] == [
                row[column.name] for row in rows if row[column.name] is not None
            ]


@pytest.mark.parametrize("make", [tables.claims_table, tables.findings_table, tables.articles_table])
def test_an_empty_table_has_the_same_types(make):
    full = ALL[make([]).name]
    assert make([]).to_arrow().schema == full.to_arrow().schema
    assert make([]).to_polars().schema == full.to_polars().schema
    assert dict(make([]).to_pandas().dtypes) == dict(full.to_pandas().dtypes)


@given(
    st.lists(
        st.none()
        | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**25), max_value=10**25, places=12)
    )
)
def test_decimals_go_through_arrow_unchanged(values):
    table = tables.Table("t", [Column("v", "decimal", "a value")], [(value,) for value in values])
    assert table.to_arrow()["v"].to_pylist() == values


def test_a_quotient_of_fifty_digits_is_rounded_to_what_fits():
    third = Decimal("33333333333.333333333333333333333333333333333333333")
    (value,) = tables.Table("t", [Column("v", "decimal", "a value")], [(third,)]).to_arrow()["v"].to_pylist()
    assert abs(value - third) < Decimal("1e-26")


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_a_missing_library_is_named_with_its_install_line(monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    export = {"pandas": "to_pandas", "polars": "to_polars", "pyarrow": "to_arrow"}[library]
    with pytest.raises(
        CrossfootError, match=f"{library} is not installed. Install it: pip install {library}"
    ):
        getattr(ALL["claims"], export)()


def test_the_notebook_view_is_escaped_and_short():
    table = tables.Table("t", [Column("<b>", "text", 'a "quote"')], [("<script>alert(1)</script>",)] * 50)
    html = table._repr_html_()
    assert "<script>" not in html and "&lt;script&gt;" in html and "<b>" not in html
    assert html.count("<tr>") == 21 and "50 rows" in html


def test_printing_a_table_tells_its_size():
    assert repr(ALL["claims"]) == f"<Table claims: 8 rows, {len(ALL['claims'].columns)} columns>"
