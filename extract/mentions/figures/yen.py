"""Whose money the sign "¥" is: Japan's and China's currencies share it, so the article decides."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.lexicon.figurewords import word_set

_WORD = re.compile(r"[A-Za-z]+|[元人民币]+")


def decide_yen_or_yuan(text: str) -> tuple[str, str]:
    """``JPY`` or ``CNY`` by the words of the article, and the reason; yen where nothing or both sides speak equally."""
    evidence = _evidence()
    seen: dict[str, list[str]] = {"CNY": [], "JPY": []}
    for word in _WORD.findall(text):
        code = evidence.get(word.lower())
        if code is not None:
            seen[code].append(word)
    if not seen["CNY"] and not seen["JPY"]:
        return "JPY", "nothing in the article says which, and yen is the older use of the sign"
    code = "CNY" if len(seen["CNY"]) > len(seen["JPY"]) else "JPY"
    if not seen[code]:
        code = "JPY" if code == "CNY" else "CNY"
    words = ", ".join(f'"{word}"' for word in dict.fromkeys(seen[code][:3]))
    return code, f"the article speaks of {words}"


@lru_cache(maxsize=1)
def _evidence() -> dict[str, str]:
    return dict.fromkeys(word_set("yen"), "JPY") | dict.fromkeys(word_set("yuan"), "CNY")
