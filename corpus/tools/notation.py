"""The annotation notation of ``GUIDELINE.md`` § 1, read into plain structures with offsets."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

SECTIONS = ("text", "companies", "dates", "figures", "slips", "controls")
KINDS = ("level", "up", "down", "share", "rank", "comparison", "event")
STATUSES = ("target", "forecast", "estimate", "rumour", "actual")
BASES = {"yoy": "yoy", "qoq": "qoq", "mom": "mom", "from": "from_figure"}
_SCALES = {"": 0, "k": 3, "m": 6, "b": 9, "t": 12}
_VALUE = re.compile(r"(~|>=|<=|>|<)?(-?\d+(?:\.\d+)?)([kmbt]?)(?:\.\.(-?\d+(?:\.\d+)?)([kmbt]?))?")
_PERIOD = re.compile(r"(?:\d{4}[\d-]*(?:-?[QHW]\d{1,2})?)?(?:\.\.(?:\d{4}-\d\d-\d\d)?)?")


class NotationError(ValueError):
    """A line that can't be read; the message names the line and what to do."""


@dataclass
class ClaimLine:
    """An indented claim: what is said of the mention above it."""

    line: int
    kind: str
    direction: str | None
    sign: str | None
    metric: str
    metric_text: str | None
    subject: str | None
    period: str | None = None
    status: str = "actual"
    negated: bool = False
    basis: str | None = None
    base: str | None = None
    by: str | None = None
    scope: list[str] = field(default_factory=list)
    object: str | None = None


@dataclass
class Mention:
    """A figure or date with its value as annotated, its label and its claims."""

    line: int
    start: int
    end: int
    value: str
    rest: list[str]
    label: str | None
    claims: list[ClaimLine] = field(default_factory=list)


@dataclass
class Name:
    """A company mention; ``id`` is a registry id, or ``new:`` and the full name."""

    start: int
    end: int
    id: str
    coref: bool


@dataclass
class Slip:
    """A planted inconsistency: the relation fails as printed and holds with ``right`` in the place of ``wrong``."""

    line: int
    check: str
    labels: list[str]
    wrong: str | None
    right: str | None
    right_value: str | None
    relation: list[str]


@dataclass
class Control:
    """A consistent look-alike: the relation holds."""

    line: int
    name: str
    relation: list[str]


@dataclass
class Source:
    """One annotated article."""

    id: str
    head: dict[str, str]
    text: str
    names: list[Name] = field(default_factory=list)
    new_names: dict[str, str] = field(default_factory=dict)
    dates: list[Mention] = field(default_factory=list)
    figures: list[Mention] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)


def read_file(path: Path, texts: dict[str, str] | None = None) -> tuple[list[Source], list[str]]:
    """The articles of a file and the complaints about its lines.

    ``texts`` gives the texts of annotations that have none of their own (second annotations).
    """
    articles: list[Source] = []
    problems: list[str] = []
    for id_, head, sections in _blocks(path, problems):
        text = "\n".join(line for _, line in sections.get("text", ())).strip("\n")
        if not text and texts is not None:
            text = texts.get(id_, "")
        if not text:
            problems.append(f"{path.name}: {id_}: no text")
            continue
        article = Source(id_, head, text)
        reader = _Reader(article, path.name, problems)
        reader.companies(sections.get("companies", []))
        article.dates = reader.mentions(sections.get("dates", []), "date")
        article.figures = reader.mentions(sections.get("figures", []), "figure")
        reader.slips(sections.get("slips", []))
        reader.controls(sections.get("controls", []))
        articles.append(article)
    return articles, problems


Lines = list[tuple[int, str]]


def _blocks(path: Path, problems: list[str]) -> Iterator[tuple[str, dict[str, str], dict[str, Lines]]]:
    id_, head, sections, section = "", {}, {}, ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("=== "):
            if id_:
                yield id_, head, sections
            id_, head, sections, section = line[4:].strip(), {}, {}, ""
        elif line.startswith("--- ") and line[4:].strip() in SECTIONS:
            section = line[4:].strip()
            sections.setdefault(section, [])
        elif section == "text":
            sections[section].append((number, line.rstrip()))
        elif not line.strip() or line.lstrip().startswith("//"):
            continue
        elif section:
            sections[section].append((number, line.rstrip()))
        else:
            key, colon, value = line.partition(":")
            if not colon:
                problems.append(f"{path.name}:{number}: a head line needs a colon: {line!r}")
            head[key.strip()] = value.strip()
    if id_:
        yield id_, head, sections


def whole_word(text: str, start: int, end: int) -> bool:
    """Whether the stretch cuts no word or number."""
    before, after = text[start - 1 : start], text[end : end + 1]
    beyond = text[end + 1 : end + 2]
    if text[start].isalnum() and (before.isalnum() or before == "_"):
        return False
    if text[start].isdigit() and before in (".", ",") and text[start - 2 : start - 1].isdigit():
        return False
    if text[end - 1].isalnum() and after.isalnum() and ord(after) < 0x2E80:
        return False
    return not (text[end - 1].isdigit() and after in (".", ",") and beyond.isdigit())


def locate(text: str, quote: str, start: int) -> tuple[int, int] | None:
    """The first stretch from ``start`` on that reads like ``quote``, or like what its brackets hold."""
    bracket = re.search(r"\[(.+?)\]", quote)
    whole = quote.replace("[", "").replace("]", "") if bracket else quote
    offset = bracket.start() if bracket else 0
    length = len(bracket.group(1)) if bracket else len(quote)
    at = max(0, start - offset)
    # A line that only wraps reads as a blank.
    flat = text.replace("\n", " ")
    while (at := flat.find(whole, at)) >= 0:
        first, last = at + offset, at + offset + length
        if first >= start and whole_word(text, first, last):
            return first, last
        at += 1
    return None


class _Reader:
    def __init__(self, article: Source, file: str, problems: list[str]) -> None:
        self.article, self.file, self.problems = article, file, problems

    def complain(self, line: int, message: str) -> None:
        self.problems.append(f"{self.file}:{line}: {self.article.id}: {message}")

    def companies(self, lines: Lines) -> None:
        article = self.article
        taken = [False] * len(article.text)
        names: list[tuple[int, str, str]] = []
        corefs: list[tuple[int, str, str]] = []
        for number, line in lines:
            quote, equals, id_ = line.rpartition(" = ")
            if not equals:
                self.complain(number, f"a company line reads NAME = id: {line!r}")
                continue
            quote, id_ = quote.strip(), id_.strip().strip('"')
            coref = quote.startswith(">")
            quote = quote[1:].strip() if coref else quote
            if id_ == "new" or id_.startswith("new "):
                full = id_[4:].strip().strip('"') or quote
                if not coref:
                    article.new_names[quote] = full
                id_ = f"new:{full}"
            (corefs if coref else names).append((number, quote, id_))
        known = set(article.new_names) | set(article.new_names.values())
        for number, quote, id_ in sorted(names, key=lambda item: -len(item[1])):
            found = False
            at = 0
            while (span := locate(article.text, quote, at)) is not None:
                first, last = span
                at = first + 1
                if any(taken[first:last]):
                    continue
                taken[first:last] = [True] * (last - first)
                found = True
                if id_ != "-":
                    article.names.append(Name(first, last, id_, False))
            if not found and id_ != "-":
                self.complain(number, f"{quote!r} is not in the text")
        at = 0
        placed: set[tuple[int, int]] = set()
        for number, quote, id_ in corefs:
            if id_ in known:
                id_ = f"new:{article.new_names.get(id_, id_)}"
            span = locate(article.text, quote, at)
            while span is not None and (span in placed or any(taken[span[0] : span[1]])):
                span = locate(article.text, quote, span[0] + 1)
            if span is None:
                self.complain(number, f"{quote!r} is not in the text behind the coreference before it")
                continue
            at = span[0]
            placed.add(span)
            words = article.text[slice(*span)].split()
            if len(words) > 1 and words[0].lower() in ("it", "they"):
                self.complain(number, f"bracket the pronoun alone: [{words[0]}] {' '.join(words[1:])}")
            article.names.append(Name(*span, id_, True))
        article.names.sort(key=lambda name: (name.start, -name.end))

    def mentions(self, lines: Lines, what: str) -> list[Mention]:
        made: list[Mention] = []
        at = 0
        for number, line in lines:
            if line[0].isspace():
                if not made:
                    self.complain(number, "a claim stands under no figure or date that could be read")
                elif (claim := self._claim(number, line)) is not None:
                    made[-1].claims.append(claim)
                continue
            quote, equals, rest = line.rpartition(" = ")
            words = self._split(number, rest)
            if not equals or not words:
                self.complain(number, f"a {what} line reads TEXT = VALUE: {line!r}")
                continue
            span = locate(self.article.text, quote.strip(), at)
            if span is None:
                earlier = locate(self.article.text, quote.strip(), 0)
                where = "out of the order of the text" if earlier else "not in the text as a whole word"
                self.complain(number, f"{quote.strip()!r} is {where}")
                continue
            at = span[1]
            labels = [word[1:] for word in words if word.startswith("#")]
            words = [word for word in words if not word.startswith("#")]
            made.append(Mention(number, *span, words[0], words[1:], labels[0] if labels else None))
        return made

    def _split(self, number: int, text: str) -> list[str]:
        try:
            return shlex.split(text)
        except ValueError as error:
            self.complain(number, f"quotation marks don't match ({error}): {text!r}")
            return []

    def _claim(self, number: int, line: str) -> ClaimLine | None:
        lexer = shlex.shlex(line, posix=True)
        lexer.whitespace_split, lexer.quotes, lexer.commenters = True, '"', ""
        try:
            words = list(lexer)
        except ValueError as error:
            self.complain(number, f"quotation marks don't match ({error}): {line!r}")
            return None
        if words and words[0] == "claim":
            words = words[1:]
        kind, sign = words[0] if words else "", None
        if kind == "comparison" and len(words) > 1 and words[1] in (">", "<", "=", ">=", "<=", "~"):
            sign = words.pop(1)
        if kind not in KINDS:
            self.complain(number, f"no kind of claim: {kind!r}")
            return None
        if kind == "comparison" and sign is None:
            self.complain(number, "a comparison needs its sign: comparison > METRIC …")
            return None
        # "share market_share" and "level share_price" alike: the kind is followed by the metric.
        if len(words) < 4:
            self.complain(number, f'a claim reads KIND METRIC "TEXT" SUBJECT …: {line.strip()!r}')
            return None
        direction = kind if kind in ("up", "down") else None
        claim = ClaimLine(
            number,
            "change" if direction else kind,
            direction,
            sign,
            words[1],
            _or_none(words[2]),
            _or_none(words[3]),
        )
        for word in words[4:]:
            if not self._option(claim, word):
                self.complain(number, f"{word!r} is no period, status, basis or option")
        return claim

    @staticmethod
    def _option(claim: ClaimLine, word: str) -> bool:
        key, colon, value = word.partition(":")
        if colon and key == "by":
            claim.by = value
        elif colon and key == "base":
            claim.base = value.lstrip("#")
        elif colon and key == "scope":
            claim.scope += [part.strip() for part in value.split(",") if part.strip()]
        elif colon and key == "obj":
            claim.object = value
        elif word in STATUSES:
            claim.status = word
        elif word in BASES:
            claim.basis = BASES[word]
        elif word == "not":
            claim.negated = True
        elif word != "-" and _PERIOD.fullmatch(word) and word and word != "..":
            claim.period = word
        else:
            return word == "-"
        return True

    def slips(self, lines: Lines) -> None:
        for number, line in lines:
            parts = [part.strip() for part in line.split("|")]
            if len(parts) != 4:
                self.complain(number, "a slip reads CHECK | LABELS | WRONG -> RIGHT | RELATION")
                continue
            check, labels, repair, relation = parts
            wrong, arrow, right = repair.partition(" -> ")
            right, _, value = right.partition(" = ")
            self.article.slips.append(
                Slip(
                    number,
                    check,
                    [label.lstrip("#") for label in labels.split()],
                    wrong.strip() if arrow else None,
                    right.strip() if arrow else None,
                    value.strip() or None,
                    [word.lstrip("#") for word in relation.replace("=", " ").split()],
                )
            )

    def controls(self, lines: Lines) -> None:
        for number, line in lines:
            name, bar, relation = line.partition("|")
            words = [word.lstrip("#") for word in relation.replace("=", " ").split()]
            if not bar or len(words) < 2:
                self.complain(number, "a control reads NAME | RELATION")
                continue
            self.article.controls.append(Control(number, name.strip(), words))


def _or_none(word: str) -> str | None:
    return None if word == "-" else word


@dataclass(frozen=True)
class Value:
    """A stated value: both ends, and how it is qualified."""

    low: Decimal | None
    high: Decimal | None
    modifier: str


def read_value(text: str) -> Value | None:
    """``250b``, ``~1.5m``, ``>300m``, ``200b..250b``; None if it is no value."""
    match = _VALUE.fullmatch(text)
    if match is None:
        return None
    modifier = match.group(1) or "="
    low = _scaled(match.group(2), match.group(3))
    high = _scaled(match.group(4), match.group(5)) if match.group(4) else low
    if modifier in (">", ">="):
        return Value(low, None, modifier)
    if modifier in ("<", "<="):
        return Value(None, high, modifier)
    return Value(low, high, modifier)


def _scaled(digits: str, scale: str) -> Decimal:
    return Decimal(digits).scaleb(_SCALES[scale])
