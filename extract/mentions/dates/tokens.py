"""A text as a string of token classes: one private character a token, so that a grammar can be regular expressions.

``June 16, 2020`` becomes three or four characters; a template such as ``{month}{day}`` becomes a pattern over them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import Optional

from extract import errors
from extract.lexicon.datewords import capital_only, date_words, lower_only
from extract.lexicon.events import KNOWN_EVENTS, Events, load_events

UNKNOWN = "x"
BREAK = "¶"
_BLANK = " "
_TOKEN = re.compile(r"(?:[^\W\d_]+|\d+|[^\w\s]|_)\s?|\s+")
# Below 256, where pattern compilation and matching are fastest; beyond them any characters do.
_LETTERS = "".join(
    chr(code) for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x100))
)
_MORE = "".join(chr(code) for code in range(0xA1, 0xC0))
_POOL = [letter for letter in _LETTERS + _MORE if letter not in (UNKNOWN, BREAK)]


class _Alphabet:
    """Hands out one character for each set of categories, and knows which characters are in a category."""

    def __init__(self) -> None:
        self.character: dict[frozenset[str], str] = {frozenset(): UNKNOWN}
        self.members: dict[str, list[str]] = {}

    def letter(self, categories: frozenset[str]) -> str:
        known = self.character.get(categories)
        if known is None:
            used = len(self.character) - 1
            known = _POOL[used] if used < len(_POOL) else chr(0xE000 + used)
            self.character[categories] = known
            for category in sorted(categories):
                self.members.setdefault(category, []).append(known)
        return known


def _number_categories(digits: str) -> frozenset[str]:
    value, names = int(digits), ["num"]
    if len(digits) <= 2:
        if 1 <= value <= 31:
            names.append("day")
        if 1 <= value <= 12:
            names.append("mon")
        if len(digits) == 2:
            names.append("yy")
    elif len(digits) == 4 and 1000 <= value < 2200:
        names.append("year")
    elif len(digits) == 8:
        names.append("compact")
    return frozenset(names)


def _word_forms(word: str, categories: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    """The categories of a word as written in lower case, capitalised and in capitals."""
    every = frozenset(categories[word])
    capital = frozenset(name for name, words in capital_only().items() if word in words)
    forms = {word: every - capital}
    if word.isalpha():
        forms.setdefault(word.capitalize(), every)
        if word not in lower_only():
            forms.setdefault(word.upper(), every)
        if len(word) == 1:
            forms[word.upper()] = every
    return forms


def _categories() -> dict[str, set[str]]:
    """Every word of dates and events with its categories."""
    categories: dict[str, set[str]] = {}
    for name, words in date_words().items():
        for word in words:
            categories.setdefault(word, set()).add(name)
    for word in load_events().by_first_word:
        categories.setdefault(word, set()).add(_EVENT)
    for word in categories:
        if word.isdecimal():
            categories[word] |= _number_categories(word)
    return categories


def _build() -> tuple[_Alphabet, dict[str, str]]:
    alphabet, classes = _Alphabet(), {}
    for word in sorted(_CATEGORIES):
        for form, names in _word_forms(word, _CATEGORIES).items():
            letter = alphabet.letter(names)
            classes[form] = classes[form + " "] = letter
    numbers = (
        [str(n) for n in range(100)] + [f"{n:02}" for n in range(10)] + [str(n) for n in range(1000, 2200)]
    )
    for digits in numbers:
        letter = alphabet.letter(_number_categories(digits) | frozenset(_CATEGORIES.get(digits, ())))
        classes[digits] = classes[digits + " "] = letter
    for sample in ("999", "20200527"):
        alphabet.letter(_number_categories(sample))
    # What the names of a user's events may well begin with: the grammar is made of the classes there are now.
    for sample in ("friday", "first", "day", "5", "15", "55", "2024", "555"):
        alphabet.letter(
            frozenset(_CATEGORIES.get(sample, ())) | frozenset({_EVENT}) | _categories_of_digits(sample)
        )
    return alphabet, classes


def _categories_of_digits(word: str) -> frozenset[str]:
    return _number_categories(word) if word.isdecimal() else frozenset()


_EVENT = "event_initial"
_CATEGORIES = _categories()
_ALPHABET, _CLASSES = _build()


class _Known(dict[str, str]):
    """The class of every token seen so far, up to a bound; at first those of ``classes``."""

    def __init__(self, classes: dict[str, str]) -> None:
        super().__init__(classes)
        self._classes = classes

    def __missing__(self, token: str) -> str:
        found = _classify(token, self._classes)
        if len(self) < _REMEMBERED and len(token) <= _LONG:
            self[token] = found
        return found


class _Lower(dict[str, str]):
    """Tokens in lower case, without the space behind them."""

    def __missing__(self, token: str) -> str:
        word = token.strip().lower()
        if len(self) < _REMEMBERED and len(token) <= _LONG:
            self[token] = word
        return word


_REMEMBERED = 50_000
_LONG = 24
_KNOWN = _Known(_CLASSES)
_LOWER = _Lower()


def category(name: str) -> str:
    """The characters of all token classes in a category.

    Raises ``KeyError`` for a category without words.
    """
    return "".join(_ALPHABET.members[name])


def check_first_words(events: Events, path: str) -> None:
    """Raise ``CrossfootError`` E401 where a name begins with a word that the grammar knows in a meaning it can't put aside."""
    for word in sorted(_new_words(events)):
        if not _letters_known(word):
            reason = f"the name of an event can't begin with {word!r}, with which other dates begin"
            raise errors.E401.at(path, reason=reason)


def _new_words(events: Events) -> set[str]:
    return {word for word in events.by_first_word if _EVENT not in _CATEGORIES.get(word, ())}


def _with_event(word: str) -> dict[str, set[str]]:
    return {word: {*_CATEGORIES.get(word, ()), _EVENT, *_categories_of_digits(word)}}


def _letters_known(word: str) -> bool:
    return all(names in _ALPHABET.character for names in _word_forms(word, _with_event(word)).values())


@lru_cache(maxsize=4)
def _known(events: Events) -> _Known:
    """The classes of tokens where ``events`` are known."""
    new = _new_words(events)
    if not new:
        return _KNOWN
    classes = dict(_CLASSES)
    for word in sorted(new):
        for form, names in _word_forms(word, _with_event(word)).items():
            if names in _ALPHABET.character:
                classes[form] = classes[form + " "] = _ALPHABET.character[names]
    return _Known(classes)


def _classify(token: str, classes: dict[str, str]) -> str:
    """The class of a token that isn't in the table as written."""
    bare = token.rstrip()
    if not bare:
        return _BLANK
    known = classes.get(bare)
    if known is not None:
        return known
    if bare[0].isdigit() and bare.isascii():
        return UNKNOWN if len(bare) > 8 else _ALPHABET.letter(_number_categories(bare))
    return UNKNOWN


class Tokens:
    """The tokens of a text: ``classes`` for the grammar, ``words`` in lower case, offsets on demand."""

    __slots__ = ("_raw", "_starts", "classes", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._raw: list[str] = _TOKEN.findall(text)
        self._starts: Optional[list[int]] = None
        self.classes = "".join(map(_known(KNOWN_EVENTS.get()).__getitem__, self._raw))
        if _BLANK in self.classes:
            self._merge_blanks()

    def _merge_blanks(self) -> None:
        """White space joins the token before it; a blank line stays, as a break no expression crosses."""
        raw: list[str] = []
        classes: list[str] = []
        done = 0
        index = self.classes.find(_BLANK)
        while index >= 0:
            raw += self._raw[done:index]
            classes.append(self.classes[done:index])
            blank, done = self._raw[index], index + 1
            lines = blank.count("\n")
            if lines > 1 or not raw or (lines == 1 and raw[-1].endswith("\n")):
                raw.append(blank)
                classes.append(BREAK)
            else:
                raw[-1] += blank
            index = self.classes.find(_BLANK, done)
        self._raw = raw + self._raw[done:]
        self.classes = "".join(classes) + self.classes[done:]

    def __len__(self) -> int:
        return len(self._raw)

    def start(self, index: int) -> int:
        """Where a token starts in the text."""
        if self._starts is None:
            self._starts = [0, *accumulate(map(len, self._raw))]
        return self._starts[index]

    def end(self, index: int) -> int:
        """Where the token before ``index`` ends, white space left out: the end of a span up to ``index``."""
        return self.start(index - 1) + len(self._raw[index - 1].rstrip())

    def word(self, index: int) -> str:
        """A token in lower case, or nothing outside of the text."""
        return _LOWER[self._raw[index]] if 0 <= index < len(self._raw) else ""

    def as_written(self, index: int) -> str:
        """A token as it stands, or nothing outside of the text."""
        return self._raw[index].strip() if 0 <= index < len(self._raw) else ""

    def glued(self, index: int) -> bool:
        """Whether no white space stands between a token and the one before it."""
        return 0 < index < len(self._raw) and not self._raw[index - 1][-1].isspace()

    def is_in(self, index: int, letters: str) -> bool:
        """Whether the token's class is one of ``letters``."""
        return 0 <= index < len(self._raw) and self.classes[index] in letters
