"""One id for one article."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.model import Claim, Finding, Record, Repair
from extract.running.identity import Ids, renamed


@given(st.lists(st.sampled_from(["a", "a~2", "a~3", "b"]), max_size=12))
def test_ids_are_unique_and_the_first_keeps_its_own(wanted: list[str]) -> None:
    ids = Ids()
    given_out = [ids.unique(name) for name in wanted]
    assert len(set(given_out)) == len(wanted)
    assert given_out[:1] == wanted[:1]
    assert all(new == old or new.startswith(f"{old}~") for old, new in zip(wanted, given_out, strict=True))


def test_the_same_order_gives_the_same_ids() -> None:
    ids = Ids()
    assert [ids.unique(name) for name in ("a", "a", "b", "a")] == ["a", "a~2", "b", "a~3"]


def test_everything_that_points_at_an_article_follows_its_new_id() -> None:
    spans = {"start": 0, "end": 1, "sentence_start": 0, "sentence_end": 1}
    claims = tuple(
        Claim(id=f"a#c{number}", metric="users", kind="level", baseline=baseline, **spans)
        for number, baseline in ((1, None), (2, "a#c1"))
    )
    repair = Repair(claim="a#c1", figure=("a", 0), date=("other", 3), field="low", text="x", why="y")
    finding = Finding(
        id="a#f1",
        check="share",
        severity="info",
        confidence=0.5,
        claims=("a#c1", "a#c2", "ab#c1"),
        figures=(("a", 0), ("ab", 1)),
        message="m",
        repairs=(repair,),
    )
    made = renamed(Record(id="a", text="x", claims=claims, findings=(finding,)), "n~2")
    assert made.id == "n~2"
    assert [claim.id for claim in made.claims] == ["n~2#c1", "n~2#c2"]
    assert made.claims[1].baseline == "n~2#c1"
    (moved,) = made.findings
    assert (moved.id, moved.claims) == ("n~2#f1", ("n~2#c1", "n~2#c2", "ab#c1"))
    assert moved.figures == (("n~2", 0), ("ab", 1))
    assert (moved.repairs[0].claim, moved.repairs[0].figure, moved.repairs[0].date) == (
        "n~2#c1",
        ("n~2", 0),
        ("other", 3),
    )
