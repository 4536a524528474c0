"""English plurals and verb forms, enough to write each word of a data file once."""

from __future__ import annotations

_VOWELS = "aeiou"
_SIBILANTS = ("s", "x", "z", "ch", "sh")


def plural(noun: str) -> str:
    """The regular plural of the phrase's last word; unchanged where it ends in a single s, as if plural already.

    >>> plural("delivery"), plural("gross profit"), plural("net loss"), plural("GMV"), plural("sales")
    ('deliveries', 'gross profits', 'net losses', 'GMVs', 'sales')
    """
    if (noun.endswith("s") and not noun.endswith("ss")) or not noun[-1:].isascii():
        return noun
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS and not noun.isupper():
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(_SIBILANTS) else "s")


def verb_forms(entry: str) -> tuple[str, ...]:
    """The forms of a verb as a data file writes it: ``raise``, ``pull in``, or irregular ``sell/sells/sold/selling``.

    What follows the first word ("in") follows every form.

    >>> verb_forms("pull in")
    ('pull in', 'pulls in', 'pulled in', 'pulling in')
    >>> verb_forms("buy/buys/bought/buying back")
    ('buy back', 'buys back', 'bought back', 'buying back')
    """
    head, _, rest = entry.partition(" ")
    forms = head.split("/") if "/" in head else _regular(head)
    return tuple(f"{form} {rest}" if rest else form for form in forms)


def _regular(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    third = verb + ("es" if verb.endswith((*_SIBILANTS, "o")) else "s")
    return [verb, third, verb + "ed", verb + "ing"]
