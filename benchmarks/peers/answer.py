"""Runs inside the peers' own environment: texts as JSON Lines on stdin, each peer's amounts as JSON Lines on stdout.

    python answer.py SYSTEM < texts.jsonl

One line a text: ``{"amounts": [[low, high, ISO code or null], ...]}``, then one with the seconds taken. A peer that
fails on a text answers nothing for it; how often that was is in the last line.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

Amounts = list[tuple[float, float, str | None]]
ISO = {
    "Dollar": "USD", "United States dollar": "USD", "Euro": "EUR", "Pound": "GBP", "Cent": "USD", "Pence": "GBP",
    "Japanese yen": "JPY", "Chinese yuan": "CNY", "Hong Kong dollar": "HKD", "Indian rupee": "INR", "Rupee": "INR",
    "South Korean won": "KRW", "New Taiwan dollar": "TWD", "Singapore dollar": "SGD", "Malaysian ringgit": "MYR",
    "Thai baht": "THB", "Brazilian real": "BRL", "Australian dollar": "AUD", "Canadian dollar": "CAD",
}  # fmt: skip
"""Microsoft's names for currencies where it gives no code."""


def recognizers() -> Callable[[str], Amounts]:
    """Microsoft Recognizers-Text: currencies, then percentages, then the numbers that are in neither."""
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency
    from recognizers_text import Culture

    def read(text: str) -> Amounts:
        taken: list[tuple[int, int]] = []
        found: Amounts = []
        for recognize in (recognize_currency, recognize_percentage, recognize_number):
            for result in recognize(text, Culture.English):
                value = (result.resolution or {}).get("value")
                if value is None or any(result.start <= end and start <= result.end for start, end in taken):
                    continue
                taken.append((result.start, result.end))
                number = float(str(value).rstrip("%"))
                unit = result.resolution.get("isoCurrency") or ISO.get(result.resolution.get("unit"))
                minor = result.resolution.get("unit") in ("Cent", "Pence")
                found.append((number / 100, number / 100, unit) if minor else (number, number, unit))
        return found

    return read


def quantulum() -> Callable[[str], Amounts]:
    """quantulum3 without its classifier, whose pickle breaks under a newer scikit-learn."""
    from quantulum3 import parser

    def read(text: str) -> Amounts:
        found: Amounts = []
        for quantity in parser.parse(text):
            spread = quantity.uncertainty or 0.0
            code = quantity.unit.currency_code if quantity.unit.entity.name == "currency" else None
            found.append((quantity.value - spread, quantity.value + spread, code))
        return found

    return read


def price() -> Callable[[str], Amounts]:
    """price-parser: the one price of a text, its sign as it stands."""
    from price_parser import Price

    signs = {
        "$": "USD",
        "€": "EUR",
        "£": "GBP",
        "¥": "JPY",
        "RMB": "CNY",
        "HK$": "HKD",
        "NT$": "TWD",
        "₹": "INR",
    }

    def read(text: str) -> Amounts:
        found = Price.fromstring(text)
        if found.amount is None:
            return []
        sign = found.currency or ""
        return [(float(found.amount), float(found.amount), signs.get(sign, sign if len(sign) == 3 else None))]

    return read


SYSTEMS: dict[str, Callable[[], Callable[[str], Amounts]]] = {
    "recognizers-text": recognizers,
    "quantulum3": quantulum,
    "price-parser": price,
}


def main() -> None:
    """Answer every line of stdin."""
    warnings.simplefilter("ignore")
    read = SYSTEMS[sys.argv[1]]()
    texts: list[str] = [json.loads(line)["text"] for line in sys.stdin]
    read(texts[0])
    seconds, failed = 0.0, 0
    for text in texts:
        answer: dict[str, Any] = {"amounts": []}
        start = time.process_time()
        try:
            answer["amounts"] = read(text)
        except Exception:
            failed += 1
        seconds += time.process_time() - start
        print(json.dumps(answer))
    print(json.dumps({"seconds": seconds, "failed": failed}))


if __name__ == "__main__":
    main()
