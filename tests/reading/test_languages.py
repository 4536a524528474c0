"""Languages, told from whole articles and from a sentence."""

from __future__ import annotations

import pytest

from extract.reading.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The company said that its revenue rose by a fifth.", "en"),
        ("Acme Q1 revenue RMB 5 billion, up 20%", "en"),
        ("Acme grew by €5 billion", "en"),
        ("Kuaishou (快手) said on Wednesday that it plans to sell goods with JD.com (京东).", "en"),
        ("快手（Kuaishou）表示，公司的日活用户超过3亿。", "zh"),
        ("この会社の売上高は前年より増えました。", "ja"),
        ("이 회사는 올해의 매출이 증가했다고 밝혔다.", "ko"),
        ("Компания сообщила о росте выручки на 20%.", "und"),
        ("Der Umsatz der Firma ist auf fünf Milliarden gestiegen und wird weiter wachsen.", "de"),
        ("Le chiffre d'affaires est en hausse dans les pays du groupe.", "fr"),
        ("Los ingresos de la empresa fueron más altos que el año pasado.", "es"),
        ("1234 5678", "und"),
        ("", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language
