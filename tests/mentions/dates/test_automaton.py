"""The automaton names every template that matches, on all short texts over a few token classes."""

from __future__ import annotations

import re
from itertools import product

from extract.mentions.dates.automaton import Automaton, numbers_in

TEMPLATES = (
    "[a]",
    "[ab][c]?",
    "(?:[a]|[b][c]){1,2}[d]",
    "(?P<x>[a]?[b])?[c](?:[d]|[a])",
    "[a](?:[b]{1,2}|[c])?[d]",
    "(?:[b]|[c]?[d])[a]",
)
LOOKAROUND = "[a](?![b])[c]?(?=[d])[d]"
CLASSES = "abcdx"


def automaton(*templates: str) -> Automaton:
    made = Automaton()
    for number, template in enumerate(templates):
        made.add(template, number)
    return made


def test_names_just_the_templates_that_match() -> None:
    made = automaton(*TEMPLATES)
    patterns = [re.compile(template) for template in TEMPLATES]
    for letters in product(CLASSES, repeat=6):
        text = "".join(letters)
        matching = [number for number, pattern in enumerate(patterns) if pattern.match(text)]
        assert list(numbers_in(made.rules_at(text, 0))) == matching, text


def test_never_misses_a_template_with_lookarounds() -> None:
    made = automaton(LOOKAROUND)
    pattern = re.compile(LOOKAROUND)
    hits = 0
    for letters in product(CLASSES, repeat=4):
        text = "".join(letters)
        if pattern.match(text):
            hits += 1
            assert made.rules_at(text, 0), text
    assert hits


def test_a_first_look_at_two_classes_rules_out_only_what_no_template_begins_with() -> None:
    made = automaton(*TEMPLATES)
    for first, second in product(CLASSES, repeat=2):
        matching = any(
            made.rules_at(first + second + "".join(rest), 0) for rest in product(CLASSES, repeat=4)
        )
        assert matching <= made.may_begin(first, second), first + second
    assert not made.may_begin("x", "a")


def test_a_later_place_counts_for_itself() -> None:
    made = automaton("[a][b]", "[b]")
    assert list(numbers_in(made.rules_at("xab", 1))) == [0]
    assert list(numbers_in(made.rules_at("xab", 2))) == [1]
    assert made.rules_at("xab", 0) == 0
