"""The language of a text, by its script and its most frequent words. Good for an article, not for a word or two."""

from __future__ import annotations

import re
from collections import Counter
from typing import Optional

UNDETERMINED = "und"

# Words that are frequent in their language and rare in the others of the table.
_STOP_WORDS = {
    "en": "the of and to in that is for it with as was on are by this from at have has its said will",
    "de": "der die und das den von mit nicht ist ein eine auf für dem sich auch wird im zum bei",
    "fr": "le les des et du une dans pour est qui sur au pas par avec ce plus sont aux cette",
    "es": "el los las y del una por con para es que se su al como más lo fue pero sus",
    "pt": "o os e do da em um uma para com não que se dos das no na mais ao foi",
    "it": "il di che e la per un non è del una con sono della si nel più gli alla dei",
    "nl": "de het een van en dat niet op te zijn met voor er aan ook bij door naar wordt uit",
    "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena adalah",
    "tr": "ve bir bu için ile de da olarak çok daha gibi olan sonra kadar ancak",
    "vi": "và của là có cho trong được với không các một này đã người những",
}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _code, _words in _STOP_WORDS.items():
    for _word in _words.split():
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _code)

_WORD = re.compile(r"[^\W\d_]+")
_ASCII = re.compile(r"[\x00-\x7f]+")
_SCRIPTS = (
    ("kana", re.compile("[\u3040-\u30ff]")),
    ("han", re.compile("[\u3400-\u9fff]")),
    ("hangul", re.compile("[\uac00-\ud7af]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("arabic", re.compile("[\u0600-\u06ff]")),
    ("devanagari", re.compile("[\u0900-\u097f]")),
    ("thai", re.compile("[\u0e00-\u0e7f]")),
    ("greek", re.compile("[\u0370-\u03ff]")),
    ("hebrew", re.compile("[\u0590-\u05ff]")),
    ("latin", re.compile("[\u00c0-\u024f\u1e00-\u1eff]")),
)
_OF_SCRIPT = {"han": "zh", "hangul": "ko", "thai": "th", "greek": "el", "hebrew": "he", "devanagari": "hi"}
_SAMPLE = 5_000
_LEAST_FOREIGN_WORDS = 2


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language most of ``text`` is in, or ``und`` where it can't be told.

    >>> language_of("Kuaishou said that it has over 300 million users of the app."), language_of("快手日活超过3亿")
    ('en', 'zh')
    """
    sample = text[:_SAMPLE]
    if sample.isascii():
        return _latin(sample) or UNDETERMINED
    foreign = _ASCII.sub("", sample)
    counts = {name: len(pattern.findall(foreign)) for name, pattern in _SCRIPTS}
    counts["latin"] += len(sample) - len(foreign)
    # One Han character carries about as much as a short Latin word and its space.
    counts["latin"] = counts["latin"] // 4
    if counts["kana"] * 10 > counts["han"] + counts["kana"] and counts["kana"] > counts["latin"]:
        return "ja"
    script = max(counts, key=lambda name: counts[name])
    if script != "latin":
        return _OF_SCRIPT.get(script, UNDETERMINED) if counts[script] else UNDETERMINED
    return _latin(sample) or UNDETERMINED


def _latin(text: str) -> Optional[str]:
    scores = dict.fromkeys(_STOP_WORDS, 0.0)
    counted = Counter(_WORD.findall(text.lower()))
    words = sum(counted.values())
    for word, count in counted.items():
        languages = _LANGUAGES_OF.get(word, ())
        for code in languages:
            scores[code] += count / len(languages)
    best = max(scores, key=lambda code: scores[code])
    enough = 1 if best == "en" else _LEAST_FOREIGN_WORDS
    if scores[best] * 20 >= words and scores[best] >= enough:
        return best
    # A headline or a list of names may hold no stop word at all; with plain letters only it is taken for English.
    plain = all(char.isascii() for char in text if char.isalpha())
    return "en" if words and plain and scores[best] < _LEAST_FOREIGN_WORDS else None
