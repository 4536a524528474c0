"""What the program knows, as data files with one loader each."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any, Optional

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

DATA = Path(__file__).parent / "data"
"""The folder of the shipped data files."""


def parse_toml(text: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises ``ValueError`` with the line where it is none."""
    tables: dict[str, Any] = tomllib.loads(text)
    return tables


def shipped_tables(name: str) -> dict[str, Any]:
    """The tables of a shipped TOML file."""
    return parse_toml((DATA / name).read_text(encoding="utf-8"))


def stamp(path: Optional[Path]) -> bytes:
    """A digest of a user's file, so that what was read of it is kept until it changes; empty where there is none to read."""
    try:
        return b"" if path is None else hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return b""
