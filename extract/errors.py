"""Every error and warning: code, sentence, remedy.

E1xx the call itself, E2xx reading articles, E3xx records, E4xx data files and rates, E5xx writing and runs.
``E204.at(path, reason="…")`` makes an exception that names the place; the command line prints one line of it.
"""

from __future__ import annotations

import os
from typing import Optional

from msgspec import Struct


class CrossfootError(Exception):
    """A named error with its place: ``code``, ``message``, ``remedy``, ``path``, ``line``."""

    def __init__(
        self, code: str, message: str, remedy: str, path: Optional[str] = None, line: Optional[int] = None
    ) -> None:
        self.code, self.message, self.remedy, self.path, self.line = code, message, remedy, path, line
        super().__init__(code, message, remedy, path, line)

    @property
    def place(self) -> str:
        """``file, line 3``, ``file`` or nothing."""
        if self.path is None:
            return "" if self.line is None else f"line {self.line}"
        return self.path if self.line is None else f"{self.path}, line {self.line}"

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.message} {self.remedy} [{self.code}]".replace("  ", " ")


class Problem(Struct, frozen=True):
    """One entry of the catalogue; ``sentence`` may hold named fields."""

    code: str
    sentence: str
    remedy: str

    def at(
        self, path: str | os.PathLike[str] | None = None, line: Optional[int] = None, **fields: object
    ) -> CrossfootError:
        """The error for one place."""
        return CrossfootError(
            self.code,
            self.sentence.format(**fields),
            self.remedy.format(**fields),
            None if path is None else os.fspath(path),
            line,
        )


CATALOGUE: dict[str, Problem] = {}


def _problem(code: str, sentence: str, remedy: str) -> Problem:
    CATALOGUE[code] = problem = Problem(code, sentence, remedy)
    return problem


E101 = _problem("E101", "there is no such file or folder.", "Check the path.")
E102 = _problem("E102", "the folder can't be read ({reason}).", "Check its permissions.")
E103 = _problem("E103", "{value!r} is no date.", "Write it as YYYY-MM-DD, for example 2020-05-27.")
E201 = _problem("E201", "the file is empty.", "Remove it, or write the article into it.")
E202 = _problem(
    "E202",
    "the text can't be decoded ({reason}).",
    "Save the file as UTF-8, or declare its encoding in the HTML.",
)
E203 = _problem(
    "E203",
    "the file is {size} bytes, more than the limit of {limit}.",
    "Split it into one file an article, or raise --max-bytes.",
)
E204 = _problem("E204", "the line is no JSON object ({reason}).", "Write one JSON object a line.")
E205 = _problem("E205", "there is no article text in it.", "Give a text with at least one word.")
E206 = _problem("E206", "the file can't be read ({reason}).", "Check its permissions.")
E301 = _problem(
    "E301", "the record is not valid: {reason}.", "Compare it with the output of 'crossfoot schema'."
)
E401 = _problem("E401", "the data file is not valid: {reason}.", "Mend the line, or leave the file out.")
E402 = _problem(
    "E402", "there is no exchange rate for {currency}.", "Give one with --rates FILE (date,currency,rate)."
)
E501 = _problem("E501", "the output folder can't be written ({reason}).", "Choose another --out.")
