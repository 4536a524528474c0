"""Numbers with their units, read out of plain text."""
