"""``crossfoot explain``: the arithmetic of one finding, asked for at the command line."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from report_records import Draft, entity, year
from rich.cells import cell_len

from extract.checking import check_records
from extract.cli.explain import articles_of
from extract.model import Date, Finding, Period, Record
from extract.quantity import Interval
from extract.writing.explained import render_explanation
from extract.writing.explaining import explain
from extract.writing.explaining.parts import span_words
from extract.writing.jsonl import decode_record, write_lines

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
PUBLISHED = {"published": date(2020, 5, 27), "language": "en"}
MARCH = Period(first=date(2020, 3, 31), last=date(2020, 3, 31))


def draft(text: str, id: str = "a", **known: Any) -> Draft:
    return Draft(id, text, **{**PUBLISHED, "source": f"{id}.txt", **known})


def level(made: Draft, words: str, value: int | str, unit: str, metric: str = "revenue", **more: Any) -> str:
    """A claim about Acme with the figure ``words``; ``tolerance`` is half a unit of its last digit."""
    tolerance = Decimal(more.pop("tolerance", 0))
    kind = more.pop("figure_kind", "money" if unit.isupper() else "count")
    high = more.pop("high", "same")
    figure = made.figure(
        words, value, high, unit=unit, tolerance=tolerance, kind=kind, modifier=more.pop("modifier", "=")
    )
    more.setdefault("subject", entity("Acme"))
    more.setdefault("confidence", 0.9)
    return made.claim(words, metric, figure, **more)


def grown(id: str = "a") -> Record:
    made = draft("Acme's revenue rose 52% to $12.5 billion in 2019 from $10.2 billion in 2018.", id)
    base = level(made, "$10.2 billion", 10_200_000_000, "USD", tolerance=50_000_000, period=year(2018))
    level(made, "$12.5 billion", 12_500_000_000, "USD", tolerance=50_000_000, period=year(2019))
    change = {"kind": "change", "direction": "up", "basis": "yoy", "baseline": base}
    level(made, "52%", 52, "percent", figure_kind="percent", tolerance="0.5", period=year(2019), **change)
    return made.record()


def converted() -> Record:
    made = draft("Acme sold goods worth RMB 300 billion (USD 52 billion) in 2019.")
    first = made.figure("RMB 300 billion", 300_000_000_000, unit="CNY", tolerance=Decimal(500_000_000))
    made.figure("USD 52 billion", 52_000_000_000, unit="USD", tolerance=Decimal(500_000_000), converts=first)
    made.claim("RMB 300 billion", "gmv", first, subject=entity("Acme"), period=year(2019), confidence=0.9)
    return made.record()


def contradicted() -> Record:
    made = draft(
        "Acme had 313 million users a day in March 2020. The app had 251 million a day in March 2020."
    )
    for words, value in (("313 million", 313_000_000), ("251 million", 251_000_000)):
        level(made, words, value, "user", "dau", tolerance=500_000, period=MARCH)
    return made.record()


def a_slip() -> Record:
    made = draft("Acme aims for RMB 250 billion in 2020, up from an original goal of RMB 100 million.")
    goal = {"status": "target", "period": year(2020)}
    base = level(made, "RMB 100 million", 100_000_000, "CNY", "gmv", tolerance=500_000, **goal)
    level(
        made, "RMB 250 billion", 250_000_000_000, "CNY", "gmv", tolerance=500_000_000, baseline=base, **goal
    )
    return made.record()


def shared() -> Record:
    made = draft("Acme's revenue was $41.2 billion in 2019. Advertising came to $10.7 billion, 35% of it.")
    whole = level(made, "$41.2 billion", 41_200_000_000, "USD", tolerance=50_000_000, period=year(2019))
    ads = {"scope": ("advertising",), "period": year(2019)}
    level(made, "$10.7 billion", 10_700_000_000, "USD", tolerance=50_000_000, **ads)
    level(
        made,
        "35%",
        35,
        "percent",
        figure_kind="percent",
        tolerance="0.5",
        kind="share",
        baseline=whole,
        **ads,
    )
    return made.record()


def within() -> Record:
    made = draft("Acme has 313 million daily users. It has 251 million monthly users.")
    level(made, "313 million", 313_000_000, "user", "dau", tolerance=500_000, period=MARCH)
    level(made, "251 million", 251_000_000, "user", "mau", tolerance=500_000, period=MARCH)
    return made.record()


def summed() -> Record:
    quarters = ((1, "$1.2 billion"), (2, "$1.3 billion"), (3, "$1.1 billion"), (4, "$1.4 billion"))
    said = ", ".join(words for _, words in quarters)
    made = draft(f"Acme took {said} in the quarters of 2019. The whole year brought $6.1 billion.")
    tolerance = 50_000_000
    for number, words in quarters:
        months = {1: (1, 3, 31), 2: (4, 6, 30), 3: (7, 9, 30), 4: (10, 12, 31)}[number]
        period = Period(first=date(2019, months[0], 1), last=date(2019, *months[1:]))
        level(made, words, str(Decimal(words[1:4]) * 10**9), "USD", tolerance=tolerance, period=period)
    level(made, "$6.1 billion", 6_100_000_000, "USD", tolerance=tolerance, period=year(2019))
    return made.record()


def impossible() -> Record:
    made = draft("Acme had 140% of the market in 2019.")
    known = {"figure_kind": "percent", "kind": "share", "period": year(2019)}
    level(made, "140%", 140, "percent", "market_share", tolerance="0.5", **known)
    return made.record()


def compared() -> Record:
    made = draft("Acme aims for RMB 150 billion in 2020, exceeding Beta's goal of RMB 212 billion.")
    goal = {"status": "target", "period": year(2020)}
    level(made, "RMB 150 billion", 150_000_000_000, "CNY", "gmv", tolerance=500_000_000, **goal)
    other = {"subject": entity("Beta"), **goal}
    base = level(made, "RMB 212 billion", 212_000_000_000, "CNY", "gmv", tolerance=500_000_000, **other)
    more = {"kind": "comparison", "baseline": base, "subject": entity("Acme"), "confidence": 0.9, **goal}
    made.claim("exceeding Beta's goal of RMB 212 billion", "gmv", None, **more)
    return made.record()


def misdated() -> Record:
    made = draft("The sale began on Monday, May 27, 2020.")
    start, end = made.span("Monday, May 27, 2020")
    day = date(2020, 5, 27)
    made.dates.append(
        Date(
            start=start,
            end=end,
            text=made.text[start:end],
            kind="date",
            value="2020-05-27",
            first=day,
            last=day,
        )
    )
    return made.record()


def sold() -> Record:
    made = draft("Acme raised $861 million, selling 33 million shares at $17 each.")
    for words, value, unit, kind, tolerance in (
        ("$861 million", 861_000_000, "USD", "money", 500_000),
        ("33 million", 33_000_000, "share", "quantity", 500_000),
        ("$17", 17, "USD", "money", "0.5"),
    ):
        made.figure(words, value, unit=unit, kind=kind, tolerance=Decimal(tolerance))
    return made.record()


def employed() -> Record:
    made = draft("It let go 500 employees of its 4,000 employees, or 22% of the workforce.")
    for words, unit, kind in (
        ("500 employees", "employee", "count"),
        ("4,000 employees", "employee", "count"),
    ):
        value = words.partition(" ")[0].replace(",", "")
        made.figure(words, value, unit=unit, kind=kind, tolerance=Decimal("0.5"))
    made.figure("22%", 22, unit="percent", kind="percent", tolerance=Decimal("0.5"))
    return made.record()


def abroad() -> list[Record]:
    """Two articles, one in dollars and one in yuan."""
    one = draft("Acme's revenue was $5.21 billion in 2019.", "a")
    level(one, "$5.21 billion", 5_210_000_000, "USD", tolerance=5_000_000, period=year(2019))
    two = draft("In 2019 Acme took RMB 51.9 billion.", "b")
    level(two, "RMB 51.9 billion", 51_900_000_000, "CNY", tolerance=50_000_000, period=year(2019))
    return [one.record(), two.record()]


def chain() -> list[Record]:
    """A level, a growth rate and the level before, in three articles."""
    made = []
    for id, text in (("a", "In 2018 Acme took $10.2 billion."), ("b", "Acme took $20.1 billion in 2019.")):
        one = draft(text, id)
        words = "$10.2 billion" if id == "a" else "$20.1 billion"
        period = year(2018 if id == "a" else 2019)
        level(one, words, str(Decimal(words[1:5]) * 10**9), "USD", tolerance=50_000_000, period=period)
        made.append(one.record())
    rate = draft("Acme's revenue of 2019 was up 52% year on year.", "c")
    more = {"kind": "change", "direction": "up", "basis": "yoy", "period": year(2019)}
    level(rate, "52%", 52, "percent", figure_kind="percent", tolerance="0.5", **more)
    return [*made, rate.record()]


def a_run(folder: Path, records: Sequence[Record]) -> list[Finding]:
    """The folder that a run over ``records`` leaves."""
    folder.mkdir(exist_ok=True)
    findings = check_records(records)
    for name, values in (("records", records), ("findings", findings)):
        with (folder / f"{name}.jsonl").open("wb") as stream:
            write_lines(values, stream)
    return findings


def flat(text: str) -> str:
    return " ".join(text.split())


SHOWN = [
    (
        grown,
        "arithmetic",
        [
            "A says up 52%: from C to B B = C × 1.515–1.525 = USD 10.15–10.25 billion × 1.515–1.525: USD 15.38–15.63 billion",
            "would have to be USD 15.5 billion by the numbers as written",
            "USD 2.827 billion (23%) short of what would fit",
        ],
    ),
    (
        converted,
        "conversion",
        [
            "The rate that they imply, CNY for 1 USD: A ÷ B in the middle 5.769 with the rounding of both 5.705–5.835",
            "12 Apr 2020 – 30 May 2020 (ECB, lowest to highest): 7.014–7.195; 20% away",
            "2019 (ECB, average): 6.874–6.943; 18% away",
            "B would have to be USD 41.7–42.77 billion",
            "18% away from the nearest of the market's",
        ],
    ),
    (
        contradicted,
        "contradiction",
        [
            "A allows 312.5–313.5 million users and B allows 250.5–251.5 million users they share no value",
            "61 million users",
        ],
    ),
    (
        a_slip,
        "magnitude",
        ["RMB 250 billion ÷ RMB 100 million = 2,500×", "from 200 times on", "RMB 100 [-million-]{+billion+}"],
    ),
    (
        shared,
        "share",
        [
            "C says that B is 35% of A B = A × 0.345–0.355 = USD 41.15–41.25 billion × 0.345–0.355: USD 14.2–14.64 billion",
            "would have to be USD 14.42 billion by the numbers as written",
        ],
    ),
    (
        within,
        "part_whole",
        [
            "Daily active users can't exceed monthly active users A ≤ B, so A is at most 251.5 million users",
            "A is 313 million users: 61 million users (24%) beyond what would fit",
        ],
    ),
    (
        summed,
        "arithmetic",
        [
            "The parts of a period sum to the whole",
            "= A + B + C + D = USD 1.15–1.25 billion + USD 1.25–1.35 billion + USD 1.05–1.15 billion + USD 1.35–1.45 billion",
            "would have to be USD 5 billion by the numbers as written",
        ],
    ),
    (impossible, "bounds", ["A allows 139.5–140.5%; possible is at most 100%", "39.5 percentage points"]),
    (
        compared,
        "ordering",
        ["says that A is at least as much as", "C ≤ A, so C is at most RMB 150.5 billion"],
    ),
    (
        misdated,
        "calendar",
        ["read as 2020-05-27, which is a Wednesday", "[-Monday-]{+Wednesday+}, May 27, 2020."],
    ),
    (
        sold,
        "arithmetic",
        [
            "A should be B × C 32.5–33.5 million shares × USD 16.5–17.5: USD 536.2–586.2 million",
            "up to 8% less",
        ],
    ),
    (employed, "share", ["499.5–500.5 employees ÷ 3,999.5–4,000.5 employees: 12.486–12.514%"]),
]


@pytest.mark.parametrize(("make", "check", "said"), SHOWN, ids=[make.__name__ for make, *_ in SHOWN])
def test_the_arithmetic_of_every_kind_of_finding(
    crossfoot: Callable[..., Any], tmp_path: Path, make: Callable[[], Record], check: str, said: list[str]
) -> None:
    (finding,) = a_run(tmp_path / "out", [make()])
    assert finding.check == check
    status, out, err = crossfoot("explain", finding.id, tmp_path / "out", "--no-color")
    assert (status, err) == (0, "")
    shown = flat(out)
    assert finding.message in shown and "What is said A a.txt, a, 27 May 2020" in shown
    for words in said:
        assert words in shown
    for repair in finding.repairs:
        assert repair.why in shown


@pytest.mark.parametrize("make", [make for make, *_ in SHOWN], ids=[make.__name__ for make, *_ in SHOWN])
def test_what_is_worked_out_is_what_the_finding_expects(make: Callable[[], Record]) -> None:
    record = make()
    (finding,) = check_records([record])
    fits = " ".join(explain(finding, [record]).fits)
    if finding.expected is None:
        assert fits == ""
    else:
        asked = Interval(finding.expected.low, finding.expected.high)
        assert span_words(asked, finding.expected.unit) in fits


def test_every_finding_of_the_development_gold_is_worked_out() -> None:
    lines = (Path(__file__).parents[2] / "corpus/gold/dev.jsonl").read_bytes().splitlines()
    records = {record.id: record for record in map(decode_record, lines)}
    findings = check_records(records.values())
    assert len(findings) > 20
    for finding in findings:
        explanation = explain(finding, [records[article] for article in dict.fromkeys(articles_of(finding))])
        assert explanation.steps or finding.check == "calendar", finding.id
        if finding.expected is not None:
            asked = Interval(finding.expected.low, finding.expected.high)
            assert span_words(asked, finding.expected.unit) in " ".join(explanation.fits), finding.id


def test_what_no_claim_of_the_finding_states_has_a_letter_too() -> None:
    made = draft(
        "Acme took $10.2 billion in 2018. It grew 52% in 2019. In 2020 it grew 21% to $30.1 billion."
    )
    level(made, "$10.2 billion", 10_200_000_000, "USD", tolerance=50_000_000, period=year(2018))
    change = {"kind": "change", "direction": "up", "basis": "yoy", "figure_kind": "percent"}
    level(made, "52%", 52, "percent", tolerance="0.5", period=year(2019), **change)
    level(made, "21%", 21, "percent", tolerance="0.5", period=year(2020), **change)
    level(made, "$30.1 billion", 30_100_000_000, "USD", tolerance=50_000_000, period=year(2020))
    record = made.record()
    (finding,) = check_records([record])
    shown = flat(render_explanation(explain(finding, [record]), width=200, color=False))
    assert "1. C says up 21%: from X to D X stands for the revenue of 2019 X = D ÷ 1.205–1.215" in shown
    assert "2. B says up 52%: from A to X A = X ÷ 1.515–1.525" in shown


def test_money_of_two_currencies_is_brought_into_one(crossfoot: Callable[..., Any], tmp_path: Path) -> None:
    (finding,) = a_run(tmp_path / "out", abroad())
    assert finding.check == "contradiction"
    shown = flat(crossfoot("explain", finding.id, tmp_path / "out")[1])
    assert "B is in CNY; it is compared in USD 1 CNY was USD 0.1398–0.1492, 2019" in shown or (
        "A is in USD; it is compared in CNY 1 USD was RMB 6.6" in shown
    )
    assert "1% either way is allowed for" in shown


def test_three_articles_make_one_chain(crossfoot: Callable[..., Any], tmp_path: Path) -> None:
    (finding,) = a_run(tmp_path / "out", chain())
    assert finding.check == "arithmetic" and finding.id.startswith("across#")
    shown = flat(crossfoot("explain", finding.id, tmp_path / "out")[1])
    for words in ("A a.txt, a, 27 May 2020", "B b.txt, b", "C c.txt, c", "C says up 52%: from A to B"):
        assert words in shown
    assert "B = A × 1.515–1.525" in shown


def test_a_finding_is_found_wherever_its_records_are(
    crossfoot: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    within_one, *_ = a_run(tmp_path / "out", [grown()])
    monkeypatch.chdir(tmp_path)
    wanted = crossfoot("explain", within_one.id, "out")[1]
    assert crossfoot("explain", within_one.id)[1] == wanted, "without a folder it looks in out"
    assert crossfoot("explain", within_one.id, "out/records.jsonl")[1] == wanted
    records = Path("out/records.jsonl").read_bytes()
    Path("alone.jsonl").write_bytes(records)
    assert crossfoot("explain", within_one.id, "alone.jsonl")[1] == wanted
    assert crossfoot("explain", within_one.id, "-", stdin=records)[1] == wanted


def test_findings_across_files_of_records_are_found_as_check_finds_them(
    crossfoot: Callable[..., Any], tmp_path: Path
) -> None:
    for record in abroad():
        with (tmp_path / f"{record.id}.jsonl").open("wb") as stream:
            write_lines([record], stream)
    files = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    (finding,) = crossfoot("check", *files).lines
    status, out, err = crossfoot("explain", finding["id"], *files)
    assert (status, err) == (0, "") and finding["id"] in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["a#f9", "out"],
            "out: the finding 'a#f9' is unknown. Take the id of one of its 1 findings, such as 'a#f1'. [E105]",
        ),
        (["a#f1", "empty"], "empty: the finding 'a#f1' is unknown. It has none. [E105]"),
        (["a#f1", "nowhere"], "nowhere: there is no such file or folder. Check the path. [E101]"),
        (["a#f1", "bare"], "bare/records.jsonl: there is no such file or folder. Check the path. [E101]"),
        (["a#f1", "out", "--rates", "none.csv"], "none.csv: there is no such file or folder."),
        (["a#f1", "broken"], "broken/findings.jsonl, line 1: the record is not valid"),
        ([], "the call is not understood: missing argument 'FINDING'"),
    ],
)
def test_a_wrong_call_is_one_line_and_status_2(
    crossfoot: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    a_run(Path("out"), [grown()])
    a_run(Path("empty"), [])
    a_run(Path("broken"), [grown()])
    Path("broken/findings.jsonl").write_text("{}\n")
    Path("bare").mkdir()
    status, out, err = crossfoot("explain", *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"crossfoot: {said}")


def test_a_line_that_is_no_record_is_named_and_the_rest_explained(
    crossfoot: Callable[..., Any], tmp_path: Path
) -> None:
    a_run(tmp_path / "out", [grown()])
    with (tmp_path / "out/records.jsonl").open("ab") as stream:
        stream.write(b"{}\n")
    status, out, err = crossfoot("explain", "a#f1", tmp_path / "out")
    assert status == 3 and "Step by step" in out
    assert "records.jsonl, line 2: the record is not valid" in err


def test_articles_that_are_gone_are_said_to_be(crossfoot: Callable[..., Any], tmp_path: Path) -> None:
    a_run(tmp_path / "out", [grown()])
    (tmp_path / "out/records.jsonl").write_text("")
    status, out, _ = crossfoot("explain", "a#f1", tmp_path / "out")
    assert status == 0 and "not among these records" in out
    assert "would have to be USD 15.38–15.63 billion" in flat(out)


def test_the_rates_of_the_run_are_taken_and_others_where_they_are_given(
    crossfoot: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "mine.csv").write_text("date,currency,rate\n2020-05-27,CNY,9\n")
    (tmp_path / "other.csv").write_text("date,currency,rate\n2020-05-27,CNY,10\n")
    a_run(tmp_path / "out", [converted()])
    shown = crossfoot("explain", "a#f1", tmp_path / "out")[1]
    assert "7.014–7.195" in shown
    (tmp_path / "out/run.json").write_text(f'{{"options": {{"rates": "{tmp_path}/mine.csv"}}}}')
    shown = flat(crossfoot("explain", "a#f1", tmp_path / "out")[1])
    assert "(mine.csv, lowest to highest): 7.014–9.045" in shown
    shown = flat(crossfoot("explain", "a#f1", tmp_path / "out", "--rates", tmp_path / "other.csv")[1])
    assert "7.014–10.05" in shown


def chinese() -> Record:
    made = draft(
        "艾美集团2019年营收为125.3亿元。艾美集团2019年营收为152.3亿元，高于上年。" * 2,
        "快手",
        title="艾美集团营收",
    )
    more = {"subject": entity("艾美集团"), "period": year(2019), "attribution": "晚点LatePost"}
    for words, value in (("125.3亿元", 12_530_000_000), ("152.3亿元", 15_230_000_000)):
        level(made, words, value, "CNY", tolerance=5_000_000, **more)
    return made.record(
        Finding(
            id="快手#f1",
            check="contradiction",
            severity="error",
            confidence=0.9,
            claims=("快手#c1", "快手#c2"),
            message="艾美集团2019年营收一处为125.3亿元，另一处为152.3亿元。",
        )
    )


@pytest.mark.parametrize("width", [60, 61, 80, 104, 200])
@pytest.mark.parametrize("make", [grown, converted, compared, chinese], ids=lambda make: make.__name__)
def test_no_line_is_wider_than_the_terminal(
    crossfoot: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[], Record],
    width: int,
) -> None:
    record = make()
    a_run(tmp_path / "out", [record])
    if record.findings:
        with (tmp_path / "out/findings.jsonl").open("wb") as stream:
            write_lines(record.findings, stream)
    monkeypatch.setenv("COLUMNS", str(width))
    for flag in ("--color", "--no-color"):
        status, out, _ = crossfoot("explain", f"{record.id}#f1", tmp_path / "out", flag)
        assert status == 0
        for line in out.split("\n"):
            assert cell_len(ESCAPES.sub("", line)) <= width


def test_further_lines_stand_below_the_first_in_cells() -> None:
    record = chinese()
    lines = render_explanation(explain(record.findings[0], [record]), width=60, color=False).split("\n")
    at = next(index for index, line in enumerate(lines) if "speak of the same" in line)
    assert lines[at].startswith("  1. A and B speak of the same: 艾美集团: revenue, 2019")
    assert lines[at + 1].startswith("     A allows RMB 12.525–12.535 billion")


def test_colours_are_for_terminals_and_NO_COLOR_is_heard(tmp_path: Path) -> None:  # noqa: N802
    a_run(tmp_path / "out", [grown()])
    command = [sys.executable, "-m", "extract", "explain", "a#f1", str(tmp_path / "out")]

    def on_a_terminal(**environment: str) -> str:
        kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
        main_end, terminal = pty.openpty()
        process = subprocess.Popen(command, stdout=terminal, env={**kept, "TERM": "xterm", **environment})
        os.close(terminal)
        read = b""
        while piece := _piece(main_end):
            read += piece
        os.close(main_end)
        assert process.wait() == 0
        return read.decode()

    assert "\x1b[" in on_a_terminal()
    assert "\x1b[" in on_a_terminal(NO_COLOR="")
    assert "\x1b" not in on_a_terminal(NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(TERM="dumb")
    piped = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "\x1b" not in piped and "[$12.5 billion]" in piped


def _piece(end: int) -> bytes:
    try:
        return os.read(end, 65_536)
    except OSError:
        # Linux says so when the other side has closed.
        return b""


@pytest.mark.parametrize(
    "character", ["\x1b]0;owned\x07", "\x1b[2J", "\x9b31m", "\r", "\u202e", "\x00", "\ud800"]
)
def test_control_characters_of_an_article_never_reach_the_terminal(character: str) -> None:
    record = grown(f"a{character}")
    hostile = Record(
        **{name: getattr(record, name) for name in record.__struct_fields__}
        | {"source": f"s{character}", "text": record.text.replace("Acme's", f"Acme{character[0]}s")}
    )
    (finding,) = check_records([hostile])
    text = render_explanation(explain(finding, [hostile]), width=80, color=False)
    text.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_show_and_the_summary_name_the_finding_to_explain(
    crossfoot: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_run(tmp_path / "out", [grown()])
    monkeypatch.setenv("COLUMNS", "80")
    assert "sure · a#f1" in crossfoot("show", "a", "--from", tmp_path / "out")[1]
    assert "[a#f1]" in crossfoot("check", tmp_path / "out", "--out", tmp_path / "again")[2]
