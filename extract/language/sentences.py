"""Where the sentences of a news text begin and end, by rules on the plain text.

A line break between paragraphs, headlines and list items always ends a sentence; one that only wraps a line never does.
Within a paragraph every full stop, question mark and exclamation mark is weighed by the words on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.language.lines import joined_lines
from extract.lexicon.abbreviations import SentenceWords, sentence_words

Span = tuple[int, int]

CLOSERS = "”’\"'»›)]}」』】）》"
OPENERS = "“‘\"'«‹([{「『【（《"
_STOP = re.compile(rf"([.!?…‼⁇⁈⁉]+|[。！？｡]+)([{re.escape(CLOSERS)}]*)")
_BULLET = re.compile(r"(?<=\s)[•●▪■◆►▶‣]\s")
_BRACKETS = re.compile(r"\([^()]{1,300}\)|（[^（）]{1,300}）")
_INITIALISM = re.compile(r"[A-Za-z](?:\.[A-Za-z]){1,6}")
_SMALL_START = re.compile(r"[a-z]{1,2}[A-Z]")
_ROMAN = re.compile(r"[IVXLC]{2,6}")
_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+){0,5}")
_CURRENCIES = "$€£¥₹₩#"
_CJK_STOPS = "。！？｡"
_LONGEST_WORD = 40
_DOMAINS = frozenset(
    ["ai", "app", "cn", "co", "com", "eu", "html", "in", "io", "js", "net", "org", "tv", "uk"]
)


def sentence_spans(text: str) -> list[Span]:
    """The sentences of ``text`` in order, as ``(start, end)`` in code points, without the white space around them.

    Together they hold every character that is not white space; an empty text has none. Takes time linear in the text.
    """
    words = sentence_words()
    return [span for block in joined_lines(text) for span in _split(text, block, words)]


def sentence_numbers(bounds: Sequence[Span], length: int) -> list[int]:
    """For each character of a text of ``length``, the number of the sentence it is in; what lies between belongs to the one before.

    >>> sentence_numbers([(0, 2), (3, 5)], 6)
    [0, 0, 0, 1, 1, 1]
    """
    numbers = [0] * length
    for number, (start, _) in enumerate(bounds):
        end = bounds[number + 1][0] if number + 1 < len(bounds) else length
        numbers[start:end] = [number] * (end - start)
    return numbers


def _split(text: str, block: Span, words: SentenceWords) -> Iterator[Span]:
    """The sentences of one paragraph."""
    first, last = block
    brackets = [match.span() for match in _BRACKETS.finditer(text, first, last)]
    bullets = [(match.start(), None) for match in _BULLET.finditer(text, first, last)]
    stops = [(match.end(), match) for match in _STOP.finditer(text, first, last)]
    start, bracket = first, 0
    for end, stop in sorted([*bullets, *stops], key=lambda place: place[0]):
        if end >= last:
            break
        if stop is not None:
            if stop.group(1)[0] not in _CJK_STOPS and (text[end].islower() or text[end].isdecimal()):
                continue
            while bracket < len(brackets) and brackets[bracket][1] <= stop.start():
                bracket += 1
            inside = (
                bracket < len(brackets) and brackets[bracket][0] < stop.start() and end < brackets[bracket][1]
            )
            if inside and brackets[bracket][0] > start:
                continue
            if not _Stop(text, start, last, stop, words).ends_sentence():
                continue
        if trimmed := _trim(text, start, end):
            yield trimmed
            start = _skip_space(text, end, last)
    if trimmed := _trim(text, start, last):
        yield trimmed


def _trim(text: str, start: int, end: int) -> Span | None:
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


class _Stop:
    """One full stop, question mark or exclamation mark with what stands around it."""

    def __init__(self, text: str, start: int, last: int, stop: re.Match[str], words: SentenceWords) -> None:
        self.text, self.start, self.words = text, start, words
        self.mark, self.closers, self.at = stop.group(1), stop.group(2), stop.start()
        follow = _skip_space(text, stop.end(), min(last, stop.end() + 1000))
        self.spaced = follow > stop.end()
        self.next = text[follow : follow + 1]
        self.opened = bool(self.next) and self.next in OPENERS
        while follow < last and text[follow] in OPENERS:
            follow += 1
        match = _WORD.match(text, follow, min(last, follow + _LONGEST_WORD))
        self.next_word = match.group() if match else text[follow : follow + 1]
        self.after_next = follow + len(self.next_word)
        self.word_start = self._word_start()
        self.word = text[self.word_start : self.at]

    def _word_start(self) -> int:
        start = self.at
        lowest = max(self.start, self.at - _LONGEST_WORD)
        while start > lowest and (self.text[start - 1].isalnum() or self.text[start - 1] in ".&'’"):
            start -= 1
        while start < self.at and not self.text[start].isalnum():
            start += 1
        return start

    def ends_sentence(self) -> bool:
        if self.mark[0] in _CJK_STOPS:
            return True
        if self.next == "" or self.next in ",;:.!?–—-/":
            return False
        if not self.spaced:
            return self._glued()
        if self.next_word[:1].islower():
            return self._before_small_letter()
        if self.mark[-1] in "!?‼⁇⁈⁉":
            return self._after_exclamation()
        if len(self.mark) > 1 or self.mark == "…":
            return True
        return self._after_full_stop()

    def _glued(self) -> bool:
        """A blank was lost ("on Monday.The company", "growth.”The firm")."""
        before = self.text[self.at - 1 : self.at]
        worded = len(self.word) > 2 and self.word.isalpha() and self.word[1:].islower()
        year = len(self.word) == 4 and self.word.isdecimal()
        if not (worded or year or before in "%)") or not self.next.isupper():
            return False
        follows = self.text[self.after_next : self.after_next + 1]
        quoted = any(closer in '”"»' for closer in self.closers)
        if quoted or not (follows.isspace() or follows == ","):
            return quoted
        # "respectively.SK Brask said", but no "brask.Com".
        prose = len(self.word) > 3 and self.word.islower() and len(self.next_word) > 1
        return self.next_word in self.words.starters or (prose and self.next_word.lower() not in _DOMAINS)

    def _before_small_letter(self) -> bool:
        """Only a brand that keeps its small letter begins a sentence, or a quotation after a full stop."""
        if self._abbreviated():
            return False
        if self.opened and self.next not in "([{（":
            return self.mark == "."
        return bool(_SMALL_START.match(self.next_word)) or (
            self.next_word in self.words.small_brands and not self.closers
        )

    def _after_exclamation(self) -> bool:
        if not self.closers and self.word + self.mark in self.words.marked_names:
            return (
                self.next_word in self.words.starters and self.next_word not in self.words.after_marked_names
            )
        if any(closer in "”’\"'»" for closer in self.closers):
            return not self._speech_follows()
        return True

    def _speech_follows(self) -> bool:
        """``“Will it work?” Ma asked.``"""
        rest = self.text[self.after_next : self.after_next + _LONGEST_WORD]
        following = _WORD.findall(re.split(r"[.,;:!?“”\"]", rest, maxsplit=1)[0])
        return any(word in self.words.speech for word in following[:2])

    def _after_full_stop(self) -> bool:
        words, word = self.words, self.word
        if self._enumerates():
            return False
        if word in words.title:
            return self.next_word in words.strong_starters
        if word in words.numbered or word in words.calendar:
            return not self._number_follows()
        if word in words.inner:
            return False
        if word in words.time:
            return self.next_word not in words.after_time
        if len(word) == 1 and word.isalpha():
            return self._after_letter()
        if word in words.doubtful or _INITIALISM.fullmatch(word):
            return self.next_word in words.starters
        return True

    def _abbreviated(self) -> bool:
        words = self.words
        known = (
            words.title,
            words.numbered,
            words.calendar,
            words.inner,
            words.time,
            words.doubtful,
            words.closing,
        )
        return (
            len(self.word) == 1
            or any(self.word in group for group in known)
            or bool(_INITIALISM.fullmatch(self.word))
        )

    def _number_follows(self) -> bool:
        first = self.next_word[:1]
        if first.isdigit() or self.next in _CURRENCIES:
            return True
        if self.word in self.words.calendar:
            return False
        return bool(_ROMAN.fullmatch(self.next_word)) or (
            len(self.next_word) == 3 and self.next_word.isalpha() and self.next_word.isupper()
        )

    def _after_letter(self) -> bool:
        """An initial goes on to the name; "Series A." and "Model S." end."""
        before = self.text[max(self.start, self.word_start - _LONGEST_WORD) : self.word_start].split()
        previous = before[-1] if before else ""
        if self.word.islower() or previous in self.words.lettered:
            return True
        if self.word == "I" and previous[:1].islower():
            return True
        return self.next_word in self.words.strong_starters

    def _enumerates(self) -> bool:
        """``1. Revenue``: the number of a list item belongs to the item."""
        return (
            self.word_start == self.start
            and len(self.word) <= 2
            and (self.word.isdigit() or len(self.word) == 1)
        )
