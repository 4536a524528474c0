"""What a reader has in mind at a place of the text: the sentence's companies so far, and whom the text is about."""

from __future__ import annotations

from typing import Optional

from extract.lexicon.companies import Registry
from extract.mentions.companies.descriptions import Knowledge
from extract.mentions.companies.names import Name
from extract.mentions.companies.salience import SOURCES, Mention, other_mention, placed, subject
from extract.mentions.companies.view import View

PRONOUN_REACH = 2
"""How many sentences back "it" may reach for what the text is about."""


class Discourse:
    """Moves through a text sentence by sentence; ``here`` are the mentions of the current one so far."""

    def __init__(self, view: View, names: list[Name], registry: Registry) -> None:
        self.view = view
        self.registry = registry
        self.knowledge = Knowledge(view, names, registry)
        self.starts = {name.first: name.id for name in names}
        self.ends = {name.first: name.last for name in names}
        self.here: list[Mention] = []
        self.previous: list[Mention] = []
        self.focus: Optional[str] = None
        self.focus_age = 0
        self.sentence = (0, 0)
        self._recent: dict[str, None] = {}

    def open(self, sentence: tuple[int, int]) -> None:
        """Begin a sentence, given as a range of words."""
        self.sentence = sentence
        self.here = []

    def add(self, name: Name) -> None:
        """Take in a mention, whether a name or a word that stands for one."""
        mention = placed(self.view, name, self.knowledge.kind(name.id), self.here)
        self.here.append(mention)
        if not mention.source:
            self._recent.pop(mention.id, None)
            self._recent[mention.id] = None

    def close(self) -> None:
        """End the sentence: what it was about stays in mind."""
        about = subject(self.here, latest=False)
        if about is None and self.focus is None:
            about = other_mention(self.here)
        if about is not None and not self._passing(about.id):
            self.focus, self.focus_age = about.id, 0
        else:
            self.focus_age += 1
        if distinct(self.here):
            self.previous = self.here

    def _passing(self, id_: str) -> bool:
        """Whether it is a bank, fund or outlet in a text about something else."""
        kind = self.knowledge.kind
        return kind(id_) in SOURCES and self.focus is not None and kind(self.focus) not in SOURCES

    def ranked(self) -> list[str]:
        """Companies from the most to the least prominent here."""
        return list(dict.fromkeys([*self.prominent(), *reversed(self._recent)]))

    def prominent(self) -> list[str]:
        """The subject of the sentence so far, and what the text before was about."""
        latest = subject(self.here, latest=True)
        if latest is None and self.focus is None:
            latest = other_mention(self.here)
        order = [] if latest is None else [latest.id]
        if self.focus is not None:
            order.append(self.focus)
        return list(dict.fromkeys(order))

    def parent(self, id_: str) -> Optional[str]:
        """The id of the owner, where one is known."""
        entry = self.registry.get(id_)
        return entry.parent if entry else None

    def related(self, one: str, two: str) -> bool:
        """Whether one of the two owns the other."""
        return self.parent(one) == two or self.parent(two) == one


def distinct(mentions: list[Mention]) -> list[str]:
    """The ids of those that are no mere source, in order."""
    return list(dict.fromkeys(mention.id for mention in mentions if not mention.source))
