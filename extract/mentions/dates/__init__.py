"""Date expressions, read out of plain text and counted from the publication date."""
