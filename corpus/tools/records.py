"""Annotations into records: everything that follows from what was annotated is computed here."""

from __future__ import annotations

import calendar
import csv
import re
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec
from notation import ClaimLine, Mention, Source, Value, read_value

from extract.claims.conversion import with_conversions
from extract.language.sentences import sentence_spans
from extract.lexicon import DATA
from extract.lexicon.conversion import default_rates
from extract.lexicon.figurewords import units
from extract.lexicon.metrics import load_metrics
from extract.model import CHECKS, Claim, Company, Date, Entity, Figure, Finding, Period, Record, Repair
from extract.quantity import half_unit, plain

_LEGAL = re.compile(
    r"(?:,? (?:Inc|Corp|Corporation|Ltd|Limited|Co|LLC|plc|PLC|AG|SE|SA|NV|GmbH|AB|ASA|Oyj|A/S|Pte|Bhd|Sdn|Tbk|KK|K\.K|S\.A|N\.V)\.?)+$"
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_WEEK = re.compile(r"(\d{4})-W(\d{1,2})")


class AnnotationError(ValueError):
    """An annotation that can't be what was meant, with the line it stands on."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@cache
def registry() -> dict[str, dict[str, str]]:
    """The companies of the lexicon by id."""
    with (DATA / "companies.csv").open(encoding="utf-8", newline="") as stream:
        return {row["id"]: row for row in csv.DictReader(stream)}


@cache
def currencies() -> frozenset[str]:
    with (DATA / "currencies.csv").open(encoding="utf-8", newline="") as stream:
        return frozenset(row["code"] for row in csv.DictReader(stream))


def slug(name: str) -> str:
    """The id of a company that the registry doesn't know: its name without legal suffix."""
    stem = _LEGAL.sub("", name) or name
    return re.sub(r"[^\w.]+", "_", stem.lower()).strip("_.")


def days_of(value: str) -> tuple[date | None, date | None]:
    """First and last day of a period as annotated; an open end is None.

    >>> days_of("2020-Q1"), days_of("..2022-12-31")
    ((datetime.date(2020, 1, 1), datetime.date(2020, 3, 31)), (None, datetime.date(2022, 12, 31)))
    """
    if ".." in value:
        first, last = value.split("..")
        return (days_of(first)[0] if first else None), (days_of(last)[1] if last else None)
    if match := re.fullmatch(r"(\d{4})-?Q([1-4])", value):
        return _months(int(match[1]), 3 * int(match[2]) - 2, 3)
    if match := re.fullmatch(r"(\d{4})-?H([12])", value):
        return _months(int(match[1]), 6 * int(match[2]) - 5, 6)
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday, monday + timedelta(days=6)
    if re.fullmatch(r"\d{4}", value):
        return _months(int(value), 1, 12)
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return _months(int(match[1]), int(match[2]), 1)
    day = date.fromisoformat(value)
    return day, day


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last = month + count - 1
    return date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1])


class Builder:
    """One article's record out of its annotation. ``problems`` are (line, message)."""

    def __init__(self, source: Source) -> None:
        self.source, self.problems = source, list[tuple[int, str]]()
        self.warnings: list[tuple[int, str]] = []
        self.text = source.text
        self.sentences = sentence_spans(self.text)
        head = source.head.get("published")
        self.published = date.fromisoformat(head) if head else None
        self.figure_at = {m.label: i for i, m in enumerate(source.figures) if m.label}
        self.date_at = {m.label: i for i, m in enumerate(source.dates) if m.label}

    def record(self) -> Record:
        companies = [company for name in self.source.names if (company := self._company(name)) is not None]
        dates = [self._guard(self._date, mention) for mention in self.source.dates]
        figures = [
            self._guard(self._figure, index, mention) for index, mention in enumerate(self.source.figures)
        ]
        record = Record(
            id=self.source.id,
            source=self.source.head.get("outlet"),
            title=self.source.head.get("title"),
            published=self.published,
            language="en",
            text=self.text,
            companies=tuple(companies),
        )
        if None in dates or None in figures:
            return record
        claims = self._claims(figures, dates)
        converted = with_conversions(figures, claims, self.published, default_rates())
        record = msgspec.structs.replace(record, figures=converted, dates=tuple(dates), claims=tuple(claims))
        findings = [
            found for slip in self.source.slips if (found := self._guard(self._finding, slip, record))
        ]
        return msgspec.structs.replace(record, findings=tuple(findings))

    def _guard(self, make: Any, *given: Any) -> Any:
        try:
            return make(*given)
        except AnnotationError as problem:
            self.problems.append((problem.line, str(problem)))
        except (ValueError, ArithmeticError) as error:
            self.problems.append((getattr(given[-1], "line", 0) or getattr(given[0], "line", 0), str(error)))
        return None

    def entity(self, word: str, line: int) -> Entity:
        """A subject or object as a claim names it."""
        if word.startswith("market:"):
            name = word.partition(":")[2].strip()
            name = re.sub(r"[_\s]+", " ", name)
            return Entity(
                id="market:" + re.sub(r"[^\w]+", "_", name.lower()).strip("_"), name=f"{name} market"
            )
        full = self.source.new_names.get(word, word)
        if full in self.source.new_names.values():
            return Entity(id=slug(full), name=full)
        if word in registry():
            return Entity(id=word, name=registry()[word]["name"])
        raise AnnotationError(line, f"{word!r} is no id of the registry and no company listed as new")

    def _company(self, name: Any) -> Company | None:
        if name.id.startswith("new:"):
            full = name.id[4:]
            id_, shown, parent, ticker = slug(full), full, None, None
            if id_ in registry():
                self.problems.append((0, f"{full!r} is listed as new, but the registry has {id_!r}"))
        elif name.id in registry():
            row = registry()[name.id]
            id_, shown, parent, ticker = name.id, row["name"], row["parent"] or None, row["ticker"] or None
        else:
            self.problems.append(
                (0, f"{name.id!r} ({self.text[name.start : name.end]}) is no id of the registry")
            )
            return None
        return Company(
            start=name.start,
            end=name.end,
            text=self.text[name.start : name.end],
            id=id_,
            name=shown,
            parent=parent,
            ticker=ticker,
            coref=name.coref,
        )

    def _date(self, mention: Mention) -> Date:
        value, rest = mention.value, list(mention.rest)
        fiscal = "fiscal" in rest
        kind = "set" if "set" in rest else None
        spans = [word for word in rest if word not in ("fiscal", "set")]
        if len(spans) > 1:
            raise AnnotationError(mention.line, f"too much behind the value: {' '.join(spans)!r}")
        first: date | None = None
        last: date | None = None
        plain_value = re.fullmatch(r"[\d\-QHW.]+", value) is not None
        if spans:
            first, last = days_of(spans[0])
        elif plain_value and not (fiscal and not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", value)):
            first, last = days_of(value)
        if kind is None:
            if value.startswith("P"):
                kind = "duration"
            elif value.startswith("XXXX"):
                kind = "set"
            else:
                kind = "date" if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else "period"
        return Date(
            start=mention.start,
            end=mention.end,
            text=self.text[mention.start : mention.end],
            kind=kind,  # type: ignore[arg-type]
            value=re.sub(r"^(\d{4})(Q|H|W)", r"\1-\2", value).replace("..", "/"),
            first=first,
            last=last,
            fiscal=fiscal,
        )

    def _figure(self, index: int, mention: Mention) -> Figure:
        text, line = self.text[mention.start : mention.end], mention.line
        value = read_value(mention.value)
        if value is None:
            raise AnnotationError(line, f"{mention.value!r} is no value")
        rest = list(mention.rest)
        per = next((word[4:] for word in rest if word.startswith("per:")), None)
        converts = self._converts(index, line, rest)
        units = [word for word in rest if not word.startswith(("per:", "conv"))]
        if len(units) != 1:
            raise AnnotationError(line, f"a figure has one unit, not {units}")
        kind, unit = _kind(units[0])
        if (
            re.fullmatch(r"[A-Z]{3}", unit)
            and kind != "money"
            and unit not in ("DAU", "MAU", "GPU", "EV", "SKU")
        ):
            self.warnings.append((line, f"{unit!r} is no currency of the lexicon"))
        tolerance = self._tolerance(text, value, line, kind, unit)
        return Figure(
            start=mention.start,
            end=mention.end,
            text=text,
            kind=kind,  # type: ignore[arg-type]
            low=None if value.low is None else plain(value.low),
            high=None if value.high is None else plain(value.high),
            modifier=value.modifier,  # type: ignore[arg-type]
            unit=unit,
            per=per,
            tolerance=tolerance,
            converts=converts,
        )

    def _converts(self, index: int, line: int, rest: list[str]) -> int | None:
        for word in rest:
            if word == "conv":
                return index - 1
            if word.startswith("conv:"):
                if word[5:].lstrip("#") not in self.figure_at:
                    raise AnnotationError(line, f"no figure is labelled {word[5:]!r}")
                return self.figure_at[word[5:].lstrip("#")]
        return None

    def _tolerance(self, text: str, value: Value, line: int, kind: str, unit: str) -> Decimal | None:
        numbers = _NUMBER.findall(text)
        stated = value.high if value.high is not None else value.low
        if not numbers or stated is None or kind == "rank":
            return None
        if unit == "percent" and (len(numbers) == 2 and re.search(r"\b(in|of)\b|/", text)):
            return None
        number = Decimal(numbers[-1].replace(",", ""))
        if not number:
            return half_unit(numbers[-1])
        scale = stated / number
        if scale.normalize().as_tuple().digits != (1,):
            message = f"{text!r} doesn't read {stated}"
            if len(numbers) == 1:
                self.warnings.append((line, message))
            return None
        return half_unit(numbers[-1], scale)

    def _claims(self, figures: list[Figure], dates: list[Date]) -> list[Claim]:
        drafts: list[tuple[int, int, ClaimLine, int | None, int | None]] = []
        for index, mention in enumerate(self.source.figures):
            drafts += [(mention.start, i, line, index, None) for i, line in enumerate(mention.claims)]
        for index, mention in enumerate(self.source.dates):
            drafts += [(mention.start, i, line, None, index) for i, line in enumerate(mention.claims)]
        drafts.sort(key=lambda draft: draft[:2])
        ids = {id(draft[2]): f"{self.source.id}#c{number}" for number, draft in enumerate(drafts, 1)}
        made = []
        for _, _, line, figure, on in drafts:
            claim = self._guard(self._claim, (line, ids), (figure, on), figures, dates)
            if claim is not None:
                made.append(claim)
        return made

    def _claim(
        self,
        draft: tuple[ClaimLine, dict[int, str]],
        at: tuple[int | None, int | None],
        figures: Any,
        dates: Any,
    ) -> Claim:
        line, ids = draft
        figure_at, date_at = at
        if line.metric not in load_metrics().metrics and line.metric != "other":
            raise AnnotationError(line.line, f"{line.metric!r} is no metric")
        mention = figures[figure_at] if figure_at is not None else dates[date_at]
        start, end, sentence = self._evidence(mention.start, mention.end, line)
        values = _claim_values(line, mention) if figure_at is not None else {}
        period: Period | None = None
        if line.period:
            first, last = self._guard_days(line)
            period = Period(first=first, last=last)
        elif figure_at is None and mention.first is not None:
            period = Period(first=mention.first, last=mention.last)
        if date_at is None:
            date_at = self._date_of(period, sentence, dates)
        if line.kind == "event" and figure_at is not None:
            raise AnnotationError(line.line, "an event stands under a date")
        return Claim(
            id=ids[id(line)],
            start=start,
            end=end,
            sentence_start=sentence[0],
            sentence_end=sentence[1],
            subject=None if line.subject is None else self.entity(line.subject, line.line),
            object=None if line.object in (None, "-") else self.entity(line.object, line.line),
            metric=line.metric,
            metric_text=line.metric_text,
            scope=tuple(line.scope),
            kind=line.kind,  # type: ignore[arg-type]
            figure=figure_at,
            date=date_at,
            direction=line.direction,  # type: ignore[arg-type]
            period=period,
            basis=line.basis,  # type: ignore[arg-type]
            baseline=self._baseline(line, ids),
            status=line.status,  # type: ignore[arg-type]
            negated=line.negated,
            attribution=line.by,
            confidence=1.0,
            **values,
        )

    def _guard_days(self, line: ClaimLine) -> tuple[date | None, date | None]:
        assert line.period is not None
        try:
            return days_of(line.period)
        except ValueError as error:
            raise AnnotationError(line.line, f"{line.period!r} is no period ({error})") from None

    def _baseline(self, line: ClaimLine, ids: dict[int, str]) -> str | None:
        if line.base is None:
            return None
        if line.base not in self.figure_at:
            raise AnnotationError(line.line, f"no figure is labelled {line.base!r}")
        claims = self.source.figures[self.figure_at[line.base]].claims
        levels = [c for c in claims if c.kind in ("level", "share")] or claims
        if not levels:
            raise AnnotationError(line.line, f"the figure labelled {line.base!r} has no claim")
        return ids[id(levels[0])]

    def _evidence(self, start: int, end: int, line: ClaimLine) -> tuple[int, int, tuple[int, int]]:
        inside = [span for span in self.sentences if span[0] <= start < span[1]]
        sentence = inside[0] if inside else (start, end)
        if line.metric_text is None:
            return start, end, sentence
        text, words = self.text[: sentence[1]], line.metric_text
        places, at = [], text.find(words, sentence[0])
        while at >= 0:
            places.append(at)
            at = text.find(words, at + 1)
        if not places:
            if words.lower() not in self.text.lower():
                self.warnings.append((line.line, f"the metric text {words!r} is not in the text"))
            return start, end, sentence
        near = min(places, key=lambda at: (max(at - end, start - at - len(words), 0), at))
        return min(start, near), max(end, near + len(words)), sentence

    @staticmethod
    def _date_of(period: Period | None, sentence: tuple[int, int], dates: list[Date]) -> int | None:
        if period is None:
            return None
        for index, found in enumerate(dates):
            inside = sentence[0] <= found.start < sentence[1] and found.last is not None
            if inside and (found.first, found.last) == (period.first, period.last):
                return index
        return None

    def _finding(self, slip: Any, record: Record) -> Finding:
        if slip.check not in CHECKS:
            raise AnnotationError(slip.line, f"{slip.check!r} is no check")
        figures = [self.figure_at[label] for label in slip.labels if label in self.figure_at]
        dates = [self.date_at[label] for label in slip.labels if label in self.date_at]
        missing = [
            label for label in slip.labels if label not in self.figure_at and label not in self.date_at
        ]
        if missing:
            raise AnnotationError(slip.line, f"no figure or date is labelled {', '.join(missing)}")
        claims = [c.id for c in record.claims if c.figure in figures and c.kind != "comparison"]
        repairs = () if slip.wrong is None else (self._repair(slip, record, figures, dates),)
        return Finding(
            id=f"{record.id}#f{self.source.slips.index(slip) + 1}",
            check=slip.check,
            severity="error",
            confidence=1.0,
            claims=tuple(claims),
            figures=tuple((record.id, index) for index in figures),
            dates=tuple((record.id, index) for index in dates),
            message=f"planted: {' '.join(slip.relation)}",
            repairs=repairs,
        )

    def _repair(self, slip: Any, record: Record, figures: list[int], dates: list[int]) -> Repair:
        for index in figures:
            figure = record.figures[index]
            if " ".join(figure.text.split()) == slip.wrong:
                claim = next((c.id for c in record.claims if c.figure == index), None)
                value = repaired_value(slip)
                old = figure.low if figure.low is not None else figure.high
                same = value is not None and old == value
                return Repair(
                    claim=claim,
                    figure=(record.id, index),
                    field="unit" if same else "value",
                    from_=old,
                    to=value,
                    text=slip.right,
                    why="planted",
                )
        for index in dates:
            found = record.dates[index]
            if " ".join(found.text.split()) == slip.wrong:
                return Repair(
                    date=(record.id, index),
                    field="value",
                    from_=found.value,
                    to=slip.right_value or slip.right,
                    text=slip.right,
                    why="planted",
                )
        raise AnnotationError(slip.line, f"none of the labelled figures or dates reads {slip.wrong!r}")


_SCALE_WORDS = {
    "thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "mln": 6, "billion": 9, "bn": 9, "b": 9, "trillion": 12,
    "tn": 12, "lakh": 5, "crore": 7, "cr": 7, "lakh crore": 12,
}  # fmt: skip


def repaired_value(slip: Any) -> Decimal | None:
    """The value that the repair's text states: as annotated, else number and scale word."""
    if slip.right_value is not None and (value := read_value(slip.right_value.split()[0])) is not None:
        return plain(value.low if value.low is not None else value.high or Decimal(0))
    numbers = _NUMBER.findall(slip.right)
    if len(numbers) != 1:
        return None
    number = numbers[0]
    scale = re.search(re.escape(number) + r"[\s-]*([A-Za-z]+(?: crore)?)", slip.right)
    power = _SCALE_WORDS.get(scale.group(1).lower()) if scale else 0
    if power is None:
        power = _SCALE_WORDS.get(scale.group(1).split()[0].lower(), 0) if scale else 0
    return plain(Decimal(number.replace(",", "")).scaleb(power))


def _unit_name(written: str) -> str:
    """The unit as the records name it: "MW" is megawatt."""
    words = written.replace("-", " ").split()
    spelled, abbreviated = [*(word.lower() for word in words), "", ""], [*words, "", ""]
    for table, padded in ((units().spelled, spelled), (units().abbreviated, abbreviated)):
        found = table.match(padded, 0)
        if found is not None and found[0] == len(words) - 1:
            return str(found[1].name)
    return written


def _kind(unit: str) -> tuple[str, str]:
    known = {"%": ("percent", "percent"), "pp": ("percent", "percentage_point"), "x": ("multiple", "times")}
    if unit in known:
        return known[unit]
    if unit == "rank":
        return "rank", "rank"
    if unit.startswith("q:"):
        return "quantity", _unit_name(unit[2:])
    return ("money", unit) if unit in currencies() else ("count", unit)


def _claim_values(line: ClaimLine, figure: Figure) -> dict[str, Any]:
    low, high, modifier = figure.low, figure.high, figure.modifier
    if line.kind == "comparison":
        value = high if low is None else low
        ends = {">": (value, None), ">=": (value, None), "<": (None, value), "<=": (None, value)}
        low, high = ends.get(line.sign or "=", (low, high))
        modifier = line.sign or "="  # type: ignore[assignment]
    if line.direction == "down" and figure.unit != "times":
        low, high = (None if end is None else plain(-end) for end in (high, low))
    return {
        "low": low,
        "high": high,
        "modifier": modifier,
        "unit": figure.unit,
        "tolerance": figure.tolerance,
    }
