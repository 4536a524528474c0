"""Companies that the encoder sees and the registry doesn't know, and whom a description or pronoun stands for.

What the registry and the rules have found stays; the encoder adds names that it reads as a company's. Its coreferences take the place of those
told by rules in the dense articles that it was trained on; in plain ones the rules' stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Optional, TypeVar

import numpy
from msgspec.structs import replace

from extract.language.encoder.distances import distance_steps, sentence_steps
from extract.language.encoder.heads import Pairs, softmax
from extract.language.encoder.model import Encoding
from extract.language.encoder.viterbi import Tagged, tagged_spans
from extract.lexicon.companies import Registry
from extract.lexicon.company_words import company_words
from extract.mentions.metrics import find_metrics
from extract.model import Company

if TYPE_CHECKING:
    from extract.language.encoder.heads import Floats

_Mention = TypeVar("_Mention")

SURE_NAME = 0.55
"""A name less sure than this is none."""
SURE_REFERENCE = 0.25
"""A description whose likeliest company is less sure than this stands for none."""
DENSE_NUMBERS, DENSE_SHARE = 20, 0.015
"""From so many numbers on, and so many for each character, a text is like those that the encoder learnt coreferences from."""
AT_ONCE = 64
OPENING, BEFORE, BEHIND = 64, 700, 300
"""How far companies are looked for, in pieces: the opening always, so much before the descriptions and behind them."""
Placed = tuple[_Mention, tuple[int, int]]
_OWNER = re.compile(r"(?P<owner>its|their)\s+\S", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,]*")
_NO_NAMES = frozenset(
    (
        "yoy",
        "qoq",
        "mom",
        "y/y",
        "q/q",
        "ytd",
        "ceo",
        "cfo",
        "ipo",
        "gaap",
        "non-gaap",
        "q1",
        "q2",
        "q3",
        "q4",
        "h1",
        "h2",
    )
)
_LETTERS = re.compile(r"[^\W\d_]")


def with_learned(
    text: str,
    found: Sequence[Company],
    sentences: Sequence[int],
    encoding: Encoding,
    registry: Registry,
) -> tuple[Company, ...]:
    """The companies of ``text`` in its order; ``sentences`` holds the number of the sentence of each character."""
    tagged = tagged_spans(encoding)
    names = [company for company in found if not company.coref]
    names = sorted([*names, *_new_names(text, names, tagged, registry)], key=lambda company: company.start)
    if _is_dense(text):
        references = _references(text, names, tagged, sentences, encoding)
    else:
        references = [company for company in found if company.coref]
    return tuple(sorted([*names, *references], key=lambda company: (company.start, -company.end)))


def _is_dense(text: str) -> bool:
    numbers = len(_NUMBER.findall(text))
    return numbers >= DENSE_NUMBERS and numbers >= DENSE_SHARE * len(text)


def _new_names(
    text: str, known: list[Company], tagged: list[Tagged], registry: Registry
) -> Iterator[Company]:
    taken = [(company.start, company.end) for company in known]
    fresh: dict[str, tuple[str, str]] = {}
    for span in tagged:
        words = text[span.start : span.end]
        free = not any(start < span.end and span.start < end for start, end in taken)
        if span.kind == "COMPANY" and span.sure >= SURE_NAME and free and _may_be_name(words):
            fresh.setdefault(words, ("", ""))
    for words in sorted(fresh, key=lambda name: (-len(name), name)):
        entry = registry.named(words)
        fresh[words] = (entry.id, entry.name) if entry is not None else _identity(words, fresh, known)
    for words, (id_, name) in sorted(fresh.items(), key=lambda item: (-len(item[0]), item[0])):
        edge = r"(?<!\w)" if words[0].isalnum() else ""
        for match in re.finditer(edge + re.escape(words) + (r"(?!\w)" if words[-1].isalnum() else ""), text):
            start, end = match.span()
            if any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            yield Company(start=start, end=end, text=words, id=id_, name=name)


def _may_be_name(words: str) -> bool:
    """Whether it has a letter and is no word for something measured ("DAUs", "YoY")."""
    if not _LETTERS.search(words) or words.casefold() in _NO_NAMES:
        return False
    metrics = find_metrics(words)
    return not any(metric.start == 0 and metric.end == len(words) for metric in metrics)


def _identity(words: str, fresh: dict[str, tuple[str, str]], known: list[Company]) -> tuple[str, str]:
    """Id and name of an unknown company: of the longer name that begins with it, or made of its own."""
    for company in known:
        if company.text.startswith(f"{words} "):
            return company.id, company.name
    for longer in sorted(fresh, key=lambda name: (-len(name), name)):
        if longer.startswith(f"{words} ") and fresh[longer][0]:
            return fresh[longer]
    legal = company_words()["names.legal"]
    stem = words.split()
    while len(stem) > 1 and stem[-1].strip(".,") in legal:
        stem.pop()
    name = " ".join(stem).rstrip(",")
    return re.sub(r"[^\w.]+", "_", name.lower()).strip("_.") or "company", name


def _with_owner(text: str, span: Tagged) -> Iterator[Tagged]:
    """A description, and the pronoun in it: "its rival" speaks of two companies."""
    yield span
    owner = _OWNER.match(text, span.start, span.end)
    if owner is not None:
        yield span._replace(end=owner.end("owner"))


def _references(
    text: str,
    names: list[Company],
    tagged: list[Tagged],
    sentences: Sequence[int],
    encoding: Encoding,
) -> list[Company]:
    """Descriptions and pronouns with the company that the encoder takes each for."""
    spans = [
        (span, pieces)
        for whole in tagged
        if whole.kind == "COREFERENCE"
        and not any(company.start < whole.end and whole.start < company.end for company in names)
        for span in _with_owner(text, whole)
        if (pieces := encoding.pieces_of(span.start, span.end)) is not None
    ]
    placed = [(company, encoding.pieces_of(company.start, company.end)) for company in names]
    candidates = [(company, pieces) for company, pieces in placed if pieces is not None]
    if not spans or not candidates:
        return []
    made: list[Placed[Company]] = []
    for start in range(0, len(spans), AT_ONCE):
        made += _resolved(text, spans[start : start + AT_ONCE], [*candidates, *made], sentences, encoding)
    return [company for company, _ in made]


def _resolved(
    text: str,
    spans: list[Placed[Tagged]],
    known: list[Placed[Company]],
    sentences: Sequence[int],
    encoding: Encoding,
) -> list[Placed[Company]]:
    """Some descriptions, each with the company near it that most probability falls on, by name or by descriptions before it."""
    first, last = spans[0][1][0], spans[-1][1][1]
    candidates = [
        one
        for one in known
        if one[1][0] < OPENING or (first - BEFORE < one[1][1] and one[1][0] < last + BEHIND)
    ]
    if not candidates:
        return []
    probabilities = _antecedents(spans, [*candidates, *spans], sentences, encoding)
    made: list[Placed[Company]] = []
    stands_for: list[Optional[Company]] = [company for company, _ in candidates]
    for (span, pieces), row in zip(spans, probabilities, strict=True):
        votes: dict[str, float] = {}
        like: dict[str, Company] = {}
        for company, probability in zip(stands_for, row[1:], strict=False):
            if company is not None:
                votes[company.id] = votes.get(company.id, 0.0) + float(probability)
                like.setdefault(company.id, company)
        best = max(votes, key=lambda id_: votes[id_])
        if votes[best] < SURE_REFERENCE:
            stands_for.append(None)
            continue
        words = text[span.start : span.end]
        company = replace(like[best], start=span.start, end=span.end, text=words, coref=True)
        stands_for.append(company)
        made.append((company, pieces))
    return made


def _antecedents(
    spans: list[Placed[Tagged]],
    candidates: Sequence[Placed[Company] | Placed[Tagged]],
    sentences: Sequence[int],
    encoding: Encoding,
) -> Floats:
    """Probabilities of nothing and of each candidate, a row a description; those that begin with or behind it have none."""
    heads = encoding.encoder.heads
    pieces = [found for _, found in candidates]
    near = distance_steps([found for _, found in spans], pieces)
    apart = sentence_steps(
        [sentences[span.start] for span, _ in spans], [sentences[one.start] for one, _ in candidates]
    )
    anchors = heads.anchors(encoding.hidden, [found for _, found in spans])
    keys = heads.spans(encoding.hidden, pieces)
    nothing = heads.nothing("antecedent", anchors, [0] * len(spans))
    scores = heads.candidates("antecedent", anchors, keys, Pairs(near, apart, numpy.zeros_like(near)))
    behind = len(candidates) - len(spans)
    starts = numpy.array([span.start for span, _ in spans])
    scores[:, behind:][starts[None, :] >= starts[:, None]] = -1e4
    return softmax(numpy.concatenate([nothing, scores], axis=1))
