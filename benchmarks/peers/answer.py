"""Runs inside the peers' own environment: texts as JSON Lines on stdin, each peer's answers as JSON Lines on stdout.

    python answer.py figures|dates SYSTEM < texts.jsonl

One line a text, ``{"found": [...]}``: for figures ``[low, high, ISO code or null]`` each, for dates the pairs of first
and last day that each mention may mean. Then one line with the seconds taken. A peer that fails on a text answers
nothing for it; how often that was is in the last line.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

Amounts = list[tuple[float, float, str | None]]
Days = list[list[tuple[str, str]]]
Row = dict[str, Any]
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


def recognizers_days() -> Callable[[Row], Days]:
    """Microsoft Recognizers-Text: every reading it leaves open counts, ends of ranges made inclusive."""
    from recognizers_date_time import recognize_datetime
    from recognizers_text import Culture

    def ends(value: dict[str, str]) -> tuple[str, str] | None:
        if value.get("type", "").startswith("date") and "value" in value:
            return value["value"][:10], value["value"][:10]
        if not value.get("type", "").startswith("date") or "start" not in value or "end" not in value:
            return None
        end = datetime.fromisoformat(value["end"])
        last = end - timedelta(days=1) if value["type"] == "daterange" else end
        return value["start"][:10], last.date().isoformat()

    def read(row: Row) -> Days:
        base = datetime.fromisoformat(row["published"])
        results = recognize_datetime(row["text"], Culture.English, reference=base)
        found = [[ends(value) for value in (result.resolution or {}).get("values", [])] for result in results]
        return [[pair for pair in pairs if pair] for pairs in found if any(pairs)]

    return read


def dateparser_days() -> Callable[[Row], Days]:
    """dateparser's search, which gives one moment a mention."""
    from dateparser.search import search_dates

    def read(row: Row) -> Days:
        settings = {"RELATIVE_BASE": datetime.fromisoformat(row["published"])}
        found = search_dates(row["text"], languages=["en"], settings=settings) or []
        return [[(moment.date().isoformat(), moment.date().isoformat())] for _, moment in found]

    return read


def of_text(make: Callable[[], Callable[[str], Amounts]]) -> Callable[[], Callable[[Row], Amounts]]:
    """A reader of rows from one of texts."""

    def build() -> Callable[[Row], Amounts]:
        read = make()
        return lambda row: read(row["text"])

    return build


SYSTEMS: dict[str, dict[str, Callable[[], Callable[[Row], Any]]]] = {
    "figures": {
        "recognizers-text": of_text(recognizers),
        "quantulum3": of_text(quantulum),
        "price-parser": of_text(price),
    },
    "dates": {"recognizers-text": recognizers_days, "dateparser": dateparser_days},
}


def main() -> None:
    """Answer every line of stdin."""
    warnings.simplefilter("ignore")
    read = SYSTEMS[sys.argv[1]][sys.argv[2]]()
    rows: list[Row] = [json.loads(line) for line in sys.stdin]
    read(rows[0])
    seconds, failed = 0.0, 0
    for row in rows:
        answer: dict[str, Any] = {"found": []}
        start = time.process_time()
        try:
            answer["found"] = read(row)
        except Exception:
            failed += 1
        seconds += time.process_time() - start
        print(json.dumps(answer))
    print(json.dumps({"seconds": seconds, "failed": failed}))


if __name__ == "__main__":
    main()
