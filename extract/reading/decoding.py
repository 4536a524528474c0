"""Bytes to text: byte mark, strict UTF-8, what the file declares, and Chinese, Japanese and Korean encodings by trial.

A single-byte encoding is never guessed: every byte sequence is valid in all of them, so a guess can't be proved wrong.
"""

from __future__ import annotations

import codecs
import re
from typing import Optional

from extract import errors

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# In a text of some length these are frequent in their language and in no wrong decoding of another.
_EAST_ASIAN = {
    "gb18030": re.compile("[的是在了和有，。]"),
    "big5": re.compile("[的是在了和有，。]"),
    "cp932": re.compile("[のはをにがで、。]"),
    "euc_jp": re.compile("[のはをにがで、。]"),
    "cp949": re.compile("[이의을는에가다]"),
}
_SAME = {"gbk": "gb18030", "gb2312": "gb18030", "big5hkscs": "big5", "shift_jis": "cp932", "euc_kr": "cp949"}
_LEAST_SHARE = 0.03
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)


def decode(data: bytes, path: Optional[str] = None, encoding: Optional[str] = None) -> str:
    """``data`` as text without its byte mark; line ends stay as they are.

    ``encoding`` is the user's word for files that are not UTF-8. Raises ``CrossfootError`` E202 where nothing fits.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name, path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        failure = error
    if encoding is not None:
        return _strict(data, encoding, path)
    declared = _DECLARED.search(data, 0, 2048)
    if declared is not None:
        name = declared[1].decode("ascii")
        if _known(name) and codecs.lookup(name).name != "utf-8":
            return _strict(data, name, path)
    text = _east_asian(data)
    if text is None:
        reason = f"byte {data[failure.start]:#04x} at {failure.start} is not UTF-8"
        raise errors.E202.at(path, reason=reason) from failure
    return text


def _strict(data: bytes, name: str, path: Optional[str]) -> str:
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError) as error:
        raise errors.E202.at(path, reason=f"it is not {name}, as its start says") from error
    if name.startswith("utf-16") and not _plausible(text):
        raise errors.E202.at(path, reason=f"it starts like {name}, but makes no sense as such")
    return text


def _plausible(text: str) -> bool:
    """Whether a text has the spaces or punctuation that any language needs: wrong UTF-16 is all rare characters."""
    common = sum(char < "\u0100" or "\u3000" <= char <= "\u303f" or char >= "\uff00" for char in text[:2000])
    return not text or common * 50 >= len(text[:2000])


def _known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _east_asian(data: bytes) -> Optional[str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:20_000]).best()
    if best is None:
        return None
    name = _SAME.get(best.encoding, best.encoding)
    if name not in _EAST_ASIAN:
        return None
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    frequent = len(_EAST_ASIAN[name].findall(text))
    foreign = sum(char >= "\u0370" for char in text)
    return text if frequent and frequent >= _LEAST_SHARE * foreign else None
