"""Every error and every note on a record: code, sentence, remedy.

E1xx the call itself, E2xx reading articles, E3xx records and gold, E4xx data files and rates, E5xx writing and runs.
``E204.at(path, reason="…")`` makes an exception that names the place; the command line prints one line of it.
"""

from __future__ import annotations

import os
import re
import warnings
from typing import Optional, Union

from msgspec import Struct


class CrossfootError(Exception):
    """A named error with its place: ``code``, ``message``, ``remedy``, ``path``, ``line``.

    ``article`` is the id of the article it is about, where one is known.
    """

    article: Optional[str] = None

    def __init__(
        self, code: str, message: str, remedy: str, path: Optional[str] = None, line: Optional[int] = None
    ) -> None:
        self.code, self.message, self.remedy, self.path, self.line = code, message, remedy, path, line
        super().__init__(code, message, remedy, path, line)

    def of(self, article: Optional[str]) -> CrossfootError:
        """The same error, said of the article with this id."""
        self.article = article
        return self

    @property
    def place(self) -> str:
        """``file, line 3``, ``file`` or nothing."""
        if self.path is None:
            return "" if self.line is None else f"line {self.line}"
        return self.path if self.line is None else f"{self.path}, line {self.line}"

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.message} {self.remedy} [{self.code}]".replace("  ", " ")


class CrossfootWarning(UserWarning):
    """Something that went wrong and cost nothing but itself, such as a plug-in that can't be loaded."""


def warn(problem: Union[CrossfootError, str]) -> None:
    """Tell of ``problem`` once; on the command line it is one line on stderr."""
    warnings.warn(str(problem), CrossfootWarning, stacklevel=2)


def words_of(error: BaseException) -> str:
    """Type and first line of an exception that nobody foresaw: ``ValueError: too deep``."""
    said = str(error).strip().splitlines()
    return f"{type(error).__name__}: {said[0][:200]}" if said else type(error).__name__


_FIELD = re.compile(r"\{[^{}]*\}")


class Problem(Struct, frozen=True):
    """One entry of the catalogue; ``sentence`` may hold named fields."""

    code: str
    sentence: str
    remedy: str

    @property
    def description(self) -> str:
        """The sentence with an ellipsis where an occurrence names its own case."""
        return _FIELD.sub("…", self.sentence)

    @property
    def advice(self) -> str:
        """The remedy in the same way."""
        return _FIELD.sub("…", self.remedy)

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
E104 = _problem("E104", "the setting {name} is not valid: {reason}.", "Mend it, or take it out of {where}.")
E105 = _problem("E105", "{what} is unknown.", "{remedy}")
E106 = _problem("E106", "the call is not understood: {reason}.", "See '{command} --help'.")
E107 = _problem(
    "E107", "there is no article in it.", "Name a file, or a folder with files of these kinds: {formats}."
)
E201 = _problem("E201", "the file is empty.", "Remove it, or write the article into it.")
E202 = _problem(
    "E202",
    "the text can't be decoded ({reason}).",
    "Save the file as UTF-8, or name its encoding with --encoding.",
)
E203 = _problem(
    "E203",
    "it is {size} bytes, more than the limit of {limit}.",
    "Split it into one file (or line) an article, or raise --max-bytes.",
)
E204 = _problem("E204", "the line is no JSON object ({reason}).", "Write one JSON object a line.")
E205 = _problem("E205", "there is no article text in it.", "Give a text with at least one word.")
E206 = _problem("E206", "the file can't be read ({reason}).", "Check its permissions.")
E207 = _problem(
    "E207",
    "{field} is missing or of the wrong kind ({reason}).",
    "Give a 'text', and 'id', 'title', 'published' as strings.",
)
E208 = _problem(
    "E208", "{value!r} is no date that can be relied on.", "Write 'published' as YYYY-MM-DD, or leave it out."
)
E209 = _problem(
    "E209",
    "the table can't be read: {reason}.",
    "Save it as CSV with a header line that names a column 'text'.",
)
E210 = _problem(
    "E210",
    "the file is no article in a format that is read ({formats}).",
    "Convert it, or leave it out of the folder.",
)
E211 = _problem("E211", "the article could not be processed: {reason}.", "Please report it with the text.")
E212 = _problem(
    "E212",
    "the process ended while it read this article ({reason}).",
    "Leave the article out, or give the machine more memory.",
)
E213 = _problem(
    "E213", "the article took longer than {seconds} seconds.", "Shorten it, or raise --time-limit."
)
E214 = _problem(
    "E214",
    "the text has {length} characters, more than the limit of {limit}.",
    "Split it, or raise --max-chars.",
)
E215 = _problem(
    "E215",
    "{what} can't be read over the network ({reason}).",
    "Check the address, and what its storage needs.",
)
E216 = _problem(
    "E216",
    "it unpacks to more than {times} times its size.",
    "Unpack it yourself, if it is what it should be.",
)
E217 = _problem(
    "E217", "the archive can't be opened to its end ({reason}).", "Pack it anew, or unpack it yourself."
)
E218 = _problem("E218", "the PDF can't be read ({reason}).", "Save its text as .txt, or unlock it.")
E219 = _problem(
    "E219", "the article needed more than {size} MB of memory.", "Shorten it, or raise --memory-limit."
)
E301 = _problem(
    "E301", "the record is not valid: {reason}.", "Compare it with the output of 'crossfoot schema'."
)
E302 = _problem(
    "E302",
    "a measure missed its bound: {measure} is {value}, {side} of {bound}.",
    "Find what changed it; --set-floors sets new bounds.",
)
E401 = _problem("E401", "the data file is not valid: {reason}.", "Mend the line, or leave the file out.")
E402 = _problem(
    "E402", "there is no exchange rate for {currency}.", "Give one with --rates FILE (date,currency,rate)."
)
E403 = _problem(
    "E403",
    "there is no spaCy pipeline {name!r}, neither installed nor as a folder.",
    "Install it (python -m spacy download {name}), or give the path of its folder.",
)
E404 = _problem(
    "E404",
    "the spaCy pipeline {name!r} can't be loaded ({reason}).",
    "Install what it needs, in the versions it was made for.",
)
E405 = _problem(
    "E405",
    "the spaCy pipeline {name!r} is for the language {language!r}.",
    "Give one for English.",
)
E406 = _problem(
    "E406",
    "the pipeline that comes with crossfoot is missing.",
    "Install crossfoot anew, or train it with 'make train'.",
)
E407 = _problem(
    "E407",
    "the {kind} {name!r} of the package {package} can't be loaded ({reason}).",
    "Mend that package, or uninstall it; everything else is done without it.",
)
E408 = _problem(
    "E408",
    "the {kind} {name!r} of the package {package} failed ({reason}).",
    "Mend that package, or uninstall it; everything else is done without it.",
)
E409 = _problem(
    "E409",
    "the {kind} {name!r} of the package {package} is left out: {other} has one of that name.",
    "Give it another name, or uninstall one of the two.",
)
E501 = _problem("E501", "the output folder can't be written ({reason}).", "Choose another --out.")
E502 = _problem(
    "E502",
    "the folder holds a run with other settings ({changes}).",
    "Choose another --out, or start over with --fresh.",
)
E503 = _problem("E503", "another run is writing there.", "Wait for it, or choose another --out.")
E504 = _problem(
    "E504", "the processes that read the articles end before they begin ({reason}).", "Try --engine serial."
)
E505 = _problem("E505", "{library} is not installed.", "Install it: pip install {library}")
E506 = _problem(
    "E506",
    "a worker of the cluster can't see the output folder ({reason}).",
    "Choose an --out on storage that all machines share.",
)
E507 = _problem(
    "E507",
    "{articles} articles in {shards} shards are not read yet.",
    "Run the parts that are missing ({parts}), then --finish again.",
)

NOTES: dict[str, Problem] = {}
"""What a record's own notes say of how it was read; no errors, the article is read all the same."""


def _note(code: str, sentence: str, remedy: str) -> Problem:
    NOTES[code] = note = Problem(code, sentence, remedy)
    return note


NO_PUBLICATION_DATE = _note(
    "no-publication-date",
    "No publication date was found: relative dates stay unresolved, amounts without a dated period are not converted.",
    "Give the article one ('published', front matter, a dateline), or all that have none with --published.",
)
NOT_ENGLISH = _note(
    "not-english",
    "The article's language is {language}: only its figures and dates were read.",
    "If it is English, say so with --language en.",
)
STALE_RATE = _note(
    "stale-rate",
    "The exchange rates are stale: the last known ones are of {days}.",
    "Give later ones with --rates FILE (date,currency,rate), or install a newer crossfoot.",
)
MISSING_RATE = _note(
    "missing-rate",
    "There is no exchange rate for {currencies}: those amounts are not converted.",
    "Give one with --rates FILE (date,currency,rate).",
)
CHECK_FAILED = _note(
    "check-failed",
    "{failure}",
    "The other checks were made; mend the package that the check is from, or uninstall it.",
)
YEN_SIGN = _note(
    "yen-sign",
    '"¥" is read as {currency}: {reason}.',
    "If that is wrong, write RMB or JPY in the article.",
)
