"""CoNLL-U files as spaCy examples, with seeded variants that bring the treebanks closer to financial news.

The registered reader ``crossfoot.treebank.v1`` yields each sentence alone (the pipeline we ship gets its sentence
boundaries from rules, so that is how the parser will meet text) and, if asked, the same sentences in groups and variants.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

GROUP_WORDS = 120
"""A group of neighbouring sentences is closed at about this many words: a paragraph of news."""


@dataclass(frozen=True)
class Word:
    """One syntactic word; ``head`` counts from 0 within the sentence and is the word itself for the root."""

    text: str
    space: bool
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    relation: str


Sentence = list[Word]


def read_conllu(path: Path) -> Iterator[list[Sentence]]:
    """The documents of a gzipped CoNLL-U file, each a list of sentences."""
    document: list[Sentence] = []
    lines: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# newdoc") and document:
                yield document
                document = []
            elif line and not line.startswith("#"):
                lines.append(line.split("\t"))
            elif not line and lines:
                document.append(_sentence(lines))
                lines = []
    if document:
        yield document


def _sentence(lines: list[list[str]]) -> Sentence:
    """The words of one sentence. Words written as one ("don't") follow each other without a blank."""
    joined: dict[int, bool] = {}
    words: Sentence = []
    for columns in lines:
        number, text, lemma, upos, xpos, feats, head, relation, _, misc = columns
        space = "SpaceAfter=No" not in misc
        if "-" in number:
            first, last = map(int, number.split("-"))
            joined.update(dict.fromkeys(range(first, last), False))
            joined[last] = space
        elif "." not in number:
            position = len(words)
            root = head == "0"
            words.append(
                Word(
                    text=text.replace(" ", ""),
                    space=joined.get(int(number), space),
                    lemma=text if lemma == "_" else lemma,
                    upos=upos,
                    xpos=xpos,
                    feats="" if feats == "_" else feats,
                    head=position if root else int(head) - 1,
                    relation="ROOT" if root else relation,
                )
            )
    return words


def to_doc(nlp: Language, sentences: list[Sentence]) -> Doc:
    """A reference ``Doc`` with everything the treebank knows."""
    words = [word for sentence in sentences for word in sentence]
    starts = [index == 0 for sentence in sentences for index in range(len(sentence))]
    heads: list[int] = []
    for sentence in sentences:
        offset = len(heads)
        heads.extend(offset + word.head for word in sentence)
    spaces = [word.space for word in words]
    for position in range(1, len(words)):
        if starts[position] and words[position - 1].upos != "SPACE":
            spaces[position - 1] = True
    return Doc(
        nlp.vocab,
        words=[word.text for word in words],
        spaces=spaces,
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.feats for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=[word.relation for word in words],
        # A sentence alone says nothing about where sentences end.
        sent_starts=starts if len(sentences) > 1 else None,
    )


def groups(document: list[Sentence]) -> Iterator[list[Sentence]]:
    """Neighbouring sentences, about a paragraph at a time."""
    group: list[Sentence] = []
    for sentence in document:
        group.append(sentence)
        if sum(map(len, group)) >= GROUP_WORDS:
            yield group
            group = []
    if group:
        yield group


# What a tech desk writes where the treebanks write a bare dollar sign: the text, and whether a blank follows.
CURRENCIES = (
    ("RMB", True),
    ("RMB", True),
    ("RMB", False),
    ("USD", True),
    ("CNY", True),
    ("US$", False),
    ("US$", False),
    ("HK$", False),
    ("NT$", False),
    ("€", False),
    ("£", False),
    ("₹", False),
    ("¥", False),
    ("Rs", True),
    ("$", False),
    ("$", False),
)


def swap_currency(sentence: Sentence, chance: random.Random) -> Sentence:
    """Other currencies in place of the dollar; tag and tree are the dollar's."""
    varied = list(sentence)
    for index, word in enumerate(sentence[:-1]):
        if word.text in ("$", "US$") and word.xpos == "$" and sentence[index + 1].xpos == "CD":
            text, space = chance.choice(CURRENCIES)
            varied[index] = replace(word, text=text, lemma=text, space=space)
    return varied


UNITS = (("yuan", "NN", "yuan"), ("won", "NN", "won"), ("yen", "NN", "yen"), ("dollars", "NNS", "dollar"))


def put_currency_last(sentence: Sentence, chance: random.Random) -> Sentence:
    """One sum of money with its currency as a noun behind it: "4.5 billion yuan"."""
    for index, word in enumerate(sentence):
        end = index + 1
        while end < len(sentence) and sentence[end].xpos == "CD":
            end += 1
        if word.xpos != "$" or end == index + 1:
            continue
        text, tag, lemma = chance.choice(UNITS)
        number = "Number=Sing" if tag == "NN" else "Number=Plur"
        noun = replace(
            word, text=text, lemma=lemma, upos="NOUN", xpos=tag, feats=number, space=sentence[end - 1].space
        )
        order = [*range(index), *range(index + 1, end), index, *range(end, len(sentence))]
        place = {old: new for new, old in enumerate(order)}
        moved = [noun if old == index else sentence[old] for old in order]
        moved[end - 2] = replace(moved[end - 2], space=True)
        return [replace(other, head=place[other.head]) for other in moved]
    return sentence


def add_line_break(sentence: Sentence, chance: random.Random) -> Sentence:
    """The break after a paragraph, which spaCy keeps as a word: it hangs on the word before it."""
    last = replace(sentence[-1], space=False)
    text = chance.choice(("\n", "\n\n", "\n\n"))
    space = Word(text, False, text, "SPACE", "_SP", "", len(sentence) - 1, "dep")
    return [*sentence[:-1], last, space]


def add_restatement(sentence: Sentence, chance: random.Random) -> Sentence:
    """After one sum of money its restatement in brackets, in apposition: "RMB 300 billion (USD 42 billion)"."""
    for index, word in enumerate(sentence):
        end = index + 1
        while end < len(sentence) and sentence[end].xpos == "CD":
            end += 1
        if word.xpos != "$" or end == index + 1 or word.relation == "compound":
            continue
        text, space = chance.choice(CURRENCIES)
        number = f"{chance.randint(2, 99)}" + (f".{chance.randint(1, 9)}" if chance.random() < 0.5 else "")
        scale = chance.choice(("million", "billion"))
        numeral = "NumForm=Digit|NumType=Card"
        added = [
            Word("(", False, "(", "PUNCT", "-LRB-", "", end + 1, "punct"),
            Word(text, space, text, "SYM", "$", "", index, "appos"),
            Word(number, True, number, "NUM", "CD", numeral, end + 3, "compound"),
            Word(scale, False, scale, "NUM", "CD", "NumForm=Word|NumType=Card", end + 1, "nummod"),
            Word(")", sentence[end - 1].space, ")", "PUNCT", "-RRB-", "", end + 1, "punct"),
        ]
        shift = len(added)
        moved = [
            replace(other, head=other.head + shift if other.head >= end else other.head) for other in sentence
        ]
        moved[end - 1] = replace(moved[end - 1], space=True)
        return moved[:end] + added + moved[end:]
    return sentence


def curl_quotes(sentence: Sentence) -> Sentence:
    """Typographic quotation marks and apostrophes, as most outlets print them."""
    varied = []
    for word in sentence:
        text = word.text.replace("'", "’")
        if word.xpos in ("``", "''") and word.text in ('"', "'", "''", "``"):
            text = "“" if word.xpos == "``" else "”"
        varied.append(replace(word, text=text))
    return varied


def recase(sentence: Sentence, style: Callable[[str], str]) -> Sentence:
    """All words in another case, their tags kept."""
    return [replace(word, text=style(word.text)) for word in sentence]


def _headline(text: str) -> str:
    return text[:1].upper() + text[1:] if len(text) > 3 else text


def without_stop(sentence: Sentence) -> Sentence:
    """The sentence without its full stop, as headlines and list items have it."""
    if (
        len(sentence) > 3
        and sentence[-1].text == "."
        and all(word.head < len(sentence) - 1 for word in sentence)
    ):
        return sentence[:-1]
    return sentence


def vary(sentence: Sentence, chance: random.Random) -> Sentence:
    """One variant of a sentence; often the sentence as it is."""
    if any(word.xpos == "$" for word in sentence):
        if chance.random() < 0.3:
            sentence = add_restatement(sentence, chance)
        draw = chance.random()
        if draw < 0.2:
            sentence = put_currency_last(sentence, chance)
        elif draw < 0.8:
            sentence = swap_currency(sentence, chance)
    if chance.random() < 0.6:
        sentence = curl_quotes(sentence)
    draw = chance.random()
    if draw < 0.03:
        sentence = recase(without_stop(sentence), _headline)
    elif draw < 0.05:
        sentence = recase(sentence, str.upper)
    elif draw < 0.08:
        sentence = recase(sentence, str.lower)
    elif draw < 0.12:
        sentence = without_stop(sentence)
    if chance.random() < 0.3:
        sentence = add_line_break(sentence, chance)
    return sentence


def _texts(documents: Iterable[list[Sentence]], variants: bool, seed: int) -> Iterator[list[Sentence]]:
    chance = random.Random(seed)
    for document in documents:
        for sentence in document:
            yield [vary(sentence, chance) if variants and chance.random() < 0.5 else sentence]
        if variants:
            for group in groups(document):
                yield [vary(sentence, chance) for sentence in group]


@spacy.registry.readers("crossfoot.treebank.v1")
def treebank_reader(paths: list[Path], variants: bool, seed: int) -> Callable[[Language], Iterator[Example]]:
    """Examples from the treebank files ``paths``; with ``variants`` also paragraphs of varied sentences."""

    # Every component reads the whole corpus once to find its labels; building it is dearer than keeping it.
    kept: list[Example] = []

    def read(nlp: Language) -> Iterator[Example]:
        if not kept:
            for path in paths:
                for sentences in _texts(read_conllu(Path(path)), variants, seed):
                    reference = to_doc(nlp, sentences)
                    if len(reference) > 1:
                        kept.append(Example(nlp.make_doc(reference.text), reference))
        yield from kept

    return read


CURRENCY_PREFIXES = [
    r"HK\$",
    r"NT\$",
    r"S\$",
    r"R\$",
    r"A\$",
    r"C\$",
    r"(?:RMB|CNY|USD|EUR|INR|HKD|JPY|KRW|Rs\.?)(?=\d)",
    "₩",
]
SCALE_SUFFIXES = [r"(?<=[0-9])(?:bn|mn|tn|trn|cr)"]
CHINESE_INFIXES = [r"[。！？｡，、；：「」『』（）《》]"]
RANGE_INFIXES = [r"(?<=%)[-–](?=[0-9])"]


@spacy.registry.callbacks("crossfoot.tokenizer.v1")
def split_money() -> Callable[[Language], None]:
    """Split money written solid ("HK$1.2bn", "RMB5bn") into currency, number and scale."""

    def change(nlp: Language) -> None:
        defaults, tokenizer = nlp.Defaults, nlp.tokenizer
        prefixes = [*CURRENCY_PREFIXES, *(defaults.prefixes or ())]
        suffixes = [*(defaults.suffixes or ()), *SCALE_SUFFIXES]
        infixes = [*(defaults.infixes or ()), *RANGE_INFIXES, *CHINESE_INFIXES]
        tokenizer.prefix_search = compile_prefix_regex(prefixes).search
        tokenizer.suffix_search = compile_suffix_regex(suffixes).search
        tokenizer.infix_finditer = compile_infix_regex(infixes).finditer

    return change
