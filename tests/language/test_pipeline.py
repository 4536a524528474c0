"""Loading pipelines: the shipped one, a foreign one by its folder, and clear errors for what isn't there."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extract.errors import CrossfootError
from extract.language import load_pipeline
from extract.language.pipeline import shipped_path
from extract.language.syntax import sentences


@Language.component("shouting_tagger")
def shouting_tagger(doc: Doc) -> Doc:
    for token in doc:
        token.tag_ = "LOUD" if token.is_upper else "QUIET"
    return doc


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("shouting_tagger")
    nlp.to_disk(tmp_path / "foreign")
    return tmp_path / "foreign"


def test_a_foreign_pipeline_loads_by_its_folder(foreign: Path) -> None:
    nlp = load_pipeline(str(foreign))
    doc = nlp("OPPO Inc. sold NEX Ltd. to vivo. The price was low.")
    assert [token.text for token in doc if token.tag_ == "LOUD"] == ["OPPO", "NEX"]
    assert [sentence.text for sentence in sentences(doc)] == [
        "OPPO Inc. sold NEX Ltd. to vivo.",
        "The price was low.",
    ]


def test_what_nothing_reads_is_not_loaded(foreign: Path) -> None:
    assert load_pipeline(str(foreign)).pipe_names == ["crossfoot_sentences", "shouting_tagger"]


def test_our_boundaries_come_first_even_where_they_were_saved_elsewhere(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("shouting_tagger")
    nlp.add_pipe("crossfoot_sentences")
    nlp.to_disk(tmp_path / "saved")
    assert load_pipeline(str(tmp_path / "saved")).pipe_names == ["crossfoot_sentences", "shouting_tagger"]


@pytest.mark.parametrize("name", ["en_core_no_such", "no/such/folder", ".", ""])
def test_a_pipeline_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(CrossfootError) as caught:
        load_pipeline(name)
    assert caught.value.code == "E403"
    assert repr(name) in str(caught.value)


def test_a_package_that_is_no_pipeline_can_not_be_loaded() -> None:
    with pytest.raises(CrossfootError) as caught:
        load_pipeline("msgspec")
    assert caught.value.code == "E404"


def test_a_pipeline_with_unknown_parts_says_which(tmp_path: Path, foreign: Path) -> None:
    config = foreign / "config.cfg"
    config.write_text(config.read_text().replace('"shouting_tagger"', '"whispering_tagger"'))
    with pytest.raises(CrossfootError) as caught:
        load_pipeline(str(foreign))
    assert caught.value.code == "E404"
    assert "whispering_tagger" in str(caught.value)


def test_a_pipeline_for_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path / "deutsch")
    with pytest.raises(CrossfootError) as caught:
        load_pipeline(str(tmp_path / "deutsch"))
    assert caught.value.code == "E405"


@pytest.fixture(scope="module")
def shipped() -> Language:
    return load_pipeline()


def test_the_shipped_pipeline_tags_and_parses(shipped: Language) -> None:
    doc = shipped("Revenue rose 12% to RMB 5.2 billion (USD 0.8 billion) in the quarter.")
    verb = next(token for token in doc if token.text == "rose")
    assert (verb.tag_, verb.pos_, verb.lemma_, verb.dep_) == ("VBD", "VERB", "rise", "ROOT")
    assert [token.text for token in verb.children if token.dep_ == "nsubj"] == ["Revenue"]


def test_money_written_solid_is_split(shipped: Language) -> None:
    words = [token.text for token in shipped.make_doc("It paid RMB1bn, HK$1.2bn and Rs500 crore.")]
    assert words == [
        "It",
        "paid",
        "RMB",
        "1",
        "bn",
        ",",
        "HK$",
        "1.2",
        "bn",
        "and",
        "Rs",
        "500",
        "crore",
        ".",
    ]


@pytest.mark.parametrize(
    "word",
    ["sold....", "x" + "." * 200, "(1)" * 60 + ".", "$5bn's)", "'" * 99, "up 5%)." * 30, "…" * 70 + "”."],
)
def test_the_ends_of_words_are_found_as_spacy_finds_them(shipped: Language, word: str) -> None:
    known = spacy.load(shipped_path()).tokenizer
    assert [token.text for token in shipped.tokenizer(word)] == [token.text for token in known(word)]


def test_the_end_of_a_long_word_is_looked_for_at_its_end_alone(shipped: Language) -> None:
    found = shipped.tokenizer.suffix_search("{" * 4000)
    assert found is not None and 3900 < found.pos <= found.start() < found.end() == 4000


def test_line_breaks_leave_the_trees_alone(shipped: Language) -> None:
    doc = shipped("Kuaishou cut 300 jobs.\n\nThe company has 9,000 staff.\n\n")
    roots = [token.text for token in doc if token.dep_ == "ROOT"]
    assert roots == ["cut", "has"]


def test_the_parser_keeps_our_boundaries(shipped: Language) -> None:
    text = "Profits at Foxwell Inc. fell in the U.S. The firm blamed Nov. sales.\nShares fell\n• 3% on Monday\n• 5% on Friday"
    assert [sentence.text.strip() for sentence in shipped(text).sents] == [
        "Profits at Foxwell Inc. fell in the U.S.",
        "The firm blamed Nov. sales.",
        "Shares fell",
        "• 3% on Monday",
        "• 5% on Friday",
    ]
