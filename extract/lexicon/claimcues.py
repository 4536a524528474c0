"""Words that say what a sentence does with a figure: moves, goals, forecasts, sources, comparisons.

One table, ``data/claim_cues.toml``. A cue's category is the name of its list; a list of verbs and one of words may share it.
"""

from __future__ import annotations

from functools import lru_cache

from extract.lexicon import shipped_tables
from extract.lexicon.cues import PhraseIndex
from extract.lexicon.inflection import verb_forms

VERB = "_verb"


@lru_cache(maxsize=1)
def claim_cues() -> PhraseIndex[str]:
    """Phrase → its categories; a list of verbs has ``_verb`` behind its name."""
    index: PhraseIndex[str] = PhraseIndex()
    tables = shipped_tables("claim_cues.toml")
    for category, verbs in tables["verbs"].items():
        for verb in verbs:
            for form in verb_forms(verb):
                index.add(form, category + VERB)
    for category, phrases in tables["words"].items():
        for phrase in phrases:
            index.add(phrase, category)
    return index
