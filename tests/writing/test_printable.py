from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.writing.printable import Anchors, one_line, printable, slug

ANY = st.text(alphabet=st.characters(exclude_categories=()))


@given(ANY)
def test_printable_keeps_every_offset_and_can_be_encoded(text):
    shown = printable(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not [c for c in shown if unicodedata.category(c) == "Cc" and c not in "\t\n"]


@pytest.mark.parametrize(
    "character", ["\x1b", "\x07", "\r", "\x9b", "\u202e", "\u2066", "\u2028", "\ud800", "\x00"]
)
def test_what_a_terminal_or_a_browser_would_act_on_is_replaced(character):
    assert character not in printable(f"a{character}b")


def test_what_scripts_and_emoji_need_stays():
    text = "快手 café 👩‍💻 عربى"
    assert printable(text) == text


@given(ANY)
def test_one_line_is_one_line(text):
    assert "\n" not in one_line(text) and "\t" not in one_line(text)


@given(ANY)
def test_slugs_are_safe(text):
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and slug(text)


@given(st.lists(ANY, unique=True, max_size=8))
def test_anchors_are_unique_and_stable(keys):
    anchors = Anchors()
    given_ = [anchors.of("article", key) for key in keys]
    assert len(set(given_)) == len(keys)
    assert [anchors.of("article", key) for key in keys] == given_
