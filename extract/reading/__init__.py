"""Bytes to ``Article``, or a named error."""
