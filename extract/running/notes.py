"""What a careful reader of a record should know about how it was read."""

from __future__ import annotations

from extract import errors
from extract.model import Note, Record


def notes_of(record: Record) -> tuple[Note, ...]:
    """The record's notes, those it has already first."""
    notes = list(record.notes)
    if record.published is None:
        notes.append(_note(errors.NO_PUBLICATION_DATE))
    if record.language not in (None, "en", "und"):
        notes.append(_note(errors.NOT_ENGLISH, language=record.language))
    conversions = [converted for figure in record.figures for converted in (figure.usd, figure.cny)]
    stale = sorted(
        {item.rate_date for item in conversions if item is not None and "stale" in item.rate_source}
    )
    if stale:
        notes.append(_note(errors.STALE_RATE, days=", ".join(stale)))
    missing = sorted(
        {
            figure.unit
            for figure in record.figures
            if figure.kind == "money" and figure.unit and figure.usd is None
        }
    )
    if missing and record.published is not None:
        notes.append(_note(errors.MISSING_RATE, currencies=", ".join(missing)))
    return tuple(notes)


def _note(note: errors.Problem, **fields: object) -> Note:
    return Note(code=note.code, message=note.sentence.format(**fields))
