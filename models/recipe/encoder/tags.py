"""The tags of the encoder's mention head, and what each source of sentences says about them."""

from __future__ import annotations

import re

# COREFERENCE comes last: the entity sentences know nothing of it, the gold articles do.
KINDS = ("COMPANY", "PUBLIC", "PERSON", "PLACE", "OTHER", "COREFERENCE")
TAGS = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))
INDEX = {tag: number for number, tag in enumerate(TAGS)}

# What a source's label may be in our kinds. ORG is every organisation there, so the words have to tell.
_KINDS_OF = {
    "ORG": ("COMPANY", "PUBLIC"),
    "UNIV": ("PUBLIC",),
    "PARTY": ("PUBLIC",),
    "PER": ("PERSON",),
    "LOC": ("PLACE",),
    "BAND": ("OTHER",),
    "GROUP": ("OTHER", "PUBLIC"),
    "WORK": ("OTHER",),
    "EVENT": ("OTHER",),
    "AWARD": ("OTHER",),
    "PRODUCT": ("OTHER", "COMPANY"),
    "MISC": ("OTHER",),
}
_PUBLIC = re.compile(
    r"\b(?:University|College|School|Institute|Academy|Ministry|Department|Dept|Agency|Authority|Council|Commission|Committee|Congress|Senate|"
    r"Parliament|Assembly|Court|Government|Army|Navy|Air Force|Force|Police|Party|Church|Union|United Nations|UN|NATO|EU|European|Federal|"
    r"Bureau|Office|Board|Administration|Association|Society|Club|League|Foundation|Museum|Library|Hospital|State|National|Royal|Center|Centre|"
    r"Republicans?|Democrats?|Democratic|Republican|Labour|Conservatives?|White House|Pentagon|CIA|FBI|NASA|UNESCO|WHO|ISIL|ISIS|Daesh|"
    r"al-Qaeda|Taliban|Hezbollah|Hamas|F\.?C|United|City)\b"
)
_COMPANY = re.compile(
    r"\b(?:Inc|Corp|Corporation|Ltd|Limited|LLC|plc|PLC|Co|Company|Group|Holdings?|Bank|Capital|Partners|Records|Motors?|Airlines?|Airways|"
    r"Technologies|Software|Systems|Electronics|Press|Times|Post|News|Media|Entertainment|Pictures|Studios?|Google|Microsoft|Apple|Facebook|"
    r"Twitter|Amazon|IBM|Intel|Sony|Samsung|Reuters|BBC|CNN|YouTube)\b"
)


def kinds_of(label: str, words: str) -> tuple[str, ...]:
    """The kinds that a mention with this label may be of."""
    kinds = _KINDS_OF[label]
    if label != "ORG":
        return kinds
    public, company = _PUBLIC.search(words), _COMPANY.search(words)
    if bool(public) == bool(company):
        return kinds
    return ("PUBLIC",) if public else ("COMPANY",)


def unseen_kinds(labels: list[str]) -> tuple[str, ...]:
    """The kinds that a source with these labels never looked for, so that what it leaves unmarked may be one."""
    known = {kind for label in labels if label in _KINDS_OF for kind in _KINDS_OF[label]}
    if "ORG" in labels:
        known |= {"COMPANY", "PUBLIC"}
    return tuple(kind for kind in KINDS if kind not in known)
