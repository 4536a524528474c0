from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal

import pytest
from report_records import Draft, converted, entity, kuaishou, year

import extract
from extract.errors import CrossfootError
from extract.model import Period
from extract.writing.timeline import TimeSeries


def level(draft, evidence, low, metric="gmv", subject="Acme", period=None, **more):
    of_figure = {"unit": "CNY", **more.pop("of_figure", {})}
    index = draft.figure(evidence, low, **of_figure)
    more = {"subject": entity(subject), "period": period or year(2019), **more}
    return draft.claim(evidence, metric, index, **more)


def test_targets_stand_apart_from_what_was_reported_and_the_slip_is_marked():
    series = extract.series(kuaishou(), "gmv", ["kuaishou", "taobao-live"])
    assert [(row["company"], row["status"]) for row in series.targeted] == [("kuaishou", "target")] * 2
    assert [row["company"] for row in series.reported] == ["taobao-live"]
    (slip,) = series.slips
    assert (slip["value"], slip["repaired"]) == (Decimal(100_000_000), Decimal(100_000_000_000))
    assert slip["finding"] == kuaishou().findings[0].id and slip["stated"] == "RMB 100 million"
    other = next(row for row in series.targeted if not row["slip"])
    assert other["disputed"] and other["repaired"] is None


def test_only_levels_of_the_metric_that_are_not_denied_count():
    draft = Draft("a", "1 yuan 2 yuan 3 yuan 4 yuan 5 yuan")
    kept = level(draft, "1 yuan", 1)
    level(draft, "2 yuan", 2, kind="change")
    level(draft, "3 yuan", 3, negated=True)
    level(draft, "4 yuan", 4, metric="revenue")
    level(draft, "5 yuan", 5, subject="Other")
    series = extract.series(draft.record(), "gmv", "acme")
    assert [row["claim"] for row in series.table] == [kept]
    assert len(extract.series(draft.record(), "gmv")) == 2


def test_a_scope_picks_exactly_its_claims():
    draft = Draft("a", "1 yuan 2 yuan")
    level(draft, "1 yuan", 1, scope=("livestreaming",))
    level(draft, "2 yuan", 2)
    record = draft.record()
    any_scope, one = extract.series(record, "gmv"), extract.series(record, "gmv", scope=["livestreaming"])
    assert [row["claim"] for row in any_scope.table] == ["a#c1", "a#c2"]
    assert [row["claim"] for row in one.table] == ["a#c1"]
    assert [row["claim"] for row in extract.series(record, "gmv", scope=[]).table] == ["a#c2"]


def test_other_money_is_converted_and_the_rest_is_counted():
    draft = Draft("a", "10 dollars 70 yuan 80 yuan 5 orders")
    level(draft, "10 dollars", 10, of_figure={"unit": "USD", "cny": converted(70, "7")})
    level(draft, "70 yuan", 70)
    level(draft, "80 yuan", 80)
    level(draft, "5 orders", 5, of_figure={"unit": "order", "kind": "count"})
    series = extract.series([draft.record()], "gmv")
    assert series.unit == "CNY" and series.left_out == 1
    assert sorted(row["value"] for row in series.table) == [70, 70, 80]
    assert len(extract.series([draft.record()], "gmv", unit="USD")) == 1


def test_ranges_and_open_ends_have_a_value_to_draw():
    draft = Draft("a", "1 to 3 yuan, over 5 yuan, nearly 7 yuan")
    level(draft, "1 to 3 yuan", 1, of_figure={"high": 3})
    level(draft, "5 yuan", 5, of_figure={"high": None, "modifier": ">"})
    level(draft, "7 yuan", None, of_figure={"high": 7, "modifier": "<"})
    assert [row["value"] for row in extract.series(draft.record(), "gmv").table] == [2, 5, 7]


def test_a_claim_of_no_known_time_has_no_place():
    draft = Draft("a", "1 yuan")
    level(draft, "1 yuan", 1, period=Period(first=None, last=None))
    series = extract.series(draft.record(), "gmv")
    assert (len(series), series.left_out) == (0, 1)


def test_the_series_goes_to_pandas_and_polars():
    series = extract.series(kuaishou(), "gmv")
    pandas, polars = series.to_pandas(), series.to_polars()
    assert len(pandas) == len(polars) == len(series) == 4
    assert pandas["slip"].sum() == 1 and polars["repaired"].drop_nulls().to_list() == [
        Decimal(100_000_000_000)
    ]
    assert polars["when"].to_list()[0] == date(2020, 7, 1)
    assert repr(series) == "<TimeSeries gmv, CNY: 1 reported, 3 targeted>"


@pytest.fixture
def axes():
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    yield lambda: pyplot.subplots()[1]
    pyplot.close("all")


def test_the_picture_tells_reported_from_targeted_and_marks_the_slip(axes):
    series = extract.series(kuaishou(), "gmv")
    drawn = series.plot(axes())
    assert drawn.get_yscale() == "log"
    said = {text.get_text() for text in drawn.texts}
    assert {"as printed: RMB 100 million", "as mended: RMB 100 billion"} <= said
    legend = [text.get_text() for text in drawn.get_legend().get_texts()]
    assert {"Kuaishou", "Douyin", "target", "slip"} <= set(legend)
    hollow = [
        line for line in drawn.lines if line.get_marker() == "o" and line.get_markerfacecolor() == "white"
    ]
    assert len(hollow) == 3
    assert [line.get_ydata()[0] for line in drawn.lines if line.get_marker() == "x"] == [1e8]


def test_no_name_is_read_as_a_formula(axes):
    draft = Draft("a", "1 yuan 2 yuan")
    for evidence, low in (("1 yuan", 1), ("2 yuan", 2)):
        level(draft, evidence, low, subject="$\\frac{1$ Inc_^ $x$")
    drawn = extract.series(draft.record(), "gmv").plot(axes())
    drawn.figure.canvas.draw()
    assert "\\$x\\$" in drawn.get_legend().get_texts()[0].get_text()


def test_a_series_without_claims_is_an_empty_picture(axes):
    series = extract.series([], "gmv")
    assert isinstance(series, TimeSeries) and len(series) == 0 and len(series.to_pandas()) == 0
    assert [text.get_text() for text in series.plot(axes()).texts] == ["no such claim"]


def test_without_matplotlib_the_install_line_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with pytest.raises(CrossfootError, match="pip install matplotlib"):
        extract.series(kuaishou(), "gmv").plot()


def test_records_as_tables():
    made = extract.tables(kuaishou())
    assert [len(made.articles), len(made.companies)] == [1, len(kuaishou().companies)]
    assert made.findings.to_pandas()["check"].tolist() == [kuaishou().findings[0].check]
    assert made.findings.to_polars().height == made.findings.to_arrow().num_rows == len(made.findings) == 1
    assert list(made) == [kuaishou()]
