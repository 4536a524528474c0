"""The spaCy side: loading a pipeline, sentence boundaries, ``Doc`` extensions."""
