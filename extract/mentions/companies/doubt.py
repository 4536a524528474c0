"""Which of the known names that are also ordinary words, or people's names, stand for the company here."""

from __future__ import annotations

from extract.lexicon.companies import Registry
from extract.mentions.companies import context
from extract.mentions.companies.names import Name
from extract.mentions.companies.view import View

_WEAK, _STRONG = 1, 2
_POSTING = frozenset(
    [
        "post",
        "posts",
        "posted",
        "posting",
        "said",
        "wrote",
        "shared",
        "share",
        "tweeted",
        "statement",
        "message",
        "account",
        "video",
    ]
)


def settled(view: View, names: list[Name], registry: Registry) -> list[Name]:
    """The names that stand for a company; what is none, or stays in doubt, is left out."""
    certain = [name for name in names if name.id and not name.doubt and not _voided(view, name)]
    starts = {name.first: name.id for name in certain}
    ends = {name.last: name.id for name in certain}
    family = {name.id for name in certain}
    family |= {entry.parent for entry in map(registry.get, sorted(family)) if entry and entry.parent}
    sure: set[int] = set()
    # Not of "Michael Dell said Dell's revenue rose": a name that is hardly anything else stays.
    people = {
        view.words[name.first] for name in names if name.doubt > _STRONG and _behind_given_name(view, name)
    }
    doubtful = [
        name
        for name in names
        if name.id and name.doubt and view.words[name.first] not in people and not _voided(view, name)
    ]
    for _ in range(2):
        # A second look: what was accepted in the first stands in lists with others.
        for name in doubtful:
            if name.start not in sure and _is_sure(view, name, ends, starts, registry):
                sure.add(name.start)
                starts[name.first], ends[name.last] = name.id, name.id
    known = {name.id for name in doubtful if name.start in sure} | family
    likely = [name for name in doubtful if name.start in sure or _is_likely(view, name, known, registry)]
    known |= {name.id for name in likely}
    kept = [name for name in doubtful if name in likely or _is_likely(view, name, known, registry)]
    return sorted(certain + kept)


def _voided(view: View, name: Name) -> bool:
    """Whether a person's given name stands before, or a word behind that makes it something else ("Ford Foundation")."""
    lexicon = view.lexicon
    if view.word(name.last) in lexicon["names.voids"] and view.starts[name.last] == name.end + 1:
        return True
    before = view.word(name.first - 1)
    if before == ":" and view.word(name.first - 3) == "(" and view.word(name.first - 2).isupper():
        return True  # a ticker
    if name.doubt and view.starts[name.first] < name.start and view.words[name.first][0].isupper():
        return True  # the end of another name: "Star-Telegram"
    if _in_body(view, name):
        return True
    return _behind_given_name(view, name)


def _behind_given_name(view: View, name: Name) -> bool:
    """Whether it is a surname here: "Evan Spiegel"."""
    first = name.first
    if first == 0 or name.last - first > 1 or view.starts[first] != view.ends[first - 1] + 1:
        return False
    return view.words[first - 1] in view.lexicon["persons.given"]


def _in_body(view: View, name: Name) -> bool:
    """Whether the capitals go on to name a public body: "China Securities Regulatory Commission"."""
    for index in range(name.last, name.last + 3):
        word = view.word(index)
        if not word[:1].isupper():
            return False
        if word in view.lexicon["names.bodies"]:
            return True
    return False


def _is_sure(
    view: View, name: Name, ends: dict[int, str], starts: dict[int, str], registry: Registry
) -> bool:
    first, last = name.first, name.last
    if name.full or context.has_ticker(view, last) or context.formerly(view, last):
        return True
    if context.possesses(view, last, "names.possessions"):
        return True
    if context.described_before(view, first) or context.described_after(view, last):
        return True
    if context.backs_another(view, last) or context.raises_money(view, last):
        return True
    if context.has_role(view, last) or context.acts(view, last):
        return True
    if (
        not view.opens(first)
        and view.word(first - 1) == "the"
        and view.word(last) in view.lexicon["words.before"]
    ):
        return True
    if not view.opens(first) and (context.is_object(view, first) or context.backed_name(view, first)):
        return True
    if context.beside(view, first, last, ends, starts) and not view.in_title(first):
        return True
    entry = registry.get(name.id)
    if entry is not None and entry.kind in ("platform", "product") and view.word(first - 1) == "on":
        return view.word(first - 2).lower() in _POSTING or view.word(first - 3).lower() in _POSTING
    return False


def _is_likely(view: View, name: Name, known: set[str], registry: Registry) -> bool:
    """Whether a capital where none is due, or the company named for sure elsewhere, speaks for it."""
    opens = view.opens(name.first)
    if name.doubt == _WEAK:
        if name.id in known:
            return True
        if view.in_title(name.first):
            return False
        related = view.word(name.last) == "," and view.word(name.last + 1) in ("which", "whose")
        return not opens or related or view.is_finite(name.last) or context.owns(view, name.last)
    if opens or view.in_title(name.first):
        if name.id in known:
            return view.is_finite(name.last) or view.word(name.last) in (",", "(", "'s", "’s")
        return name.doubt == _STRONG and bool(known) and _measured(view, name)
    entry = registry.get(name.id)
    if name.id in known or (entry is not None and entry.parent in known):
        return True
    return name.doubt == _STRONG and _stands_alone(view, name)


def _measured(view: View, name: Name) -> bool:
    """Whether its sentence says what it did with a figure: "Line gained 4 million users"."""
    verb = view.word(name.last)
    if view.in_title(name.first) or not view.is_finite(name.last):
        return False
    if verb.endswith("s") and verb not in ("has", "was", "is"):
        return False
    stop = view.sentences[view.sentence_of(name.first)][1]
    return any(word[0].isdigit() for word in view.words[name.last : stop])


def _stands_alone(view: View, name: Name) -> bool:
    """Whether the capital is the name's own: no other capital or number beside it, no article before."""
    before, after = view.word(name.first - 1), view.word(name.last)
    if before == "of" and view.word(name.first - 2)[:1].isupper():
        return False  # "Hall of Honor"
    return not (
        before[:1].isupper()
        or before.lower() in view.lexicon["words.determiners"]
        or after[:1].isupper()
        or (after[:1].isdigit() and view.word(name.last + 1) != "%")
        or before[:1].isdigit()
    )
