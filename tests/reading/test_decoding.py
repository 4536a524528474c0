"""Encodings: what can be proved is decoded, what would be a guess is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import CrossfootError
from extract.reading.decoding import decode

CHINESE = (
    "公司表示，今年的目标是2500亿元，去年的收入是3000亿元。这个平台的用户已经超过了3亿，在市场上排名第二。"
)
JAPANESE = "この会社の売上高は前年の同じ時期より20%増えました。利用者の数は1700万人に達しています。"
KOREAN = "이 회사는 올해의 매출이 20% 증가했다고 밝혔다. 서비스의 이용자는 3천만 명을 넘는다."


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_utf8_reads_back_with_and_without_a_byte_mark(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
    if not text.startswith("\ufeff"):
        assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gb18030"),
        (CHINESE, "gbk"),
        (JAPANESE, "cp932"),
        (KOREAN, "euc_kr"),
        (CHINESE, "utf-16"),
        ("Acme’s revenue rose.", "utf-16"),
    ],
)
def test_encodings_that_prove_themselves(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data",
    [
        b"profit \xff rose",
        "café größer".encode("latin-1"),
        b"\x93Up\x94, he said",
        b"\x80\x81\x82",
        b"cut short \xe2\x82",
        b"\xff\xfe broken text",
        b"\xff\xfeabc",
        bytes(range(128, 256)),
    ],
)
def test_what_fits_nothing_or_everything_is_refused(data: bytes) -> None:
    with pytest.raises(CrossfootError) as caught:
        decode(data, "a.txt")
    assert (caught.value.code, caught.value.path) == ("E202", "a.txt")


def test_a_declared_encoding_and_the_users_word_are_taken() -> None:
    page = '<meta charset="windows-1252"><p>“Größe”</p>'
    assert decode(page.encode("cp1252")) == page
    assert decode("Größe".encode("latin-1"), encoding="latin-1") == "Größe"
    with pytest.raises(CrossfootError):
        decode(b"\x81 is free in it", encoding="cp1252")
