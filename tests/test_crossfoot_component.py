"""``crossfoot`` as a spaCy component, in pipelines of the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language

import extract

TEXT = "Kuaishou had over 300 million daily active users in 2020."


def pipeline() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("crossfoot")
    return nlp


def test_one_component_gives_the_whole_record() -> None:
    record = pipeline()(TEXT)._.crossfoot
    (claim,) = record.claims
    assert (claim.subject.id, claim.metric, claim.low, claim.modifier) == (
        "kuaishou",
        "dau",
        300_000_000,
        ">",
    )


def test_a_pipeline_with_it_is_saved_and_loaded(tmp_path: Path) -> None:
    pipeline().to_disk(tmp_path / "mine")
    loaded = spacy.load(tmp_path / "mine")
    assert loaded(TEXT)._.crossfoot.claims == pipeline()(TEXT)._.crossfoot.claims


def test_batches_give_what_single_texts_give() -> None:
    nlp = pipeline()
    texts = [TEXT, "Revenue was RMB 5 billion.", ""]
    assert [doc._.crossfoot for doc in nlp.pipe(texts)] == [nlp(text)._.crossfoot for text in texts]


def test_another_pipeline_stands_in_for_ours(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    record = extract.extract(TEXT, published="2020-12-31", model=tmp_path / "blank")
    assert record.claims and record.claims[0].subject.id == "kuaishou"


def test_a_linker_of_the_users_own_is_chosen_by_configuration() -> None:
    @spacy.registry.misc("test.nothing.v1")
    def nothing() -> object:
        return lambda doc, article, mentions: ()

    nlp = spacy.blank("en")
    nlp.add_pipe("crossfoot", config={"linker": "test.nothing.v1"})
    record = nlp(TEXT)._.crossfoot
    assert record.claims == () and record.figures


def test_the_users_companies_and_metrics_reach_the_record(tmp_path: Path) -> None:
    companies = tmp_path / "companies.csv"
    companies.write_text("id,name,kind,aliases\nquorvia,Quorvia,company,Quorvia Labs\n", encoding="utf-8")
    record = extract.extract(
        "Quorvia Labs had revenue of RMB 5 billion in 2023.", published="2024-02-01", companies=companies
    )
    assert [(company.text, company.id) for company in record.companies] == [("Quorvia Labs", "quorvia")]
    assert record.claims[0].subject.id == "quorvia"


def test_another_language_gets_figures_and_dates_and_says_so() -> None:
    record = extract.extract(
        "快手在2020年的日活跃用户超过3亿，商品交易总额目标为2500亿元人民币。", published="2020-05-27"
    )
    assert record.language == "zh" and record.claims == () and record.companies == ()
    assert any(figure.unit == "CNY" and figure.low == 250_000_000_000 for figure in record.figures)
    assert "not-english" in [note.code for note in record.notes]


@pytest.mark.parametrize(
    ("published", "code"),
    [(None, "no-publication-date"), ("2020-11-06", "yen-sign"), ("2099-11-20", "stale-rate")],
)
def test_a_record_says_what_its_reader_should_know(published: str | None, code: str) -> None:
    text = "Kuaishou's revenue climbed 48% to ¥25.3 billion ($3.8 billion) last month."
    assert code in [note.code for note in extract.extract(text, published=published).notes]


def test_an_amount_without_a_rate_is_said_to_have_none() -> None:
    record = extract.extract(
        "The startup raised 500 million Kazakhstani tenge (KZT).", published="2021-03-01"
    )
    amounts = [figure for figure in record.figures if figure.kind == "money"]
    assert [(figure.unit, figure.usd) for figure in amounts] == [("KZT", None)]
    assert "KZT" in next(note.message for note in record.notes if note.code == "missing-rate")


def test_a_sentence_has_its_own_mentions_and_claims() -> None:
    doc = pipeline()("Kuaishou had 300 million users in 2020. Baidu earned RMB 5 billion in 2019.")
    first, second = doc.sents
    assert [company.id for company in first._.companies] == ["kuaishou"]
    assert [date.value for date in second._.dates] == ["2019"]
    assert [figure.unit for figure in second._.figures] == ["CNY"]
    assert {claim.subject.id for claim in second._.claims} == {"baidu"}


def test_displacy_shows_the_mentions() -> None:
    doc = pipeline()(TEXT)
    html = displacy.render(doc, style="span", options={"spans_key": "crossfoot"}, jupyter=False)
    assert {span.label_ for span in doc.spans["crossfoot"]} == {"COMPANY", "FIGURE", "DATE"}
    assert "Kuaishou" in html and "FIGURE" in html
