from __future__ import annotations

import re

import pytest
from report_records import Draft, entity, kuaishou, revenue_pair
from rich.cells import cell_len

from extract.writing.terminal import render_article, render_summary

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def chinese():
    draft = Draft(
        "zh",
        "快手计划2020年实现2500亿元的电商交易额，高于抖音的2000亿元。" * 3,
        title="快手电商目标上调",
        source="https://news.example.cn/1",
    )
    draft.company("快手")
    draft.company("抖音")
    goal = draft.figure("2500亿元", 250_000_000_000, unit="CNY")
    other = draft.figure("2000亿元", 200_000_000_000, unit="CNY")
    draft.claim(
        "快手计划2020年实现2500亿元",
        "gmv",
        goal,
        subject=entity("快手"),
        status="target",
        scope=("直播电商",),
    )
    draft.claim(
        "抖音的2000亿元", "gmv", other, subject=entity("抖音"), status="target", attribution="晚点LatePost"
    )
    return draft.record()


@pytest.mark.parametrize("width", [60, 72, 80, 103, 104, 120, 200])
@pytest.mark.parametrize("record", [kuaishou(), chinese()], ids=["english", "chinese"])
def test_no_line_is_wider_than_the_terminal(record, width):
    for color in (False, True):
        for line in render_article(record, [], width=width, color=color).split("\n"):
            assert cell_len(ESCAPES.sub("", line)) <= width


def test_columns_are_aligned_in_cells_not_in_characters():
    lines = render_article(chinese(), [], width=120, color=False).split("\n")
    head = next(line for line in lines if "Subject" in line)
    rows = [line for line in lines if line.startswith(("1 ", "2 ")) and "target" in line]
    assert len(rows) == 2
    for name, cell in (("Value", "RMB "), ("Status", "target")):
        column = cell_len(head[: head.index(name)])
        assert {cell_len(row[: row.index(cell)]) for row in rows} == {column}


def test_plain_output_has_no_escape_code_and_still_marks():
    text = render_article(kuaishou(), [], width=80, color=False)
    assert "\x1b" not in text
    flat = " ".join(text.split())
    for words in (
        "{Kuaishou} and {JD.com} are",
        "more than [300 million]¹ daily",
        "worth [RMB 250 billion]!² ([USD 35.2 billion])",
        "<last year>",
    ):
        assert words in flat
    assert "raised from [RMB 100 million]!" in flat and "[in a finding]!" in flat
    assert "Repair: RMB 100 [-million-]{+billion+}" in flat
    assert "error: Power of ten, 93% sure" in flat


def test_colour_adds_nothing_but_codes():
    plain = ESCAPES.sub("", render_article(kuaishou(), [], width=80, color=True))
    assert "\x1b" not in plain and "Kuaishou has more than 300 million¹" in " ".join(plain.split())


def test_claims_are_a_table_where_there_is_room_and_a_list_where_there_is_not():
    wide, narrow = (render_article(kuaishou(), [], width=width, color=False) for width in (120, 60))
    assert "Subject" in wide and "Subject" not in narrow
    for text in (wide, narrow):
        flat = " ".join(text.split())
        for words in (
            "RMB 250 billion",
            "300 million+",
            "about RMB 200–250 billion",
            "36Kr",
            "estimate",
            "91%",
        ):
            assert words in flat


def test_only_findings_about_the_article_are_shown():
    records, findings = revenue_pair()
    assert "164.2 billion in another" in " ".join(
        render_article(records[0], findings, width=80, color=False).split()
    )
    flat = " ".join(render_article(records[0], findings, width=80, color=False).split())
    assert "Repair: in desk-q1, write RMB 146.2 billion" in flat
    assert "No findings" in render_article(chinese(), findings, width=80, color=False)


@pytest.mark.parametrize(
    "character", ["\x1b]0;owned\x07", "\x1b[2J", "\x9b31m", "\r", "\x08", "\u202e", "\x00", "\ud800"]
)
def test_control_characters_of_an_article_never_reach_the_terminal(character):
    draft = Draft("a", f"Profit{character} was USD 5 million.", title=f"T{character}", source=f"s{character}")
    figure = draft.figure("USD 5 million", 5_000_000, unit="USD")
    draft.claim(
        f"Profit{character} was USD 5 million",
        "net_profit",
        figure,
        subject=entity(f"X{character}"),
        attribution=character,
    )
    text = render_article(draft.record(), [], width=80, color=False)
    text += render_summary(
        {"articles": 1}, [], [{"source": f"p{character}", "error": character, "code": "E1"}]
    )
    text.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_the_environment_has_no_say(monkeypatch):
    before = render_article(kuaishou(), [], width=80, color=True)
    for name, value in (("NO_COLOR", "1"), ("COLUMNS", "40"), ("TERM", "dumb"), ("FORCE_COLOR", "1")):
        monkeypatch.setenv(name, value)
    assert render_article(kuaishou(), [], width=80, color=True) == before
    assert "\x1b" not in render_article(kuaishou(), [], width=80, color=False)


def test_the_summary_counts_and_quotes_the_three_gravest():
    _, findings = revenue_pair()
    found = [*findings, *kuaishou().findings]
    errors = [
        {
            "source": f"{i}.txt",
            "id": None,
            "line": None,
            "code": "E201",
            "error": "the file is empty.",
            "remedy": "r",
        }
        for i in range(7)
    ]
    text = render_summary({"counts": {"articles": 1200, "claims": 8}}, found, errors)
    assert text.startswith("1,200 articles read, 8 claims, 2 findings (1 error, 1 warning).\n")
    assert text.index("error: The earlier goal") < text.index("warning: JD.com's revenue")
    assert (
        "7 inputs could not be read" in text
        and "0.txt: the file is empty. [E201]" in text
        and "2 more in errors.jsonl" in text
    )
    assert re.search(r"Power of ten +1 +– +–", text)
    many = [f for f in found for _ in range(4)]
    assert render_summary({"articles": 1}, many, []).count("error: ") == 3


def test_a_summary_of_nothing():
    assert (
        render_summary({"counts": {"articles": 0, "claims": 0}}, [], [])
        == "0 articles read, 0 claims, 0 findings.\n"
    )


@pytest.mark.parametrize("width", [20, 60, 61, 80, 120])
def test_a_summary_is_folded_to_the_terminal(width):
    _, findings = revenue_pair()
    name = "很长的文件名" * 9
    run = {"counts": {"articles": 1200, "claims": 8}, "slowest": [[name, 3.21], ["b", 2.0]]}
    errors = [{"source": f"{name}.txt", "error": "the file is empty.", "code": "E201"} for _ in range(7)]
    found = [*findings, *kuaishou().findings]
    whole = render_summary(run, found, errors)
    text = render_summary(run, found, errors, width=width)
    assert max(cell_len(line) for line in text.split("\n")) <= max(width, 60)
    assert "".join(text.split()) == "".join(whole.split())
    assert "\x1b" not in text
    gravest = text[text.index("The gravest:") :].split("\n")
    assert gravest[1].startswith("  error: ")
    assert all(line.startswith("    ") for line in gravest[2:] if line and not line.startswith("  warning: "))


def test_a_log_has_a_line_for_each_finding_whatever_its_length():
    findings = kuaishou().findings
    lines = render_summary({"articles": 1}, findings, []).split("\n")
    assert f"  error: {findings[0].message} [kuaishou-jd#f1]" in lines


def test_a_finding_in_an_article_has_the_id_that_explain_takes():
    for width in (60, 120):
        assert "93% sure · kuaishou-jd#f1" in render_article(kuaishou(), [], width=width, color=False)


def test_chinese_in_a_narrow_list_starts_every_line_at_its_column():
    lines = render_article(chinese(), [], width=60, color=False).split("\n")
    at = next(index for index, line in enumerate(lines) if line.startswith("  2  抖音: GMV"))
    assert lines[at + 1].startswith("     RMB 200 billion  level, target")
    assert lines[at + 2].startswith("     50% sure")
