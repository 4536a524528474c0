"""What a careful reader of a record should know about how it was read."""

from __future__ import annotations

from extract.model import Note, Record

NO_PUBLICATION_DATE = "no-publication-date"
NOT_ENGLISH = "not-english"
STALE_RATE = "stale-rate"
MISSING_RATE = "missing-rate"


def notes_of(record: Record) -> tuple[Note, ...]:
    """The record's notes, those it has already first."""
    notes = list(record.notes)
    if record.published is None:
        message = "No publication date was found: relative dates stay unresolved, amounts without a dated period are not converted."
        notes.append(Note(code=NO_PUBLICATION_DATE, message=message))
    if record.language not in (None, "en", "und"):
        message = f"The article's language is {record.language}: only its figures and dates were read."
        notes.append(Note(code=NOT_ENGLISH, message=message))
    conversions = [converted for figure in record.figures for converted in (figure.usd, figure.cny)]
    stale = sorted(
        {item.rate_date for item in conversions if item is not None and "stale" in item.rate_source}
    )
    if stale:
        message = f"The exchange rates are stale: the last known ones are of {', '.join(stale)}."
        notes.append(Note(code=STALE_RATE, message=message))
    missing = sorted(
        {
            figure.unit
            for figure in record.figures
            if figure.kind == "money" and figure.unit and figure.usd is None
        }
    )
    if missing and record.published is not None:
        message = f"There is no exchange rate for {', '.join(missing)}: those amounts are not converted."
        notes.append(Note(code=MISSING_RATE, message=message))
    return tuple(notes)
