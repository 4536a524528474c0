"""The spaCy side: loading a pipeline, sentence boundaries, ``Doc`` extensions."""

from __future__ import annotations

from extract.language.pipeline import load_pipeline

__all__ = ["load_pipeline"]
