"""Text of articles made safe to show: no control characters, no bidirectional overrides, no stray surrogates.

The replacement is one code point for one code point, so offsets stay valid.
"""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

# C0 and C1 controls (a terminal acts on them), bidirectional embeddings and isolates (they reorder what
# surrounds them), line separators, surrogates and non-characters (they can't be encoded or are void in HTML).
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAKS = re.compile(r"[\t\n ]+")


def printable(text: str) -> str:
    r"""``text`` with every unsafe code point replaced; tabs and line feeds stay, ``\r`` before ``\n`` is a space.

    >>> printable("a\x1b[31mb")
    'a\ufffd[31mb'
    """
    return _UNSAFE.sub(REPLACEMENT, text.replace("\r\n", " \n"))


def one_line(text: str) -> str:
    """``printable`` on one line: for titles, names and messages."""
    return _BREAKS.sub(" ", printable(text)).strip()


def slug(text: str, limit: int = 48) -> str:
    """Lower-case ASCII letters, digits and hyphens of ``text``; ``x`` where nothing is left.

    >>> slug("JD.com"), slug("快手")
    ('jd-com', 'x')
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower())[:limit].strip("-") or "x"


class Anchors:
    """Hands out unique, safe anchor names, the same ones for the same order of calls."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}
        self._given: dict[tuple[str, str], str] = {}

    def of(self, kind: str, key: str) -> str:
        """The anchor of ``key`` among things of one ``kind`` (``article``, ``company``, ``claim``)."""
        given = self._given.get((kind, key))
        if given is None:
            base = f"{kind}-{slug(key)}"
            count = self._taken[base] = self._taken.get(base, 0) + 1
            # "--" can't come out of slug(), so a numbered anchor never meets a plain one.
            given = self._given[kind, key] = base if count == 1 else f"{base}--{count}"
        return given
