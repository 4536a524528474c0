"""What the program knows, as data files with one loader each."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parent / "data"
"""The folder of the shipped data files."""
