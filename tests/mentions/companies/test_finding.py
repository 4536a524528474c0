"""What holds for every text, and what several texts or pipelines have in common."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from extract.lexicon.companies import registry
from extract.mentions.companies import find_companies
from extract.model import Company

NLP = spacy.blank("en")
PIECES = [
    "Kuaishou", "JD.com", "Apple", "Target", "the company", "The firm", "its", "It", "both", "their", "the latter", "said",
    "rose", "Lumora Technologies", "Lumora", "startup", "CEO", "’s", "'s", "快手", "阿里巴巴", "🙂", "é", "\n", "\n\n", "\r\n",
    "İstanbul", ".", ",", "(", ")", "“", "”", "NASDAQ: JD", "and", "of", "The Hangzhou-based e-commerce giant", "its rival",
]  # fmt: skip


def found(text: str) -> list[Company]:
    return find_companies(NLP(text))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40), st.sampled_from(["", " "]))
def test_offsets_order_and_ids(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    mentions = found(text)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert mentions == sorted(mentions, key=lambda m: m.start)
    assert all(m.id == m.id.lower() and m.id and m.name for m in mentions)
    assert len({(m.start, m.end, m.id) for m in mentions}) == len(mentions)
    assert mentions == found(text)


def test_what_a_mention_carries() -> None:
    live, owner = found("Taobao Live and JD.com grew.")
    assert (live.id, live.name, live.parent, live.ticker) == ("taobao_live", "Taobao Live", "alibaba", None)
    assert (owner.id, owner.name, owner.parent, owner.ticker) == ("jd.com", "JD.com", None, "NASDAQ:JD")


def test_a_word_that_stands_for_a_company_carries_the_same() -> None:
    name, word = found("JD.com fell. The company declined to comment.")
    assert (word.id, word.name, word.ticker, word.coref) == (name.id, name.name, name.ticker, True)


def test_an_unknown_name_has_one_id_in_all_articles() -> None:
    texts = [
        "Startup Lumora raised $3 million.",
        "Lumora Technologies raised $9 million.",
        "Shares of Lumora fell.",
        "Lumora Technologies Ltd. was sued. Lumora denied it.",
    ]
    assert {mention.id for text in texts for mention in found(text) if not mention.coref} == {"lumora"}


def test_an_unknown_name_never_takes_a_known_id() -> None:
    (mention,) = found("Shares of Alibaba Ventures fell.")
    assert mention.id == "alibaba" or mention.id not in registry()
    assert all(m.id != "apple" for m in found("Apple Pie Holdings Ltd. went bankrupt."))


def test_a_users_file_is_used(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,name,ticker,aliases\nquux,Quux,LSE:QUX,Qx\nkuaishou,,,K-Show\n", encoding="utf-8")
    mentions = find_companies(NLP("Quux and K-Show merged, Qx said."), registry=registry(path))
    assert [(m.id, m.ticker) for m in mentions] == [
        ("quux", "LSE:QUX"),
        ("kuaishou", "HKEX:1024"),
        ("quux", "LSE:QUX"),
    ]
    assert [m.id for m in found("Quux and K-Show merged.")] == []


@pytest.mark.parametrize("words", [["Kuaishou", "grew"], ["Kuaishou’s", "users"], ["(Kuaishou)", "fell"]])
def test_words_of_any_tokenizer(words: list[str]) -> None:
    doc = Doc(NLP.vocab, words=words)
    assert [m.text for m in find_companies(doc)] == ["Kuaishou"]


def test_given_sentences_are_kept() -> None:
    words = ["Kuaishou", "grew", "Its", "rival", "Douyin", "fell"]
    doc = Doc(NLP.vocab, words=words, sent_starts=[True, False, True, False, False, False])
    assert [(m.text, m.id) for m in find_companies(doc)] == [
        ("Kuaishou", "kuaishou"),
        ("Its", "kuaishou"),
        ("Douyin", "douyin"),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n", ".", "。", "1", "its", "The company", "Both", "’s"])
def test_nothing_to_find(text: str) -> None:
    assert found(text) == []


def test_a_long_text_costs_no_more_a_word() -> None:
    """Counted in calls, not in seconds: the work grows with the text, not with its square."""
    import sys

    def calls(text: str) -> int:
        doc = NLP(text)
        count = 0

        def counted(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(counted)
        try:
            find_companies(doc)
        finally:
            sys.setprofile(None)
        return count

    part = "Kuaishou said its rival Lumora Robotics, a startup, fell (again), and the company, it said, bought Target. "
    calls(part)
    assert calls(part * 200) < 6 * calls(part * 50)
